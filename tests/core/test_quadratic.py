"""The closed form of a squared error, against the sum over rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.batches import keys
from sgdviz.core.kernels import quadratic
from sgdviz.core.models.quadratic import Triangle, batch_sums, looked_up, minima, sum_terms
from sgdviz.core.problem import Array, Rows, pieces

DIMENSIONS = [1, 2, 3, 5]


def table(n: int, d: int) -> tuple[Array, Array]:
    """X (n, d) and r (n,) that look random."""
    numbers = keys(n, d, n * (d + 1)).reshape(n, d + 1) / 2.0**63 - 1
    return numbers[:, :d], numbers[:, d]


def truth(x: Array, r: Array, delta: Array) -> tuple[float, Array]:
    """Mean square and its gradient, summed over the rows."""
    errors = [r_i + sum(a * b for a, b in zip(x_i, delta, strict=True)) for x_i, r_i in zip(x, r, strict=True)]
    gradient = [2 * sum(e * x_i[j] for e, x_i in zip(errors, x, strict=True)) / len(r) for j in range(x.shape[1])]
    return sum(e * e for e in errors) / len(r), np.array(gradient)


@pytest.mark.parametrize("d", DIMENSIONS)
@pytest.mark.parametrize("n", [1, 2, 30])
def test_the_triangle_is_the_mean_square(d: int, n: int) -> None:
    x, r = table(n, d)
    form = Triangle.of(x, r)
    for delta in keys(9, 1, 4 * d).reshape(4, d) / 2.0**62:
        value, gradient = truth(x, r, delta)
        assert float(form.loss(delta)) == pytest.approx(value, rel=1e-12)
        np.testing.assert_allclose(form.gradient(delta), gradient, rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(form.hessian, 2 * x.T @ x / n, atol=1e-14)
    assert form.rank == min(n, d)


@pytest.mark.parametrize("d", DIMENSIONS)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_minima_of_many_batches_are_those_of_each(d: int, size: int) -> None:
    """NaN just where a batch has no only one: one has all its rows alike, one no x at all."""
    x, r = table(30, d)
    rows = np.vstack([np.arange(4 * size).reshape(4, size), np.full(size, 7)])
    parts = np.concatenate([x[rows], np.zeros((1, size, d))])
    of_each = [Triangle.of(*part) for part in zip(parts, r[np.vstack([rows, rows[:1]])], strict=True)]
    found = minima(parts, r[np.vstack([rows, rows[:1]])])
    for form, minimum in zip(of_each, found, strict=True):
        assert np.isnan(minimum).any() == (form.rank < d)
        if form.rank == d:
            np.testing.assert_allclose(minimum, form.minimum, rtol=1e-9)
            np.testing.assert_allclose(form.gradient(minimum), 0, atol=1e-9)


@pytest.mark.parametrize("d", DIMENSIONS)
def test_the_sums_of_the_whole_are_its_triangle(d: int) -> None:
    x, r = table(30, d)
    form, delta = Triangle.of(x, r), np.linspace(-2, 3, d)
    value, gradient = quadratic(d)(*[0.0] * d)[1](form.sums, delta.tolist())
    assert value == pytest.approx(float(form.loss(delta)), rel=1e-12)
    assert gradient == pytest.approx(form.gradient(delta).tolist(), rel=1e-11)


@given(d=st.sampled_from(DIMENSIONS), lines=st.integers(1, 4), length=st.integers(1, 30), size=st.integers(1, 40))
def test_each_batch_is_summed_over_its_own_rows(d: int, lines: int, length: int, size: int) -> None:
    x, r = table(30, d)
    rows = (keys(0, 1, lines * length) % np.uint64(30)).astype(np.int64).reshape(lines, length)
    middle, theta = np.linspace(-1, 1, d), np.linspace(2, -3, d)
    def taken(own: Rows) -> Array:
        total: Array = sum_terms(x[own], r[own]).sum(axis=0)
        return total
    sums, oracle = list(batch_sums(taken, rows, size)), quadratic(d)(*middle.tolist())[1]
    assert sums == list(batch_sums(looked_up(sum_terms(x, r)), rows, size))
    for part, own in zip(pieces(rows, size), sums, strict=True):
        value, gradient = oracle(own, theta.tolist())
        true_value, true_gradient = truth(x[part], r[part], theta - middle)
        assert value == pytest.approx(true_value, rel=1e-11)
        assert gradient == pytest.approx(true_gradient.tolist(), rel=1e-11)
        for terms in (taken, looked_up(sum_terms(x, r))):
            assert list(batch_sums(terms, part[None], len(part))) == [own], "no bit depends on the batches beside it"


@pytest.mark.parametrize("d", DIMENSIONS)
def test_no_bit_of_J_depends_on_the_points_beside_it(d: int) -> None:
    form, points = Triangle.of(*table(30, d)), keys(4, 1, 100 * d).reshape(100, d) / 2.0**62
    at_once = form.loss(points)
    assert at_once.tolist() == [float(form.loss(point)) for point in points]
    assert at_once.tolist() == form.loss(points.reshape(4, 25, d)).ravel().tolist()


def test_rows_in_one_direction_leave_the_other_undetermined() -> None:
    x, _ = table(10, 1)
    assert Triangle.of(np.column_stack([x, 2 * x]), np.ones(10)).rank == 1
    assert Triangle.of(np.column_stack([x, 1e-6 * np.arange(10)]), np.ones(10)).rank == 2


def test_the_minimum_of_least_norm() -> None:
    x, r = table(10, 3)
    minimum = Triangle.of(x, r).minimum
    np.testing.assert_allclose(x.T @ (r + x @ minimum), 0, atol=1e-14)
    doubled = np.column_stack([x[:, 0], x[:, 0]])
    np.testing.assert_allclose(np.ptp(Triangle.of(doubled, r).minimum), 0, atol=1e-14)


def test_values_that_overflow_are_inf() -> None:
    x, r = table(10, 2)
    assert Triangle.of(x, r).loss(np.array([1e200, 0])) == np.inf
