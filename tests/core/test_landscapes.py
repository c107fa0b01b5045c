"""Every landscape against the complex step, its marks against Newton, its batches against the mean of its rows."""

import math
from itertools import product

import numpy as np
import pytest

from sgdviz.core.formula import formula_problem
from sgdviz.core.invalid import Invalid
from sgdviz.core.landscapes import Landscape, bowls, landscape_problem, landscapes, line, many, saddles, valleys
from sgdviz.core.landscapes.noise import noises
from sgdviz.core.parameters import Number

STEP = 1e-30
NOISY = [(name, kind) for name, kind in product(landscapes, noises) if kind != "none"]


def points(problem: Landscape, count: int = 60) -> np.ndarray:
    """Well spread points of the box, shape (count, d)."""
    spread = (np.arange(1, count + 1)[:, None] * np.array([0.6180339887498949, 0.7548776662466927])[: problem.dim]) % 1
    return problem.box[:, 0] + spread * (problem.box[:, 1] - problem.box[:, 0])


def variants(name: str) -> list[dict[str, float]]:
    """The defaults, and every number of its own away from its default."""
    numbers = [p for p in landscapes[name].parameters if isinstance(p, Number)]
    return [{}, {p.name: p.default * 1.7 for p in numbers}] if numbers else [{}]


class Beside(complex):
    """A complex number that is compared by its real part, for functions in pieces."""

    def __lt__(self, other: float) -> bool:
        return self.real < other

    def __ge__(self, other: float) -> bool:
        return self.real >= other


@pytest.mark.parametrize("name", landscapes)
def test_derivatives_agree_with_the_complex_step(name: str) -> None:
    for numbers in variants(name):
        function = landscapes[name].make(**numbers)
        for point in points(landscape_problem(name)):
            _, slopes, bends = function(*point.tolist())
            upper = list(zip(*np.triu_indices(len(point)), strict=True))
            for j in range(len(point)):
                value, more, _ = function(*(Beside(x, STEP * (i == j)) for i, x in enumerate(point)))
                assert slopes[j] == pytest.approx(value.imag / STEP, rel=1e-12, abs=1e-12)
                for i in range(j + 1):
                    assert bends[upper.index((i, j))] == pytest.approx(np.imag(more[i]) / STEP, rel=1e-12, abs=1e-12)


def test_the_quintic_is_the_one_of_the_text() -> None:
    j = landscape_problem("quintic")
    x = np.linspace(-5, 3.6, 87)[:, None]
    expected = 0.01 * x**5 + 0.0625 * x**4 + 0.05 / 12 * x**3 - 0.4875 * x**2 - 0.9 * x
    np.testing.assert_allclose(j.loss(x), expected[:, 0], atol=1e-13)
    np.testing.assert_allclose(j.gradient(x), 0.05 * (x + 1.5) ** 2 * (x + 4) * (x - 2), atol=1e-13)
    assert [round(float(j.loss(np.array([t]))), 4) for t in (-3, -1.5, 2)] == [0.8325, 0.4795, -2.3967]
    assert j.hessian(np.array([2.0])).item() == pytest.approx(3.675, abs=1e-14)
    assert j.gradient(np.array([-1.5])).item() == 0 == j.hessian(np.array([-1.5])).item()


def test_known_formulas() -> None:
    grid = np.stack(np.meshgrid(np.linspace(-2, 3, 11), np.linspace(-2, 2, 9)), axis=-1)
    x, y = grid[..., 0], grid[..., 1]
    angle, k = math.radians(20), 7.0
    u, v = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    expected = {
        ("rosenbrock", ()): (1 - x) ** 2 + 100 * (y - x**2) ** 2,
        ("himmelblau", ()): (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        ("beale", ()): (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2,
        ("monkey_saddle", ()): x**3 - 3 * x * y**2,
        ("catapult", ()): (x * y - 1) ** 2 / 2,
        ("strict_saddle", (("a", 2.0), ("gamma", 3.0))): (2 * x**2 - 3 * y**2) / 2,
        ("quadratic_bowl", (("condition", k), ("angle", 20.0))): (u**2 + k * v**2) / 2,
        ("ravine", (("steepness", 5.0),)): 2.5 * y**2 + np.sqrt(1 + x**2) - 1,
    }
    for (name, numbers), values in expected.items():
        np.testing.assert_allclose(landscape_problem(name, dict(numbers)).loss(grid), values, rtol=1e-13, atol=1e-13)


TYPED = {
    "quintic": "0.01*x^5+0.0625*x^4+x^3/240-0.4875*x^2-0.9*x", "parabola": "x^2", "quartic": "x^4/4",
    "double_well": "(x^2-1)^2/4",
    "ripples": "x^2/10+1.5*sin(x)^2", "plateau": "x^2/(1+x^2)", "flat_and_sharp": "(x+1)^2*(x-2)^2*((x-3)^2+1)/50",
    "kinked": "12.5*x^2-12*relu(x-1)^2+12*relu(x-2)^2",
    "booth": "(x+2*y-7)^2+(2*x+y-5)^2", "matyas": "0.26*(x^2+y^2)-0.48*x*y", "monkey_saddle": "x^3-3*x*y^2",
    "mccormick": "sin(x+y)+(x-y)^2-1.5*x+2.5*y+1", "three_hump_camel": "2*x^2-1.05*x^4+x^6/6+x*y+y^2",
    "six_hump_camel": "(4-2.1*x^2+x^4/3)*x^2+x*y+(-4+4*y^2)*y^2", "rosenbrock": "(1-x)^2+100*(y-x^2)^2",
    "beale": "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2", "catapult": "(x*y-1)^2/2",
    "goldstein_price": "(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2))",
    "himmelblau": "(x^2+y-11)^2+(x+y^2-7)^2", "styblinski_tang": "(x^4-16*x^2+5*x+y^4-16*y^2+5*y)/2",
    "rastrigin": "20+x^2-10*cos(2*pi*x)+y^2-10*cos(2*pi*y)",
    "ackley": "-20*exp(-0.2*sqrt((x^2+y^2)/2))-exp((cos(2*pi*x)+cos(2*pi*y))/2)+20+e",
    "easom": "-cos(x)*cos(y)*exp(-(x-pi)^2-(y-pi)^2)",
}


def test_every_landscape_is_the_function_that_its_literature_has() -> None:
    """Value, gradient and Hessian of each that has no numbers of its own, against the formula typed."""
    assert TYPED.keys() == {name for name in landscapes if not landscapes[name].parameters} and len(landscapes) >= 18
    for name, text in TYPED.items():
        j = landscape_problem(name)
        typed, where = formula_problem(text, j.box.tolist()), points(j)
        for method in ("loss", "gradient", "hessian"):
            expected = getattr(typed, method)(where)
            np.testing.assert_allclose(getattr(j, method)(where), expected, rtol=1e-11,
                                       atol=1e-12 * np.abs(expected).max(), err_msg=name)


BEST = {
    "booth": 0, "matyas": 0, "mccormick": 0.5 * math.sqrt(3) * -1 - math.pi / 3, "three_hump_camel": 0,
    "six_hump_camel": -1.0316284534898774, "goldstein_price": 3, "himmelblau": 0, "styblinski_tang": 2 * -39.166165703771419,
    "rastrigin": 0, "ackley": 0, "easom": -1, "rosenbrock": 0, "beale": 0, "plateau": 0, "flat_and_sharp": 0,
}


@pytest.mark.parametrize("name", BEST)
def test_the_best_value_is_the_known_one(name: str) -> None:
    j = landscape_problem(name)
    values = [float(j.loss(mark.point)) for mark in j.marks if mark.kind == "minimum"]
    assert min(values) == values[0] == pytest.approx(BEST[name], abs=1e-8)


@pytest.mark.parametrize("name", landscapes)
def test_every_landscape_says_in_one_sentence_what_it_teaches(name: str) -> None:
    told = landscapes[name].facts["teaches"]
    assert 30 < len(told) < 260 and told.endswith((".", ".$")) and told.count("$") % 2 == 0
    function = getattr(next(module for module in (line, bowls, saddles, valleys, many) if hasattr(module, name)), name)
    assert function.__doc__ == told


@pytest.mark.parametrize("name", landscapes)
def test_floats_arrays_and_leading_axes_agree(name: str) -> None:
    j = landscape_problem(name)
    grid = points(j).reshape(3, 4, 5, j.dim)
    losses, gradients, hessians = j.loss(grid), j.gradient(grid), j.hessian(grid)
    assert (losses.shape, gradients.shape, hessians.shape) == ((3, 4, 5), grid.shape, (*grid.shape, j.dim))
    (oracle,) = j.oracles(np.arange(j.n)[None], j.n)
    for at in np.ndindex(3, 4, 5):
        loss, gradient = oracle(grid[at].tolist())
        assert type(loss) is float and all(type(g) is float for g in gradient)
        np.testing.assert_allclose([loss, *gradient], [losses[at], *gradients[at]], rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(j.hessian(grid[at]), hessians[at], rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(hessians, np.swapaxes(hessians, -1, -2))
    assert j.loss(grid.astype(np.float32)).dtype == np.float32 == j.gradient(grid.astype(np.float32)).dtype


@pytest.mark.parametrize("name", landscapes)
def test_the_entry_suits_its_function(name: str) -> None:
    entry, j = landscapes[name], landscape_problem(name)
    assert (j.box[:, 0] < j.box[:, 1]).all() and j.names == ("x", "y")[: j.dim]
    for point in (j.start, *(mark.point for mark in j.marks)):
        assert point.shape == (j.dim,) and (j.box[:, 0] <= point).all() and (point <= j.box[:, 1]).all()
    theta = j.start
    for _ in range(30):
        theta = theta - entry.facts["lr"] * j.gradient(theta)
    assert j.loss(theta) < j.loss(j.start) and (np.abs(theta) < 10).all()


@pytest.mark.parametrize(("name", "kind"), NOISY)
def test_the_rows_average_to_the_function_and_a_batch_is_their_mean(name: str, kind: str) -> None:
    j = landscape_problem(name, noise={"kind": kind, "sd": 0.5}, samples=12)
    where = np.concatenate([points(j, 20), j.start[None] + 0.3])
    rows = [j.on(np.array([i])) for i in range(12)]
    quiet = landscape_problem(name)
    for method in ("loss", "gradient", "hessian"):
        np.testing.assert_array_equal(getattr(j, method)(where), getattr(quiet, method)(where))
        each = np.stack([getattr(row, method)(where) for row in rows])
        scale = 1e-13 * max(1, np.abs(each).max())
        np.testing.assert_allclose(each.mean(axis=0), getattr(j, method)(where), atol=scale)
        batch = [7, 2, 2, 11, 0]
        np.testing.assert_allclose(getattr(j.on(np.array(batch)), method)(where), each[batch].mean(axis=0), atol=scale)
    assert np.ptp(np.stack([row.gradient(where) for row in rows]), axis=0).max() > 0.01


@pytest.mark.parametrize("kind", noises)
def test_curvature_dies_at_the_minimum_and_local_far_away(kind: str) -> None:
    j = landscape_problem("quintic", noise={"kind": kind, "sd": 0.5})
    slopes = np.stack([j.on(np.array([i])).gradient(np.array([[2.0], [-1.5]]))[:, 0] for i in range(j.n)])
    spread = {"none": (0, 0), "tilt": (0.5, 0.5), "curvature": (0, 1.75), "local": (0, 0.5)}[kind]
    np.testing.assert_allclose(slopes.std(axis=0), spread, atol=1e-7)
    assert j.n == (1 if kind == "none" else 40)


@pytest.mark.parametrize("dim", [1, 2])
def test_an_oracle_depends_on_its_own_rows_alone(dim: int) -> None:
    j = landscape_problem(["quintic", "himmelblau"][dim - 1], noise={"kind": "tilt", "sd": 1.0}, samples=43)
    rows = np.argsort(np.sin(np.arange(43)))
    theta = j.start.tolist()
    together = [oracle(theta) for oracle in j.oracles(rows[None], 5)]
    for i, got in enumerate(together):
        part = rows[5 * i : 5 * i + 5]
        assert got == next(j.oracles(part[None], len(part)))(theta)
        assert got[0] == pytest.approx(float(j.on(part).loss(j.start)), rel=1e-14)
    quiet = landscape_problem(["quintic", "himmelblau"][dim - 1])
    for whole in (rows, rows[::-1]):
        assert next(j.oracles(whole[None], 43))(theta) == next(quiet.oracles(np.zeros((1, 1), int), 1))(theta)
        assert next(j.oracles(np.concatenate([whole, rows[:2]])[None], 43))(theta) == next(j.oracles(whole[None], 43))(theta)
        assert j.on(whole) is j


@pytest.mark.parametrize("name", landscapes)
@pytest.mark.parametrize("kind", noises)
@pytest.mark.parametrize("far", [1e80, -1e200, 1e308, math.inf, math.nan])
def test_far_away_is_inf_or_nan_and_never_an_exception(name: str, kind: str, far: float) -> None:
    j = landscape_problem(name, noise={"kind": kind, "sd": 1.0}, samples=5)
    theta = np.full(j.dim, far)
    for problem in (j, j.on(np.array([1, 2]))):
        for result in (problem.loss(theta), problem.gradient(theta), problem.hessian(theta)):
            assert result is not None
    for oracle in j.oracles(np.arange(5)[None], 2):
        loss, gradient = oracle(theta.tolist())
        assert isinstance(loss, float) and len(gradient) == j.dim


@pytest.mark.parametrize(("call", "sentence"), [
    ({"name": "hill"}, 'problem.name: "hill" is not known; one of these is: quintic, '),
    ({"name": "ravine", "parameters": {"depth": 1}}, "problem.parameters.depth: ravine takes no such number"),
    ({"name": "quadratic_bowl", "parameters": {"condition": 0.5}}, "problem.parameters.condition: 0.5 is out of range"),
    ({"name": "quintic", "noise": {"kind": "pink"}}, 'problem.noise.kind: "pink" is not known'),
    ({"name": "quintic", "noise": {"kind": "tilt"}, "samples": 1}, "problem.samples: 1 is too few for noise"),
    ({"name": "quintic", "box": [[1, 0]]}, "problem.box: [[1, 0]] is not 1 times [low, high], low < high"),
    ({"name": "himmelblau", "box": [[0, 1]]}, "problem.box: [[0, 1]] is not 2 times [low, high], low < high"),
])
def test_bad_input_is_one_sentence(call: dict, sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        landscape_problem(**call)
    assert str(caught.value).startswith(sentence)
