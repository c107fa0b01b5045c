"""Without a screen: the exhibits as pictures in the current folder, and a line for each with what it shows."""

from pathlib import Path

from sgdviz.exhibits import exhibits
from sgdviz.ui import words
from sgdviz.ui.mathtext import plain
from sgdviz.ui.render import render


def draw_exhibits(folder: Path) -> int:
    """Draw every exhibit's first page at the step of its still; 0."""
    for exhibit in exhibits():
        path = folder / f"sgdviz-{exhibit.number}.png"
        render(exhibit.pages[0], path, step=exhibit.step, size=(1280, 720))
        print(f"{path.name}: {plain(words.localized(exhibit.title))}. {plain(words.localized(exhibit.question))}")
    return 0
