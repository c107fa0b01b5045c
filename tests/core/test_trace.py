"""Rows that are only ever added, and what one trace may take over from another."""

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core import trace as module
from sgdviz.core.trace import BLOCK, CHECKPOINT, Cause, State, Trace

CAUSE = Cause("Diverged at step {step}.", {"step": 6})


def filled(rows: int, steps: int, sign: float = 1.0) -> Trace:
    """A trace with that many steps taken, θ_k = ±(k, −k) and J = 10k, with checkpoints."""
    trace = Trace(np.zeros(2), steps)
    for k in range(1, rows + 1):
        trace.append([sign * k, -sign * k], k / 2)
        if k % CHECKPOINT == 0:
            trace.keep(State([k], None, k))
    trace.loss[: len(trace)] = 10 * np.arange(len(trace))
    trace.known = len(trace)
    return trace


def test_a_new_trace_holds_the_start() -> None:
    trace = Trace(np.array([1.0, 2.0, 3.0]), 5)
    assert (len(trace), trace.last, trace.done, trace.end) == (1, 0, False, None)
    assert trace.theta[0].tolist() == [1, 2, 3] and math.isnan(trace.batch_loss[0])
    assert np.isnan(trace.loss[0]) and trace.known == 0 and trace.theta.shape == (6, 3)


@pytest.mark.parametrize("theta", [[0.1, -1e308], np.array([0.1, -1e308]), (np.float64(0.1), -1e308)])
def test_a_row_is_what_was_appended(theta: object) -> None:
    trace = Trace(np.zeros(2), 2)
    trace.append(theta, np.float64(1 / 3))
    assert len(trace) == 2 and not trace.done
    assert trace.theta[1].tolist() == [0.1, -1e308] and trace.batch_loss[1] == 1 / 3
    trace.append(theta, 0.0)
    assert trace.done and trace.last == 2


def test_rows_that_a_reader_holds_never_change() -> None:
    trace = filled(3, 10)
    held = trace.theta[: len(trace)]
    before = held.copy()
    trace.append([9.0, 9.0], 0.0)
    np.testing.assert_array_equal(held, before)


@given(step=st.integers(0, 5 * CHECKPOINT))
def test_the_nearest_checkpoint_is_at_or_before(step: int) -> None:
    found = filled(3 * CHECKPOINT + 5, 5 * CHECKPOINT).nearest(step)
    expected = min(step - step % CHECKPOINT, 3 * CHECKPOINT)
    assert found == ((expected, State([expected], None, expected)) if expected else None)


@given(rows=st.integers(0, 3 * CHECKPOINT), steps=st.integers(1, 3 * CHECKPOINT), common=st.integers(0, 4 * CHECKPOINT))
def test_what_is_common_is_taken_over(rows: int, steps: int, common: int) -> None:
    other = filled(rows, 3 * CHECKPOINT, sign=-1)
    trace = Trace(np.zeros(2), steps)
    trace.adopt(other, common)
    kept = min(rows, steps, common)
    assert trace.last == kept and trace.end is None
    for name in ("theta", "batch_loss", "loss") if common else ():
        np.testing.assert_array_equal(getattr(trace, name)[: kept + 1], getattr(other, name)[: kept + 1])
    assert trace.known == (kept + 1 if common else 0) and not trace.inherits
    assert set(trace.checkpoints) == set(range(CHECKPOINT, kept + 1, CHECKPOINT))


def test_J_of_a_new_row_is_not_known() -> None:
    trace = Trace(np.zeros(2), 3)
    trace.loss[:] = 7.0
    trace.append([1.0, 1.0], 0.5)
    assert math.isnan(trace.loss[1])


def long(rows: int, steps: int) -> Trace:
    """A trace of so many rows at once: θ_k = (k, −k)."""
    trace = Trace(np.zeros(2), steps)
    trace.theta[:, 0] = np.arange(steps + 1)
    trace.theta[:, 1], trace.batch_loss[1:], trace.loss[:] = -trace.theta[:, 0], 0.5, 3.0
    trace.last, trace.known = rows, rows - 9
    for step in range(CHECKPOINT, rows + 1, CHECKPOINT):
        trace.checkpoints[step] = State([step], None, step)
    return trace


def assert_first_rows(trace: Trace, rows: int) -> None:
    assert trace.last == rows
    np.testing.assert_array_equal(trace.theta[: rows + 1, 0], np.arange(rows + 1))
    np.testing.assert_array_equal(trace.batch_loss[1 : rows + 1], 0.5)


def test_many_rows_are_taken_over_block_by_block() -> None:
    other = long(3 * BLOCK, 4 * BLOCK)
    other.end = CAUSE
    trace = Trace(np.zeros(2), 4 * BLOCK)
    trace.adopt(other, 4 * BLOCK)
    lengths = [len(trace)]
    while trace.inherits:
        assert trace.end is None and trace.known == len(trace)
        trace.inherit()
        lengths.append(len(trace))
    assert lengths == [BLOCK + 1, 2 * BLOCK + 1, 3 * BLOCK + 1]
    assert_first_rows(trace, 3 * BLOCK)
    assert trace.end == CAUSE and trace.known == other.known and trace.checkpoints == other.checkpoints


def test_an_heir_of_an_heir_takes_over_what_the_first_still_would_have() -> None:
    first, second, third = (long(3 * BLOCK, 3 * BLOCK), *(Trace(np.zeros(2), 3 * BLOCK) for _ in range(2)))
    second.adopt(first, 2 * BLOCK)
    assert second.inherits and len(second) == BLOCK + 1
    third.adopt(second, 3 * BLOCK)
    while third.inherits:
        third.inherit()
    assert_first_rows(third, 2 * BLOCK)
    assert max(third.checkpoints) == 2 * BLOCK


def test_the_longer_a_run_the_farther_its_kept_states_are_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 8)
    trace = filled(40 * CHECKPOINT, 40 * CHECKPOINT)
    assert sorted(trace.checkpoints) == [8 * CHECKPOINT * i for i in range(1, 6)]
    assert trace.nearest(17 * CHECKPOINT + 3) == (16 * CHECKPOINT, State([16 * CHECKPOINT], None, 16 * CHECKPOINT))


def test_with_no_step_in_common_the_start_is_its_own() -> None:
    trace = Trace(np.array([5.0, 6.0]), 10)
    trace.adopt(filled(5, 10), 0)
    assert trace.theta[0].tolist() == [5, 6] and len(trace) == 1 and math.isnan(trace.loss[0])


@pytest.mark.parametrize(("common", "steps", "ends"), [
    (6, 100, True),   # the step that could not be taken is common
    (5, 100, False),  # only what was before it is
    (9, 5, False),    # the shorter run never comes so far
])
def test_an_end_is_taken_over_with_the_step_that_led_to_it(common: int, steps: int, ends: bool) -> None:
    other = filled(5, 100)
    other.end = CAUSE
    trace = Trace(np.zeros(2), steps)
    trace.adopt(other, common)
    assert trace.last == 5 and (trace.end == CAUSE) == ends
    assert trace.done == (ends or steps == 5)


def test_a_cause_is_a_sentence() -> None:
    assert str(CAUSE) == "Diverged at step 6."


def test_a_step_takes_the_bytes_that_are_said() -> None:
    """Of resident memory, in a process of its own; rows that are not there yet take none."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("resident memory is read from /proc")
    code = """
from sgdviz.core.descent import advance, courses, losses
from sgdviz.core.document import experiment_of, problem_for
experiment = experiment_of({"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True},
                            "batch_size": 32, "epochs": 1_200_000, "optimizer": {"name": "sgd", "momentum": 0.9}})
problem = problem_for(experiment)
course, = courses(experiment, problem)
pages = lambda: int(open("/proc/self/statm").read().split()[1])
trace = course.trace()
for step in advance(course, trace, 800_000):
    if step % 4096 == 0:
        losses(problem, trace, trace.known, len(trace))
    if step == 300_000:
        before = pages()
print((pages() - before) * __import__("os").sysconf("SC_PAGE_SIZE") / 500_000, trace.bytes_per_step)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    measured, said = map(float, done.stdout.split())
    assert said == 36 and 32 <= measured <= said + 1
