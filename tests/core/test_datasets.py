import json
import math
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import fmean, pstdev, variance
from typing import Any

import numpy as np
import pytest

from sgdviz.core.csvfile import read_table
from sgdviz.core.datasets import bundled, card, load, select, sha256, standardize
from sgdviz.core.invalid import Invalid
from sgdviz.core.table import Table

KINDS = {"linear_regression": "linear", "logistic_regression": "logistic", "regression": "linear"}
SUGGESTED = [(name, i) for name in bundled() for i in range(len(card(name)["suggested"]))]


def raw(name: str) -> list[list[str]]:
    """The cells of a bundled file, split without the program's reader."""
    text = Path(load(name).path).read_text("ascii")
    return [line.replace('"', "").split(",") for line in text.splitlines()]


def line_through(x: list[str], y: list[str]) -> tuple[Fraction, Fraction]:
    """Slope and intercept of least squares in exact arithmetic."""
    xs, ys = [Fraction(v) for v in x], [Fraction(v) for v in y]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(xs, ys, strict=True)) / sum((a - mean_x) ** 2 for a in xs)
    return slope, mean_y - slope * mean_x


def table(folder: Path, text: str) -> Table:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return read_table(path)


def complaint(*arguments: Any) -> str:
    with pytest.raises(Invalid) as error:
        select(*arguments)
    return str(error.value)


def test_the_tables_that_were_promised_are_there() -> None:
    assert bundled() == ("anscombe", "boxbod", "danwood", "engel", "faithful", "misra1a", "norris", "penguins")


@pytest.mark.parametrize("name", bundled())
def test_every_card_is_complete_and_true(name: str) -> None:
    facts, cells = card(name), raw(name)
    assert facts["rows"] == len(cells) - 1 == load(name).rows
    assert facts["sha256"] == sha256(name)
    assert list(facts["columns"]) == cells[0] == list(load(name).names)
    assert facts["source"] and facts["licence"]
    texts = [facts["title"], facts["text"], *(column["title"] for column in facts["columns"].values())]
    assert all(set(text) == {"ko", "en"} and all(text.values()) for text in texts)


@pytest.mark.parametrize("name", bundled())
def test_every_number_in_a_text_can_be_counted_in_the_table(name: str) -> None:
    facts, cells = card(name), raw(name)
    years = {cell for row in cells[1:] for cell, column in zip(row, cells[0], strict=True) if column == "year"}
    for text in facts["text"].values():
        assert set(re.findall(r"[0-9]+", text)) <= {str(facts["rows"])} | years


@pytest.mark.parametrize(("name", "i"), SUGGESTED)
def test_every_suggestion_can_be_taken(name: str, i: int) -> None:
    problem = card(name)["suggested"][i]["problem"]
    assert problem["data"] == name
    chosen = select(load(name), problem["x"], problem["y"], problem.get("classes"), KINDS[problem["kind"]])
    X, y, _ = standardize(chosen, problem.get("standardize", False))
    assert np.isfinite(X).all() and np.isfinite(y).all() and len(X) == len(y) >= 6


def test_the_certified_numbers_of_norris_are_those_of_its_rows() -> None:
    certified = {key: Fraction(value) for key, value in card("norris")["certified"].items()}
    x, y = ([Fraction(cell) for cell in column] for column in zip(*raw("norris")[1:], strict=True))
    slope, intercept = line_through(*map(list, zip(*raw("norris")[1:], strict=True)))
    n, mean_x, mean_y = len(x), sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - mean_x) ** 2 for a in x)
    residual = sum((b - intercept - slope * a) ** 2 for a, b in zip(x, y, strict=True))
    total = sum((b - mean_y) ** 2 for b in y)
    variance = residual / (n - 2)
    exact = {"slope": slope, "intercept": intercept, "residual_ss": residual, "regression_ss": total - residual,
             "r_squared": 1 - residual / total, "f": (total - residual) / variance,
             "slope_sd": float(variance / spread) ** 0.5, "residual_sd": float(variance) ** 0.5,
             "intercept_sd": float(variance * (Fraction(1, n) + mean_x**2 / spread)) ** 0.5}
    assert {key: float(value) for key, value in exact.items()} == {
        key: pytest.approx(float(value), rel=1e-14) for key, value in certified.items()}


CURVES: dict[str, Callable[[float, float, float], float]] = {
    "misra1a": lambda x, a, b: a * (1 - math.exp(-b * x)), "boxbod": lambda x, a, b: a * (1 - math.exp(-b * x)),
    "danwood": lambda x, a, b: a * x**b,
}


@pytest.mark.parametrize("name", CURVES)
def test_the_certified_numbers_of_nonlinear_sets_are_those_of_their_rows(name: str) -> None:
    """The residuals at the certified parameters, in all printed digits; and both of the starts of NIST are suggested."""
    certified, rows = card(name)["certified"], [tuple(map(float, row)) for row in raw(name)[1:]]
    a, b = map(float, certified["parameters"])
    squares = math.fsum((y - CURVES[name](x, a, b)) ** 2 for x, y in rows)
    assert f"{squares:.10E}" == certified["residual_ss"]
    assert f"{math.sqrt(squares / (len(rows) - 2)):.10E}" == certified["residual_sd"]
    first, second = (document["start"] for document in card(name)["suggested"])
    assert len(first) == len(second) == 2 and first != second


def test_the_published_numbers_of_anscombe_hold_for_all_four() -> None:
    published = card("anscombe")["published"]
    columns = [list(column) for column in zip(*raw("anscombe")[1:], strict=True)]
    for x, y in zip(columns[::2], columns[1::2], strict=True):
        slope, intercept = line_through(x, y)
        xs, ys = list(map(float, x)), list(map(float, y))
        found = {"mean_x": fmean(xs), "mean_y": fmean(ys), "variance_x": variance(xs), "slope": float(slope),
                 "intercept": float(intercept), "r_squared": float(slope) ** 2 * variance(xs) / variance(ys)}
        assert {key: f"{value:.{len(published[key].split('.')[1])}f}" for key, value in found.items()} == published


def test_penguins_come_as_published() -> None:
    penguins = load("penguins")
    assert {n: c.missing for n, c in penguins.columns.items() if c.missing} == {
        "bill_length_mm": 2, "bill_depth_mm": 2, "flipper_length_mm": 2, "body_mass_g": 2, "sex": 11}
    words = penguins.columns["species"].words
    assert {w: words.count(w) for w in set(words)} == {"Adelie": 152, "Gentoo": 124, "Chinstrap": 68}
    chosen = select(penguins, ["flipper_length_mm"], "body_mass_g", None, "linear")
    assert (len(chosen.y), chosen.dropped, 3 in chosen.rows) == (342, 2, False)
    assert [str(note) for note in chosen.notes] == ["rows left out for a missing value: 2 of 344"]
    kept = [row for row in raw("penguins")[1:] if row[4] != "NA"]
    assert chosen.X[:, 0].tolist() == [float(row[4]) for row in kept]
    assert chosen.y.tolist() == [float(row[5]) for row in kept]


def test_a_file_is_read_once_and_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("x,y\n1,2\n3,4\n")
    first = load(str(path))
    assert load(str(path)) is first
    path.write_text("x,y\n1,2\n3,4\n5,6\n")
    assert load(str(path)).rows == 3


def test_what_cannot_be_loaded_is_one_sentence_with_its_place(tmp_path: Path) -> None:
    for data, sentence in [("penguin", 'problem.data: there is no file "penguin"; the program.s own tables are: ansc'),
                           (str(tmp_path), "problem.data: .*is a folder"), ("a\0b", "problem.data: there is no file")]:
        with pytest.raises(Invalid, match=sentence):
            load(data)
    with pytest.raises(Invalid, match=r"problem\.data: there is no file"):
        sha256("nothing.csv")
    with pytest.raises(Invalid, match=r"problem\.data: .*cannot be read"):
        sha256(str(tmp_path))


def test_words_become_two_classes() -> None:
    penguins = load("penguins")
    chosen = select(penguins, ["bill_length_mm", "bill_depth_mm"], "species", ["Gentoo", "Adelie"], "logistic")
    assert chosen.labels == ("Gentoo", "Adelie")
    assert chosen.X.shape == (151 + 123, 2)
    assert chosen.y.tolist() == [float(penguins.columns["species"].words[row] == "Adelie") for row in chosen.rows]
    assert chosen.dropped == 2
    by_default = select(penguins, ["body_mass_g"], "sex", None, "logistic")
    assert by_default.labels == ("female", "male") and by_default.dropped == 11


def test_numbers_become_two_classes(tmp_path: Path) -> None:
    chosen = select(table(tmp_path, "x,y\n1,2\n2,10\n3,NA\n4,2\n"), ["x"], "y", None, "logistic")
    assert (chosen.labels, chosen.y.tolist(), chosen.rows.tolist()) == ((2, 10), [0, 1, 0], [0, 1, 3])
    chosen = select(table(tmp_path, "x,y\n1,2\n2,10\n3,5\n4,2\n"), ["x"], "y", [10, 2], "logistic")
    assert (chosen.labels, chosen.y.tolist(), chosen.rows.tolist()) == ((10, 2), [1, 0, 1], [0, 1, 3])


def test_defaults_are_named(tmp_path: Path) -> None:
    both = table(tmp_path, "name,empty,a,b,c\nu,,1,2,3\nv,,4,5,7\n")
    chosen = select(both, None, None, None, "linear")
    assert (chosen.x_names, chosen.y_name) == (("a",), "b")
    assert [str(note) for note in chosen.notes] == ["no x was chosen; it is a", "no y was chosen; it is b"]
    assert select(both, ["b"], None, None, "linear").y_name == "a"
    assert select(both, None, "a", None, "linear").x_names == ("b",)
    assert select(both, None, None, None, "logistic").y_name == "name"


def test_a_bad_choice_is_one_sentence_with_its_place(tmp_path: Path) -> None:
    t = table(tmp_path, "name,a,b,e\nu,1,5,\nv,2,oops,\nw,3,7,\n")
    assert complaint(t, ["z"], "a", None, "linear") == \
        'problem.x[0]: "z" is no column of the table; its columns are: name, a, b, e'
    assert complaint(t, ["a"], 3, None, "linear").startswith("problem.y: 3 is no column")
    assert complaint(t, ["a", 3], "a", None, "linear").startswith("problem.x[1]: 3 is no column")
    assert complaint(t, ["a", "a"], "b", None, "linear") == "problem.x[1]: a is chosen twice"
    assert complaint(t, [], "b", None, "linear").startswith("problem.x: [] is no list")
    assert complaint(t, "a", "b", None, "linear").startswith('problem.x: "a" is no list')
    assert complaint(t, ["a"], "a", None, "linear") == "problem.x[0]: a cannot be both x and y"
    assert complaint(t, ["b"], "a", None, "linear") == 'problem.x[0]: column b, line 3: "oops" is not a number'
    assert complaint(t, ["a"], "name", None, "linear") == 'problem.y: column name, line 2: "u" is not a number'
    assert complaint(t, ["e"], "a", None, "linear") == "problem.x[0]: column e is empty"
    assert complaint(t, None, None, None, "linear").startswith("problem.y: no column of numbers is left")
    assert complaint(t, None, "a", None, "linear").startswith("problem.x: no column of numbers is left")
    assert complaint(t, ["a"], None, None, "logistic").startswith("problem.y: no column has just two values")
    assert complaint(t, ["a"], "e", None, "logistic").startswith("problem.data: usable rows: 0")
    assert complaint(t, ["a"], "name", None, "logistic") == \
        "problem.y: two values are needed, but there are 3: u, v, w; classes can name two of them"
    assert complaint(t, ["a"], "name", ["u", "x"], "logistic") == \
        'problem.classes[1]: "x" is no value of y; its values are: u, v, w'
    for classes in (["u"], ["u", "u"], ["u", "v", "w"], "uv"):
        assert complaint(t, ["a"], "name", classes, "logistic").startswith("problem.classes: ")
    assert complaint(t, ["b"], "a", [True, 2], "logistic").startswith("problem.x[0]")
    assert complaint(table(tmp_path, "a,b\n1,\n2,3\n"), ["a"], "b", None, "linear") == \
        "problem.data: usable rows: 1; at least 2 are needed"


def test_true_is_not_one(tmp_path: Path) -> None:
    assert complaint(table(tmp_path, "a,b\n1,0\n2,1\n"), ["a"], "b", [False, True], "logistic").startswith(
        "problem.classes[0]: false is no value of y")


@pytest.mark.parametrize("which", [False, "x", True])
def test_standardizing_can_be_undone(which: Any) -> None:
    chosen = select(load("penguins"), ["flipper_length_mm", "bill_depth_mm"], "body_mass_g", None, "linear")
    X, y, scaling = standardize(chosen, which)
    np.testing.assert_allclose(scaling.x_shift + scaling.x_scale * X, chosen.X, rtol=1e-14)
    np.testing.assert_allclose(scaling.y_shift + scaling.y_scale * y, chosen.y, rtol=1e-14)
    for values, done in [(X[:, 0], which), (X[:, 1], which), (y, which is True)]:
        expected = (0, 1) if done else (fmean(values.tolist()), pstdev(values.tolist()))
        assert (fmean(values.tolist()), pstdev(values.tolist())) == pytest.approx(expected, abs=1e-13)
    assert scaling.x_scale.shape == (2,)


def test_the_classes_of_a_logistic_model_are_not_scaled() -> None:
    chosen = select(load("penguins"), ["body_mass_g"], "sex", None, "logistic")
    _, y, scaling = standardize(chosen, True)
    assert y is chosen.y and (scaling.y_shift, scaling.y_scale) == (0, 1)


def test_a_constant_column_cannot_be_standardized(tmp_path: Path) -> None:
    chosen = select(table(tmp_path, "a,b\n0.1,1\n0.1,2\n0.1,3\n"), ["a"], "b", None, "linear")
    with pytest.raises(Invalid, match=r"problem\.x\[0\]: a is 0\.1 in every row and cannot be standardized"):
        standardize(chosen, "x")
    assert standardize(chosen, False)[0] is chosen.X
    chosen = select(table(tmp_path, "a,b\n1,7\n2,7\n"), ["a"], "b", None, "linear")
    with pytest.raises(Invalid, match=r"problem\.y: b is 7"):
        standardize(chosen, True)
    chosen = select(table(tmp_path, "a,b\n1e308,1\n-1e308,2\n"), ["a"], "b", None, "linear")
    with pytest.raises(Invalid, match=r"problem\.x\[0\]: a holds numbers too large"):
        standardize(chosen, "x")


def test_cards_are_written_as_documents_are() -> None:
    for name in bundled():
        text = load(name).path.with_suffix(".json").read_text("utf-8")
        assert text == json.dumps(card(name), ensure_ascii=False, indent=1) + "\n"
