"""Sentences about what is wrong, and the numbers in them."""

import pytest

from sgdviz.core.invalid import Invalid, filled
from sgdviz.core.parameters import Integer, Real


def test_numbers_in_sentences_are_as_everywhere() -> None:
    assert filled("{n} rows, η = {lr:.4g}, {off:.3g}, {low}", n=1234567, lr=12345.6, off=-2e-8, low="-1") == (
        "1,234,567 rows, η = 1.235e4, −2e−8, -1")


@pytest.mark.parametrize(("number", "value", "sentence"), [
    (Integer(name="epochs", low=1, high=10_000_000), 1e12, "1e12 is out of range; allowed: 1 ≤ epochs ≤ 10,000,000"),
    (Integer(name="R", low=2, high=100_000), 200_000, "200,000 is out of range; allowed: 2 ≤ R ≤ 100,000"),
    (Integer(name="seed", low=0, high=2**63 - 1), -3, "−3 is out of range; allowed: 0 ≤ seed < 2⁶³"),
    (Integer(name="seed", low=0, high=2**63 - 1), 2**63, "9223372036854775808 is out of range; allowed: 0 ≤ seed < 2⁶³"),
    (Real(symbol="δ", above=1e-5, high=1e12), -2.5e-7, "−2.5e−7 is out of range; allowed: 1e−5 < δ ≤ 1e12"),
    (Real(symbol="β", low=0, below=1), 1.25, "1.25 is out of range; allowed: 0 ≤ β < 1")])
def test_a_number_out_of_range_and_the_range_read_like_numbers(number: Integer, value: float, sentence: str) -> None:
    with pytest.raises(Invalid) as found:
        number.check(value, "")
    assert str(found.value) == sentence
