"""What is done otherwise where there are very many rows, against doing it all at once."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sgdviz.core.kinds import build
from sgdviz.core.models import LinearRegression, Regression
from sgdviz.core.models.quadratic import condensed
from sgdviz.core.models.search import sampled
from sgdviz.core.problem import Problem
from sgdviz.core.theory.rows import spread

N = 40_000


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "many.csv"
    index = np.arange(N)
    x, e = np.sin(index * 0.7) * 3 + 1000, np.cos(index**2 * 0.3)
    values = np.column_stack([x, e, 2 * x - e + np.sin(index * 1.3), 4 * (1 - np.exp(-0.5 * (x - 996))) + 0.1 * e])
    np.savetxt(path, values, delimiter=",", header="x,e,y,v", comments="", fmt="%.17g")
    return path


def problem(table: Path, kind: str = "linear_regression", **keys: Any) -> Problem:
    return build({"kind": kind, "data": str(table), "x": ["x", "e"], "y": "y", **keys})


def test_condensed_rows_have_the_same_losses(table: Path) -> None:
    whole = problem(table)
    assert isinstance(whole, LinearRegression)
    x, y = condensed(whole.design, whole.sample.y)
    assert len(y) < 20
    for theta in (np.zeros(3), np.array([2.0, -1.0, 0.0]), np.array([1.9, 3.0, 100.0])):
        direct = np.mean((whole.design @ theta - whole.sample.y) ** 2)
        assert ((x @ theta - y) ** 2).sum() / N == pytest.approx(direct, rel=1e-12)
        assert float(whole.loss(theta)) == pytest.approx(direct, rel=1e-11)
    np.testing.assert_allclose(whole.centre, np.linalg.lstsq(whole.design, whole.sample.y, rcond=None)[0], rtol=1e-9)


@pytest.mark.parametrize("keys", [{}, {"kind": "polynomial_regression", "x": ["x"], "standardize": True}])
def test_the_spread_of_rows_is_that_of_all_at_once(table: Path, keys: dict[str, Any]) -> None:
    whole = problem(table, **keys)
    theta = whole.start + 0.1
    found = spread(whole, theta)
    assert found is not None
    slopes = whole.gradients(theta) - whole.gradient(theta)
    bends = whole.hessians(theta) - whole.hessian(theta)
    scale = np.abs(slopes.T @ slopes / N).max()
    np.testing.assert_allclose(found.noise, slopes.T @ slopes / N, rtol=1e-9, atol=1e-9 * scale)
    expected = np.einsum("nij,nkl->ikjl", bends, bends) / N
    np.testing.assert_allclose(found.deviation, expected, rtol=1e-9, atol=1e-9 * np.abs(expected).max())


def test_the_minimum_is_that_of_all_rows_though_a_sample_leads_to_it(table: Path) -> None:
    whole = problem(table, "regression", x=["x"], y="v", model="a*(1-exp(-b*(x-996)))")
    assert isinstance(whole, Regression) and sampled(whole).n < N
    (mark,) = whole.marks
    np.testing.assert_allclose(mark.point, [4, 0.5], rtol=0.02)
    curvature = np.linalg.eigvalsh(whole.hessian(mark.point))
    assert curvature[0] > 0
    assert np.abs(whole.gradient(mark.point)).max() < 1e-9 * curvature[-1]
