"""The chord test against worked numbers and brute force; the search over every landscape and its batches."""

import numpy as np
import pytest

from sgdviz.core.convexity import chord_test, find_violated, gap
from sgdviz.core.elementary import Function, Jet, Number
from sgdviz.core.invalid import Invalid
from sgdviz.core.landscapes import landscape_problem, landscapes
from sgdviz.core.landscapes.landscape import Landscape, rows_of

CONVEX = {"parabola", "quartic", "kinked", "quadratic_bowl", "ravine", "booth", "matyas"}


def curve(function: Function, low: float = -5, high: float = 5) -> Landscape:
    return rows_of(function, np.array([[low, high]]), np.zeros(1), None, None, None)


def test_the_worked_chords_of_the_quintic() -> None:
    j = landscape_problem("quintic")
    passing = chord_test(j, np.array([-2]), np.array([4]))
    assert (passing.verdict, passing.min_gap, passing.alpha, passing.strict) == ("passes", 0.0, None, True)
    gaps = gap(j, np.array([-2.0]), np.array([4.0]), np.array([0.9, 0.5, 0.1]))
    np.testing.assert_allclose(gaps, [1.478, 9.112, 9.282], atol=6e-4)
    for a, low, alpha, digits in ((-2, -0.754, 0.437, 5e-4), (-1, -0.425, 0.5, 8e-3)):
        violated = chord_test(j, np.array([a]), np.array([1]))
        assert (violated.verdict, violated.strict) == ("violated", False)
        assert violated.min_gap == pytest.approx(low, abs=5e-4) and violated.alpha == pytest.approx(alpha, abs=digits)


def test_the_chord_of_the_parabola_is_known_everywhere() -> None:
    found = chord_test(landscape_problem("parabola"), np.array([-2]), np.array([4]))
    np.testing.assert_allclose(found.gaps, 36 * found.alphas * (1 - found.alphas), atol=1e-13)
    np.testing.assert_allclose(found.values, (4 - 6 * found.alphas) ** 2, atol=1e-13)
    assert (found.verdict, found.strict, found.ends) == ("passes", True, (4.0, 16.0))
    assert found.alphas.shape == found.gaps.shape == found.values.shape == (2001,)


def test_alpha_weighs_the_first_end() -> None:
    j = landscape_problem("quintic")
    assert gap(j, np.array([-2.0]), np.array([4.0]), 1.0) == 0 == gap(j, np.array([-2.0]), np.array([4.0]), 0.0)
    there = chord_test(j, np.array([-2]), np.array([1]))
    back = chord_test(j, np.array([1]), np.array([-2]))
    assert there.alpha + back.alpha == pytest.approx(1, abs=1e-6) and there.min_gap == pytest.approx(back.min_gap)


@pytest.mark.parametrize("name", landscapes)
def test_the_smallest_gap_is_that_of_brute_force(name: str) -> None:
    j = landscape_problem(name)
    low, high = j.box[:, 0], j.box[:, 1]
    for p, q in ((0.1, 0.9), (0.3, 0.55), (0.0, 0.5)):
        a, b = low + p * (high - low), low + q * (high - low) * np.array([1.0, 0.7])[: j.dim]
        alphas = np.linspace(0, 1, 20_001)
        lowest = alphas[np.argmin(gap(j, a, b, alphas))]
        brute = gap(j, a, b, np.clip(np.linspace(lowest - 5e-5, lowest + 5e-5, 2001), 0, 1))
        found = chord_test(j, a, b)
        tolerance = 1e-12 * max(1, np.abs(found.values).max())
        if brute.min() < -2 * tolerance:
            assert found.min_gap == pytest.approx(brute.min(), rel=1e-5)
            assert found.min_gap <= brute.min() + tolerance
            assert gap(j, a, b, found.alpha) == pytest.approx(found.min_gap, rel=1e-9)
        else:
            assert (found.verdict, found.min_gap, found.alpha) == ("passes", 0.0, None)


@pytest.mark.parametrize("name", landscapes)
def test_a_violated_chord_is_found_where_there_is_one(name: str) -> None:
    j = landscape_problem(name)
    found = find_violated(j)
    if name in CONVEX:
        assert found is None
        return
    assert found is not None
    chord = chord_test(j, *found)
    assert chord.verdict == "violated" and -chord.min_gap > 0.05 * np.ptp(chord.values)
    assert all((j.box[:, 0] <= end).all() and (end <= j.box[:, 1]).all() for end in found)
    np.testing.assert_array_equal(found, find_violated(j))


def test_a_batch_can_be_convex_where_the_whole_is_not_and_the_other_way_round() -> None:
    well = landscape_problem("double_well", {}, {"kind": "curvature", "sd": 4.0})
    lifted = well.on(np.array([well.n - 1]))
    assert find_violated(well) is not None and find_violated(lifted) is None
    bowl = landscape_problem("parabola", {}, {"kind": "curvature", "sd": 4.0})
    assert find_violated(bowl) is None and find_violated(bowl.on(np.array([0]))) is not None


def test_a_small_dent_is_found() -> None:
    def dented(x: Number) -> Jet:
        u = 40 * (x - 1.234)
        bump = 0.001 * np.exp(-u * u / 2)
        return x * x / 2 + bump, (x - 40 * u * bump,), (1 + 1600 * (u * u - 1) * bump,)

    found = find_violated(curve(dented))
    assert found is not None and all(abs(end - 1.234) < 0.2 for end in found)


def test_straight_and_flat_chords_pass_but_not_strictly() -> None:
    for slope in (0.0, 1e6):
        found = chord_test(curve(lambda x, k=slope: (k * x + 0.1, (k,), (0.0,))), np.array([-3]), np.array([4]))
        assert (found.verdict, found.strict, found.min_gap) == ("passes", False, 0.0)
    hinge = curve(lambda x: (np.maximum(x, 0), (x > 0,), (0.0,)))
    assert chord_test(hinge, np.array([-1]), np.array([1])).strict
    assert not chord_test(hinge, np.array([1]), np.array([2])).strict


@pytest.mark.parametrize(("a", "b", "sentence"), [
    ([1], [1], "chord: both ends are 1; they must differ"),
    ([1e200], [1], "chord: the function has no finite value at "),
    ([np.nan], [1], "chord: [NaN] is not a point; finite numbers needed: 1"),
    ([1, 2], [1], "chord: [1.0, 2.0] is not a point; finite numbers needed: 1"),
])
def test_bad_ends_are_one_sentence(a: list[float], b: list[float], sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        chord_test(landscape_problem("quintic"), np.array(a), np.array(b))
    assert str(caught.value).startswith(sentence)


def test_a_function_with_a_hole_has_no_chord_across_it() -> None:
    with np.errstate(all="ignore"):
        hole = curve(lambda x: (np.log(x), (1 / x,), (-1 / x / x,)), low=-1)
        with pytest.raises(Invalid, match="no finite value at"):
            chord_test(hole, np.array([-1]), np.array([1]))
        found = find_violated(hole)
        assert found is not None and min(found) > 0
