"""Basins and sweep on their canvases: what they show is what their runs do, and a click opens the run of a pixel."""

import math
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fates import fate_of
from frames import frame_of
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.atlas.atlas import Atlas
from sgdviz.core.atlas.attractors import Attractors
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.fates import GONE, UNKNOWN
from sgdviz.core.atlas.sweep import Sweep
from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of
from sgdviz.core.experiment import Experiment
from sgdviz.core.files import read, write
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Mark
from sgdviz.ui import i18n
from sgdviz.ui.atlas import colours
from sgdviz.ui.atlas.view import NUDGE, AtlasView
from sgdviz.ui.look import theme
from sgdviz.ui.look.palette import DARK, LIGHT, Palette
from sgdviz.ui.text.mathtext import plain
from sgdviz.ui.text.numbers import coordinates
from sgdviz.ui.views.basins import BasinsView
from sgdviz.ui.views.sweep import SweepView
from sgdviz.ui.window import MainWindow

HIMMELBLAU: dict[str, Any] = {"problem": {"kind": "landscape", "name": "himmelblau"}, "epochs": 60,
                              "optimizer": {"name": "sgd", "lr": 0.01, "momentum": 0.5}, "views": ["landscape", "basins"]}
QUINTIC: dict[str, Any] = {"problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}},
                           "batch_size": 4, "epochs": 10}
QUINTIC_LOWEST = -2.3966666666666665
NETWORK: dict[str, Any] = {"problem": {"kind": "network", "data": "misra1a", "x": ["x"], "y": "y",
                                       "standardize": True, "hidden": 2}, "batch_size": 7, "epochs": 2}


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    i18n.speak("en")


def drawn(make: type[AtlasView], document: dict[str, Any], qtbot: QtBot, step: int = 0, **more: Any) -> tuple[AtlasView, Frame]:
    """A small view without its map."""
    view, frame = make(), frame_of(document, step, **more)
    qtbot.addWidget(view)
    view.resize(120, 160)
    view.draw(frame)
    return view, frame


def shown(make: type[AtlasView], document: dict[str, Any], qtbot: QtBot, step: int = 0, **more: Any) -> tuple[AtlasView, Frame]:
    """A small view with its whole map."""
    view, frame = drawn(make, document, qtbot, step, **more)
    view.finish()
    return view, frame


def atlas_of(view: AtlasView) -> Atlas:
    assert view.atlas is not None and (view.atlas.fate != UNKNOWN).all()
    return view.atlas


def opened(view: AtlasView, position: QPointF) -> tuple[Experiment, int]:
    """What a click asks for."""
    asked: list[tuple[Experiment, int]] = []
    view.opened.connect(lambda experiment, step: asked.append((experiment, step)))
    view.canvas.pressed.emit(position, Qt.KeyboardModifier.NoModifier)
    return asked[-1]


@pytest.mark.parametrize("make, document", [(BasinsView, HIMMELBLAU), (SweepView, QUINTIC)], ids=["basins", "sweep"])
def test_keys_read_runs_and_open_one(make: type[AtlasView], document: dict[str, Any], qtbot: QtBot) -> None:
    view, _ = shown(make, document, qtbot)
    rect, asked = view.canvas.plot_rect(), list[Experiment]()
    view.opened.connect(lambda experiment, step: asked.append(experiment))
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert not view.note.lines and not asked
    present = QPointF(*view.canvas.to_px(view.signs.present).tolist())
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.note.lines and view.note.at == present + QPointF(NUDGE, 0)
    assert view.canvas.accessibleDescription() == plain(", ".join(view.note.lines))
    for _ in range(math.ceil(rect.height() / NUDGE) + 1):
        qtbot.keyClick(view.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.note.at == QPointF(present.x() + NUDGE, rect.top() + 1)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Return)
    assert [asked[-1]] == asked and opened(view, view.note.at)[0] == asked[0]


@pytest.mark.parametrize("make, document, watched", [
    (BasinsView, HIMMELBLAU, 0), (BasinsView, QUINTIC, 0), (BasinsView, NETWORK, 0), (SweepView, QUINTIC, 0),
    (SweepView, {**QUINTIC, "runs": [{}, {"batch_size": 10, "optimizer": {"name": "sgd", "lr": 0.2}}]}, 1),
], ids=["plane", "line", "network", "sweep", "second run"])
def test_a_click_opens_the_run_that_the_pixel_tells_of(make: type[AtlasView], document: dict[str, Any], watched: int,
                                                       qtbot: QtBot) -> None:
    view, frame = shown(make, document, qtbot, watched=watched)
    atlas, rect = atlas_of(view), view.canvas.plot_rect()
    for x, y in ((0.2, 0.3), (0.5, 0.62), (0.9, 0.85)):
        position = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        cell = view.cell_at(position)
        assert cell is not None
        experiment, step = opened(view, position)
        trace = simulate(experiment, frame.problem)[watched]
        fate = fate_of(trace.theta[: len(trace)], trace.end is not None, atlas.ends)
        assert fate == (atlas.fate[cell], atlas.step[cell]) and step == fate[1]


def test_the_run_that_opens_has_the_rate_of_its_pixel_to_the_last_bit_and_its_end_where_it_is_stable(
        tmp_path: Path, qtbot: QtBot) -> None:
    """Also once it was saved. Above the line the two may part, and the pixel says so."""
    view, frame = shown(SweepView, QUINTIC, qtbot)
    atlas = atlas_of(view)
    assert isinstance(atlas, Sweep)
    rect = view.canvas.plot_rect()
    unstable = 0
    for x in np.linspace(0.05, 0.95, 4):
        for y in np.linspace(0.05, 0.95, 6):
            position = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
            cell = view.cell_at(position)
            assert cell is not None
            row, column = cell
            write(opened(view, position)[0], tmp_path / "opened.sgdviz")
            experiment = read(tmp_path / "opened.sgdviz")
            assert experiment.base.optimizer["lr"] == atlas.rates[row] and experiment.base.batch_size == atlas.sizes[column]
            view.canvas.pointed.emit(position)
            above = bool(np.isfinite(atlas.loss[cell]) and atlas.rates[row] > atlas.limits[column])
            unstable += above
            assert ("unstable: rounding may lead the run that opens elsewhere" in view.note.lines) == above
            if atlas.rates[row] < atlas.limits[column] and atlas.fate[cell] >= 0:
                trace = simulate(experiment, frame.problem)[0]
                assert atlas.loss[cell] == pytest.approx(trace.loss[trace.last], rel=1e-12)
    assert unstable


def test_the_pixel_under_a_position_is_the_start_that_stands_there(qtbot: QtBot) -> None:
    view, _ = shown(BasinsView, HIMMELBLAU, qtbot)
    atlas = atlas_of(view)
    assert isinstance(atlas, Basins)
    rect, size = view.canvas.plot_rect(), np.diff(view.box, axis=1)[:, 0] / (atlas.columns, atlas.rows)
    for x, y in ((0.01, 0.01), (0.37, 0.81), (0.99, 0.5)):
        position = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        cell = view.cell_at(position)
        assert cell is not None
        (start,) = atlas.starts(np.array([cell]))
        assert (np.abs(start - view.canvas.to_data(position)) <= size / 2 * 1.001).all()
    assert view.cell_at(QPointF(rect.left() - 3, rect.top() + 5)) is None


def test_the_pixel_under_a_position_has_the_rate_and_the_batch_size_of_the_axes(qtbot: QtBot) -> None:
    view, frame = shown(SweepView, QUINTIC, qtbot)
    atlas = atlas_of(view)
    assert isinstance(atlas, Sweep)
    at = view.canvas.to_px(np.array([17.0, np.log10(atlas.rates[5])]))
    assert view.cell_at(QPointF(*at.tolist())) == (5, list(atlas.sizes).index(17))
    assert view.signs.present is not None and np.allclose(view.signs.present, [4, np.log10(frame.course.laws[0].method.lr)])


def test_the_pointer_reads_a_pixel_in_words(qtbot: QtBot) -> None:
    view, _ = shown(BasinsView, HIMMELBLAU, qtbot)
    view.canvas.pointed.emit(QPointF(*view.canvas.to_px(np.array([3.05, 2.1])).tolist()))
    assert len(view.note.lines) == 2 and view.note.lines[0].startswith("from (3")
    assert re.fullmatch(r"reaches the minimum at \(3, 2\) at step \d+", view.note.lines[1])
    view.canvas.pointed.emit(None)
    assert not view.note.lines
    sweep, _ = shown(SweepView, QUINTIC, qtbot)
    top = sweep.canvas.plot_rect().topLeft() + QPointF(30, 3)
    sweep.canvas.pointed.emit(top)
    assert sweep.note.lines[0].startswith("$η$ = ") and sweep.note.lines[-1].startswith("diverges after step ")


def test_the_picture_has_one_colour_a_fate_and_is_clear_where_runs_are_gone(qtbot: QtBot) -> None:
    view, _ = shown(BasinsView, QUINTIC, qtbot)
    atlas = atlas_of(view)
    picture = view.ground.picture
    assert picture is not None and (picture.width(), picture.height()) == (atlas.columns, atlas.rows)
    hues = colours.hues_of(atlas.ends)
    for row in range(0, atlas.rows, 7):
        for column in range(0, atlas.columns, 7):
            colour, fate = picture.pixelColor(column, atlas.rows - 1 - row), atlas.fate[row, column]
            if fate == GONE:
                assert colour.alpha() == 0
            elif fate >= 0:
                assert list(colour.toTuple())[:3] in colours.tints(theme.palette(), hues[fate]).tolist()


def test_the_switch_of_the_sweep_shows_three_things(qtbot: QtBot) -> None:
    view, _ = shown(SweepView, QUINTIC, qtbot)
    assert isinstance(view, SweepView)
    pictures = []
    for button in view.buttons.values():
        button.click()
        assert view.ground.picture is not None and view.key.entries
        pictures.append(view.ground.picture)
    assert all(a != b for a, b in combinations(pictures, 2))
    assert len(view.signs.line), "theory has a word on it: there is one minimum"


def test_a_step_asks_for_no_other_map_and_an_edit_does(qtbot: QtBot) -> None:
    for make, document in ((BasinsView, HIMMELBLAU), (SweepView, QUINTIC)):
        view, frame = drawn(make, document, qtbot)
        before = view.wanted(frame)
        assert view.wanted(replace(frame, step=5, pace="fast")) == before
        moved = {**document, "start": [1.0] * frame.problem.dim}
        faster = {**document, "optimizer": {**document.get("optimizer", {"name": "sgd"}), "lr": 0.011}}
        slow = {**document, "seed": 3, "epochs": 7}

        def with_problem_of(other: dict[str, Any], frame: Frame = frame) -> Frame:
            new = frame_of(other, 0)
            return Frame(new.experiment, frame.problem, new.courses, new.traces, 0)
        assert (view.wanted(with_problem_of(moved)) == before) == (make is BasinsView)
        assert (view.wanted(with_problem_of(faster)) == before) == (make is SweepView)
        assert view.wanted(with_problem_of(slow)) != before


def test_what_cannot_be_mapped_is_a_sentence(qtbot: QtBot) -> None:
    view, _ = shown(BasinsView, {**HIMMELBLAU, "optimizer": {"name": "newton"}}, qtbot)
    assert view.atlas is None and view.ground.picture is None and view.refused is not None
    assert len(view.refusal.captions) == 1
    view.draw(frame_of(HIMMELBLAU, 0))
    view.finish()
    assert view.refused is None and not view.refusal.captions and atlas_of(view)


def test_only_what_is_seen_is_computed_and_it_can_be_left(window: MainWindow, qtbot: QtBot) -> None:
    window.session.begin(experiment_of(HIMMELBLAU))
    view, other = window.views["basins"], window.views["sweep"]
    assert isinstance(view, BasinsView) and isinstance(other, SweepView)
    qtbot.waitUntil(lambda: view.surveyor.survey is not None and view.surveyor.survey.done, timeout=20000)
    assert view.atlas is not None and other.surveyor.survey is None
    window.docks["basins"].hide()
    assert not view.surveyor.busy


def test_a_click_in_the_window_is_one_edit_that_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.session.begin(experiment_of(HIMMELBLAU))
    view = window.views["basins"]
    assert isinstance(view, BasinsView)
    qtbot.waitUntil(lambda: view.surveyor.survey is not None and view.surveyor.survey.done, timeout=20000)
    window.player.play()
    position = QPointF(*view.canvas.to_px(np.array([-3.0, 2.0])).tolist())
    cell = view.cell_at(position)
    assert cell is not None and view.atlas is not None
    step, survey = int(view.atlas.step[cell]), view.surveyor.survey
    before = window.store.experiment
    view.canvas.pressed.emit(position, Qt.KeyboardModifier.NoModifier)
    start = tuple(view.atlas.starts(np.array([cell]))[0].tolist())
    assert not window.player.playing and window.store.experiment.base.start == start
    qtbot.waitUntil(lambda: window.player.step >= step)
    assert view.surveyor.survey is survey, "the map of other starts is the same one"
    window.session.undo()
    assert window.store.experiment == before


def test_near_minima_have_different_hues() -> None:
    problem = frame_of(HIMMELBLAU, 0).problem
    grid = [Mark("minimum", np.array([x, y], dtype=float)) for x in range(-3, 4) for y in range(-3, 4)]
    hues = colours.hues_of(Attractors(problem, tuple(grid)))
    near = [(a, b) for a, b in combinations(range(len(grid)), 2) if np.abs(grid[a].point - grid[b].point).sum() == 1]
    assert sum(hues[a] == hues[b] for a, b in near) <= 0.05 * len(near)
    assert sorted(hues[:5]) == list(range(5))


_SEEN = {  # Machado, Oliveira, Fernandes 2009, full severity
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "all colours": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("eyes", _SEEN)
def test_two_hues_of_one_tint_can_be_told_apart(eyes: str, palette: Palette) -> None:
    from sgdviz.ui.look.colour import _TO_LAB, _TO_LMS
    for band in (0, 4, 7):
        bytes_ = np.array([colours.tints(palette, hue)[band] for hue in range(colours.NEUTRAL)]) / 255
        linear = np.where(bytes_ <= 0.04045, bytes_ / 12.92, ((bytes_ + 0.055) / 1.055) ** 2.4)
        lab = np.cbrt(np.clip(linear @ np.array(_SEEN[eyes]).T, 0, 1) @ _TO_LMS.T) @ _TO_LAB.T
        assert min(np.linalg.norm(a - b) for a, b in combinations(lab, 2)) > (0.03 if band == 0 else 0.06)


def test_points_are_named_in_few_digits() -> None:
    assert coordinates([-1.5]) == "−1.5" and coordinates([3.58442834, -1.848126]) == "(3.58, −1.85)"
    assert coordinates([0.871, 7e-17]) == "(0.871, 0)" and coordinates([0.0, 1.0, 2.0, 3.0]) == "(0, 1, 2, …)"


def test_where_a_key_has_no_room_for_all_it_says_what_places_are_before_how_fast(qtbot: QtBot) -> None:
    view, _ = shown(SweepView, QUINTIC, qtbot)
    every = view.key.entries
    named = [entry for entry in every if len(entry.tints) == 1]
    assert 1 < len(named) < len(every)
    rows = []
    for wide in range(2000, 100, -20):
        view.canvas.resize(wide, 300)
        found = view.key.placed()
        assert all(at.x() + entry.width <= view.canvas.width() - 8 for entry, at in found)
        rows.append([entry for entry, _ in found])
    assert rows[0] == list(every)
    assert rows[[len(row) < len(every) for row in rows].index(True)] == named


def test_a_canvas_beside_another_one_has_room_for_the_whole_key(qtbot: QtBot) -> None:
    """On a window of 1280 pixels; the rows of the key meet neither each other nor the plot."""
    view, _ = shown(SweepView, {**QUINTIC, "start": [-3.0]}, qtbot)
    view.resize(468, 400)
    view.finish()
    placed = view.key.placed()
    assert {len(entry.tints) > 1 for entry, _ in placed} == {True, False}
    assert {id(entry) for entry, _ in placed} == {id(entry) for entry in view.key.entries}
    boxes = [QRectF(at.x(), at.y() - 11, entry.width, 14) for entry, at in placed]
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert all(box.top() > 0 and box.bottom() < view.canvas.plot_rect().top() for box in boxes)


def test_the_ends_of_a_scale_are_those_of_the_first_and_the_last_tint(qtbot: QtBot) -> None:
    """They are no least and greatest values, so that "≤" and "≥" stand before them; of J it is told from where it is counted."""
    basins, _ = shown(BasinsView, HIMMELBLAU, qtbot)
    (arrives,) = (entry for entry in basins.key.entries if len(entry.tints) > 1)
    low, high = (int(text.split()[-1]) for text in (arrives.before, arrives.after))
    assert arrives.before == f"arrives at step ≤ {low}" and arrives.after == f"≥ {high}"
    steps = atlas_of(basins).step[atlas_of(basins).fate >= 0]
    assert steps.min() < low < high < steps.max()
    view, _ = shown(SweepView, QUINTIC, qtbot)
    assert isinstance(view, SweepView)
    assert view.key.entries[-1].after.endswith(", logarithmic")
    view.buttons["loss"].click()
    worth = view.key.entries[-1]
    found = re.fullmatch(r"\$J\$ \+ 2\.397 ≤ (\S+)", worth.before), re.fullmatch(r"≥ (\S+), logarithmic", worth.after)
    assert found[0] is not None and found[1] is not None
    atlas, picture = atlas_of(view), view.ground.picture
    assert picture is not None
    seen = colours.image_of(view.colours(atlas))
    for value, tint in ((float(found[0][1].replace("−", "-")), 0), (float(found[1][1].replace("−", "-")), -1)):
        above = atlas.loss - QUINTIC_LOWEST
        row, column = np.argwhere(above < 0.9 * value if tint == 0 else above > 1.1 * value)[0]
        wide = picture.width() / atlas.columns
        colour = seen.pixelColor(int((column + 0.5) * wide), atlas.rows - 1 - row)
        assert colour == worth.tints[tint].color()
