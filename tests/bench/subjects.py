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


def regression(steps: int = 20_000, rows: int = ROWS, optimizer: dict[str, Any] | None = None, **keys: Any) -> Experiment:
    """Linear regression of two parameters, B = 32, reshuffled every epoch, of at least so many steps."""
    epochs = -(-steps // -(-rows // BATCH))
    return experiment_of({
        "problem": {"kind": "linear_regression", "data": str(table(rows)), "x": ["x"], "y": "y"},
        "start": [-1.0, 1.0], "optimizer": optimizer or {"name": "sgd", "lr": 0.01}, "batch_size": BATCH, "epochs": epochs,
        "views": ["landscape", "batch", "data", "loss", "chord"], **keys})
