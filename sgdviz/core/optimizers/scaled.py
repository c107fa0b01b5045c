"""Each coordinate with a scale of its own, from its squared gradients: AdaGrad, Adadelta, RMSprop."""

import math
from typing import Annotated, Any

from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Flag, Real
from .rule import Epsilon, LearningRate, Maximize, Memory, Rule, Slot, WeightDecay, objective, optimizers, taken

SQUARES = Slot("v", QT_TRANSLATE_NOOP("core", "mean of squares"))
MEAN = Slot("m", QT_TRANSLATE_NOOP("core", "mean gradient"), arrow=True)


@optimizers.register(QT_TRANSLATE_NOOP("core", "AdaGrad"))
def adagrad(
    lr: LearningRate = 1e-2,
    lr_decay: Annotated[float, Real(low=0, slider=(0, 1), symbol="δ",
                                    label=QT_TRANSLATE_NOOP("core", "decay of $η$"))] = 0.0,
    weight_decay: WeightDecay = 0.0,
    initial_accumulator_value: Annotated[float, Real(low=0, slider=(0, 10), symbol="s_0",
                                                     label=QT_TRANSLATE_NOOP("core", "first sum"))] = 0.0,
    eps: Epsilon = 1e-10,
    maximize: Maximize = False,
) -> Rule:
    """AdaGrad: s ← s + g², θ ← θ − ηg/(√s + ε), η falling like 1/(1 + δk) (Duchi, Hazan, Singer 2011)."""
    gradient = objective(weight_decay, maximize)

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        s = (memory[0] if memory else initial_accumulator_value) + g * g
        return theta - eta / (1 + age * lr_decay) * (g / (xp.sqrt(s) + eps)), (s,)

    rate = r"\frac{η}{1+(t−1)δ}" if lr_decay else "η"
    formula = "\n".join((taken(weight_decay, maximize), "$s_{k+1} = s_k + g^2$",
                         rf"$θ_{{k+1}} = θ_k − {rate} \frac{{g}}{{\sqrt{{s_{{k+1}}}} + ε}}$"))
    # The steps shrink until they are small enough, whatever the curvature (Ward, Wu, Bottou 2019).
    limit = None if maximize else lambda curvature: math.inf
    return Rule(lr, lambda theta: None, update, limit, (Slot("s", QT_TRANSLATE_NOOP("core", "sum of squares")),),
                formula, gradient)


@optimizers.register(QT_TRANSLATE_NOOP("core", "Adadelta"))
def adadelta(
    lr: LearningRate = 1.0,
    rho: Annotated[float, Real(low=0, high=1, scale="complement", slider=(0, 0.9999), symbol="ρ",
                               label=QT_TRANSLATE_NOOP("core", "smoothing"))] = 0.9,
    eps: Epsilon = 1e-6,
    weight_decay: WeightDecay = 0.0,
    maximize: Maximize = False,
) -> Rule:
    """Adadelta: d = √(u+ε)/√(v+ε)·g with running means v of g² and u of d², θ ← θ − ηd (Zeiler 2012)."""
    gradient, share = objective(weight_decay, maximize), 1 - rho

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        v, u = memory or (0.0, 0.0)
        v = rho * v + share * g * g
        d = xp.sqrt(u + eps) / xp.sqrt(v + eps) * g
        return theta - eta * d, (v, rho * u + share * d * d)

    formula = "\n".join((taken(weight_decay, maximize), "$v_{k+1} = ρv_k + (1−ρ)g^2$",
                         r"$d = \frac{\sqrt{u_k + ε}}{\sqrt{v_{k+1} + ε}} g$", "$u_{k+1} = ρu_k + (1−ρ)d^2$",
                         "$θ_{k+1} = θ_k − ηd$"))
    slots = (SQUARES, Slot("u", QT_TRANSLATE_NOOP("core", "mean of squared steps")))
    return Rule(lr, lambda theta: None, update, None, slots, formula, gradient)


@optimizers.register(QT_TRANSLATE_NOOP("core", "RMSprop"))
def rmsprop(
    lr: LearningRate = 1e-2,
    alpha: Annotated[float, Real(low=0, high=1, scale="complement", slider=(0, 0.9999), symbol="α",
                                 label=QT_TRANSLATE_NOOP("core", "smoothing"))] = 0.99,
    eps: Epsilon = 1e-8,
    weight_decay: WeightDecay = 0.0,
    momentum: Annotated[float, Real(low=0, below=1, slider=(0, 0.99), symbol="β",
                                    label=QT_TRANSLATE_NOOP("core", "momentum"))] = 0.0,
    centered: Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "centred"))] = False,
    maximize: Maximize = False,
) -> Rule:
    """RMSprop: v ← αv + (1−α)g², θ ← θ − ηg/(√v + ε) (Hinton 2012); centred by the mean gradient m, √(v − m²)
    (Graves 2013); with momentum b ← βb + g/(√v + ε), θ ← θ − ηb."""
    gradient, share = objective(weight_decay, maximize), 1 - alpha

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        v, m, b = memory or (0.0, None, None)
        v = alpha * v + share * g * g
        spread = v
        if centered:
            m = share * g if m is None else alpha * m + share * g
            # A variance that rounding took below 0 is 0.
            spread = xp.maximum(v - m * m, 0.0)
        d = g / (xp.sqrt(spread) + eps)
        if momentum:
            d = b = d if b is None else momentum * b + d
        return theta - eta * d, (v, m, b)

    root = r"\sqrt{v_{k+1} − m_{k+1}^2}" if centered else r"\sqrt{v_{k+1}}"
    scaled = rf"\frac{{g}}{{{root} + ε}}"
    formula = "\n".join((
        taken(weight_decay, maximize), "$v_{k+1} = αv_k + (1−α)g^2$",
        *(["$m_{k+1} = αm_k + (1−α)g$"] if centered else []),
        *([f"$b_{{k+1}} = βb_k + {scaled}$", "$θ_{k+1} = θ_k − ηb_{k+1}$"] if momentum else
          [rf"$θ_{{k+1}} = θ_k − η {scaled}$"])))
    slots = (SQUARES, MEAN, Slot("b", QT_TRANSLATE_NOOP("core", "velocity")))
    return Rule(lr, lambda theta: None, update, None, slots, formula, gradient)
