"""Record what torch.optim.SGD does on the same batches, for test_optimizers.py. Run by hand: python tests/record_torch.py

The optional extra `torch` installs what this needs. The table is written beside the tests, in data/torch.npz.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.models import Model

TABLE = Path(__file__).parent / "data" / "torch.npz"
PROBLEMS: dict[str, dict[str, Any]] = {
    "line": {"kind": "linear_regression", "data": "faithful", "standardize": True},
    "weights": {"kind": "linear_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"],
                "y": "body_mass_g", "standardize": True},
    "classes": {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "bill_depth_mm"], "y": "sex",
                "standardize": True},
}
OPTIONS: dict[str, dict[str, Any]] = {
    "plain": {"lr": 0.1},
    "momentum": {"lr": 0.02, "momentum": 0.9},
    "dampening": {"lr": 0.05, "momentum": 0.9, "dampening": 0.5},
    "nesterov": {"lr": 0.02, "momentum": 0.9, "nesterov": True},
    "decay": {"lr": 0.1, "weight_decay": 0.05},
    "all": {"lr": 0.05, "momentum": 0.8, "dampening": 0.25, "weight_decay": 0.01},
    "nesterov_decay": {"lr": 0.02, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1},
}


def cases() -> Iterator[tuple[str, Experiment, Model]]:
    """Name, experiment and problem of each: 20 epochs of shuffled batches of 50, the last of each epoch short."""
    for problem, document in PROBLEMS.items():
        for name, numbers in OPTIONS.items():
            experiment = experiment_of({"problem": document, "batch_size": 50, "optimizer": {"name": "sgd", **numbers}})
            model = problem_for(experiment)
            assert isinstance(model, Model) and model.n % 50
            yield f"{problem}_{name}", experiment, model


def record(experiment: Experiment, model: Model) -> tuple[Any, Any]:
    """The path (steps+1, d) and the batch losses (steps,) that PyTorch computes, in double precision on the CPU."""
    import torch
    from torch.nn import functional

    run = experiment.base
    plan = run.plan(model.n)
    x, y = torch.from_numpy(model.sample.x), torch.from_numpy(model.sample.y)
    loss: Callable[..., Any] = functional.mse_loss
    if experiment.problem["kind"] == "logistic_regression":
        loss = functional.binary_cross_entropy_with_logits
    weights = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weights, bias], **{k: v for k, v in run.optimizer.items() if k != "name"})
    path, losses = [np.zeros(model.dim)], []
    for k in range(plan.first_step(experiment.epochs + 1)):
        rows = torch.from_numpy(plan.rows(k).copy())
        optimizer.zero_grad()
        value = loss(x[rows] @ weights + bias, y[rows])
        value.backward()
        optimizer.step()
        losses.append(value.item())
        path.append(np.concatenate([weights.detach().numpy(), bias.detach().numpy()]))
    return np.array(path), np.array(losses)


def main() -> None:
    table = {}
    for name, experiment, model in cases():
        table[f"{name}_theta"], table[f"{name}_loss"] = record(experiment, model)
    TABLE.parent.mkdir(exist_ok=True)
    np.savez_compressed(TABLE, **table)
    print(f"{len(table)} arrays in {TABLE}")


if __name__ == "__main__":
    main()
