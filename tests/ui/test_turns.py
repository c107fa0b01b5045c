"""Drawing takes its share of the time and no more, and everyone has a turn."""

from collections import Counter

import pytest

from sgdviz.ui.turns import BUDGET, Turns


class Stage:
    """Parts that take so many budgets each, and who was drawn in which frame."""

    def __init__(self, **costs: float) -> None:
        self.now, self.costs, self.drawn = 0.0, costs, list[str]()
        self.turns = Turns(lambda: self.now)

    def draw(self, name: str) -> None:
        self.now += self.costs[name] * BUDGET
        self.drawn.append(name)

    def frame(self) -> list[str]:
        """Who is drawn in one more frame."""
        self.drawn = []
        self.turns.take({name: lambda name=name: self.draw(name) for name in self.costs})
        return self.drawn


def test_what_fits_is_drawn_in_every_frame() -> None:
    stage = Stage(map=0.4, loss=0.3, data=0.2)
    assert [stage.frame() for _ in range(3)] == [["map", "loss", "data"]] * 3


def test_what_does_not_fit_is_first_in_the_next_frame() -> None:
    stage = Stage(map=0.5, batch=0.4, data=0.5, loss=0.4)
    for _ in range(3):
        drawn = stage.frame()
        left = [name for name in ("map", "batch", "data", "loss") if name not in drawn]
        assert drawn and stage.frame()[: len(left)] == left


@pytest.mark.parametrize("costs", [dict(a=0.3, b=0.9, c=0.05), dict(a=5.0, b=0.1), dict(a=0.6, b=0.6, c=0.6), dict(a=1.0)])
def test_drawing_has_its_share_of_the_time_and_everyone_as_many_turns(costs: dict[str, float]) -> None:
    stage, frames = Stage(**costs), 400
    turns = Counter(name for _ in range(frames) for name in stage.frame())
    assert stage.now <= BUDGET * (frames + max(costs.values()) + 1)
    assert max(turns.values()) - min(turns[name] for name in costs) <= 1
    assert min(turns[name] for name in costs) >= frames / (2 * sum(costs.values()) + 1) - 2


def test_who_has_left_is_not_drawn_and_who_comes_is() -> None:
    stage = Stage(a=0.6, b=0.6)
    stage.frame()
    stage.costs = dict(a=0.6, c=0.6)
    assert {name for _ in range(4) for name in stage.frame()} == {"a", "c"}
