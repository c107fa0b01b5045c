"""The small widgets, driven as a person does: keys, mouse, words of both languages."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sgdviz.core.invalid import Invalid
from sgdviz.core.parameters import Integer, Number, Real
from sgdviz.ui.look import theme
from sgdviz.ui.look.focus import FocusRing
from sgdviz.ui.text.mathtext import layout
from sgdviz.ui.widgets.card import Card
from sgdviz.ui.widgets.choice import Choice
from sgdviz.ui.widgets.header import HEIGHT, Header, Value
from sgdviz.ui.widgets.mathlabel import MathLabel
from sgdviz.ui.widgets.numberfield import NumberField
from sgdviz.ui.widgets.pill import Pill
from sgdviz.ui.widgets.scale import Scale, written
from sgdviz.ui.widgets.strip import Strip
from sgdviz.ui.widgets.switch import Switch

RATE = Real(name="lr", default=0.1, above=0, scale="log", slider=(1e-4, 1.0), label="Learning rate", symbol="η")
MOMENTUM = Real(name="momentum", default=0.0, low=0, below=1, slider=(0, 0.99))
SIZE = Integer(name="batch_size", default=16, low=1, high=342, scale="log")
SEED = Integer(name="seed", default=0, low=0, high=2**63 - 1)
MASS = Real(name="mass", default=1.0, unit="kg")
BETA = Real(name="beta", default=0.9, low=0, below=1, scale="complement", slider=(0, 0.999))
NUMBERS = [RATE, MOMENTUM, SIZE, SEED, MASS, BETA]
EACH = pytest.mark.parametrize("number", NUMBERS, ids=[number.name for number in NUMBERS])


@pytest.fixture
def shown(qapp, qtbot):
    """Puts a widget into a window of the program's look and shows that; gives back the widget."""
    theme.apply(qapp, "light")
    windows = []  # Python would delete them: qtbot holds no reference

    def show(widget: QWidget, width: int = 300) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        column.addStretch(1)
        window.resize(width, 200)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    return show


def heard(field: NumberField) -> tuple[list[float], list[float], list[str]]:
    edited: list[float] = []
    committed: list[float] = []
    refused: list[str] = []
    field.edited.connect(edited.append)
    field.committed.connect(committed.append)
    field.refused.connect(refused.append)
    return edited, committed, refused


def typed(field: NumberField, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, key)


@pytest.mark.parametrize(("text", "value"), [
    ("0.03", 0.03), (" .5 ", 0.5), ("1e-3", 1e-3), ("+2E0", 2.0), ("1,234.5", 1234.5), ("12,345,678", 12345678), ("3.", 3),
    ("−2", -2), ("-2", -2), ("1 000", 1000), ("1\u20090\u00a000", 1000)])
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    assert Scale.of(Real()).read(text) == value


@pytest.mark.parametrize("text", ["", "a", "0,5", "1,23", "1.2.3", "nan", "inf", "1e999", "--1", "0x1f", "1e", "٣"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="number"):
        Scale.of(Real()).read(text)


def test_whole_numbers_are_read_exactly() -> None:
    assert Scale.of(SEED).read("9223372036854775807") == 2**63 - 1
    assert Scale.of(SEED).stepped(2**62 + 1, 1) == 2**62 + 2
    with pytest.raises(Invalid):
        Scale.of(SEED).read("1.5")


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (-2.0, "−2"), (1e-7, "1e−7"), (2**60, str(2**60)), (4.0, "4")])
def test_numbers_as_they_are_shown(value: float, text: str) -> None:
    assert written(value) == text
    assert Scale.of(Real()).read(text) == pytest.approx(value)


@given(st.sampled_from([RATE, MOMENTUM, SIZE, BETA]), st.floats(0, 1))
def test_every_place_of_a_slider_is_an_allowed_number_and_stands_where_it_was_pointed_at(number: Number, at: float) -> None:
    scale = Scale.of(number)
    value = scale.value(at)
    assert number.check(value, "") == value
    near = 0.5 / (scale.high - scale.low) + 0.12 if number.whole else 0.02
    assert abs(scale.fraction(value) - at) <= near


@given(st.sampled_from(NUMBERS), st.floats(1e-4, 300), st.sampled_from([-1, 1]))
def test_steps_go_the_right_way_and_stay_inside(number: Number, start: float, direction: int) -> None:
    scale = Scale.of(number)
    value = min(max(scale._whole(start), number.low), number.high)
    if not number.above < value < number.below:
        return
    for walk in (scale.stepped, scale.paged):
        after = walk(value, direction)
        assert number.check(after, "") == after
        assert (after - value) * direction >= 0


def test_a_share_near_one_is_walked_by_what_is_left_of_it() -> None:
    scale, value, seen = Scale.of(BETA), 0.9, []
    for _ in range(4):
        value = scale.stepped(value, 1)
        seen.append(value)
    assert seen == [0.92, 0.94, 0.95, 0.96]
    assert scale.paged(0.9, 1) == 0.99 and scale.paged(0.99, -1) == 0.9 and scale.paged(0.5, -1) == 0
    assert [round(scale.fraction(beta), 9) for beta in (0, 0.9, 0.99, 0.999)] == [0, round(1 / 3, 9), round(2 / 3, 9), 1]
    assert scale.value(0.5) == 0.968


def test_a_log_scale_is_walked_through_round_numbers() -> None:
    scale, value, seen = Scale.of(RATE), 0.01, []
    for _ in range(11):
        value = scale.stepped(value, 1)
        seen.append(value)
    assert seen == [0.012, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12]
    assert scale.paged(0.03, 1) == 0.3 and scale.paged(0.03, -1) == 0.003
    sizes, value = [], 1
    while value < 342:
        value = Scale.of(SIZE).stepped(value, 1)
        sizes.append(value)
    assert sizes == sorted(set(sizes)) and sizes[:5] == [2, 3, 4, 5, 6] and sizes[-1] == 342


def test_only_ranges_that_can_be_pointed_at_have_a_slider() -> None:
    assert [Scale.of(number).has_slider for number in NUMBERS] == [True, True, True, False, False, True]


@EACH
def test_a_field_shows_its_number_and_says_its_name(shown, number: Number) -> None:
    field = shown(NumberField(number, number.default, "learning rate"))
    assert field.line.text() == written(number.default) and field.value() == number.default
    assert field.slider.isVisible() == Scale.of(number).has_slider
    heard_name = QAccessible.queryAccessibleInterface(field.line).text(QAccessible.Text.Name)
    assert heard_name == "learning rate"


def test_typing_commits_once_and_at_the_end(shown) -> None:
    field = shown(NumberField(RATE))
    edited, committed, refused = heard(field)
    typed(field, "0.25")
    assert (edited, committed, refused) == ([0.25], [0.25], [])
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert committed == [0.25]


def test_a_whole_number_comes_as_int(shown) -> None:
    field = shown(NumberField(SIZE))
    edited, committed, _ = heard(field)
    typed(field, "32")
    assert committed == [32] and type(committed[0]) is int and type(edited[0]) is int


@pytest.mark.parametrize("text", ["5", "-0.1", "abc", "0,5", ""])
def test_what_is_out_of_range_is_refused_in_a_sentence_and_nothing_jumps(shown, text: str) -> None:
    field = shown(NumberField(MOMENTUM, 0.9))
    edited, committed, refused = heard(field)
    slider = field.slider.sliderPosition()
    typed(field, text) if text else (field.setFocus(), field.line.selectAll(),
                                     QTest.keyClick(field.line, Qt.Key.Key_Delete),
                                     QTest.keyClick(field.line, Qt.Key.Key_Return))
    assert field.value() == 0.9 and field.slider.sliderPosition() == slider
    assert not edited and not committed and refused == [field.complaint()]
    assert field.line.text() == text and field.complaint()
    assert field.line.accessibleDescription() == field.complaint()
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "0.9" and not field.complaint()


def test_a_long_number_is_seen_whole_beside_its_slider(shown) -> None:
    field = shown(NumberField(Integer(name="epochs", default=20, low=1, high=10_000_000, slider=(1, 1000), scale="log"), 20), 172)
    QApplication.processEvents()
    before = field.line.width()
    for value in (2_000_000, 10_000_000):
        field.set_value(value)
        QApplication.processEvents()
        assert field.line.fontMetrics().horizontalAdvance(str(value)) + 4 < field.line.width()
        assert field.slider.width() >= 36 and field.line.geometry().right() < field.slider.geometry().left()
    field.set_value(20)
    QApplication.processEvents()
    assert field.line.width() == before


def test_a_complaint_goes_while_its_cause_is_mended(shown) -> None:
    field = shown(NumberField(MOMENTUM, 0.9))
    typed(field, "5")
    QTest.keyClick(field.line, Qt.Key.Key_Home)
    QTest.keyClicks(field.line, "0.")
    assert field.line.text() == "0.5" and not field.complaint()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == 0.5


def test_arrow_keys_step_and_commit_when_they_are_let_go(shown) -> None:
    field = shown(NumberField(RATE, 0.01))
    edited, committed, _ = heard(field)
    field.setFocus()
    QTest.keyPress(field.line, Qt.Key.Key_Up)
    QTest.keyPress(field.line, Qt.Key.Key_Up)
    assert edited == [0.012, 0.015] and not committed
    QTest.keyRelease(field.line, Qt.Key.Key_Up)
    assert committed == [0.015] and field.line.text() == "0.015"
    QTest.keyClick(field.line, Qt.Key.Key_PageUp)
    assert committed == [0.015, 0.15]


def test_the_slider_obeys_home_end_and_arrows(shown) -> None:
    field = shown(NumberField(MOMENTUM, 0.5))
    _, committed, _ = heard(field)
    field.slider.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left):
        QTest.keyClick(field.slider, key)
    assert committed == [0, 0.01, 0.99, 0.98]


def test_a_drag_edits_all_along_and_commits_when_it_ends(shown) -> None:
    field = shown(NumberField(MOMENTUM, 0.0))
    edited, committed, _ = heard(field)
    slider, middle = field.slider, field.slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 4, middle))
    QTest.mouseMove(slider, QPoint(slider.width() // 2, middle))
    QTest.mouseMove(slider, QPoint(slider.width() * 2, middle))
    assert edited == sorted(edited) and len(edited) == 3 and not committed
    assert field.line.text() == "0.99"
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle))
    assert committed == [0.99]


def test_values_set_from_outside_are_shown_and_not_emitted(shown) -> None:
    field = shown(NumberField(RATE, 0.1))
    edited, committed, _ = heard(field)
    field.set_value(0.5)
    assert field.line.text() == "0.5" and not edited and not committed
    field.set_number(Real(above=0, scale="log", slider=(0.5, 5.0)))
    assert field.slider.sliderPosition() == 0 and field.value() == 0.5


def test_a_value_from_outside_leaves_what_is_being_typed(shown) -> None:
    field = shown(NumberField(RATE, 0.1))
    field.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "0.0")
    field.set_value(0.7)
    assert field.line.text() == "0.0"


def test_figures_beyond_those_shown_survive_a_visit(shown) -> None:
    field = shown(NumberField(RATE, 1 / 3))
    _, committed, _ = heard(field)
    field.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    field.line.clearFocus()
    assert field.value() == 1 / 3 and not committed


def test_a_choice_gives_values_not_words(shown) -> None:
    choice = shown(Choice([(None, "none"), ("tilt", "tilt"), (2, "two")], "noise"))
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    choice.set_value(2)
    assert choice.value() == 2 and choice.currentText() == "two" and not chosen
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert chosen == ["tilt"]
    choice.set_options([(None, "없음"), ("tilt", "기울기"), (2, "둘")])
    assert choice.currentText() == "기울기" and choice.value() == "tilt" and chosen == ["tilt"]
    choice.set_options([("other", "x")])
    assert choice.value() is None and choice.currentText() == ""
    assert choice.accessibleName() == "noise"


def test_words_too_long_for_a_choice_are_cut_beside_its_chevron(shown) -> None:
    choice = shown(Choice([(1, "a very long name of a column of a table that somebody made")]), 140)
    seen = choice.grab().toImage()
    gap = [seen.pixelColor(choice.width() - 30, y) for y in range(8, choice.height() - 8)]
    assert choice.width() < 140 and len({colour.name() for colour in gap}) == 1


def test_a_choice_tells_true_from_one() -> None:
    choice = Choice([(1, "one"), (True, "all")])
    choice.set_value(True)
    assert choice.currentText() == "all"


def test_a_switch_is_a_check_box_for_keys_mouse_and_screen_readers(shown) -> None:
    switch = shown(Switch("standardize"))
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().center())
    assert not switch.isChecked()
    face = QAccessible.queryAccessibleInterface(switch)
    assert face.role() == QAccessible.Role.CheckBox and face.text(QAccessible.Text.Name) == "standardize"


VALUES = [Value("$J_B$", "0.568", "batch"), Value("$|∇J_B|$", "1.522", "batch"), Value("$∠(∇J, ∇J_B)$", "44°", "muted", "180°")]


def test_numbers_keep_their_places_while_they_change(shown) -> None:
    header = shown(Header("Batch landscape", "batch 17, 4 rows", "batch"), 900)
    places = []
    for first in ("0.568", "−0.001", "12.25", "0.1"):
        header.set_values([VALUES[0]._replace(text=first), *VALUES[1:]])
        places.append([place.field.right() for place in header._placed()])
    assert all(place == places[0] for place in places)
    header.set_values([VALUES[0]._replace(text="1.5e−07"), *VALUES[1:]])
    wide = header._field(0, 15)
    header.set_values(VALUES)
    assert header._field(0, 15) == wide == layout("−0.000e−00", 15, 600).width
    header.forget_widths()
    header.set_values(VALUES)
    assert header._field(0, 15) == layout("−0.000", 15, 600).width


def test_a_tight_header_gives_up_numbers_from_the_right_end_and_keeps_the_first(shown) -> None:
    header = shown(Header("Batch landscape", "batch 17, 4 rows", "batch"), 900)
    header.set_values(VALUES)
    counts = []
    for width in range(900, 200, -20):
        header.resize(width, HEIGHT)
        counts.append(len(header.texts()))
        assert header.texts() == ["J_B 0.568", "|∇J_B| 1.522", "∠(∇J, ∇J_B) 44°"][:counts[-1]]
        header.grab()
    assert counts[0] == 3 and counts == sorted(counts, reverse=True) and 1 in counts


def test_a_subtitle_gives_up_whole_parts_from_the_last_and_is_never_cut(shown) -> None:
    whole = "batch 86, $[a, b]$ of 2 rows (1, 2) · SGD; long"
    header = shown(Header("Batch landscape", whole, "batch"), 900)
    seen = {room: header._fitting(room) for room in range(400, -20, -2)}
    assert list(dict.fromkeys(seen.values())) == [whole, whole[:-6], whole[:-12], "batch 86", ""]
    assert all(layout(part, 13).width <= max(0, room) for room, part in seen.items())


def test_numbers_stand_closer_before_one_is_given_up(shown) -> None:
    header = shown(Header("Batch landscape", "batch 10, 4 rows", "batch"), 468)
    header.set_values([*VALUES[:2], VALUES[2]._replace(symbol="$∠$")])
    assert header.texts()[-1] == "∠ 44°"
    placed = header._placed()
    assert {place.px for place in placed} == {15}
    assert all(10 < after.left - before.field.right() < 26 for before, after in pairwise(placed))


def test_numbers_that_do_not_fit_stand_in_two_rows_and_joined_ones_stay_together(shown) -> None:
    header = shown(Header("Landscape", "all 40 rows", "whole"), 468)
    names = ("SGD", "momentum", "RMSprop", "Adam")
    for texts in (("0.123",) * 4, ("5.036e−05", "8.171e−05", "0.000", "1234.567")):
        runs = list(zip(names, texts, strict=True))
        header.set_values([Value(f"[bold:{name}]  $J$", text, widest="0.000e−00") for name, text in runs])
        assert header.texts() == [f"{name}  J {text}" for name, text in runs]
        rows = [place.field.center().y() for place in header._placed()]
        assert rows == [HEIGHT / 2 - 9] * 2 + [HEIGHT / 2 + 9] * 2
    header.grab()
    header.set_values([Value(symbol, "0.123", joined=symbol == "$J$") for name in names[:3] for symbol in (f"{name} $θ$", "$J$")])
    heights = [place.field.center().y() for place in header._placed()]
    assert len(set(heights)) == 2 and heights[::2] == heights[1::2]


def test_a_header_makes_room_for_its_buttons_and_can_be_heard(shown) -> None:
    header = shown(Header("Landscape", "$f$ on 342 rows"), 900)
    header.set_values(VALUES)
    before = header._end()
    header.add_button(QToolButton())
    assert header._end() < before
    assert header.accessibleName() == "Landscape"
    assert header.accessibleDescription() == "f on 342 rows. J_B 0.568, |∇J_B| 1.522, ∠(∇J, ∇J_B) 44°"


def test_a_verdict_has_words_and_a_sign(shown) -> None:
    pill = shown(Pill())
    assert not pill.isVisible()
    pill.set_verdict("cross", "Violated: $f$ is not convex.", True)
    assert pill.isVisible() and pill.accessibleName() == "Violated: f is not convex."
    assert pill.sizeHint().width() > layout(pill.text(), 13, 600).width
    pill.grab()
    pill.set_verdict("circle", "")
    assert not pill.isVisible()


def test_a_strip_says_what_can_be_done_and_does_the_latest(shown) -> None:
    strip = shown(Strip(), 600)
    done: list[int] = []
    assert strip.text() == "" and not strip.isVisible()
    strip.say("Diverged at step 41.", True, [("Go to step 40", lambda: done.append(40))])
    button = strip.buttons()[0]
    strip.say("Diverged at step 41.", True, [("Go to step 40", lambda: done.append(41))])
    assert strip.buttons() == [button]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [41] and strip.accessibleName() == "Diverged at step 41."
    strip.grab()
    strip.say("A flat inflection.")
    assert not strip.buttons() and strip.isVisible()
    strip.clear()
    assert strip.text() == "" and not strip.isVisible()


def test_what_was_closed_stays_away_until_there_is_something_else_to_say(shown) -> None:
    strip = shown(Strip(), 600)
    strip.say("Near a minimum, 3 away.", acts=[("Go there", int)], kind="near")
    strip.buttons()[0].setFocus()
    QTest.keyClick(strip.buttons()[0], Qt.Key.Key_Escape)
    assert strip.text() == "" and not strip.isVisible()
    strip.say("Near a minimum, 2 away.", kind="near")
    assert not strip.isVisible()
    strip.say("Diverged at step 41.")
    assert strip.text() == strip.accessibleName() == "Diverged at step 41."
    strip.say("Near a minimum, 1 away.", kind="near")
    assert strip.isVisible() and strip.dismiss() and not strip.dismiss()
    strip.clear()
    strip.say("Near a minimum, 2 away.", kind="near")
    assert strip.text() == "Near a minimum, 2 away."


def test_the_tab_key_stops_at_a_sentence_and_then_at_its_buttons(shown) -> None:
    strip = shown(Strip(), 600)
    strip.say("Diverged at step 41.", True, [("Go to step 40", int), ("Set η to 0.5", int)])
    strip.setFocus()
    for button in strip.buttons():
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button


def test_a_card_has_round_corners_in_its_colour(shown) -> None:
    card = Card("whole")
    card.setFixedSize(60, 40)
    seen = shown(card).grab().toImage()
    assert seen.pixelColor(30, 20) == theme.colour("whole") != seen.pixelColor(0, 0)


def test_a_paragraph_label_is_as_high_as_its_text_at_its_width(shown) -> None:
    label = shown(MathLabel("옵티마이저는 $J$를 볼 수 없습니다. " * 6, 14, wrap=True, leading=24))
    assert label.height() == label.heightForWidth(label.width()) > 24 * 4
    label.set_text("[batch:$J_B$]는")
    assert label.accessibleName() == "J_B는"
    line = shown(MathLabel("$J_B$ is not $J$", 24, weight=600))
    assert line.height() >= layout("$J_B$ is not $J$", 24, 600).height
    formula = shown(MathLabel(r"\frac{1}{m} Σ_{k=1}^m J_{B_k}", 22, display=True))
    assert formula.height() > 50
    formula.grab()


def rings(window: QWidget) -> list[QWidget]:
    return [child for child in window.findChildren(QWidget) if type(child).__name__ == "_Ring" and child.isVisible()]


def test_the_ring_is_for_those_who_use_the_keyboard(qapp, qtbot) -> None:
    follower = FocusRing(qapp)
    window = QWidget()
    form = QFormLayout(window)
    field, line, button = NumberField(RATE), QLineEdit(), QPushButton("x")
    for widget in (line, field, button):
        form.addRow(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not rings(window)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    (ring,) = rings(window)
    outside = ring.geometry().adjusted(4, 4, -4, -4)
    assert outside.topLeft() == field.frame.mapTo(ring.parentWidget(), QPoint()) and outside.size() == field.frame.size()
    window.resize(window.width() + 50, window.height())
    assert math.isclose(ring.width(), field.frame.width() + 8)
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    (ring,) = rings(window)
    assert ring.geometry().contains(button.geometry())
    button.hide()
    assert ring not in rings(window)
    follower.deleteLater()


@pytest.mark.parametrize("width", [90, 120, 145, 400])
def test_a_choice_cuts_its_words_where_they_would_leave_their_place(qtbot, qapp, width):
    theme.apply(qapp, "light")
    words = "logistic regression"
    box = Choice([("a", words)])
    qtbot.addWidget(box)
    box.resize(width, 32)
    assert box.fontMetrics().horizontalAdvance(box.shown_text()) <= box.text_rect().width() <= width - 28
    assert box.shown_text() == words if width == 400 else box.shown_text().endswith("…")


def test_the_buttons_of_a_strip_stand_below_a_sentence_that_they_would_make_a_column_of(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.say("A sentence that is long enough to need two lines of the strip all for itself, and no more than that.",
              acts=[("Go to step 1,000", int), ("Set η to 0.5", int)])
    for width, below in ((470, True), (900, False), (470, True)):
        strip.resize(width, strip.heightForWidth(width))
        strip.resize(width, strip.heightForWidth(width))
        label = strip.findChild(MathLabel)
        assert label is not None and all((b.y() >= label.geometry().bottom()) == below for b in strip.buttons())
        assert label.height() >= label.heightForWidth(label.width())
