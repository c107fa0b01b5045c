"""Players of one test, closed after it."""

from collections.abc import Iterator

import pytest
from players import LINE, Make
from pytestqt.qtbot import QtBot

from sgdviz.core.experiment import Experiment
from sgdviz.engine.player import Player


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    """A clock that stands still makes every move the test's own."""
    made: list[Player] = []

    def player(experiment: Experiment = LINE) -> Player:
        made.append(Player(experiment, clock=lambda: 0.0))
        return made[-1]

    yield player
    for one in made:
        one.close()
