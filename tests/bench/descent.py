"""Bars of the steps themselves: against PyTorch as people write it, and with the signal after every step."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from bars import AtLeast, Round, bar, peer, race
from subjects import BATCH, network, regression

from sgdviz.core.descent import advance, courses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.trace import Trace
from sgdviz.engine.worker import Job, Worker

STEPS, THEIRS = 20_000, 2_000
"""Of these steps PyTorch takes a tenth, or a round would take a minute."""
CHECKED = 200
"""So many first steps of both sides are compared."""
HIDDEN = 8
LINE = f"linear regression, 2 parameters, n = 1000, B = {BATCH}, reshuffled every epoch, {STEPS:,} steps"
RECORDED = "θ and batch loss recorded, J derived at every step"


@bar("P1", f"{LINE} of SGD, {RECORDED}", "torch.optim.SGD, weights and batch loss read each step", AtLeast(150))
def sgd() -> Round:
    return against_torch(regression(STEPS), lambda nn: nn.Linear(1, 1), lambda optim, weights: optim.SGD(weights, lr=0.01))


@bar("P2", f"{LINE} of Adam, {RECORDED}", "torch.optim.Adam, weights and batch loss read each step", AtLeast(120))
def adam() -> Round:
    return against_torch(regression(STEPS, optimizer={"name": "adam", "lr": 0.01}), lambda nn: nn.Linear(1, 1),
                         lambda optim, weights: optim.Adam(weights, lr=0.01))


@bar("P3", "P1 with the signal `stepped` after each step to one direct receiver", "P1's own rate", AtLeast(0.38))
def stepped() -> Round:
    experiment = regression(STEPS)
    problem = problem_for(experiment)
    seen = 0

    def receive(run: int, step: int) -> None:
        nonlocal seen
        seen += 1

    worker = Worker()
    worker.stepped.connect(receive)

    def with_signal() -> Trace:
        (course,) = courses(experiment, problem)
        job = Job(problem, (course,), (course.trace(),), shown=0)
        job.target = STEPS
        worker.do(job)
        return job.traces[0]

    told, (plain,) = with_signal(), simulate(experiment, problem, STEPS)
    assert seen == told.last == STEPS
    np.testing.assert_array_equal(told.theta[: STEPS + 1], plain.theta[: STEPS + 1])
    np.testing.assert_array_equal(told.loss[: STEPS + 1], plain.loss[: STEPS + 1])
    return race(with_signal, lambda: simulate(experiment, problem, STEPS))


@bar("P4", f"tanh network 2-{HIDDEN}-1, n = 1000, B = {BATCH}, {STEPS:,} steps of SGD, θ and batch loss recorded",
     "torch.nn.Sequential and torch.optim.SGD, parameters and batch loss kept each step", AtLeast(15))
def tanh_network() -> Round:
    # θ has each hidden unit's bias behind its weights, PyTorch all biases behind all weights.
    inner, outer = np.split(np.arange(4 * HIDDEN + 1), [3 * HIDDEN])
    order = np.concatenate([inner.reshape(HIDDEN, 3)[:, :2].ravel(), inner[2::3], outer])
    return against_torch(network(STEPS, HIDDEN), lambda nn: nn.Sequential(nn.Linear(2, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, 1)),
                         lambda optim, weights: optim.SGD(weights, lr=0.05), order, derive=False)


def against_torch(experiment: Experiment, build: Callable[[Any], Any], optimizer: Callable[[Any, Any], Any],
                  order: Any = slice(None), derive: bool = True) -> Round:
    """Our run, with J at every row if `derive`, against PyTorch's: both first take the same steps on the same batches.

    `build(torch.nn)` makes the model; `order` puts our θ into the order of its parameters.
    """
    torch = peer("torch")
    torch.set_num_threads(1)
    problem = problem_for(experiment)
    (course,) = courses(experiment, problem)
    sample, start = problem.sample, course.start

    def theirs(dtype: Any, batches: Iterable[Any]) -> list[tuple[Any, ...]]:
        x, y = (torch.tensor(column, dtype=dtype) for column in (sample.x, sample.y[:, None]))
        model = build(torch.nn).to(dtype)
        with torch.no_grad():
            torch.nn.utils.vector_to_parameters(torch.tensor(start[order], dtype=dtype), model.parameters())
        return torch_run(torch, model, optimizer(torch.optim, model.parameters()), x, y, batches)

    def ours() -> Trace:
        if derive:
            return simulate(experiment, problem, STEPS)[0]
        trace = course.trace()
        with np.errstate(all="ignore"):
            for _ in advance(course, trace, STEPS):
                pass
        return trace

    trace = ours()
    history = theirs(torch.float64, (torch.from_numpy(course.plan.rows(k).copy()) for k in range(CHECKED)))
    np.testing.assert_allclose([row[-1] for row in history], trace.batch_loss[1 : CHECKED + 1], rtol=1e-6)
    np.testing.assert_allclose([np.hstack(row[:-1]) for row in history], trace.theta[1 : CHECKED + 1, order],
                               rtol=1e-6, atol=1e-9)
    assert trace.last == STEPS
    measure = race(ours, lambda: theirs(torch.float32, shuffled(torch, problem.n)))
    return lambda: (measure()[0] * STEPS / THEIRS,)


def torch_run(torch: Any, model: Any, optimizer: Any, x: Any, y: Any, batches: Iterable[Any]) -> list[tuple[Any, ...]]:
    """A training loop as PyTorch's own tutorials have it, which keeps every step's weights and the loss of its batch."""
    loss_function, weights, history = torch.nn.MSELoss(), list(model.parameters()), []
    single = all(weight.numel() == 1 for weight in weights)
    for rows in batches:
        optimizer.zero_grad()
        loss = loss_function(model(x[rows]), y[rows])
        loss.backward()
        optimizer.step()
        kept = [weight.item() for weight in weights] if single else [torch.nn.utils.parameters_to_vector(weights).detach()]
        history.append((*kept, loss.item()))
    return history


def shuffled(torch: Any, n: int) -> Iterator[Any]:
    """The rows of `THEIRS` batches, in a new order every epoch."""
    taken = 0
    while taken < THEIRS:
        order = torch.randperm(n)
        for rows in order.split(BATCH)[: THEIRS - taken]:
            yield rows
            taken += 1
