"""Amounts of memory: written, read back, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core.invalid import Invalid
from sgdviz.core.memory import LEAST, memory_of, memory_text


@pytest.mark.parametrize(("text", "size"), [
    ("512MB", 512_000_000), ("2 GB", 2 * 10**9), ("1.5gb", 1_500_000_000), (" 1MB ", 10**6), ("0.001 TB", 10**9),
])
def test_amounts_as_people_write_them(text: str, size: int) -> None:
    assert memory_of(text) == size


@pytest.mark.parametrize("text", ["", "lots", "512", "-1GB", "0.5MB", "0GB", "1e3MB", "٣GB", "1 KB", "12345678901MB",
                                  "1MBs", "nanGB"])
def test_what_is_no_amount_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(Invalid, match="is no amount of memory; 512MB or 2GB would be, and 1MB is the least") as caught:
        memory_of(text, "--memory")
    assert caught.value.place == "--memory" and repr(text) in str(caught.value)


@given(st.integers(LEAST, 10**14))
def test_a_written_amount_is_read_to_three_digits(size: int) -> None:
    assert memory_of(memory_text(size)) == pytest.approx(size, rel=0.005)


def test_round_amounts_are_written_round() -> None:
    assert [memory_text(size) for size in (10**6, 400_000_000, 399_999_970, 999_999_999, 3_200_000_000)] == [
        "1 MB", "400 MB", "400 MB", "1 GB", "3.2 GB"]
