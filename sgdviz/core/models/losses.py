"""What an error costs: losses of the residual r = ŷ − y, each with its first two derivatives."""

from collections.abc import Callable
from typing import Annotated, NamedTuple

import numpy as np

from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Catalog, Real
from ..problem import Array

losses: Catalog["Loss"] = Catalog("loss")


class Loss(NamedTuple):
    """ℓ(r), ℓ'(r) and ℓ''(r), elementwise. Where ℓ has a kink, ℓ' is the middle of its subgradients and ℓ'' is zero.

    `measure` is what their mean is called, marked for translation, and `power` that of the unit of r in which it is
    measured. `curved` says whether ℓ'' tells anything of the shape of J.
    """

    name: str
    measure: str
    power: int
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    bend: Callable[[Array], Array]
    curved: bool = True


@losses.register(QT_TRANSLATE_NOOP("core", "squared"))
def squared() -> Loss:
    """ℓ = r²."""
    return Loss("squared", QT_TRANSLATE_NOOP("core", "mean squared error"), 2,
                lambda r: r * r, lambda r: 2 * r, lambda r: np.full_like(r, 2))


@losses.register(QT_TRANSLATE_NOOP("core", "absolute"))
def absolute() -> Loss:
    """ℓ = |r|. At r = 0 the subgradient 0 is taken; ℓ'' is zero everywhere else."""
    return Loss("absolute", QT_TRANSLATE_NOOP("core", "mean absolute error"), 1,
                np.abs, np.sign, np.zeros_like, curved=False)


@losses.register(QT_TRANSLATE_NOOP("core", "Huber"))
def huber(delta: Annotated[float, Real(above=0, high=1e12, symbol="δ")] = 1.0) -> Loss:
    """ℓ = r²/2 for |r| ≤ δ, δ (|r| − δ/2) beyond (Huber 1964)."""
    def value(r: Array) -> Array:
        size = np.abs(r)
        inside = np.minimum(size, delta)
        return inside * (size - 0.5 * inside)

    return Loss("huber", QT_TRANSLATE_NOOP("core", "mean Huber loss"), 2, value,
                lambda r: np.clip(r, -delta, delta), lambda r: (np.abs(r) <= delta).astype(r.dtype))
