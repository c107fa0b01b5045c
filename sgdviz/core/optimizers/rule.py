"""What an update rule is, and the catalog of them."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Catalog, Flag, Real
from ..problem import Array, Problem

Memory = Any
"""What a rule carries from step to step: None, or a tuple with one entry a slot, None where a slot is not in use (yet)."""


class Slot(NamedTuple):
    """One entry of a rule's memory: its letter, what it is called (marked for translation), whether −entry is a direction in
    θ-space, which can be drawn as an arrow beside −∇J_B, and whether it is one number for all coordinates."""

    symbol: str
    label: str
    arrow: bool = False
    single: bool = False


class Rule(NamedTuple):
    """An elementwise rule with learning rate `lr`, like a gradient transformation (cf. optax).

    `init(theta)` gives the memory before the first step. `update(theta, g, memory, age, eta, xp)` gives the next θ and
    memory; `age` counts the updates that the memory has seen, `eta` is the step's learning rate, `xp` has the functions
    (sqrt, maximum, sign, where) for whatever θ and g are: floats, one coordinate at a time, or arrays.
    `limit(curvature)`, where it is known, is the learning rate below which the rule is stable on a quadratic.
    `slots` are the entries of its memory, the same whatever its numbers are. `gradient(theta, g)` is what the rule takes
    for the gradient: g unless it climbs or decays the weights. `formula` is the update in markup, one assignment a line,
    in the letters of the slots, with g the gradient and t the number of updates with this one. `between(memory, t)` are the
    quantities that stand in it between the memory after the step and θ, if there are any. `plain` says that the update is
    θ − ηg and no more.
    """

    lr: float
    init: Callable[[Any], Memory]
    update: Callable[[Any, Any, Memory, int, float, Any], tuple[Any, Memory]]
    limit: Callable[[float], float] | None = None
    slots: tuple[Slot, ...] = ()
    formula: str = ""
    gradient: Callable[[Any, Any], Any] | None = None
    between: Callable[[Memory, int], tuple[tuple[Slot, Any], ...]] | None = None
    plain: bool = False


class Reference(NamedTuple):
    """A method for comparison that asks the whole problem for what it needs: every step uses all rows.

    `init(problem, theta)` gives the memory before the first step, `step(problem, theta, memory, eta)` the next θ and
    memory for θ of shape (d,); `eta` is the step's learning rate, `lr` if left out. Neither changes what it is given.
    """

    lr: float
    init: Callable[[Problem, Array], Memory]
    step: Callable[..., tuple[Array, Memory]]
    limit: Callable[[float], float] | None = None
    slots: tuple[Slot, ...] = ()
    formula: str = ""


Method = Rule | Reference
optimizers: Catalog[Method] = Catalog("optimizer")
"""A reference is registered with `whole=True`."""

LearningRate = Annotated[float, Real(above=0, scale="log", slider=(1e-4, 10), symbol="η",
                                     label=QT_TRANSLATE_NOOP("core", "learning rate"))]
WeightDecay = Annotated[float, Real(low=0, slider=(0, 1), symbol="λ", label=QT_TRANSLATE_NOOP("core", "weight decay"))]
Epsilon = Annotated[float, Real(low=0, scale="log", slider=(1e-12, 1), symbol="ε",
                                label=QT_TRANSLATE_NOOP("core", "smallest divisor"))]
Maximize = Annotated[bool, Flag(label=QT_TRANSLATE_NOOP("core", "maximize"))]


def taken(weight_decay: float, maximize: bool) -> str:
    """The line of a formula that says what g is."""
    decay = " + λθ_k" if weight_decay else ""
    return f"$g = [batch:{'−' if maximize else ''}∇J_B(θ_k)]{decay}$"


def objective(weight_decay: float, maximize: bool) -> Callable[[Any, Any], Any] | None:
    """`Rule.gradient`: that of J_B + (λ/2)|θ|², or of −J_B + (λ/2)|θ|² to maximize; None where it is ∇J_B itself."""
    if maximize:
        return (lambda theta, g: weight_decay * theta - g) if weight_decay else (lambda theta, g: -g)
    return (lambda theta, g: g + weight_decay * theta) if weight_decay else None
