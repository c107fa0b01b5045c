"""The exhibits that come with the program: each a question and the pages, experiments, that answer it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from .resources import resource

if TYPE_CHECKING:
    from .core.experiment import Experiment, Text


class Exhibit:
    """Exhibit `number`, from 1; its title is that of its first page. `question` is one line for its card.

    Its still shows the first canvas of the first page at step `step`, where its story can be seen at a glance.
    """

    def __init__(self, number: int, question: Text, documents: Sequence[Mapping[str, Any]], step: int) -> None:
        self.number, self.question, self.step = number, question, step
        self.title: Text = documents[0]["title"]
        self._documents = documents

    @cached_property
    def pages(self) -> tuple[Experiment, ...]:
        """Its experiments. The start page shows cards before it has them: they need the core, and with it NumPy."""
        from .core.document import experiment_of

        return tuple(map(experiment_of, self._documents))


@cache
def exhibits() -> tuple[Exhibit, ...]:
    """All exhibits by number. A file is {"exhibit": number, "question": Text, "step": step, "pages": [document, …]}."""
    files = [json.loads(path.read_text("utf-8")) for path in resource("exhibits").glob("*.sgdviz")]
    found = (Exhibit(f["exhibit"], f["question"], f["pages"], f["step"]) for f in files)
    return tuple(sorted(found, key=lambda exhibit: exhibit.number))
