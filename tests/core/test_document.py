"""Documents: there and back, and a sentence for everything that can be wrong in one."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.averages import averages
from sgdviz.core.batch_schedules import batch_schedules
from sgdviz.core.batches import orders
from sgdviz.core.canvases import CANVASES
from sgdviz.core.document import KEYS, RUN_KEYS, document_of, experiment_of, problem_for
from sgdviz.core.experiment import Change, Experiment, Run
from sgdviz.core.files import parse, text_of
from sgdviz.core.invalid import Invalid
from sgdviz.core.kinds import kinds
from sgdviz.core.landscapes import landscapes
from sgdviz.core.landscapes.noise import noises
from sgdviz.core.optimizers import optimizers
from sgdviz.core.parameters import Catalog
from sgdviz.core.schedules import schedules

QUINTIC = {"kind": "landscape", "name": "quintic"}
PENGUINS = {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex"}


def test_the_default_experiment() -> None:
    experiment = experiment_of({"problem": QUINTIC})
    assert experiment == Experiment(QUINTIC)
    assert experiment.runs == (Run(optimizer={"name": "sgd"}, batch_size=16, order="shuffle", seed=0, start=None,
                                   carry_over=True, changes=()),)
    assert (experiment.epochs, experiment.chord, experiment.views, experiment.title, experiment.text) == (20, None, (), "", "")
    problem = problem_for(experiment)
    assert problem.n == 1 and experiment.runs[0].rules()[0][2].lr == 0.1


def test_the_document_of_the_issue() -> None:
    experiment = experiment_of({
        "sgdviz": 1, "problem": {"kind": "linear_regression", "data": "table.csv", "x": ["bmi"], "y": "progression",
                                 "standardize": True},
        "start": [0.0, 1.5], "batch_size": 32, "order": "sequential", "epochs": 20, "seed": 0,
        "optimizer": {"name": "sgd", "lr": 0.05, "momentum": 0.9}})
    assert experiment.base == Run(optimizer={"name": "sgd", "lr": 0.05, "momentum": 0.9}, batch_size=32, order="sequential",
                                  start=(0.0, 1.5))


texts = st.text(max_size=8) | st.dictionaries(st.sampled_from(["ko", "en"]), st.text(max_size=8), min_size=1)
reals = st.floats(-1e12, 1e12)


def optional(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


nesterov = st.just({"nesterov": True, "momentum": 0.5, "dampening": 0})
optimizer_objects = st.builds(
    lambda numbers, more: {"name": "sgd", **numbers, **more},
    optional(lr=st.floats(1e-9, 1e3), momentum=st.floats(0, 0.99), weight_decay=st.floats(0, 10)), st.just({}) | nesterov)


def named(catalog: Catalog[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An entry of a catalog with some of its numbers, each its default."""
    return st.sampled_from(list(catalog)).flatmap(lambda name: optional(**{
        p.name: st.just(p.default) for p in catalog[name].parameters if p.default is not None}).map(
            lambda numbers: {"name": name, **numbers}))


live = {"optimizer": optimizer_objects, "schedule": named(schedules), "batch_size": st.integers(1, 10**9),
        "batch_schedule": named(batch_schedules), "order": st.sampled_from(list(orders))}
changes = st.lists(optional(**live), max_size=3).flatmap(
    lambda found: st.sets(st.integers(0, 10**6), min_size=len(found), max_size=len(found)).map(
        lambda steps: [{"step": step, **change} for step, change in zip(sorted(steps), found, strict=True)]))
run_keys = {**live, "seed": st.integers(0, 2**63 - 1), "start": st.lists(reals, min_size=1, max_size=3),
            "carry_over": st.booleans(), "changes": changes}
problem_objects = st.sampled_from([
    QUINTIC, PENGUINS, {**QUINTIC, "noise": {"kind": "tilt", "sd": 2}, "samples": 30, "box": [[-5, 3]]},
    {"kind": "linear_regression", "data": "engel", "standardize": "x", "bias": False, "x": None},
    {"kind": "formula", "formula": "x**2 + sin(y)"}, {**PENGUINS, "classes": ["male", "female"], "y": "species"}])
of_seeds = {"runs": st.integers(2, 100_000), "vary": st.just("seed"), "seed": st.integers(0, 2**63 - 1)}
clouds = st.fixed_dictionaries({}, optional=of_seeds) | st.builds(
    lambda spread: {"vary": "start", "spread": spread}, st.floats(0.001, 10))
documents = st.builds(
    lambda problem, rest: {"problem": problem, **rest}, problem_objects,
    optional(**run_keys, sgdviz=st.just(1), title=texts, text=texts, epochs=st.integers(1, 10**7),
             runs=st.lists(optional(name=texts, **run_keys), max_size=3), views=st.lists(st.sampled_from(CANVASES), max_size=3),
             averages=st.lists(named(averages), max_size=3), cloud=clouds,
             chord=st.lists(st.lists(reals, min_size=1, max_size=2), min_size=2, max_size=2)))


@given(document=documents)
def test_a_document_comes_back_equal(document: dict[str, Any]) -> None:
    experiment = experiment_of(document)
    assert experiment_of(document_of(experiment)) == experiment
    assert parse(text_of(experiment)) == experiment
    assert experiment_of(json.loads(json.dumps(document))) == experiment
    assert [run for run in experiment_of(document_of(experiment)).runs] == list(experiment.runs)


def test_a_run_may_take_back_what_the_base_says() -> None:
    experiment = experiment_of({"problem": QUINTIC, "carry_over": False, "changes": [{"step": 3, "batch_size": 2}],
                                "runs": [{"carry_over": True, "changes": []}, {}]})
    again = experiment_of(document_of(experiment))
    assert [run.carry_over for run in again.runs] == [True, False]
    assert [run.changes for run in again.runs] == [(), (Change(3, batch_size=2),)]


@pytest.mark.parametrize(("sort", "document"), [
    (kinds, lambda name: {"problem": {"kind": name, "data": "faithful", "name": "quintic", "formula": "x",
                                 "model": "a*x"}}),
    (orders, lambda name: {"problem": QUINTIC, "order": name}),
    (optimizers, lambda name: {"problem": QUINTIC, "optimizer": {"name": name}}),
    (schedules, lambda name: {"problem": QUINTIC, "schedule": {"name": name}}),
    (batch_schedules, lambda name: {"problem": QUINTIC, "batch_schedule": {"name": name}}),
    (noises, lambda name: {"problem": {**QUINTIC, "noise": {"kind": name}}}),
    (landscapes, lambda name: {"problem": {"kind": "landscape", "name": name}}),
], ids=["kinds", "orders", "optimizers", "schedules", "batch_schedules", "noises", "landscapes"])
def test_a_document_can_name_everything_in_the_catalogs(sort: Catalog[Any], document: Any) -> None:
    for name in sort:
        whole = document(name)
        if sort is kinds:
            taken = {parameter.name for parameter in kinds[name].parameters} | {"kind"}
            whole["problem"] = {key: value for key, value in whole["problem"].items() if key in taken}
        experiment = experiment_of(whole)
        assert experiment_of(document_of(experiment)) == experiment


def complaint(document: Any) -> Invalid:
    with pytest.raises(Invalid) as caught:
        problem_for(experiment_of(document))
    return caught.value


def with_quintic(**rest: Any) -> dict[str, Any]:
    return {"problem": QUINTIC, **rest}


def with_problem(**rest: Any) -> dict[str, Any]:
    return {"problem": {**QUINTIC, **rest}}


def with_data(**rest: Any) -> dict[str, Any]:
    return {"problem": {"kind": "linear_regression", "data": "faithful", **rest}}


WRONG: list[tuple[Any, str, str]] = [
    (None, "", "null is not an object"),
    ([], "", "[] is not an object"),
    ({}, "problem", "is missing; a document needs it"),
    (with_quintic(colour=1), "colour", "unknown key; known here: sgdviz, title"),
    (with_quintic(sgdviz=2), "sgdviz", "version 2 is newer than this program, which reads 1"),
    (with_quintic(sgdviz="1"), "sgdviz", '"1" is not a whole number'),
    (with_quintic(title=3), "title", "3 is not a text"),
    (with_quintic(text={"ko": None}), "text.ko", "null is not a text"),
    ({"problem": 3}, "problem", "must be an object with a kind; kinds: linear_regression,"),
    ({"problem": {"kind": "cubic"}}, "problem.kind", '"cubic" is not known; one of these is: linear_regression,'),
    ({"problem": {"kind": "landscape"}}, "problem.name", "is missing; landscape needs it"),
    ({"problem": {"kind": "linear_regression"}}, "problem.data", "is missing; linear_regression needs it"),
    ({"problem": {"kind": "formula"}}, "problem.formula", "is missing; formula needs it"),
    (with_problem(name="hill"), "problem.name", '"hill" is not known; one of these is: quintic,'),
    (with_problem(name=7), "problem.name", "7 is not a text"),
    (with_problem(colour=1), "problem.colour", "unknown key; known here: kind,"),
    (with_problem(sha256=1), "problem.sha256", "1 is not a text"),
    (with_problem(parameters=[]), "problem.parameters", "[] is not an object"),
    (with_problem(parameters={"a": 1}), "problem.parameters.a", "quintic takes no numbers"),
    (with_problem(noise="tilt"), "problem.noise", '"tilt" is not an object'),
    (with_problem(noise={"kind": "gauss"}), "problem.noise.kind", '"gauss" is not known; one of these is: none, tilt,'),
    (with_problem(noise={"kind": "tilt", "mean": 0}), "problem.noise.mean", "unknown key; known here: kind, sd"),
    (with_problem(noise={"kind": "tilt", "sd": -1}), "problem.noise.sd", "−1 is out of range; allowed: 0 ≤"),
    (with_problem(noise={"kind": "tilt"}, samples=1), "problem.samples", "1 is too few for noise; at least 2"),
    (with_problem(samples=0), "problem.samples", "0 is out of range; allowed: 1 ≤"),
    (with_problem(samples=1.5), "problem.samples", "1.5 is not a whole number"),
    (with_problem(box=3), "problem.box", "3 is not a list of [low, high]"),
    (with_problem(box=[[0, 1], [2]]), "problem.box[1]", "[2] is not [low, high]"),
    (with_problem(box=[["a", 1]]), "problem.box[0][0]", '"a" is not a number'),
    (with_problem(box=[[1, 1]]), "problem.box[0]", "the first number must be below the second"),
    (with_problem(box=[[0, 1], [0, 1]]), "problem.box", "is not 1 times [low, high]"),
    (with_data(box=[[0, 1]]), "problem.box", "sides given: 1; θ has 2"),
    (with_data(data=""), "problem.data", '"" is not a text'),
    (with_data(data="nowhere.csv"), "problem.data", 'there is no file "nowhere.csv"'),
    (with_data(x="eruptions"), "problem.x", '"eruptions" is not a list of column names'),
    (with_data(x=[]), "problem.x", "[] is not a list of column names"),
    (with_data(x=["eruptions", 3]), "problem.x[1]", "3 is not a text"),
    (with_data(x=["bmi"]), "problem.x[0]", '"bmi" is no column of the table; its columns are: '),
    (with_data(y="bmi"), "problem.y", '"bmi" is no column of the table'),
    (with_data(bias=1), "problem.bias", "1 is not allowed; true or false is"),
    (with_data(standardize="y"), "problem.standardize", '"y" is not allowed; one of these is: false, "x", true'),
    (with_data(standardize=1), "problem.standardize", "1 is not allowed"),
    (with_data(classes=["a", "b"]), "problem.classes", "unknown key"),
    ({"problem": {**PENGUINS, "classes": ["male"]}}, "problem.classes", "is not a list of two different values"),
    ({"problem": {**PENGUINS, "classes": ["male", "male"]}}, "problem.classes", "is not a list of two different values"),
    ({"problem": {**PENGUINS, "classes": [1, float("inf")]}}, "problem.classes[1]", "Infinity is out of range"),
    ({"problem": {**PENGUINS, "classes": ["male", True]}}, "problem.classes[1]", "true is not a number"),
    ({"problem": {**PENGUINS, "classes": ["male", "king"]}}, "problem.classes[1]", '"king" is no value of y'),
    ({"problem": {"kind": "formula", "formula": "x +"}}, "problem.formula", ""),
    (with_quintic(start="here"), "start[0]", '"here" is not a number'),
    (with_quintic(start=[]), "start", "is empty; a list of numbers is needed"),
    (with_quintic(start=[1, None]), "start[1]", "null is not a number"),
    (with_quintic(start=[1, 2]), "start", "numbers given: 2; θ has 1: x"),
    (with_quintic(start=[1e13]), "start[0]", "is out of range"),
    (with_quintic(start=[10**400]), "start[0]", "is out of range"),
    (with_quintic(optimizer="sgd"), "optimizer", "must be an object with a name; names: sgd"),
    (with_quintic(optimizer={"name": "adamant"}), "optimizer.name", '"adamant" is not known; one of these is: sgd'),
    (with_quintic(optimizer={"name": "sgd", "rate": 1}), "optimizer.rate", "sgd takes no such number; it takes lr, momentum,"),
    (with_quintic(optimizer={"name": "sgd", "lr": 0}), "optimizer.lr", "0 is out of range; allowed: 0 <"),
    (with_quintic(optimizer={"name": "sgd", "lr": float("inf")}), "optimizer.lr", "Infinity is out of range"),
    (with_quintic(optimizer={"name": "sgd", "lr": float("nan")}), "optimizer.lr", "NaN is out of range"),
    (with_quintic(optimizer={"name": "sgd", "lr": 10**400}), "optimizer.lr", "is out of range"),
    (with_quintic(optimizer={"name": "sgd", "momentum": 1}), "optimizer.momentum", "1 is out of range; allowed: 0 ≤ β < 1"),
    (with_quintic(optimizer={"name": "sgd", "nesterov": 1}), "optimizer.nesterov", "1 is not allowed; true or false is"),
    (with_quintic(optimizer={"name": "sgd", "nesterov": True}), "optimizer.nesterov", "Nesterov needs a momentum above 0"),
    (with_quintic(schedule="cosine"), "schedule", "must be an object with a name; names: constant, step,"),
    (with_quintic(schedule={"name": "sine"}), "schedule.name", '"sine" is not known; one of these is: constant, step,'),
    (with_quintic(schedule={"name": "cosine", "rate": 1}), "schedule.rate", "cosine takes no such number; it takes floor,"),
    (with_quintic(schedule={"name": "cosine", "floor": 2}), "schedule.floor", "2 is out of range; allowed: 0 ≤ floor ≤ 1"),
    (with_quintic(schedule={"name": "cosine", "steps": 5, "warmup": 5}), "schedule.warmup", "5 is no shorter than the whole"),
    (with_quintic(batch_schedule=3), "batch_schedule", "must be an object with a name; names: constant, step, linear"),
    (with_quintic(batch_schedule={"name": "linear", "by": 0}), "batch_schedule.by", "0 is out of range; allowed: 1 ≤"),
    (with_quintic(batch_size=0), "batch_size", "0 is out of range; allowed: 1 ≤ B ≤ 1,000,000,000"),
    (with_quintic(batch_size=True), "batch_size", "true is not a whole number"),
    (with_quintic(batch_size="all"), "batch_size", '"all" is not a whole number'),
    (with_quintic(order="random"), "order", '"random" is not known; one of these is: shuffle, shuffle_once, sequential,'),
    (with_quintic(order=None), "order", "null is not known"),
    (with_quintic(seed=-1), "seed", "−1 is out of range"),
    (with_quintic(seed=2**63), "seed", "9223372036854775808 is out of range"),
    (with_quintic(epochs=0), "epochs", "0 is out of range; allowed: 1 ≤"),
    (with_quintic(epochs=1.5), "epochs", "1.5 is not a whole number"),
    (with_quintic(epochs=float("inf")), "epochs", "Infinity is not a whole number"),
    (with_quintic(epochs=float("nan")), "epochs", "NaN is not a whole number"),
    (with_quintic(carry_over=0), "carry_over", "0 is not allowed; true or false is"),
    (with_quintic(changes={}), "changes", "{} is not a list"),
    (with_quintic(changes=[3]), "changes[0]", "3 is not an object"),
    (with_quintic(changes=[{}]), "changes[0].step", "null is not a whole number"),
    (with_quintic(changes=[{"step": -1}]), "changes[0].step", "−1 is out of range; allowed: 0 ≤"),
    (with_quintic(changes=[{"step": 1234567}, {"step": 1234567}]), "changes[1].step", "allowed: 1,234,568 ≤"),
    (with_quintic(changes=[{"step": 5, "seed": 1}]), "changes[0].seed", "unknown key; known here: step, optimizer,"),
    (with_quintic(changes=[{"step": 5, "batch_size": 0}]), "changes[0].batch_size", "0 is out of range"),
    (with_quintic(runs=3), "runs", "3 is not a list"),
    (with_quintic(runs=[{"epochs": 3}]), "runs[0].epochs", "unknown key; known here: name, optimizer,"),
    (with_quintic(runs=[{}, {"name": 3}]), "runs[1].name", "3 is not a text"),
    (with_quintic(runs=[{"optimizer": {"name": "sgd", "lr": -1}}]), "runs[0].optimizer.lr", "−1 is out of range"),
    (with_quintic(runs=[{"start": [1, 2]}]), "runs[0].start", "numbers given: 2; θ has 1: x"),
    (with_quintic(averages={}), "averages", "{} is not a list"),
    (with_quintic(averages=["polyak"]), "averages[0]", "must be an object with a name; names: polyak, tail, exponential"),
    (with_quintic(averages=[{"name": "tail"}, {"name": "tail", "share": 0}]), "averages[1].share", "0 is out of range"),
    (with_quintic(chord=[1]), "chord", "[1] is not two points"),
    (with_quintic(chord=3), "chord", "3 is not a list"),
    (with_quintic(chord=[[1], ["a"]]), "chord[1][0]", '"a" is not a number'),
    (with_quintic(chord=[[1], [1, 2]]), "chord[1]", "numbers given: 2; θ has 1: x"),
    (with_quintic(plane=["x", "x"]), "plane", '["x", "x"] is not two different parameters'),
    (with_quintic(plane=["x", 3]), "plane[1]", "3 is not a text"),
    (with_quintic(plane=["x", "y"]), "plane[1]", 'no parameter has the name "y"; θ has 1: x'),
    (with_quintic(cloud=7), "cloud", "7 is not an object"),
    (with_quintic(cloud={"runs": 10**6}), "cloud.runs", "1,000,000 is out of range; allowed: 2 ≤ R ≤ 100,000"),
    (with_quintic(cloud={"vary": "start", "centre": [0.5, 1]}), "cloud.centre", "numbers given: 2; θ has 1: x"),
    (with_quintic(cloud={"spread": 0.1}), "cloud.spread", 'is only taken where vary is "start"'),
    (with_quintic(views="landscape"), "views", '"landscape" is not a list'),
    (with_quintic(views=["landscape", 3]), "views[1]",
     '3 is not allowed; one of these is: "landscape", "batch", "data", "loss", "chord"'),
    (with_quintic(views=["landscapes"]), "views[0]",
     '"landscapes" is not allowed; one of these is: "landscape", "batch", "data", "loss", "chord"'),
]


@pytest.mark.parametrize(("document", "place", "fragment"), WRONG, ids=[place or "document" for _, place, _ in WRONG])
def test_one_sentence_says_what_is_wrong_and_where(document: Any, place: str, fragment: str) -> None:
    wrong = complaint(document)
    assert wrong.place == place
    assert fragment in str(wrong)
    assert "\n" not in str(wrong) and len(str(wrong)) < 400


def test_every_key_of_a_document_can_be_wrong() -> None:
    """The list above leaves no key out."""
    assert {place.split(".")[0].split("[")[0] for _, place, _ in WRONG} >= set(KEYS)
    assert set(RUN_KEYS) <= set(KEYS)


@pytest.mark.parametrize("name", optimizers)
def test_every_number_of_an_optimizer_is_held_to_its_range(name: str) -> None:
    for parameter in optimizers[name].parameters:
        wrong = complaint(with_quintic(optimizer={"name": name, parameter.name: "much"}))
        assert wrong.place == f"optimizer.{parameter.name}"


json_values = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
                           lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
                           max_leaves=5)


@given(document=documents, key=st.sampled_from(KEYS), value=json_values)
def test_whatever_stands_at_a_key_is_taken_or_refused_in_a_sentence(document: dict[str, Any], key: str, value: Any) -> None:
    try:
        experiment = experiment_of({**document, key: value})
    except Invalid as wrong:
        assert str(wrong)
    else:
        assert experiment_of(document_of(experiment)) == experiment


@given(key=st.sampled_from(sorted({p.name for kind in kinds.values() for p in kind.parameters})), value=json_values,
       kind=st.sampled_from([QUINTIC, PENGUINS, {"kind": "formula", "formula": "x"}]))
def test_whatever_stands_in_a_problem_is_taken_or_refused_in_a_sentence(key: str, value: Any, kind: dict[str, Any]) -> None:
    try:
        problem_for(experiment_of({"problem": {**kind, key: value}}))
    except Invalid as wrong:
        assert str(wrong)


def test_equal_problems_are_built_once() -> None:
    first, again = (problem_for(experiment_of({"problem": dict(PENGUINS), "seed": seed})) for seed in (0, 1))
    assert first is again


def test_what_was_left_out_is_told() -> None:
    problem = problem_for(experiment_of({"problem": PENGUINS}))
    assert [str(note) for note in problem.notes] == ["rows left out for a missing value: 11 of 344"]
    assert problem.n == 333


def test_numbers_written_as_whole_numbers_mean_the_same() -> None:
    a, b = (experiment_of({"problem": QUINTIC, "batch_size": size, "start": start}) for size, start in ((4, [1]), (4.0, 1.0)))
    assert a == b and isinstance(b.base.batch_size, int)
    assert np.isfinite(problem_for(a).loss(np.array(a.base.start)))
