"""Colours against the figures of the design, contrast against WCAG, and the dressing of widgets."""

import numpy as np
import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from sgdviz.ui.look import theme
from sgdviz.ui.look.colour import contrast, oklch, ramp, rgb
from sgdviz.ui.look.palette import DARK, LIGHT, PALETTES, PROJECTOR, Palette, is_token, run_order

ALL = pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))


def hex_of(row: np.ndarray) -> str:
    return "#" + bytes(row).hex().upper()


def worst(palette: Palette, token: str) -> float:
    """The contrast of `token` on the colour of the map where it is weakest."""
    return min(contrast(palette.hex(token), hex_of(band)) for band in palette.bands())


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#777777") == pytest.approx(4.48, abs=0.005)


def test_ramp_meets_its_stops_and_known_colours() -> None:
    assert hex_of(ramp(np.array([oklch(1, 0, 0), oklch(0, 0, 0)]), 2)[0]) == "#FFFFFF"
    red = np.array([[0.627955, 0.224863, 0.125846]] * 2)
    assert ramp(red, 3).tolist() == [[255, 0, 0]] * 3


@pytest.mark.parametrize(("palette", "quarters"), [
    (LIGHT, "#FEFCF3 #EFF6EF #DFEFEB #D0E3E9 #C1D6E6"),
    (DARK, "#0D1116 #101B21 #12262E #1F3441 #2D4255"),
], ids=["light", "dark"])
def test_map_has_the_colours_of_the_design(palette: Palette, quarters: str) -> None:
    wanted = np.array([rgb(colour) for colour in quarters.split()], int)
    assert np.abs(palette.bands(5).astype(int) - wanted).max() <= 2


@pytest.mark.parametrize(("palette", "token", "card", "peak"), [
    (LIGHT, "ink", 16.5, 11.0), (LIGHT, "ink2", 7.9, 5.2), (LIGHT, "whole", 6.9, 4.6), (LIGHT, "batch_text", 7.0, 4.7),
    (DARK, "ink", 14.9, 8.8), (DARK, "ink2", 9.4, 5.6), (DARK, "whole", 8.3, 4.9), (DARK, "batch_text", 8.1, 4.8),
])
def test_contrast_as_computed_in_the_design(palette: Palette, token: str, card: float, peak: float) -> None:
    assert contrast(palette.hex(token), palette.card) == pytest.approx(card, abs=0.06)
    assert worst(palette, token) == pytest.approx(peak, abs=0.06)


@ALL
def test_text_is_readable(palette: Palette) -> None:
    for token in ("ink", "ink2", "muted", "whole", "batch_text", "batch"):
        for ground in ("card", "bg", "field"):
            assert contrast(palette.hex(token), palette.hex(ground)) >= 4.5, (token, ground)
    for token in ("ink", "ink2", "whole", "batch_text"):
        assert worst(palette, token) >= 4.5, token
    for token, ground in (("ink", "wash"), ("muted", "wash"), ("ink", "bad_tint"), ("ink", "good_tint"),
                          ("batch_text", "bad_tint"), ("whole", "good_tint"), ("on_accent", "whole")):
        assert contrast(palette.hex(token), palette.hex(ground)) >= 4.5, (token, ground)


@ALL
def test_marks_are_seen(palette: Palette) -> None:
    for token in ("axis", "run1", "run2", "run3", "run4", "run5"):
        assert contrast(palette.hex(token), palette.card) >= 3, token
    for index in range(5):
        on_map = worst(palette, f"run{index + 1}")
        assert on_map >= 3 or palette.run(index).faint, index
    assert worst(palette, "batch") >= 3


def test_runs_differ_in_line_and_mark_too() -> None:
    styles = [PROJECTOR.run(index) for index in range(5)]
    assert len({style.mark for style in styles}) == 5
    assert len({style.colour.name() for style in styles}) == 5


@pytest.mark.parametrize(("full", "order"), [
    ([True, False], [1, 0]), ([False, True], [0, 1]), ([False], [0]), ([False, False, True, False], [0, 2, 1, 3]),
    ([True] * 5, [1, 2, 3, 4, 0]), ([False] * 5, [0, 2, 3, 4, 1]),
])
def test_blue_is_the_full_batch_and_orange_the_first_other_run(full: list[bool], order: list[int]) -> None:
    assert run_order(full) == order


def test_unknown_tokens_are_refused() -> None:
    assert is_token("batch") and is_token("run5") and not is_token("name") and not is_token("dark")
    with pytest.raises(KeyError):
        LIGHT.colour("orange")


@pytest.mark.parametrize("name", PALETTES)
def test_dressing_the_program(qapp, qtbot, name: str) -> None:
    with qtbot.waitSignal(theme.notifier.changed):
        theme.apply(qapp, name)
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.ensurePolished()
    assert theme.palette() is PALETTES[name]
    assert widget.palette().color(QPalette.ColorRole.WindowText) == theme.colour("ink")
    assert widget.font().family() == "Pretendard"
    theme.apply(qapp, "light")
    assert widget.palette().color(QPalette.ColorRole.WindowText) == LIGHT.colour("ink")
