"""What every view does alike, whatever it shows."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import problem_for
from sgdviz.core.frame import Frame
from sgdviz.exhibits import exhibits
from sgdviz.ui import i18n
from sgdviz.ui.look import theme
from sgdviz.ui.making import type_of
from sgdviz.ui.view import View
from sgdviz.ui.views import VIEWS


def picture(view: View) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("number", [0, 2])
@pytest.mark.parametrize("make", [type_of(kind) for kind in VIEWS], ids=lambda make: make.name)
def test_a_view_follows_the_theme_without_another_frame(make: type[View], number: int, qapp: QApplication, qtbot: QtBot) -> None:
    i18n.speak("en")
    experiment = exhibits()[number].pages[0]
    problem = problem_for(experiment)
    if not make.suits(problem):
        return
    frame = Frame(experiment, problem, courses(experiment, problem), simulate(experiment, problem), 9)
    theme.apply(qapp, "light")
    views = [make(), make()]
    for view in views:
        qtbot.addWidget(view)
        view.resize(620, 480)
        view.show()
    views[0].draw(frame)
    light = picture(views[0])
    theme.apply(qapp, "dark")
    views[1].draw(frame)
    assert picture(views[0]) == picture(views[1]) != light
