"""Steps whose length is no matter of the gradient's: only its sign counts. signSGD, Lion, Rprop."""

from typing import Annotated, Any

from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..parameters import Pair, Real
from .rule import LearningRate, Maximize, Memory, Rule, Slot, WeightDecay, objective, optimizers, taken
from .scaled import MEAN


@optimizers.register(QT_TRANSLATE_NOOP("core", "signSGD"))
def sign_sgd(
    lr: LearningRate = 1e-2,
    momentum: Annotated[float, Real(low=0, below=1, slider=(0, 0.99), symbol="β",
                                    label=QT_TRANSLATE_NOOP("core", "momentum"))] = 0.0,
) -> Rule:
    """signSGD: θ ← θ − η sign(g); with momentum, Signum: m ← βm + (1−β)g, θ ← θ − η sign(m) (Bernstein et al. 2018)."""
    share = 1 - momentum

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if momentum:
            g = momentum * memory[0] + share * g if memory else share * g
            memory = (g,)
        return theta - eta * xp.sign(g), memory

    formula = "\n".join((taken(0.0, False), *(
        (r"$m_{k+1} = βm_k + (1−β)g$", r"$θ_{k+1} = θ_k − η \sign(m_{k+1})$") if momentum else
        (r"$θ_{k+1} = θ_k − η \sign(g)$",))))
    return Rule(lr, lambda theta: None, update, None, (MEAN,), formula)


@optimizers.register(QT_TRANSLATE_NOOP("core", "Lion"))
def lion(
    lr: LearningRate = 1e-4,
    betas: Annotated[tuple[float, float], Pair(label=QT_TRANSLATE_NOOP("core", "smoothing"), symbol="β", numbers=(
        Real(low=0, below=1, scale="complement", slider=(0, 0.999), symbol="β_1",
             label=QT_TRANSLATE_NOOP("core", "smoothing in the step")),
        Real(low=0, below=1, scale="complement", slider=(0, 0.999), symbol="β_2",
             label=QT_TRANSLATE_NOOP("core", "smoothing of $g$"))))] = (0.9, 0.99),
    weight_decay: WeightDecay = 0.0,
) -> Rule:
    """Lion: c = β₁m + (1−β₁)g, θ ← (1−ηλ)θ − η sign(c), m ← β₂m + (1−β₂)g (Chen et al. 2023)."""
    beta1, beta2 = betas
    share1, share2 = 1 - beta1, 1 - beta2

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        m = memory[0] if memory else 0.0
        if weight_decay:
            theta = (1 - eta * weight_decay) * theta
        return theta - eta * xp.sign(beta1 * m + share1 * g), (beta2 * m + share2 * g,)

    theta = "(1−ηλ)θ_k" if weight_decay else "θ_k"
    formula = "\n".join((taken(0.0, False), "$c = β_1m_k + (1−β_1)g$", "$m_{k+1} = β_2m_k + (1−β_2)g$",
                         rf"$θ_{{k+1}} = {theta} − η \sign(c)$"))
    return Rule(lr, lambda theta: None, update, None, (MEAN,), formula)


@optimizers.register(QT_TRANSLATE_NOOP("core", "Rprop"))
def rprop(
    lr: LearningRate = 1e-2,
    etas: Annotated[tuple[float, float], Pair(label=QT_TRANSLATE_NOOP("core", "factors of the step"), symbol="η", numbers=(
        Real(above=0, below=1, slider=(0.01, 0.99), symbol="η_−", label=QT_TRANSLATE_NOOP("core", "after a change of sign")),
        Real(above=1, slider=(1.01, 3), symbol="η_+", label=QT_TRANSLATE_NOOP("core", "after the same sign"))))] = (0.5, 1.2),
    step_sizes: Annotated[tuple[float, float], Pair(label=QT_TRANSLATE_NOOP("core", "step sizes"), symbol="δ", numbers=(
        Real(above=0, scale="log", slider=(1e-9, 1), symbol="δ_−", label=QT_TRANSLATE_NOOP("core", "smallest step")),
        Real(above=0, scale="log", slider=(1e-3, 1e3), symbol="δ_+",
             label=QT_TRANSLATE_NOOP("core", "largest step"))))] = (1e-6, 50.0),
    maximize: Maximize = False,
) -> Rule:
    """Rprop: each coordinate steps by −sign(g)·δ; δ grows by η₊ while its sign stays and shrinks by η₋ when it changes, and then
    the coordinate rests for one step (Riedmiller, Braun 1993). The first δ is the learning rate."""
    (minus, plus), (low, high) = etas, step_sizes
    if low > high:
        raise Invalid("step_sizes", QT_TRANSLATE_NOOP("core", "the smallest step must not be above the largest"))
    gradient = objective(0.0, maximize)

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        last, size = memory or (0.0, eta)
        turn = g * last
        size = xp.maximum(size * xp.where(turn > 0, plus, xp.where(turn < 0, minus, 1.0)), low)
        size = xp.where(size > high, high, size)
        g = xp.where(turn < 0, 0.0, g)
        return theta - xp.sign(g) * size, (g, size)

    formula = "\n".join((
        taken(0.0, maximize),
        "$f = η_+$  ($gg_k > 0$),  $η_−$  ($gg_k < 0$),  $1$  ($gg_k = 0$)",
        r"$δ_{k+1} = \min(\max(fδ_k, δ_−), δ_+)$",
        "$g_{k+1} = g$  ($gg_k ≥ 0$),  $0$  ($gg_k < 0$)",
        r"$θ_{k+1} = θ_k − δ_{k+1} \sign(g_{k+1})$"))
    slots = (Slot("g", QT_TRANSLATE_NOOP("core", "gradient that counts")), Slot("δ", QT_TRANSLATE_NOOP("core", "step size")))
    return Rule(lr, lambda theta: None, update, None, slots, formula, gradient)
