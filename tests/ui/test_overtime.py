"""The small pictures of schedules: the curve is what the run does, and the mark is where it is."""

from typing import Any

import frames
import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from sgdviz.core.batch_schedules import batch_schedules
from sgdviz.core.frame import Frame
from sgdviz.core.schedules import schedules
from sgdviz.ui.form.form import Form
from sgdviz.ui.form.overtime import OverTime
from sgdviz.ui.views.loss import LossView

LINE: dict[str, Any] = {"problem": {"kind": "linear_regression", "data": "faithful", "standardize": True}, "batch_size": 20,
                        "epochs": 6}


def frame_of(step: int, until: int | None = None, **keys: Any) -> Frame:
    return frames.frame_of({**LINE, **keys}, step, until)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    found = Form()
    qtbot.addWidget(found)
    found.resize(290, 1800)
    found.show()
    return found


def drawn(form: Form, key: str, frame: Frame) -> OverTime:
    form.draw(frame)
    picture = form.over_time[key]
    image = QImage(picture.size(), QImage.Format.Format_ARGB32)
    picture.render(image)
    return picture


@pytest.mark.parametrize("name", [name for name in schedules if name != "constant"])
def test_the_curve_of_a_schedule_is_the_rates_of_its_run(form: Form, name: str) -> None:
    frame = frame_of(40, schedule={"name": name, "warmup": 5})
    picture = drawn(form, "schedule", frame)
    assert picture.isVisible()
    rates = [frame.course.rate(frame.trace, k) for k in range(frame.course.steps)]
    assert picture.values.tolist() == rates and picture.now == rates[40]
    stairs, rect = picture.stairs(), picture.plot()
    assert stairs[0, 0] == rect.left() and stairs[-1, 0] == rect.right()
    np.testing.assert_allclose(stairs[::2, 1], rect.bottom() - rect.height() * np.array(rates) / max(rates))
    assert picture.accessibleName().startswith("η ")


@pytest.mark.parametrize("name", [name for name in batch_schedules if name != "constant"])
def test_the_curve_of_the_batch_size_is_that_of_the_batches(form: Form, name: str) -> None:
    frame = frame_of(30, batch_schedule={"name": name, "every": 2})
    picture = drawn(form, "batch_schedule", frame)
    plan = frame.course.plan
    sizes = [max(len(plan.rows(k)) for k in range(frame.course.steps) if plan.place(k).epoch == plan.place(step).epoch)
             for step in range(frame.course.steps)]
    assert picture.values.tolist() == sizes and picture.now == sizes[30]
    assert len(set(sizes)) > 1 and not form.over_time["schedule"].isVisible()


def test_what_stays_the_same_has_no_picture(form: Form) -> None:
    for keys in ({}, {"schedule": {"name": "constant", "warmup": 0}}):
        form.draw(frame_of(5, **keys))
        assert not any(picture.isVisible() for picture in form.over_time.values())
    drawn(form, "schedule", frame_of(5, changes=[{"step": 50, "optimizer": {"name": "sgd", "lr": 0.01}}]))
    assert form.over_time["schedule"].isVisible() and not form.over_time["batch_schedule"].isVisible()


def test_a_plateau_is_known_as_far_as_it_is_computed(form: Form) -> None:
    spec = {"name": "plateau", "patience": 0}
    picture = drawn(form, "schedule", frame_of(30, until=40, schedule=spec))
    assert np.isfinite(picture.values[:41]).all() and np.isnan(picture.values[41:]).all()
    assert "which SGD itself never does" in form.row("schedule.name").note()


def test_the_loss_says_the_present_rate_and_size_where_they_vary(qtbot: QtBot) -> None:
    view = LossView()
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.draw(frame_of(40, schedule={"name": "inverse_time", "decay": 1.0}, batch_schedule={"name": "linear", "by": 10}))
    assert view.header.texts() == ["η 0.002", "B 60"]
    view.draw(frame_of(40))
    assert view.header.texts() == []
