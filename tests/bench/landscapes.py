"""Bars of J and J_B on the grid of a map."""

import numpy as np
from bars import AtMost, Round, bar, cost
from subjects import regression, table

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.mesh import Mesh
from sgdviz.core.problem import Problem

LINEAR, NEURON = 512, 128


def over(problem: Problem, side: int) -> tuple[Mesh, np.ndarray]:
    """A mesh over the problem's box, and room for J there, in float32 as for the eye."""
    return Mesh.flat(*(np.linspace(low, high, side) for low, high in problem.box)), np.empty((side, side), np.float32)


def checked(problem: Problem, mesh: Mesh, out: np.ndarray) -> None:
    """What is measured is J."""
    problem.surface(mesh, out)
    true = problem.loss(mesh.points())
    assert np.abs(out - true).max() < 1e-6 * true.max()


@bar("L1", f"exact J of a linear model on {LINEAR}², float32, 1000 rows; 1,000,000 rows",
     f"np.copyto of {LINEAR}²; itself with 1000 rows", AtMost(2), AtMost(1.2, "rows"))
def linear() -> Round:
    few, many = (problem_for(regression(rows=rows)) for rows in (1_000, 1_000_000))
    mesh, out = over(few, LINEAR)
    source = np.ones_like(out)
    for problem in (few, many):
        checked(problem, mesh, out)
    copy = cost(lambda: few.surface(mesh, out), lambda: np.copyto(out, source))
    rows = cost(lambda: many.surface(mesh, out), lambda: few.surface(mesh, out))
    return lambda: (*copy(), *rows())


@bar("L2", f"J_B of a neuron (tanh), 32 rows, {NEURON}², float32", f"np.tanh over 32 × {NEURON}²", AtMost(5))
def neuron() -> Round:
    spec = {"kind": "neuron", "data": str(table()), "x": ["x"], "y": "y"}
    batch = problem_for(experiment_of({"problem": spec})).on(np.arange(32))
    mesh, out = over(batch, NEURON)
    checked(batch, mesh, out)
    values = np.linspace(-3, 3, 32 * NEURON**2, dtype=np.float32)
    found = np.empty_like(values)
    return cost(lambda: batch.surface(mesh, out), lambda: np.tanh(values, out=found))
