"""The words of an experiment: its title, paragraphs, and formulas that stand alone."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sgdviz.core.experiment import Experiment

from ..look import theme
from ..text.mathtext import display, plain
from ..widgets.mathlabel import MathLabel
from ..words import language, localized

LEADING = {"ko": 24.0, "en": 23.0}


class Formula(QWidget):
    """A display formula on a quiet ground, as large as fits."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setAccessibleName(plain(f"${text}$"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, int(display(self.text, 22).height) + 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("wash"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        line = display(self.text, 22)
        scale = min(1.0, (self.width() - 24) / max(1.0, line.width))
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        line.paint(painter, -line.width / 2, line.ascent - line.height / 2, theme.colour("ink"))
        painter.end()


class Story(QWidget):
    """Paragraphs are parted by blank lines; one between double dollars, `$$…$$`, is a formula in a box.

    Where there is little room the first paragraph is shown, and a button for the rest.
    """

    def __init__(self) -> None:
        super().__init__()
        self._experiment: Experiment | None = None
        self._shown: tuple[str, str] | None = None
        self.title = MathLabel(px=24, weight=600, wrap=True, leading=30)
        self.parts: list[MathLabel | Formula] = []
        self._brief, self._unfolded = False, False
        self.more = QPushButton()
        self.more.setProperty("small", True)
        self.more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.title)
        self._column.addWidget(self.more)
        self.hide()

    def tell(self, experiment: Experiment) -> None:
        """Show the words of this experiment, in the language of now."""
        self._experiment = experiment
        words = localized(experiment.title), localized(experiment.text)
        if words == self._shown:
            return
        self._shown = words
        title, text = words
        self.title.set_text(title)
        self.title.setVisible(bool(title))
        for part in self.parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.parts = [self._part(paragraph.strip(), i) for i, paragraph in enumerate(text.split("\n\n")) if paragraph.strip()]
        for i, part in enumerate(self.parts):
            self._column.insertWidget(i + 1, part)
        self._unfolded = False
        self._fold()
        self.setVisible(bool(title or text))

    def set_brief(self, brief: bool) -> None:
        """Take little room, or as much as the words need."""
        if brief != self._brief:
            self._brief = brief
            self._fold()

    def _toggle(self) -> None:
        self._unfolded = not self._unfolded
        self._fold()

    def _fold(self) -> None:
        for part in self.parts[1:]:
            part.setVisible(not self._brief or self._unfolded)
        self.more.setVisible(self._brief and len(self.parts) > 1)
        self.more.setText(self.tr("Less") if self._unfolded else self.tr("Read on"))

    @staticmethod
    def _part(text: str, index: int) -> MathLabel | Formula:
        if text.startswith("$$") and text.endswith("$$") and len(text) > 4:
            return Formula(text[2:-2])
        return MathLabel(text, px=14.5, token="ink" if index == 0 else "ink2", wrap=True,
                         leading=LEADING.get(language(), 23.0))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._experiment is not None:
            self.tell(self._experiment)
            self._fold()
        super().changeEvent(event)
