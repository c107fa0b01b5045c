"""What is known about one θ: computed once, by whoever needs it first."""

import numpy as np
import pytest
from frames import frame_of

from sgdviz.core import local
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.formula import formula_problem
from sgdviz.core.local import Local
from sgdviz.core.problem import Problem
from sgdviz.core.progress import Cancelled, untold

PARTS = ("loss", "gradient", "hessian", "nearby")


@pytest.fixture
def problem(monkeypatch: pytest.MonkeyPatch) -> Problem:
    """One whose Hessian no frame may wait for."""
    monkeypatch.setattr(local, "AT_ONCE", -1.0)
    return problem_for(experiment_of({"problem": {"kind": "formula", "formula": "(x^2 - 1)^2 + y^2"}}))


def test_each_part_is_what_the_problem_says(problem: Problem) -> None:
    here = Local(problem, np.array([0.5, 2.0]))
    assert here.loss == 0.75**2 + 4
    np.testing.assert_allclose(here.gradient, [4 * 0.5 * (0.25 - 1), 4], rtol=1e-14)
    np.testing.assert_allclose(here.hessian, [[12 * 0.25 - 4, 0], [0, 2]], rtol=1e-14)


def test_what_is_learned_is_not_computed_again(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    origin = Local(problem, np.array([2.0, 2.0]))
    here, same = (Local(problem, np.array([1.0 + 1e-4, 0.0]), origin) for _ in range(2))
    truth = same.loss, same.gradient, same.hessian, same.nearby, same.share
    assert truth[3] == "minimum"
    assert not here.knows("loss")
    here.learn(PARTS, untold)
    assert here.knows(*PARTS)
    for name in PARTS[:3]:
        monkeypatch.setattr(type(problem), name, None)
    assert all(np.array_equal(mine, true) for mine, true in zip(
        (here.loss, here.gradient, here.hessian, here.nearby, here.share), truth, strict=True))


def test_no_point_is_near_where_the_gradient_is_not_small(problem: Problem) -> None:
    origin, at = Local(problem, np.array([2.0, 2.0])), np.array([1.0 + 1e-4, 0.0])
    assert Local(problem, at, origin).nearby == "minimum"
    assert Local(problem, at).share == 1 and Local(problem, at).nearby is None


def test_the_point_nearby_is_the_nearest_one() -> None:
    """Beside the inflection at −1/√3 Newton's method leaps to 1; the minimum −1 is 0.44 away in a box 10 wide."""
    j = formula_problem("x^4/4 - x^2/2", [[-5, 5]])
    assert Local(j, np.array([-0.56]), Local(j, np.array([5.0]))).nearby == "minimum"


def test_learning_may_be_stopped(problem: Problem) -> None:
    def stop(share: float) -> None:
        raise Cancelled
    here = Local(problem, np.array([0.5, 2.0]))
    with pytest.raises(Cancelled):
        here.learn(PARTS, stop)
    assert not here.knows("loss")


def test_a_frame_takes_over_what_is_known_of_its_theta_alone() -> None:
    spec = {"problem": {"kind": "landscape", "name": "himmelblau"}, "epochs": 9}
    first = frame_of(spec, 3)
    assert frame_of(spec, 3, known=first.local).local is first.local
    other = frame_of(spec, 4, known=first.local)
    assert other.local is not first.local and other.loss == other.problem.loss(other.trace.theta[4])
    elsewhere = frame_of({**spec, "problem": {"kind": "landscape", "name": "parabola"}}, 3, known=first.local)
    assert elsewhere.local is not first.local
