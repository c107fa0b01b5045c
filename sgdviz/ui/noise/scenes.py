"""What the noise canvas shows of a frame; of many rows that takes long to find out."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array
from sgdviz.core.progress import Progress
from sgdviz.engine.aside import Aside

from .epoch import STILL, Epoch, Epochs, moves, real_path
from .study import Studies, Study, key_of

AT_ONCE = 10_000
"""Of so many rows a scene is made within a frame."""


@dataclass(frozen=True, eq=False)
class CloudScene:
    """A frame with the study of its epoch at its θ, and at the epoch's first θ, by which is judged what is in sight."""

    frame: Frame
    study: Study
    first: Study

    @property
    def vanishes(self) -> bool:
        """Whether no batch has a gradient, but for rounding."""
        return self.study.vanishes


@dataclass(frozen=True, eq=False)
class WaysScene:
    """A frame with the epoch that led to it, and J where the real steps, those of all rows and those end to end are; None of
    those that were not taken."""

    frame: Frame
    epoch: Epoch
    real: float
    full: float | None
    fixed: float

    @property
    def vanishes(self) -> bool:
        """Whether no way leads anywhere, since no batch has a gradient where the epoch begins, but for rounding."""
        return self.epoch.vanishes and moves(real_path(self.frame, self.epoch)) < STILL


class Scenes(QObject):
    """Makes the scenes of frames, those of many rows in a thread of its own: then `told` says that there is another one."""

    told = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._studies, self._epochs = Studies(), Epochs()
        self.aside = Aside(self)
        self.aside.told.connect(self.told)
        self.aside.failed.connect(self.failed)

    def ask(self, frame: Frame, cloud: bool, now: bool = False) -> None:
        """Have the scene of a frame made, the cloud at its θ or the ways through its epoch."""
        self.aside.ask(_key(frame, cloud), partial(self._made, frame, cloud), now or frame.problem.n <= AT_ONCE)

    def last(self, frame: Frame, cloud: bool) -> CloudScene | WaysScene | None:
        """The scene that was made last, if it is of this frame's problem and as it is asked for."""
        scene = self.aside.answer
        fits = isinstance(scene, CloudScene if cloud else WaysScene) and scene.frame.problem is frame.problem
        return scene if fits else None

    @staticmethod
    def is_of(scene: CloudScene | WaysScene, frame: Frame) -> bool:
        """Whether a scene is that of this very frame."""
        cloud = isinstance(scene, CloudScene)
        return _key(scene.frame, cloud) == _key(frame, cloud)

    def _made(self, frame: Frame, cloud: bool, progress: Progress) -> CloudScene | WaysScene:
        if cloud:
            return CloudScene(frame, self._studies.of(frame, progress), self._studies.at_first(frame, progress))
        epoch = self._epochs.of(frame, progress)
        laid, done = epoch.laid, frame.reached(frame.watched) - frame.course.plan.first_step(epoch.number)

        def loss(theta: Array) -> float:
            progress(1.0)
            with np.errstate(all="ignore"):
                return float(frame.problem.loss(theta))
        full = None if laid.full is None else loss(laid.full[done])
        return WaysScene(frame, epoch, loss(frame.theta), full, loss(laid.fixed[done]))


def _key(frame: Frame, cloud: bool) -> tuple[object, ...]:
    """Equal for frames with one scene."""
    return cloud, frame.trace, *key_of(frame)
