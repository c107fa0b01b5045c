"""Each function gives on a float what it gives on an array, and nothing raises in `evaluate`."""

import math

import numpy as np
import pytest

from sgdviz.core import elementary
from sgdviz.core.elementary import choose, erf, evaluate, power

NAMES = ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "sign", "erf")
POINTS = (-math.inf, -1e300, -800.0, -0.5, -0.0, 0.0, 0.3, 800.0, 1e300, math.inf, math.nan)


@pytest.mark.parametrize("name", NAMES)
def test_floats_and_arrays_agree(name: str) -> None:
    function = getattr(elementary, name)
    for point in POINTS:
        alone = evaluate(function, point)
        (beside,) = evaluate(function, np.array([point]))
        assert isinstance(alone, float)
        if not (name == "sign" and math.isnan(point)):
            np.testing.assert_allclose(alone, beside, rtol=1e-14)
    assert function(np.full((2, 3), 0.5, np.float32)).dtype == np.float32


def test_power_stays_real() -> None:
    assert power(2.0, 10.0) == 1024 and power(-2.0, 3.0) == -8
    assert math.isnan(evaluate(power, -8.0, 1 / 3)) and evaluate(power, 9.0, 9.0**9) == math.inf
    np.testing.assert_array_equal(evaluate(power, np.array([-8.0, 4.0]), 0.5), [np.nan, 2])


def test_choose_and_erf() -> None:
    assert choose(True, 1.0, 2.0) == 1
    np.testing.assert_array_equal(choose(np.array([True, False]), 1.0, 2.0), [1, 2])
    np.testing.assert_allclose(erf(np.array([[0.0, 0.5]])), [[0, 0.5204998778130465]], rtol=1e-15)
