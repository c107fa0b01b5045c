"""Bars against the libraries with which people do the same by hand."""

import os

import numpy as np
from bars import AtLeast, Round, bar, peer, race
from subjects import regression

from sgdviz.core.descent import simulate
from sgdviz.core.document import problem_for

STEPS = 2_000


def ours() -> tuple[object, np.ndarray, np.ndarray]:
    """A call of that many steps, and the data that it takes them on."""
    experiment = regression(STEPS)
    problem = problem_for(experiment)
    return lambda: simulate(experiment, problem, STEPS), problem.sample.x, problem.sample.y


@bar("O1", f"linear regression, 2 parameters, n = 1000, B = 32, {STEPS:,} steps, θ, batch loss and J recorded",
     "scikit-learn's SGDRegressor.partial_fit, 32 rows a call, weights read", AtLeast(80))
def scikit_learn() -> Round:
    model = peer("sklearn.linear_model").SGDRegressor(learning_rate="constant", eta0=0.01, penalty=None)
    steps, x, y = ours()
    batches = [np.arange(i, i + 32) % len(x) for i in range(0, 32 * STEPS, 32)]

    def theirs() -> None:
        for rows in batches:
            model.partial_fit(x[rows], y[rows])
            float(model.coef_[0]), float(model.intercept_[0])
    return race(steps, theirs)


@bar("O2", f"linear regression, 2 parameters, n = 1000, B = 32, {STEPS:,} steps, θ, batch loss and J recorded",
     "Orange Educational's gradient descent, LinearRegression.step()", AtLeast(6))
def orange() -> Round:
    os.environ.setdefault("QT_API", "pyqt6")  # Orange asks for a Qt even where it draws nothing
    make = peer("orangecontrib.educational.widgets.utils.linear_regression").LinearRegression
    domain, table = peer("Orange.data"), peer("Orange.data").Table
    steps, x, y = ours()
    space = domain.Domain([domain.ContinuousVariable("x")], domain.ContinuousVariable("y"))
    data = table.from_numpy(space, x, y)

    def theirs() -> None:
        learner = make(alpha=0.01, stochastic=True, theta=np.array([1.0, -1.0]), step_size=32,
                       intercept=True)
        learner.set_data(data)
        for _ in range(STEPS):
            learner.step()
    return race(steps, theirs)
