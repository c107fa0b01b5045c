"""The exhibits that come with the program: each a question and the pages, experiments, that answer it."""

import json
from dataclasses import dataclass
from functools import cache

from .core.document import experiment_of
from .core.experiment import Experiment, Text
from .resources import resource


@dataclass(frozen=True)
class Exhibit:
    """Exhibit `number`, from 1; its title is that of its first page. `question` is one line for its card.

    Its still shows the first canvas of the first page at step `step`, where its story can be seen at a glance.
    """

    number: int
    question: Text
    pages: tuple[Experiment, ...]
    step: int

    @property
    def title(self) -> Text:
        return self.pages[0].title


@cache
def exhibits() -> tuple[Exhibit, ...]:
    """All exhibits by number. A file is {"exhibit": number, "question": Text, "step": step, "pages": [document, …]}."""
    files = [json.loads(path.read_text("utf-8")) for path in resource("exhibits").glob("*.sgdviz")]
    found = (Exhibit(f["exhibit"], f["question"], tuple(map(experiment_of, f["pages"])), f["step"]) for f in files)
    return tuple(sorted(found, key=lambda exhibit: exhibit.number))
