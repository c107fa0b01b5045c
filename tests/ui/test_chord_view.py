"""The chord test as a person uses it: mouse, keys, buttons; what it asks for and what it says."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from sgdviz.core.convexity import chord_test, gap
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.frame import Frame
from sgdviz.ui.chord import tested as tested_module
from sgdviz.ui.look import theme
from sgdviz.ui.text.mathtext import plain
from sgdviz.ui.views import chord as chord_module
from sgdviz.ui.views.chord import ChordView

QUINTIC = {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}}
HIMMELBLAU = {"kind": "landscape", "name": "himmelblau"}
VIOLATED, PASSES = {"problem": QUINTIC, "chord": [-2, 1]}, {"problem": QUINTIC, "chord": [-2, 4]}
PARABOLA = {"problem": {"kind": "landscape", "name": "parabola"}}
LEFT = Qt.MouseButton.LeftButton


def frame_of(experiment, step=0, before=None):
    if before is not None and before.experiment.problem == experiment.problem:
        problem = before.problem
    else:
        problem = problem_for(experiment)
    return Frame(experiment, problem, courses(experiment, problem), simulate(experiment, problem, step), step)


@pytest.fixture
def view(qtbot, qapp):
    """A view whose edits come back as frames, as they do in the window."""
    theme.apply(qapp, "light")
    view = ChordView()
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.asked = []

    def edit(experiment, gesture):
        view.asked.append((experiment, gesture))
        view.draw(frame_of(experiment, before=view.frame_shown))
    view.edited.connect(edit)
    return view


def show(view, document, step=0):
    view.draw(frame_of(experiment_of(document), step))
    view.grab()


def at(point):
    return QPoint(round(point.x()), round(point.y()))


def drag(qtbot, view, start, end):
    port = view.canvas.viewport()
    qtbot.mousePress(port, LEFT, pos=at(start))
    for k in (1, 2, 3):
        qtbot.mouseMove(port, at(start + (end - start) * (k / 3)))
    qtbot.mouseRelease(port, LEFT, pos=at(end))


def to_px(view, s, y=0.0):
    return view.layer.seen.px(np.array([s, y]))


@pytest.mark.parametrize(("document", "sign", "words"), [
    (VIOLATED, "cross", "Violated: the graph rises above the chord. f is not convex."),
    (PASSES, "circle", "This chord passes. One chord proves nothing."),
    (PARABOLA, "circle", "This chord passes. One chord proves nothing."),
    ({"problem": HIMMELBLAU}, "cross", "Violated: the graph rises above the chord. f is not convex."),
])
def test_the_verdict_stands_in_words(view, document, sign, words):
    show(view, document)
    assert view.pill.isVisible() and view.pill.accessibleName() == words
    assert view.pill._sign == sign
    assert words in view.canvas.accessibleDescription()


def test_a_narrow_verdict_keeps_its_words(view):
    view.resize(420, 300)
    show(view, VIOLATED)
    assert plain(view.pill.text()) == "Violated: f is not convex."
    assert view.pill.width() >= view.pill.sizeHint().width()


def test_it_shows_the_numbers_of_the_test(view):
    show(view, VIOLATED)
    test = view.layer.seen.section.test
    assert (test.alpha, test.min_gap) == (pytest.approx(0.437, abs=5e-4), pytest.approx(-0.754, abs=5e-4))
    assert view.layer.seen.section.alpha == test.alpha and view.layer.seen.at_smallest
    assert view.footer.alpha_field.value() == 0.437
    texts = [plain(label.text()).replace(" ", "") for label in view.footer.values if label.isVisible()]
    assert texts == ["f(θ_0)0.497", "f(θ_1)−1.311", "smallestgap−0.754"]
    show(view, PASSES)
    assert view.layer.seen.section.alpha == 0.5
    assert plain(view.footer.values[2].text()) == "smallest gap 0, only at the ends"


def test_graph_and_chord_are_those_of_the_core(view):
    show(view, {"problem": HIMMELBLAU, "chord": [[-3, 1], [2, 2.5]]})
    section = view.layer.seen.section
    a, b = np.array([-3, 1.0]), np.array([2, 2.5])
    assert np.allclose(section.ends, [[0, section.problem.loss(a)], [1, section.problem.loss(b)]])
    for alpha in (0.0, 0.2, 0.7, 1.0):
        graph, chord = section.at(alpha)
        assert graph[0] == chord[0] == pytest.approx(1 - alpha)
        assert chord[1] - graph[1] == pytest.approx(float(gap(section.problem, a, b, alpha)))
    assert np.allclose(section.beyond[:, 1], section.problem.loss(section.along.theta(section.beyond[:, 0])))
    assert view.header.accessibleDescription() == "from (−3, 1) to (2, 2.5)"


def test_without_a_chord_it_runs_from_a_tenth_to_nine_tenths_of_the_box(view):
    show(view, PARABOLA)
    assert view.layer.seen.section.ends[:, 0] == pytest.approx([-3.2, 3.2])


@pytest.mark.parametrize("end", [0, 1])
def test_dragging_an_end_asks_for_another_chord(view, qtbot, end):
    show(view, VIOLATED)
    start = view.layer.seen.handles()[end]
    target = to_px(view, -0.5)
    with qtbot.waitSignal(view.gesture_ended):
        drag(qtbot, view, start, target)
    assert {gesture for _, gesture in view.asked} == {"chord"}
    chord = view.asked[-1][0].chord
    assert chord[end] == pytest.approx((-0.5,), abs=0.02)
    assert chord[1 - end] == ((1.0,), (-2.0,))[end]
    test = chord_test(view.frame_shown.problem, *map(np.array, chord))
    assert view.layer.seen.section.test.min_gap == pytest.approx(test.min_gap)


def test_an_end_in_the_plane_stays_on_the_line(view, qtbot):
    show(view, {"problem": HIMMELBLAU, "chord": [[-3, 1], [2, 2.5]]})
    drag(qtbot, view, view.layer.seen.handles()[1], to_px(view, 0.6))
    a, b = map(np.array, view.asked[-1][0].chord)
    assert b == pytest.approx(a + 0.6 * np.array([5, 1.5]), abs=0.05)
    assert view.layer.seen.section.ends[:, 0] == pytest.approx([0, 1])


def test_a_press_on_nothing_asks_for_nothing(view, qtbot):
    show(view, VIOLATED)
    qtbot.mouseClick(view.canvas.viewport(), LEFT, pos=at(to_px(view, -1.0, -1.2)))
    assert not view.asked


def test_the_point_is_dragged_without_an_edit(view, qtbot):
    show(view, VIOLATED)
    drag(qtbot, view, view.layer.seen.handles()[2], to_px(view, -1.4))
    assert view.layer.seen.section.alpha == pytest.approx(0.8, abs=0.01)
    assert view.footer.alpha_field.value() == pytest.approx(0.8, abs=0.01)
    assert not view.layer.seen.at_smallest and not view.asked


def test_the_field_sets_the_point(view, qtbot):
    show(view, PASSES)
    view.footer.alpha_field.line.setFocus()
    view.footer.alpha_field.line.selectAll()
    qtbot.keyClicks(view.footer.alpha_field.line, "0.9")
    qtbot.keyClick(view.footer.alpha_field.line, Qt.Key.Key_Return)
    assert view.layer.seen.section.alpha == 0.9
    assert view.layer.seen.section.gap(0.9) == pytest.approx(1.478, abs=5e-4)
    assert "gap 1.478" in [label.line.pieces[0].text for label in view.layer.labels]


def test_the_keyboard_moves_the_handles(view, qtbot):
    show(view, VIOLATED)
    with qtbot.waitActive(view):
        view.activateWindow()
    canvas, width = view.canvas, np.diff(view.canvas.box[0])[0]
    view.footer.find_button.setFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.layer.focused == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert view.asked[-1][0].chord[0] == pytest.approx((-2 + 0.01 * width,))
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert view.layer.focused == 1
    with qtbot.waitSignal(view.gesture_ended):
        qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.asked[-1][0].chord[1] == pytest.approx((1 - 0.001 * width,))
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert view.layer.focused == 2
    edits, alpha = len(view.asked), view.layer.seen.section.alpha
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert view.layer.seen.section.alpha > alpha and len(view.asked) == edits
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert view.layer.focused is None and not canvas.hasFocus()


def test_the_button_finds_a_violated_chord(view, qtbot):
    show(view, PASSES)
    qtbot.mouseClick(view.footer.find_button, LEFT)
    experiment, gesture = view.asked[-1]
    assert gesture == ""
    test = chord_test(problem_for(experiment), *map(np.array, experiment.chord))
    assert test.verdict == "violated"
    assert view.layer.seen.section.alpha == test.alpha and not view.strip.text()


def test_the_button_says_that_none_was_found(view, qtbot):
    show(view, PARABOLA)
    qtbot.mouseClick(view.footer.find_button, LEFT)
    assert not view.asked
    assert view.strip.text() == "No violated chord was found in the box. That does not prove convexity."
    show(view, VIOLATED)
    assert not view.strip.text()


def test_the_batch_has_a_test_of_its_own(view, qtbot):
    show(view, VIOLATED | {"batch_size": 4}, step=3)
    whole = view.layer.seen.section.test.min_gap
    qtbot.mouseClick(view.footer.batch_switch, LEFT)
    section, frame = view.layer.seen.section, view.frame_shown
    own = chord_test(frame.batch, np.array([-2.0]), np.array([1.0]))
    assert section.test.min_gap == own.min_gap != whole
    assert section.letter == "J_B" and np.allclose(section.behind[:, 1], frame.problem.loss(section.behind[:, :1]))
    assert plain(view.pill.text()).endswith("J_B is not convex.")


def test_where_the_batch_is_the_whole_there_is_no_switch(view):
    show(view, VIOLATED | {"batch_size": 40})
    assert not view.footer.batch_switch.isEnabled()


def test_equal_ends_are_one_sentence_and_a_way_back(view, qtbot):
    show(view, {"problem": QUINTIC, "chord": [1, 1]})
    assert view.strip.text() == "Both ends are 1; they must differ"
    assert view.layer.seen is None and view.pill.isHidden()
    qtbot.mouseClick(view.strip.buttons()[0], LEFT)
    assert view.asked[-1][0].chord is None
    assert view.layer.seen is not None and not view.strip.text()


def test_a_frame_that_changes_nothing_draws_nothing(view):
    show(view, VIOLATED)
    section = view.layer.seen.section
    experiment = view.frame_shown.experiment
    view.draw(frame_of(experiment, 5, before=view.frame_shown))
    assert view.layer.seen.section is section


def test_the_tints_are_those_of_the_sign(view):
    show(view, VIOLATED)
    image = view.canvas.grab().toImage()
    graph, chord = view.layer.seen.section.at(0.6)
    spot = at(to_px(view, graph[0], graph[1] * 0.7 + chord[1] * 0.3))
    seen = {image.pixelColor(spot + QPoint(i, 0)).name() for i in range(-6, 7)}
    assert QColor(theme.palette().bad_tint).name() in seen and len(seen) > 1, "tint and hatching"
    show(view, PASSES)
    image = view.canvas.grab().toImage()
    graph, chord = view.layer.seen.section.at(0.2)
    spot = at(to_px(view, graph[0], (graph[1] + chord[1]) / 2))
    assert image.pixelColor(spot).name() == QColor(theme.palette().good_tint).name()


def test_names_do_not_meet(view):
    for document in (VIOLATED, PASSES, PARABOLA, {"problem": HIMMELBLAU}):
        show(view, document)
        boxes = [label.box for label in view.layer.labels]
        assert len(boxes) >= 4
        assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


@pytest.mark.parametrize("name", ["dark", "projector"])
@pytest.mark.parametrize("size", [(320, 220), (620, 480)])
def test_it_draws_in_every_theme_and_size(view, qapp, name, size):
    theme.apply(qapp, name)
    view.resize(*size)
    show(view, VIOLATED)
    assert not view.grab().isNull() and view.layer.labels


def test_the_chord_of_many_rows_is_tested_aside(view, qtbot, monkeypatch):
    for module in (chord_module, tested_module):
        monkeypatch.setattr(module, "AT_ONCE", -1)
    show(view, VIOLATED)
    assert view._section is None and view.header._subtitle == "the chord is being tested"
    qtbot.waitUntil(lambda: view._section is not None)
    expected = chord_test(view.frame_shown.problem, np.array([-2.0]), np.array([1.0]))
    found = view._section.test
    np.testing.assert_allclose(found.values, expected.values, rtol=1e-12)
    assert found.verdict == "violated" and found.alpha == pytest.approx(expected.alpha, abs=1e-6)
    assert "being tested" not in view.header._subtitle
    before = view.frame_shown
    view.draw(frame_of(experiment_of(PASSES), before=before))
    assert view._section.test is found, "what was there is shown until the other one is tested"
    qtbot.waitUntil(lambda: view._section.test is not found)
    assert view._section.test.verdict == "passes"
    view.draw(frame_of(experiment_of({"problem": QUINTIC, "chord": [1, 1]}), before=before))
    qtbot.waitUntil(lambda: view._section is None)
    assert view.strip.text().startswith("Both ends are 1")
    show(view, PARABOLA)
    view.finish()
    assert view._section is not None and view._section.test.verdict == "passes"
    view.hide()
