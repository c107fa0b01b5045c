"""The update term by term: its numbers are the trace's, its letters the rule's, and it has a place for all of them."""

from collections.abc import Iterator
from typing import Any

import frames
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.frame import Frame
from sgdviz.core.optimizers import optimizers
from sgdviz.core.terms import Replay
from sgdviz.ui.curve.picture import CurvePicture
from sgdviz.ui.desk import Desk
from sgdviz.ui.look import theme
from sgdviz.ui.map.picture import MapPicture
from sgdviz.ui.text.mathtext import plain
from sgdviz.ui.text.numbers import precise
from sgdviz.ui.update.shown import magnification
from sgdviz.ui.update.table import Row
from sgdviz.ui.views.batch import BatchView
from sgdviz.ui.views.landscape import LandscapeView
from sgdviz.ui.views.maps import MapView
from sgdviz.ui.views.update import UpdateView

PENGUINS: dict[str, Any] = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                            "standardize": True}
MANY = {**PENGUINS, "x": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "year"]}
QUINTIC: dict[str, Any] = {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature"}}


def frame_at(step: int, problem: dict[str, Any] = PENGUINS, **more: Any) -> Frame:
    return frames.frame_of({"problem": problem, "batch_size": 32, "epochs": 3, **more}, step)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[UpdateView]:
    theme.apply(qapp, "light")
    widget = UpdateView()
    qtbot.addWidget(widget)
    widget.resize(900, 460)
    widget.show()
    yield widget


def rows(view: UpdateView) -> dict[str, Row]:
    return {plain(row.letter).strip(): row for row in view.page.content.rows}


@pytest.mark.parametrize("problem", [PENGUINS, QUINTIC, MANY], ids=["two", "one", "five"])
@pytest.mark.parametrize("name", optimizers)
def test_every_method_has_its_formula_and_its_terms(view: UpdateView, name: str, problem: dict[str, Any]) -> None:
    frame = frame_at(7, problem, optimizer={"name": name}, epochs=20)
    view.draw(frame)
    view.grab()
    terms, shown = Replay().terms(frame.course, frame.trace, 7), rows(view)
    assert shown["θ_k"].numbers == tuple(frame.trace.theta[7].tolist())
    assert shown["θ_k+1"].numbers == tuple(terms.after.tolist()) and shown["Δθ"].numbers == tuple(terms.move.tolist())
    whole = bool(optimizers[name].facts.get("whole"))
    assert ("∇J(θ_k)" in shown) == whole and ("∇J_B(θ_k)" in shown) == (not whole)
    assert all(shown[f"{slot.symbol}_k+1"].words for slot, _ in terms.memory)
    assert len(view.page.content.formula) == terms.method.formula.count("\n") + 1
    assert view.page.sheet().columns >= 1 and "θ" in plain(view.header._subtitle)


def test_the_step_is_that_of_the_current_batch_and_the_last_one_at_the_end(view: UpdateView) -> None:
    frame = frame_at(33)
    assert frame.done
    view.draw(frame)
    assert rows(view)["θ_k+1"].numbers == tuple(frame.trace.theta[33].tolist())
    view.draw(frame_at(0))
    assert rows(view)["θ_k"].numbers == tuple(frame.course.start.tolist())


def test_the_numbers_of_the_formula_are_said(view: UpdateView) -> None:
    view.draw(frame_at(4, optimizer={"name": "adam", "betas": [0.8, 0.95]}))
    assert plain(view.page.content.numbers) == "β_1 = 0.8, β_2 = 0.95, ε = 1e−8"
    assert view.header.texts()[-1] == "t 5"
    view.draw(frame_at(4, optimizer={"name": "sgd"}))
    assert view.page.content.numbers == "" and len(view.header.texts()) == 2
    view.draw(frame_at(4, optimizer={"name": "lbfgs"}))
    assert view.page.content.numbers == ""


def test_the_momentum_that_a_step_begins_with_is_a_term(view: UpdateView) -> None:
    spec = {"name": "sgd", "lr": 0.05, "momentum": 0.9}
    view.draw(frame_at(0, optimizer=spec))
    assert np.isnan(rows(view)["v_k"].numbers).all()
    view.draw(frame_at(4, optimizer=spec))
    found = rows(view)
    expected = 0.9 * np.array(found["v_k"].numbers) + found["∇J_B(θ_k)"].numbers
    np.testing.assert_allclose(found["v_k+1"].numbers, expected, rtol=1e-12)


def test_a_batch_of_all_rows_is_blue(view: UpdateView) -> None:
    view.draw(frame_at(2, batch_size=10**6))
    assert "whole" in view.page.content.formula[0] and "J_B" not in plain(view.page.content.formula[0])
    assert rows(view)["∇J(θ_k)"].token == "whole"


def test_columns_without_room_are_left_out_with_a_sentence(view: UpdateView) -> None:
    view.draw(frame_at(2, MANY))
    assert view.page.sheet().columns == 5
    view.resize(420, 460)
    view.grab()
    sheet = view.page.sheet()
    assert sheet.columns < 5 and sheet.table.width_of(sheet.columns) <= view.page.width() - 40
    assert view.page.content.rest.format(shown=sheet.columns) == f"{sheet.columns} of 5 coordinates"


def test_a_column_stays_as_wide_as_it_was(view: UpdateView) -> None:
    widths = []
    for step in range(30):
        view.draw(frame_at(step, optimizer={"name": "adam", "lr": 0.1}))
        widths.append(view.page.sheet().table.width)
    assert widths == sorted(widths)
    view.draw(frame_at(0, optimizer={"name": "adam", "lr": 0.1}))
    assert view.page.sheet().table.width == widths[-1]


def test_every_number_has_room_on_both_sides_of_its_decimal_sign(view: UpdateView) -> None:
    for step in (0, 9, 30):
        view.draw(frame_at(step, MANY, optimizer={"name": "adam"}))
        table = view.page.sheet().table
        for row in table.rows:
            for cell, (left, right) in zip(table.cells(row), table._halves, strict=False):
                assert cell.left.width <= left + 1 and cell.right.width <= right + 1
        assert table.fitting(10) == 1 and table.fitting(table.width) == 5 and table.fitting(table.width - 1) == 4


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0"), (0.5, "0.500000"), (-12.04, "−12.0400"), (123456.7, "123457"), (1234567.0, "1.23457e06"), (3.2e-5, "3.20000e−05"),
    (0.99999999, "1.00000"), (float("inf"), "∞"), (float("nan"), "–"), (1e-4, "0.000100000")])
def test_a_precise_number_has_six_figures(value: float, text: str) -> None:
    assert precise(value) == text


def test_a_step_that_runs_away_is_shown(view: UpdateView) -> None:
    frame = frame_at(10**6, {"kind": "formula", "formula": "x^4"}, start=[3.0], epochs=50, optimizer={"name": "sgd", "lr": 1.0})
    assert frame.trace.end is not None
    view.draw(frame)
    view.grab()
    assert not np.abs(rows(view)["θ_k+1"].numbers).max() < 1e100


@pytest.mark.parametrize("name", ["landscape", "batch"])
@pytest.mark.parametrize("spec", [{"name": "sgd", "lr": 0.05, "momentum": 0.9}, {"name": "adam"}, {"name": "sgd", "lr": 1e-4}],
                         ids=["momentum", "adam", "small steps"])
def test_the_map_shows_the_memory_and_the_step_as_arrows(qtbot: QtBot, name: str, spec: dict[str, Any]) -> None:
    view, frame = shown_map(qtbot, name), frame_at(7, optimizer=spec)
    view.draw(frame)
    picture = view.picture
    assert isinstance(picture, MapPicture) and picture.sheet.scene.update == []
    view.set_show_update(True)
    terms, window = Replay().terms(frame.course, frame.trace, 7), picture.sheet.window
    assert window is not None
    *memory, step = picture.sheet.scene.update
    assert len(memory) == sum(slot.arrow for slot, _ in terms.memory)
    factor = picture.sheet.factor(picture.subject, window)
    first = float(np.hypot(*((frame.trace.theta[1] - frame.trace.theta[0]) * window.scale)))
    magnified = magnification(first, window.short)
    assert way(step) == pytest.approx(terms.move * magnified * window.scale, abs=1e-6)
    for one, (_, entry) in zip(memory, terms.memory, strict=False):
        pixels = -entry * factor * window.scale
        assert way(one) == pytest.approx(pixels, abs=1e-6) or one.cut
    corner = [placed.words.text for placed in picture.sheet.scene.labels if "−∇$ ×" in placed.words.text]
    assert len(corner) == 1 and ("Δθ" in corner[0]) == (magnified != 1)
    assert (magnified > 10) == (spec["name"] == "adam" or spec["lr"] < 0.01)
    view.set_show_update(False)
    assert picture.sheet.scene.update == []


def test_the_curve_shows_them_above_the_gradients(qtbot: QtBot) -> None:
    view = shown_map(qtbot, "landscape")
    frame = frame_at(5, QUINTIC, batch_size=4, start=[-3.0], optimizer={"name": "sgd", "lr": 0.02, "momentum": 0.9})
    view.draw(frame)
    picture = view.picture
    assert isinstance(picture, CurvePicture) and [a.name for a in picture.actors.arrows] == ["$−∇J$", "$−∇J_B$"]
    view.set_show_update(True)
    assert [a.name for a in picture.actors.arrows] == ["$−∇J$", "$−∇J_B$", "$−v$", "$Δθ$"]
    heights = [a.start.y() for a in picture.actors.arrows]
    assert len({round(y) for y in heights}) == 4 and min(heights) == heights[3]
    terms = Replay().terms(frame.course, frame.trace, 5)
    step, rect = picture.actors.arrows[3], view.canvas.plot_rect()
    unit = rect.width() / float(np.diff(view.canvas.box[0])[0])
    assert step.end.x() - step.start.x() == pytest.approx(float(terms.move[0]) * picture.actors.magnified * unit)


@pytest.mark.parametrize(("first", "side", "factor"), [
    (100.0, 400.0, 1.0), (48.0, 400.0, 1.0), (16.0, 400.0, 3.0), (1.0, 400.0, 50.0), (1e-7, 400.0, 5e8), (0.0, 400.0, 1.0),
    (float("nan"), 400.0, 1.0), (float("inf"), 400.0, 1.0)])
def test_a_step_is_drawn_longer_where_it_would_not_be_seen(first: float, side: float, factor: float) -> None:
    assert magnification(first, side) == factor


def test_the_arrows_come_with_the_canvas_or_by_the_menu(qtbot: QtBot, qapp: QApplication) -> None:
    desk, frame = Desk(), frame_at(7, optimizer={"name": "sgd", "momentum": 0.9})
    qtbot.addWidget(desk)
    desk.resize(1600, 900)
    desk.show()

    def arrows() -> int:
        picture = desk.landscape.picture
        assert isinstance(picture, MapPicture)
        return len(picture.sheet.scene.update)

    for names, count in ((("landscape", "data"), 0), (("landscape", "update"), 2), (("landscape",), 0)):
        desk.arrange(names, frame.problem)
        qtbot.waitUntil(lambda names=names: desk.docks["update"].seen == ("update" in names))
        desk.draw(frame)
        qtbot.waitUntil(lambda count=count: arrows() == count)
    desk.set_update_arrows(True)
    assert arrows() == 2
    desk.set_update_arrows(False)
    assert arrows() == 0


def shown_map(qtbot: QtBot, name: str) -> MapView:
    view = LandscapeView() if name == "landscape" else BatchView()
    qtbot.addWidget(view)
    view.resize(640, 520)
    view.show()
    return view


def way(arrow: Any) -> list[float]:
    return [arrow.tip.x() - arrow.tail.x(), arrow.tip.y() - arrow.tail.y()]
