"""What is minimised: a finite sum over rows. A batch of a problem is a problem, so J and J_B share every line of code."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .invalid import Invalid
from .kernels import Steps, oracled, vector_steps
from .mesh import Mesh

Array = NDArray[np.float64]
Rows = NDArray[np.int64]
Kind = Literal["minimum", "maximum", "saddle", "degenerate"]
Oracle = Callable[[Any], tuple[Any, Any]]
"""θ → (J_B(θ), ∇J_B(θ)) of one batch; θ and ∇J_B are lists of floats if `problem.scalar`, else arrays of shape (d,)."""

SCALAR_DIM = 8
"""Up to so many parameters a step is faster on Python floats than on NumPy arrays."""


@dataclass(frozen=True)
class Mark:
    """A stationary point of J and what kind it is: `saddle` has a negative eigenvalue, `degenerate` a singular Hessian.

    If it is not `smooth` it is a kink, where J has no gradient but is higher, or lower, than all round about.
    """

    kind: Kind
    point: Array
    smooth: bool = True


class Problem(ABC):
    """J(θ) = (1/n) Σ ℓ_i(θ) over n rows, θ ∈ R^d. Immutable; its methods broadcast over leading axes of θ.

    `names` are the names of θ's coordinates, `box` (d, 2) the part of space to look at, `start` (d,) where a run begins
    unless told otherwise, `marks` the stationary points that are known, `notes` what its reader should be told of the
    data. `closed_form` says that J costs the same whatever n is, `quadratic` that its Hessian is the same everywhere;
    `scalar` that the steps run on Python floats. Values that overflow are inf or nan, never an exception.
    """

    n: int
    dim: int
    names: tuple[str, ...]
    box: Array
    start: Array
    marks: tuple[Mark, ...] = ()
    notes: tuple[Invalid, ...] = ()
    closed_form: bool = False
    quadratic: bool = False

    @property
    def scalar(self) -> bool:
        return False

    @property
    def work(self) -> float:
        """How many numbers J at one θ takes, about; 0 where it is in closed form."""
        return 0.0 if self.closed_form else 8.0 * self.n

    @abstractmethod
    def loss(self, theta: Array) -> Array:
        """J, shape (…, d) → (…)."""

    def surface(self, mesh: Mesh, out: NDArray[Any]) -> None:
        """J on a mesh into `out` (r, c), in its precision: for the eye float32 is mostly enough, and twice as fast."""
        out[...] = self.loss(mesh.points(out.dtype))

    @abstractmethod
    def gradient(self, theta: Array) -> Array:
        """∇J, shape (…, d) → (…, d)."""

    def gradients(self, theta: Array) -> Array:
        """∇ℓ_i of every row at one θ, (d,) → (n, d); their mean is ∇J. One row at a time unless a problem knows better."""
        return np.array([self.on(np.array([row])).gradient(theta) for row in range(self.n)])

    @abstractmethod
    def hessian(self, theta: Array) -> Array:
        """∇²J, shape (…, d) → (…, d, d)."""

    @abstractmethod
    def batch(self, rows: Rows) -> "Problem":
        """The problem of these rows, which may repeat. Called by `on` for anything but the whole."""

    def on(self, rows: Rows) -> "Problem":
        """J_B: the same problem on some of its rows. All n distinct rows, in any order, are the problem itself."""
        return self if self.is_whole(rows) else self.batch(rows)

    def is_whole(self, rows: Rows) -> bool:
        """Whether `rows` are all rows, each once: then J_B is J."""
        if len(rows) != self.n:
            return False
        seen = np.zeros(self.n, dtype=bool)
        seen[rows] = True
        return bool(seen.all())

    def gradient_on(self, rows: Rows, theta: Array) -> Array:
        """∇J_B for many pairs of a batch and a θ: rows (R, B), or (1, B) for one that all share, and θ (R, d) → (R, d)."""
        if len(rows) == 1:
            return self.on(rows[0]).gradient(theta)
        return np.array([self.on(own).gradient(point) for own, point in zip(rows, theta, strict=True)])

    @property
    def summary(self) -> Array | None:
        """Numbers of every row, (n, s), whose means over a batch are all that its gradient needs of it; None if too many."""
        return None

    def gradient_of(self, means: Array, theta: Array) -> Array:
        """∇J_B from the means (s, R) of the `summary` over R batches, or (s, 1) over one that all share; θ (R, d) → (R, d)."""
        raise NotImplementedError

    def hessians(self, theta: Array) -> Array:
        """∇²ℓ_i of every row at one θ, (d,) → (n, d, d); their mean is ∇²J. One row at a time unless a problem knows better."""
        return np.array([self.on(np.array([row])).hessian(theta) for row in range(self.n)])

    def oracles(self, rows: Rows, size: int) -> Iterator[Oracle]:
        """One oracle a batch: each line of `rows` (E, L) is cut into batches of `size`, the last of which may be short.

        Which numbers an oracle gives depends on its own rows alone, never on those beside it: so a run computed in
        pieces of any length is the same bit for bit.
        """
        return (_both(self.on(part)) for part in pieces(rows, size))

    def kernel(self, rows: Rows, size: int) -> tuple[Steps, Iterable[Any]]:
        """What takes the steps on the same batches, and what it needs of each of them."""
        return (oracled(self.dim) if self.scalar else vector_steps), self.oracles(rows, size)


def pieces(rows: Rows, size: int) -> Iterator[Rows]:
    """The rows of each batch."""
    return (line[first : first + size] for line in rows for first in range(0, len(line), size))


def _both(problem: Problem) -> Oracle:
    """Value and gradient of a problem as an oracle."""
    return lambda theta: (problem.loss(theta), problem.gradient(theta))
