"""What the bars are measured on: experiments as a user's document would hold them."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sgdviz.core.batches import keys
from sgdviz.core.document import experiment_of
from sgdviz.core.experiment import Experiment

BATCH = 32
ROWS = 1000


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sgdviz-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def uniform(seed: int, count: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Numbers in [0, 1) that are the same on every machine."""
    return (keys(seed, 1, count) >> np.uint64(11)).astype(float) * 2.0**-53


@cache
def table(rows: int = ROWS) -> Path:
    """A CSV file of so many rows: x in [−1, 1), y = 1.5x − 0.5 and noise."""
    path = _folder() / f"line{rows}.csv"
    x, noise = 2 * uniform(1, rows) - 1, uniform(2, rows) - 0.5
    np.savetxt(path, np.column_stack([x, 1.5 * x - 0.5 + noise]), fmt="%.6f", delimiter=",", header="x,y", comments="")
    return path


@cache
def plane(rows: int = ROWS) -> Path:
    """A CSV file of so many rows: a and b in [−1, 1), y a bent surface over them and noise."""
    path = _folder() / f"plane{rows}.csv"
    a, b, noise = 2 * uniform(1, rows) - 1, 2 * uniform(2, rows) - 1, uniform(3, rows) - 0.5
    np.savetxt(path, np.column_stack([a, b, np.sin(2 * a) * b + 0.2 * noise]), fmt="%.6f", delimiter=",", header="a,b,y",
               comments="")
    return path


def regression(steps: int = 20_000, rows: int = ROWS, optimizer: dict[str, Any] | None = None, **keys: Any) -> Experiment:
    """Linear regression of two parameters, B = 32, reshuffled every epoch, of at least so many steps."""
    return experiment_of({
        "problem": {"kind": "linear_regression", "data": str(table(rows)), "x": ["x"], "y": "y"},
        "start": [-1.0, 1.0], "optimizer": optimizer or {"name": "sgd", "lr": 0.01}, "batch_size": BATCH,
        "epochs": epochs(steps, rows), "views": ["landscape", "batch", "data", "loss", "chord"], **keys})


def network(steps: int, hidden: int) -> Experiment:
    """A tanh network of two inputs, B = 32, reshuffled every epoch, of at least so many steps."""
    return experiment_of({
        "problem": {"kind": "network", "data": str(plane()), "x": ["a", "b"], "y": "y", "hidden": hidden},
        "optimizer": {"name": "sgd", "lr": 0.05}, "batch_size": BATCH, "epochs": epochs(steps)})


def epochs(steps: int, rows: int = ROWS) -> int:
    """So many epochs have at least so many steps."""
    return -(-steps // -(-rows // BATCH))
