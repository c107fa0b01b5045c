"""The colours of everything, by what they mean: blue is all rows, orange this batch, ink is θ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtGui import QColor

if TYPE_CHECKING:  # the start page is dressed before there is time for NumPy
    import numpy as np
    from numpy.typing import NDArray

Mark = Literal["disc", "ring", "square", "diamond", "triangle"]


class RunStyle(NamedTuple):
    """How one of several runs is drawn. `dash` in pixels, empty for a solid line; `label` is the colour of its name.

    Where `faint`, the colour is too weak on high ground: the path has a halo there along its whole length, and the
    name stands in ink behind a sample of the line.
    """

    colour: QColor
    dash: tuple[float, ...]
    mark: Mark
    faint: bool


class Palette(NamedTuple):
    """One theme, equal to itself alone. A token is "#RRGGBB"; `colour(token)` makes a QColor of it.

    `accent` is `whole`; `run1` to `run5` are the colours of runs. `ground` are the stops of the landscape's colours
    in OKLCH, from valley to peak.
    """

    name: str
    bg: str
    card: str
    field: str
    line: str
    axis: str
    ink: str
    ink2: str
    muted: str
    whole: str
    batch: str
    batch_text: str
    good_tint: str
    bad_tint: str
    wash: str
    cell: str
    cell_done: str
    on_accent: str
    contour: str
    contour_opacity: float
    run_colours: tuple[str, str, str, str, str]
    faint_run: int
    ground: tuple[tuple[float, float, float], ...]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def hex(self, token: str) -> str:
        """The colour called `token` as "#RRGGBB"; KeyError if there is none."""
        if not is_token(token):
            raise KeyError(f"No colour is called {token!r}")
        if token in _RUNS:
            return self.run_colours[_RUNS.index(token)]
        return str(getattr(self, _ALIASES.get(token, token)))

    @property
    def dark(self) -> bool:
        return self.ground[0][0] < 0.5

    def colour(self, token: str, opacity: float = 1.0) -> QColor:
        """The colour called `token` (`ink`, `accent`, `run3`, …); KeyError if there is none. Do not change it."""
        return _made(self, token, opacity)

    def run(self, index: int) -> RunStyle:
        """The style of run `index` (0 to 4, then round again)."""
        index %= len(_DASHES)
        return RunStyle(QColor(self.run_colours[index]), _DASHES[index], _MARKS[index], index == self.faint_run)

    def bands(self, count: int = 12) -> NDArray[np.uint8]:
        """The stepped tints of a map from valley to peak, (count, 3) bytes."""
        from .colour import oklch, ramp

        return ramp([oklch(*stop) for stop in self.ground], count)

    def mixed(self, token: str, opacity: float, under: str = "card") -> str:
        """`token` at `opacity` over `under`, as one opaque "#RRGGBB"."""
        over, below = (bytes.fromhex(self.hex(name)[1:]) for name in (token, under))
        return "#" + bytes(round(opacity * a + (1 - opacity) * b) for a, b in zip(over, below, strict=True)).hex().upper()


@lru_cache(1024)
def _made(palette: Palette, token: str, opacity: float) -> QColor:
    """A palette's colour, made once: hundreds are asked for in a frame."""
    colour = QColor(palette.hex(token))
    colour.setAlphaF(opacity)
    return colour


_DASHES: tuple[tuple[float, ...], ...] = ((), (), (6, 3), (6, 3, 1.5, 3), (1.5, 3))
_MARKS: tuple[Mark, ...] = ("disc", "ring", "square", "diamond", "triangle")
_LIGHT_GROUND = ((0.99, 0.012, 95), (0.94, 0.018, 180), (0.865, 0.032, 240))
_DARK_GROUND = ((0.175, 0.012, 250), (0.255, 0.030, 225), (0.37, 0.042, 245))

LIGHT = Palette(
    "light", bg="#F3F4F6", card="#FFFFFF", field="#FFFFFF", line="#DADFE5", axis="#8792A0", ink="#15202B",
    ink2="#465362", muted="#5C6877", whole="#1558B0", batch="#C23B06", batch_text="#A33004", good_tint="#E3ECF6",
    bad_tint="#F9DCCB", wash="#EAF0F8", cell="#E4E8ED", cell_done="#B4BECA", on_accent="#FFFFFF", contour="#5D7184",
    contour_opacity=0.43, run_colours=("#C23B06", "#1558B0", "#007A68", "#4A1A66", "#A67C00"), faint_run=4,
    ground=_LIGHT_GROUND)
DARK = Palette(
    "dark", bg="#0D1116", card="#151A21", field="#1C232C", line="#2C3541", axis="#6B7888", ink="#E9EDF2",
    ink2="#B4BFCC", muted="#94A1B1", whole="#7DB6FF", batch="#FF955A", batch_text="#FF955A", good_tint="#1D2C40",
    bad_tint="#47281A", wash="#1A2533", cell="#242C36", cell_done="#4A5766", on_accent="#0D1116", contour="#8CA3BA",
    contour_opacity=0.37, run_colours=("#FF955A", "#7DB6FF", "#7BE0C8", "#E94B8A", "#F4E06D"), faint_run=3,
    ground=_DARK_GROUND)
PROJECTOR = Palette(
    "projector", bg="#FFFFFF", card="#FFFFFF", field="#FFFFFF", line="#B8C0CA", axis="#3D4854", ink="#000000",
    ink2="#1F2933", muted="#3D4854", whole="#0A479B", batch="#B02E00", batch_text="#982800", good_tint="#DCE8F6",
    bad_tint="#F9D5C0", wash="#EAF0F8", cell="#D5DAE0", cell_done="#8792A0", on_accent="#FFFFFF", contour="#5D7184",
    contour_opacity=0.43, run_colours=("#B02E00", "#0A479B", "#007A68", "#4A1A66", "#A67C00"), faint_run=4,
    ground=_LIGHT_GROUND)
PALETTES = {palette.name: palette for palette in (LIGHT, DARK, PROJECTOR)}
_RUNS = ("run1", "run2", "run3", "run4", "run5")
_ALIASES = {"accent": "whole"}
_TOKENS = {key for key, value in LIGHT._asdict().items() if isinstance(value, str)} - {"name"} | {*_RUNS, *_ALIASES}


def is_token(word: str) -> bool:
    """Whether `word` names a colour."""
    return word in _TOKENS


def run_order(full_batch: Sequence[bool]) -> list[int]:
    """The style index of each run: blue for the first that takes all rows, orange for the first that does not."""
    free = [2, 3, 4, 0, 1]
    chosen: list[int] = []
    for full in full_batch:
        own = 1 if full else 0
        index = own if own not in chosen else next((i for i in free if i not in chosen), len(chosen))
        chosen.append(index)
    return chosen
