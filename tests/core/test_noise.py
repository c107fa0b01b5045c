"""The noise of CONTRACT: coefficients by their moments, φ by complex steps and by the formulas in words."""

import cmath
import math
from itertools import product

import numpy as np
import pytest

from sgdviz.core.invalid import Invalid
from sgdviz.core.landscapes import noise as module
from sgdviz.core.landscapes.noise import WIDTH, coefficients, noises

STEP = 1e-30


@pytest.mark.parametrize(("n", "dim"), [(n, dim) for n, dim in product((2, 3, 4, 5, 7, 40, 1001), (1, 2)) if n > dim])
def test_coefficients_have_mean_zero_the_deviation_and_no_correlation(n: int, dim: int) -> None:
    c = coefficients(n, dim, 0.5)
    assert c.shape == (n, dim)
    np.testing.assert_allclose(c.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose(c.T @ c / n, 0.25 * np.eye(dim), atol=1e-14)
    np.testing.assert_allclose(np.diff(c[:, 0]), np.diff(c[:, 0])[0], rtol=1e-9)
    assert c[0, 0] < 0
    np.testing.assert_array_equal(c, coefficients(n, dim, 0.5))


@pytest.mark.parametrize(("n", "dim"), [(1, 1), (1, 2), (2, 2)])
def test_too_few_rows_is_one_sentence(n: int, dim: int) -> None:
    with pytest.raises(Invalid, match=rf"^samples: {n} is too few for noise; at least {dim + 1}$"):
        coefficients(n, dim, 1.0)


@pytest.mark.parametrize("name", noises)
@pytest.mark.parametrize("dim", [1, 2])
def test_derivatives_agree_with_the_complex_step(name: str, dim: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "exp", lambda u: cmath.exp(u) if isinstance(u, complex) else math.exp(u))
    monkeypatch.setattr(module, "erf", erf_near_the_real_axis)
    form = noises[name].make()
    about, c, point = [0.3, -0.7][:dim], [1.3, -0.4][:dim], [0.8, 0.1][:dim]
    at = (form.line, form.plane)[dim - 1](*about)
    _, slopes, bends = at(*c, *point)
    upper = list(zip(*np.triu_indices(dim), strict=True))
    for j in range(dim):
        value, moved, _ = at(*c, *(x + STEP * 1j * (i == j) for i, x in enumerate(point)))
        assert slopes[j] == pytest.approx(complex(value).imag / STEP, rel=1e-12, abs=1e-300)
        for i in range(j + 1):
            assert bends[upper.index((i, j))] == pytest.approx(complex(moved[i]).imag / STEP, rel=1e-12, abs=1e-15)


def erf_near_the_real_axis(u: complex) -> complex:
    return math.erf(u.real) + 1j * u.imag * 2 / math.sqrt(math.pi) * math.exp(-u.real**2)


def test_the_noises_are_those_of_the_contract() -> None:
    a, b, x, y, s, t = 0.7, -1.1, 1.9, -0.4, -1.5, 0.25
    u, v = x - s, y - t
    bump = math.exp(-u * u / (2 * WIDTH**2))
    wide = math.exp(-(u * u + v * v) / (2 * WIDTH**2))
    assert noises["tilt"].make().line(0)(a, x)[0] == pytest.approx(a * x)
    assert noises["tilt"].make().plane(0, 0)(a, b, x, y)[0] == pytest.approx(a * x + b * y)
    assert noises["curvature"].make().line(s)(a, x)[0] == pytest.approx(a * u**2 / 2)
    assert noises["curvature"].make().plane(s, t)(a, b, x, y)[0] == pytest.approx((a * u**2 + b * v**2) / 2)
    assert noises["local"].make().line(s)(a, x)[1] == pytest.approx((a * bump,))
    assert noises["local"].make().plane(s, t)(a, b, x, y)[0] == pytest.approx((a * u + b * v) * wide)
    assert WIDTH == 0.6
