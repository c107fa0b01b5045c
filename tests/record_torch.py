"""Record what torch.optim does on the same batches, for test_optimizers.py. Run by hand: python tests/record_torch.py

The optional extra `torch` installs what this needs. The table is written beside the tests, in data/torch.npz.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.models import LinearRegression, Model

TABLE = Path(__file__).parent / "data" / "torch.npz"
EVERY = 12
"""So many rows of a path and of its losses are left out for each that the table keeps."""
NAMES = {"sgd": "SGD", "adagrad": "Adagrad", "adadelta": "Adadelta", "rmsprop": "RMSprop", "adam": "Adam", "adamw": "AdamW",
         "adamax": "Adamax", "nadam": "NAdam", "radam": "RAdam", "rprop": "Rprop"}
"""What PyTorch calls the optimizers that it has."""
PENGUINS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm"]
PROBLEMS: dict[str, dict[str, Any]] = {
    "line": {"kind": "linear_regression", "data": "faithful", "standardize": True},
    "weights": {"kind": "linear_regression", "data": "penguins", "x": PENGUINS, "y": "body_mass_g", "standardize": True},
    "classes": {"kind": "logistic_regression", "data": "penguins", "x": PENGUINS[:2], "y": "sex", "standardize": True},
    "many": {"kind": "linear_regression", "data": "penguins", "x": [*PENGUINS, "body_mass_g"], "y": "year", "standardize": True},
}
"""`many` gets the products of its columns as well: eleven parameters, more than are moved as floats."""
EVERYWHERE = ("line", "many")
FEW = ("weights", "classes")
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "sgd": {
        "plain": {"lr": 0.1}, "momentum": {"lr": 0.02, "momentum": 0.9}, "decay": {"lr": 0.1, "weight_decay": 0.05},
        "dampening": {"lr": 0.05, "momentum": 0.9, "dampening": 0.5}, "nesterov": {"lr": 0.02, "momentum": 0.9, "nesterov": True},
        "nesterov_decay": {"lr": 0.02, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1},
        "maximize": {"lr": 0.001, "momentum": 0.5, "weight_decay": 0.3, "maximize": True},
        "all": {"lr": 0.05, "momentum": 0.8, "dampening": 0.25, "weight_decay": 0.01}},
    "adagrad": {
        "plain": {}, "lr_decay": {"lr": 0.3, "lr_decay": 0.02}, "first_sum": {"lr": 0.2, "initial_accumulator_value": 0.7},
        "maximize": {"lr": 0.01, "weight_decay": 0.2, "maximize": True},
        "all": {"lr": 0.4, "lr_decay": 0.01, "weight_decay": 0.1, "initial_accumulator_value": 0.1, "eps": 1e-2}},
    "adadelta": {
        "plain": {}, "rho": {"rho": 0.5, "eps": 1e-3}, "maximize": {"weight_decay": 0.2, "maximize": True},
        "all": {"lr": 0.5, "rho": 0.95, "eps": 1e-4, "weight_decay": 0.1}},
    "rmsprop": {
        "plain": {}, "alpha": {"lr": 0.02, "alpha": 0.9, "eps": 1e-3}, "centered": {"centered": True},
        "momentum": {"lr": 0.005, "momentum": 0.7}, "maximize": {"lr": 0.001, "weight_decay": 0.3, "maximize": True},
        "all": {"lr": 0.003, "alpha": 0.95, "eps": 1e-4, "weight_decay": 0.1, "momentum": 0.8, "centered": True}},
    "adam": {
        "plain": {}, "betas": {"lr": 0.05, "betas": [0.8, 0.95], "eps": 1e-3}, "decay": {"lr": 0.02, "weight_decay": 0.1},
        "amsgrad": {"lr": 0.05, "betas": [0.9, 0.9], "amsgrad": True}, "maximize": {"lr": 0.01, "maximize": True},
        "decoupled": {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True},
        "all": {"lr": 0.03, "betas": [0.7, 0.99], "eps": 1e-6, "weight_decay": 0.05, "amsgrad": True}},
    "adamw": {
        "plain": {}, "decay": {"lr": 0.05, "weight_decay": 0.3}, "maximize": {"lr": 0.01, "maximize": True},
        "all": {"lr": 0.03, "betas": [0.8, 0.9], "eps": 1e-5, "weight_decay": 0.2, "amsgrad": True}},
    "adamax": {
        "plain": {}, "betas": {"lr": 0.05, "betas": [0.5, 0.9], "eps": 1e-3}, "maximize": {"lr": 0.01, "maximize": True},
        "all": {"lr": 0.02, "betas": [0.8, 0.99], "eps": 1e-5, "weight_decay": 0.1}},
    "nadam": {
        "plain": {}, "momentum_decay": {"lr": 0.02, "momentum_decay": 0.1}, "decay": {"lr": 0.02, "weight_decay": 0.1},
        "decoupled": {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True},
        "maximize": {"lr": 0.01, "maximize": True},
        "all": {"lr": 0.03, "betas": [0.8, 0.95], "eps": 1e-4, "weight_decay": 0.05, "momentum_decay": 0.02}},
    "radam": {
        "plain": {}, "short": {"lr": 0.02, "betas": [0.8, 0.6]}, "decay": {"lr": 0.02, "weight_decay": 0.1},
        "decoupled": {"lr": 0.02, "weight_decay": 0.1, "decoupled_weight_decay": True},
        "maximize": {"lr": 0.01, "maximize": True}, "all": {"lr": 0.03, "betas": [0.8, 0.95], "eps": 1e-4, "weight_decay": 0.05}},
    "rprop": {
        "plain": {}, "etas": {"etas": [0.7, 1.1]}, "step_sizes": {"lr": 0.5, "step_sizes": [1e-3, 0.05]},
        "maximize": {"lr": 1e-3, "step_sizes": [1e-6, 0.01], "maximize": True},
        "all": {"lr": 0.02, "etas": [0.3, 1.5], "step_sizes": [1e-4, 0.2]}},
}
"""Every number and every switch of every optimizer, alone or with others; `all` runs on the other problems too."""


def cases() -> Iterator[tuple[str, Experiment, Model]]:
    """Name, experiment and problem of each: 200 steps or more of shuffled batches of 50, the last of each epoch short."""
    models = {name: model_of(name) for name in PROBLEMS}
    for optimizer, options in OPTIONS.items():
        for option, numbers in options.items():
            for problem in EVERYWHERE + (FEW if option == "all" else ()):
                experiment = experiment_of({"problem": PROBLEMS[problem], "batch_size": 50, "epochs": 34,
                                            "optimizer": {"name": optimizer, **numbers}})
                yield f"{optimizer}_{option}_{problem}", experiment, models[problem]


def model_of(name: str) -> Model:
    """The model of one of the problems."""
    model = problem_for(experiment_of({"problem": PROBLEMS[name]}))
    assert isinstance(model, Model) and model.n % 50
    if name != "many":
        return model
    x = model.sample.x
    products = [x[:, i] * x[:, j] for i, j in combinations(range(x.shape[1]), 2)]
    names = tuple(f"x{i}" for i in range(x.shape[1] + len(products)))
    return LinearRegression(replace(model.sample, x=np.column_stack([x, *products]), x_names=names), True)


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
    numbers = {k: tuple(v) if isinstance(v, list) else v for k, v in run.optimizer.items() if k != "name"}
    # NAdam keeps its product of momenta in the default type, which is single precision.
    torch.set_default_dtype(torch.float64)
    optimizer = getattr(torch.optim, NAMES[run.optimizer["name"]])([weights, bias], foreach=False, **numbers)
    path, losses = [np.zeros(model.dim)], []
    for k in range(plan.first_step(experiment.epochs + 1)):
        rows = torch.from_numpy(plan.rows(k).copy())
        optimizer.zero_grad()
        value = loss(x[rows] @ weights + bias, y[rows])
        value.backward()
        optimizer.step()
        losses.append(value.item())
        path.append(np.concatenate([weights.detach().numpy(), bias.detach().numpy()]))
    torch.set_default_dtype(torch.float32)
    return np.array(path), np.array(losses)


def kept(path: Any, losses: Any) -> tuple[Any, Any]:
    """What the table holds of a path (steps+1, d) and its losses (steps,): some rows, the first step and the last among them."""
    rows = [1, *range(EVERY, len(losses), EVERY), len(losses)]
    return path[rows], losses[[row - 1 for row in rows]]


def main() -> None:
    table = {}
    for name, experiment, model in cases():
        table[f"{name}_theta"], table[f"{name}_loss"] = kept(*record(experiment, model))
    TABLE.parent.mkdir(exist_ok=True)
    np.savez_compressed(TABLE, **table)
    print(f"{len(table)} arrays in {TABLE}")


if __name__ == "__main__":
    main()
