"""Numbers as the canvases write them."""

import pytest

from sgdviz.ui.text.numbers import brief, coordinates


@pytest.mark.parametrize(("value", "text"), [
    (170.0, "170"), (1234.5, "1234"), (99.6, "100"), (9.96, "10"), (0.8132, "0.81"), (0.8, "0.80"), (-12.04, "−12"),
    (170_000.0, "1.7e5"), (-2e-5, "−2.0e−5"), (0.0, "0"), (float("inf"), "∞")])
def test_a_brief_number_has_two_figures_or_all_of_a_whole_one(value: float, text: str) -> None:
    assert brief(value) == text
    assert brief(-2e-5, padded=False) == "−2e−5" and brief(100.0, padded=False) == "100" and brief(0.8, padded=False) == "0.8"


def test_a_point_has_no_powers_of_ten_where_its_numbers_are_whole() -> None:
    assert coordinates([1234.0, -0.25, 1e-13]) == "(1234, −0.25, 0)"
    assert coordinates([3.0]) == "3" and coordinates([0.1, 100.0]) == "(0.1, 100)" and coordinates([1.5e6]) == "1.5e6"
