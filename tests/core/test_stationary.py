"""Every known mark is where Newton finds it, and of the kind that its Hessian says; and the search misses none."""

import numpy as np
import pytest

from sgdviz.core.formula import formula_problem
from sgdviz.core.landscapes import landscape_problem, landscapes
from sgdviz.core.landscapes.landscape import Landscape, rows_of
from sgdviz.core.search import MOST, stationary_points
from sgdviz.core.stationary import kind, nearest, refine


@pytest.mark.parametrize("name", landscapes)
def test_marks_are_exact_and_what_the_landscape_says(name: str) -> None:
    """The program finds at each point that is written in the catalog what the catalog says is there, to 1e-12."""
    j, written = landscape_problem(name), landscapes[name].facts["marks"]
    assert [mark.kind for mark in j.marks] == [mark.kind for mark in written]
    for mark, told in zip(j.marks, written, strict=True):
        np.testing.assert_allclose(mark.point, told.point, rtol=1e-12, atol=1e-12)
        if mark.smooth:
            assert kind(j, told.point) == mark.kind and np.abs(j.gradient(told.point)).max() <= 2e-12
            found = refine(j, told.point + 1e-3)
            assert found is not None and kind(j, found) == mark.kind
            np.testing.assert_allclose(found, told.point, atol=1e-5 if mark.kind == "degenerate" else 1e-10)
    assert [mark.point.tolist() for mark in j.marks if not mark.smooth] == ([[0, 0]] if name == "ackley" else [])


@pytest.mark.parametrize("name", landscapes)
def test_the_search_finds_what_the_landscape_says(name: str) -> None:
    j, written = landscape_problem(name), landscapes[name].facts["marks"]
    found = stationary_points(j)
    assert len(found) == len(written)
    for told in written:
        same = [mark for mark in found if np.abs(mark.point - told.point).max() < 1e-8]
        assert [mark.kind for mark in same] == [told.kind], told


def test_a_tilted_batch_splits_the_flat_point_into_minimum_and_maximum() -> None:
    j = landscape_problem("quintic", noise={"kind": "tilt", "sd": 0.01})
    up, down = j.on(np.array([j.n - 1])), j.on(np.array([0]))
    reach = np.sqrt(up.gradient(np.array([-1.5])).item() / 0.4375)
    for sign, expected in ((-1, "minimum"), (1, "maximum")):
        found = refine(up, np.array([-1.5 + sign * reach]))
        assert found is not None and kind(up, found) == expected
        assert found.item() == pytest.approx(-1.5 + sign * reach, rel=0.05)
    assert refine(down, np.array([-1.5])) is None


def test_kinds_do_not_depend_on_scale() -> None:
    def curve(scale: float, bend: float) -> Landscape:
        return rows_of(lambda x: (scale * (bend * x**2 / 2 + x**4 / 4), (scale * (bend * x + x**3),),
                                  (scale * (bend + 3 * x**2),)), np.array([[-1.0, 1.0]]), np.zeros(1), None, None, None)
    for scale in (1e-12, 1.0, 1e12):
        kinds = [kind(curve(scale, bend), np.zeros(1)) for bend in (1, -1, 1e-6, 0)]
        assert kinds == ["minimum", "maximum", "minimum", "degenerate"]


def test_nothing_is_found_where_there_is_nothing() -> None:
    line = rows_of(lambda x: (x, (1.0,), (0.0,)), np.array([[-1.0, 1.0]]), np.zeros(1), None, None, None)
    assert refine(line, np.zeros(1)) is None
    assert refine(landscape_problem("quintic"), np.array([1e200])) is None
    tail = formula_problem("exp(-x)", [[0, 60]])
    assert refine(tail, np.array([1.0])) is None and refine(tail, np.array([50.0])) is None
    assert refine(landscape_problem("plateau"), np.array([-8.0])) is None


FOUND: dict[str, list[tuple[str, list[float], bool]]] = {
    "x^4 - 2*x^2": [("minimum", [-1], True), ("minimum", [1], True), ("maximum", [0], True)],
    "(x-1)^4*(x+2)^2": [("minimum", [-2], True), ("degenerate", [1], True), ("maximum", [-1], True)],
    "0.01*x^5+0.0625*x^4+x^3/240-0.4875*x^2-0.9*x": [("minimum", [2], True), ("degenerate", [-1.5], True),
                                                     ("maximum", [-4], True)],
    "x*log(x)": [("minimum", [np.exp(-1)], True)],
    "x/(1+x^2)": [("minimum", [-1], True), ("maximum", [1], True)],
    "abs(x^2-4)": [("minimum", [-2], False), ("minimum", [2], False), ("maximum", [0], True)],
    "-abs(x-1)": [("maximum", [1], False)],
    "sqrt(abs(x))": [("minimum", [0], False)],
    "sqrt(x^2+y^2)": [("minimum", [0, 0], False)],
    "abs(x-1)+2*abs(y+3)": [("minimum", [1, -3], False)],
    "y*x^2-y^3/3": [("degenerate", [0, 0], True)],
    "x^4+y^4": [("degenerate", [0, 0], True)],
    "exp(-x^2-y^2)": [("maximum", [0, 0], True)],
    "(x*y-1)^2": [("saddle", [0, 0], True)],
    "sin(x)+cos(y)+(x^2+y^2)/4": [
        ("minimum", [-1.0298665293222589, s * 1.8954942670339809], True) for s in (-1, 1)] + [
        ("saddle", [-1.0298665293222589, 0], True)],
}


@pytest.mark.parametrize("text", FOUND)
def test_a_typed_formula_has_its_marks(text: str) -> None:
    found = formula_problem(text).marks
    assert [(mark.kind, mark.smooth) for mark in found] == [(kind, smooth) for kind, _, smooth in FOUND[text]]
    for mark, (_, point, _) in zip(found, FOUND[text], strict=True):
        np.testing.assert_allclose(mark.point, point, atol=1e-9)


@pytest.mark.parametrize("text", ["3", "x", "x+y", "(x-y)^2", "abs(x-y)", "x^2+0*y", "x^2*y^2", "1/x", "1/x^2", "tan(x)",
                                  "exp(-x)", "(x+abs(x))^2", "sin(900*x)", "sin(99*x)*sin(99*y)", "log(x)"])
def test_no_mark_where_there_is_none_or_no_end_of_them(text: str) -> None:
    """Curves of minima, poles, tails, and what turns faster than the search can see."""
    assert formula_problem(text).marks == ()


def test_the_search_is_the_same_every_time_and_stays_in_the_box() -> None:
    text = "sin(3*x)*cos(2*y)+x*y/9"
    first, again = (formula_problem(text, [[-2, 3], [-1, 4]]).marks for _ in range(2))
    assert [mark.point.tolist() for mark in first] == [mark.point.tolist() for mark in again] and 20 < len(first) < MOST
    for mark in first:
        assert -2 <= mark.point[0] <= 3 and -1 <= mark.point[1] <= 4


def test_the_nearest_is_not_where_newton_lands_far_off() -> None:
    """On x⁴/4 − x²/2 Newton's method leaps from beside the inflection at −1/√3 over the maximum 0 to the other minimum."""
    j = formula_problem("x^4/4 - x^2/2")
    theta = np.array([-0.56])
    landed, found = refine(j, theta), nearest(j, theta)
    assert landed is not None and landed.item() == pytest.approx(1)
    assert found is not None and found.item() == -1
    away = min((mark.point for mark in j.marks), key=lambda point: abs(point.item() - 0.4))
    assert nearest(j, np.array([0.4])) is away and away.item() == 0, "a mark itself, not what is found beside it"
    assert nearest(formula_problem("x"), theta) is None


def test_what_newton_finds_is_the_nearest_where_no_mark_is_known() -> None:
    """sin(900x) has too many stationary points for the search."""
    found = nearest(formula_problem("sin(900*x)"), np.array([np.pi / 1800 + 1e-5]))
    assert found is not None and found.item() == pytest.approx(np.pi / 1800, abs=1e-9)


def test_the_nearest_point_is_told_from_where_squares_are_beyond_a_float() -> None:
    problem = landscape_problem("himmelblau")
    with np.errstate(all="raise"):
        found = nearest(problem, np.array([1e200, 1e200]))
    assert found is not None and any(np.array_equal(found, mark.point) for mark in problem.marks)
