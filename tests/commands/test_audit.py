"""`sgdviz audit` as a person types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from sgdviz.__main__ import main
from sgdviz.commands import audit
from sgdviz.core.audit import Check
from sgdviz.core.trace import Cause

LINE = {"kind": "linear_regression", "data": "faithful", "standardize": True}


def document(folder: Path, **rest: Any) -> str:
    path = folder / "a.sgdviz"
    path.write_text(json.dumps({"problem": LINE, "batch_size": 60, "epochs": 3, **rest}), encoding="utf-8")
    return str(path)


def test_every_check_has_a_sign_and_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", document(tmp_path, order="with_replacement")]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    ticks = sum(line[0] == "✓" for line in lines)
    assert {line[0] for line in lines} == {"✓", "–"} and last == f"all {ticks} checks that apply hold"
    assert any(line.startswith("✓ the path computed anew: 15 of 15 steps") for line in lines)


def test_a_cloud_is_checked_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", document(tmp_path, cloud={"runs": 12})]) == 0
    assert "✓ runs of the cloud alone: 5 of 12 runs of the cloud were computed alone" in capsys.readouterr().out


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--json", document(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is True
    path = next(check for check in told["checks"] if check["name"] == "the path computed anew")
    assert path["verdict"] == "holds" and path["figures"] == {"seen": 15, "rows": 15}


def test_what_does_not_hold_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Check("a", "fails", Cause("off by {n}.", {"n": 3})), Check("b", "holds", Cause("fine.", {}))]
    monkeypatch.setattr(audit, "audit", lambda *_, **__: found)
    assert main(["audit", document(tmp_path)]) == 1
    assert capsys.readouterr().out == "✗ a: off by 3.\n✓ b: fine.\n1 of 2 checks do not hold\n"


def test_what_is_wrong_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", document(tmp_path, epochs=0)]) == 2
    assert capsys.readouterr().err == "sgdviz: epochs: 0 is out of range; allowed: 1 ≤ epochs ≤ 10,000,000\n"
