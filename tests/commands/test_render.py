"""`sgdviz render` as a person types it: a picture that is whole, the same each time, and not a word more."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from sgdviz.__main__ import CANVASES, main
from sgdviz.core.cloud import Cloud
from sgdviz.core.document import experiment_of
from sgdviz.core.files import read, write
from sgdviz.exhibits import exhibits
from sgdviz.ui.cloud.present import present
from sgdviz.ui.offstage import frame_of

pytestmark = pytest.mark.usefixtures("qapp")
SIZE = (640, 400)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The first page of each exhibit as a document; of the third a tenth of its steps, for its maps are many runs."""
    folder = tmp_path_factory.mktemp("pages")
    for exhibit in exhibits():
        write(replace(exhibit.pages[0], epochs=min(exhibit.pages[0].epochs, 6)), folder / f"{exhibit.number}.sgdviz")
    return {exhibit.number: folder / f"{exhibit.number}.sgdviz" for exhibit in exhibits()}


def render(page: Path, out: Path, *more: str) -> int:
    return main(["render", str(page), "--out", str(out), "--size", f"{SIZE[0]}x{SIZE[1]}", *more])


def pixels(image: QImage) -> np.ndarray[Any, Any]:
    """(height, width, 3) of 0…255."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def drawn(svg: Path) -> QImage:
    """What an SVG shows; where it leaves a hole, magenta."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0xFFFF00FF)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return image


@pytest.mark.parametrize("number, canvas", [(1, "landscape"), *((3, canvas) for canvas in CANVASES)])
def test_png_and_svg_show_the_same_and_say_nothing(number, canvas, pages, tmp_path, qtlog, capsys):
    png, svg = tmp_path / "a.png", tmp_path / "a.svg"
    for out in (png, svg):
        assert render(pages[number], out, "--canvas", canvas, "--theme", "dark", "--lang", "ko") == 0
    assert not qtlog.records and not capsys.readouterr().err
    picture = QImage(str(png))
    assert (picture.width(), picture.height()) == SIZE
    assert "<text" not in svg.read_text("utf-8"), "its reader may lack the font"
    apart = abs(pixels(picture) - pixels(drawn(svg))).max(axis=2)
    assert (apart > 60).mean() < 0.03, "the share of pixels that are clearly of another colour"


def test_a_picture_smaller_than_the_window_can_be_is_a_larger_one_reduced(pages, tmp_path):
    for out in (small := tmp_path / "a.svg", tmp_path / "a.png"):
        assert main(["render", str(pages[1]), "--out", str(out), "--size", "512x400"]) == 0
    picture = QImage(str(tmp_path / "a.png"))
    assert (picture.width(), picture.height()) == (512, 400)
    assert 'width="512" height="400" viewBox="0 0 1024 800"' in small.read_text("utf-8")


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_same_command_writes_the_same_bytes(ending, pages, tmp_path):
    for name in ("a", "b"):
        assert render(pages[3], tmp_path / f"{name}.{ending}", "--step", "40") == 0
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_a_step_a_language_and_a_theme_change_the_picture(pages, tmp_path):
    choices = [(), ("--step", "3"), ("--lang", "ko"), ("--theme", "dark")]
    for i, choice in enumerate(choices):
        assert render(pages[1], tmp_path / f"{i}.png", "--lang", "en", *choice) == 0
    assert len({(tmp_path / f"{i}.png").read_bytes() for i in range(len(choices))}) == len(choices)


@pytest.mark.parametrize("arguments, sentence", [
    (["--step", "25"], "step: 25 is past the end; the last step is 24"),
    (["--out", "a.jpg"], "--out: a.jpg ends in neither .png nor .svg"),
    (["--out", "nowhere/a.png"], "nowhere/a.png cannot be written: there is no such file or folder"),
    (["--out", "nowhere/a.svg"], "nowhere/a.svg cannot be written: there is no such file or folder"),
])
def test_what_cannot_be_drawn_is_one_sentence(arguments, sentence, pages, tmp_path, monkeypatch, qtlog, capsys):
    monkeypatch.chdir(tmp_path)
    assert render(pages[1], Path("a.png"), *arguments) == 2
    assert capsys.readouterr().err == f"sgdviz: {sentence}\n"
    assert not qtlog.records and not list(tmp_path.iterdir())


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":97", "QT_QPA_PLATFORM": "xcb"}], ids=str)
def test_no_screen_is_needed(environment, pages, tmp_path):
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-m", "sgdviz", "render", str(pages[4]), "--out", "a.png", "--lang", "en"],
                          env=bare | environment, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "a.png: step 20, J = 0.268435\n" or done.stdout.startswith("a.png: step ")
    assert not QImage(str(tmp_path / "a.png")).isNull()


def test_a_picture_of_a_run_that_ended_is_of_its_last_step(tmp_path, capsys):
    """The counts, the notice and what is printed are of one step, whatever step is asked for."""
    document = {"sgdviz": 1, "problem": {"kind": "landscape", "name": "quintic"}, "start": [-4.2], "epochs": 400,
                "optimizer": {"name": "sgd", "lr": 3.0}}
    path, out = tmp_path / "away.sgdviz", tmp_path / "away.png"
    path.write_text(json.dumps(document))
    frame = frame_of(read(path))
    assert frame.trace.end is not None and frame.step == frame.trace.last < 400
    for step in (None, 300):
        assert main(["render", str(path), "--out", str(out), *([] if step is None else ["--step", str(step)])]) == 0
        said = capsys.readouterr().out
        assert f"Ran away after step {frame.step}:" in said and f": step {frame.step}, " in said
    assert frame_of(read(path), 2).step == 2
    assert frame_of(read(path), frame.step).trace.end == frame.trace.end


def test_the_runs_of_a_cloud_that_end_at_the_step_of_a_picture_are_counted():
    wild = {"problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}, "samples": 40},
            "batch_size": 4, "epochs": 60, "optimizer": {"name": "sgd", "lr": 3.0}, "cloud": {"runs": 30}}
    whole = Cloud(frame_of(experiment_of({**wild, "cloud": None})).course, wild["cloud"])
    while whole.advance(whole.steps):
        pass
    for step in (3, 4, 5):
        shown = present(frame_of(experiment_of(wild), step))
        assert shown.step == step and shown.diverged == np.count_nonzero(whole.ends <= step)
    assert np.count_nonzero(whole.ends == 5) > 0
