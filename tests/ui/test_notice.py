"""What is said under the landscape's header."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.frame import Frame
from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.notice import Notice

BOWL = {"kind": "landscape", "name": "quadratic_bowl"}


def frame(step: int, problem: dict[str, Any], **keys: Any) -> Frame:
    experiment = experiment_of({"problem": problem, "batch_size": 1, **keys})
    built = problem_for(experiment)
    return Frame(experiment, built, courses(experiment, built), simulate(experiment, built), step)


@pytest.fixture
def notice(qapp: object, qtbot: QtBot) -> Notice:
    theme.apply(qapp, "light")
    i18n.speak("en")
    made = Notice()
    qtbot.addWidget(made)
    return made


def said(notice: Notice, shown: Frame) -> tuple[str, list[str]]:
    notice.draw(shown)
    return notice.text(), [button.text() for button in notice.buttons()] if notice.text() else []


def test_a_run_that_goes_well_says_nothing(notice: Notice) -> None:
    assert said(notice, frame(3, BOWL, optimizer={"name": "sgd", "lr": 0.05})) == ("", [])


def test_a_run_on_its_way_out_says_so_and_offers_half_the_rate(notice: Notice, qtbot: QtBot) -> None:
    text, buttons = said(notice, frame(60, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 0.3}))
    assert "above 2/λ = 0.125" in text and buttons == ["Halve η"]
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[0].click()
    assert edited.args[0].base.optimizer["lr"] == 0.15


def test_a_rate_far_beyond_the_limit_is_set_to_half_of_it(notice: Notice, qtbot: QtBot) -> None:
    _, buttons = said(notice, frame(20, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 100.0}))
    assert buttons == ["Set η to 0.06200"]
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[0].click()
    assert edited.args[0].base.optimizer["lr"] == 0.062


def test_a_diverged_run_leads_back_to_its_last_step(notice: Notice, qtbot: QtBot) -> None:
    shown = frame(5000, BOWL, epochs=5000, optimizer={"name": "sgd", "lr": 0.3})
    text, buttons = said(notice, shown)
    last = shown.traces[0].last
    assert f"at step {last + 1}" in text and buttons == [f"Go to step {last}", "Halve η"]
    with qtbot.waitSignal(notice.sought) as sought:
        notice.buttons()[0].click()
    assert sought.args == [last]


def test_a_flat_point_is_not_called_a_minimum(notice: Notice) -> None:
    quintic = {"kind": "landscape", "name": "quintic"}
    assert "degenerate" in said(notice, frame(2000, quintic, epochs=2000))[0]
    assert "a minimum" in said(notice, frame(2000, quintic, epochs=2000, start=[1.0]))[0]


def test_as_many_draws_as_rows_are_not_all_rows(notice: Notice) -> None:
    noisy = {"kind": "landscape", "name": "parabola", "noise": {"kind": "tilt", "sd": 0.5}}
    drawn = frame(0, noisy, batch_size=40, order="with_replacement")
    assert "not all rows" in said(notice, drawn)[0]
    assert said(notice, frame(0, noisy, batch_size=40)) == ("", [])


def test_of_several_runs_the_sentence_says_whose_point_it_is(notice: Notice) -> None:
    runs = [{"name": "quick"}, {"name": "slow", "optimizer": {"name": "sgd", "lr": 0.001}}]
    text, _ = said(notice, frame(60, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 0.05}, runs=runs))
    assert text.startswith("quick: The gradient is small here")
