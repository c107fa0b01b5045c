"""A run as a table, read back by other means than it was written."""

import csv
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sgdviz.core import history
from sgdviz.core.descent import courses, simulate
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.history import BLOCK, header, write_csv, write_npz, writer
from sgdviz.core.invalid import Invalid

LINE = {"kind": "linear_regression", "data": "faithful", "standardize": True}
ONE = {"problem": LINE, "batch_size": 60, "epochs": 3}
TWO = {**ONE, "runs": [{"name": "SGD"}, {"name": "전체 배치", "batch_size": 272}]}


def computed(document: dict[str, Any]) -> tuple[list[str], Any, Any]:
    experiment = experiment_of(document)
    problem = problem_for(experiment)
    names = [str(run.name) for run in experiment.runs]
    return names, courses(experiment, problem), simulate(experiment, problem)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_row_a_step_in_full_precision(tmp_path: Path) -> None:
    names, todo, (trace,) = computed(ONE)
    write_csv(tmp_path / "a.csv", names, todo, [trace])
    rows = table(tmp_path / "a.csv")
    assert list(rows[0]) == ["step", "epoch", "batch", "batch_loss", "loss", "theta_0", "theta_1"]
    assert len(rows) == 16
    assert (rows[0]["step"], rows[0]["epoch"], rows[0]["batch"], rows[0]["batch_loss"]) == ("0", "0", "", "")
    assert [(row["step"], row["epoch"], row["batch"]) for row in rows[1:]] == [
        (str(k), str(1 + (k - 1) // 5), str(1 + (k - 1) % 5)) for k in range(1, 16)]
    for name, column in (("loss", trace.loss), ("theta_0", trace.theta[:, 0]), ("theta_1", trace.theta[:, 1])):
        assert [float(row[name]) for row in rows] == column.tolist()
    assert [float(row["batch_loss"]) for row in rows[1:]] == trace.batch_loss[1:].tolist()


def test_the_batch_loss_is_that_batchs_before_its_own_update(tmp_path: Path) -> None:
    names, todo, traces = computed(ONE)
    write_csv(tmp_path / "a.csv", names, todo, traces)
    rows = table(tmp_path / "a.csv")
    problem, plan = todo[0].problem, todo[0].plan
    for before, row in pairwise(rows):
        theta = np.array([float(before["theta_0"]), float(before["theta_1"])])
        batch = problem.on(plan.rows(int(before["step"])))
        assert float(row["batch_loss"]) == pytest.approx(float(batch.loss(theta)), rel=1e-12)


def test_several_runs_have_a_column_for_their_names(tmp_path: Path) -> None:
    names, todo, traces = computed(TWO)
    write_csv(tmp_path / "a.csv", names, todo, traces)
    rows = table(tmp_path / "a.csv")
    assert "run" in rows[0] and [row["run"] for row in rows] == ["SGD"] * 16 + ["전체 배치"] * 16
    assert [row["step"] for row in rows] == [str(k) for k in range(16)] * 2
    assert [row["batch"] for row in rows[16:]] == [""] + ["1"] * 15


def test_arrays_hold_the_same(tmp_path: Path) -> None:
    names, todo, traces = computed(TWO)
    write_csv(tmp_path / "a.csv", names, todo, traces)
    write_npz(tmp_path / "a.npz", names, todo, traces)
    rows = table(tmp_path / "a.csv")
    with np.load(tmp_path / "a.npz") as arrays:
        assert arrays.files == list(rows[0])
        assert arrays["run"].tolist() == [row["run"] for row in rows]
        for name in ("step", "epoch", "batch"):
            assert arrays[name].tolist() == [int(row[name] or 0) for row in rows]
        for name in ("batch_loss", "loss", "theta_0", "theta_1"):
            np.testing.assert_array_equal(arrays[name], [float(row[name] or "nan") for row in rows])


def test_where_J_is_not_known_the_cell_is_empty(tmp_path: Path) -> None:
    names, todo, (trace,) = computed(ONE)
    trace.loss[3] = math.nan
    write_csv(tmp_path / "a.csv", names, todo, [trace])
    assert [k for k, row in enumerate(table(tmp_path / "a.csv")) if row["loss"] == ""] == [3]


def test_a_diverged_run_is_written_to_its_last_row(tmp_path: Path) -> None:
    names, todo, (trace,) = computed({**ONE, "epochs": 300, "optimizer": {"name": "sgd", "lr": 5}})
    for write, path in ((write_csv, tmp_path / "a.csv"), (write_npz, tmp_path / "a.npz")):
        write(path, names, todo, [trace])
    assert len(table(tmp_path / "a.csv")) == len(trace) < 1000
    with np.load(tmp_path / "a.npz") as arrays:
        assert np.isfinite(arrays["theta_0"]).all() and len(arrays["theta_0"]) == len(trace)


@pytest.mark.parametrize("write", [write_csv, write_npz])
def test_progress_is_told_to_the_last_row(tmp_path: Path, write: Any) -> None:
    names, todo, traces = computed({**ONE, "epochs": 1000})
    assert len(traces[0]) > BLOCK
    told: list[float] = []
    write(tmp_path / "a", names, todo, traces, told.append)
    assert 0 < told[0] < 1 and told == sorted(told) and told[-1] == 1


def test_columns_for_every_weight() -> None:
    assert header(3, several=True) == ["run", "step", "epoch", "batch", "batch_loss", "loss", "theta_0", "theta_1", "theta_2"]


@pytest.mark.parametrize("name", ["a.txt", "a", "csv"])
def test_other_endings_are_refused(name: str) -> None:
    with pytest.raises(Invalid, match=r"ends in neither \.csv nor \.npz") as caught:
        writer(Path(name), "--out")
    assert caught.value.place == "--out"
    assert writer(Path("A.CSV")) is write_csv and writer(Path("a.npz")) is write_npz


@pytest.mark.parametrize("write", [write_csv, write_npz])
def test_a_file_that_is_given_up_is_not_there_and_an_old_one_stays(tmp_path: Path, write: Any) -> None:
    names, todo, traces = computed({**ONE, "epochs": 1000})

    def give_up(share: float) -> None:
        raise KeyboardInterrupt

    for there in (False, True):
        if there:
            (tmp_path / "a").write_text("old")
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path / "a", names, todo, traces, give_up)
        assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == ([("a", "old")] if there else [])


def test_blocks_end_where_others_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names, todo, traces = computed({**TWO, "epochs": 30, "changes": [{"step": 33, "batch_size": 41}]})
    for write, ending in ((write_csv, "csv"), (write_npz, "npz")):
        write(tmp_path / f"whole.{ending}", names, todo, traces)
    for name in ("BLOCK", "ARRAY_BLOCK"):
        monkeypatch.setattr(history, name, 7)
    for write, ending in ((write_csv, "csv"), (write_npz, "npz")):
        write(tmp_path / f"parts.{ending}", names, todo, traces)
        assert (tmp_path / f"parts.{ending}").read_bytes() == (tmp_path / f"whole.{ending}").read_bytes()


def test_a_name_with_a_comma_is_one_cell(tmp_path: Path) -> None:
    names, todo, traces = computed({**TWO, "runs": [{"name": 'η = 0,1 "small"'}, {"name": "other"}]})
    write_csv(tmp_path / "a.csv", names, todo, traces)
    assert {row["run"] for row in table(tmp_path / "a.csv")} == {'η = 0,1 "small"', "other"}


@pytest.mark.parametrize("write", [write_csv, write_npz])
def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path, write: Any) -> None:
    names, todo, traces = computed(ONE)
    with pytest.raises(Invalid, match="cannot be written: "):
        write(tmp_path / "missing" / "a.csv", names, todo, traces)
