"""What is said under the landscape's header."""

from dataclasses import replace
from typing import Any

import frames
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import simulate
from sgdviz.core.document import problem_for
from sgdviz.core.frame import Frame
from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.notice import Notice

BOWL = {"kind": "landscape", "name": "quadratic_bowl"}


def frame(step: int, problem: dict[str, Any], **keys: Any) -> Frame:
    return frames.frame_of({"problem": problem, "batch_size": 1, **keys}, step)


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


def test_on_the_way_to_a_step_that_is_not_computed_it_says_so(notice: Notice) -> None:
    shown = frame(3, BOWL, optimizer={"name": "sgd", "lr": 0.05})
    text, buttons = said(notice, replace(shown, goal=2_000_000, step=500_000))
    assert text == "Step 2,000,000 is not computed yet: 25 % of the way there is shown." and not buttons
    assert said(notice, shown) == ("", [])


def test_a_run_on_its_way_out_says_why_and_leads_back(notice: Notice, qtbot: QtBot) -> None:
    text, buttons = said(notice, frame(60, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 0.3}))
    assert "above 2/λ = 0.125" in text and buttons == ["Go to step 0", "Set η to 0.062"]
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[1].click()
    assert edited.args[0].base.optimizer["lr"] == 0.062 and edited.args[1] == ""


def test_a_run_on_its_way_out_is_named_while_another_is_watched(notice: Notice) -> None:
    runs = [{"name": "calm"}, {"name": "wild", "optimizer": {"name": "sgd", "lr": 0.3}}]
    shown = frame(60, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 0.05}, runs=runs)
    assert shown.watched == 0
    text, buttons = said(notice, shown)
    assert text.startswith("wild: J grows without bound") and buttons == ["Go to step 0", "Set η to 0.062"]


def test_a_rate_far_beyond_the_limit_is_set_to_half_of_it(notice: Notice, qtbot: QtBot) -> None:
    _, buttons = said(notice, frame(20, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 100.0}))
    assert buttons == ["Go to step 0", "Set η to 0.062"]
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[1].click()
    assert edited.args[0].base.optimizer["lr"] == 0.062


def test_a_diverged_run_leads_back_to_its_last_safe_step(notice: Notice, qtbot: QtBot) -> None:
    """Not to its last finite one, from where it would end at once."""
    narrow = {"kind": "formula", "formula": "8*x^2 + y^2/2"}
    shown = frame(9000, narrow, epochs=9000, start=[1e-6, 2.0], optimizer={"name": "sgd", "lr": 0.13})
    text, buttons = said(notice, shown)
    last, safe = shown.traces[0].last, int(np.argmin(shown.traces[0].loss[: len(shown.traces[0])]))
    assert f"after step {last:,}:" in text and buttons == [f"Go to step {safe:,}", "Set η to 0.062"] and 0 < safe < last / 2
    with qtbot.waitSignal(notice.sought) as sought:
        notice.buttons()[0].click()
    assert sought.args == [safe]


def test_the_rate_of_the_run_that_diverged_is_set_and_of_no_other(notice: Notice, qtbot: QtBot) -> None:
    runs = [{"name": "calm"}, {"name": "wild", "optimizer": {"name": "sgd", "lr": 0.4, "momentum": 0.5}}]
    shown = frame(5000, BOWL, epochs=5000, optimizer={"name": "sgd", "lr": 0.01}, runs=runs)
    text, _ = said(notice, shown)
    assert text.startswith("wild: Diverged") and "the limit of this optimizer" in text
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[-1].click()
    calm, wild = edited.args[0].runs
    assert calm.optimizer["lr"] == 0.01 and wild.optimizer["lr"] == pytest.approx(2 * 1.5 / 16 / 2, rel=0.02)
    assert wild.optimizer["momentum"] == 0.5


def test_under_a_schedule_the_rate_becomes_stable(notice: Notice, qtbot: QtBot) -> None:
    shown = frame(5000, BOWL, epochs=5000, optimizer={"name": "sgd", "lr": 0.05},
                  schedule={"name": "constant", "warmup": 20}, changes=[{"step": 50, "optimizer": {"name": "sgd", "lr": 0.5}}])
    assert "η = 0.5 is above 2/λ = 0.125" in said(notice, shown)[0]
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[-1].click()
    assert [rule.lr for _, _, rule in edited.args[0].base.rules()] == [0.062]


def test_a_warm_up_is_blamed_from_the_step_on_at_which_it_was_too_much(notice: Notice) -> None:
    shown = frame(5000, BOWL, epochs=5000, optimizer={"name": "sgd", "lr": 0.5}, schedule={"name": "constant", "warmup": 9})
    text, buttons = said(notice, shown)
    assert "is above 2/λ = 0.125" in text and buttons[-1] == "Set η to 0.062"
    assert 0.125 < shown.trace.end.values["lr"] <= 0.5  # type: ignore[union-attr]  # it did end


def test_the_offered_rate_is_stable(notice: Notice, qtbot: QtBot) -> None:
    """Whatever the limit was that it was above, of the optimizer or of its batches."""
    uneven = {"kind": "landscape", "name": "parabola", "noise": {"kind": "curvature", "sd": 3.0}}
    for keys in ({"optimizer": {"name": "sgd", "lr": 1.7, "momentum": 0.5}, "batch_size": 40},
                 {"optimizer": {"name": "sgd", "lr": 0.85}}, {"optimizer": {"name": "sgd", "lr": 0.85}, "order": "sequential"}):
        said(notice, frame(40_000, uneven, epochs=1000, **keys))
        with qtbot.waitSignal(notice.edited) as edited:
            notice.buttons()[-1].click()
        problem = problem_for(edited.args[0])
        (trace,) = simulate(edited.args[0], problem)
        assert trace.end is None and abs(trace.theta[-1, 0]) < 1e-6


def test_a_cycle_is_named_where_it_can_be_seen(notice: Notice, qtbot: QtBot) -> None:
    kinked = {"kind": "landscape", "name": "kinked"}
    shown = frame(400, kinked, epochs=400, optimizer={"name": "sgd", "lr": 1 / 9, "momentum": 4 / 9})
    text, buttons = said(notice, shown)
    assert "θ comes back every 3 steps" in text and buttons == ["Halve η"]
    with qtbot.waitSignal(notice.edited) as edited:
        notice.buttons()[0].click()
    assert edited.args[0].base.optimizer["lr"] == pytest.approx(1 / 18)
    assert said(notice, replace(shown, pace="fast")) == ("", [])


def test_a_flat_point_is_not_called_a_minimum(notice: Notice) -> None:
    quintic = {"kind": "landscape", "name": "quintic"}
    assert "degenerate" in said(notice, frame(2000, quintic, epochs=2000))[0]
    assert "a minimum" in said(notice, frame(2000, quintic, epochs=2000, start=[1.0]))[0]


def test_a_gradient_is_small_beside_that_of_the_start(notice: Notice) -> None:
    """However large it is as a number."""
    steep = {"kind": "formula", "formula": "1000*x^2"}
    shown = frame(22, steep, epochs=100, start=[2.0], optimizer={"name": "sgd", "lr": 1e-4})
    share = abs(float(shown.theta[0])) / 2
    assert 0.001 < share < 0.01
    assert said(notice, shown)[0] == (f"$|∇J|$ = {2000 * 2 * share:.2f}, {100 * share:.2g} % of the start's: "
                                      "the stationary point nearby is a minimum.")
    later = frame(100, steep, epochs=100, start=[2.0], optimizer={"name": "sgd", "lr": 1e-4})
    assert ", < 0.01 % of the start's" in said(notice, later)[0]
    assert said(notice, frame(3, steep, epochs=100, start=[0.0], optimizer={"name": "sgd", "lr": 1e-4}))[0] == ""


def test_as_many_draws_as_rows_are_not_all_rows(notice: Notice) -> None:
    noisy = {"kind": "landscape", "name": "parabola", "noise": {"kind": "tilt", "sd": 0.5}}
    drawn = frame(0, noisy, batch_size=40, order="with_replacement")
    assert "not all rows" in said(notice, drawn)[0]
    assert said(notice, frame(0, noisy, batch_size=40)) == ("", [])


def test_of_several_runs_the_sentence_says_whose_point_it_is(notice: Notice) -> None:
    runs = [{"name": "quick"}, {"name": "slow", "optimizer": {"name": "sgd", "lr": 0.001}}]
    text, _ = said(notice, frame(60, BOWL, epochs=100, optimizer={"name": "sgd", "lr": 0.05}, runs=runs))
    assert text.startswith("quick: $|∇J|$ = ")
