"""A ring round what has the keyboard, drawn only for those who use it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from . import theme

_REACH = 4


class FocusRing(QObject):
    """Follows the keyboard focus of the program: two pixels of accent, two pixels outside the widget.

    A widget may set the property `focusRadius` (its own corner, 6 if not); a parent with the property `focusTarget` is
    ringed in place of its child.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if new is None or new.isWindow() or not new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return
        parent = new.parentWidget()
        ringed = parent if parent is not None and parent.property("focusTarget") else new
        if not ringed.isWindow():
            self._ring = _Ring(ringed)


class _Ring(QWidget):
    """Lies over the widget and its neighbours, in the nearest parent that has room for it."""

    def __init__(self, ringed: QWidget) -> None:
        self._ringed = ringed
        holder = ringed
        followed = []
        while not holder.isWindow() and (holder is ringed or not self._has_room(holder)):
            followed.append(holder)
            holder = holder.parentWidget() or holder.window()
        super().__init__(holder)
        self._holder = holder
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in followed:
            widget.installEventFilter(self)
        self._place()
        self.show()

    def _around(self, holder: QWidget) -> QRect:
        corner = self._ringed.mapTo(holder, QPoint())
        return QRect(corner, self._ringed.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)

    def _has_room(self, holder: QWidget) -> bool:
        """What scrolls holds its ring, or the ring would lie over its neighbours."""
        scrolls = isinstance(holder.parentWidget(), QAbstractScrollArea)
        return scrolls or holder.rect().contains(self._around(holder))

    def _place(self) -> None:
        self.setGeometry(self._around(self._holder).intersected(self._holder.rect()))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(self._ringed.isVisibleTo(self._holder))
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        own = self._ringed.property("focusRadius")
        radius = (6 if own is None else float(own)) + 3
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
