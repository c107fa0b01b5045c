"""The kinds of problem that a document can name, each a factory that declares what it takes."""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..datasets import load, sha256
from ..invalid import QT_TRANSLATE_NOOP, Invalid
from ..problem import Problem
from ..progress import LONG, waited
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
    data = spec.get("data")
    stamp, length = _stamp(data)
    text = json.dumps(spec, sort_keys=True)
    if length <= LONG:
        return _build(text, stamp)
    load(str(data))
    return _build_long(text, stamp)


def _stamp(data: str | None) -> tuple[int, int]:
    """When a file was last changed, so that an edited file is read again, and how many bytes it has."""
    try:
        state = Path(data).stat() if data else None
    except (OSError, ValueError):
        state = None
    return (state.st_mtime_ns, state.st_size) if state else (0, 0)


def _make(spec: str) -> Problem:
    numbers = json.loads(spec)
    numbers.pop("sha256", None)
    return kinds[numbers.pop("kind")].make(**numbers)


@lru_cache(maxsize=16)
def _build(spec: str, stamp: int) -> Problem:
    return _make(spec)


@lru_cache(maxsize=4)
def _build_long(spec: str, stamp: int) -> Problem:
    return waited(lambda progress: _prepared(spec), QT_TRANSLATE_NOOP("core", "Fitting the model to all rows"))


def _prepared(spec: str) -> Problem:
    """The problem, and the fingerprint of its file, which is asked for whenever a document is saved."""
    problem = _make(spec)
    with suppress(Invalid):
        sha256(json.loads(spec)["data"])
    return problem
