"""Bars of many runs at once: against a copy of their numbers, and against the same steps one after another."""

import os

import numpy as np
from bars import AtLeast, AtMost, Round, bar, cost, race
from subjects import regression

from sgdviz.core.course import Course
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.replicas import Replicas

STEPS, STARTS, SEEDS = 300, 100_000, 10_000
ALONE = 3_000
"""So many steps of a single run are timed."""
CHECKED = 4
CORES = f"{os.cpu_count()} threads"


def course_of(steps: int = 20_000) -> Course:
    experiment = regression(steps)
    (course,) = courses(experiment, problem_for(experiment))
    return course


@bar("P5", f"{STARTS:,} replicas that share batches, {STEPS} steps of P1's problem, float32, step by step",
     f"np.copyto of the same array, {STEPS} times", AtMost(3))
def shared() -> Round:
    course = course_of()
    starts = course.start + np.linspace(-1, 1, 2 * STARTS).reshape(STARTS, 2)
    many = Replicas(course, starts=starts)
    begin = many.state
    source, room = many.theta, np.empty_like(many.theta)

    def together() -> None:
        many.state = begin
        many.advance(STEPS)

    def copy() -> None:
        for _ in range(STEPS):
            np.copyto(room, source)

    together()
    few = Replicas(course, starts=starts[:CHECKED], dtype=np.float64)
    few.advance(STEPS)
    np.testing.assert_allclose(many.theta[:CHECKED], few.theta, rtol=1e-4, atol=1e-5)
    return cost(together, copy)


@bar("P6", f"{SEEDS:,} replicas with a seed each, {STEPS} steps of P1's problem, float32, {CORES}; per replica and step",
     "one step of P1", AtLeast(20))
def seeded() -> Round:
    experiment = regression()
    problem = problem_for(experiment)
    (course,) = courses(experiment, problem)
    seeds = np.arange(SEEDS) + course.run.seed

    def together() -> Replicas:
        many = Replicas(course, seeds=seeds)
        many.advance(STEPS)
        return many

    few = Replicas(course, seeds=seeds[:CHECKED], dtype=np.float64)
    few.advance(STEPS)
    (trace,) = simulate(experiment, problem, ALONE)
    np.testing.assert_allclose(few.theta[0], trace.theta[STEPS], rtol=1e-9)
    np.testing.assert_allclose(together().theta[:CHECKED], few.theta, rtol=1e-4, atol=1e-5)
    measure = race(together, lambda: simulate(experiment, problem, ALONE))
    return lambda: tuple(ratio * SEEDS * STEPS / ALONE for ratio in measure())
