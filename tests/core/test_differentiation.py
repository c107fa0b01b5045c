"""Derivatives by values alone, against those that calculus gives."""

from typing import Any

import numpy as np

from sgdviz.core.differentiation import by_complex_step, by_differences
from sgdviz.core.problem import Array


def test_derivatives_of_known_functions() -> None:
    point, reach = np.array([0.3, -1.2]), np.ones(2)

    def function(theta: Array) -> Any:
        return np.exp(theta[..., 0]) * np.sin(theta[..., 1])
    truth = [np.exp(0.3) * np.sin(-1.2), np.exp(0.3) * np.cos(-1.2)]
    exact = by_complex_step(function, point)
    assert exact is not None
    np.testing.assert_allclose(exact, truth, rtol=1e-15)
    slopes, errors = by_differences(function, point, 0.1 * reach)
    np.testing.assert_allclose(slopes, truth, rtol=1e-10)
    assert (np.abs(slopes - truth) <= errors).all() and (errors < 1e-9).all()
    assert by_complex_step(lambda theta: np.abs(theta).sum(axis=-1), point) is None, "|x| has lost the imaginary part"
    _, errors = by_differences(lambda theta: np.abs(theta[..., 0] - 0.3) + theta[..., 1], point, reach)
    assert errors[1] < 1e-9


def test_a_kink_is_no_derivative() -> None:
    """At a kink, and near one on either side of the narrowest steps, the error is as large as the jump of the slope."""
    for away in (0.0, 1e-12, 1e-7, 1e-6):
        def function(theta: Array, away: float = away) -> Any:
            return 2 * np.abs(theta[..., 0] - 0.3 - away) + np.sin(theta[..., 0])
        _, error = by_differences(function, np.array([0.3]), np.ones(1))
        assert error[0] > 0.5
    for away in (1e-3, 0.05):
        slope, error = by_differences(lambda theta, away=away: np.abs(theta[..., 0] - 0.3 - away), np.array([0.3]), np.ones(1))
        assert abs(slope[0] + 1) <= error[0]
