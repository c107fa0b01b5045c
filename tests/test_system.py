"""What is said where the machine lacks something, tried with a loader that lacks what we say."""

import os
import struct
import subprocess
import sys
from types import SimpleNamespace

import pytest

from sgdviz import system
from sgdviz.system import IMPORTED, WINDOWED

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only there PySide6 relies on the system's libraries")

DEBIAN = {"ID": "debian"}
SYSTEMS = [
    (DEBIAN, "apt-get install -y libgl1 libegl1"),
    ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "apt-get install -y libgl1 libegl1"),
    ({"ID": "fedora"}, "dnf install -y mesa-libGL mesa-libEGL"),
    ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install -y mesa-libGL mesa-libEGL"),
    ({"ID": "manjaro", "ID_LIKE": "arch"}, "pacman -S --needed --noconfirm libglvnd"),
    ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "zypper install -y Mesa-libGL1 Mesa-libEGL1"),
]
GL = [library for library in IMPORTED if library.soname in ("libGL.so.1", "libEGL.so.1")]


def lacking(*sonames):
    def load(soname):
        if soname in sonames:
            raise OSError(f"{soname}: cannot open shared object file")
    return load


@pytest.mark.parametrize("release, command", SYSTEMS, ids=[release["ID"] for release, _ in SYSTEMS])
def test_the_command_is_the_systems_own(release, command):
    assert system.install_command(GL, release, root=True) == command
    assert system.install_command(GL, release, root=False) == f"sudo {command}"


def test_an_unknown_system_gets_the_names_of_the_libraries(monkeypatch):
    monkeypatch.setattr(system, "os_release", lambda: {"ID": "plan9"})
    assert system.install_command(GL) is None
    assert "libGL.so.1, libEGL.so.1" in system.complaint_about(GL, "Qt")


@on_linux
@pytest.mark.parametrize("library", IMPORTED, ids=lambda library: library.soname)
def test_each_missing_library_is_named_in_one_sentence(library, monkeypatch):
    monkeypatch.setattr(system, "os_release", lambda: DEBIAN)
    sentence = system.complaint(lacking(library.soname))
    assert library.soname in sentence and library.apt in sentence and "\n" not in sentence


@on_linux
def test_what_is_there_is_not_complained_about():
    assert system.complaint() is None
    assert system.missing(IMPORTED, lacking()) == []


def test_libraries_are_the_systems_business_on_linux_only(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert system.missing(IMPORTED, lacking(*(library.soname for library in IMPORTED))) == []


@on_linux
def test_every_library_that_qt_asks_the_system_for_is_in_the_table():
    """The table against the linker: what Qt's own files load from outside of PySide6, and no C library."""
    from PySide6 import QtCore

    folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.LibrariesPath)
    plugins = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
    files = [f"{folder}/libQt6{name}.so.6" for name in ("Core", "Gui", "Widgets", "Svg", "Test", "DBus", "XcbQpa")]
    needed = set()
    for path in (*files, f"{plugins}/platforms/libqoffscreen.so", f"{plugins}/platforms/libqxcb.so"):
        needed |= {name for name in needed_by(path) if name.startswith("lib")}
    everywhere = ("libQt6", "libicu", "libz", "libstdc++", "libgcc", "libm.", "libc.", "libpthread", "libdl", "librt",
                  "libxcb.so")
    known = {library.soname for library in IMPORTED + WINDOWED}
    assert {name for name in needed if not name.startswith(everywhere)} <= known


def needed_by(path):
    """The sonames in the dynamic section of a 64-bit ELF file."""
    with open(path, "rb") as file:
        image = file.read()
    start, size, count = struct.unpack_from("<Q", image, 32)[0], *struct.unpack_from("<HH", image, 54)
    headers = [struct.unpack_from("<IIQQQQ", image, start + i * size) for i in range(count)]
    (offset, length), = [(h[2], h[5]) for h in headers if h[0] == 2]
    entries = [struct.unpack_from("<QQ", image, offset + i) for i in range(0, length, 16)]
    address = next(value for tag, value in entries if tag == 5)
    names = next(address - h[3] + h[2] for h in headers if h[0] == 1 and h[3] <= address < h[3] + h[5])
    return [image[names + value:image.index(b"\0", names + value)].decode() for tag, value in entries if tag == 1]


@pytest.mark.parametrize("python, qt, good", [
    ((3, 11), "6.12.0", False), ((3, 11), "6.12.3", False), ((3, 11), "6.11.3", True), ((3, 11), "6.8.3", True),
    ((3, 12), "6.12.0", True), ((3, 13), "6.12.0", True),
])
def test_the_bad_pair_is_refused(python, qt, good):
    sentence = system.complaint_about_versions(python, qt)
    assert (sentence is None) == good
    assert good or ("'PySide6-Essentials<6.12'" in sentence and "\n" not in sentence)


@on_linux
@pytest.mark.parametrize("environ, chosen", [
    ({}, "xcb;offscreen"), ({"DISPLAY": ":0"}, "xcb;offscreen"), ({"WAYLAND_DISPLAY": "w"}, "wayland;xcb;offscreen"),
    ({"QT_QPA_PLATFORM": "vnc", "DISPLAY": ":0"}, "vnc"), ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
    ({"QT_QPA_PLATFORM": "xcb"}, "xcb;offscreen"), ({"QT_QPA_PLATFORM": "minimal:enable_fonts"}, "minimal:enable_fonts"),
])
def test_the_users_platform_comes_first(environ, chosen):
    system.choose_platform(environ)
    assert environ["QT_QPA_PLATFORM"] == chosen
    accident = system.is_headless_by_accident(SimpleNamespace(platformName=lambda: "offscreen"), environ)
    assert accident == chosen.endswith(";offscreen")


@on_linux
def test_why_there_is_no_screen(monkeypatch):
    monkeypatch.setattr(system, "os_release", lambda: DEBIAN)
    assert "neither DISPLAY nor" in system.why_no_screen({})
    assert system.why_no_screen({"DISPLAY": ":9"}, lacking()) == "no screen answers at DISPLAY=:9"
    sentence = system.why_no_screen({"DISPLAY": ":9"}, lacking("libxcb-cursor.so.0"))
    assert sentence.startswith("a window needs") and sentence.endswith("apt-get install -y libxcb-cursor0")


PROGRAM = """
from sgdviz import system
system.choose_platform()
from PySide6.QtWidgets import QApplication
application = QApplication([])
print(application.platformName(), system.is_headless_by_accident(application))
"""


@on_linux
@pytest.mark.parametrize("chosen", ["", "xcb", "nosuchplugin"])
@pytest.mark.parametrize("screen", ["none", "dead", "answers"])
def test_qt_falls_back_instead_of_aborting(screen, chosen, request):
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    if screen != "none":
        environ["DISPLAY"] = ":6553" if screen == "dead" else request.getfixturevalue("display")
    environ["QT_QPA_PLATFORM"] = chosen
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ("xcb False\n" if screen == "answers" and chosen != "nosuchplugin" else "offscreen True\n")
