"""`sgdviz chord` as a person types it, against worked numbers."""

import json

import pytest

from sgdviz.__main__ import main
from sgdviz.commands.chord import point_of
from sgdviz.core.invalid import Invalid


def chord(capsys, *arguments):
    status = main(["chord", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("arguments, verdict, min_gap, alpha, strict", [
    (["quintic", "-2", "4"], "passes", 0, None, True),
    (["quintic", "-2", "1"], "violated", -0.754, 0.437, False),
    (["quintic", "-1", "1"], "violated", -0.425, 0.5, False),
    (["x^2", "−2", "4"], "passes", 0, None, True),
    (["2*x+1", "-2e0", "4"], "passes", 0, None, False),
    (["-x^2", "-2", "4"], "violated", -9, 0.5, False),
    (["abs(x)", "1", "4"], "passes", 0, None, False),
    (["x^2 + y^2", "-1,2", "3,-4"], "passes", 0, None, True),
    (["x^2 - y^2", "0,-1", "0,1"], "violated", -1, 0.5, False),
    (["himmelblau", "3,2", "-2.805118,3.131312"], "violated", None, None, False),
])
def test_worked_chords(arguments, verdict, min_gap, alpha, strict, capsys):
    status, out, err = chord(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["verdict", "min_gap", "alpha", "strict"]
    assert (found["verdict"], found["strict"]) == (verdict, strict)
    if min_gap is not None:
        assert found["min_gap"] == pytest.approx(min_gap, abs=6e-4)
        assert found["alpha"] == (None if alpha is None else pytest.approx(alpha, abs=1e-2))


def test_the_same_in_words(capsys):
    _, out, _ = chord(capsys, "quintic", "-2", "4")
    assert out == ("passes: the chord from x = -2 to x = 4 lies above the graph between its ends; "
                   "that alone does not make the function convex\n")
    _, out, _ = chord(capsys, "-x^2", "-2", "4")
    assert out == ("violated: the chord from x = -2 to x = 4 runs below the graph, farthest by 9 at α = 0.5, "
                   "which is x = 1; the function is not convex\n")
    _, out, _ = chord(capsys, "2*x", "-2", "4")
    assert "is nowhere below the graph" in out


@pytest.mark.parametrize("arguments, words", [
    (["x^2", "1", "1"], "must differ"), (["1/x", "-1", "1"], "no finite value"), (["log(x)", "-1", "1"], "no finite"),
    (["x^2", "1,2", "3,4"], "is not a point"), (["himmelblau", "1", "2"], "is not a point"),
    (["x^2", "1", "nan"], "X1: 'nan' is not a point"), (["x^2", "1e999", "1"], "is not a point"),
    (["quintik", "1", "2"], "quintic"), (["x +", "1", "2"], "formula"), (["__import__('os')", "1", "2"], "formula"),
])
def test_what_is_wrong_is_one_sentence(arguments, words, capsys):
    status, out, err = chord(capsys, *arguments)
    assert (status, out) == (2, "")
    assert words in err and err.startswith("sgdviz: ") and err.count("\n") == 1


@pytest.mark.parametrize("text, point", [
    ("-2", [-2]), ("−2", [-2]), ("-2e0", [-2]), ("+.5", [0.5]), ("3.", [3]), ("-1,2", [-1, 2]),
    ("1e-3, −2E+1", [1e-3, -20]),
])
def test_points_as_people_write_them(text, point):
    assert point_of(text, "X0").tolist() == point


@pytest.mark.parametrize("text", ["", ",", "1,", "1_0", "١", "inf", "nan", "--2", "1e", "0x10", "1;2", "2*3"])
def test_what_is_no_point(text):
    with pytest.raises(Invalid, match=r"^X0: "):
        point_of(text, "X0")
