"""The loss canvas against the trace itself: what its lines are, where its axes end, where a click leads."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import frames
import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import losses
from sgdviz.core.document import experiment_of
from sgdviz.core.frame import Frame
from sgdviz.ui import offstage
from sgdviz.ui.look import theme
from sgdviz.ui.look.palette import RunStyle
from sgdviz.ui.loss import gathered
from sgdviz.ui.loss.curves import Curve, Curves
from sgdviz.ui.loss.envelope import Envelope
from sgdviz.ui.loss.scales import horizon, least_loss, loss_range
from sgdviz.ui.text.mathtext import layout
from sgdviz.ui.views.loss import LossView

PENGUINS: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 20, "start": [0.2, 1.5], "optimizer": {"name": "sgd", "lr": 0.03},
    "problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                "standardize": True}}
QUINTIC: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 30, "start": [-3.0], "optimizer": {"name": "sgd", "lr": 0.1},
    "problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}}}
RUNS = {"runs": [{"name": "SGD"}, {"name": "full batch", "batch_size": 40}]}
SEPARABLE: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 8, "epochs": 2,
    "problem": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"],
                "y": "species", "classes": ["Adelie", "Gentoo"], "standardize": "x"}}


def frame_at(document: dict[str, Any], step: int, until: int | None = None, **changes: Any) -> Frame:
    return frames.frame_of({**document, **changes}, step, until)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[LossView]:
    theme.apply(qapp, "light")
    widget = LossView()
    qtbot.addWidget(widget)
    widget.resize(620, 480)
    widget.show()
    yield widget


def whole(view: LossView) -> list[Curve]:
    return [curve for curve in view.curves.curves if curve.whole]


def batch(view: LossView) -> Curve:
    return next(curve for curve in view.curves.curves if not curve.whole)


def click(qtbot: QtBot, view: LossView, x: float, y: float) -> None:
    qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def test_lines_are_the_losses_of_the_run(view: LossView) -> None:
    frame = frame_at(PENGUINS, 16)
    view.draw(frame)
    (curve,) = whole(view)
    assert (curve.last, curve.step) == (16, 16)
    for step in range(17):
        assert curve.envelope.column[step] == pytest.approx(float(frame.problem.loss(frame.trace.theta[step])))
    for step in range(16):
        part = frame.problem.on(frame.course.plan.rows(step))
        expected = float(part.loss(frame.trace.theta[step]))
        assert batch(view).envelope.column[step] == pytest.approx(expected)
    assert batch(view).end == pytest.approx(frame.batch_loss)
    assert curve.end == pytest.approx(frame.loss)


def test_a_later_frame_shows_more_and_an_earlier_one_less(view: LossView) -> None:
    frame = frame_at(PENGUINS, 200)
    view.draw(frame)
    for step, right in ((199, 320), (3, 40), (0, 40), (1720, 1720)):
        view.draw(Frame(frame.experiment, frame.problem, frame.courses, frame.traces, step))
        assert whole(view)[0].last == step
        assert view.canvas.box[0].tolist() == [0, right]


def test_the_axis_doubles_until_it_holds_the_whole_run() -> None:
    seen = [horizon(frame_at(PENGUINS, step, 1720)) for step in (0, 40, 41, 80, 500, 1210, 1720)]
    assert seen == [40, 40, 80, 80, 640, 1720, 1720]


def test_all_of_j_is_on_the_canvas(view: LossView) -> None:
    for document, changes in ((PENGUINS, {}), (QUINTIC, {}), (QUINTIC, RUNS), (SEPARABLE, {})):
        frame = frame_at(document, 20, **changes)
        view.draw(frame)
        (left, right), (low, high) = view.canvas.box
        assert left == 0
        assert right >= frame.step
        for trace in frame.traces:
            heights = view.curves.height(trace.loss[: frame.step + 1])
            assert low < heights.min() <= heights.max() < high


@pytest.mark.parametrize(("document", "log", "possible"), [
    (PENGUINS, True, True), (QUINTIC, False, False), (SEPARABLE, True, True)])
def test_the_axis_is_logarithmic_where_losses_stay_positive(view: LossView, document: dict[str, Any], log: bool,
                                                            possible: bool) -> None:
    view.draw(frame_at(document, 5))
    assert view.curves.log == view.axes.y_log == view.log_button.isChecked() == log
    assert view.log_button.isEnabled() == possible


def test_l_changes_the_axis_and_another_problem_changes_it_back(qtbot: QtBot, view: LossView) -> None:
    frame = frame_at(PENGUINS, 5)
    view.draw(frame)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_L)
    assert not view.curves.log
    assert view.canvas.box[1, 1] > frame.trace.loss.max()
    view.draw(frame_at(SEPARABLE, 5))
    assert view.curves.log


def test_the_minimum_is_drawn_with_its_value(view: LossView) -> None:
    frame = frame_at(PENGUINS, 5)
    view.draw(frame)
    assert view.curves.floor == pytest.approx(frame.trace.loss.min(), rel=0.1)
    assert view.curves.floor == least_loss(frame.problem)
    view.draw(frame_at(SEPARABLE, 5))
    assert view.curves.floor is None


def test_names_stand_at_the_ends_and_apart(view: LossView) -> None:
    for step in (0, 1, 30, 1720):
        view.draw(frame_at(PENGUINS, step))
        placed = view.names.ends.placed()
        assert len(placed) == 3
        for i, (name, y) in enumerate(placed):
            assert name.x + name.line.width <= view.canvas.width()
            for other, z in placed[:i]:
                apart = abs(y - z) >= 19.9
                assert apart or name.x + name.line.width < other.x or other.x + other.line.width < name.x


@pytest.mark.parametrize("width", [430, 620, 900])
def test_a_name_with_a_sample_of_its_line_ends_before_the_edge(view: LossView, width: int) -> None:
    view.resize(width, 300)
    view.draw(frame_at(QUINTIC, 300, runs=[{"name": "run"}] * 3 + [{"name": "the longest name"}]))
    ink = layout("[bold:the longest name]", 13).width
    names = [name for name, _ in view.names.ends.placed() if name.sample]
    assert len(names) == 1 and names[0].x + 26 + names[0].line.width <= view.canvas.width()
    assert names[0].line.width == ink, "it is not cut"


@pytest.mark.parametrize(("width", "short"), [(430, True), (620, False), (900, False)])
def test_without_room_the_names_stand_above(view: LossView, width: int, short: bool) -> None:
    view.resize(width, 300)
    view.draw(frame_at(PENGUINS, 16))
    assert bool(view.names.key.captions) == short
    for caption in view.names.key.captions:
        assert caption.x + caption.line.width <= width
        assert caption.base <= view.canvas.plot_rect().top()


def test_several_runs_each_have_a_line_and_a_name(qtbot: QtBot, view: LossView) -> None:
    view.draw(frame_at(QUINTIC, 250, **RUNS))
    assert len(whole(view)) == len(view.curves.curves) == 2
    view.batch_button.toggle()
    assert len(view.curves.curves) == 3
    assert whole(view)[1].style.mark == "ring"
    (name, y) = next((n, y) for n, y in view.names.ends.placed() if n is view.names.ends.names[1])
    with qtbot.waitSignal(view.watched) as watched:
        click(qtbot, view, name.x + 10, y)
    assert watched.args == [1]


def test_a_batch_of_all_rows_has_no_line_of_its_own(view: LossView) -> None:
    view.draw(frame_at(PENGUINS, 5, batch_size=342))
    assert [curve.whole for curve in view.curves.curves] == [True]
    assert not view.batch_button.isEnabled()


def test_clicking_and_dragging_seeks(qtbot: QtBot, view: LossView) -> None:
    view.draw(frame_at(PENGUINS, 30, until=30))
    at = view.canvas.to_px(np.array([[12.0, 0.0], [20.0, 0.0]]))
    middle = view.canvas.plot_rect().center().y()
    with qtbot.waitSignal(view.sought) as sought:
        click(qtbot, view, at[0, 0], middle)
    assert sought.args == [12]
    with qtbot.waitSignal(view.sought) as sought:
        view.canvas.dragged.emit(QPointF(at[1, 0], middle), Qt.KeyboardModifier.NoModifier)
    assert sought.args == [20]


def test_the_pointer_reads_a_step(view: LossView) -> None:
    frame = frame_at(PENGUINS, 100)
    view.draw(frame)
    x = float(view.canvas.to_px(np.array([90.0, 0.0]))[0])
    view.canvas.pointed.emit(QPointF(x, view.canvas.plot_rect().center().y()))
    step, j, j_batch = view.note.lines
    assert step == "step 90: epoch 2, batch 5 of 86"
    assert float(j.split("= ")[1]) == pytest.approx(frame.trace.loss[90], rel=1e-3)
    assert float(j_batch.split("= ")[1]) == pytest.approx(frame.trace.batch_loss[91], rel=1e-3)
    view.canvas.pointed.emit(None)
    assert view.note.lines == ()


def test_j_that_is_not_known_yet_is_said(view: LossView) -> None:
    frame = frame_at(SEPARABLE, 20)
    expected = frame.trace.loss[20]
    frame.trace.loss[8:], frame.trace.known = np.nan, 8
    view.draw(frame)
    assert "step 7" in view.header.accessibleDescription()
    assert (whole(view)[0].last, whole(view)[0].step) == (7, 20)
    assert whole(view)[0].end == pytest.approx(expected)
    losses(frame.problem, frame.trace, 8, len(frame.trace))
    view.draw(frame)
    assert "step 7" not in view.header.accessibleDescription()
    assert whole(view)[0].last == 20


def test_a_run_that_diverged_ends_with_a_mark(view: LossView) -> None:
    frame = frame_at(PENGUINS, 10**6, optimizer={"name": "sgd", "lr": 2.5}, epochs=40)
    assert frame.trace.end is not None
    view.draw(frame)
    assert whole(view)[0].over
    assert whole(view)[0].step == frame.trace.last
    assert np.isfinite(view.canvas.box).all()


def test_a_rise_is_shown_in_full_once_the_run_has_come_back(view: LossView) -> None:
    """The catapult rises from 0.0008 to above 16 before it lands; a divergence is cut off."""
    frame = frame_at({"problem": {"kind": "landscape", "name": "catapult"}, "batch_size": 1, "epochs": 60,
                      "optimizer": {"name": "sgd", "lr": 0.2}}, 60)
    view.draw(frame)
    assert view.canvas.box[1, 1] >= frame.trace.loss.max() > 16
    diverged = frame_at(PENGUINS, 10**6, optimizer={"name": "sgd", "lr": 2.5}, epochs=40)
    view.draw(diverged)
    assert 10 ** view.canvas.box[1, 1] < 1e-6 * diverged.trace.loss[: len(diverged.trace)].max()


@pytest.mark.parametrize("log", [True, False])
def test_a_run_that_will_diverge_has_its_start_on_a_scale_that_stays(view: LossView, log: bool) -> None:
    end = frame_at(PENGUINS, 10**6, optimizer={"name": "sgd", "lr": 2.5}, epochs=40)
    view.draw(replace(end, step=0))
    view.log_button.setChecked(log)
    start, least = end.trace.loss[0], 1e3 if log else 11
    heights = set()
    for step in (0, 1, 2, 5, 20, 100):
        view.draw(replace(end, step=step))
        heights.add(tuple(view.canvas.box[1].tolist()))
    assert len(heights) == 1 and end.trace.loss[100] > 1e9 * start
    (_, high), = heights
    top = 10**high if log else high
    assert 0.5 * least * start < top < 1e3 * least * start, "not that of steps to come"


def test_a_rise_to_come_is_shown_in_full_when_it_has_come(view: LossView) -> None:
    frame = frame_at({"problem": {"kind": "landscape", "name": "catapult"}, "batch_size": 1, "epochs": 60,
                      "optimizer": {"name": "sgd", "lr": 0.2}}, 60)
    peak = int(frame.trace.loss[:61].argmax())
    for step in (0, 60):
        view.draw(replace(frame, step=step))
        assert (view.canvas.box[1, 1] >= frame.trace.loss[peak]) == (step > peak > 0)


def test_epochs_stand_below_the_steps(view: LossView) -> None:
    frame = frame_at(PENGUINS, 1720)
    view.draw(frame)
    found = view.ruler.epochs()
    assert (found[0][0], found[-1][0]) == (0, 20)
    for epoch, x in found:
        assert float(view.canvas.to_data(QPointF(x, 0))[0]) == pytest.approx(86 * epoch, abs=1e-6)


def test_numbers_of_many_epochs_have_room(view: LossView) -> None:
    view.draw(frame_at({**PENGUINS, "epochs": 40_000, "batch_size": 342}, 40_000, until=40_000))
    found = view.ruler.epochs()
    widest = layout("40,000", 12).width
    assert len(found) >= 4 and all(b - a > widest + 10 for (_, a), (_, b) in pairwise(found))
    # The names of steps and epochs stand beyond the last number.
    number, at = view.axes.across()[-1]
    assert max(at, found[-1][1]) + number.width / 2 + 8 < view.ruler.names_left()


def test_growth_glides_while_playing_and_jumps_otherwise(view: LossView) -> None:
    frame = frame_at(PENGUINS, 10, until=40)
    view.draw(frame)
    longer = frame_at(PENGUINS, 50, until=60)
    view.draw(Frame(longer.experiment, longer.problem, longer.courses, longer.traces, 50, pace="fast"))
    assert view.canvas.box[0, 1] < 80
    view._growth._way.setCurrentTime(view._growth._way.duration())
    assert view.canvas.box[0, 1] == 80
    view.draw(frame_at(PENGUINS, 100, until=100))
    assert view.canvas.box[0, 1] == 160


def test_long_columns_are_taken_in_a_part_a_frame(view: LossView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathered, "MOST", 100)
    frame = frame_at(PENGUINS, 500)
    view.draw(frame)
    view.canvas.repaint()
    assert [whole(view)[0].last, batch(view).last] == [99, 99] and whole(view)[0].step == 500
    assert "known up to step 99" in view.header._subtitle
    qtbot.waitUntil(lambda: whole(view)[0].last == 500)
    assert batch(view).last == 499 and "known up to" not in view.header._subtitle
    for curve, column in ((whole(view)[0], frame.trace.loss), (batch(view), frame.trace.batch_loss[1:])):
        assert curve.envelope.range(curve.last + 1) == (column[: curve.last + 1].min(), column[: curve.last + 1].max())


def test_a_zoomed_canvas_stays_where_it_is(view: LossView) -> None:
    view.draw(frame_at(PENGUINS, 10, until=40))
    view.canvas.zoom(2)
    box = view.canvas.box
    view.draw(frame_at(PENGUINS, 100, until=100))
    np.testing.assert_array_equal(view.canvas.box, box)
    view.canvas.home()
    assert view.canvas.box[0, 1] == 160


def test_a_hundred_thousand_steps_are_few_blocks(view: LossView) -> None:
    frame = frame_at(QUINTIC, 100_000, epochs=10_000)
    view.draw(frame)
    assert view.grab().width() == 620
    blocks = whole(view)[0].envelope.blocks(0, 100_001, 400)
    assert len(blocks.low) <= 400
    assert blocks.low.min() == frame.trace.loss.min()
    assert blocks.high.max() == frame.trace.loss.max()


def colours(view: LossView) -> NDArray[np.int64]:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int64)


@pytest.mark.parametrize("document", [PENGUINS, {**QUINTIC, "epochs": 400}, {**QUINTIC, **RUNS, "epochs": 200}])
def test_what_was_kept_of_the_curves_is_what_would_be_drawn_anew(view: LossView, document: dict[str, Any],
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """Played, sought backwards, zoomed or on another axis: the picture is that of a canvas which keeps nothing."""
    view.reduced_motion, last, kept = True, frame_at(document, 1700), list[NDArray[np.int64]]()

    def pictures() -> Iterator[NDArray[np.int64]]:
        for step in (1, 70, 400, 431, 900, 350, 1600, 1633, 1700):
            view.draw(replace(last, step=step))
            yield colours(view)
        view.canvas.zoom(2.3)
        yield colours(view)
        view.log_button.toggle()
        yield colours(view)
        view.log_button.toggle()
        view.canvas.home()
    kept = list(pictures())
    assert view.curves.seam > 0
    monkeypatch.setattr(Curves, "seam", 0)
    for before, anew in zip(kept, pictures(), strict=True):
        assert np.abs(before - anew).max() <= 4


def test_one_point_is_placed_as_many_are(view: LossView) -> None:
    for document in (PENGUINS, QUINTIC):
        view.draw(frame_at(document, 20))
        values = np.array([-np.inf, -3.0, 0.0, 1e-310, 0.3, 2e5, 1e300, np.inf, np.nan])
        for value, px in zip(values, view.curves.to_px(np.full(9, 7.0), values), strict=True):
            np.testing.assert_allclose(view.curves.at(7, float(value)).toTuple(), px, atol=1e-9)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_it_is_drawn_in_every_theme_and_language(view: LossView, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    view.draw(frame_at(QUINTIC, 100, **RUNS))
    assert view.title() == "Loss"
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    image = view.grab().toImage()
    assert image.pixelColor(image.width() - 3, image.height() - 3) == theme.colour("card")


PARABOLA: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 60, "order": "with_replacement", "optimizer": {"name": "sgd", "lr": 0.2},
    "problem": {"kind": "landscape", "name": "parabola", "noise": {"kind": "tilt", "sd": 1.0}}}


def floors(view: LossView, document: dict[str, Any], **changes: Any) -> list[float]:
    view.draw(frame_at(document, 50, **changes))
    return view.floors.losses()


def test_the_noise_floor_is_a_line_with_its_name(view: LossView) -> None:
    """Fact 10: ησ²/(2(2−ηh)B) above min J, with h = 2."""
    expected = 0.2 / (2 * (2 - 0.4) * 4)
    assert floors(view, PARABOLA) == [pytest.approx(expected)]
    (line,) = view.floors.lines
    rect = view.canvas.plot_rect()
    assert rect.top() < view.floors.y(line) < rect.bottom()
    assert view.canvas.to_data(QPointF(0, view.floors.y(line)))[1] == pytest.approx(expected, rel=1e-6)
    named = [y for name, y in view.names.ends.placed() if name.line.width == layout(view.floors.text(line), 13).width]
    assert len(named) == 1 and "noise floor 0.01563" in view.floors.text(line)
    view.canvas.pointed.emit(QPointF(rect.center().x(), view.floors.y(line)))
    assert "independent batches" in view.note.lines[0] and "constant" in view.note.lines[2]
    view.canvas.pointed.emit(QPointF(rect.center().x(), view.floors.y(line) - 40))
    assert "step" in view.note.lines[0]


@pytest.mark.parametrize(("order", "words"), [("shuffle", "reshuffling"), ("sequential", "in this order")])
def test_every_order_has_its_own_floor(view: LossView, order: str, words: str) -> None:
    (loss,) = floors(view, PARABOLA, order=order)
    assert loss > 0 and loss != pytest.approx(floors(view, PARABOLA)[0], rel=0.1)
    floors(view, PARABOLA, order=order)
    assert words in view.floors.reading(view.floors.lines[0])[0]


def test_where_no_floor_is_known_no_line_is_drawn(view: LossView) -> None:
    for document, changes in ((QUINTIC, {}), (PENGUINS, {}), (SEPARABLE, {}), (PARABOLA, {"batch_size": 40, "order": "shuffle"}),
                              (PARABOLA, {"schedule": {"name": "cosine"}}), (PARABOLA, {"carry_over": False}),
                              (PARABOLA, {"batch_schedule": {"name": "linear"}}), (PARABOLA, {"optimizer": {"name": "adam"}})):
        assert floors(view, document, **changes) == [], changes
    assert len(floors(view, PENGUINS, order="with_replacement")) == 1


def test_a_change_has_the_floor_of_what_it_brought(view: LossView) -> None:
    changed = {"changes": [{"step": 40, "batch_size": 8}]}
    assert floors(view, PARABOLA, **changed) == [pytest.approx(0.2 / (2 * (2 - 0.4) * 8))]


def test_each_run_has_its_floor_in_its_colour(view: LossView) -> None:
    runs = {"runs": [{"name": "drawn"}, {"name": "shuffled", "order": "shuffle"}, {"name": "again", "seed": 3}]}
    assert len(floors(view, PARABOLA, **runs)) == 2
    assert [line.run for line in view.floors.lines] == [0, 1]
    assert [line.colour for line in view.floors.lines] == [curve.style.colour for curve in whole(view)[:2]]
    assert view.floors.reading(view.floors.lines[1])[0].startswith("shuffled: ")


def test_there_is_a_range_while_no_loss_is_known_yet() -> None:
    """The worker may write J of the start after the curves were brought up to date, and before they are drawn."""
    column = np.full(5, np.nan)
    curve = Curve(Envelope(column), RunStyle(theme.colour("whole"), (), "disc", False), True)
    column[0] = 3.0
    assert loss_range([curve], 4, -1.0, False).tolist() == [0.0, 1.0]
    assert loss_range([curve], 4, None, False).tolist() == [0.0, 1.0]


def test_a_run_that_ends_where_its_loss_is_no_number_has_a_line(view: LossView) -> None:
    """Of x⁴ − 2x² that is ∞ − ∞. Qt complains of a line with such a point, which fails a test."""
    ended = offstage.frame_of(experiment_of({"problem": {"kind": "formula", "formula": "x^4 - 2*x^2"}, "epochs": 200,
                                             "optimizer": {"name": "sgd", "lr": 0.1, "maximize": True}}))
    assert np.isnan(ended.trace.loss[ended.trace.last])
    view.draw(ended)
    view.grab()
