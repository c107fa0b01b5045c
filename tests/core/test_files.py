"""Documents on disk: what is read with care, and what is left there when writing fails."""

import json
import os
import stat
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgdviz.core import files
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.experiment import Experiment
from sgdviz.core.files import changed_data, parse, read, reserve, text_of, write
from sgdviz.core.invalid import Invalid, Words

QUINTIC = '"problem": {"kind": "landscape", "name": "quintic"}'
EXPERIMENT = experiment_of({"problem": {"kind": "landscape", "name": "quintic"}, "title": {"ko": "안장점", "en": "saddle"}})


def on_table(path: Path) -> Experiment:
    """A regression on a small table that is written there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x,y\n0,1\n1,3\n2,5\n")
    return experiment_of({"problem": {"kind": "linear_regression", "data": str(path)}})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "안장점.sgdviz"
    write(EXPERIMENT, path)
    assert read(path) == EXPERIMENT
    assert path.read_text("utf-8").endswith("}\n") and "안장점" in path.read_text("utf-8")
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, bom: bytes) -> None:
    path = tmp_path / "a.sgdviz"
    path.write_bytes(bom + f"{{{QUINTIC}}}".encode())
    assert read(path).problem["name"] == "quintic"


@pytest.mark.parametrize("place", ["table.csv", "data/table.csv", "../table.csv"])
def test_a_path_to_data_is_absolute_in_memory_and_relative_on_disk(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    experiment = on_table(folder / place)
    write(experiment, folder / "a.sgdviz")
    document = json.loads((folder / "a.sgdviz").read_text())
    assert document["problem"]["data"] == place
    again = read(folder / "a.sgdviz")
    assert Path(again.problem["data"]) == (folder / place).resolve()
    assert problem_for(again).n == 3


def test_a_folder_moves_with_its_data(tmp_path: Path) -> None:
    write(on_table(tmp_path / "here" / "table.csv"), tmp_path / "here" / "a.sgdviz")
    (tmp_path / "here").rename(tmp_path / "there")
    assert problem_for(read(tmp_path / "there" / "a.sgdviz")).n == 3


def test_a_relative_name_means_beside_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(on_table(tmp_path / "table.csv"), tmp_path / "a.sgdviz")
    monkeypatch.chdir(tmp_path)
    assert Path(read(Path("a.sgdviz")).problem["data"]) == tmp_path / "table.csv"


def test_a_bundled_table_has_no_path(tmp_path: Path) -> None:
    experiment = experiment_of({"problem": {"kind": "linear_regression", "data": "faithful"}})
    write(experiment, tmp_path / "a.sgdviz")
    assert json.loads((tmp_path / "a.sgdviz").read_text())["problem"] == {"kind": "linear_regression", "data": "faithful"}
    assert read(tmp_path / "a.sgdviz") == experiment
    assert not changed_data(experiment)


def test_data_that_changed_are_noticed(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    write(on_table(table), tmp_path / "a.sgdviz")
    experiment = read(tmp_path / "a.sgdviz")
    assert not changed_data(experiment)
    before = problem_for(experiment)
    table.write_text("x,y\n0,1\n1,3\n2,5\n3,9\n")
    os.utime(table, ns=(time.time_ns(), table.stat().st_mtime_ns + 10**9))
    assert changed_data(experiment)
    assert problem_for(experiment).n == 4 and before.n == 3
    write(experiment, tmp_path / "a.sgdviz")
    assert not changed_data(read(tmp_path / "a.sgdviz"))


def test_a_document_whose_data_are_gone_can_still_be_saved(tmp_path: Path) -> None:
    write(on_table(tmp_path / "table.csv"), tmp_path / "a.sgdviz")
    experiment = read(tmp_path / "a.sgdviz")
    (tmp_path / "table.csv").unlink()
    write(replace(experiment, epochs=7), tmp_path / "a.sgdviz")
    assert read(tmp_path / "a.sgdviz") == replace(experiment, epochs=7)


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_failure_on_the_way_leaves_the_old_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.sgdviz"
    write(EXPERIMENT, path)
    before = path.read_bytes()

    def fail(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(Invalid, match=r"a\.sgdviz cannot be written: the disk is full"):
        write(replace(EXPERIMENT, epochs=7), path)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path], "nothing is left beside it"


def test_the_new_document_is_whole_before_it_has_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, replaced = tmp_path / "a.sgdviz", os.replace

    def look(new: str, old: Path) -> None:
        assert read(Path(new)) == EXPERIMENT
        replaced(new, old)

    monkeypatch.setattr(os, "replace", look)
    write(EXPERIMENT, path)
    assert read(path) == EXPERIMENT


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_document_keeps_its_mode_and_a_new_one_gets_the_usual(tmp_path: Path) -> None:
    path, other = tmp_path / "a.sgdviz", tmp_path / "b.sgdviz"
    write(EXPERIMENT, path)
    other.write_text("")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    path.chmod(0o600)
    write(EXPERIMENT, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.sgdviz", tmp_path / "link.sgdviz"
    write(EXPERIMENT, path)
    link.symlink_to(path)
    write(replace(EXPERIMENT, epochs=7), link)
    assert link.is_symlink() and read(path).epochs == 7


@pytest.mark.parametrize("name", ["", "missing/a.sgdviz"])
def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="cannot be written: "):
        write(EXPERIMENT, tmp_path / name)


HOSTILE = {
    "empty": ("", "", "line 1, column 1: this is not JSON (a value is missing)"),
    "cut off": (f"{{{QUINTIC}", "", "line 1, column 53: this is not JSON"),
    "second line": (f'{{{QUINTIC},\n "epochs": }}', "", "line 2, column 12: this is not JSON"),
    "zero bytes": ("\0\0", "", "line 1, column 1: this is not JSON"),
    "NaN": (f'{{{QUINTIC}, "epochs": NaN}}', "", "NaN is not a number that a document can hold"),
    "-Infinity": (f'{{{QUINTIC}, "start": [-Infinity]}}', "", "-Infinity is not a number that a document can hold"),
    "1e999": (f'{{{QUINTIC}, "epochs": 1e999}}', "epochs", "Infinity is not a whole number"),
    "-1e999": (f'{{{QUINTIC}, "start": [-1e999]}}', "start[0]", "−Infinity is out of range"),
    "400 digits": (f'{{{QUINTIC}, "optimizer": {{"name": "sgd", "lr": 1{"0" * 400}}}}}', "optimizer.lr", "is out of range"),
    "5000 digits": (f'{{{QUINTIC}, "seed": 1{"0" * 5000}}}', "", "a number in it has too many digits"),
    "many lists": ("[" * 200_000, "", "brackets are nested too deeply"),
    "many objects": ('{"a":' * 200_000, "", "brackets are nested too deeply"),
    "a key twice": (f"{{{QUINTIC}, {QUINTIC}}}", "problem", "this key stands twice in one object"),
    "half a character": (f'{{{QUINTIC}, "title": "\\ud800"}}', "", "a text in it holds half a character"),
    "half a key": (f'{{{QUINTIC}, "\\udfff": 1}}', "", "a text in it holds half a character"),
    "a zero in a path": ('{"problem": {"kind": "linear_regression", "data": "a\\u0000b"}}', "problem.data", "there is no file"),
    "a long name": (f'{{"problem": {{"kind": "linear_regression", "data": "{"a" * 5000}"}}}}', "problem.data", "there is no"),
    "a folder": ('{"problem": {"kind": "linear_regression", "data": "."}}', "problem.data", "is a folder"),
    "a step far away": (f'{{{QUINTIC}, "changes": [{{"step": 1e999}}]}}', "changes[0].step", "Infinity is not a whole number"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_is_in_a_document_is_answered_by_a_sentence(tmp_path: Path, what: str) -> None:
    text, place, fragment = HOSTILE[what]
    path = tmp_path / "a.sgdviz"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        problem_for(read(path))
    assert caught.value.place == (place or path.name) and fragment in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("depth", range(850, 1000, 10))
def test_no_depth_falls_between_two_sentences(depth: int) -> None:
    for text in ("[" * depth + "]" * depth, f'{{{QUINTIC}, "title": {"[" * depth}{"]" * depth}}}',
                 f'{{"problem": {{"kind": "landscape", "name": "quintic", "parameters": {{"a": {"[" * depth}{"]" * depth}}}}}}}'):
        with pytest.raises(Invalid):
            problem_for(parse(text))


def test_many_keys_take_no_longer_than_they_need() -> None:
    """Twice as many keys take about twice the time, not four times."""
    def seconds(count: int) -> float:
        text, begun = "{" + ",".join(f'"k{i}":1' for i in range(count)) + "}", time.process_time()
        with pytest.raises(Invalid, match="unknown key"):
            parse(text)
        return time.process_time() - begun

    assert min(seconds(80_000) for _ in range(3)) < 12 * max(min(seconds(20_000) for _ in range(3)), 0.01)


def test_a_change_far_away_costs_nothing() -> None:
    experiment = parse(f'{{{QUINTIC}, "changes": [{{"step": 1e300, "batch_size": 3, "order": "with_replacement"}}]}}')
    problem = problem_for(experiment)
    assert experiment.steps(problem.n) == 20 and experiment.base.plan(problem.n).place(3).epoch == 4


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sgdviz"
    monkeypatch.setattr(files, "LARGEST", 10)
    path.write_text(f"{{{QUINTIC}}}")
    with pytest.raises(Invalid, match=r"a\.sgdviz has 53 bytes; a document has at most 10"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-16", "cp949"])
def test_a_text_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.sgdviz"
    path.write_bytes(f'{{{QUINTIC}, "title": "안장점"}}'.encode(encoding))
    with pytest.raises(Invalid, match=r"a\.sgdviz is not a text in UTF-8"):
        read(path)


@pytest.mark.parametrize("name", ["missing.sgdviz", "."])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="cannot be read: "):
        read(tmp_path / name)


@given(text=st.text(max_size=40) | st.binary(max_size=40).map(lambda b: b.decode("latin-1")))
def test_any_text_is_a_document_or_a_sentence(text: str) -> None:
    with pytest.raises(Invalid):
        parse(text)


@given(cut=st.integers(0, 200), noise=st.text(max_size=3))
def test_a_damaged_document_is_a_document_or_a_sentence(cut: int, noise: str) -> None:
    text = text_of(EXPERIMENT)
    cut = min(cut, len(text))
    try:
        parse(text[:cut] + noise + text[cut + len(noise):])
    except Invalid as wrong:
        assert str(wrong)


def test_the_system_s_reasons_are_words_to_be_translated(tmp_path: Path) -> None:
    deeds = (lambda: read(tmp_path / "gone"), lambda: read(tmp_path), lambda: write(EXPERIMENT, tmp_path / "no" / "a"))
    for deed in deeds:
        with pytest.raises(Invalid) as wrong:
            deed()
        assert isinstance(wrong.value.values["why"], Words)


def test_a_place_is_tried_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes(b"old")
    (tmp_path / "folder.csv").mkdir()
    reserve(tmp_path / "new.csv", tmp_path / "old.csv")
    for name, why in (("nowhere/a.csv", "there is no such file or folder"), ("folder.csv", "it is a folder")):
        with pytest.raises(Invalid, match=f"{name} cannot be written: {why}"):
            reserve(tmp_path / "new.csv", tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "old.csv"]
    assert (tmp_path / "old.csv").read_bytes() == b"old"
