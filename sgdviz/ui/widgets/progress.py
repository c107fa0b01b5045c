"""A dialog that shows how far work is, and can give it up."""

from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

WIDTH = 360
"""A line so thin as the bar has no room for a number."""


class WorkDialog(QProgressDialog):
    """Closed and reset by nobody but who made it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumWidth(WIDTH)
        for bar in self.findChildren(QProgressBar):
            bar.setTextVisible(False)
