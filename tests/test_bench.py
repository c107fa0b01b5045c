"""The harness of the benchmarks: that it times what it says, judges right, and leaves no bar out."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

BENCH = Path(__file__).parent / "bench"


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The harness, with no bar in it."""
    monkeypatch.syspath_prepend(str(BENCH))
    monkeypatch.delitem(sys.modules, "bars", raising=False)
    module = importlib.import_module("bars")
    monkeypatch.delitem(sys.modules, "bars")
    return module


def test_a_race_is_how_many_times_as_fast_and_a_cost_the_reverse(bars: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(bars, "time", SimpleNamespace(perf_counter=lambda: now[0]))

    def busy(milliseconds: int) -> None:
        now[0] += milliseconds / 1000

    race, cost = bars.race(lambda: busy(1), lambda: busy(6)), bars.cost(lambda: busy(1), lambda: busy(6))
    for _ in range(2):  # who begins changes
        assert race() == pytest.approx((6,)) and cost() == pytest.approx((1 / 6,))


def test_the_median_of_the_rounds_is_judged(bars: ModuleType) -> None:
    seen = iter([(1.0, 5.0), (9.0, 1.0), (2.0, 4.0)])
    bars.bar("X", "work", "peer", bars.AtLeast(2), bars.AtMost(3, "p99"))(lambda: lambda: next(seen))
    first, second = bars.measured(bars.bars["X"], rounds=3)
    assert (first["median"], first["least"], first["most"], first["held"]) == (2.0, 1.0, 9.0, True)
    assert (second["median"], second["limit"], second["held"]) == (4.0, "p99", False)


def test_a_missing_peer_is_skipped_and_said(bars: ModuleType) -> None:
    bars.bar("X", "work", "peer", bars.AtLeast(2))(lambda: bars.peer("no_such_module.at_all"))
    row, = bars.measured(bars.bars["X"])
    assert row["skipped"] == "no_such_module is not installed"
    assert "held" not in row


def listed() -> str:
    done = subprocess.run([sys.executable, BENCH, "--list"], capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def test_every_bar_is_there() -> None:
    names = {line.split()[0] for line in listed().splitlines()}
    wanted = {"P1", "P2", "P3", "P4", "P5", "P6", "G1", "G2", "G3", "D1", "D2", "D3", "D4", "L1", "L2", "M1",
              "S1", "S2", "U1", "U2"}
    assert names >= wanted, wanted - names


def test_the_table_is_written_as_json(tmp_path: Path) -> None:
    file = tmp_path / "bars.json"
    subprocess.run([sys.executable, BENCH, "O1", "--rounds", "1", "--json", file], capture_output=True, text=True, check=False)
    row, *_ = json.loads(file.read_text(encoding="utf-8"))
    assert row["id"] == "O1" and ("skipped" in row or row["median"] > 0)


def test_an_unknown_bar_is_one_sentence() -> None:
    done = subprocess.run([sys.executable, BENCH, "P99"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "no bar P99" in done.stderr
