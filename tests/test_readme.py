"""The README says what is so: its keys are those of a document, its commands print what stands below them."""

import json
import re
import shlex
from pathlib import Path

import pytest

from sgdviz.__main__ import main
from sgdviz.core.datasets import card
from sgdviz.core.descent import simulate
from sgdviz.core.document import KEYS, experiment_of, problem_for
from sgdviz.core.kinds import kinds

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.S)
    assert found is not None
    return found[1]


def test_the_table_of_keys_is_complete() -> None:
    rows = re.findall(r"^\| (`[^|]*) \|", README.partition("## Documents")[2].partition("## Command line")[0], re.M)
    named = {key for row in rows for key in re.findall(r"`([\w.]+)`", row)}
    taken = {parameter.name for entry in kinds.values() for parameter in entry.parameters}
    assert named == {key for key in KEYS if key != "problem"} | {f"problem.{name}" for name in {"kind", "sha256", *taken}}


def test_commands_print_what_stands_below_them(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lecture.sgdviz").write_text(block("json"), encoding="utf-8")
    for part in block("console").split("$ sgdviz ")[1:]:
        command, _, expected = part.partition("\n")
        assert main(shlex.split(command)) == 0
        out, err = capsys.readouterr()
        same(err + out, expected)
    same(Path("history.csv").read_text("utf-8")[:len(block("csv"))], block("csv"))


def test_the_typed_model_ends_where_it_is_said_to() -> None:
    document = json.loads(re.findall(r"```json\n(.*?)```", README, re.S)[1])
    experiment = experiment_of(document)
    (trace,) = simulate(experiment, problem_for(experiment))
    said = re.search(r"J = (\S+), which is the certified", README)
    assert said is not None and f"{trace.loss[trace.last]:.6g}" == said[1]
    assert float(trace.loss[trace.last]) * 6 == pytest.approx(float(card("danwood")["certified"]["residual_ss"]), rel=1e-9)


def same(found: str, expected: str) -> None:
    """Word for word, and number for number to what one machine may differ from another."""
    assert NUMBER.sub("#", found) == NUMBER.sub("#", expected)
    assert list(map(float, NUMBER.findall(found))) == pytest.approx(list(map(float, NUMBER.findall(expected))), rel=1e-5)
