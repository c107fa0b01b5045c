"""The numbers on axes: whoever reads them gets the tick back, and no two are the same."""

import re
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from sgdviz.ui.look import theme
from sgdviz.ui.paint.axes import Axes, axis_ticks, log_numbers, log_ticks, number, numbers, ticks
from sgdviz.ui.paint.canvas import Canvas

SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text: str) -> float:
    """What is written."""
    mantissa, power = re.fullmatch(r"(−?[\d,.]*)·?(?:10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", text).groups()  # type: ignore[union-attr]
    plain = mantissa.replace("−", "-").replace(",", "")
    factor = float(plain + "1" if plain in ("", "-") else plain)
    return factor * 10.0 ** int(power.translate(SUPERSCRIPTS)) if power else factor


@pytest.mark.parametrize(("low", "high"), [
    (0.24104, 0.241062), (3.25, 3.2500008), (0, 1.06), (-2e-9, 2e-9), (0, 6e-4), (9.9e6, 1.1e7), (0, 1.06e7), (-3e5, 3e5),
    (99_999.2, 100_001), (-1e-3, 1e-3), (123_456, 123_460), (-0.3, 0.4)])
def test_the_numbers_of_an_axis_are_its_ticks(low: float, high: float) -> None:
    found = ticks(low, high)
    texts = numbers(found)
    assert len(found) > 2 and [read(text) for text in texts] == pytest.approx(found, rel=1e-12, abs=1e-9 * (high - low))


def test_either_all_numbers_of_an_axis_have_powers_of_ten_or_none() -> None:
    assert numbers(ticks(0, 1e7), 1e7) == ["0", "2·10⁶", "4·10⁶", "6·10⁶", "8·10⁶", "10⁷"]
    assert numbers(ticks(0, 9e6), 1e7) == ["0", "2,000,000", "4,000,000", "6,000,000", "8,000,000"]
    assert numbers([1e-9, 2e-9, 5e-9]) == ["10⁻⁹", "2·10⁻⁹", "5·10⁻⁹"]
    assert numbers([0.1, 0.25, 0.5, 0.75, 0.9]) == ["0.1", "0.25", "0.5", "0.75", "0.9"]


def test_numbers_on_a_logarithmic_axis_are_told_apart_where_it_is_short() -> None:
    assert log_numbers(log_ticks(-1, 2)) == ["0.1", "1", "10", "100"]
    assert log_numbers(log_ticks(np.log10(0.24099), np.log10(0.24107))) == ["0.24100", "0.24102", "0.24104", "0.24106"]


def test_what_is_counted_has_whole_numbers() -> None:
    assert axis_ticks(0, 1.06, whole=True) == [0, 1]
    assert axis_ticks(0, 2.5, whole=True) == [0, 1, 2]
    assert [round(10**tick, 9) for tick in axis_ticks(0, 0.35, log=True, whole=True)] == [1, 2]


def test_a_number_alone_has_four_figures_or_all_of_a_whole_one() -> None:
    assert [number(value) for value in (0.3, 1.5e-4, 1234.56, 12345.0, 5e-5)] == ["0.3", "0.00015", "1,235", "12,345", "5·10⁻⁵"]
    assert number(200_000.0, most=1e6) == "200,000"


def test_numbers_beside_each_other_do_not_meet(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    canvas = Canvas((50, 10, 10, 40))
    axes = Axes(canvas)
    canvas.resize(420, 200)
    for box, least in (((0.24104, 0.241062), 2), ((3.25, 3.2500008), 2), ((0.0, 9.9e6), 3), ((0.0, 1.0), 4)):
        canvas.look_at(np.array([box, (0.0, 1.0)]))
        found = axes.across()
        assert len(found) >= least
        for (a, left), (b, right) in pairwise(found):
            assert left + a.width / 2 + 8 < right - b.width / 2
