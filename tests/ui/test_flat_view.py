"""The microscope against the trace itself: its axes, its lines, the side, the point that is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from frames import frame_of
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.frame import Frame
from sgdviz.core.stationary import nearest
from sgdviz.core.theory.flat import nature
from sgdviz.core.trace import Trace
from sgdviz.exhibits import exhibits
from sgdviz.ui.flat import finder, layers, words
from sgdviz.ui.flat.distances import Distances, pieces
from sgdviz.ui.flat.layers import joined
from sgdviz.ui.look import theme
from sgdviz.ui.text.paragraph import rows
from sgdviz.ui.views import flat as module
from sgdviz.ui.views.flat import FlatView, last_seen

BOWL: dict[str, Any] = {"problem": {"kind": "landscape", "name": "quadratic_bowl"}, "start": [3.0, 1.0], "epochs": 60,
                        "optimizer": {"name": "sgd", "lr": 0.05}}
SADDLE: dict[str, Any] = {"problem": {"kind": "landscape", "name": "strict_saddle"}, "start": [2.0, 1e-6], "epochs": 90,
                          "optimizer": {"name": "sgd", "lr": 0.1}}


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[FlatView]:
    theme.apply(qapp, "light")
    widget = FlatView()
    qtbot.addWidget(widget)
    widget.resize(700, 420)
    widget.show()
    yield widget


def drawn(view: FlatView, frame: Frame) -> None:
    view.draw(frame)
    view.grab()


def test_exhibit_3_creeps_and_crosses(view: FlatView) -> None:
    frame = frame_of(exhibits()[2].pages[0], 600)
    drawn(view, frame)
    assert view.nature is not None and view.nature.is_flat_inflection and view.scale.log, "the degenerate mark is the default"
    for run, course in enumerate(view.lines.courses):
        np.testing.assert_allclose(course.distances.away.column, np.abs(frame.traces[run].theta[:, 0] + 1.5), rtol=1e-14)
        assert course.last == 600
    steps, heights = view.lines.law
    np.testing.assert_allclose(10**heights, 1 / (0.1 * 0.4375 * steps), rtol=1e-9)
    full = view.lines.courses[1].distances.away.column
    assert full[600] == pytest.approx(1 / (0.1 * 0.4375 * 600), rel=0.05)
    right, left = view.sides.spans()
    assert right and left and right[-1][1] == pytest.approx(view.canvas.plot_rect().right(), abs=2), "it ends on the right"
    facts = words.facts(frame, view.nature, True)
    assert facts[0] == "[bold:flat inflection (degenerate)] $s$ = −1.5"
    assert facts[1:4] == ["$J′$ = 0", "$J″$ = 0", "$J‴$ = −0.875"]
    assert "$C$ = 0.4375" in facts and "$C$" not in words.facts(frame, view.nature, False)
    assert view.header.texts()[0].endswith(" 3.500")
    assert view.reading(600)[0] == "step 600" and view.reading(600)[1].endswith("3.500") and "−" in view.reading(600)[2]


def test_at_a_minimum_the_distance_alone_is_logarithmic(view: FlatView) -> None:
    frame = frame_of(BOWL, 60)
    drawn(view, frame)
    assert view.nature is not None and view.nature.kind == "minimum" and not view.scale.log
    steps, heights = view.lines.law
    np.testing.assert_allclose(heights, np.log10(np.sqrt(10)) + steps * np.log10(0.95), rtol=1e-9)
    assert view.sides.spans() == ([], [])


def test_at_a_saddle_the_way_out_grows(view: FlatView) -> None:
    drawn(view, frame_of(SADDLE, 90))
    assert view.nature is not None and view.nature.kind == "saddle"
    steps, heights = view.lines.law
    out = np.abs(view.frame_shown.trace.theta[:, 1])
    np.testing.assert_allclose(10**heights, out[steps.astype(int)], rtol=1e-8)


def test_another_point_can_be_chosen(view: FlatView) -> None:
    frame = frame_of(exhibits()[2].pages[0], 600)
    drawn(view, frame)
    mark = next(i for i, mark in enumerate(frame.problem.marks) if mark.kind == "minimum")
    view.points.set_value(mark)
    view.points.chosen.emit(mark)
    assert view.nature is not None and view.nature.point[0] == 2 and not view.scale.log
    assert view.header.texts()[0].endswith(" 0.000") or "e−" in view.header.texts()[0]
    view.points.set_value(-1)
    view.points.chosen.emit(-1)
    assert view.nature.point[0] == pytest.approx(2, abs=1e-9), "the nearest to where SGD has come"
    view.draw(frame_of(BOWL, 3))
    assert view.nature.point.tolist() == [0, 0], "another problem has its own points"


def test_nothing_is_near(view: FlatView) -> None:
    drawn(view, frame_of({"problem": {"kind": "formula", "formula": "x"}, "epochs": 5}, 5))
    assert view.nature is None and not view.lines.courses
    drawn(view, frame_of(BOWL, 0))
    assert view.nature is not None


@pytest.mark.parametrize("runs", [[], [{"name": "a"}, {"name": "b", "seed": 3}]], ids=["one run", "two runs"])
def test_a_zoomed_canvas_shows_another_point_whole(view: FlatView, runs: list[dict[str, Any]]) -> None:
    drawn(view, frame_of(BOWL, 20))
    for frame in (frame_of({"problem": {"kind": "formula", "formula": "x"}, "epochs": 5}, 5),
                  frame_of({**SADDLE, **({"runs": runs} if runs else {})}, 20)):
        view.canvas.zoom(2)
        drawn(view, frame)
    assert view.canvas.is_home and len(view.lines.courses) == len(frame.courses) and view._named == list(range(len(runs)))


@pytest.mark.parametrize("width", [700, 300])
def test_facts_are_whole_on_as_many_lines_as_they_need(view: FlatView, width: int) -> None:
    view.resize(width, 420)
    frame = frame_of(exhibits()[2].pages[0], 600)
    drawn(view, frame)
    assert view.nature is not None
    lines = [caption.line for caption in view.key.captions]
    expected = rows(words.facts(frame, view.nature, True), 13, 1e9)[0]
    assert len(lines) > 1 if width == 300 else lines == [expected]
    assert sum(line.width for line in lines) >= expected.width - 12 * len(lines)
    assert all(line.width <= view.canvas.width() - 24 for line in lines)
    assert view.key.captions[-1].base < view.canvas.plot_rect().top() - 2 * layers.APART


def test_what_is_only_rounding_is_zero(view: FlatView) -> None:
    """x² + xy + y² has the curvatures 1 and 3."""
    frame = frame_of({"problem": {"kind": "formula", "formula": "x^2 + x*y + y^2"}}, 0)
    found = nature(frame.problem, np.array([-2e-17, 1e-17]) / 3)
    assert words.facts(frame, found, False) == ["[bold:minimum] $s$ = (0, 0)", "$λ$ = 1, 3"]
    flat = frame_of({"problem": {"kind": "formula", "formula": "x^4 + y^2"}}, 0)
    facts = words.facts(flat, nature(flat.problem, np.array([1e-9, 0.0])), False)
    assert facts == ["[bold:degenerate] $s$ = (0, 0)", "$λ$ = 0, 2"]


def test_no_name_stands_where_no_line_is_seen(view: FlatView) -> None:
    """Where the way out begins 10⁻⁴⁰ away, it stays far below the distances that are shown."""
    for start, named in (1e-6, True), (1e-40, False):
        drawn(view, frame_of({**SADDLE, "start": [2.0, start]}, 90))
        assert view.lines.law is not None
        assert bool(view.names.names) == named


@pytest.fixture
def slow(view: FlatView, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlatView]:
    """A view for which every problem has many rows."""
    monkeypatch.setattr(finder, "AT_ONCE", -1)
    yield view
    view.hide()


def test_the_point_of_a_problem_with_many_rows_is_found_aside(slow: FlatView, qtbot: QtBot) -> None:
    frame = frame_of(BOWL, 40)
    drawn(slow, frame)
    assert slow.nature is None and slow.header._subtitle == "a stationary point is being looked for"
    qtbot.waitUntil(lambda: slow.nature is not None)
    there = nearest(frame.problem, frame.theta)
    assert there is not None
    expected = nature(frame.problem, there)
    assert slow.nature is not None and slow.nature.kind == "minimum"
    np.testing.assert_allclose(slow.nature.point, expected.point, atol=1e-12)
    np.testing.assert_allclose(slow.nature.curvatures, expected.curvatures, rtol=1e-12)
    assert slow.lines.courses[0].last == 40 and slow.lines.law is not None
    before = slow.nature
    drawn(slow, replace(frame, step=5))
    assert slow.nature is before, "what was found is shown until another one is"
    drawn(slow, frame_of({"problem": {"kind": "formula", "formula": "x"}, "epochs": 5}, 5))
    assert slow.nature is None
    qtbot.waitUntil(lambda: slow.header._subtitle == "no stationary point was found near the run")
    drawn(slow, frame)
    slow.finish()
    assert slow.nature is not None


def test_many_steps_are_taken_in_a_part_at_a_time(view: FlatView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 100)
    frame = frame_of(exhibits()[2].pages[0], 600)
    drawn(view, frame)
    lasts = [course.last for course in view.lines.courses]
    assert lasts == [99, 99] and view.header._subtitle == "distances up to step 99; the rest is being filled in"
    assert np.isfinite(view.lines.end_px(view.lines.courses[0]).y())
    qtbot.waitUntil(lambda: view.lines.courses[0].last == 600)
    assert "filled in" not in view.header._subtitle
    expected = np.abs(frame.traces[0].theta[:, 0] + 1.5)
    np.testing.assert_allclose(view.lines.courses[0].distances.away.column, expected, rtol=1e-14)


@pytest.mark.parametrize("step", [0, 1, 2, 37])
@pytest.mark.parametrize("document", [BOWL, SADDLE, {"problem": {"kind": "landscape", "name": "quintic"}, "epochs": 40},
                                      {**BOWL, "optimizer": {"name": "sgd", "lr": 3}}], ids=lambda d: str(d["problem"]["name"]))
def test_every_step_can_be_drawn(view: FlatView, document: dict[str, Any], step: int) -> None:
    drawn(view, frame_of(document, step))
    assert np.isfinite(view.canvas.box).all()


def test_pieces_hold_every_row_between_low_and_high() -> None:
    """On both axes every step lies in exactly one block, and its distance between the block's ends."""
    trace = Trace(np.array([1.0]), 5000)
    away = np.abs(np.sin(np.arange(5001) * 0.7)) / (1 + np.arange(5001))
    for value in away[1:]:
        trace.append([value], 0.0)
    trace.theta[0] = away[0]
    distances = Distances(trace, np.zeros(1))
    distances.extend(6000)
    for log in (None, 30.0):
        seen: list[int] = []
        for piece in pieces(distances.away, 5000, 200.0, log):
            for first, stop, low, high in zip(piece.edges[:-1], piece.edges[1:], piece.low, piece.high, strict=True):
                rows = away[int(first) : int(stop)]
                assert low == rows.min() and high == rows.max()
                seen += range(int(first), int(stop))
        assert seen == list(range(0 if log is None else 1, 5001))
    for radius in (0.5, 0.01, 1e-9):
        fresh = Distances(trace, np.zeros(1))
        fresh.extend(6000)
        near = np.flatnonzero(away <= radius)
        assert fresh.first_within(radius, 5000) == (int(near[0]) if len(near) else None)
        assert fresh.first_within(radius, -1) is None


@pytest.mark.parametrize("size", [(700, 420), (420, 260), (1900, 500)])
@pytest.mark.parametrize("step", [1, 3, 100, 129, 513, 600])
def test_a_line_goes_from_step_to_step(view: FlatView, size: tuple[int, int], step: int, monkeypatch: pytest.MonkeyPatch,
                                       qtbot: QtBot) -> None:
    """Whatever is drawn of a run goes to the right, meets what was drawn before, and reaches the step that is shown."""
    drawn_from: list[tuple[float, float]] = []
    monkeypatch.setattr(layers, "wide_line", lambda painter, px, style: drawn_from.append((px[0, 0], px[-1, 0])))
    monkeypatch.setattr(layers, "paint_bars", lambda painter, rect, bars, colour: drawn_from.append(
        (bars.edges[0], bars.edges[-1])))
    view.resize(*size)
    qtbot.waitUntil(lambda: view.canvas.is_laid_out)
    frame = frame_of(exhibits()[2].pages[0], step)
    view.draw(frame)
    drawn_from.clear()
    view.grab()
    ends = [float(view.lines.end_px(course).x()) for course in view.lines.courses]
    assert drawn_from[0][0] == pytest.approx(view.canvas.plot_rect().left(), abs=1)
    for before, after in pairwise(drawn_from):
        assert after[0] == pytest.approx(before[1], abs=1.5) or before[1] == pytest.approx(ends[0], abs=1.5)
    assert drawn_from[-1][1] == pytest.approx(ends[-1], abs=3) and all(left <= right for left, right in drawn_from)


def test_spans_are_joined_and_a_line_is_left_where_it_leaves() -> None:
    assert joined(np.arange(6.0), np.array([True, True, False, True, False])) == [(0, 2), (3, 4)]
    rect = QRectF(0, 0, 100, 50)
    assert last_seen(np.array([[0.0, 0.0], [100.0, 40.0]]), rect) == (100, 40)
    assert last_seen(np.array([[0.0, 0.0], [100.0, 100.0]]), rect) == (50, 42)
    assert last_seen(np.array([[0.0, 50.0], [100.0, -50.0]]), rect) == (50, 0)
    assert last_seen(np.array([[0.0, 20.0], [60.0, 20.0]]), rect) == pytest.approx((60, 20))
    for unseen in ([[0.0, 60.0], [100.0, 400.0]], [[98.0, 20.0], [100.0, 20.0]], [[0.0, -9.0], [100.0, -1.0]]):
        assert last_seen(np.array(unseen), rect) is None


def test_the_pointer_reads_a_step(view: FlatView) -> None:
    drawn(view, frame_of(exhibits()[2].pages[0], 600))
    rect = view.canvas.plot_rect()
    view._point(QPointF(rect.right() - 1, rect.center().y()))
    assert view.note.lines and view.note.lines[0].startswith("step 5")
    view._point(None)
    assert not view.note.lines


def test_a_click_on_a_name_watches_its_run(view: FlatView) -> None:
    drawn(view, frame_of(exhibits()[2].pages[0], 600))
    asked: list[int] = []
    view.watched.connect(asked.append)
    for name, y in view.names.placed():
        view._press(QPointF(name.x + 4, y), None)
    assert sorted(asked) == [0, 1], "theory's formula is no run"


@pytest.mark.parametrize(("document", "told"), [
    (BOWL, "to a tenth in 44.9 steps"), ({**BOWL, "optimizer": {"name": "sgd", "lr": 0.2}}, "$η$ is too large"),
    (SADDLE, "tenfold in 24.2 steps"), ({**BOWL, "optimizer": {"name": "adam", "lr": 0.2}}, "plain descent"),
])
def test_it_says_how_many_steps(view: FlatView, document: dict[str, Any], told: str) -> None:
    """ln 10/−ln 0.95 = 44.9 on the bowl, ln 10/ln 1.1 = 24.2 at the saddle."""
    frame = frame_of(document, 3)
    view.draw(frame)
    assert view.nature is not None and told in view.header._subtitle == words.of_theory(frame, view.nature, True)


def test_a_law_goes_with_the_point_that_it_is_about(view: FlatView) -> None:
    """The names are placed anew when the box changes, by which time nothing may be left of another point."""
    drawn(view, frame_of(BOWL, 60))
    assert view.lines.law is not None
    view.canvas.zoom(2.0)
    drawn(view, frame_of({"problem": {"kind": "formula", "formula": "x^4 + y^4"}, "start": [1.0, 1.0], "epochs": 60,
                          "optimizer": {"name": "sgd", "lr": 0.05}}, 60))
    assert view.nature is not None and view.nature.kind == "degenerate" and view.lines.law is None
