"""The kinds of problem that a document can name, each a factory that declares what it takes."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..problem import Problem
from .catalog import kinds
from .data import (
    linear_network,
    linear_regression,
    logistic_regression,
    network,
    neuron,
    polynomial_regression,
    regression,
)
from .functions import formula, landscape

__all__ = ["build", "formula", "kinds", "landscape", "linear_network", "linear_regression", "logistic_regression", "network",
           "neuron", "polynomial_regression", "regression"]


def build(spec: Mapping[str, Any]) -> Problem:
    """The problem of a checked `problem` object, kept for the next time. Invalid where the data or the numbers do not fit."""
    return _build(json.dumps(spec, sort_keys=True), _stamp(spec.get("data")))


def _stamp(data: str | None) -> int:
    """When a file was last changed, so that an edited file is read again."""
    try:
        return Path(data).stat().st_mtime_ns if data else 0
    except (OSError, ValueError):
        return 0


@lru_cache(maxsize=16)
def _build(spec: str, stamp: int) -> Problem:
    numbers = json.loads(spec)
    numbers.pop("sha256", None)
    return kinds[numbers.pop("kind")].make(**numbers)
