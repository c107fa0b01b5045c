"""The terms of a step, against the trace and against the rule applied to them."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sgdviz.core.course import Course
from sgdviz.core.descent import advance
from sgdviz.core.experiment import Change, Run
from sgdviz.core.kinds import build
from sgdviz.core.optimizers import Reference, optimizers
from sgdviz.core.problem import Problem
from sgdviz.core.terms import Replay
from sgdviz.core.trace import CHECKPOINT, Trace

LINE = {"kind": "linear_regression", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g", "standardize": True}
CLASSES = {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm"], "y": "sex", "standardize": "x"}


def ran(problem: dict[str, Any], steps: int, **run: Any) -> tuple[Problem, Course, Trace]:
    built = build(problem)
    course = Course(built, Run(batch_size=32, **run), steps)
    trace = course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, steps):
            pass
    return built, course, trace


@pytest.mark.parametrize("name", optimizers)
@pytest.mark.parametrize("problem", [LINE, CLASSES], ids=["line", "classes"])
def test_the_numbers_are_the_traces_bit_for_bit(name: str, problem: dict[str, Any]) -> None:
    built, course, trace = ran(problem, CHECKPOINT + 20, optimizer={"name": name})
    replay = Replay()
    for step in (0, 1, 5, 2, CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 7, CHECKPOINT + 19):
        terms = replay.terms(course, trace, step)
        assert terms.theta.tobytes() == trace.theta[step].tobytes()
        assert terms.after.tobytes() == trace.theta[step + 1].tobytes()
        assert (terms.step, terms.age, terms.rate) == (step, step + 1, terms.method.lr)
        batch = built if isinstance(terms.method, Reference) else built.on(course.plan.rows(step))
        np.testing.assert_allclose(terms.gradient, batch.gradient(trace.theta[step]), rtol=1e-9, atol=1e-14)
        assert terms.move.tolist() == (trace.theta[step + 1] - trace.theta[step]).tolist()


@pytest.mark.parametrize("problem", [LINE, CLASSES], ids=["line", "classes"])
def test_sgds_terms_make_its_step(problem: dict[str, Any]) -> None:
    spec = {"name": "sgd", "lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1}
    _, course, trace = ran(problem, 40, optimizer=spec, schedule={"name": "exponential", "gamma": 0.9})
    velocity = np.zeros(2)
    for step in range(40):
        terms = Replay().terms(course, trace, step)
        assert terms.rate == pytest.approx(0.05 * 0.9**step)
        assert terms.taken is not None
        np.testing.assert_allclose(terms.taken, terms.gradient + 0.1 * terms.theta, rtol=1e-14)
        assert [old.tolist() for _, old in terms.remembered] == ([pytest.approx(velocity.tolist(), rel=1e-12)] if step else [])
        velocity = 0.9 * velocity + terms.taken
        ((slot, entry),) = terms.memory
        assert slot.symbol == "v" and slot.arrow
        np.testing.assert_allclose(entry, velocity, rtol=1e-12)
        np.testing.assert_allclose(terms.move, -terms.rate * (terms.taken + 0.9 * entry), rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("amsgrad", [False, True])
@pytest.mark.parametrize("problem", [LINE, CLASSES], ids=["line", "classes"])
def test_what_lies_between_adams_memory_and_its_step(problem: dict[str, Any], amsgrad: bool) -> None:
    _, course, trace = ran(problem, 30, optimizer={"name": "adam", "lr": 0.05, "amsgrad": amsgrad})
    for step in range(30):
        terms = Replay().terms(course, trace, step)
        (_, mean), (square, spread) = terms.between
        assert square.symbol == ("u\u0302" if amsgrad else "v\u0302")
        np.testing.assert_allclose(terms.move, -0.05 * mean / (np.sqrt(spread) + 1e-8), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("name", optimizers)
def test_what_a_step_leaves_in_memory_is_what_the_next_one_remembers(name: str) -> None:
    for problem in (LINE, CLASSES):
        _, course, trace = ran(problem, 6, optimizer={"name": name})
        found = [Replay().terms(course, trace, step) for step in range(6)]
        for before, after in pairwise(found):
            assert [(slot, np.array(entry).tolist()) for slot, entry in before.memory] == [
                (slot, np.array(entry).tolist()) for slot, entry in after.remembered]


def test_only_slots_in_use_are_there() -> None:
    def letters(**spec: Any) -> str:
        _, course, trace = ran(LINE, 3, optimizer=spec)
        return "".join(slot.symbol for slot, _ in Replay().terms(course, trace, 2).memory)

    assert letters(name="sgd") == "" and letters(name="sgd", momentum=0.5) == "v"
    assert letters(name="adam") == "mv" and letters(name="adam", amsgrad=True) == "mvu"
    assert letters(name="rmsprop") == "v" and letters(name="rmsprop", centered=True, momentum=0.5) == "vmb"
    assert letters(name="newton") == "p" and letters(name="lbfgs") == "ptsy" and letters(name="nadam") == "mvπ"


@pytest.mark.parametrize("problem", [LINE, CLASSES], ids=["line", "classes"])
def test_a_new_method_begins_anew_and_a_run_that_carries_nothing_over_at_the_start(problem: dict[str, Any]) -> None:
    names = {5: "adam", 9: "newton", 12: "lion"}
    changes = tuple(Change(step, optimizer={"name": name}) for step, name in names.items())
    _, course, trace = ran(problem, 20, changes=changes, start=(0.5, 1.0))
    replay = Replay()
    found = [replay.terms(course, trace, step) for step in range(20)]
    assert [terms.age for terms in found] == [1, 2, 3, 4, 5, 1, 2, 3, 4, 1, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8]
    assert all(terms.after.tobytes() == trace.theta[terms.step + 1].tobytes() for terms in found)
    _, course, trace = ran(problem, 6, carry_over=False, start=(0.5, 1.0), optimizer={"name": "adam"})
    for step in range(6):
        terms = replay.terms(course, trace, step)
        assert terms.theta.tolist() == [0.5, 1.0] and terms.age == 1
        assert terms.after.tobytes() == trace.theta[step + 1].tobytes()


def test_the_step_that_leaves_for_infinity_is_shown_as_it_is() -> None:
    _, course, trace = ran({"kind": "formula", "formula": "x^4"}, 50, start=(3.0,), optimizer={"name": "sgd", "lr": 1.0})
    assert trace.end is not None
    terms = Replay().terms(course, trace, trace.last)
    assert terms.theta.tobytes() == trace.theta[trace.last].tobytes() and not np.abs(terms.after).max() < 1e100
