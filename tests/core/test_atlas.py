"""Maps of runs: each pixel is the run that it stands for, whatever the passes and the blocks."""

import tracemalloc
from typing import Any

import numpy as np
import pytest
from fates import fate_of
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.atlas import basins as basins_module
from sgdviz.core.atlas.atlas import SCOUTED, Atlas, arrays, survey
from sgdviz.core.atlas.attractors import NOWHERE, Attractors, attractors, known_attractors
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.fates import GONE, UNKNOWN
from sgdviz.core.atlas.pixels import with_rate, with_start
from sgdviz.core.atlas.sweep import COLUMNS, Sweep, batch_sizes, learning_rates
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Change, Experiment
from sgdviz.core.invalid import Invalid
from sgdviz.core.problem import Array, Problem
from sgdviz.core.slice import plane_of_weights
from sgdviz.exhibits import exhibits

QUINTIC: dict[str, Any] = {"problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}},
                           "batch_size": 4, "epochs": 30}
HIMMELBLAU: dict[str, Any] = {"problem": {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt", "sd": 2.0}},
                              "batch_size": 8, "epochs": 20}
LINE: dict[str, Any] = {"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True},
                        "batch_size": 32, "epochs": 3, "start": [0.3, -0.4]}
NEURON: dict[str, Any] = {"problem": {"kind": "neuron", "data": "penguins", "x": ["flipper_length_mm"], "y": "body_mass_g",
                                      "standardize": True}, "batch_size": 64, "epochs": 4}
NETWORK: dict[str, Any] = {"problem": {"kind": "network", "data": "faithful", "standardize": True}, "batch_size": 32, "epochs": 3}
OPTIMIZERS: list[dict[str, Any]] = [{"name": "sgd", "lr": 0.02, "momentum": 0.9}, {"name": "adam", "lr": 0.1},
                                    {"name": "rmsprop", "lr": 0.05}, {"name": "sgd", "lr": 0.6}]


def made(document: dict[str, Any], **more: Any) -> tuple[Experiment, Problem]:
    experiment = experiment_of({**document, **more})
    return experiment, problem_for(experiment)


def plane(problem: Problem, rows: int, columns: int) -> Array:
    """Starts all over the box (rows, columns, d)."""
    sides = [np.linspace(low, high, count) for (low, high), count in zip(problem.box, (columns, rows), strict=False)]
    if problem.dim == 1:
        return np.broadcast_to(sides[0][None, :, None], (rows, columns, 1))
    return np.stack(np.meshgrid(*sides), axis=-1)


def whole(atlas: Atlas, threads: int = 1) -> Atlas:
    for _ in survey(atlas, threads=threads):
        pass
    assert (atlas.fate != UNKNOWN).all()
    return atlas


def alone(experiment: Experiment, problem: Problem, ends: Attractors, watched: int = 0) -> tuple[int, int, float]:
    """Fate, step and last J of a run that is computed by itself, as it is when its pixel is opened."""
    trace = simulate(experiment, problem)[watched]
    fate, step = fate_of(trace.theta[: len(trace)], trace.end is not None, ends)
    return fate, step, float(trace.loss[trace.last])


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda spec: f"{spec['name']}-{spec['lr']}")
@pytest.mark.parametrize("document", [HIMMELBLAU, LINE, NEURON], ids=["himmelblau", "line", "neuron"])
def test_a_pixel_of_the_basins_is_the_run_from_its_start(document: dict[str, Any], optimizer: dict[str, Any]) -> None:
    experiment, problem = made(document, optimizer=optimizer)
    starts = plane(problem, 5, 7)
    atlas = whole(Basins(courses(experiment, problem)[0], starts))
    for row, column in np.ndindex(5, 7):
        opened = with_start(experiment, 0, tuple(starts[row, column].tolist()))
        assert (atlas.fate[row, column], atlas.step[row, column]) == alone(opened, problem, atlas.ends)[:2]


def test_a_pixel_of_a_line_is_the_run_from_its_start_with_its_learning_rate() -> None:
    experiment, problem = made(QUINTIC)
    starts, rates = plane(problem, 5, 9), np.broadcast_to(np.geomspace(0.05, 3, 5)[:, None], (5, 9))
    atlas = whole(Basins(courses(with_rate(experiment, 0, 1.0), problem)[0], starts, rates))
    for row, column in np.ndindex(5, 9):
        opened = with_start(with_rate(experiment, 0, float(rates[row, column])), 0, tuple(starts[row, column].tolist()))
        assert (atlas.fate[row, column], atlas.step[row, column]) == alone(opened, problem, atlas.ends)[:2]
    assert {GONE, 0, 1} <= set(atlas.fate.ravel().tolist()), "some are gone, some at the minimum, some at the flat point"


@pytest.mark.parametrize("more", [
    {}, {"optimizer": {"name": "sgd", "lr": 0.1, "momentum": 0.5}}, {"optimizer": {"name": "adam", "lr": 0.1}},
    {"order": "with_replacement", "schedule": {"name": "inverse_time", "decay": 0.1}},
    {"runs": [{}, {"batch_size": 9, "optimizer": {"name": "sgd", "lr": 0.3}}]},
], ids=["plain", "momentum", "adam", "schedule", "second run"])
@pytest.mark.parametrize("document", [QUINTIC, LINE], ids=["quintic", "line"])
def test_a_pixel_of_the_sweep_is_the_run_with_its_rate_and_batch_size(document: dict[str, Any], more: dict[str, Any]) -> None:
    experiment, problem = made(document, **more)
    watched = len(experiment.runs) - 1
    rates, sizes = np.geomspace(0.03, 4, 5), np.array([3, 7, problem.n - 1, problem.n])
    atlas = whole(Sweep(experiment, problem, watched, rates, sizes))
    for row, column in np.ndindex(5, 4):
        opened = with_rate(experiment, watched, float(rates[row]), int(sizes[column]))
        fate, step, loss = alone(opened, problem, atlas.ends, watched)
        assert (atlas.fate[row, column], atlas.step[row, column]) == (fate, step)
        assert np.isnan(atlas.loss[row, column]) if fate == GONE else atlas.loss[row, column] == pytest.approx(loss, rel=1e-7)


def test_a_pixel_of_a_plane_is_the_run_from_its_theta() -> None:
    experiment, problem = made(NETWORK)
    course = courses(experiment, problem)[0]
    flat = plane_of_weights(problem, course.start, (0, 3))
    points = np.stack(np.meshgrid(np.linspace(-2, 2, 7), np.linspace(-3, 3, 5)), axis=-1)
    atlas, lifted = Basins(course, points, plane=flat), Basins(course, flat.lift(points))
    assert np.array_equal(atlas.axes()["starts"], flat.lift(points))
    for cell in np.ndindex(5, 7):
        assert np.array_equal(atlas.starts(np.array([cell]))[0], flat.lift(points)[cell])
    assert np.array_equal(whole(atlas).fate, whole(lifted).fate) and np.array_equal(atlas.step, lifted.step)


def test_a_map_of_many_weights_takes_no_more_memory_than_one_of_two() -> None:
    """A pixel has a start of its own with as many weights; together they would take gigabytes, and a second each."""
    experiment, problem = made({**NETWORK, "problem": {**NETWORK["problem"], "hidden": 64}})
    course = courses(experiment, problem)[0]
    points = np.zeros((500, 500, 2))
    tracemalloc.start()
    try:
        Basins(course, points, plane=plane_of_weights(problem, course.start, (0, 3)))
        assert tracemalloc.get_traced_memory()[1] < 2 * points.nbytes
    finally:
        tracemalloc.stop()


def test_passes_and_threads_and_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    experiment, problem = made(HIMMELBLAU, optimizer=OPTIMIZERS[0])
    course = courses(experiment, problem)[0]
    fine = whole(Basins(course, plane(problem, 21, 33)), threads=2)
    monkeypatch.setattr(Basins, "passes", lambda atlas: iter([(1, np.argwhere(atlas.fate == UNKNOWN))]))
    monkeypatch.setattr(basins_module, "BLOCK", 50)
    once = whole(Basins(course, plane(problem, 21, 33)))
    assert np.array_equal(fine.fate, once.fate) and np.array_equal(fine.step, once.step)


@pytest.mark.parametrize("make", [Basins, Sweep])
def test_every_pixel_is_in_one_pass(make: type[Atlas]) -> None:
    experiment, problem = made(QUINTIC)
    course = courses(experiment, problem)[0]
    atlas = (Basins(course, plane(problem, 20, 37)) if make is Basins else
             Sweep(experiment, problem, 0, np.geomspace(0.1, 1, 20), batch_sizes(problem.n, 3)))
    cells = np.concatenate([cells for _, cells in atlas.passes()])
    assert len(cells) == len(np.unique(cells, axis=0)) == atlas.fate.size
    for _, cells in atlas.passes():
        blocks = atlas.blocks(cells)
        assert sorted(map(tuple, np.concatenate(blocks))) == sorted(map(tuple, cells))


def test_until_it_is_known_a_pixel_looks_like_the_corner_of_its_square() -> None:
    experiment, problem = made(HIMMELBLAU)
    atlas = Basins(courses(experiment, problem)[0], plane(problem, 20, 20))
    for count, (_, cells) in enumerate(atlas.passes()):
        atlas.fate[tuple(cells.T)] = 0
        if count == 1:
            break
    row, column = atlas.spread()
    inside = np.arange(20)
    assert np.array_equal(row, np.broadcast_to(inside[:, None] // 8 * 8, (20, 20)))
    assert np.array_equal(column, np.broadcast_to(inside[None] // 8 * 8, (20, 20)))


def test_the_search_for_minima_can_be_stopped_between_two_steps() -> None:
    """Of many weights all steps of Newton's method take many seconds, for which whoever hides a map must not wait."""
    experiment, problem = made(NETWORK)
    course = courses(experiment, problem)[0]
    asked = 0

    def stopped_after(most: int) -> Attractors:
        nonlocal asked
        asked = 0

        def stopped() -> bool:
            nonlocal asked
            asked += 1
            return asked > most

        atlas = Basins(course, np.zeros((8, 8, 2)), plane=plane_of_weights(problem, course.start, (0, 3)))
        atlas.scout(stopped)
        return atlas.ends

    stopped_after(1000)
    assert asked > 2 * course.steps / SCOUTED
    most = asked - 2
    assert not stopped_after(most).marks and asked == most + 1


def test_a_map_that_is_stopped_keeps_what_it_knows() -> None:
    experiment, problem = made(HIMMELBLAU)
    atlas, said = Basins(courses(experiment, problem)[0], plane(problem, 40, 40)), []
    for progress in survey(atlas, lambda: len(said) > 2):
        said.append(progress)
    known = atlas.fate != UNKNOWN
    assert known.any() and not known.all() and said[-1].share < 1
    kept = atlas.fate.copy()
    whole(atlas)
    assert np.array_equal(atlas.fate[known], kept[known])


def test_minima_that_are_not_known_are_found_from_where_runs_end() -> None:
    points = np.array([mark.point for mark in made(HIMMELBLAU)[1].marks if mark.kind == "minimum"])
    _, known = made({"problem": {"kind": "landscape", "name": "himmelblau"}})
    problem = known.on(np.array([0, 0]))
    assert not problem.marks
    found = attractors(problem, np.concatenate([points + 0.01, points - 0.02, [[np.nan, 0.0]]]))
    assert np.allclose([mark.point for mark in found.marks], points) and all(mark.kind == "minimum" for mark in found.marks)


def test_who_wanders_about_a_minimum_has_come_to_it_and_who_leaves_has_not() -> None:
    _, problem = made({"problem": {"kind": "formula", "formula": "(x^2-1)^2", "box": [[-2, 2]]}})
    ends = attractors(problem, np.empty((0, 1)))
    right = next(i for i, mark in enumerate(ends.marks) if mark.kind == "minimum" and mark.point[0] > 0)
    reach, left = 4 * ends.reach, 4 * ends.left
    near, far = 1 + 0.9 * reach, 1 + 1.1 * left
    def fate(*path: float) -> tuple[int, int]:
        return fate_of(np.array(path)[:, None], False, ends)
    assert fate(0.0, near, 1 + 0.9 * left, near) == (right, 1)
    assert fate(0.0, near, far, 1 + 0.9 * left) == (NOWHERE, 3)
    assert fate(near, near) == (right, 0)
    assert fate(near, far, near, 1.0) == (right, 2)
    assert fate(0.0, 1e8, near) == (GONE, 1)
    assert fate_of(np.array([[0.0], [near]]), True, ends) == (GONE, 2)


@pytest.mark.filterwarnings("error")
def test_who_is_farther_away_than_a_square_can_say_is_about_no_minimum() -> None:
    theta = np.array([[3.0, 2.0], [1e200, 0.0], [-1e308, 1e308], [np.inf, np.nan]])
    ends = known_attractors(made(HIMMELBLAU)[1])
    assert [ends.marks[i].point.round(6).tolist() if i >= 0 else None for i in ends.about(theta)] == [[3, 2], None, None, None]
    assert ends.visited(theta, ends.nowhere(4)).tolist() == ends.about(theta).tolist()
    assert ends.away(theta, 1.0).tolist() == [False, True, True, True]


def test_the_line_of_theory_is_the_limit_of_each_batch_size() -> None:
    experiment, problem = made(LINE, order="with_replacement")
    atlas = Sweep(experiment, problem, 0, np.geomspace(0.05, 3, 25), np.array([1, 4, 16, problem.n]))
    atlas.scout(lambda: False)
    assert (np.diff(atlas.limits) > 0).all() and atlas.limits[-1] < 1 + 1e-9
    experiment, problem = made(LINE, optimizer={"name": "adam"})
    adam = Sweep(experiment, problem, 0, np.geomspace(0.05, 3, 5), np.array([1, 4]))
    adam.scout(lambda: False)
    assert np.isnan(adam.limits).all()


@given(st.integers(1, 10**6), st.integers(1, 10**4))
def test_batch_sizes_rise_to_all_rows(n: int, epochs: int) -> None:
    sizes = batch_sizes(n, epochs)
    assert sizes[-1] == n and sizes[0] >= 1 and (np.diff(sizes) > 0).all() and len(sizes) <= COLUMNS


def test_learning_rates_hold_the_present_one_and_the_limit() -> None:
    for page in (exhibit.pages[0] for exhibit in exhibits()):
        course = courses(page, problem_for(page))[0]
        rates = learning_rates(course, 30)
        assert rates[0] < course.laws[0].method.lr < rates[-1] and (np.diff(rates) > 0).all()


def test_a_click_changes_the_watched_run_alone_where_it_has_its_own() -> None:
    experiment, _ = made(QUINTIC, runs=[{}, {"batch_size": 40, "start": [1.0]}])
    moved = with_start(experiment, 1, (-2.0,))
    assert [run.start for run in moved.runs] == [None, (-2.0,)]
    changed = with_rate(experiment, 1, 0.25, 7)
    assert [run.batch_size for run in changed.runs] == [4, 7] and [run.optimizer["lr"] for run in changed.runs] == [0.25, 0.25]


def test_a_rate_holds_for_the_whole_run() -> None:
    experiment, problem = made(QUINTIC)
    base = experiment.base
    later = (Change(10, optimizer={"name": "sgd", "lr": 0.5}, order="sequential"), Change(20, batch_size=2))
    opened = with_rate(experiment.__class__(experiment.problem, base.__class__(**{**vars(base), "changes": later})), 0, 0.2, 5)
    assert opened.base.changes == (Change(10, order="sequential"),)
    course = courses(opened, problem)[0]
    assert {law.method.lr for law in course.laws} == {0.2} and course.plan.batch_size(50) == 5


@pytest.mark.parametrize("more", [{"optimizer": {"name": "newton"}}, {"schedule": {"name": "plateau"}}],
                         ids=["newton", "plateau"])
def test_what_has_no_replicas_has_no_map(more: dict[str, Any]) -> None:
    experiment, problem = made(QUINTIC, **more)
    with pytest.raises(Invalid, match="no replicas"):
        Basins(courses(experiment, problem)[0], plane(problem, 2, 2))
    with pytest.raises(Invalid, match="no replicas"):
        Sweep(experiment, problem, 0, np.array([0.1]), np.array([4]))


def test_its_numbers_have_names() -> None:
    experiment, problem = made(HIMMELBLAU)
    atlas = whole(Basins(courses(experiment, problem)[0], plane(problem, 3, 4)))
    found = arrays(atlas)
    assert found["fate"].shape == found["step"].shape == (3, 4) and found["minima"].shape == (4, 2)
