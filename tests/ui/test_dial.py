"""The stability dial: where its zones and limits stand, what its sentence says, and what moves its knob."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import frames
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.frame import Frame
from sgdviz.core.optimizers import optimizers
from sgdviz.core.theory import stability
from sgdviz.engine.store import Store
from sgdviz.ui import i18n
from sgdviz.ui.dial.dial import Dial
from sgdviz.ui.form.form import RATE, Form
from sgdviz.ui.look import theme
from sgdviz.ui.text.mathtext import layout, plain

PARABOLA = {"kind": "landscape", "name": "parabola"}
UNEVEN = {**PARABOLA, "noise": {"kind": "curvature", "sd": 1.5}}
QUINTIC = {"kind": "landscape", "name": "quintic"}


def frame(problem: dict[str, Any], step: int = 0, lr: float = 0.1, numbers: dict[str, Any] | None = None, **keys: Any) -> Frame:
    optimizer = {"name": "sgd", "lr": lr, **(numbers or {})}
    return frames.frame_of({"problem": problem, "batch_size": 4, "optimizer": optimizer, **keys}, step, step)


@pytest.fixture
def dial(qapp: object, qtbot: QtBot) -> Iterator[Dial]:
    theme.apply(qapp, "light")
    i18n.speak("en")
    made = Dial()
    qtbot.addWidget(made)
    made.resize(260, 140)
    made.show()
    yield made


def said(dial: Dial, shown: Frame) -> str:
    dial.draw(shown)
    return plain(dial.sentence.text())


@pytest.mark.parametrize(("lr", "words"), [
    (0.3, "η = 0.3 is at most 1/λ = 0.5: descent is monotone."),
    (0.5, "η = 0.5 is at most 1/λ = 0.5: descent is monotone."),
    (0.7, "η = 0.7 is between 1/λ = 0.5 and 2/λ = 1: descent oscillates, yet shrinks."),
    (1.0, "η = 1 is not below 2/λ = 1: descent is unstable.")])
def test_the_sentence_says_what_descent_does_with_the_numbers(dial: Dial, lr: float, words: str) -> None:
    assert said(dial, frame(PARABOLA, lr=lr)) == words


def test_with_momentum_the_zones_are_those_of_the_optimizer(dial: Dial) -> None:
    assert "is below 1.5, the limit of this optimizer" in said(dial, frame(PARABOLA, lr=1.2, numbers={"momentum": 0.5}))
    assert [tick.name for tick in dial.gauge.ticks] == ["this optimizer", "$2/λ$"]
    assert "is unstable" in said(dial, frame(PARABOLA, lr=1.6, numbers={"momentum": 0.5}))


@pytest.mark.parametrize(("order", "words"), [
    ("with_replacement", "the mean-square limit of SGD with batches of 4"), ("sequential", "always in this order")])
def test_the_limit_of_the_batches_is_named(dial: Dial, order: str, words: str) -> None:
    shown = frame(UNEVEN, lr=0.05, order=order)
    found = stability(shown.problem, shown.course.law(0).method, shown.theta, 4, order, 0)
    assert found.batches is not None
    assert f"{found.batches:.4g}" in said(dial, shown) and "But" not in said(dial, shown)
    assert "But it is not below" in said(dial, frame(UNEVEN, lr=0.98, order=order)) and words in said(
        dial, frame(UNEVEN, lr=0.98, order=order))
    assert "batches" not in said(dial, frame(UNEVEN, lr=0.1, batch_size=40))


def test_away_from_a_quadratic_it_speaks_of_the_present_point(dial: Dial) -> None:
    assert said(dial, frame(QUINTIC)).startswith("For the parabola that J is near the present θ: η = 0.1 is at most 1/λ = 3.333")
    assert "curvature is negative" in said(dial, frame(QUINTIC, start=[-1.0]))
    assert "curvature is zero" in said(dial, frame(QUINTIC, start=[-1.5]))
    assert dial.gauge.bounds() == []


def test_an_optimizer_without_a_known_limit_says_so(dial: Dial) -> None:
    for name, entry in optimizers.items():
        if any(parameter.name == "lr" for parameter in entry.parameters):
            limit, text = entry.make().limit, said(dial, frame(PARABOLA, optimizer={"name": name}))
            assert ("No limit of this optimizer is known" in text) == (limit is None), name
            assert ("no learning rate is too large" in text) == (limit is not None and limit(2.0) == float("inf")), name


def test_newton_has_its_own_limits_even_at_a_saddle(dial: Dial) -> None:
    for problem, start in ((PARABOLA, [1.0]), ({"kind": "formula", "formula": "x^2 - y^2"}, [1.0, 1.0])):
        text = said(dial, frame(problem, start=start, optimizer={"name": "newton", "lr": 1.5}))
        assert "η = 1.5 is below 2, the limit of this optimizer" in text
        assert [name for name, _, _ in dial.gauge.bounds()] == ["monotone", "oscillates", "unstable"]


def test_zones_are_parted_at_the_limits_and_named_where_there_is_room(dial: Dial) -> None:
    dial.draw(frame(PARABOLA, lr=0.1))
    gauge = dial.gauge
    zones = gauge.bounds()
    assert [name for name, _, _ in zones] == ["monotone", "oscillates", "unstable"]
    assert zones[0][2] == zones[1][1] == pytest.approx(gauge.place(0.5)) and zones[1][2] == pytest.approx(gauge.place(1.0))
    assert gauge.range.rate(gauge.range.share(0.5)) == pytest.approx(0.5, rel=0.01)


def test_labels_keep_apart_and_inside(dial: Dial) -> None:
    for lr, numbers in ((0.1, {}), (0.02, {"momentum": 0.9}), (1e-5, {}), (300.0, {})):
        dial.draw(frame(UNEVEN, lr=lr, numbers=numbers))
        for above in (True, False):
            spans = sorted((middle - layout(words, 12).width / 2, middle + layout(words, 12).width / 2)
                           for tick, words, middle in dial.gauge.labels() if tick.above == above)
            assert all(end < start for (_, end), (start, _) in pairwise(spans))
            assert all(start >= -1 and end <= dial.gauge.width() + 1 for start, end in spans)
        assert 0 <= dial.gauge.range.share(lr) <= 1 and dial.gauge.range.low < lr < dial.gauge.range.high


def test_zones_differ_without_colour(dial: Dial, qapp: Any) -> None:
    """The zones that are hatched have dark strokes in them, the first has none."""
    dial.draw(frame(PARABOLA, lr=0.01))
    picture = dial.gauge.grab().toImage()
    y = int(dial.gauge.bar().top()) + 3
    for name, left, right in dial.gauge.bounds():
        greys = {picture.pixelColor(x, y).lightness() for x in range(int(left) + 2, int(right) - 2)}
        assert (max(greys) - min(greys) > 20) == (name != "monotone"), name


class Bench:
    """A form whose edits go to a store, as in the window."""

    def __init__(self, qtbot: QtBot, shown: Frame) -> None:
        self.form, self.store, self.step = Form(), Store(shown.experiment), shown.step
        qtbot.addWidget(self.form)
        self.form.resize(320, 900)
        self.form.edited.connect(self.edit)
        self.form.gesture_ended.connect(self.store.end_gesture)
        self.form.draw(shown)
        self.form.show()
        qtbot.waitExposed(self.form)

    def edit(self, experiment: Experiment, gesture: str) -> None:
        self.store.apply(experiment, gesture or None)
        problem = problem_for(experiment)
        traces = simulate(experiment, problem, self.step)
        self.form.draw(Frame(experiment, problem, courses(experiment, problem), traces, self.step))

    @property
    def lr(self) -> float:
        return float(self.store.experiment.base.optimizer["lr"])


def test_dragging_the_knob_sets_the_learning_rate_and_is_undone_at_once(qtbot: QtBot) -> None:
    bench = Bench(qtbot, frame(PARABOLA, lr=0.1))
    gauge = bench.form.dial.gauge
    assert bench.form.row(RATE).isVisible() and gauge.isVisible()
    y = int(gauge.bar().center().y())
    qtbot.mousePress(gauge, Qt.MouseButton.LeftButton, pos=QPoint(round(gauge.place(0.1)), y))
    for rate in (0.2, 0.4, 0.7):
        qtbot.mouseMove(gauge, QPoint(round(gauge.place(rate)), y))
        assert bench.lr == pytest.approx(rate, rel=0.05)
    qtbot.mouseRelease(gauge, Qt.MouseButton.LeftButton, pos=QPoint(round(gauge.place(0.7)), y))
    assert "oscillates" in plain(bench.form.dial.sentence.text())
    bench.store.undo()
    assert bench.lr == 0.1 and not bench.store.can_undo


def test_the_arrow_keys_move_the_knob(qtbot: QtBot) -> None:
    bench = Bench(qtbot, frame(PARABOLA, lr=0.1))
    gauge = bench.form.dial.gauge
    for key, expected in ((Qt.Key.Key_Right, 0.12), (Qt.Key.Key_Up, 0.15), (Qt.Key.Key_Left, 0.12), (Qt.Key.Key_PageUp, 1.2)):
        qtbot.keyPress(gauge, key)
        assert bench.lr == pytest.approx(expected)
    qtbot.keyRelease(gauge, Qt.Key.Key_PageUp)
    bench.store.undo()
    assert bench.lr == 0.1


def test_where_a_schedule_acts_the_rate_of_this_step_is_shown_and_moved(qtbot: QtBot) -> None:
    shown = frame(PARABOLA, lr=0.4, step=30, batch_size=1, epochs=60, schedule={"name": "cosine"})
    now = shown.course.rate(shown.trace, 30)
    assert 0 < now < 0.4
    bench = Bench(qtbot, shown)
    found = bench.form.dial.gauge.found
    assert found is not None and found.lr == pytest.approx(now)
    bench.form.dial.gauge.edited.emit(2 * now)
    assert bench.lr == pytest.approx(0.8, rel=1e-5)


def test_while_playing_it_is_not_drawn_with_every_frame(dial: Dial) -> None:
    shown = frame(QUINTIC, step=20, epochs=30, batch_size=1)
    playing = [replace(shown, step=step, pace="fast") for step in range(20)]
    dial.draw(playing[0])
    first = dial.gauge.found
    dial.draw(playing[1])
    assert dial.gauge.found is first
    dial.draw(replace(shown, step=1))
    assert dial.gauge.found is not first
