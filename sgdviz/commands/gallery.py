"""Without a screen: what the window would have shown, as pictures in the current folder, and a line for each."""

from pathlib import Path

from sgdviz.core.experiment import Text
from sgdviz.core.files import read, reserve
from sgdviz.exhibits import exhibits
from sgdviz.ui import words
from sgdviz.ui.render import render
from sgdviz.ui.text.mathtext import plain


def draw_exhibits() -> int:
    """Draw every exhibit's first page at the step of its still; 0."""
    paths = [Path(f"sgdviz-{exhibit.number}.png") for exhibit in exhibits()]
    reserve(*paths)
    for exhibit, path in zip(exhibits(), paths, strict=True):
        render(exhibit.pages[0], path, step=exhibit.step)
        print(f"{path}: {spoken(exhibit.title)}. {spoken(exhibit.question)}")
    return 0


def draw_file(file: str) -> int:
    """Draw the experiment in a file at its last step; 0."""
    experiment = read(Path(file))
    path = Path(Path(file).stem + ".png")
    reserve(path)
    frame = render(experiment, path)
    print(f"{path}: {spoken(experiment.title) or Path(file).name}, step {frame.step}")
    return 0


def spoken(text: Text) -> str:
    return plain(words.localized(text))
