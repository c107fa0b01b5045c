"""Models on data: losses, derivatives and minima against sums, the complex step and certified values."""

from typing import Any

import numpy as np
import pytest

from sgdviz.core.batches import keys
from sgdviz.core.datasets import load
from sgdviz.core.kinds import build
from sgdviz.core.models import LinearRegression, LogisticRegression, Model, Sample, around, sigmoid
from sgdviz.core.problem import SCALAR_DIM, Array
from sgdviz.core.selection import Scaling

DOCUMENTS: list[dict[str, Any]] = [
    {"kind": "linear_regression", "data": "faithful"},
    {"kind": "linear_regression", "data": "faithful", "standardize": True},
    {"kind": "linear_regression", "data": "engel", "standardize": "x", "bias": False},
    {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"],
     "y": "body_mass_g", "standardize": True},
    {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex", "standardize": True},
    {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "body_mass_g"], "y": "species",
     "classes": ["Chinstrap", "Adelie"], "standardize": True},
]


def model_of(document: dict[str, Any]) -> Model:
    model = build(document)
    assert isinstance(model, Model)
    return model


def loss_of_rows(model: Model, theta: Any) -> Any:
    """J from its definition; θ may be complex, and then Im J(θ + ih)/h is a derivative without cancellation."""
    z = model.design @ theta
    y = model.sample.y
    if isinstance(model, LinearRegression):
        return np.mean((z - y) ** 2)
    return np.mean(np.log(1 + np.exp(z)) - y * z)


def points(model: Model) -> Array:
    return np.stack([model.start, 0.3 * model.box[:, 0], 0.4 * model.box[:, 1] + 0.1])


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_loss_gradient_and_hessian_are_those_of_the_sum(document: dict[str, Any]) -> None:
    whole = model_of(document)
    for model in (whole, whole.on(np.array([3, 7, 7, 20])), whole.on(np.array([5]))):
        assert isinstance(model, Model)
        for theta in points(whole):
            assert float(model.loss(theta)) == pytest.approx(loss_of_rows(model, theta), rel=1e-10)
            steps = 1e-30j * np.eye(model.dim)
            slopes = np.array([loss_of_rows(model, theta + step).imag / 1e-30 for step in steps])
            np.testing.assert_allclose(model.gradient(theta), slopes, rtol=1e-9, atol=1e-10 * np.abs(slopes).max())
            h = 1e-4 * np.maximum(1, np.abs(theta))
            bends = np.array([(model.gradient(theta + d) - model.gradient(theta - d)) / (2 * d.sum()) for d in np.diag(h)])
            np.testing.assert_allclose(model.hessian(theta), bends, rtol=1e-6, atol=1e-6 * np.abs(bends).max())


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_method_broadcasts(document: dict[str, Any]) -> None:
    model = model_of(document)
    grid = np.stack([points(model), points(model) + 0.1])
    assert model.loss(grid).shape == (2, 3)
    assert model.gradient(grid).shape == (2, 3, model.dim)
    assert model.hessian(grid).shape == (2, 3, model.dim, model.dim)
    assert model.loss(grid[:0]).shape == (0, 3)
    np.testing.assert_allclose(model.loss(grid)[1, 2], model.loss(grid[1, 2]), rtol=1e-13)
    np.testing.assert_allclose(model.gradient(grid)[1, 2], model.gradient(grid[1, 2]), rtol=1e-11)


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_the_mark_is_the_minimum_and_lies_in_the_box(document: dict[str, Any]) -> None:
    model = model_of(document)
    (mark,) = model.marks
    scale = np.abs(model.gradient(model.start)).max()
    assert mark.kind == "minimum" and np.abs(model.gradient(mark.point)).max() < 1e-12 * scale
    assert (np.linalg.eigvalsh(model.hessian(mark.point)) > 0).all()
    for point in (mark.point, model.start):
        assert ((model.box[:, 0] < point) & (point < model.box[:, 1])).all()


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_a_batch_knows_its_rows(document: dict[str, Any]) -> None:
    model = model_of(document)
    rows = np.array([4, 0, 4])
    batch = model.on(rows)
    assert isinstance(batch, type(model)) and batch.n == 3
    np.testing.assert_array_equal(batch.sample.x, model.sample.x[rows])
    np.testing.assert_array_equal(batch.sample.rows, model.sample.rows[rows])
    assert np.array_equal(batch.box, model.box) and np.array_equal(batch.start, model.start)
    assert model.n > 3, "the whole is left as it was"


def test_all_rows_are_the_whole_even_beside_other_batches() -> None:
    """Which numbers a batch gives depends on its own rows alone."""
    model = model_of(DOCUMENTS[1])
    rows = np.arange(model.n)
    theta = [0.3, -0.2]
    beside = list(model.oracles(np.concatenate([rows[::-1], rows[:7]])[None], model.n))
    alone = [*model.oracles(rows[None], model.n), *model.oracles(rows[None, :7], 7)]
    assert [oracle(theta) for oracle in beside] == [oracle(theta) for oracle in alone]


def test_norris_certified_line_is_the_minimum() -> None:
    """NIST: slope 1.00211681802045, intercept −0.262323073774029; the residual standard deviation is 0.884796396144373."""
    model = model_of({"kind": "linear_regression", "data": "norris"})
    np.testing.assert_allclose(model.marks[0].point, [1.00211681802045, -0.262323073774029], rtol=1e-10)
    residual = float(np.sqrt(model.loss(model.marks[0].point) * model.n / (model.n - 2)))
    assert residual == pytest.approx(0.884796396144373, rel=1e-12)


def test_what_standardizing_does() -> None:
    model = model_of({"kind": "linear_regression", "data": "faithful", "standardize": True})
    for values in (model.sample.x[:, 0], model.sample.y):
        assert abs(values.mean()) < 1e-13 and values.std() == pytest.approx(1, rel=1e-13)
    eruptions, waiting = (column.values for column in load("faithful").columns.values())
    assert eruptions is not None and waiting is not None
    np.testing.assert_allclose(model.sample.raw_x[:, 0], eruptions, rtol=1e-13)
    np.testing.assert_allclose(model.sample.raw_y, waiting, rtol=1e-13)
    slope, intercept = np.polyfit(model.sample.raw_x[:, 0], model.sample.raw_y, 1)
    at = np.array([[1.0], [4.0]])
    np.testing.assert_allclose(model.predict(model.marks[0].point, at), intercept + slope * at[:, 0], rtol=1e-10)


def test_theta_is_the_weights_in_the_order_of_x_then_the_bias() -> None:
    columns = ["flipper_length_mm", "bill_depth_mm"]
    model = model_of({"kind": "linear_regression", "data": "penguins", "x": columns, "y": "body_mass_g"})
    assert model.names == ("w_1", "w_2", "b")
    np.testing.assert_array_equal(model.design[:, 2], 1)
    swapped = model_of({"kind": "linear_regression", "data": "penguins", "x": columns[::-1], "y": "body_mass_g"})
    np.testing.assert_allclose(swapped.marks[0].point, model.marks[0].point[[1, 0, 2]], rtol=1e-9)
    assert model_of({"kind": "linear_regression", "data": "faithful", "bias": False}).names == ("w",)


def test_class_1_is_the_second() -> None:
    given = {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "species", "standardize": True}
    one, other = (model_of({**given, "classes": classes}) for classes in (["Adelie", "Gentoo"], ["Gentoo", "Adelie"]))
    assert one.sample.labels == ("Adelie", "Gentoo")
    np.testing.assert_allclose(one.marks[0].point, -other.marks[0].point, rtol=1e-9)
    long, short = one.predict(one.marks[0].point, np.array([[55.0], [35.0]]))
    assert long > 0.9 and short < 0.1, "Gentoo penguins have the longer bills"


def separated() -> LogisticRegression:
    x = np.array([-2.0, -1, 1, 2])[:, None]
    scaling = Scaling(np.zeros(1), np.ones(1))
    return LogisticRegression(Sample(x, (x[:, 0] > 0).astype(float), np.arange(4), scaling, ("x",), "y"))


def test_separated_classes_have_no_minimum() -> None:
    model = separated()
    assert model.marks == () and np.isfinite(model.box).all()
    losses = model.loss(np.array([[t, 0.0] for t in (1, 10, 100, 1000)]))
    assert (np.diff(losses) <= 0).all() and losses[-1] == 0


def test_cross_entropy_does_not_overflow() -> None:
    model = separated()
    theta = np.array([-1e5, 3.0])
    assert float(model.loss(theta)) == pytest.approx(1.5e5, rel=1e-12), "mean of |z| over rows that are all wrong"
    assert np.isfinite(model.gradient(theta)).all() and np.isfinite(model.hessian(theta)).all()
    np.testing.assert_allclose(sigmoid(np.array([-1e4, -1.0, 0, 1, 1e4])), [0, 1 / (1 + np.e), 0.5, 1 / (1 + 1 / np.e), 1])


def test_more_weights_than_rows_have_no_one_minimum() -> None:
    x = keys(0, 1, 12).reshape(3, 4) / 2.0**64
    model = LinearRegression(Sample(x, np.ones(3), np.arange(3), Scaling(np.zeros(4), np.ones(4)), tuple("abcd"), "y"))
    assert model.marks == () and float(model.loss(model.centre)) < 1e-20


@pytest.mark.parametrize("features", [1, SCALAR_DIM - 1, SCALAR_DIM])
def test_steps_run_on_floats_where_that_is_faster(features: int) -> None:
    x = keys(0, 1, 20 * features).reshape(20, features) / 2.0**64
    scaling = Scaling(np.zeros(features), np.ones(features))
    model = LinearRegression(Sample(x, x[:, 0], np.arange(20), scaling, tuple("abcdefgh"[:features]), "y"))
    assert model.scalar == (features + 1 <= SCALAR_DIM)


def test_a_batch_of_one_row_has_no_minimum_to_mark() -> None:
    model = model_of(DOCUMENTS[0])
    assert model.on(np.array([3])).marks == ()
    (mark,) = model.on(np.array([3, 40, 41])).marks
    np.testing.assert_allclose(model.on(np.array([3, 40, 41])).gradient(mark.point), 0, atol=1e-10)


def test_a_box_has_extent_on_every_side() -> None:
    box = around(np.array([1.0, 0.0]), np.array([1.0, 0.0]))
    assert (box[:, 0] < box[:, 1]).all()
    np.testing.assert_allclose(around(np.array([2.0, 1e-9]), np.zeros(2))[:, 1], [2 + 3.2, 1e-9 + 3.2])
