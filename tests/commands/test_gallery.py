"""`sgdviz` where there is no screen: pictures instead of a window, and a line for each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sgdviz.core.files import write
from sgdviz.exhibits import exhibits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
WHY = "sgdviz: there is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set\n"


def without_screen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run([sys.executable, "-m", "sgdviz", *arguments], cwd=folder, env=environ, capture_output=True,
                          text=True, timeout=60)


def test_the_exhibits_are_drawn_and_named(tmp_path: Path) -> None:
    done = without_screen(tmp_path)
    assert (done.returncode, done.stderr) == (0, WHY)
    names = [f"sgdviz-{exhibit.number}.png" for exhibit in exhibits()]
    assert [line.partition(": ")[0] for line in done.stdout.splitlines()] == names
    assert "sgdviz-2.png: J_B is not J. Does a batch see the landscape of the whole?" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_a_file_is_drawn_instead(tmp_path: Path) -> None:
    write(exhibits()[3].pages[0], tmp_path / "chord.sgdviz")
    done = without_screen(tmp_path, "chord.sgdviz")
    assert (done.returncode, done.stderr) == (0, WHY)
    assert done.stdout.startswith("chord.png: ") and done.stdout.count("\n") == 1
    assert (tmp_path / "chord.png").stat().st_size > 10_000


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    done = without_screen(tmp_path, "lecture.sgdviz")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == WHY + "sgdviz: lecture.sgdviz cannot be read: there is no such file or folder\n"


def test_a_folder_that_cannot_be_written_to_is_one_sentence() -> None:
    done = without_screen(Path("/proc/self"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{WHY}sgdviz: sgdviz-1.png cannot be written: ") and done.stderr.count("\n") == 2
