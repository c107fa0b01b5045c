"""NIST StRD, nonlinear: from both official starts to the certified values, on the program's J and its derivatives."""

import numpy as np
import pytest

from sgdviz.core.datasets import card
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.models import Regression
from sgdviz.core.problem import Array

SETS = [(name, i) for name in ("misra1a", "boxbod", "danwood") for i in (0, 1)]


def fitted(problem: Regression, theta: Array) -> Array:
    """Levenberg and Marquardt's method with the program's gradient, in coordinates of equal curvature; then Gauss and
    Newton's, which goes on where J no longer tells two points apart.
    """
    damping = 1e-3
    for k in range(220):
        slopes = problem.function.jacobian(theta, problem.design, problem.function.forward(theta, problem.design)[1])
        size = np.linalg.norm(slopes, axis=1)
        straight = 2 * (slopes / size[:, None]) @ (slopes / size[:, None]).T / problem.n
        step = np.linalg.solve(straight + damping * (k < 200) * np.eye(problem.dim), problem.gradient(theta) / size) / size
        if k >= 200 or problem.loss(theta - step) <= problem.loss(theta):
            theta, damping = theta - step, damping / 5
        else:
            damping *= 3
    return theta


@pytest.mark.parametrize(("name", "i"), SETS)
def test_certified_values_to_nine_digits(name: str, i: int) -> None:
    certified, document = card(name)["certified"], card(name)["suggested"][i]
    experiment = experiment_of(document)
    problem = problem_for(experiment)
    assert isinstance(problem, Regression) and experiment.base.start is not None
    theta = fitted(problem, np.array(experiment.base.start))
    truth = np.array(certified["parameters"], dtype=float)
    np.testing.assert_allclose(theta, truth, rtol=1e-9)
    squares = float(problem.loss(theta)) * problem.n
    assert squares == pytest.approx(float(certified["residual_ss"]), rel=1e-9)
    slopes = problem.function.jacobian(theta, problem.design, problem.function.forward(theta, problem.design)[1])
    spread = np.sqrt(np.diag(np.linalg.inv(slopes @ slopes.T)) * squares / (problem.n - 2))
    np.testing.assert_allclose(spread, np.array(certified["deviations"], dtype=float), rtol=1e-9)


@pytest.mark.parametrize("name", ["misra1a", "boxbod", "danwood"])
def test_the_mark_is_the_certified_minimum(name: str) -> None:
    problem = problem_for(experiment_of(card(name)["suggested"][0]))
    (mark,) = problem.marks
    assert mark.kind == "minimum"
    np.testing.assert_allclose(mark.point, np.array(card(name)["certified"]["parameters"], dtype=float), rtol=1e-9)
    assert ((problem.box[:, 0] < mark.point) & (mark.point < problem.box[:, 1])).all()
