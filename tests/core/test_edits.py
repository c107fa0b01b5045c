"""Edits of an experiment, while paused and while playing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.batches import orders
from sgdviz.core.descent import simulate
from sgdviz.core.document import document_of, experiment_of, problem_for
from sgdviz.core.edits import at_step, from_here, from_start, with_value
from sgdviz.core.experiment import LIVE, Change, Experiment, Run
from sgdviz.core.invalid import Invalid

LINE = {"kind": "linear_regression", "data": "faithful", "standardize": True}
PLAIN = experiment_of({"problem": LINE, "batch_size": 20, "epochs": 5})
CHANGED = experiment_of({"problem": LINE, "batch_size": 20, "epochs": 5, "changes": [
    {"step": 10, "batch_size": 5}, {"step": 20, "optimizer": {"name": "sgd", "lr": 0.3}}, {"step": 30, "order": "sequential"}]})


def base_of(experiment: Experiment) -> dict[str, Any]:
    document = document_of(experiment)
    return {key: document[key] for key in (*LIVE, "changes") if key in document}


@pytest.mark.parametrize(("place", "value"), [
    ("batch_size", 7), ("seed", 3), ("order", "sequential"), ("optimizer.lr", 0.5), ("optimizer.momentum", 0.9),
    ("problem.standardize", "x"), ("problem.bias", False), ("start[1]", 2.0), ("epochs", 9), ("title.ko", "선")])
def test_a_value_at_its_place(place: str, value: Any) -> None:
    old = replace(PLAIN, base=replace(PLAIN.base, start=(0.0, 0.0)), title={"ko": "", "en": ""})
    if place == "problem.bias":
        old = replace(old, base=replace(old.base, start=None))
    new = with_value(old, place, value)
    document: Any = document_of(new)
    for part in place.replace("[", ".").replace("]", "").split("."):
        document = document[int(part) if part.isdigit() else part]
    assert document == value and new != old
    assert with_value(new, place, value) == new


def test_a_value_can_be_taken_away() -> None:
    assert with_value(with_value(PLAIN, "optimizer.lr", 0.5), "optimizer.lr", None) == PLAIN
    assert with_value(with_value(PLAIN, "start", [1, 2]), "start", None) == PLAIN
    assert with_value(PLAIN, "start", None) == PLAIN


def test_a_value_of_one_of_several_runs() -> None:
    two = experiment_of({"problem": LINE, "runs": [{}, {"optimizer": {"name": "sgd", "lr": 0.5}}]})
    edited = with_value(with_value(two, "runs[1].optimizer.lr", 0.7), "runs[0].batch_size", 4)
    assert [run.rules()[0][2].lr for run in edited.runs] == [0.1, 0.7]
    assert [run.batch_size for run in edited.runs] == [4, 16]


def test_an_edit_leaves_the_experiment_before_it_alone() -> None:
    old = experiment_of({"problem": LINE, "runs": [{"optimizer": {"name": "sgd"}}], "changes": [{"step": 3, "batch_size": 2}]})
    before = repr(old)
    for place, value in [("problem.bias", False), ("optimizer.lr", 0.2), ("runs[0].optimizer.lr", 0.2),
                         ("changes[0].batch_size", 3), ("start", [1.0, 2.0])]:
        with_value(old, place, value)
        assert repr(old) == before


@pytest.mark.parametrize(("place", "value", "complaint"), [
    ("batch_size", 0, "batch_size"), ("optimizer.lr", -1, "optimizer.lr"), ("start", [1.0], "start"),
    ("problem.x", ["bmi"], "problem.x[0]"), ("colour", 1, "colour")])
def test_what_is_no_experiment_is_refused(place: str, value: Any, complaint: str) -> None:
    with pytest.raises(Invalid) as caught:
        with_value(PLAIN, place, value)
    assert caught.value.place == complaint


def test_paused_an_edit_acts_from_the_start() -> None:
    assert from_start(PLAIN, with_value(PLAIN, "batch_size", 7), 40) == with_value(PLAIN, "batch_size", 7)


def test_playing_an_edit_acts_from_here() -> None:
    edited = from_here(PLAIN, with_value(PLAIN, "batch_size", 7), 40)
    assert edited == replace(PLAIN, base=replace(PLAIN.base, changes=(Change(40, batch_size=7),)))


def test_paused_an_edit_ends_the_earlier_changes_of_the_same_and_no_others() -> None:
    edited = from_start(CHANGED, with_value(CHANGED, "batch_size", 7), 25)
    assert base_of(edited) == {**base_of(CHANGED), "batch_size": 7, "changes": base_of(CHANGED)["changes"][1:]}
    later = from_start(CHANGED, with_value(CHANGED, "order", "shuffle_once"), 25)
    assert base_of(later) == {**base_of(CHANGED), "order": "shuffle_once"}


def in_force(experiment: Experiment, step: int) -> Experiment:
    """What a form shows at a step."""
    return replace(experiment, base=at_step(experiment.base, step))


@pytest.mark.parametrize("begin", [lambda e, step: e, in_force], ids=["as it began", "as it is"])
def test_playing_an_edit_of_one_thing_leaves_the_others_as_they_are(begin: Any) -> None:
    """Whether the edit was made on what the run began with or on what is in force."""
    edited = from_here(CHANGED, with_value(begin(CHANGED, 35), "batch_size", 7), 35)
    assert base_of(edited) == {**base_of(CHANGED), "changes": [*base_of(CHANGED)["changes"], {"step": 35, "batch_size": 7}]}
    paused = from_start(CHANGED, with_value(begin(CHANGED, 35), "batch_size", 7), 35)
    assert base_of(paused) == {**base_of(CHANGED), "batch_size": 7, "changes": base_of(CHANGED)["changes"][1:]}


def test_what_the_run_began_with_can_be_brought_back() -> None:
    edit = with_value(in_force(CHANGED, 35), "batch_size", 20)
    assert from_here(CHANGED, edit, 35).base.changes[-1] == Change(35, batch_size=20)
    assert base_of(from_start(CHANGED, edit, 35)) == {**base_of(CHANGED), "changes": base_of(CHANGED)["changes"][1:]}


def test_a_drag_while_playing_is_one_change() -> None:
    experiment = CHANGED
    for size in (6, 7, 8):
        experiment = from_here(experiment, with_value(in_force(experiment, 35), "batch_size", size), 35)
    assert experiment.base.changes == (*CHANGED.base.changes, Change(35, batch_size=8))
    both = from_here(experiment, with_value(in_force(experiment, 35), "order", "shuffle_once"), 35)
    assert both.base.changes[-1] == Change(35, batch_size=8, order="shuffle_once")


def test_a_change_from_here_takes_the_place_of_what_was_to_come() -> None:
    assert from_here(CHANGED, with_value(CHANGED, "batch_size", 7), 15).base.changes == (
        CHANGED.base.changes[0], Change(15, batch_size=7))


@pytest.mark.parametrize(("place", "value"), [("seed", 5), ("start", [1.0, 2.0]), ("problem.standardize", False), ("epochs", 7),
                                              ("carry_over", False), ("title", "a line")])
def test_everything_else_acts_from_the_start_even_while_playing(place: str, value: Any) -> None:
    edited = from_here(CHANGED, with_value(CHANGED, place, value), 35)
    assert edited == with_value(CHANGED, place, value)
    assert edited.base.changes == CHANGED.base.changes
    begun = from_here(CHANGED, with_value(in_force(CHANGED, 35), place, value), 35)
    assert begun == edited


def test_the_last_edit_can_be_made_to_act_from_here_instead() -> None:
    edited = from_start(CHANGED, with_value(in_force(CHANGED, 35), "optimizer.lr", 0.7), 35)
    assert from_here(CHANGED, edited, 35).base.changes == (*CHANGED.base.changes, Change(35, {"name": "sgd", "lr": 0.7}))


@pytest.mark.parametrize("step", [0, 9, 10, 29, 30, 99])
def test_what_is_in_force(step: int) -> None:
    run = at_step(CHANGED.base, step)
    assert run == Run(optimizer={"name": "sgd", "lr": 0.3} if step >= 20 else {"name": "sgd"},
                      batch_size=5 if step >= 10 else 20, order="sequential" if step >= 30 else "shuffle")


live_edits = st.lists(st.tuples(st.integers(0, 70), st.sampled_from([
    *(("order", order) for order in orders), *(("batch_size", size) for size in (1, 4, 20, 300)),
    ("optimizer.lr", 0.01), ("optimizer.lr", 0.05), ("optimizer.momentum", 0.5)])), max_size=5)


@given(edits=live_edits)
def test_a_run_with_live_changes_replays_from_its_document(edits: list[tuple[int, tuple[str, Any]]]) -> None:
    """Each edit, at a later step than the one before, leaves the rows up to it as they were."""
    experiment, problem = PLAIN, problem_for(PLAIN)
    (trace,) = simulate(experiment, problem, until=80)
    for step, (place, value) in sorted(edits, key=lambda edit: edit[0]):
        experiment = from_here(experiment, with_value(in_force(experiment, step), place, value), step)
        (after,) = simulate(experiment, problem, until=80)
        rows = min(step, trace.last) + 1
        assert after.theta[:rows].tobytes() == trace.theta[:rows].tobytes()
        assert in_force(experiment, step) == with_value(in_force(experiment, step), place, value)
        trace = after
    (again,) = simulate(experiment_of(document_of(experiment)), problem, until=80)
    assert len(again) == len(trace) and again.theta[: len(again)].tobytes() == trace.theta[: len(trace)].tobytes()
