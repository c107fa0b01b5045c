"""A picture of a study with its names, painted anew only where one of them is another."""

from ..paint.canvas import Canvas, StillLayer
from .names import CloudNames
from .study import Study


class StudyLayer(StillLayer):
    """Shows `study`, None for nothing."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, z=10)
        self.study: Study | None = None
        self.names = CloudNames()

    def show_study(self, study: Study | None, names: CloudNames) -> None:
        if study is not self.study or names != self.names:
            self.study, self.names = study, names
            self.update()

    def content(self) -> tuple[object, ...]:
        return self.study, self.names
