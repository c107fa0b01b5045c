"""What the machine must offer before Qt may be imported, and how to ask for it. Standard library only.

Run as `python3 -m sgdviz.system` it prints the command that installs what is missing, and exits 3; or nothing, and 0.
"""

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import NamedTuple, Protocol


class Library(NamedTuple):
    """A shared library that PySide6 needs but does not carry, and the package that holds it, by package manager."""

    soname: str
    apt: str
    dnf: str
    pacman: str
    zypper: str


IMPORTED = (
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2", "glib2", "libgthread-2_0-0"),
    Library("libGL.so.1", "libgl1", "mesa-libGL", "libglvnd", "Mesa-libGL1"),
    Library("libEGL.so.1", "libegl1", "mesa-libEGL", "libglvnd", "Mesa-libEGL1"),
    Library("libX11.so.6", "libx11-6", "libX11", "libx11", "libX11-6"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1"),
    Library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2", "libfreetype6"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
)
"""What `import PySide6.QtWidgets` loads: without these nothing works, pictures without a screen included."""

WINDOWED = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", "libxcb-icccm4"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image", "libxcb-image0"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", "libxcb-keysyms1"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb", "libxcb-randr0"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb", "libxcb-render0"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil",
            "libxcb-render-util0"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb", "libxcb-shape0"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb", "libxcb-shm0"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb", "libxcb-sync1"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util", "libxcb-util1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb", "libxcb-xkb1"),
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11", "libX11-xcb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11",
            "libxkbcommon-x11-0"),
)
"""What a window on an X screen loads on top."""

COMMANDS = {
    "apt": "apt-get install -y",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed --noconfirm",
    "zypper": "zypper install -y",
}
FAMILIES = {"debian": "apt", "ubuntu": "apt", "fedora": "dnf", "rhel": "dnf", "centos": "dnf", "arch": "pacman",
            "suse": "zypper", "opensuse": "zypper"}

WITH_X = "xcb"
WITH_WAYLAND = "wayland;xcb"
SCREENLESS = ("offscreen", "minimal", "vnc")

Loader = Callable[[str], object]


def complaint(load: Loader = ctypes.CDLL) -> str | None:
    """One sentence that says why Qt cannot be imported on this machine and what to do, or None."""
    return complaint_about_versions() or complaint_about(missing(IMPORTED, load), "Qt")


def complaint_about_versions(python: tuple[int, ...] = sys.version_info[:2], qt: str | None = None) -> str | None:
    """PySide6 6.12 loses a reference to None at every call below Python 3.12, which aborts within seconds."""
    qt = qt or installed_qt()
    if qt is None:
        return f"PySide6-Essentials is not installed; install it: {sys.executable} -m pip install PySide6-Essentials"
    if python < (3, 12) and qt.split(".")[:2] == ["6", "12"]:
        return (f"PySide6 {qt} aborts on Python {python[0]}.{python[1]}; install an earlier one: "
                f"{sys.executable} -m pip install 'PySide6-Essentials<6.12'")
    return None


def installed_qt() -> str | None:
    """The version of PySide6, without importing it, or None. Its folder's neighbour says it; importlib.metadata asks for more
    than twice the time that all else here takes, so it is the second to be asked."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return None
    beside = next(Path(spec.origin).parents[1].glob("[Pp][Yy][Ss]ide6_[Ee]ssentials-*.dist-info"), None)
    if beside is not None:
        return beside.stem.partition("-")[2]
    from importlib import metadata

    try:
        return metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return None


def missing(libraries: Iterable[Library], load: Loader = ctypes.CDLL) -> list[Library]:
    """Those of `libraries` that cannot be loaded; none are asked for except on Linux, where PySide6 relies on them."""
    return [library for library in libraries if sys.platform == "linux" and not loads(library.soname, load)]


def loads(soname: str, load: Loader) -> bool:
    try:
        load(soname)
    except OSError:
        return False
    return True


def complaint_about(libraries: list[Library], who: str) -> str | None:
    """One sentence for the missing libraries, with the command that installs them where the system is known."""
    if not libraries:
        return None
    names = ", ".join(library.soname for library in libraries)
    command = install_command(libraries)
    cure = f"install them: {command}" if command else "install them with the system's package manager"
    return f"{who} needs system libraries that are missing ({names}); {cure}"


def install_command(libraries: Iterable[Library], release: Mapping[str, str] | None = None, root: bool | None = None,
                    ) -> str | None:
    """The command that installs `libraries` on this system (`release` as in /etc/os-release), or None if unknown."""
    manager = package_manager(os_release() if release is None else release)
    if manager is None:
        return None
    packages = dict.fromkeys(getattr(library, manager) for library in libraries)
    privilege = "" if (os.geteuid() == 0 if root is None else root) else "sudo "
    return f"{privilege}{COMMANDS[manager]} {' '.join(packages)}"


def package_manager(release: Mapping[str, str]) -> str | None:
    """Of the system, or of the first that it says it is like."""
    kin = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".lower().split()
    return next((FAMILIES[name] for name in (word.split("-")[0] for word in kin) if name in FAMILIES), None)


def os_release() -> Mapping[str, str]:
    import platform  # which compiles many patterns, for a machine that lacks something

    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def choose_platform(environ: MutableMapping[str, str] = os.environ) -> None:
    """Let Qt fall back to drawing without a screen where it would abort. To be called before there is a QApplication.

    What the user chose comes first. Qt's own words on the way down are hushed: they name libxcb-cursor whatever the cause.
    """
    chosen = environ.get("QT_QPA_PLATFORM") or (WITH_WAYLAND if environ.get("WAYLAND_DISPLAY") else WITH_X)
    if sys.platform == "linux" and not is_screenless(chosen):
        environ["QT_QPA_PLATFORM"] = f"{chosen};offscreen"
        environ.setdefault("QT_LOGGING_RULES", "qt.qpa.plugin=false;qt.qpa.xcb.warning=false;qt.qpa.wayland.warning=false")


def is_screenless(platforms: str) -> bool:
    """Whether one of the platforms in a value of QT_QPA_PLATFORM does without a screen."""
    return any(name.partition(":")[0] in SCREENLESS for name in platforms.split(";"))


class Application(Protocol):
    def platformName(self) -> str: ...


def is_headless_by_accident(application: Application, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether Qt fell back to drawing without a screen though nobody asked for it."""
    first = environ.get("QT_QPA_PLATFORM", "").partition(";")[0]
    return application.platformName() == "offscreen" and not is_screenless(first)


def why_no_screen(environ: Mapping[str, str] = os.environ, load: Loader = ctypes.CDLL) -> str:
    """One sentence for a run that is headless by accident."""
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return "there is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set"
    named = " and ".join(f"{name}={environ[name]}" for name in ("WAYLAND_DISPLAY", "DISPLAY") if environ.get(name))
    return complaint_about(missing(WINDOWED, load), "a window") or f"no screen answers at {named}"


def main() -> int:
    lacking = missing(IMPORTED + WINDOWED)
    if lacking:
        print(install_command(lacking) or complaint_about(lacking, "sgdviz"))
    return 3 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
