"""The theme that is shown now, and the act of dressing the program in it."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from .fonts import text_font
from .palette import LIGHT, PALETTES, Palette
from .stylesheet import stylesheet

STYLE = ("-style", "fusion")
"""Arguments of the application. `setStyle` would make Python classes of all that a style has, for 20 ms."""


class Notifier(QObject):
    """Tells those who keep something that was made of colours (icons, cached pictures) that the theme changed."""

    changed = Signal()


notifier = Notifier()
_current = LIGHT


def palette() -> Palette:
    """The theme that is shown now."""
    return _current


def colour(token: str, opacity: float = 1.0) -> QColor:
    """`token` in the theme that is shown now."""
    return _current.colour(token, opacity)


def apply(app: QCoreApplication | None, name: str) -> None:
    """Dress the program in `name`: light, dark, projector, or system, which asks the desktop for light or dark."""
    global _current
    assert isinstance(app, QApplication)
    if name == "system":
        name = "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    _current = PALETTES[name]
    app.setFont(text_font(13))
    app.setPalette(_qt_palette(_current))
    app.setStyleSheet(stylesheet(_current))
    notifier.changed.emit()


def _qt_palette(palette: Palette) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    result = QPalette()
    for token, roles in (
        ("card", (role.Window, role.Button, role.ToolTipBase)),
        ("field", (role.Base,)),
        ("wash", (role.AlternateBase, role.Light, role.Midlight)),
        ("ink", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        ("muted", (role.PlaceholderText,)),
        ("whole", (role.Highlight, role.Link, role.LinkVisited, role.Accent)),
        ("on_accent", (role.HighlightedText,)),
        ("line", (role.Mid, role.Dark)),
        ("axis", (role.Shadow,)),
    ):
        for one in roles:
            result.setColor(one, palette.colour(token))
    faded = QColor(palette.mixed("ink", 0.45))
    for one in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(group.Disabled, one, faded)
    return result
