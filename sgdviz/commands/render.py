"""`sgdviz render`: the picture of an experiment, in a file; no screen is needed."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sgdviz.core.files import read, reserve
from sgdviz.core.invalid import Invalid
from sgdviz.ui import i18n, words
from sgdviz.ui.look import theme
from sgdviz.ui.pictures import PICTURES
from sgdviz.ui.render import render


def main(options: argparse.Namespace) -> int:
    """Draw what is asked for, or raise Invalid."""
    out = Path(options.out)
    if out.suffix.lower() not in PICTURES:
        raise Invalid("--out", "{name} ends in neither .png nor .svg", name=out.name)
    experiment = read(Path(options.file))
    reserve(out)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.STYLE])
    theme.apply(app, options.theme)
    i18n.speak(options.lang or words.system_language())
    frame = render(experiment, out, options.canvas, options.step, options.size)
    for trace in frame.traces:
        if trace.end is not None:
            print(words.sentence(trace.end))
    print(f"{out}: step {frame.reached(0)}, J = {float(frame.loss):.6g}")
    return 0
