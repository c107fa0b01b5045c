"""What a view is told at every step, from the start to the end of a run."""

from typing import Any

import frames
import numpy as np
import pytest

from sgdviz.core.frame import Frame
from sgdviz.core.optimizers import optimizers

LINE = {"kind": "linear_regression", "data": "faithful", "standardize": True}
DOCUMENT = {"problem": LINE, "batch_size": 60, "epochs": 3, "runs": [{}, {"batch_size": 272}]}


def frame(document: dict[str, Any], step: int, until: int | None = None, **rest: Any) -> Frame:
    return frames.frame_of(document, step, until, **rest)


@pytest.mark.parametrize("step", range(15))
def test_the_current_batch_is_the_one_that_the_next_step_uses(step: int) -> None:
    found = frame(DOCUMENT, step)
    plan = found.course.plan
    np.testing.assert_array_equal(found.rows, plan.rows(step))
    np.testing.assert_array_equal(found.theta, found.trace.theta[step])
    assert found.place == plan.place(step) and not found.done
    assert found.batch_loss == pytest.approx(float(found.batch.loss(found.theta)), rel=1e-12)
    np.testing.assert_allclose(found.trace.theta[step + 1], found.theta - 0.1 * found.batch_gradient, rtol=1e-11)
    assert found.loss == pytest.approx(found.trace.loss[step], rel=1e-12)
    np.testing.assert_array_equal(found.gradient, found.problem.gradient(found.theta))


@pytest.mark.parametrize("more", [*({"optimizer": {"name": name}} for name in optimizers), {"carry_over": False}],
                         ids=lambda more: str(more))
def test_the_loss_of_the_batch_is_the_same_before_and_after_its_step_is_computed(more: dict[str, Any]) -> None:
    for step in (0, 2):
        early, late = (frame({"problem": LINE, "batch_size": 60, "epochs": 3, **more}, step, until) for until in (step, 15))
        assert early.trace.last == step < late.trace.last
        assert late.batch_loss == pytest.approx(early.batch_loss, rel=1e-10)


def test_at_the_end_the_last_batch_is_shown_as_done() -> None:
    found = frame(DOCUMENT, 15)
    assert found.done and found.batch_step == 14
    assert found.place[:3] == (3, 5, 5) and len(found.rows) == 32


def test_the_watched_run_gives_the_numbers() -> None:
    found = frame(DOCUMENT, 4, watched=1)
    assert found.course is found.courses[1] and found.trace is found.traces[1]
    assert found.batch is found.problem and found.batch_loss == found.loss and found.angle == pytest.approx(0, abs=1e-12)
    assert found.place[:3] == (5, 1, 1)


def test_a_run_that_ended_stays_where_it_ended() -> None:
    wild = {**DOCUMENT, "epochs": 300, "runs": [{}, {"optimizer": {"name": "sgd", "lr": 5}}]}
    found = frame(wild, 1400, watched=1)
    last = found.traces[1].last
    assert 0 < last < 1400 and found.reached(1) == last and found.reached(0) == 1400 and found.done
    np.testing.assert_array_equal(found.theta, found.traces[1].theta[last])
    np.testing.assert_array_equal(found.ball(1), found.theta)
    assert not frame(wild, 1400).done
    assert not frame(wild, last - 1, watched=1).done


def test_a_step_that_is_not_computed_yet_is_not_shown() -> None:
    found = frame(DOCUMENT, 9, until=4)
    assert found.reached(0) == 4 and found.batch_step == 4 and not found.done


@pytest.mark.parametrize(("fraction", "share"), [(0.0, 0.0), (0.5, 0.875), (1.0, 1.0)])
def test_the_ball_glides_from_the_step_before(fraction: float, share: float) -> None:
    found = frame(DOCUMENT, 4, fraction=fraction)
    before, after = found.trace.theta[3:5]
    np.testing.assert_allclose(found.ball(0), before + share * (after - before), rtol=1e-14)
    np.testing.assert_array_equal(frame(DOCUMENT, 0, fraction=fraction).ball(0), found.trace.theta[0])


def test_the_angle_between_the_gradients() -> None:
    found = frame(DOCUMENT, 3)
    a, b = found.gradient, found.batch_gradient
    assert found.angle == pytest.approx(np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))), rel=1e-9)


@pytest.mark.parametrize("start", [[-1.5], [2.0]])
def test_there_is_no_angle_to_no_gradient(start: list[float]) -> None:
    flat = {"problem": {"kind": "landscape", "name": "quintic"}, "start": start}
    assert frame(flat, 0).angle is None


def test_the_angle_is_right_where_the_squares_of_the_gradients_overflow() -> None:
    found = frame(DOCUMENT, 0, until=0)
    found.trace.theta[0] = 3e200, -2e200
    a, b = found.gradient / 1e200, found.batch_gradient / 1e200
    assert found.angle == pytest.approx(np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b))), rel=1e-7)
