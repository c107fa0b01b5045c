"""`sgdviz map` as a person types it: a picture, numbers, one line of what came of the runs, or one sentence why not."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage

from sgdviz.__main__ import main
from sgdviz.commands import run
from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for

pytestmark = pytest.mark.usefixtures("qapp")
BASE: dict[str, Any] = {"problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}},
                        "batch_size": 4, "epochs": 10}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.sgdviz"
    path.write_text(json.dumps(BASE))
    return path


@pytest.mark.parametrize("of", ["basins", "sweep"])
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_it_writes_a_picture_and_says_what_came_of_the_runs(of, ending, page, capsys, qtlog):
    out = f"map.{ending}"
    for name in (out, f"again.{ending}"):
        assert main(["map", str(page), "--out", name, "--of", of, "--size", "200x160", "--lang", "ko", "--theme", "dark"]) == 0
    said = capsys.readouterr()
    assert not said.err and not qtlog.records
    assert said.out.startswith(f"{out}: ") and " % diverged" in said.out and " % to the minimum (2)" in said.out
    assert Path(out).read_bytes() == Path(f"again.{ending}").read_bytes()
    if ending == "png":
        picture = QImage(out)
        assert (picture.width(), picture.height()) == (200, 160)


def test_numbers_are_those_of_the_runs(page):
    assert main(["map", str(page), "--out", "map.npz", "--of", "sweep", "--size", "64x40"]) == 0
    found = np.load("map.npz")
    assert found["fate"].shape == found["loss"].shape == (len(found["rates"]), len(found["sizes"]))
    row, column = 2, 12
    experiment = experiment_of({**BASE, "optimizer": {"name": "sgd", "lr": float(found["rates"][row])},
                                "batch_size": int(found["sizes"][column])})
    problem = problem_for(experiment)
    trace = simulate(experiment, problem)[0]
    assert trace.end is None
    assert found["loss"][row, column] == pytest.approx(trace.loss[-1], rel=1e-9)
    assert main(["map", str(page), "--out", "map.npz", "--size", "64x40"]) == 0
    found = np.load("map.npz")
    assert found["fate"].shape == (40, 64) and found["starts"].shape == (40, 64, 1) and found["minima"].shape[1] == 1


def test_numbers_are_of_the_box_alone_and_what_is_mapped_is_said(page, capsys):
    """A picture with another shape than the box shows more, as its pixels are as wide as high."""
    page.write_text(json.dumps({"problem": {"kind": "landscape", "name": "himmelblau"}, "epochs": 3}))
    (left, right), (bottom, top) = problem_for(experiment_of(json.loads(page.read_text()))).box
    assert main(["map", str(page), "--out", "map.npz", "--size", "40x20"]) == 0
    starts = np.load("map.npz")["starts"]
    half = np.array([right - left, top - bottom]) / (40, 20) / 2
    assert np.allclose([starts[0, 0], starts[-1, -1]], [np.add([left, bottom], half), np.subtract([right, top], half)])
    assert main(["map", str(page), "--out", "map.png", "--size", "400x200"]) == 0
    numbers, picture = capsys.readouterr().out.splitlines()

    def corners(line: str) -> list[float]:
        found = re.search(r"runs from \(([^,]*), ([^)]*)\) to \(([^,]*), ([^)]*)\), ", line)
        assert found is not None
        return list(map(float, found.groups()))
    assert corners(numbers) == pytest.approx([*starts[0, 0], *starts[-1, -1]], rel=1e-3)
    x0, y0, x1, y1 = corners(picture)
    assert x0 < left and x1 > right and bottom < y0 < y1 < top and (x1 - x0) / (y1 - y0) > 2


@pytest.mark.parametrize("more, arguments, sentence", [
    ({}, ["--out", "a.jpg"], "--out: a.jpg ends in neither .png nor .svg nor .npz"),
    ({}, ["--out", "nowhere/a.npz"], "nowhere/a.npz cannot be written: there is no such file or folder"),
    ({}, ["--out", "nowhere/a.png"], "nowhere/a.png cannot be written: there is no such file or folder"),
    ({"problem": {"kind": "landscape", "name": "himmelblau"}, "batch_size": 1}, ["--of", "sweep"],
     "--of: there is only one row, so that all batches are alike; map its basins"),
    ({"optimizer": {"name": "newton"}}, [],
     "optimizer: a method that asks for all rows at every step has no replicas; choose one that goes by its batch"),
])
def test_what_cannot_be_mapped_is_one_sentence(more, arguments, sentence, page, capsys, qtlog):
    page.write_text(json.dumps({**BASE, **more}))
    assert main(["map", str(page), "--out", "a.png", "--size", "100x90", *arguments]) == 2
    assert capsys.readouterr().err == f"sgdviz: {sentence}\n"
    assert not qtlog.records and [path.name for path in page.parent.iterdir()] == [page.name]


@pytest.mark.parametrize("arguments", [["--of", "everything"], ["--size", "big"]])
def test_what_is_no_choice_is_refused_with_the_choices(arguments, page, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["map", str(page), "--out", "a.png", *arguments])
    assert ended.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 1


def test_a_terminal_sees_how_far_it_is(page, capsys, monkeypatch):
    monkeypatch.setattr(run, "PATIENCE", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main(["map", str(page), "--out", "a.npz", "--size", "64x40"]) == 0
    shown = capsys.readouterr().err
    assert "[#" in shown and shown.endswith("\r") and "100%" in shown
