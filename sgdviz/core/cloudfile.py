"""The end of a cloud as a table: one row a run."""

import csv
import io
from pathlib import Path

import numpy as np

from .cloud import Cloud
from .files import replace_file, table_ending
from .problem import Array


def columns(cloud: Cloud) -> dict[str, Array]:
    """What each run is, and where it is after its last step: its seed, its start, the step, J and θ there."""
    theta = cloud.at(cloud.last)
    with np.errstate(all="ignore"):
        loss = np.concatenate([np.atleast_1d(cloud.course.problem.loss(part)) for part in np.array_split(theta, 64) if len(part)])
    found = {"run": np.arange(cloud.runs), "seed": cloud.seeds}
    found |= {f"start_{j}": column for j, column in enumerate(cloud.starts.T)}
    found |= {"step": np.where(cloud.ends < 0, cloud.last, cloud.ends), "loss": loss}
    return found | {f"theta_{j}": column for j, column in enumerate(theta.T)}


def write_cloud(path: Path, cloud: Cloud) -> None:
    """Write the table as text or as arrays. Invalid if it cannot be written."""
    found = columns(cloud)
    replace_file(path, _npz(found) if table_ending(path) == ".npz" else _csv(found))


def _csv(found: dict[str, Array]) -> bytes:
    text = io.StringIO(newline="")
    write = csv.writer(text, lineterminator="\n")
    write.writerow(found)
    write.writerows(zip(*(column.tolist() for column in found.values()), strict=True))
    return text.getvalue().encode()


def _npz(found: dict[str, Array]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **found)  # type: ignore[arg-type]  # NumPy's stub takes the names for its own options
    return buffer.getvalue()
