"""Sentences as data: what their values look like."""

from sgdviz.core.invalid import Invalid, filled
from sgdviz.core.trace import Cause


def test_whole_numbers_have_their_thousands_apart_and_others_what_the_template_says() -> None:
    assert filled("{steps} of {all}, {rate:.4g}, {name}", steps=999, all=11_111_111, rate=12345.6, name="1000") == (
        "999 of 11,111,111, 1.235e+04, 1000")
    assert str(Invalid("step", "{value} is past {last}", value=2_000_000, last=1000)) == "step: 2,000,000 is past 1,000"
    assert str(Cause("at {step}: {why}", {"step": 7_310_079, "why": Cause("{n} rows", {"n": 1000})})) == (
        "at 7,310,079: 1,000 rows")
