"""Help: the keys, the log, what the program is and whose work it stands on."""

from html import escape

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMainWindow, QTextBrowser, QVBoxLayout, QWidget

from sgdviz import __version__

from .actions import MENUS, Deed, menu_text, without_mnemonic
from .errors import log_path

LICENCES = (
    ("Qt, PySide6", "LGPL-3.0"), ("pyqtgraph", "MIT"), ("NumPy", "BSD-3-Clause"), ("contourpy", "BSD-3-Clause"),
    ("Pretendard", "OFL-1.1"), ("STIX Two Text", "OFL-1.1"), ("KaTeX fonts", "MIT"),
)



def page(parent: QWidget, title: str, html: str) -> QDialog:
    """A dialog with a text to read; it deletes itself when it is closed."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.resize(560, 600)
    text = QTextBrowser()
    text.setAccessibleName(title)
    text.setOpenExternalLinks(True)
    text.setHtml(html)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(text)
    layout.addWidget(buttons)
    return dialog


def keys_html() -> str:
    """Every action that has a key, by menu, from the same table that makes the menus; then what the mouse does."""
    rows = []
    for title, entries in MENUS.values():
        deeds = [e for e in entries if isinstance(e, Deed) and e.keys]
        rows.append(f"<tr><td colspan=2><b>{escape(without_mnemonic(menu_text(title)))}</b></td></tr>")
        rows += [f"<tr><td>{escape(without_mnemonic(menu_text(d.words)))}&nbsp;&nbsp;</td><td>{escape(keys_of(d))}</td></tr>"
                 for d in deeds]
    mouse = (
        QCoreApplication.translate("help", "On a landscape: click or drag to choose the start; turn the wheel to zoom; "
                                           "drag with the right button to move the view; 0 shows all of it again."),
        QCoreApplication.translate("help", "On a canvas that has the focus, + and − zoom; on the chord, Tab chooses an end and "
                                           "the arrow keys move it."),
        QCoreApplication.translate("help", "Shift and an arrow key move the start on a landscape, and what is read on a map of "
                                           "runs or on the bars of a cloud; Return opens the run that is read."),
        QCoreApplication.translate("help", "Esc closes a message, and leaves the full screen."),
        QCoreApplication.translate("help", "Drag a card by its header to lay it elsewhere; right-click the header for more."),
    )
    return f"<table cellspacing=4>{''.join(rows)}</table>" + "".join(f"<p>{escape(text)}</p>" for text in mouse)


def keys_of(deed: Deed) -> str:
    """The keys of an action as this desktop writes them."""
    found: list[QKeySequence] = []
    for keys in deed.keys:
        found += [QKeySequence(keys)] if isinstance(keys, str) else QKeySequence.keyBindings(keys)[:1]
    return ", ".join(dict.fromkeys(k.toString(QKeySequence.SequenceFormat.NativeText) for k in found if not k.isEmpty()))


def show_keys(window: QMainWindow) -> None:
    page(window, QCoreApplication.translate("help", "Keys and mouse"), keys_html()).open()


def show_about(window: QMainWindow) -> None:
    """What the program is, and the licences of what it stands on."""
    about = QCoreApplication.translate("help", "sgdviz {version} shows how stochastic gradient descent works: the landscape, "
                                               "the batches, the path, the chord.").format(version=__version__)
    licences = "".join(f"<li>{escape(name)}: {escape(licence)}</li>" for name, licence in LICENCES)
    standing = QCoreApplication.translate("help", "It is free software (MIT) and stands on:")
    page(window, QCoreApplication.translate("help", "About sgdviz"),
         f"<p>{escape(about)}</p><p>{escape(standing)}</p><ul>{licences}</ul>").open()


def open_log() -> None:
    """Show the log in whatever program shows texts here."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path())))
