"""Models of any function with any loss: derivatives by complex steps, batches, marks, and what people mistype."""

import json
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import keys
from sgdviz.core.document import experiment_of, problem_for, problem_of
from sgdviz.core.invalid import Invalid
from sgdviz.core.kinds import build, kinds
from sgdviz.core.models import LinearRegression, Model, Regression, activations, losses, model
from sgdviz.core.models.absolute import least_absolute
from sgdviz.core.problem import Array
from sgdviz.core.stationary import kind

STEP = 1e-30
PENGUINS = {"data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g", "standardize": True}
FAITHFUL = {"data": "faithful", "standardize": True}
DOCUMENTS: dict[str, list[dict[str, Any]]] = {
    "linear_regression": [PENGUINS, {**FAITHFUL, "bias": False}],
    "polynomial_regression": [{**FAITHFUL, "degree": 4}, {**FAITHFUL, "degree": 1, "bias": False}],
    "regression": [{**FAITHFUL, "model": "b1*(1-exp(-b2*x))"}, {**PENGUINS, "model": "a*tanh(b*x1+x2^2/c)+2^d-x1*abs(x2)"},
                   {**FAITHFUL, "model": "c + 0*x"}],
    "neuron": [{**PENGUINS, "activation": name} for name in activations] + [{**FAITHFUL, "bias": False}],
    "linear_network": [FAITHFUL],
    "network": [{**PENGUINS, "hidden": 3}, {**FAITHFUL, "hidden": 1, "init": 7}],
}
LOGISTIC = {"kind": "logistic_regression", **PENGUINS, "y": "sex"}
LOSSES = {"squared": {}, "absolute": {"loss": "absolute"}, "huber": {"loss": "huber", "delta": 0.4}}
SPECS = [{"kind": name, **document, **loss} for name, documents in DOCUMENTS.items()
         for document, loss in product(documents, LOSSES.values())]


@cache
def _built(spec: str) -> Model:
    problem = build(problem_of(json.loads(spec)))
    assert isinstance(problem, Model)
    return problem


def built(spec: dict[str, Any]) -> Model:
    """The problem of a specification, built once."""
    return _built(json.dumps(spec))


def answer(spec: dict[str, Any], x: Array, theta: Any) -> Any:
    """ŷ from its definition, (n,); θ may be complex."""
    d = len(theta)
    match spec["kind"], spec.get("model"):
        case "linear_regression", _:
            return x @ theta[: x.shape[1]] + (theta[-1] if d > x.shape[1] else 0)
        case "polynomial_regression", _:
            powers = x ** np.arange(1, spec["degree"] + 1)
            return powers @ theta[: spec["degree"]] + (theta[-1] if d > spec["degree"] else 0)
        case "linear_network", _:
            return theta[1] * (theta[0] * x[:, 0])
        case "neuron", _:
            z = x @ theta[: x.shape[1]] + (theta[-1] if d > x.shape[1] else 0)
            ways = {"tanh": np.tanh(z), "logistic": 1 / (1 + np.exp(-z)), "relu": z * (z.real > 0)}
            return ways[spec.get("activation", "tanh")]
        case "network", _:
            total = theta[-1] + 0 * x[:, 0]
            for j in range(spec["hidden"]):
                own = theta[j * (x.shape[1] + 1) : (j + 1) * (x.shape[1] + 1)]
                total = total + theta[d - 1 - spec["hidden"] + j] * np.tanh(x @ own[:-1] + own[-1])
            return total
        case _, "b1*(1-exp(-b2*x))":
            return theta[0] * (1 - np.exp(-theta[1] * x[:, 0]))
        case _, "c + 0*x":
            return theta[0] + 0 * x[:, 0]
        case _:
            a, b, c, e = theta
            return a * np.tanh(b * x[:, 0] + x[:, 1] ** 2 / c) + 2**e - x[:, 0] * abs(x[:, 1])


def costs(spec: dict[str, Any], r: Any) -> tuple[Any, Any]:
    """ℓ and ℓ' of residuals that may be complex, by the sign and size of their real part."""
    side, delta = np.sign(np.real(r)), spec.get("delta")
    match spec.get("loss"):
        case None:
            return r * r, 2 * r
        case "absolute":
            return side * r, side
        case _:
            within = np.abs(np.real(r)) <= delta
            return np.where(within, r * r / 2, delta * (side * r - delta / 2)), np.where(within, r, delta * side)


def points(problem: Model) -> Array:
    """A few θ, the same for ever, none of them special."""
    return 3.0 * (keys(1, 0, 3 * problem.dim).reshape(3, problem.dim) / 2.0**64) - 1.2


def close(found: Any, truth: Any) -> None:
    np.testing.assert_allclose(found, truth, rtol=1e-12, atol=1e-12 * max(1e-300, float(np.abs(truth).max())))


def test_every_model_every_loss_and_every_activation_is_tested() -> None:
    takers = [name for name in kinds if any(p.name == "loss" for p in kinds[name].parameters)]
    assert list(DOCUMENTS) == sorted(takers, key=list(DOCUMENTS).index) and set(LOSSES) == set(losses)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_derivatives_are_those_of_the_sum(spec: dict[str, Any]) -> None:
    whole = built(spec)
    for problem in (whole, whole.on(np.array([3, 7, 7, 20])), whole.on(np.array([5]))):
        assert isinstance(problem, Model)
        x, y, function = problem.sample.x, problem.sample.y, problem.function
        for theta in points(problem):
            nudged = theta + STEP * 1j * np.eye(problem.dim)
            close(problem.loss(theta), costs(spec, answer(spec, x, theta) - y)[0].mean())
            slopes = np.array([costs(spec, answer(spec, x, t) - y)[0].mean().imag for t in nudged]) / STEP
            close(problem.gradient(theta), slopes)
            bends = []
            for t in nudged:
                said, kept = function.forward(t, problem.design)
                weights = costs(spec, said - y)[1].astype(complex) / problem.n
                bends.append(function.backward(t, problem.design, kept, weights).imag / STEP)
            close(problem.hessian(theta), bends)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_methods_broadcast_bit_by_bit(spec: dict[str, Any]) -> None:
    problem = built(spec)
    grid = np.stack([points(problem), points(problem) + 0.1])
    assert problem.gradient(grid).shape == (2, 3, problem.dim)
    assert problem.hessian(grid).shape == (2, 3, problem.dim, problem.dim)
    assert problem.loss(grid[:0]).shape == (0, 3)
    if isinstance(problem, Regression):
        for method in (problem.loss, problem.gradient, problem.hessian):
            np.testing.assert_array_equal(method(grid)[1, 2], method(grid[1, 2]))
        many = np.tile(grid, (500, 1, 1))
        np.testing.assert_array_equal(problem.loss(many)[-2:], problem.loss(grid))
        single = problem.loss(grid.astype(np.float32))
        assert single.dtype == np.float32
        np.testing.assert_allclose(single, problem.loss(grid), rtol=1e-4)


@pytest.mark.parametrize("spec", [*SPECS, LOGISTIC], ids=str)
def test_many_rows_in_pieces_are_the_same_rows(spec: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = built(spec)
    at_once, by_and_by = (whole.on(np.arange(1, whole.n)) for _ in range(2))
    truth = [getattr(at_once, name)(points(whole)) for name in ("loss", "gradient", "hessian")]
    monkeypatch.setattr(model, "PIECE", 10)
    for name, true in zip(("loss", "gradient", "hessian"), truth, strict=True):
        close(getattr(by_and_by, name)(points(whole)), true)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_the_mean_of_batches_is_the_whole(spec: dict[str, Any]) -> None:
    """Fact 1, with a short last batch; and what an oracle gives depends on its own rows alone."""
    problem = built(spec)
    theta = points(problem)[0]
    rows = np.argsort(keys(0, 1, problem.n))
    parts = np.split(rows, range(32, problem.n, 32))
    share = np.array([len(part) / problem.n for part in parts])
    close(share @ [float(problem.on(part).loss(theta)) for part in parts], problem.loss(theta))
    close(share @ [problem.on(part).gradient(theta) for part in parts], problem.gradient(theta))
    given = theta.tolist() if problem.scalar else theta
    for oracle, part in zip(problem.oracles(rows[None], 32), parts, strict=True):
        (alone,) = problem.oracles(part[None], len(part))
        assert str(oracle(given)) == str(alone(given))
        loss, gradient = oracle(given)
        close(loss, problem.on(part).loss(theta))
        np.testing.assert_allclose(gradient, problem.on(part).gradient(theta), rtol=1e-9, atol=1e-12)
    (whole,) = problem.oracles(rows[None, ::-1], problem.n)
    if not problem.scalar:
        assert whole(theta)[0] == problem.loss(theta)
        np.testing.assert_array_equal(whole(theta)[1], problem.gradient(theta))


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_marks_are_what_they_are_called_and_the_box_has_room(spec: dict[str, Any]) -> None:
    problem = built(spec)
    assert (problem.box[:, 0] < problem.box[:, 1]).all() and np.isfinite(problem.box).all()
    assert ((problem.box[:, 0] <= problem.start) & (problem.start <= problem.box[:, 1])).all()
    assert np.isfinite(problem.loss(problem.start))
    around = 1e-4 * np.diff(problem.box, axis=1)[:, 0] * (2.0 * keys(2, 0, 64 * problem.dim).reshape(64, -1) / 2.0**64 - 1)
    for mark in problem.marks:
        rise = problem.loss(mark.point + around) - problem.loss(mark.point)
        assert (rise > 0).all() if mark.kind == "minimum" else (rise > 0).any() and (rise < 0).any()


@pytest.mark.parametrize("rows", [
    [[i * 1e30, i] for i in range(9)], [[i, 1e150 * i] for i in range(9)], [[i * 1e-40, i * 1e-200] for i in range(9)],
    [[2, 3]] * 8, [[0, 0]] * 8, [[5, i] for i in range(9)], [[1, 2], [3, 4]],
], ids=["huge x", "huge y", "tiny", "constant", "zero", "constant x", "two rows"])
def test_whatever_the_data_there_is_a_problem_or_a_sentence(tmp_path: Path, rows: list[list[float]]) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("x,y\n" + "".join(f"{x},{y}\n" for x, y in rows), "utf-8")
    more = {"polynomial_regression": {"degree": 12}, "regression": {"model": "b1*(1-exp(-b2*x))"}}
    for name, loss, scaled in product(DOCUMENTS, LOSSES.values(), (False, True)):
        try:
            problem = build(problem_of({"kind": name, "data": str(path), "standardize": scaled, **more.get(name, {}), **loss}))
        except Invalid as refused:
            assert scaled or refused.place == "problem.x"
            continue
        assert np.isfinite(problem.box).all() and (problem.box[:, 0] < problem.box[:, 1]).all()
        assert np.isfinite(problem.start).all()
        for method in (problem.loss, problem.gradient, problem.hessian):
            assert isinstance(method(problem.start), np.ndarray | float)


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_predictions_are_in_raw_units(spec: dict[str, Any]) -> None:
    problem = built(spec)
    theta, sample = points(problem)[1], problem.sample
    said = sample.scaling.y_shift + sample.scaling.y_scale * answer(spec, sample.x, theta)
    np.testing.assert_allclose(problem.predict(theta, sample.raw_x), said, rtol=1e-9)
    assert problem.predict(theta, sample.raw_x[3]).shape == ()
    assert problem.predict(theta, sample.raw_x[:6].reshape(2, 3, -1)).shape == (2, 3)


def test_the_zero_of_two_weights_is_a_strict_saddle_of_a_mean_squared_error() -> None:
    problem = build({"kind": "linear_network", **FAITHFUL})
    (mark,) = problem.marks
    assert mark.kind == "saddle" and mark.point.tolist() == [0, 0] and kind(problem, mark.point) == "saddle"
    assert isinstance(problem, Model)
    slope = float((problem.sample.x[:, 0] * problem.sample.y).mean())
    np.testing.assert_allclose(np.linalg.eigvalsh(problem.hessian(mark.point)), [-2 * slope, 2 * slope], rtol=1e-12)
    valley = slope / np.array([0.5, 1.0, 2.0])
    ends = np.stack([[0.5, 1.0, 2.0], valley], axis=1)
    np.testing.assert_allclose(problem.gradient(ends), 0, atol=1e-12)


def test_a_polynomial_of_degree_ten_keeps_its_digits() -> None:
    problem = build({"kind": "polynomial_regression", "degree": 10, **FAITHFUL})
    assert isinstance(problem, LinearRegression)
    (mark,) = problem.marks
    x, y = problem.sample.x[:, 0], problem.sample.y
    exact = np.polynomial.Chebyshev.fit(x, y, 10)
    np.testing.assert_allclose(problem.function.value(mark.point, problem.design), exact(x), atol=1e-10)
    assert float(problem.loss(mark.point)) == pytest.approx(float(np.mean((exact(x) - y) ** 2)), rel=1e-12)


def test_initial_weights_are_the_same_for_ever_and_of_a_sensible_size() -> None:
    one, again, other = (build({"kind": "network", **PENGUINS, "hidden": 50, "init": i}).start for i in (3, 3, 4))
    assert one.tolist() == again.tolist() and not np.isclose(one, other).any()
    inner, outer = one[:150], one[150:]
    for weights, reach in ((inner, 2**-0.5), (outer, 50**-0.5)):
        assert np.abs(weights).max() <= reach and abs(weights.mean()) < 0.2 * reach
        assert weights.std() == pytest.approx(reach / 3**0.5, rel=0.15)
    assert build({"kind": "network", **FAITHFUL, "hidden": 1}).start.tolist() == RECORDED


RECORDED = [-0.3238950916089891, -0.46173945754720025, -0.45686678060643215, -0.039660898397935185]


def test_at_a_kink_the_middle_of_the_subgradients_is_taken() -> None:
    kink = losses["absolute"].make()
    assert kink.slope(np.array([-2.0, 0.0, 3.0])).tolist() == [-1, 0, 1] and not kink.bend(np.array([-2.0, 0.0])).any()
    r = np.array([-3.0, -2.0, 0.5, 2.0, 3.0])
    soft = losses["huber"].make(2.0)
    assert soft.value(r).tolist() == [4, 2, 0.125, 2, 4] and soft.slope(r).tolist() == [-2, -2, 0.5, 2, 2]
    assert soft.bend(r).tolist() == [0, 1, 1, 1, 0]


def test_huber_with_a_wide_threshold_is_half_of_squared() -> None:
    spec = {"kind": "network", **FAITHFUL, "hidden": 2}
    wide, squared = build({**spec, "loss": "huber", "delta": 1e6}), build(spec)
    theta = points(wide)  # type: ignore[arg-type]
    close(2 * wide.loss(theta), squared.loss(theta))
    close(2 * wide.hessian(theta), squared.hessian(theta))


def typed(model: str, **rest: Any) -> dict[str, Any]:
    return {"problem": {"kind": "regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g",
                        "model": model, **rest}}


WRONG: list[tuple[dict[str, Any], str]] = [
    (typed(""), "problem.model: \"\" is not a text"),
    (typed(" "), "problem.model: it is empty; type a function of bill_length_mm, bill_depth_mm, x, x1, x2"),
    (typed("a*x+"), "problem.model: it breaks off after column 4; a number, a, bill_length_mm,"),
    (typed("a x"), "problem.model: an operator is missing before “x” in column 3;"),
    (typed("a*x3"), "problem.model: “x3” in column 3 is not known; a, bill_length_mm, bill_depth_mm, x, x1, x2, pi, e,"),
    (typed("a*foo(x)"), "problem.model: “foo” in column 3 is not known;"),
    (typed("a*x+b", parameters=["a"]), "problem.model: “b” in column 5 is not known; a, bill_length_mm,"),
    (typed("a*x", parameters=["a", "b"]), "problem.parameters[1]: b does not stand in the model"),
    (typed("a*x", parameters=["a", "a"]), "problem.parameters[1]: a is declared twice"),
    (typed("a*x", parameters=[]), "problem.parameters: [] is not a list of at least one name"),
    (typed("a*x", parameters="a"), "problem.parameters: \"a\" is not a list of at least one name"),
    (typed("a*x", parameters=[3]), "problem.parameters[0]: 3 is not a text"),
    (typed("e*x", parameters=["e"]), "problem.parameters[0]: e is known to every formula and cannot be a parameter"),
    (typed("sin*x", parameters=["sin"]), "problem.parameters[0]: sin is known to every formula"),
    (typed("x*x2", parameters=["x"]), "problem.parameters[0]: x cannot be a parameter: so the columns are called"),
    (typed("x*x9", parameters=["x9"]), "problem.parameters[0]: x9 cannot be a parameter"),
    (typed("bill_length_mm*x", parameters=["bill_length_mm"]), "problem.parameters[0]: bill_length_mm cannot be a parameter"),
    (typed("β*x", parameters=["β"]), "problem.parameters[0]: “β” is no name; a name is letters from a to z, digits and _,"),
    (typed("a*x", parameters=[f"a{i}" for i in range(21)]), "problem.parameters: 21 are too many; 20 are allowed"),
    (typed("2*x"), "problem.model: no parameter stands in it; every name that is no column is one, as a in a*x"),
    (typed("a+b"), "problem.model: no column stands in it; there are bill_length_mm, bill_depth_mm, x, x1, x2"),
    ({**typed("a*log(b-x)", standardize=True), "start": [1, -9]},
     "start: J has no finite value at [1.0, -9.0]; choose a start where the model has one, or standardize"),
    ({**typed("a*x", standardize=True), "runs": [{}, {"start": [1e200]}]}, "runs[1].start[0]: 1e200 is out of range;"),
    ({**typed("exp(a*x)"), "runs": [{"start": [0]}, {"start": [1e9]}]},
     "runs[1].start: J has no finite value at [1000000000.0];"),
    (typed("exp(exp(1000+a*a*x*x))"), "start: J has no finite value at [1.0]; choose a start"),
    (typed("a*x", delta=1), "problem.delta: is only taken where loss is \"huber\""),
    (typed("a*x", loss="huber", delta=0), "problem.delta: 0 is out of range; allowed: 0 < δ ≤ 1e12"),
    (typed("a*x", loss="cubic"), "problem.loss: \"cubic\" is not allowed; one of these is: \"squared\", \"absolute\", \"huber\""),
    ({"problem": {"kind": "regression", "data": "faithful"}}, "problem.model: is missing; regression needs it"),
    ({"problem": {"kind": "linear_network", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"]}},
     "problem.x: columns given: 2; this model takes 1"),
    ({"problem": {"kind": "network", "data": "faithful", "hidden": 0}}, "problem.hidden: 0 is out of range; allowed: 1 ≤ h ≤ 64"),
    ({"problem": {"kind": "neuron", "data": "faithful", "activation": "gelu"}}, "problem.activation: \"gelu\" is not allowed;"),
]


@pytest.mark.parametrize(("document", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_mistake_is_one_sentence(document: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        problem_for(experiment_of(document))
    assert str(caught.value).startswith(sentence) and len(str(caught.value)) < 250


def test_what_names_mean_in_a_typed_model() -> None:
    """x1, x2, … are the columns, x the first, each also its own name; every other name is a parameter, in their order."""
    aliases = [build(typed(text)["problem"]) for text in (
        "k*x1 + k_on*x2", "k*x+k_on*x2", "k*bill_length_mm + k_on*bill_depth_mm")]
    assert {problem.names for problem in aliases} == {("k", "k_{on}")}
    theta = np.array([2.0, 3.0])
    assert len({float(problem.loss(theta)) for problem in aliases}) == 1
    swapped = build(typed("k*x+k_on*x2", parameters=["k_on", "k"])["problem"])
    assert swapped.names == ("k_{on}", "k") and float(swapped.loss(theta[::-1])) == float(aliases[0].loss(theta))
    assert build(typed("b1 + beta12*x + q_*x")["problem"]).names == ("b_1", "beta_{12}", "q")


def test_a_typed_line_is_the_line_of_least_squares() -> None:
    line, free = build({"kind": "linear_regression", "data": "faithful"}), build({
        "kind": "regression", "model": "w*x+b", "data": "faithful"})
    close(free.marks[0].point, line.marks[0].point)


def test_least_absolute_deviations_of_engel_are_the_published_ones() -> None:
    """Koenker, Bassett (1982): food = 81.48225 + 0.5601806 income, the median regression of Engel's data."""
    problem = build({"kind": "linear_regression", "data": "engel", "loss": "absolute"})
    (mark,) = problem.marks
    assert mark.kind == "minimum" and not mark.smooth
    np.testing.assert_allclose(mark.point, [0.5601806, 81.48225], rtol=1e-7)


@pytest.mark.parametrize("data", ["anscombe", "boxbod", "misra1a"])
def test_least_absolute_deviations_are_the_best_line_through_two_rows(data: str) -> None:
    """A minimum is always among them: all are tried."""
    problem = build({"kind": "linear_regression", "data": data, "loss": "absolute"})
    assert isinstance(problem, Model)
    x, y = problem.sample.x[:, 0], problem.sample.y
    slopes = [((y[i] - y[j]) / (x[i] - x[j]), i) for i in range(len(x)) for j in range(i) if x[i] != x[j]]
    lines = np.array([[slope, y[i] - slope * x[i]] for slope, i in slopes])
    heights = problem.loss(lines)
    least = lines[heights <= heights.min() * (1 + 1e-12)]
    if np.ptp(least, axis=0).max() < 1e-9:
        (mark,) = problem.marks
        np.testing.assert_allclose(mark.point, least[0], rtol=1e-9)
    else:
        assert problem.marks == (), "the minimum is a set"


def test_a_set_of_minima_is_not_marked() -> None:
    one = np.ones((4, 1))
    assert least_absolute(one, np.array([0.0, 1, 2, 3]), np.array([1.5])) is None
    assert least_absolute(one, np.array([0.0, 1, 1, 3]), np.array([1.5])) == pytest.approx([1.0])
    assert least_absolute(np.zeros((4, 1)), np.arange(4.0), np.zeros(1)) is None


def test_a_saturated_neuron_keeps_the_digits_of_its_slope() -> None:
    """Against 4t/(1+t)² with t = exp(−2|z|), to 1e-12 where 1 − tanh² z has none left."""
    z = np.array([0.0, 0.3, -2.0, 9.0, 15.0, -18.0, 30.0])
    for name, scale in (("tanh", 1.0), ("logistic", 0.5)):
        activation = activations[name].make()
        t = np.exp(-2 * scale * np.abs(z))
        bell = 4 * t / (1 + t) ** 2 * (1.0 if name == "tanh" else 0.25)
        a = activation.value(z)
        np.testing.assert_allclose(activation.slope(z, a), bell, rtol=1e-12)
        np.testing.assert_allclose(activation.bend(z, a), -2 * scale * np.tanh(scale * z) * bell, rtol=1e-12)
