"""The cloud canvas and the cloud's lines on the loss canvas, against single runs one after another."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.trace import Trace
from sgdviz.ui import i18n
from sgdviz.ui.cloud.present import present
from sgdviz.ui.cloud.tallies import BINS, bars_of, bins, quantile, tallies, tally
from sgdviz.ui.cloud.times import sentence
from sgdviz.ui.look import theme
from sgdviz.ui.offstage import frame_of
from sgdviz.ui.paint.axes import axis_ticks
from sgdviz.ui.text.mathtext import plain
from sgdviz.ui.views.cloud import CloudView
from sgdviz.ui.views.loss import LossView

QUINTIC: dict[str, Any] = {
    "problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}, "samples": 40},
    "batch_size": 4, "epochs": 60, "optimizer": {"name": "sgd", "lr": 0.1}, "cloud": {"runs": 24}}
ANSCOMBE: dict[str, Any] = {
    "problem": {"kind": "linear_regression", "data": "anscombe", "standardize": True}, "batch_size": 3, "epochs": 10,
    "order": "with_replacement", "start": [-1.0, 1.0], "optimizer": {"name": "sgd", "lr": 0.1}, "cloud": {"runs": 40}}


@pytest.fixture
def view(qapp: QApplication, qtbot: QtBot) -> Iterator[CloudView]:
    theme.apply(qapp, "light")
    i18n.speak("en")
    widget = CloudView()
    qtbot.addWidget(widget)
    widget.resize(820, 360)
    widget.show()
    qtbot.waitExposed(widget)
    yield widget


def test_what_happens_at_several_steps_of_an_epoch_rises_once_in_it() -> None:
    """Else the line that grows would run back to the epoch's beginning for each of the steps."""
    plan = courses(experiment_of(QUINTIC), problem_for(experiment_of(QUINTIC)))[0].plan
    found = tally("end", np.array([3, 4, 4, 10, 11, 25]), plan, 12)
    assert found.epochs.tolist() == [1, 2, 3] and found.shares.tolist() == pytest.approx([4 / 12, 5 / 12, 6 / 12])
    assert found.runs == 6


def test_runs_that_fall_without_end_leave_the_scale_of_the_losses_to_the_others(qapp: QApplication, qtbot: QtBot) -> None:
    falling = {**QUINTIC, "cloud": {"runs": 200, "vary": "start", "spread": 0.6}}
    view = LossView()
    qtbot.addWidget(view)
    view.resize(820, 360)
    frame = frame_of(experiment_of(falling), 600)
    assert frame.cloud is not None and np.mean(frame.cloud.ends >= 0) > 0.1
    view.draw(frame)
    low, high = view.canvas.box[1]
    assert -20 < low < -2.4 and high < 20


def alone(frame: Frame, runs: int) -> list[Trace]:
    """The runs of a cloud that differ in their seed, each by itself in float64."""
    base = frame.experiment.base
    return [simulate(replace(frame.experiment, base=replace(base, seed=base.seed + run)), frame.problem)[0]
            for run in range(runs)]


def test_the_escapes_are_those_of_single_runs() -> None:
    frame = frame_of(experiment_of(QUINTIC), 420)
    shown = present(frame)
    assert shown is not None
    escape, arrival = tallies(shown)
    ends = np.arange(10, 421, 10)
    first = []
    for trace in alone(frame, 24):
        past = ends[trace.theta[ends, 0] > 0.0]
        first += [past[0] / 10] if len(past) else []
    by = np.array([np.mean(np.array(first) <= epoch) * len(first) / 24 for epoch in escape.epochs])
    assert np.allclose(escape.shares, by) and escape.runs == len(first)
    assert quantile(escape, 0.5) == int(np.sort(first)[11])
    assert arrival.kind == "arrival" and 0 < arrival.runs < escape.runs


def test_the_histogram_counts_every_run(view: CloudView) -> None:
    values = np.array([-9.0, -1.0, 0.0, 0.5, 1.0, 7.0, np.nan, np.inf])
    found = bins(values, -1.0, 1.0)
    assert len(found.counts) == BINS
    assert (int(found.counts.sum()), found.below, found.above) == (4, 1, 3)
    for document, step in ((QUINTIC, 300), (ANSCOMBE, 20)):
        frame = frame_of(experiment_of(document), step)
        view.draw(frame)
        shown = view.places.histogram.bins
        assert shown is not None and frame.cloud is not None
        assert shown.counts.sum() + shown.below + shown.above == frame.cloud.runs


def test_what_is_said_of_half_of_the_runs(view: CloudView) -> None:
    frame = frame_of(experiment_of(QUINTIC), 600)
    view.draw(frame)
    shown = present(frame)
    assert shown is not None
    escape = tallies(shown)[0]
    words = sentence(escape)
    assert words == f"Half have escaped by epoch {quantile(escape, 0.5)}, 95 % by epoch {quantile(escape, 0.95)}."
    assert view.times.theory is None
    assert "with replacement" in view.times.reading(30)[-1]
    assert view.times.reading(60)[1] == "has passed the flat point: 24 (100.0 %)"


def test_who_has_been_at_the_minimum_is_counted_and_said_to_have_been(view: CloudView) -> None:
    """Noise takes nearly all of them away again: one after another alone says how many have been there at an epoch's end."""
    coming = {"problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                          "standardize": True},
              "batch_size": 32, "epochs": 40, "seed": 3, "optimizer": {"name": "sgd", "lr": 0.05},
              "cloud": {"runs": 40, "seed": 3}}
    frame = frame_of(experiment_of(coming), 440)
    view.draw(frame)
    (minimum,), sides = [mark.point for mark in frame.problem.marks], np.ptp(frame.problem.box, axis=1) / 2
    near = np.array([[(np.abs(trace.theta[11 * epoch] - minimum) < 1e-3 * 10.0 ** np.floor(np.log10(sides))).all()
                      for epoch in range(1, 41)]
                     for trace in alone(frame, 40)])
    assert near[:, -1].sum() < near.any(axis=1).sum() < 40
    assert view.header.accessibleDescription().endswith(f"has reached a minimum {100 * near.any(axis=1).mean():.1f} %")


def test_theory_has_its_line_where_rows_are_drawn_with_replacement(view: CloudView) -> None:
    view.draw(frame_of(experiment_of({**QUINTIC, "order": "with_replacement"}), 100))
    assert view.times.theory is not None
    epochs, percents = view.times.growth.theory.T
    assert np.allclose(percents, 100 * view.times.theory.shares(epochs.astype(int).tolist()))
    assert (np.diff(percents) >= 0).all() and percents[-1] > 5


def test_a_click_on_a_bar_asks_for_a_run_that_is_there(view: CloudView, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(QUINTIC), 350)
    view.draw(frame)
    assert frame.cloud is not None
    theta = frame.cloud.at(350)[:, 0]
    run = int(np.abs(theta - theta[0]).argmax())
    at = view.places.canvas.to_px(np.array([theta[run], 0.0]))
    edits = list[Experiment]()
    view.edited.connect(lambda edited, gesture: edits.append(edited))
    qtbot.mouseClick(view.places.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPointF(at[0], at[1] - 4).toPoint())
    assert len(edits) == 1 and abs(theta[edits[0].base.seed] - theta[run]) < 0.02


def press(view: CloudView, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        plain = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        qtbot.keyClick(view.places.canvas, key, Qt.KeyboardModifier.NoModifier if plain else Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize(("document", "step"), [(QUINTIC, 350), (ANSCOMBE, 20)])
def test_every_run_of_a_cloud_can_be_read_with_keys(view: CloudView, qtbot: QtBot, document: dict[str, Any], step: int) -> None:
    frame, key = frame_of(experiment_of(document), step), Qt.Key
    view.draw(frame)
    assert frame.cloud is not None
    theta = frame.cloud.at(step)
    values = theta[:, 0] if theta.shape[1] == 1 else frame.problem.loss(theta)
    low, high = view.places.canvas.box[0]
    order = [run for run in np.argsort(values, kind="stable").tolist() if low <= values[run] <= high]
    assert len(order) > 20
    for _ in order:
        press(view, qtbot, key.Key_Down)
    met = []
    for _ in order:
        met.append(view.places.read)
        press(view, qtbot, key.Key_Up)
    assert met == order
    bars = list(dict.fromkeys(bars_of(values[order], low, high).tolist()))
    found = []
    for _ in bars:
        found.append(int(bars_of(values[[view.places.read]], low, high)[0]))
        press(view, qtbot, key.Key_Left)
    assert found == bars[::-1]


def test_the_run_that_was_read_is_watched_with_return(view: CloudView, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(QUINTIC), 350)
    view.draw(frame)
    edits = list[Experiment]()
    view.edited.connect(lambda edited, gesture: edits.append(edited))
    press(view, qtbot, Qt.Key.Key_Return)
    assert not edits and not view.places.note.lines
    press(view, qtbot, Qt.Key.Key_Left, *[Qt.Key.Key_Up] * 2)
    run, cloud = view.places.read, frame.cloud
    assert run is not None and cloud is not None and run != 0
    seed, value, bar = view.places.note.lines
    assert seed == f"seed {run}" and float(value[5:-1].replace("−", "-")) == pytest.approx(cloud.at(350)[run, 0], abs=1e-3)
    bins, (low, high) = view.places.histogram.bins, view.places.canvas.box[0]
    assert bins is not None and bar == f"this bar: {bins.counts[bars_of(cloud.at(350)[[run], 0], low, high)[0] - 1]} of 24 runs"
    assert view.places.canvas.accessibleDescription() == plain(", ".join(view.places.note.lines))
    press(view, qtbot, Qt.Key.Key_Return)
    assert [edited.base.seed for edited in edits] == [run]
    later = frame_of(edits[0], 400)
    view.draw(later)
    assert later.cloud is not None and view.places.read == run
    assert [*view.places.note.lines][::3] == [f"seed {run}", "the watched run"]


def test_where_runs_diverge_the_median_is_shown(view: CloudView, qtbot: QtBot) -> None:
    wild = {**QUINTIC, "order": "with_replacement", "optimizer": {"name": "sgd", "lr": 0.15}, "cloud": {"runs": 100}}
    frame, loss = frame_of(experiment_of(wild), 600), LossView()
    assert frame.cloud is not None
    qtbot.addWidget(loss)
    loss.resize(700, 360)
    loss.draw(frame)
    end = int(frame.cloud.ends.max())
    assert loss.band.lost == 1 and end > 0
    with np.errstate(all="ignore"):
        middle = np.median(frame.problem.loss(frame.cloud.at(600).astype(float)))
    assert np.isclose(loss.band.rows[-1, 1], middle, rtol=1e-3)
    assert loss.band.named()[0].text == "median of the cloud, 10–90 %"
    assert loss.band.reading(600) == [loss.band.reading(600)[0], "1 of them diverged, so a mean would say nothing"]
    assert "median" in loss.band.reading(600)[0] and len(loss.band.reading(end - 1)) == 1
    loss.draw(replace(frame, step=end - 1))
    assert loss.band.lost == 0 and loss.band.named()[0].text == "mean of the cloud, 10–90 %"


def test_a_line_that_is_known_to_an_earlier_step_is_named_so(view: CloudView, qtbot: QtBot) -> None:
    document = experiment_of({**QUINTIC, "cloud": {"runs": 20}})
    early, loss = frame_of(document, 100), LossView()
    qtbot.addWidget(loss)
    loss.resize(900, 360)
    frame = replace(early, step=600, traces=simulate(document, early.problem))
    for pace, step, text in (("still", 600, "mean of the cloud to step 110"), ("still", 100, "mean of the cloud, 10–90 %"),
                             ("fast", 130, "mean of the cloud, 10–90 %"), ("fast", 140, "mean of the cloud to step 110")):
        loss.draw(replace(frame, step=step, pace=pace))
        assert loss.band.named()[0].text == text
    loss.band.short = True
    assert loss.band.texts()[0] == "cloud to step 110"


def test_runs_that_have_diverged_are_in_no_histogram_and_no_median(view: CloudView, qtbot: QtBot) -> None:
    """They stay where float32 ended, which says nothing of this step."""
    frame, loss = frame_of(experiment_of({**ANSCOMBE, "epochs": 60, "optimizer": {"name": "sgd", "lr": 1.6}}), 240), LossView()
    qtbot.addWidget(loss)
    cloud = frame.cloud
    assert cloud is not None and cloud.ends.min() > 0, "all of them diverge"
    step = int(np.sort(cloud.ends)[cloud.runs // 2])
    going = (cloud.ends > step)
    view.draw(replace(frame, step=step))
    shown, lines = view.places.histogram.bins, view.places.histogram.lines
    assert shown is not None and 0 < going.sum() < 20
    assert shown.counts.sum() + shown.below + shown.above == going.sum() == np.isfinite(view.places.values).sum()
    losses = frame.problem.loss(cloud.at(step)[going].astype(float))
    assert lines[0].name == "median of the others" and np.isclose(lines[0].at, np.median(losses), rtol=1e-4)
    loss.draw(frame)
    rows = loss.band.rows
    assert np.isfinite(rows[rows[:, 0] < cloud.ends.min()]).all() and (rows[rows[:, 0] > step + 1, 1] == np.inf).all()
    view.draw(frame)
    assert view.places.canvas.isHidden() and view.strip.isVisible() and view.strip.text() == (
        f"All 40 runs have diverged: the first after step {cloud.ends.min()}, the last after step {cloud.ends.max()}.")
    view.draw(replace(frame, step=0))
    assert view.places.canvas.isVisible() and view.strip.isHidden()


def test_the_names_go_with_their_lines_where_a_sentence_takes_room_from_the_plot(view: CloudView, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of({**ANSCOMBE, "epochs": 60, "optimizer": {"name": "sgd", "lr": 1.6}}), 240)
    view.resize(820, 260)
    view.draw(replace(frame, step=0))
    qtbot.waitUntil(lambda: view.places.canvas.isVisible() and view.times.canvas.is_laid_out)
    before = view.times.canvas.size()
    view.draw(frame)
    qtbot.waitUntil(lambda: view.times.canvas.size() != before and view.times.canvas.is_laid_out)
    growth = view.times.growth
    ends = [view.times.canvas.to_px(share.points[-1:])[0, 1] for share in growth.shares]
    assert len(ends) > 1 and np.allclose([name.y for name in growth.names.names], ends)


@pytest.mark.parametrize("start", [-1.0, 1.0])
def test_a_run_that_is_read_may_leave_the_histogram(view: CloudView, start: float) -> None:
    frame = frame_of(experiment_of({
        "problem": {"kind": "formula", "formula": "-x^2"}, "start": [start], "epochs": 40,
        "optimizer": {"name": "sgd", "lr": 0.1}, "cloud": {"runs": 9, "vary": "start", "spread": 0.05}}), 40)
    view.draw(replace(frame, step=0))
    view.places._tell(3)
    assert view.places.note.lines
    view.draw(frame)
    assert view.places.values[3] * start > 100 and not view.places.note.lines


def test_without_a_cloud_one_is_offered(view: CloudView, qtbot: QtBot) -> None:
    plain = {key: value for key, value in QUINTIC.items() if key != "cloud"}
    view.draw(frame_of(experiment_of(plain), 3))
    edits = list[Experiment]()
    view.edited.connect(lambda edited, gesture: edits.append(edited))
    view.strip.buttons()[0].click()
    assert [edited.cloud for edited in edits] == [{"runs": 1000}]
    newton = {**QUINTIC, "optimizer": {"name": "newton"}}
    view.draw(frame_of(experiment_of(newton), 3))
    assert "all rows" in view.strip.text() and not view.strip.buttons()


def test_the_band_on_the_loss_canvas_is_that_of_single_runs(view: CloudView, qtbot: QtBot) -> None:
    frame = frame_of(experiment_of(ANSCOMBE), 30)
    loss = LossView()
    qtbot.addWidget(loss)
    loss.resize(700, 360)
    loss.draw(frame)
    losses = np.array([trace.loss[:31] for trace in alone(frame, 40)])
    steps, mean, low, high = loss.band.rows.T
    assert steps.tolist() == list(range(31))
    assert np.allclose(mean, losses.mean(axis=0), rtol=1e-3)
    assert np.allclose((low, high), np.quantile(losses, (0.1, 0.9), axis=0), rtol=1e-3)
    assert loss.band.theory[0].tolist() == [0.0, losses[0, 0]]
    assert [name.text for name in loss.band.named()] == ["mean of the cloud, 10–90 %", "theory's mean"]
    assert loss.band.reading(30)[0].startswith("40 runs: mean $J$ = ")
    loss.draw(replace(frame, cloud=None))
    assert not len(loss.band.rows) and not loss.band.named()


def test_a_scale_of_runs_has_whole_numbers_and_one_of_equal_losses_is_an_ordinary_one(view: CloudView) -> None:
    two = experiment_of({**ANSCOMBE, "cloud": {"runs": 2}})
    view.draw(frame_of(two, 30))
    assert axis_ticks(*view.places.canvas.box[1], whole=True) == [0, 1, 2]
    start = frame_of(two, 0)
    view.draw(start)
    low, high = view.places.canvas.box[0]
    assert low < start.loss < high and high - low > 0.05 * start.loss
