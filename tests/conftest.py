"""What every test stands on: a home of its own, no screen, garbage collected where Qt lives, nothing left behind."""

import gc
import os
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from sgdviz import system

_HOME = Path(tempfile.mkdtemp(prefix="sgdviz-tests-"))


def pytest_configure() -> None:
    """Before Qt is imported: nothing may read or write the settings of whoever runs the tests."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.update({f"XDG_{kind}_HOME": str(_HOME / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")})
    os.environ["LC_ALL"] = "C.UTF-8"
    # How long an example takes says more about the machine than about the program.
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")
    # Python's collector may run in any thread, and a widget that is deleted outside the GUI thread crashes Qt.
    gc.disable()


@pytest.fixture(autouse=True, scope="module")
def _only_what_is_new_is_looked_through() -> None:
    """What is imported, cached or reported by now stays: to look through it after every test took longer than the tests."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


lacking = system.complaint()
if lacking:
    pytest.exit(lacking, returncode=3)

import shiboken6  # noqa: E402  (Qt may be imported only after that)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Qt test that leaves a thread running, a timer active or a window open fails, and the next one starts clean."""
    if "qapp" not in request.fixturenames:
        yield
        gc.collect(1)
        return
    application = request.getfixturevalue("qapp")
    _own_settings(tmp_path_factory.mktemp("settings"))
    with pytest.MonkeyPatch.context() as patch, _same_look(application, patch):
        before = set(application.topLevelWidgets())
        started = _record_starts(patch)
        yield
        left = _clear_away(started, before)
    assert not left, f"left behind: {', '.join(left)}"


def _record_starts(patch: pytest.MonkeyPatch) -> "weakref.WeakSet[Any]":
    """Every QThread and QTimer that Python starts from now on."""
    from PySide6.QtCore import QThread, QTimer

    started: weakref.WeakSet[Any] = weakref.WeakSet()
    for kind in (QThread, QTimer):
        def start(self: Any, *arguments: Any, _start: Any = kind.start) -> None:
            started.add(self)
            _start(self, *arguments)
        patch.setattr(kind, "start", start)
    return started


def _own_settings(folder: Path) -> None:
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(folder))


@contextmanager
def _same_look(application: Any, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test begins in English and in the light theme, and leaves the application looking as it did before."""
    from PySide6.QtCore import QCoreApplication, QLocale

    from sgdviz.ui import words
    from sgdviz.ui.look import theme
    from sgdviz.ui.look.palette import LIGHT

    palette, font, sheet = application.palette(), application.font(), application.styleSheet()
    translators: list[Any] = []
    install = QCoreApplication.installTranslator

    def record(*arguments: Any) -> bool:
        translators.append(arguments[-1])
        return install(arguments[-1])

    patch.setattr(QCoreApplication, "installTranslator", record)
    patch.setattr(theme, "_current", LIGHT)
    words.set_language("en")
    QLocale.setDefault(QLocale.c())
    yield
    for translator in filter(shiboken6.isValid, translators):
        application.removeTranslator(translator)
    application.setPalette(palette)
    application.setFont(font)
    application.setStyleSheet(sheet)


def _clear_away(started: "weakref.WeakSet[Any]", before: set[Any]) -> list[str]:
    """Delete what waits to be deleted; name what is still there, and end it, so that the next test starts clean."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThread
    from PySide6.QtWidgets import QApplication

    def delete() -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()

    delete()
    active = [thing for thing in started if shiboken6.isValid(thing)
              and (thing.isRunning() if isinstance(thing, QThread) else thing.isActive())]
    opened = [widget for widget in QApplication.topLevelWidgets() if widget not in before and widget.parent() is None]
    left = [described(thing) for thing in active + opened]
    for thing in active:
        thing.quit() if isinstance(thing, QThread) else thing.stop()
    for thread in filter(lambda thing: isinstance(thing, QThread), active):
        thread.wait(5000)
    for widget in opened:
        widget.close()
        widget.deleteLater()
    if left:
        delete()
    return left


def described(thing: Any) -> str:
    """Its class and name, and whose it is."""
    parent = thing.parent()
    return f"{type(thing).__name__} {thing.objectName()!r}" + (f" of {type(parent).__name__}" if parent else "")


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X screen of the tests' own, to be given as DISPLAY to a program that a test starts."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
                              pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as numbers:
        number = numbers.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()
