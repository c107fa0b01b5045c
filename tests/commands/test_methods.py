"""`sgdviz methods` says what is declared."""

import pytest

from sgdviz.__main__ import main
from sgdviz.core.optimizers import optimizers


def test_all_methods_are_listed_with_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods"]) == 0
    blocks = capsys.readouterr().out.rstrip("\n").split("\n\n")
    assert [block.split(":")[0].split(" ")[0] for block in blocks] == list(optimizers)
    for block, entry in zip(blocks, optimizers.values(), strict=True):
        assert [line.split()[0] for line in block.splitlines()[1:]] == [p.name for p in entry.parameters]
        assert ("uses all rows" in block) == bool(entry.facts.get("whole"))


def test_one_method_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods", "adam"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("adam: Adam: m ← β₁m")
    assert lines[1].split() == ["lr", "=", "0.001", "learning", "rate,", "0", "<", "η"]
    assert "betas = [0.9, 0.999]" in lines[2] and "0 ≤ β_1 < 1" in lines[2] and "0 ≤ β_2 < 1" in lines[2]


def test_an_unknown_method_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods", "adamm"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "NAME" in said and "adamw" in said
