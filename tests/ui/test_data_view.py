"""The data canvas against the table and the model: where rows lie, what the lines say, what is lit."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import frames
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.datasets import bundled, load
from sgdviz.core.frame import Frame
from sgdviz.core.landscapes import landscapes
from sgdviz.core.models import Model
from sgdviz.ui.look import theme
from sgdviz.ui.paint.axes import UNDER_NAME, ticks, upward_ticks
from sgdviz.ui.paint.endnames import spread
from sgdviz.ui.rows.density import DENSE, counted
from sgdviz.ui.rows.scene import Line
from sgdviz.ui.rows.scenes import OBSERVED, TARGET, axes_of, choices, chosen, scene_of
from sgdviz.ui.rows.strips import bins, strip
from sgdviz.ui.views.data import NEAR, DataView

LINE: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 5, "start": [0.2, 1.5], "optimizer": {"name": "sgd", "lr": 0.03},
    "problem": {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                "standardize": True}}
TWO: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 8, "epochs": 10, "optimizer": {"name": "sgd", "lr": 1.0},
    "problem": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"],
                "y": "species", "classes": ["Adelie", "Chinstrap"], "standardize": "x"}}
ONE = {**TWO, "problem": {**TWO["problem"], "x": ["bill_length_mm"]}}
THREE = {**TWO, "problem": {**TWO["problem"], "x": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]}}
MANY = {**LINE, "start": [0.2, 0.1, 0.3],
        "problem": {**LINE["problem"], "x": ["flipper_length_mm", "bill_depth_mm"]}}
QUINTIC: dict[str, Any] = {
    "sgdviz": 1, "batch_size": 4, "epochs": 2,
    "problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}}}
BOWL = {**QUINTIC, "problem": {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt", "sd": 5}},
        "optimizer": {"name": "sgd", "lr": 0.001}}
FLAT = {**LINE, "start": [0.2, 0.1, -0.4, 0.3],
        "problem": {**LINE["problem"], "x": ["flipper_length_mm", "bill_depth_mm", "bill_length_mm"]}}
ALL = {"flat": FLAT, "line": LINE, "two": TWO, "one": ONE, "three": THREE, "many": MANY, "quintic": QUINTIC, "bowl": BOWL}


def frame_at(document: dict[str, Any], step: int, **changes: Any) -> Frame:
    return frames.frame_of({**document, **changes}, step)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[DataView]:
    theme.apply(qapp, "light")
    widget = DataView()
    qtbot.addWidget(widget)
    widget.resize(620, 480)
    widget.show()
    yield widget


def lines(view: DataView) -> dict[str, Any]:
    return {line.role: line.points for line in view.fits.lines}


def test_rows_lie_where_the_table_says(view: DataView) -> None:
    view.draw(frame_at(LINE, 3))
    table = load("penguins")
    x, y = (table.columns[name].values for name in ("flipper_length_mm", "body_mass_g"))
    assert x is not None and y is not None
    kept = ~np.isnan(x) & ~np.isnan(y)
    np.testing.assert_allclose(view.scatter.xy, np.column_stack([x, y])[kept])


@pytest.mark.parametrize("name", ALL)
def test_the_rows_of_the_batch_are_lit(view: DataView, name: str) -> None:
    for step in (0, 1, 2):
        frame = frame_at(ALL[name], step)
        view.draw(frame)
        np.testing.assert_array_equal(view.lit.xy, view.scatter.xy[frame.rows])


def test_the_least_squares_line_is_that_of_the_raw_table(view: DataView) -> None:
    view.draw(frame_at(LINE, 3))
    slope, level = np.polyfit(*view.scatter.xy.T, 1)
    points = lines(view)["best"]
    np.testing.assert_allclose(points[:, 1], level + slope * points[:, 0])


def test_the_fit_follows_theta(view: DataView) -> None:
    frame = frame_at(LINE, 3)
    view.draw(frame)
    x, y = view.scatter.xy.T
    points = lines(view)["fit"]
    expected = y.mean() + y.std() * (frame.theta[0] * (points[:, 0] - x.mean()) / x.std() + frame.theta[1])
    np.testing.assert_allclose(points[:, 1], expected)


@pytest.mark.parametrize("name", ["line", "flat", "one"])
def test_residuals_add_up_to_the_loss_of_the_batch(view: DataView, name: str) -> None:
    frame = frame_at(ALL[name], 2)
    view.draw(frame)
    ends = view.lit.residuals
    np.testing.assert_array_equal(ends[:, 0], view.lit.xy)
    np.testing.assert_array_equal(ends[:, 0, 0], ends[:, 1, 0])
    y, said = ends[:, 0, 1], ends[:, 1, 1]
    if name == "one":
        loss = -np.mean(np.log(np.where(y > 0.5, said, 1 - said)))
    else:
        loss = np.mean((y - said) ** 2) / view.scatter.xy[:, 0 if name == "flat" else 1].var()
    assert loss == pytest.approx(frame.batch_loss)


def test_what_is_predicted_stands_over_what_was_observed(view: DataView) -> None:
    for step in (2, 3):
        frame = frame_at(FLAT, step)
        view.draw(frame)
        model = frame.problem
        assert isinstance(model, Model)
        np.testing.assert_array_equal(view.scatter.xy[:, 0], model.sample.raw_y)
        np.testing.assert_array_equal(view.scatter.xy[:, 1], model.predict(frame.theta, model.sample.raw_x))
        np.testing.assert_array_equal(lines(view)["equal"][:, 0], lines(view)["equal"][:, 1])
    assert view.header.accessibleDescription().startswith("predicted body mass, g against observed body mass, g.")


def test_a_model_of_two_features_tints_the_ground(view: DataView) -> None:
    frame = frame_at(MANY, 20)
    view.draw(frame)
    model = frame.problem
    assert isinstance(model, Model)
    np.testing.assert_array_equal(view.scatter.xy, model.sample.raw_x)
    levels = view.ground.levels
    assert len(levels) >= 4 and sum(level.main for level in levels) == 1
    for level in levels:
        for edge in level.edges:
            np.testing.assert_allclose(model.predict(frame.theta, edge), level.value, rtol=1e-9)
        for area in level.areas:
            assert model.predict(frame.theta, area.mean(axis=0)) > level.value
    main = next(level for level in levels if level.main)
    for edge in view.ground.best:
        np.testing.assert_allclose(model.predict(model.marks[0].point, edge), main.value, rtol=1e-9)
    above = model.sample.raw_y > model.predict(frame.theta, model.sample.raw_x)
    np.testing.assert_array_equal(view.lit.classes, above[frame.rows])
    view.draw(frame_at(MANY, 21))
    assert [level.value for level in view.ground.levels] == [level.value for level in levels]


def test_a_curve_is_broken_where_the_model_says_no_number() -> None:
    points = np.array([[0.0, 1.0], [1.0, np.inf], [2.0, 3.0], [3.0, np.nan]])
    np.testing.assert_array_equal(Line(points, "fit").end, [2.0, 3.0])
    assert Line(points[[1, 3]], "fit").end is None


def test_a_run_that_has_gone_far_away_is_drawn(view: DataView) -> None:
    for document in (LINE, MANY, FLAT):
        frame = frame_at({**document, "optimizer": {"name": "sgd", "lr": 30.0}}, 500)
        assert frame.trace.end is not None
        view.draw(frame)
        assert not view.grab().isNull()


def test_the_fit_is_drawn_as_far_as_is_seen(view: DataView) -> None:
    view.draw(frame_at(LINE, 3))
    view.canvas.show_box(np.array([[100.0, 400.0], [0.0, 9000.0]]))
    for points in lines(view).values():
        assert points[[0, -1], 0].tolist() == [100.0, 400.0]


def test_probability_contours_are_where_the_model_says_so(view: DataView) -> None:
    for name in ("two", "three"):
        frame = frame_at(ALL[name], 40)
        view.draw(frame)
        model = frame.problem
        assert isinstance(model, Model)
        assert [level.value for level in view.ground.levels] == [0.1, 0.25, 0.5, 0.75, 0.9]
        for level in view.ground.levels:
            for edge in level.edges:
                x = np.tile(model.sample.raw_x.mean(axis=0), (len(edge), 1))
                x[:, :2] = edge
                np.testing.assert_allclose(model.predict(frame.theta, x), level.value, atol=1e-9)
            for area in level.areas:
                x[0, :2] = area.mean(axis=0)
                assert model.predict(frame.theta, x[0]) > level.value
        x = np.tile(model.sample.raw_x.mean(axis=0), (2, 1))
        x[:, :2] = view.ground.best[0]
        np.testing.assert_allclose(model.predict(model.marks[0].point, x), 0.5, atol=1e-9)


def test_at_zero_the_model_knows_nothing(view: DataView) -> None:
    view.draw(frame_at(TWO, 0))
    assert all(level.edges == () for level in view.ground.levels)
    assert view.grab().width() == 620


def test_other_features_can_be_put_on_the_axes(view: DataView) -> None:
    frame = frame_at(THREE, 10)
    view.draw(frame)
    assert all(not button.isHidden() for button in view.choosers)
    raw = frame.problem.sample.raw_x  # type: ignore[attr-defined]  # a model, as THREE says
    view.choosers[0].menu().actions()[2].trigger()
    np.testing.assert_array_equal(view.scatter.xy, raw[:, [2, 1]])
    view.choosers[1].menu().actions()[2].trigger()
    np.testing.assert_array_equal(view.scatter.xy, raw[:, [1, 2]])
    assert "flipper" in view.header.accessibleDescription()
    assert "means" in view.header.accessibleDescription()
    view.draw(frame_at(MANY, 3))
    assert [button.isHidden() for button in view.choosers] == [False, False]
    view.choosers[1].menu().actions()[2].trigger()
    assert view.header.accessibleDescription().startswith("body mass, g against flipper length, mm; the other features")
    view.choosers[0].menu().actions()[1].trigger()
    assert view.scatter.xy[:, 0].max() < 30
    view.draw(frame_at(LINE, 3))
    assert all(button.isHidden() for button in view.choosers)


def test_the_coefficients_of_a_function_have_mean_zero(view: DataView) -> None:
    frame = frame_at(QUINTIC, 1)
    view.draw(frame)
    assert view.scatter.xy[:, 1].mean() == pytest.approx(0, abs=1e-12)
    assert view.scatter.xy[:, 1].std() == pytest.approx(0.5)
    assert lines(view)["batch"][0, 1] == pytest.approx(view.lit.xy[:, 1].mean())
    view.draw(frame_at(BOWL, 1))
    spots = {role: point for point, role in view.fits.spots}
    np.testing.assert_allclose(spots["batch"], view.lit.xy.mean(axis=0))
    np.testing.assert_array_equal(spots["all"], 0)


def test_rows_that_are_all_the_same_are_said_to_be(view: DataView) -> None:
    view.draw(frame_at({**QUINTIC, "problem": {"kind": "landscape", "name": "quintic"}}, 1))
    assert view.scene is None
    assert len(view.naming.captions.captions) == 1
    view.draw(frame_at(LINE, 1))
    assert view.scatter.visible
    assert len(view.naming.captions.captions) == 2


@pytest.mark.parametrize("name", landscapes)
def test_every_landscape_has_a_canvas(view: DataView, name: str) -> None:
    view.draw(frame_at({**QUINTIC, "optimizer": {"name": "sgd", "lr": 1e-4},
                        "problem": {"kind": "landscape", "name": name, "noise": {"kind": "tilt", "sd": 0.5}}}, 1))
    assert len(view.scatter.xy) == 40


@pytest.mark.parametrize("data", bundled())
def test_every_table_has_a_canvas(view: DataView, data: str) -> None:
    view.draw(frame_at({"sgdviz": 1, "epochs": 1, "problem": {"kind": "linear_regression", "data": data,
                                                              "standardize": True}}, 1))
    assert len(view.lit.xy) > 0
    assert " against " in view.header.accessibleDescription()


def test_a_table_of_the_users_is_called_by_its_columns(view: DataView, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("a$b,[bold:c]\n1,2\n2,3\n3,5\n", "utf-8")
    view.draw(frame_at({"sgdviz": 1, "problem": {"kind": "linear_regression", "data": str(file)}}, 0))
    assert view.header.accessibleDescription().startswith("[bold:c] against a$b")


def test_the_header_counts(view: DataView) -> None:
    view.draw(frame_at(LINE, 85))
    assert view.header.texts() == ["n 342", "B 2"]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("size", [(430, 240), (430, 300), (620, 480), (900, 600)])
def test_names_are_apart_and_within_the_canvas(view: DataView, name: str, size: tuple[int, int]) -> None:
    view.resize(*size)
    view.draw(frame_at(ALL[name], 1))
    placed = view.naming.names.placed()
    heights = sorted(y for _, y in placed)
    assert len(view.naming.captions.captions) == (0 if size[1] == 240 else 2)
    assert all(b - a >= 17.9 for a, b in pairwise(heights))
    for one, _ in placed:
        assert one.x + one.line.width + (26 if one.sample else 0) <= size[0]
    for caption in view.naming.captions.captions:
        assert caption.x + caption.line.width <= size[0]
        assert caption.base > 10


def test_the_pointer_reads_a_row_or_the_model(view: DataView) -> None:
    frame = frame_at(LINE, 3)
    view.draw(frame)
    row = int(frame.rows[0])
    view.canvas.pointed.emit(QPointF(*view.canvas.to_px(view.scatter.xy[row])))
    assert view.note.lines[0].endswith(", in this batch")
    assert f"{view.scatter.xy[row, 0]:.1f} mm" in view.note.lines[1]
    free = view.canvas.plot_rect().topLeft() + QPointF(3, 3)
    view.canvas.pointed.emit(free)
    assert len(view.note.lines) == 2
    view.canvas.pointed.emit(None)
    assert view.note.lines == ()


def test_histograms_count_every_row() -> None:
    values = np.array([1.0, 1.0, 2.0, 5.0])
    edges = bins(values, 0.0, 6.0)
    found = strip(values, edges)
    assert found.heights.max() == 1
    assert found.mean == 2.25
    assert found.heights[np.searchsorted(edges, 5.0, side="right") - 1] == 0.5


def test_the_cached_picture_is_made_once_and_again_where_it_must(view: DataView, qapp: QApplication,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    frame, drawn = frame_at(LINE, 3), list[object]()
    monkeypatch.setattr(view.scatter, "draw", drawn.append)
    view.draw(frame)
    view.grab()
    kept = len(drawn)
    view.draw(frame_at(LINE, 4))
    view.grab()
    assert len(drawn) == kept > 0
    theme.apply(qapp, "dark")
    view.grab()
    assert len(drawn) > kept


@pytest.mark.parametrize("name", ALL)
def test_it_is_drawn_in_dark_and_after_a_change_of_language(view: DataView, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, "dark")
    view.draw(frame_at(ALL[name], 2))
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    image = view.grab().toImage()
    assert image.pixelColor(2, image.height() - 3) == theme.colour("card")


def test_names_within_a_hair_keep_the_order_of_their_list() -> None:
    """Of two lines that approach each other and cross again and again the names do not swap with every crossing."""
    for first, second in ((100.0, 100.4), (100.4, 100.0), (103.0, 100.0)):
        found = spread(np.array([first, second, 250.0]), 18.0, 0.0, 300.0, 6.0)
        assert found[0] == pytest.approx((first + second) / 2 - 9) and found[1] == pytest.approx(found[0] + 18)
    assert np.diff(spread(np.array([110.0, 100.0]), 18.0, 0.0, 300.0, 6.0))[0] == pytest.approx(-18)


@given(st.lists(st.floats(-100, 400), min_size=1, max_size=8), st.floats(4, 30))
def test_spread_keeps_order_and_gap_and_moves_no_more_than_it_must(wanted: list[float], gap: float) -> None:
    given_heights = np.array(wanted)
    found = spread(given_heights, gap, 0.0, 300.0)
    order = np.argsort(given_heights, kind="stable")
    assert np.diff(found[order]).min(initial=gap) >= gap - 1e-9
    assert found.min() >= -1e-9
    assert found.max() <= 300 + 1e-9
    free = np.sort(given_heights)
    if np.diff(free).min(initial=gap) >= gap and free[0] >= 0 and free[-1] <= 300:
        np.testing.assert_allclose(found, given_heights, atol=1e-9)


@pytest.mark.parametrize("name", ALL)
def test_whatever_is_put_on_the_axes_can_be_shown(name: str) -> None:
    problem = frame_at(ALL[name], 0).problem
    options = choices(problem)
    seen, waiting = set(), [axes_of(problem)]
    while waiting:
        axes = waiting.pop()
        if axes not in seen:
            seen.add(axes)
            assert axes[0] != axes[1]
            assert (axes[0] == OBSERVED) <= (axes[1] == TARGET)
            assert scene_of(problem, axes) is not None
            waiting += [chosen(axes, axis, option) for axis in (0, 1) for option in options[axis]]
            assert all(chosen(axes, axis, option)[axis] == option for axis in (0, 1) for option in options[axis])
    features = len(options[0]) - (OBSERVED in options[0])
    assert len(seen) == (features * (features - 1) + (features + 1 if OBSERVED in options[0] else 0) if features else 1)


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e5), st.floats(60, 500))
def test_a_scale_has_two_numbers_that_can_be_read(low: float, span: float, height: float) -> None:
    found = upward_ticks(low, low + span, height, UNDER_NAME, ticks)
    readable = [value for value in found if (low + span - value) / span * height > UNDER_NAME - 1e-6]
    assert len(readable) >= 2
    assert len(found) <= 8


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """An experiment on more rows than are drawn as dots."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.csv"
    index = np.arange(DENSE + 2000)
    columns = [np.sin(index * 0.37), np.cos(index * 0.11), np.sin(index * 0.37) + np.cos(index**2 * 0.7), index % 2]
    np.savetxt(path, np.column_stack(columns), delimiter=",", header="a,b,y,k", comments="", fmt="%.6g")
    return {**LINE, "start": None, "problem": {"kind": "linear_regression", "data": str(path), "x": ["a"], "y": "y"}}


def test_a_density_counts_every_row_once(qtbot: QtBot) -> None:
    rect = QRectF(10, 20, 300, 200)
    px = np.column_stack([np.linspace(-50, 400, 5001), 120 + 130 * np.sin(np.arange(5001))])
    px[7] = np.nan
    counts = counted(px, rect)
    inside = (px[:, 0] >= 10) & (px[:, 0] < 310) & (px[:, 1] >= 20) & (px[:, 1] < 220)
    assert counts.shape == (100, 150) and counts.sum() == inside.sum()
    brute, _, _ = np.histogram2d(px[inside, 1], px[inside, 0], [100, 150], [(20, 220), (10, 310)])
    assert np.abs(counts - brute).sum() <= 2 * 3, "but for points on an edge"


@pytest.mark.parametrize("kind", ["linear_regression", "logistic_regression", "surface", "observed"])
def test_very_many_rows_are_a_density_with_the_batch_as_dots(view: DataView, crowd: dict[str, Any], kind: str) -> None:
    problem = {"logistic_regression": {**crowd["problem"], "kind": kind, "y": "k", "x": ["a", "b"]},
               "surface": {**crowd["problem"], "x": ["a", "b"]}, "observed": {**crowd["problem"], "x": ["a", "b"]}}
    document = {key: value for key, value in crowd.items() if key != "start"} | {"problem": problem.get(kind, crowd["problem"])}
    frame = frame_at(document, 2)
    view.draw(frame)
    if kind == "observed":
        view.choose(0, OBSERVED)
    image = view.grab().toImage()
    assert not image.isNull()
    density = view.scatter._density.image
    assert density.width() > 100 and any(density.pixelColor(x, density.height() // 2).alpha() for x in range(density.width()))
    assert len(view.lit.xy) == len(frame.rows) == 4
    assert view.scene is not None
    row = int(frame.rows[1])
    spot = view.canvas.to_px(view.scene.points(frame, np.array([row])))[0]
    view._point(QPointF(*spot))
    assert view.note.visible


def test_the_row_under_the_pointer_is_the_nearest_of_all(view: DataView, crowd: dict[str, Any]) -> None:
    view.draw(frame_at({key: value for key, value in crowd.items() if key != "start"}, 0))
    assert view.scene is not None
    px = view.canvas.to_px(view.scene.xy)
    rect = view.canvas.plot_rect()
    for x, y in ((0.2, 0.3), (0.5, 0.5), (0.03, 0.02), (0.81, 0.6)):
        at = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        away = ((px - [at.x(), at.y()]) ** 2).sum(axis=1)
        expected = int(away.argmin()) if away.min() <= NEAR**2 else None
        assert view._row_at(view.scene.xy, at) == expected


def test_a_batch_of_very_many_rows_is_a_density_too(view: DataView, crowd: dict[str, Any]) -> None:
    document = {key: value for key, value in crowd.items() if key != "start"} | {"batch_size": 1_000_000}
    frame = frame_at(document, 1)
    view.draw(frame)
    view.grab()
    assert view.scene is not None and view.lit.xy is view.scene.xy, "all rows are the batch"
    first = view.lit._density.image.cacheKey()
    view.draw(frame_at(document, 2))
    view.grab()
    assert view.lit._density.image.cacheKey() == first, "the same rows are counted once"
