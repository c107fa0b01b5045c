"""`sgdviz run` as a person types it."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sgdviz.__main__ import main
from sgdviz.commands.run import Bar
from sgdviz.core.descent import simulate
from sgdviz.core.document import experiment_of, problem_for

LINE = {"kind": "linear_regression", "data": "faithful", "standardize": True}
ONE = {"problem": LINE, "batch_size": 60, "epochs": 3}


def run(folder: Path, document: Any, *options: str, out: str = "out.csv") -> tuple[int, list[dict[str, str]]]:
    path = folder / "a.sgdviz"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    status = main(["run", str(path), "--out", str(folder / out), *options])
    if status or not out.endswith(".csv"):
        return status, []
    with (folder / out).open(encoding="utf-8", newline="") as file:
        return status, list(csv.DictReader(file))


def test_it_writes_what_a_simulation_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, rows = run(tmp_path, ONE)
    experiment = experiment_of(ONE)
    (trace,) = simulate(experiment, problem_for(experiment))
    assert status == 0 and len(rows) == 16
    for name, column in (("theta_0", trace.theta[:, 0]), ("theta_1", trace.theta[:, 1])):
        assert [float(row[name]) for row in rows] == column.tolist(), "bit for bit"
    np.testing.assert_allclose([float(row["loss"]) for row in rows], trace.loss, rtol=1e-14)
    out, err = capsys.readouterr()
    assert out == f"15 steps, J = {trace.loss[15]:.6g}\n" and "no x was chosen; it is eruptions" in err


def test_J_at_the_ends_of_epochs_only(tmp_path: Path) -> None:
    _, rows = run(tmp_path, ONE, "--loss", "epoch")
    assert [k for k, row in enumerate(rows) if row["loss"]] == [0, 5, 10, 15]
    _, whole = run(tmp_path, ONE)
    assert [float(row["loss"]) for row in rows if row["loss"]] == pytest.approx(
        [float(whole[k]["loss"]) for k in (0, 5, 10, 15)], rel=1e-14)


def test_arrays(tmp_path: Path) -> None:
    status, _ = run(tmp_path, ONE, out="out.npz")
    with np.load(tmp_path / "out.npz") as arrays:
        assert status == 0 and len(arrays["theta_1"]) == 16


def test_several_runs_say_how_each_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = {**ONE, "epochs": 300, "runs": [{"name": {"ko": "느림", "en": "slow"}}, {"optimizer": {"name": "sgd", "lr": 5}}]}
    status, rows = run(tmp_path, two)
    assert status == 0 and {row["run"] for row in rows} == {"slow", "2"}
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("slow: 1,500 steps, J = ") and lines[1].startswith("2: ")
    assert lines[2].startswith("2: Diverged after step ") and "η = 5 is above" in lines[2]


@pytest.mark.parametrize(("document", "sentence"), [
    ("{", "sgdviz: a.sgdviz: line 1, column 2: this is not JSON"),
    ({**ONE, "epochs": 0}, "sgdviz: epochs: 0 is out of range"),
    ({"problem": {**LINE, "x": ["bmi"]}}, 'sgdviz: problem.x[0]: "bmi" is no column'),
    ({**ONE, "start": [1]}, "sgdviz: start: numbers given: 1; θ has 2: w, b"),
])
def test_what_is_wrong_is_one_sentence(tmp_path: Path, document: Any, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _ = run(tmp_path, document)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "") and err.startswith(sentence) and err.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("amount", ["much", "12", "10KB", "-5MB", "-.5GB"])
def test_no_amount_of_memory_is_refused_before_anything_is_computed(tmp_path: Path, amount: str,
                                                                    capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "not even JSON", "--memory", amount)[0] == 2
    assert f"--memory: '{amount}' is no amount of memory; 512MB or 2GB would be" in capsys.readouterr().err


def test_more_steps_than_memory_is_allowed_for_are_not_computed_and_that_is_said(tmp_path: Path,
                                                                               capsys: pytest.CaptureFixture[str]) -> None:
    bowl = {"problem": {"kind": "landscape", "name": "quadratic_bowl"}, "epochs": 40_000,
            "optimizer": {"name": "sgd", "lr": 0.01}}
    status, rows = run(tmp_path, bowl, "--memory", "1MB")
    steps = 10**6 // 36
    assert status == 0 and len(rows) == steps + 1
    assert (f"note: Only the first {steps:,} of 40,000 steps are computed: more do not fit into 1 MB, the memory that is allowed "
            "for runs. --memory allows more.") in capsys.readouterr().err
    assert len(run(tmp_path, bowl, "--memory", "2MB")[1]) == 40_001


def test_a_wrong_ending_is_refused_before_anything_is_computed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _ = run(tmp_path, "not even JSON", out="out.xlsx")
    assert status == 2 and "--out: out.xlsx ends in neither .csv nor .npz" in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(tmp_path / "none.sgdviz"), "--out", "a.csv"]) == 2
    assert "none.sgdviz cannot be read" in capsys.readouterr().err


def test_data_that_changed_are_mentioned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "table.csv").write_text("x,y\n0,1\n1,3\n2,5\n")
    status, rows = run(tmp_path, {"problem": {"kind": "linear_regression", "data": "table.csv", "sha256": "0" * 64}})
    assert status == 0 and len(rows) == 21
    assert "table.csv is not the file that this document was saved with" in capsys.readouterr().err


def test_nothing_of_qt_is_imported(tmp_path: Path) -> None:
    (tmp_path / "a.sgdviz").write_text(json.dumps(ONE))
    script = ("import sys; from sgdviz.__main__ import main; status = main(sys.argv[1:]); "
              "sys.exit(status or any('PySide6' in name for name in sys.modules))")
    done = subprocess.run([sys.executable, "-c", script, "run", str(tmp_path / "a.sgdviz"), "--out", str(tmp_path / "a.npz")],
                          capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_a_long_run_shows_how_far_it_is_where_somebody_waits(monkeypatch: pytest.MonkeyPatch,
                                                           capsys: pytest.CaptureFixture[str]) -> None:
    now = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bar = Bar(200)
    bar.first(10)
    bar.first(50)
    bar.second(1.0)
    bar.close()
    shown = capsys.readouterr().err.split("\r")
    assert [line[-4:] for line in shown if "]" in line] == [" 25%", "100%"]
    assert shown[-1] == ""


def test_nobody_waits_for_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sgdviz.commands.run.PATIENCE", -1)
    bar = Bar(200)
    bar.first(10)
    bar.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("formula, start", [("log(x)", [-1]), ("log(x) + y^2", [-1, 1])])
def test_a_start_without_a_loss_is_said(tmp_path: Path, formula: str, start: list[float],
                                        capsys: pytest.CaptureFixture[str]) -> None:
    status, rows = run(tmp_path, {"problem": {"kind": "formula", "formula": formula}, "start": start})
    assert (status, len(rows)) == (0, 1)
    assert capsys.readouterr().out.endswith("J has no value where θ went.\n")


@pytest.mark.parametrize("name", ["cloud.csv", "cloud.npz"])
def test_where_the_runs_of_a_cloud_end(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    document = {**ONE, "seed": 7, "cloud": {"runs": 25, "seed": 4}}
    status, _ = run(tmp_path, document, "--cloud", str(tmp_path / name))
    said = capsys.readouterr().out.splitlines()
    if name.endswith(".npz"):
        with np.load(tmp_path / name) as file:
            found = {key: file[key] for key in file.files}
    else:
        table = np.genfromtxt(tmp_path / name, delimiter=",", names=True)
        found = {key: table[key] for key in table.dtype.names}
    assert status == 0 and list(found) == ["run", "seed", "start_0", "start_1", "step", "loss", "theta_0", "theta_1"]
    assert found["run"].tolist() == list(range(25)) and found["seed"].tolist() == list(range(4, 29))
    experiment = experiment_of({**document, "seed": 9})
    (trace,) = simulate(experiment, problem_for(experiment))
    np.testing.assert_allclose([found["theta_0"][5], found["theta_1"][5]], trace.theta[15], rtol=1e-4)
    low, high = np.quantile(found["loss"], (0.1, 0.9))
    assert said[1] == (f"cloud of 25 runs: J = {found['loss'].mean():.6g} on average, 10 % below {low:.6g}, 10 % above "
                       f"{high:.6g}, arrival: 0")


def test_a_cloud_that_ran_away_is_told_without_a_made_up_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = {"problem": {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}, "samples": 40},
            "start": [-1.0], "batch_size": 4, "epochs": 60, "optimizer": {"name": "sgd", "lr": 3}, "cloud": {"runs": 20}}
    assert run(tmp_path, away, "--cloud", str(tmp_path / "cloud.csv"))[0] == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "cloud of 20 runs: J = -inf at the median, arrival: 0, diverged: 20")


def test_a_cloud_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, ONE, "--cloud", str(tmp_path / "a.csv"))[0] == 2
    assert "cloud: is missing; --cloud needs it" in capsys.readouterr().err
    assert run(tmp_path, {**ONE, "cloud": {}}, "--cloud", "a.txt")[0] == 2
    assert "--cloud: a.txt ends in neither .csv nor .npz" in capsys.readouterr().err


def test_a_cloud_that_cannot_be_is_refused_before_anything_is_written(tmp_path: Path,
                                                                      capsys: pytest.CaptureFixture[str]) -> None:
    document = {**ONE, "cloud": {"runs": 25}}
    assert run(tmp_path, document, "--cloud", str(tmp_path / "." / "out.csv"))[0] == 2
    assert "--cloud: out.csv is the file of --out; the cloud needs one of its own" in capsys.readouterr().err
    assert run(tmp_path, {**document, "optimizer": {"name": "newton"}}, "--cloud", str(tmp_path / "cloud.csv"))[0] == 2
    assert "optimizer: a method that asks for all rows at every step has no replicas" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("command, arguments, place", [
    ("run", ["--out", "nowhere/a.csv"], "nowhere/a.csv"),
    ("run", ["--out", "a.csv", "--cloud", "nowhere/b.csv"], "nowhere/b.csv"),
    ("map", ["--out", "nowhere/a.npz"], "nowhere/a.npz"), ("render", ["--out", "nowhere/a.png"], "nowhere/a.png")])
def test_where_nothing_can_be_written_nothing_is_computed(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str,
        arguments: list[str], place: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.sgdviz").write_text(json.dumps({**ONE, "cloud": {"runs": 25}}), encoding="utf-8")
    for module in ("commands.run", "ui.offstage"):
        monkeypatch.setattr(f"sgdviz.{module}.problem_for", None)
    assert main([command, "a.sgdviz", *arguments]) == 2
    assert capsys.readouterr() == ("", f"sgdviz: {place} cannot be written: there is no such file or folder\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.sgdviz"]
