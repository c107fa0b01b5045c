"""What the two pictures of a cloud have in common: their margins, and lines of text above them."""

from collections.abc import Sequence

from ..look import theme
from ..paint.canvas import Canvas
from ..paint.endnames import Caption, Captions
from ..text.mathtext import layout

LEFT, TOP, RIGHT, BOTTOM = 56, 14, 16, 38
LINE = 18


class Captioned(Canvas):
    """A canvas that stays as it is, with `lines` above what it shows."""

    def __init__(self) -> None:
        super().__init__((LEFT, TOP, RIGHT, BOTTOM))
        self.zoomable = False
        self._captions = Captions(self)

    def leave_room(self, lines: Sequence[str], right: float = RIGHT) -> None:
        """Let the margins hold these lines, and `right` pixels beside the plot."""
        self.set_margins((LEFT, TOP + LINE * len(lines), right, BOTTOM))

    def write(self, lines: Sequence[str]) -> None:
        """Show the lines, each as far as there is room for it."""
        room = self.width() - LEFT - 8.0
        self._captions.show_captions([Caption(layout(line, 12).elided(room), LEFT, 12 + LINE * row, theme.colour("ink2"))
                                      for row, line in enumerate(lines)])
