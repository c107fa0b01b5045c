"""Layouts that do not wait."""

from PySide6.QtWidgets import QWidget


def lay_out(widget: QWidget) -> None:
    """Give what is in a widget its place now, seen or not; Qt would do so a moment later."""
    layout = widget.layout()
    assert layout is not None
    layout.activate()
