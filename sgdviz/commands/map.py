"""`sgdviz map`: for every pixel what becomes of the run that it stands for, as a picture or as numbers."""

import argparse
import io
import os
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from sgdviz.core.atlas.atlas import Atlas, arrays
from sgdviz.core.atlas.attractors import NOWHERE
from sgdviz.core.atlas.basins import Basins
from sgdviz.core.atlas.fates import GONE
from sgdviz.core.files import read, replace_file, reserve
from sgdviz.core.invalid import QT_TRANSLATE_NOOP, Invalid
from sgdviz.core.problem import Array
from sgdviz.ui import i18n, words
from sgdviz.ui.atlas.view import AtlasView
from sgdviz.ui.look import theme
from sgdviz.ui.making import view_of
from sgdviz.ui.offstage import frame_of, offstage, settle
from sgdviz.ui.pictures import PICTURES, save_picture

from .run import Bar

NUMBERS = ".npz"
PARTS = 1000
"""So many parts has the whole of a map's work on the progress bar."""
ROOM = QSize(200, 200)
"""More than the margins of a map, which numbers do not need."""
LISTED = 8
"""So many minima are told of, those that most runs reach."""


def main(options: argparse.Namespace) -> int:
    """Compute the whole map and write it, or raise Invalid; what share of the runs came where is printed."""
    out = Path(options.out)
    if out.suffix.lower() not in (*PICTURES, NUMBERS):
        raise Invalid("--out", QT_TRANSLATE_NOOP("core", "{name} ends in neither .png nor .svg nor .npz"), name=out.name)
    experiment = read(Path(options.file))
    reserve(out)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication(sys.argv[:1])
    theme.apply(app, options.theme)
    i18n.speak(options.lang or words.system_language())
    frame = frame_of(experiment, 0)
    view = view_of(options.of)
    assert isinstance(view, AtlasView)
    if not view.suits(frame.problem):
        raise Invalid("--of", QT_TRANSLATE_NOOP("core", "there is only one row, so that all batches are alike; map its basins"))
    bar = Bar(PARTS)
    numbers = out.suffix.lower() == NUMBERS
    with offstage(view, QSize(*options.size) + (ROOM if numbers else QSize(0, 0))):
        view.draw(frame)
        settle()
        if numbers:
            # Nobody looks at them: pixels need not be as high as wide, and so show the box alone.
            view.canvas.square = False
            view.resize(view.size() + QSize(*options.size) - view.canvas.plot_rect().size().toSize())
            settle()
        view.finish(lambda told: bar.first(round(PARTS * told.share)))
        bar.close()
        if view.refused is not None:
            raise view.refused
        assert view.atlas is not None
        if numbers:
            save_numbers(view.atlas, out)
        else:
            save_picture(view, out)
        print(f"{out}: {summary(view.atlas)}")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return 0


def save_numbers(atlas: Atlas, path: Path) -> None:
    """Write the arrays of a map."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays(atlas))
    replace_file(path, buffer.getvalue())


def summary(atlas: Atlas) -> str:
    """How many runs there are, and which share of them came where."""
    fates, counts = np.unique(atlas.fate, return_counts=True)
    shares = dict(zip(fates.tolist(), (100 * counts / atlas.fate.size).tolist(), strict=True))
    best = sorted((fate for fate in shares if fate >= 0), key=lambda fate: -shares[fate])
    told = [f"{shares[fate]:.1f} % to the {_name(atlas, fate)}" for fate in best[:LISTED]]
    if len(best) > LISTED:
        told.append(f"{sum(shares[fate] for fate in best[LISTED:]):.1f} % to {len(best) - LISTED} others")
    told += [f"{shares[fate]:.1f} % {end}" for fate, end in ((NOWHERE, "at no minimum"), (GONE, "diverged")) if fate in shares]
    ends = atlas.starts(np.array([[0, 0], [-1, -1]])) if isinstance(atlas, Basins) else ()
    corners = " from " + " to ".join(map(_point, ends)) if len(ends) else ""
    return f"{atlas.columns}x{atlas.rows} runs{corners}, {', '.join(told)}"


def _name(atlas: Atlas, fate: int) -> str:
    mark = atlas.ends.marks[fate]
    return f"{'minimum' if mark.kind == 'minimum' else 'flat point'} {_point(mark.point)}"


def _point(theta: Array) -> str:
    return f"({', '.join(f'{value + 0:.4g}' for value in np.round(theta, 9).tolist())})"
