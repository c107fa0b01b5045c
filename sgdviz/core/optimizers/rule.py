"""What an update rule is, and the catalog of them."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Catalog, Real

Memory = Any


class Rule(NamedTuple):
    """An elementwise rule with learning rate `lr`, like a gradient transformation (cf. optax).

    `init(theta)` gives the memory before the first step. `update(theta, g, memory, age, eta, xp)` gives the next θ and
    memory; `age` counts the updates that the memory has seen, `eta` is the step's learning rate, `xp` has the functions
    (sqrt, maximum, sign, where) for whatever θ and g are: floats, one coordinate at a time, or arrays.
    `limit(curvature)`, where it is known, is the learning rate below which the rule is stable on a quadratic.
    """

    lr: float
    init: Callable[[Any], Memory]
    update: Callable[[Any, Any, Memory, int, float, Any], tuple[Any, Memory]]
    limit: Callable[[float], float] | None = None


optimizers: Catalog[Rule] = Catalog("optimizer")

LearningRate = Annotated[float, Real(above=0, scale="log", slider=(1e-4, 10), symbol="η",
                                     label=QT_TRANSLATE_NOOP("core", "learning rate"))]
