"""The experiment as a value: its runs, their stretches, and what two runs have in common."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.batches import orders
from sgdviz.core.experiment import Change, Experiment, Run, rule

PROBLEM: Mapping[str, Any] = {"kind": "landscape", "name": "quintic"}
SLOW, FAST = {"name": "sgd", "lr": 0.01}, {"name": "sgd", "lr": 1.0}

changes = st.lists(st.builds(Change, st.integers(0, 12), optimizer=st.sampled_from([None, SLOW, FAST]),
                             batch_size=st.sampled_from([None, 2, 3, 50]), order=st.sampled_from([None, *orders])),
                   max_size=3, unique_by=lambda change: change.step).map(
                       lambda found: tuple(sorted(found, key=lambda change: change.step)))
runs = st.builds(Run, optimizer=st.sampled_from([SLOW, FAST]), batch_size=st.sampled_from([2, 3]),
                 order=st.sampled_from(["shuffle", "sequential"]), seed=st.integers(0, 1), changes=changes)


def in_force(run: Run, step: int) -> tuple[Any, int, str]:
    """Optimizer, batch size and order at a step, found by going through the changes one by one."""
    optimizer, size, order = run.optimizer, run.batch_size, run.order
    for change in run.changes:
        if change.step <= step:
            optimizer = optimizer if change.optimizer is None else change.optimizer
            size = size if change.batch_size is None else change.batch_size
            order = order if change.order is None else change.order
    return optimizer, size, order


@given(run=runs)
def test_settings_say_what_is_in_force(run: Run) -> None:
    settings = run.settings()
    steps = [s.step for s in settings]
    assert steps[0] == 0 and steps == sorted(set(steps))
    for step in range(15):
        found = next(s for s in reversed(settings) if s.step <= step)
        assert (found.optimizer, found.batch_size, found.order) == in_force(run, step)
    assert [s.step for s in run.plan(10).segments] == steps == [first for first, _, _ in run.rules()]


@given(a=runs, b=runs)
def test_common_steps_are_computed_alike(a: Run, b: Run) -> None:
    """In the first so many steps both runs take the same rows by the same rule."""
    common = a.common_steps(b)
    assert common == b.common_steps(a)
    plans = a.plan(10), b.plan(10)
    for step in range(20 if common is None else common):
        assert in_force(a, step)[0] == in_force(b, step)[0]
        assert plans[0].rows(step).tolist() == plans[1].rows(step).tolist()


@given(run=runs, step=st.integers(0, 14))
def test_a_change_keeps_the_steps_before_it(run: Run, step: int) -> None:
    earlier = tuple(change for change in run.changes if change.step < step)
    before, after = replace(run, changes=earlier), replace(run, changes=(*earlier, Change(step, batch_size=5)))
    assert before.common_steps(after) == step
    assert after.common_steps(after) is None


@pytest.mark.parametrize("other", [{"seed": 1}, {"start": (1.0,)}, {"carry_over": False}])
def test_another_seed_or_start_has_nothing_in_common(other: dict[str, Any]) -> None:
    assert Run().common_steps(replace(Run(), **other)) == 0


def test_a_name_is_no_difference() -> None:
    assert Run().common_steps(Run(name="SGD")) is None


def test_a_lone_run_is_the_base() -> None:
    base = Run(batch_size=3)
    assert Experiment(PROBLEM, base).runs == (base,)


def test_a_run_overrides_what_it_gives() -> None:
    experiment = Experiment(PROBLEM, Run(batch_size=3, seed=5), ({}, {"batch_size": 7, "name": "seven"}, {"start": (1.0,)}))
    assert experiment.runs == (Run(batch_size=3, seed=5), Run(batch_size=7, seed=5, name="seven"),
                               Run(batch_size=3, seed=5, start=(1.0,)))


def test_a_change_of_the_base_leaves_a_run_alone_in_what_it_overrides() -> None:
    base = Run(changes=(Change(4, batch_size=2, order="sequential"), Change(6, batch_size=9)))
    shared, own, none = Experiment(PROBLEM, base, ({}, {"batch_size": 7}, {"changes": ()})).runs
    assert shared.changes == base.changes
    assert own.changes == (Change(4, order="sequential"),) and own.batch_size == 7
    assert none.changes == ()


def test_the_steps_are_those_of_the_first_runs_epochs() -> None:
    two = ({"batch_size": 4}, {"batch_size": 1})
    assert Experiment(PROBLEM, epochs=3, overrides=two).steps(10) == 9
    assert Experiment(PROBLEM, epochs=3, overrides=two[::-1]).steps(10) == 30
    live = Run(batch_size=5, changes=(Change(3, batch_size=2),))
    assert Experiment(PROBLEM, live, epochs=3).steps(10) == 2 + (1 + 3) + 5


def test_an_experiment_cannot_be_changed_in_place() -> None:
    experiment = Experiment(PROBLEM)
    for thing, name in ((experiment, "epochs"), (experiment.base, "seed"), (Change(3), "step")):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, 1)


def test_a_rule_has_the_numbers_of_its_object() -> None:
    assert rule({"name": "sgd", "lr": 0.25}).lr == 0.25
    theta, memory = rule({"name": "sgd", "lr": 0.5, "momentum": 0.5}).update(1.0, 2.0, (4.0,), 3, 0.5, None)
    assert (theta, memory) == (1 - 0.5 * 4, (4,))
