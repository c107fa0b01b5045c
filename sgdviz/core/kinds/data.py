"""Models on the rows of a table as problems."""

from typing import Annotated, Any, Literal

import numpy as np

from .. import models
from ..datasets import load
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..parameters import Choice, Flag, Integer, Real
from ..problem import Problem
from ..selection import select
from ..selection import standardize as standardized
from ..values import Classes, Columns, Names, Word
from .catalog import Boxed, boxed, kinds

DataSet = Annotated[str, Word(of="data", label=QT_TRANSLATE_NOOP("core", "data"))]
Features = Annotated[list[str] | None, Columns(symbol="x", label=QT_TRANSLATE_NOOP("core", "feature"))]
Feature = Annotated[list[str] | None, Columns(most=1, symbol="x", label=QT_TRANSLATE_NOOP("core", "feature"))]
Target = Annotated[str | None, Word(of="column", optional=True, symbol="y", label=QT_TRANSLATE_NOOP("core", "target"))]
Bias = Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "bias"))]
STANDARDIZE = {False: QT_TRANSLATE_NOOP("core", "no"), "x": QT_TRANSLATE_NOOP("core", "x only"),
               True: QT_TRANSLATE_NOOP("core", "x and y")}
Scaled = Annotated[bool | str, Choice(options=STANDARDIZE, label=QT_TRANSLATE_NOOP("core", "standardize"))]
LossName = Annotated[str, Choice(options={name: models.losses[name].label for name in models.losses}, symbol="ℓ",
                                 label=QT_TRANSLATE_NOOP("core", "loss"))]
Delta = Annotated[float, Real(above=0, high=1e12, slider=(0.1, 3), symbol="δ", given=("loss", "huber"),
                              label=QT_TRANSLATE_NOOP("core", "threshold"))]


@kinds.register(QT_TRANSLATE_NOOP("core", "linear regression"))
def linear_regression(
    data: DataSet, x: Features = None, y: Target = None, loss: LossName = "squared", delta: Delta = 1.0,
    standardize: Scaled = False, bias: Bias = True, box: Boxed = None,
) -> Problem:
    """ŷ = x·w + b; with squared loss in closed form."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    return boxed(_linear(sample, bias, 1, loss, delta), box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "logistic regression"))
def logistic_regression(
    data: DataSet, x: Features = None, y: Target = None,
    classes: Annotated[list[Any] | None, Classes(label=QT_TRANSLATE_NOOP("core", "classes"))] = None,
    standardize: Annotated[bool | str, Choice(options={False: STANDARDIZE[False], "x": STANDARDIZE["x"], True: STANDARDIZE["x"]},
                                              label=QT_TRANSLATE_NOOP("core", "standardize"))] = False,
    bias: Bias = True, box: Boxed = None,
) -> Problem:
    """Mean cross-entropy of the probability 1 / (1 + exp(−(x·w + b))) of the second class."""
    sample, notes = _sample(data, x, y, classes, standardize, "logistic")
    return boxed(models.LogisticRegression(sample, bias), box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "polynomial regression"), proposed={"standardize": True})
def polynomial_regression(
    data: DataSet, x: Feature = None, y: Target = None,
    degree: Annotated[int, Integer(low=1, high=12, label=QT_TRANSLATE_NOOP("core", "degree"))] = 2,
    loss: LossName = "squared", delta: Delta = 1.0, standardize: Scaled = False, bias: Bias = True, box: Boxed = None,
) -> Problem:
    """ŷ = b + w_1 x + … + w_k x^k of one x: linear in its parameters."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    return boxed(_linear(sample, bias, degree, loss, delta), box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "typed model"), proposed={"standardize": False})
def regression(
    model: Annotated[str, Word(of="model", label=QT_TRANSLATE_NOOP("core", "model"))],
    data: DataSet, x: Features = None, y: Target = None,
    parameters: Annotated[list[str] | None, Names()] = None,
    loss: LossName = "squared", delta: Delta = 1.0, standardize: Scaled = False, box: Boxed = None,
) -> Problem:
    """A typed formula in parameters and columns, such as b1*(1-exp(-b2*x))."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    problem = _regression(sample, models.typed(model, parameters, sample.x_names), loss, delta)
    models.look_at_typed(problem)
    return boxed(problem, box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "one neuron"), proposed={"standardize": True})
def neuron(
    data: DataSet, x: Features = None, y: Target = None,
    activation: Annotated[str, Choice(options={name: models.activations[name].label for name in models.activations},
                                      label=QT_TRANSLATE_NOOP("core", "activation"))] = "tanh",
    loss: LossName = "squared", delta: Delta = 1.0, standardize: Scaled = False, bias: Bias = True, box: Boxed = None,
) -> Problem:
    """ŷ = a(x·w + b) with an activation a."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    function = models.Neuron(sample.x.shape[1], models.activations[activation].make(), bias)
    problem = _regression(sample, function, loss, delta)
    models.look(problem, np.full(problem.dim, 0.5))
    return boxed(problem, box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "two weights in a row"), proposed={"standardize": True})
def linear_network(
    data: DataSet, x: Feature = None, y: Target = None, loss: LossName = "squared", delta: Delta = 1.0,
    standardize: Scaled = False, box: Boxed = None,
) -> Problem:
    """ŷ = w_2 w_1 x of one x: the saddle at 0 is one of a real mean squared error."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    problem = _regression(sample, models.TwoWeights(), loss, delta)
    models.look_at_two_weights(problem)
    return boxed(problem, box, notes)


@kinds.register(QT_TRANSLATE_NOOP("core", "network"), proposed={"standardize": True})
def network(
    data: DataSet, x: Features = None, y: Target = None,
    hidden: Annotated[int, Integer(low=1, high=64, symbol="h", label=QT_TRANSLATE_NOOP("core", "hidden units"))] = 4,
    init: Annotated[int, Integer(low=0, high=2**63 - 1, label=QT_TRANSLATE_NOOP("core", "initial weights"))] = 0,
    loss: LossName = "squared", delta: Delta = 1.0, standardize: Scaled = False, box: Boxed = None,
) -> Problem:
    """ŷ = c + Σ v_j tanh(w_j·x + b_j): one layer of hidden units; `init` is the seed of the weights at the start."""
    sample, notes = _sample(data, x, y, None, standardize, "linear")
    function = models.Network(sample.x.shape[1], hidden)
    problem = _regression(sample, function, loss, delta)
    # Its minima come in copies, as units are exchanged or turned round, and few are isolated: none is marked.
    problem.start, problem.box = function.initial(init), np.tile([-3.0, 3.0], (problem.dim, 1))
    return boxed(problem, box, notes)


def _sample(data: str, x: list[str] | None, y: str | None, classes: list[Any] | None, which: Any,
            kind: Literal["linear", "logistic"]) -> tuple[models.Sample, tuple[Invalid, ...]]:
    """The selected columns of a table, standardized as asked, and what there is to say about the selection."""
    selection = select(load(data), x, y, classes, kind)
    used_x, used_y, scaling = standardized(selection, which)
    labels = tuple(f"{label:g}" if isinstance(label, float) else str(label) for label in selection.labels or ())
    sample = models.Sample(used_x, used_y, selection.rows, scaling, selection.x_names, selection.y_name, labels, data)
    return sample, selection.notes


def _linear(sample: models.Sample, bias: bool, degree: int, loss: str, delta: float) -> models.Model:
    """A model that is linear in its parameters: with squared loss it has a closed form."""
    if loss == "squared":
        return models.LinearRegression(sample, bias, degree)
    problem = _regression(sample, models.Linear(sample.x.shape[1], bias, degree), loss, delta)
    models.look(problem, problem.start)
    return problem


def _regression(sample: models.Sample, function: models.Function, loss: str, delta: float) -> models.Regression:
    entry = models.losses[loss]
    return models.Regression(sample, function, entry.make(delta) if entry.parameters else entry.make())
