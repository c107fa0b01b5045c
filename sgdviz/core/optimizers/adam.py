"""Adam and its kin: a running mean of the gradient over the root of a running mean of its square."""

import math
from typing import Annotated, Any

from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Flag, Pair, Real
from .rule import Epsilon, LearningRate, Maximize, Memory, Rule, Slot, WeightDecay, objective, optimizers, taken
from .scaled import MEAN, SQUARES

Betas = Annotated[tuple[float, float], Pair(label=QT_TRANSLATE_NOOP("core", "smoothing"), symbol="β", numbers=(
    Real(low=0, below=1, scale="complement", slider=(0, 0.999), symbol="β_1",
         label=QT_TRANSLATE_NOOP("core", "smoothing of $g$")),
    Real(low=0, below=1, scale="complement", slider=(0, 0.9999), symbol="β_2",
         label=QT_TRANSLATE_NOOP("core", "smoothing of $g^2$"))))]
Decoupled = Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "decoupled decay"))]
LARGEST = Slot("u", QT_TRANSLATE_NOOP("core", "largest mean of squares"))
MOMENTS = ("$m_{k+1} = β_1m_k + (1−β_1)g$", "$v_{k+1} = β_2v_k + (1−β_2)g^2$")


def start(theta: Any) -> Memory:
    """No memory: what follows begins at 0."""
    return None


def before(weight_decay: float, decoupled: bool) -> str:
    """θ_k in a formula, shrunk where the decay is apart from the gradient."""
    return "(1−ηλ)θ_k" if decoupled and weight_decay else "θ_k"


@optimizers.register(QT_TRANSLATE_NOOP("core", "Adam"))
def adam(
    lr: LearningRate = 1e-3, betas: Betas = (0.9, 0.999), eps: Epsilon = 1e-8, weight_decay: WeightDecay = 0.0,
    amsgrad: Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "AMSGrad"))] = False,
    maximize: Maximize = False, decoupled_weight_decay: Decoupled = False,
) -> Rule:
    """Adam: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − η m̂/(√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ) (Kingma,
    Ba 2015); AMSGrad puts the largest v so far in place of v (Reddi, Kale, Kumar 2018)."""
    (beta1, beta2), coupled = betas, 0.0 if decoupled_weight_decay else weight_decay
    gradient, decay = objective(coupled, maximize), weight_decay - coupled
    share1, share2, root = 1 - beta1, 1 - beta2, math.sqrt
    corrected: tuple[int, float, float, float] = (-1, 0.0, 0.0, 0.0)

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        nonlocal corrected
        if gradient:
            g = gradient(theta, g)
        if decay:
            theta = (1 - eta * decay) * theta
        m, v, u = memory or (0.0, 0.0, None)
        m, v = beta1 * m + share1 * g, beta2 * v + share2 * g * g
        if amsgrad:
            u = v if u is None else xp.maximum(u, v)
        # The same for all coordinates of a step, which ask one after another.
        known, of, root2, rate = corrected
        if known != age or of is not eta:
            # Of floats alone Python is faster than of floats and integers.
            t = age + 1.0
            root2, rate = root(1.0 - beta2**t), eta / (1.0 - beta1**t)
            corrected = age, eta, root2, rate
        return theta - rate * (m / (xp.sqrt(u if amsgrad else v) / root2 + eps)), (m, v, u)

    def between(memory: Memory, t: int) -> tuple[tuple[Slot, Any], ...]:
        m, v, u = memory
        spread = (u if amsgrad else v) / (1 - beta2**t)
        return ((Slot("m\u0302", QT_TRANSLATE_NOOP("core", "mean gradient, corrected")), m / (1 - beta1**t)),
                (Slot(f"{square}\u0302", QT_TRANSLATE_NOOP("core", "mean of squares, corrected")), spread))

    square, line = ("u", "$u_{k+1} = \\max(u_k, v_{k+1})$\n") if amsgrad else ("v", "")
    formula = "\n".join((
        taken(coupled, maximize), *MOMENTS,
        line + rf"$m̂ = \frac{{m_{{k+1}}}}{{1−β_1^t}},$  ${square}̂ = \frac{{{square}_{{k+1}}}}{{1−β_2^t}}$",
        rf"$θ_{{k+1}} = {before(weight_decay, decoupled_weight_decay)} − η \frac{{m̂}}{{\sqrt{{{square}̂}} + ε}}$"))
    return Rule(lr, start, update, None, (MEAN, SQUARES, LARGEST), formula, gradient, between)


@optimizers.register(QT_TRANSLATE_NOOP("core", "AdamW"))
def adamw(
    lr: LearningRate = 1e-3, betas: Betas = (0.9, 0.999), eps: Epsilon = 1e-8, weight_decay: WeightDecay = 1e-2,
    amsgrad: Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "AMSGrad"))] = False, maximize: Maximize = False,
) -> Rule:
    """Adam with the decay of the weights apart from the gradient, θ ← (1−ηλ)θ first (Loshchilov, Hutter 2019)."""
    return adam(lr, betas, eps, weight_decay, amsgrad, maximize, decoupled_weight_decay=True)


@optimizers.register(QT_TRANSLATE_NOOP("core", "Adamax"))
def adamax(
    lr: LearningRate = 2e-3, betas: Betas = (0.9, 0.999), eps: Epsilon = 1e-8, weight_decay: WeightDecay = 0.0,
    maximize: Maximize = False,
) -> Rule:
    """Adam with the largest recent |g| for a scale: u ← max(β₂u, |g| + ε), θ ← θ − η m̂/u (Kingma, Ba 2015)."""
    (beta1, beta2), gradient = betas, objective(weight_decay, maximize)
    share = 1 - beta1

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        m, u = memory or (0.0, 0.0)
        m, u = beta1 * m + share * g, xp.maximum(abs(g) + eps, beta2 * u)
        return theta - eta / (1 - beta1 ** (age + 1)) * (m / u), (m, u)

    formula = "\n".join((taken(weight_decay, maximize), MOMENTS[0], r"$u_{k+1} = \max(β_2u_k, |g| + ε)$",
                         r"$θ_{k+1} = θ_k − \frac{η}{1−β_1^t} \frac{m_{k+1}}{u_{k+1}}$"))
    slots = (MEAN, Slot("u", QT_TRANSLATE_NOOP("core", "largest gradient, fading")))
    return Rule(lr, start, update, None, slots, formula, gradient)


@optimizers.register(QT_TRANSLATE_NOOP("core", "NAdam"))
def nadam(
    lr: LearningRate = 2e-3, betas: Betas = (0.9, 0.999), eps: Epsilon = 1e-8, weight_decay: WeightDecay = 0.0,
    momentum_decay: Annotated[float, Real(low=0, scale="log", slider=(1e-5, 1), symbol="ψ",
                                          label=QT_TRANSLATE_NOOP("core", "momentum decay"))] = 4e-3,
    decoupled_weight_decay: Decoupled = False, maximize: Maximize = False,
) -> Rule:
    """Adam with Nesterov's step (Dozat 2016): momentum μ_t = β₁(1 − 0.96^(tψ)/2), π = μ_1⋯μ_t, and for a direction
    (1−μ_t)/(1−π) g + μ_{t+1}/(1−πμ_{t+1}) m in place of m̂."""
    (beta1, beta2), coupled = betas, 0.0 if decoupled_weight_decay else weight_decay
    gradient, decay = objective(coupled, maximize), weight_decay - coupled
    share1, share2, root = 1 - beta1, 1 - beta2, math.sqrt
    base = 0.96**momentum_decay

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        if decay:
            theta = (1 - eta * decay) * theta
        m, v, product = memory or (0.0, 0.0, 1.0)
        age += 1
        now = beta1 * (1 - 0.5 * base**age)
        after = beta1 * (1 - 0.5 * base ** (age + 1))
        product *= now
        m, v = beta1 * m + share1 * g, beta2 * v + share2 * g * g
        d = (1 - now) / (1 - product) * g + after / (1 - product * after) * m
        return theta - eta * (d / (xp.sqrt(v) / root(1 - beta2**age) + eps)), (m, v, product)

    formula = "\n".join((
        taken(coupled, maximize), *MOMENTS,
        r"$μ_t = β_1(1 − \frac{1}{2} 0.96^{tψ}),$  $π_{k+1} = π_kμ_t$",
        r"$d = \frac{1−μ_t}{1−π_{k+1}} g + \frac{μ_{t+1}}{1−π_{k+1}μ_{t+1}} m_{k+1}$",
        rf"$θ_{{k+1}} = {before(weight_decay, decoupled_weight_decay)} − η \frac{{d}}{{\sqrt{{v_{{k+1}}/(1−β_2^t)}} + ε}}$"))
    slots = (MEAN, SQUARES, Slot("π", QT_TRANSLATE_NOOP("core", "product of momenta"), single=True))
    return Rule(lr, start, update, None, slots, formula, gradient)


@optimizers.register(QT_TRANSLATE_NOOP("core", "RAdam"))
def radam(
    lr: LearningRate = 1e-3, betas: Betas = (0.9, 0.999), eps: Epsilon = 1e-8, weight_decay: WeightDecay = 0.0,
    decoupled_weight_decay: Decoupled = False, maximize: Maximize = False,
) -> Rule:
    """Adam that waits for its variance: by η m̂ alone while ρ_t ≤ 5, then by η r m̂/(√v + ε)·√(1−β₂ᵗ), where ρ_∞ = 2/(1−β₂) − 1,
    ρ_t = ρ_∞ − 2tβ₂ᵗ/(1−β₂ᵗ), r² = (ρ_t−4)(ρ_t−2)ρ_∞/((ρ_∞−4)(ρ_∞−2)ρ_t) (Liu et al. 2020)."""
    (beta1, beta2), coupled = betas, 0.0 if decoupled_weight_decay else weight_decay
    gradient, decay = objective(coupled, maximize), weight_decay - coupled
    share1, share2 = 1 - beta1, 1 - beta2
    most = 2 / (1 - beta2) - 1

    def update(theta: Any, g: Any, memory: Memory, age: int, eta: float, xp: Any) -> tuple[Any, Memory]:
        if gradient:
            g = gradient(theta, g)
        if decay:
            theta = (1 - eta * decay) * theta
        m, v = memory or (0.0, 0.0)
        age += 1
        m, v = beta1 * m + share1 * g, beta2 * v + share2 * g * g
        d, faded = m / (1 - beta1**age), beta2**age
        length = most - 2 * age * faded / (1 - faded)
        if length > 5:
            rectified = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)
            d = math.sqrt((1 - faded) * rectified) * (d / (xp.sqrt(v) + eps))
        return theta - eta * d, (m, v)

    theta = before(weight_decay, decoupled_weight_decay)
    formula = "\n".join((
        taken(coupled, maximize), *MOMENTS,
        r"$ρ_∞ = \frac{2}{1−β_2} − 1,$  $ρ_t = ρ_∞ − \frac{2tβ_2^t}{1−β_2^t}$",
        r"$r = \sqrt{\frac{(ρ_t−4)(ρ_t−2)ρ_∞}{(ρ_∞−4)(ρ_∞−2)ρ_t}}$",
        rf"$θ_{{k+1}} = {theta} − "
        r"η \frac{m_{k+1}}{1−β_1^t} \frac{r\sqrt{1−β_2^t}}{\sqrt{v_{k+1}} + ε}$  ($ρ_t > 5$)",
        rf"$θ_{{k+1}} = {theta} − η \frac{{m_{{k+1}}}}{{1−β_1^t}}$  ($ρ_t ≤ 5$)"))
    return Rule(lr, start, update, None, (MEAN, SQUARES), formula, gradient)
