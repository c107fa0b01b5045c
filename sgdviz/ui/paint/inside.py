"""Whether a place in pixels lies in a rectangle."""

from PySide6.QtCore import QPointF, QRectF


def is_inside(rect: QRectF, at: QPointF) -> bool:
    """False where a coordinate is no number: QRectF.contains says True there, and Qt may crash when it paints at one."""
    return rect.left() <= at.x() <= rect.right() and rect.top() <= at.y() <= rect.bottom()
