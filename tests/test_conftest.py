"""The tests' own ground: what leaks is seen, and PySide6 counts its references."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QSettings, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

pytest_plugins = ["pytester"]


class Bell(QObject):
    rung = Signal(bool)


@pytest.mark.parametrize("mutter", [lambda bell, label: bell.rung.emit(True), lambda bell, label: label.update()],
                         ids=["emit", "update"])
def test_no_reference_to_none_or_true_is_lost(qtbot, mutter):
    """PySide6 6.12.0 below Python 3.12 loses one a call and aborts; from 3.12 on the two are immortal."""
    bell, label = Bell(), QLabel()
    qtbot.addWidget(label)
    before = [sys.getrefcount(None), sys.getrefcount(True)]
    for _ in range(10_000):
        mutter(bell, label)
    after = [sys.getrefcount(None), sys.getrefcount(True)]
    assert all(now > then - 500 for then, now in zip(before, after, strict=True))


def test_what_a_test_leaves_behind_fails_it(pytester, request):
    pytester.makeconftest((request.config.rootpath / "tests/conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("""
        import pytest
        from PySide6.QtCore import QThread, QTimer
        from PySide6.QtWidgets import QLabel
        kept = []
        @pytest.mark.parametrize("kind, start", [(QThread, "start"), (QTimer, "start"), (QLabel, "show")])
        def test_leaks(qtbot, kind, start):
            kept.append(kind())
            kept[-1].setObjectName("late")
            getattr(kept[-1], start)()
        def test_starts_clean(qtbot):
            pass
    """)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=4, errors=3)
    result.stdout.fnmatch_lines([f"E *left behind: {kind} 'late'" for kind in ("QThread", "QTimer", "QLabel")])


def test_what_is_ended_is_not_left_behind(qtbot):
    thread, timer, label = QThread(), QTimer(), QLabel()
    qtbot.addWidget(label)
    label.show()
    thread.start()
    timer.start(1000)
    timer.stop()
    thread.quit()
    assert thread.wait(5000)


def test_settings_are_of_this_test(qapp, tmp_path_factory):
    QCoreApplication.setOrganizationName("sgdviz")
    path = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "sgdviz", "sgdviz").fileName()
    assert path.startswith(str(tmp_path_factory.getbasetemp()))
    assert QApplication.platformName() == "offscreen"
