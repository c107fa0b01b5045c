"""The line under the chord: the place on it, its numbers, J or J_B, and the search for a violated one."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sgdviz.core.parameters import Real

from ..text.numbers import header_number
from ..widgets.mathlabel import MathLabel
from ..widgets.numberfield import NumberField
from ..widgets.switch import Switch
from .along import Section

_ALPHA = Real(name="alpha", default=0.5, low=0.0, high=1.0, symbol="α")
_MARGIN, _BETWEEN, _FIELD = 16, 10, 110


class Footer(QWidget):
    """`alpha_field`, `values` (J at both ends, the smallest gap), `batch_switch` and `find_button`."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 4, _MARGIN, 12)
        row.setSpacing(_BETWEEN)
        self.alpha_field = NumberField(_ALPHA)
        self.values = [MathLabel(token="muted") for _ in range(3)]
        self.batch_switch, self.find_button = Switch(), QPushButton()
        self.alpha_field.setMinimumWidth(_FIELD)
        self.alpha_field.setMaximumWidth(280)
        row.addWidget(MathLabel("$α$", 14))
        row.addWidget(self.alpha_field, 1)
        for label in self.values:
            row.addWidget(label)
        row.addStretch(1)
        self.batch_name = MathLabel("$J_B$", 14, token="batch_text")
        for widget in (self.batch_name, self.batch_switch, self.find_button):
            row.addWidget(widget)

    def retranslate(self) -> None:
        self.find_button.setText(self.tr("Find a violated chord"))
        self.batch_switch.setAccessibleName(self.tr("Test the batch's function J_B"))
        self.batch_switch.setToolTip(self.tr("Test J_B of this batch instead of J"))
        self.alpha_field.set_name(self.tr("α, the place on the chord"))

    def show_numbers(self, section: Section) -> None:
        """α and the numbers of this chord."""
        self.alpha_field.set_value(round(section.alpha, 3))
        test = section.test
        smallest = self.tr("smallest gap {value}")
        if test.verdict == "passes":
            smallest = (self.tr("smallest gap {value}, only at the ends") if test.strict
                        else self.tr("smallest gap {value}, also between the ends"))
        texts = [f"${section.letter}(θ_{i})$ {_bold(header_number(test.ends[i]))}" for i in (0, 1)]
        texts.append(smallest.format(value=_bold(header_number(test.min_gap) if test.min_gap else "0")))
        for label, text in zip(self.values, texts, strict=True):
            label.set_text(text)

    def make_room(self) -> None:
        """Show as many of the numbers as there is room for, the smallest gap first."""
        taken = (self.batch_name, self.batch_switch, self.find_button)
        room = self.width() - 2 * _MARGIN - _FIELD - 40 - sum(one.sizeHint().width() + _BETWEEN for one in taken)
        for label in reversed(self.values):
            room -= label.sizeHint().width() + _BETWEEN
            label.setVisible(room >= 0)
        # A picture without an event loop shows what is laid out by now.
        row = self.layout()
        if row is not None:
            row.activate()


def _bold(number: str) -> str:
    return f"[ink:[bold:{number}]]"
