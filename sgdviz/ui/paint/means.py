"""How an average of the iterates is drawn and called, on every canvas alike: hollow, in ink, with a dot, never a ball."""

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from sgdviz.core.frame import Frame

from ..look import theme
from ..look.palette import RunStyle
from ..text.mathtext import escape
from ..words import core_text
from .runs import run_name

SIZE, SMALL = 13.0, 9.0
FAR = 18.0
BESIDE = 15.0
"""So much room a small mark takes before the name of its average."""
SHAPES = (
    ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
    ((0.0, -1.35), (1.25, 0.95), (-1.25, 0.95)),
)
"""One for each average, then from the first again: square, diamond, triangle."""
DASHES = ((6.0, 3.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0))


def mean_style(index: int) -> RunStyle:
    """The line of the average `index` of a document."""
    return RunStyle(theme.colour("ink"), DASHES[index % len(DASHES)], "disc", False)


def mean_name(frame: Frame, index: int) -> str:
    """What the average `index` is called in the language of now, as markup; of several runs, whose it is as well."""
    average, _ = frame.averages[index]
    words = escape(core_text(average.words).format(**average.values))
    return f"[bold:{escape(run_name(frame, frame.watched))}]: {words}" if len(frame.courses) > 1 else words


def leader(name: QRectF, at: QPointF) -> QLineF | None:
    """The line from a name to its average, where the name stands too far off to be taken for beside it."""
    beside = QPointF(min(max(at.x(), name.left()), name.right()), min(max(at.y(), name.top()), name.bottom()))
    line = QLineF(beside, at)
    return line if line.length() > FAR else None


def paint_mean(painter: QPainter, at: QPointF, index: int, halo: QColor, size: float = SIZE) -> None:
    """The mark of the average `index`, over a halo in the colour of the ground."""
    ink, half = theme.colour("ink"), size / 2
    outline = QPolygonF([at + QPointF(x, y) * half for x, y in SHAPES[index % len(SHAPES)]])
    painter.setBrush(theme.colour("card"))
    for pen in (QPen(halo, 5), QPen(ink, 1.8)):
        painter.setPen(pen)
        painter.drawPolygon(outline)
    painter.setPen(QPen(ink, 0))
    painter.setBrush(ink)
    painter.drawEllipse(at, size / 7, size / 7)
