"""Update rules as pure functions of floats or arrays. Definitions and names are PyTorch's (torch.optim)."""

import math
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import Catalog, Flag, Real

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


@optimizers.register(QT_TRANSLATE_NOOP("core", "SGD"))
def sgd(
    lr: LearningRate = 0.1,
    momentum: Annotated[float, Real(low=0, below=1, slider=(0, 0.99), symbol="β",
                                    label=QT_TRANSLATE_NOOP("core", "momentum"))] = 0.0,
    dampening: Annotated[float, Real(low=0, high=1, slider=(0, 1), symbol="τ",
                                     label=QT_TRANSLATE_NOOP("core", "dampening"))] = 0.0,
    weight_decay: Annotated[float, Real(low=0, slider=(0, 1), symbol="λ",
                                        label=QT_TRANSLATE_NOOP("core", "weight decay"))] = 0.0,
    nesterov: Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "Nesterov"))] = False,
) -> Rule:
    """Stochastic gradient descent: v ← βv + (1−τ)g, θ ← θ − ηv; Nesterov steps by g + βv (Sutskever et al. 2013)."""
    if nesterov and (momentum == 0 or dampening != 0):
        raise Invalid("nesterov", QT_TRANSLATE_NOOP("core", "Nesterov needs a momentum above 0 and no dampening"))

    def update(theta: Any, g: Any, velocity: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if weight_decay:
            g = g + weight_decay * theta
        if momentum:
            # PyTorch's first velocity is the bare gradient, whatever the dampening.
            velocity = g if velocity is None else momentum * velocity + (1 - dampening) * g
            g = g + momentum * velocity if nesterov else velocity
        return theta - eta * g, velocity

    def limit(curvature: float) -> float:
        # Polyak 1964; with Nesterov's step Lessard, Recht, Packard 2016. Decay adds to the curvature.
        share = 1 + 2 * momentum if nesterov else 1 - dampening if momentum else 1
        return 2 * (1 + momentum) / (share * (curvature + weight_decay)) if share else math.inf

    return Rule(lr, lambda theta: None, update, limit)
