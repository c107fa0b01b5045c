"""A problem that can be stopped between two values gives the same values."""

import numpy as np
import pytest

from sgdviz.core.kinds import build
from sgdviz.core.progress import Cancelled
from sgdviz.core.stationary import nearest
from sgdviz.core.stoppable import Stoppable

SPECS = [{"kind": "landscape", "name": "himmelblau"},
         {"kind": "network", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "body_mass_g",
          "standardize": True, "hidden": 3},
         {"kind": "neuron", "data": "faithful", "standardize": True}]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: str(spec["kind"]))
def test_it_has_the_values_of_the_problem(spec: dict[str, object]) -> None:
    problem, told = build(spec), list[float]()
    one = Stoppable(problem, told.append)
    for shape in ((), (1,), (4,), (3, 2), (0,)):
        theta = np.linspace(-1, 1, int(np.prod(shape)) * problem.dim).reshape(*shape, problem.dim)
        told.clear()
        np.testing.assert_allclose(one.loss(theta), problem.loss(theta), rtol=1e-12)
        np.testing.assert_allclose(one.gradient(theta), problem.gradient(theta), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(one.hessian(theta), problem.hessian(theta), rtol=1e-9, atol=1e-12)
        assert len(told) == 3 * int(np.prod(shape))
    rows = np.array([0, problem.n - 1])
    np.testing.assert_allclose(one.on(rows).loss(problem.start), problem.on(rows).loss(problem.start))
    assert one.work == problem.work


def test_who_waits_can_stop_it() -> None:
    problem, count = build(SPECS[0]), [0]
    found = nearest(problem, np.array([2.5, 1.8]))

    def progress(share: float) -> None:
        count[0] += 1
        if count[0] == 5:
            raise Cancelled
    with pytest.raises(Cancelled):
        nearest(Stoppable(problem, progress), np.array([2.5, 1.8]))
    assert count[0] == 5 and found is not None
    np.testing.assert_allclose(nearest(Stoppable(problem, lambda share: None), np.array([2.5, 1.8])), found, atol=1e-12)
