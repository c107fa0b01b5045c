"""Every known mark is where Newton finds it, and of the kind that its Hessian says."""

import numpy as np
import pytest

from sgdviz.core.landscapes import landscape_problem, landscapes
from sgdviz.core.landscapes.landscape import Landscape, rows_of
from sgdviz.core.stationary import kind, refine

MARKS = [(name, i) for name in landscapes for i in range(len(landscapes[name].facts["marks"]))]


@pytest.mark.parametrize(("name", "i"), MARKS)
def test_marks_are_exact_and_of_their_kind(name: str, i: int) -> None:
    j = landscape_problem(name)
    mark = j.marks[i]
    assert kind(j, mark.point) == mark.kind
    assert np.abs(j.gradient(mark.point)).max() <= 2e-13
    found = refine(j, mark.point + 1e-3)
    assert found is not None
    np.testing.assert_allclose(found, mark.point, atol=1e-5 if mark.kind == "degenerate" else 1e-10)
    assert kind(j, found) == mark.kind


@pytest.mark.parametrize("name", landscapes)
def test_no_stationary_point_of_the_box_is_missing(name: str) -> None:
    j = landscape_problem(name)
    low, high = j.box[:, 0], j.box[:, 1]
    for u in np.linspace(0, 1, 9):
        for v in np.linspace(0, 1, 9 if j.dim == 2 else 1):
            found = refine(j, low + np.array([u, v])[: j.dim] * (high - low))
            if found is None or (found < low).any() or (found > high).any():
                continue
            if name == "catapult" and abs(found.prod() - 1) < 1e-6:
                assert kind(j, found) == "degenerate"
                continue
            assert min(np.abs(mark.point - found).max() for mark in j.marks) < 1e-4, found


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
                                  (scale * (bend + 3 * x**2),)), np.array([[-1.0, 1.0]]), np.zeros(1), (), None, None)
    for scale in (1e-12, 1.0, 1e12):
        kinds = [kind(curve(scale, bend), np.zeros(1)) for bend in (1, -1, 1e-6, 0)]
        assert kinds == ["minimum", "maximum", "minimum", "degenerate"]


def test_nothing_is_found_where_there_is_nothing() -> None:
    line = rows_of(lambda x: (x, (1.0,), (0.0,)), np.array([[-1.0, 1.0]]), np.zeros(1), (), None, None)
    assert refine(line, np.zeros(1)) is None
    assert refine(landscape_problem("quintic"), np.array([1e200])) is None
