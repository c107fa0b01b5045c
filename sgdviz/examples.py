"""The examples that come with the program: documents like a user's own, each with a title and a text that is true."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from .core.experiment import Experiment
from .core.files import SUFFIX, read
from .resources import resource


class Example(NamedTuple):
    """`name` is the file's, without its number; examples of one `group` belong together."""

    name: str
    group: int
    experiment: Experiment


@cache
def examples() -> tuple[Example, ...]:
    """All examples in their order: a file is called 23_name.sgdviz, the third of group 2."""
    return tuple(_example(path) for path in sorted(resource("examples").glob(f"*{SUFFIX}")))


def _example(path: Path) -> Example:
    number, _, name = path.stem.partition("_")
    return Example(name, int(number) // 10, read(path))
