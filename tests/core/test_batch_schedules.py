"""Batch-size schedules: what each gives epoch by epoch, and the ladder against counting."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.batch_schedules import Growth, Ladder, batch_schedules, constant, linear, step
from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.problem import Problem

growths = st.builds(constant) | st.builds(step, st.integers(1, 4), st.floats(1.01, 5)) | st.builds(
    linear, st.integers(1, 4), st.integers(1, 9))


@pytest.mark.parametrize(("growth", "sizes"), [
    (constant(), [4] * 8), (step(2, 2.0), [4, 4, 8, 8, 16, 16, 30, 30]), (linear(1, 5), [4, 9, 14, 19, 24, 29, 30, 30]),
    (linear(3, 5), [4, 4, 4, 9, 9, 9, 14, 14]), (step(1, 1.4), [4, 6, 8, 11, 15, 22, 30, 30])])
def test_the_sizes_of_the_first_epochs(growth: Growth, sizes: list[int]) -> None:
    assert [Ladder(30, 4, growth).size(epoch) for epoch in range(1, 9)] == sizes


@pytest.mark.parametrize("name", batch_schedules)
def test_sizes_never_fall_and_end_at_n_or_stay(name: str) -> None:
    growth = batch_schedules[name].make()
    sizes = list(islice(growth.sizes(3), 40))
    assert sizes[0] == 3 and sizes == sorted(sizes)
    ladder = Ladder(100, 3, growth)
    assert ladder.size(10**9) == (3 if name == "constant" else 100)
    assert ladder.is_even == (name == "constant")
    assert Ladder(100, 100, growth).is_even


@given(n=st.integers(1, 60), first=st.integers(1, 70), growth=growths)
def test_the_steps_of_a_ladder_are_those_that_are_counted(n: int, first: int, growth: Growth) -> None:
    ladder, step = Ladder(n, first, growth), 0
    for epoch in range(1, 40):
        assert ladder.first_step(epoch) == step
        for done in range(-(-n // ladder.size(epoch))):
            assert ladder.at(step) == (epoch, done, ladder.size(epoch))
            step += 1
        alike = ladder.alike(epoch, 5)
        assert [ladder.size(epoch + i) for i in range(alike)] == [ladder.size(epoch)] * alike
        assert alike == 5 or ladder.size(epoch + alike) > ladder.size(epoch)


def test_once_it_takes_all_rows_it_is_descent_bit_for_bit() -> None:
    """From where B is n, the run is that of full batches from the same point."""
    line = {"kind": "linear_regression", "data": "faithful", "standardize": True}
    document = {"problem": line, "batch_size": 68, "batch_schedule": {"name": "step", "every": 1, "factor": 2.0}, "epochs": 20}
    grown = experiment_of(document)
    problem: Problem = problem_for(grown)
    plan = grown.base.plan(272)
    assert [plan.first_step(epoch) for epoch in (1, 2, 3, 4, 5)] == [0, 4, 6, 7, 8]
    assert problem.on(plan.rows(6)) is problem is not problem.on(plan.rows(5))
    (trace,) = simulate(grown, problem)
    full = experiment_of({"problem": line, "batch_size": 272, "epochs": 20, "start": trace.theta[6].tolist()})
    (rest,) = simulate(full, problem)
    assert trace.theta[6:].tobytes() == rest.theta[: len(trace) - 6].tobytes()


@given(st.integers(1, 60), st.integers(1, 60), growths, growths)
def test_ladders_are_equal_if_they_cut_every_epoch_alike(n: int, first: int, growth: Growth, other: Growth) -> None:
    one, two = Ladder(n, first, growth), Ladder(n, first, other)
    if [one.size(epoch) for epoch in range(1, 300)] == [two.size(epoch) for epoch in range(1, 300)]:
        assert one == two and hash(one) == hash(two)
    else:
        assert one != two
    assert one != Ladder(n + 1, first, growth)
