"""Stochastic gradient descent and what is added to it: momentum, Nesterov's step, decay."""

import math
from typing import Annotated, Any

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..parameters import Flag, Real
from .rule import LearningRate, Maximize, Memory, Rule, Slot, WeightDecay, objective, optimizers, taken


@optimizers.register(QT_TRANSLATE_NOOP("core", "SGD"))
def sgd(
    lr: LearningRate = 0.1,
    momentum: Annotated[float, Real(low=0, below=1, slider=(0, 0.99), symbol="β",
                                    label=QT_TRANSLATE_NOOP("core", "momentum"))] = 0.0,
    dampening: Annotated[float, Real(low=0, high=1, slider=(0, 1), symbol="τ",
                                     label=QT_TRANSLATE_NOOP("core", "dampening"))] = 0.0,
    weight_decay: WeightDecay = 0.0,
    nesterov: Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "Nesterov"))] = False,
    maximize: Maximize = False,
) -> Rule:
    """Stochastic gradient descent: v ← βv + (1−τ)g, θ ← θ − ηv; Nesterov steps by g + βv (Sutskever et al. 2013)."""
    if nesterov and (momentum == 0 or dampening != 0):
        raise Invalid("nesterov", QT_TRANSLATE_NOOP("core", "Nesterov needs a momentum above 0 and no dampening"))
    gradient, share = objective(weight_decay, maximize), 1 - dampening

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        if momentum:
            # PyTorch's first velocity is the bare gradient, whatever the dampening.
            velocity = g if memory is None else momentum * memory[0] + share * g
            memory = (velocity,)
            g = g + momentum * velocity if nesterov else velocity
        return theta - eta * g, memory

    def limit(curvature: float) -> float:
        # Polyak 1964; with Nesterov's step Lessard, Recht, Packard 2016. Decay adds to the curvature.
        weight = 1 + 2 * momentum if nesterov else share if momentum else 1
        return 2 * (1 + momentum) / (weight * (curvature + weight_decay)) if weight else math.inf

    went = "g" if not momentum else "(g + βv_{k+1})" if nesterov else "v_{k+1}"
    share_of_g = "(1−τ)g" if dampening else "g"
    formula = "\n".join((taken(weight_decay, maximize), *([f"$v_{{k+1}} = βv_k + {share_of_g}$"] if momentum else []),
                         f"$θ_{{k+1}} = θ_k − η{went}$"))
    slots = (Slot("v", QT_TRANSLATE_NOOP("core", "velocity"), arrow=True),)
    return Rule(lr, lambda theta: None, update, None if maximize else limit, slots, formula, gradient,
                plain=not (momentum or gradient))
