"""The desktop program from its start to its end."""

import argparse
import gc
import signal
import sys
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from sgdviz import __version__, system
from sgdviz.ui import errors, i18n, settings, words
from sgdviz.ui.look import theme
from sgdviz.ui.look.focus import FocusRing
from sgdviz.ui.preferences import THEMES
from sgdviz.ui.window import MainWindow

SWITCH = 0.0005
"""Seconds that a thread may keep Python to itself while another waits."""


def main(options: argparse.Namespace) -> int:
    """Open the window, with a file if one is given; without a screen, draw the exhibits into the current folder."""
    app = make_application()
    if system.is_headless_by_accident(app):
        from sgdviz.commands import gallery

        print(f"sgdviz: {system.why_no_screen()}", file=sys.stderr)
        return gallery.draw_file(options.file) if options.file else gallery.draw_exhibits()
    collector = collect_here(app)
    window = MainWindow(furnish=False)
    window.seen.connect(errors.start_log)
    window.seen.connect(partial(show_icon, app))
    if options.file:
        window.furnish()
        QTimer.singleShot(0, window, partial(window.open_path, options.file))
    else:
        window.seen.connect(window.furnish_soon)
    window.show()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: QTimer.singleShot(0, window, window.leave_unasked))
    status = app.exec()
    close_down(app, window, collector)
    return status


def make_application() -> QApplication:
    """The QApplication, dressed in the remembered theme and language."""
    QCoreApplication.setOrganizationName("sgdviz")
    QCoreApplication.setApplicationName("sgdviz")
    QCoreApplication.setApplicationVersion(__version__)
    app = QApplication([*sys.argv[:1], *theme.STYLE])
    app.setDesktopFileName("sgdviz")
    theme.apply(app, settings.choice("theme", tuple(THEMES), "system"))
    FocusRing(app)
    i18n.speak(settings.choice("language", tuple(words.LANGUAGES), words.system_language()))
    return app


def show_icon(app: QApplication) -> None:
    from sgdviz.ui.look.icons import app_icon  # with all icons that a desktop may have, for which the first window does not wait

    app.setWindowIcon(app_icon())


def collect_here(app: QApplication) -> QTimer:
    """Collect garbage in this thread only, now and then: elsewhere Python might delete a widget in the optimizer's thread."""
    gc.disable()
    sys.setswitchinterval(SWITCH)
    timer = QTimer(app)
    timer.timeout.connect(collect)
    timer.start(1000)
    return timer


def collect() -> None:
    """What the interpreter would do by itself, and when."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return


def close_down(app: QApplication, window: MainWindow, collector: QTimer) -> None:
    """Delete windows before the application: what outlives it crashes at exit."""
    collector.stop()
    window.deleteLater()
    for other in app.topLevelWidgets():
        other.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    errors.stop_log()
