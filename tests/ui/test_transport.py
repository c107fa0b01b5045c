"""The transport as a person uses it: buttons, keys, strip, track, speed; checked against the plan itself."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import frames
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from sgdviz.core.course import Course
from sgdviz.core.frame import Frame
from sgdviz.engine.playhead import FASTEST, SPEEDS
from sgdviz.ui.look import theme
from sgdviz.ui.transport import Transport

PENGUINS: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 40, "epochs": 5, "optimizer": {"name": "sgd", "lr": 0.03},
    "problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                "standardize": True}}


def frame_at(step: int, until: int | None = None, pace: str = "still", **changes: Any) -> Frame:
    return frames.frame_of({**PENGUINS, **changes}, step, until, pace=pace)


@pytest.fixture
def transport(qtbot: QtBot, qapp: Any) -> Iterator[Transport]:
    theme.apply(qapp, "light")
    widget = Transport()
    qtbot.addWidget(widget)
    widget.resize(1280, 104)
    widget.show()
    yield widget


def click(qtbot: QtBot, transport: Transport, x: float, y: float) -> None:
    qtbot.mouseClick(transport.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


@pytest.mark.parametrize(("button", "signal", "carried"), [
    ("start", "to_start", []), ("epoch-back", "epoch_by", [-1]), ("step-back", "step_by", [-1]),
    ("step", "step_by", [1]), ("epoch", "epoch_by", [1]), ("end", "to_end", [])])
def test_buttons_ask(qtbot: QtBot, transport: Transport, button: str, signal: str, carried: list[int]) -> None:
    transport.draw(frame_at(20))
    assert transport.buttons[button].accessibleName()
    with qtbot.waitSignal(getattr(transport, signal)) as asked:
        qtbot.mouseClick(transport.buttons[button], Qt.MouseButton.LeftButton)
    assert asked.args == carried


def test_play_is_named_after_what_it_does(qtbot: QtBot, transport: Transport) -> None:
    transport.draw(frame_at(3))
    assert transport.play.accessibleName() == "Play"
    transport.draw(frame_at(3, pace="fast"))
    assert transport.play.accessibleName() == "Pause"
    with qtbot.waitSignal(transport.play_toggled):
        qtbot.mouseClick(transport.play, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("batch_size", [1, 4, 40, 100, 342])
def test_counts_are_the_plan(transport: Transport, batch_size: int) -> None:
    frame = frame_at(1, batch_size=batch_size)
    for step in {0, 1, frame.course.steps // 2, frame.course.steps}:
        frame = frame_at(step, batch_size=batch_size)
        transport.draw(frame)
        batches = -(-342 // batch_size)
        epoch, batch = divmod(min(step, frame.course.steps - 1), batches)
        assert transport.step.text() == f"step {step:,}"
        assert transport.epoch.text() == f"epoch {epoch + 1}"
        assert transport.batch.text() == f"batch {batch + 1} of {batches}"


def test_counts_keep_their_width(transport: Transport) -> None:
    widths = set()
    for step in (0, 9, 10, 44):
        transport.draw(frame_at(step))
        widths.add((transport.step.width(), transport.epoch.width(), transport.batch.width()))
    assert len(widths) == 1


def test_cells_are_as_wide_as_their_batches(transport: Transport) -> None:
    transport.draw(frame_at(12))
    cells = transport.timeline.cells()
    assert [step for step, _ in cells] == list(range(9, 18))
    *full, last = [rect.width() for _, rect in cells]
    assert max(full) - min(full) <= 1
    assert last / (full[0] + 2) == pytest.approx(22 / 40, abs=0.03)
    assert [step for step, rect in cells if rect.height() == 24] == [12]


def test_at_the_end_no_batch_is_current(transport: Transport) -> None:
    frame = frame_at(45)
    transport.draw(frame)
    assert transport.timeline.scale.current is None
    assert {rect.height() for _, rect in transport.timeline.cells()} == {16}
    assert not transport.buttons["end"].isEnabled()
    assert transport.buttons["start"].isEnabled()


@pytest.mark.parametrize("batch_size", [1, 40])
def test_the_strip_seeks_within_its_epoch(qtbot: QtBot, transport: Transport, batch_size: int) -> None:
    frame = frame_at(0, batch_size=batch_size)
    per_epoch = -(-342 // batch_size)
    transport.draw(frame_at(per_epoch, batch_size=batch_size))
    timeline = transport.timeline
    assert bool(timeline.cells()) == (batch_size > 1)
    wanted = per_epoch + per_epoch // 2
    place = frame.course.plan.place(wanted)
    x = timeline.scale.row_x((place.start + place.stop) / 2)
    with qtbot.waitSignal(transport.sought) as asked:
        click(qtbot, transport, x, timeline.strip_y)
    assert abs(asked.args[0] - wanted) <= (1 if batch_size == 1 else 0)


def test_the_track_seeks_anywhere(qtbot: QtBot, transport: Transport) -> None:
    transport.draw(frame_at(0))
    timeline = transport.timeline
    for step in (45, 30, 0):
        with qtbot.waitSignal(transport.sought) as asked:
            click(qtbot, transport, timeline.scale.step_x(step), timeline.track_y)
        assert asked.args == [step]


def test_dragging_on_the_track_seeks_at_every_move(qtbot: QtBot, transport: Transport) -> None:
    transport.draw(frame_at(0))
    timeline, sought = transport.timeline, []
    transport.sought.connect(sought.append)
    start = QPoint(round(timeline.scale.step_x(5)), round(timeline.track_y))
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 20):
        qtbot.mouseMove(timeline, QPoint(round(timeline.scale.step_x(step)), 2))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton)
    assert sought == [5, 10, 20]


@pytest.mark.parametrize(("key", "step"), [
    (Qt.Key.Key_Right, 21), (Qt.Key.Key_Left, 19), (Qt.Key.Key_PageUp, 29), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 45)])
def test_the_focused_track_works_from_the_keyboard(qtbot: QtBot, transport: Transport, key: Qt.Key, step: int) -> None:
    transport.draw(frame_at(20))
    transport.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(transport.sought) as asked:
        qtbot.keyClick(transport.timeline, key)
    assert asked.args == [step]
    assert transport.timeline.accessibleName() == "Step"


def test_drawing_asks_for_nothing(qtbot: QtBot, transport: Transport) -> None:
    sought: list[int] = []
    transport.sought.connect(sought.append)
    for step in (0, 20, 45, 3):
        transport.draw(frame_at(step))
    assert sought == []
    assert transport.timeline.value() == 3


def test_divergence_is_where_the_trace_ends(transport: Transport) -> None:
    frame = frame_at(0, optimizer={"name": "sgd", "lr": 2.5}, epochs=400)
    assert frame.trace.end is not None
    transport.draw(frame)
    assert transport.timeline.scale.end == frame.trace.last == transport.timeline.scale.computed
    assert transport.grab().width() > 0


def test_a_run_that_ended_while_others_go_on_says_at_which_step(transport: Transport) -> None:
    frame = frame_at(45, runs=[{"optimizer": {"name": "sgd", "lr": 1e40}}, {}])
    ended = frame.traces[0]
    assert ended.end is not None and ended.end.values["step"] == ended.last < 45
    transport.draw(frame)
    assert transport.step.text() == "step 45" and transport.batch.text() == f"ended at step {ended.last}"
    transport.draw(replace(frame, step=ended.last))
    assert transport.step.text() == f"step {ended.last}" and transport.batch.text().startswith("batch ")
    transport.draw(replace(frame, watched=1))
    assert transport.batch.text().startswith("batch ")


def test_ticks_are_epochs_and_numbers_have_room(transport: Transport) -> None:
    for epochs in (1, 3, 5, 60, 999, 20_000, 700_000, 10_000_000):
        transport.draw(frame_at(0, until=0, epochs=epochs))
        timeline = transport.timeline
        ticks = timeline.scale.epoch_ticks()
        assert ticks[0] == (0, True)
        at = [timeline.scale.step_x(9 * epoch) for epoch, _ in ticks]
        assert all(b - a >= 6 for a, b in pairwise(at)), epochs
        numbered = [timeline.scale.number_extent(epoch) for epoch, numbered in ticks if numbered]
        assert all(right + 20 <= left for (_, right), (left, _) in pairwise(numbered)), epochs
        assert len(numbered) > min(epochs, 2), epochs


def test_numbers_of_epochs_have_room_where_smaller_batches_make_epochs_longer(transport: Transport) -> None:
    """Ends of epochs stand four times as close before the change as after it."""
    changes = [{"step": 900_000, "batch_size": 10}]
    transport.draw(frame_at(0, until=0, epochs=200_000, changes=changes))
    timeline = transport.timeline
    numbered = [epoch for epoch, numbered in timeline.scale.epoch_ticks() if numbered]
    assert timeline.scale.epoch_x(numbered[2]) - timeline.scale.epoch_x(numbered[1]) < 0.5 * (
        timeline.scale.epoch_x(numbered[-1]) - timeline.scale.epoch_x(numbered[-2]))
    extents = [timeline.scale.number_extent(epoch) for epoch in numbered]
    assert len(numbered) > 4 and all(right + 20 <= left for (_, right), (left, _) in pairwise(extents))


def test_only_epochs_that_are_in_memory_have_ticks(transport: Transport) -> None:
    frame = frame_at(0, until=0, epochs=60)
    for steps, last in ((540, 60), (539, 59), (45, 5), (8, 0)):
        cut = Course(frame.problem, frame.experiment.runs[0], steps, frame.experiment.lengths(frame.problem.n))
        transport.draw(replace(frame, courses=(cut,)))
        timeline = transport.timeline
        ticks = timeline.scale.epoch_ticks()
        assert ticks[-1][0] == last
        assert all(timeline.scale.step_x(9 * epoch) <= timeline.scale.step_x(steps) for epoch, _ in ticks)


def test_every_speed_can_be_chosen(qtbot: QtBot, transport: Transport) -> None:
    for action, speed in zip(transport.speed_menu.actions(), SPEEDS, strict=True):
        with qtbot.waitSignal(transport.speed_chosen) as chosen:
            action.trigger()
        assert chosen.args == [speed]
        assert action.isChecked()
        assert transport.speed_text(speed) in transport.speed_button.text()
    assert transport.speed_text(FASTEST) == "as fast as it can"
    assert transport.speed_text(1.0) == "1 step/s"


def test_heights(transport: Transport) -> None:
    transport.set_small(True)
    assert transport.height() == 84
    transport.set_small(False)
    assert transport.height() == 104


def test_the_tip_says_what_a_click_does(transport: Transport) -> None:
    transport.draw(frame_at(20))
    timeline = transport.timeline
    tip = timeline.tip(QPointF(timeline.scale.step_x(10), timeline.track_y))
    assert tip == "step 10: epoch 2, batch 2 of 9"
