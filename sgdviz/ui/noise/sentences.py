"""What the noise canvas says of its pictures, in the language of now."""

import math

import numpy as np
from PySide6.QtCore import QObject

from sgdviz.core.frame import Frame
from sgdviz.core.invalid import filled
from sgdviz.core.theory.afterstep import NearStep

from ..text.numbers import exact
from .epoch import Epoch
from .names import CloudNames, PathNames
from .rates import is_plain, optimizer_of
from .study import Study


class CloudWords(QObject):
    """Names and sentences of the cloud."""

    def sentences(self, frame: Frame, study: Study) -> list[str]:
        """Which batches these are, what their steps do, and how their noise compares with the slope."""
        if not study.cloud.is_finite:
            return [self.tr("The gradients are too large here, or have no value.")]
        return [self._ensemble(frame, study), self._share(frame, study), self._ratio(study)]

    def names(self, study: Study, wide: bool) -> CloudNames:
        """What things in the picture are called, in full where it is `wide`."""
        cloud = study.cloud
        replacement, equal = cloud.batches.replacement, cloud.batches.are_equal
        formula = "$C/B$" if replacement else "$(C/B)(n−B)/(n−1)$" if equal else "$C (m−1)/(n−1)$"
        theory = self.tr("theory: {formula}").format(formula=formula) if wide else self.tr("theory")
        measured = self.tr("measured")
        if study.has_noise and np.allclose(cloud.predicted, cloud.measured, rtol=1e-6, atol=1e-9 * cloud.spread**2):
            theory, measured = self.tr("measured = theory") + (f": {formula}" if wide else ""), ""
        if study.left is not None:
            mean = self.tr("mean of the %Ln left", "", len(study.epoch.batches) - study.done)
        else:
            mean = self.tr("mean of these")
        ground = self.tr("here a step raises $J$")
        if study.plane.turned:
            ground = self.tr("here a step raises $J$, to first order")
        elif isinstance(study.after, NearStep):
            ground = self.tr("here a step raises $J$, to second order")
        return CloudNames(mean=mean, theory=theory, measured=measured, ground=ground, coarse=self.tr("coarse ground"))

    def _ensemble(self, frame: Frame, study: Study) -> str:
        """Which batches these are."""
        n, epoch = frame.problem.n, study.epoch.batches
        if study.is_whole:
            return filled(self.tr("The batch is all {n} rows: its gradient is $∇J$, without noise."), n=n)
        if not study.has_noise:
            return self.tr("All rows have the same gradient here: batches have no noise.")
        if study.everything is not None:
            every = study.everything.batches
            words = (self.tr("All {count} draws of {size} of the {n} rows, with replacement; large: epoch {epoch}")
                     if every.replacement else self.tr("All {count} batches of {size} of the {n} rows; large: epoch {epoch}"))
            return filled(words, count=len(every), size=int(every.sizes[0]), n=n, epoch=study.number)
        if len(study.dots.which) < len(epoch):
            return filled(self.tr("{shown} of the {count} batches of epoch {epoch}, all at this $θ$"),
                          shown=len(study.dots.which), count=len(epoch), epoch=study.number)
        words = (self.tr("The {count} batches of epoch {epoch}, drawn with replacement, all at this $θ$")
                 if epoch.replacement else self.tr("The {count} batches of epoch {epoch}, all at this $θ$"))
        return filled(words, count=len(epoch), epoch=study.number)

    def _share(self, frame: Frame, study: Study) -> str:
        """How many of their steps lower J."""
        lower, count = int(study.counted.lower.sum()), len(study.counted.lower)
        plain = is_plain(optimizer_of(frame))
        steps = self.tr("with $η$ = {rate}") if plain else self.tr("as plain SGD steps with $η$ = {rate}")
        if study.is_whole:
            words = self.tr("● Its step lowers $J$, {steps}") if lower else self.tr("○ Its step raises $J$, {steps}")
        elif lower == count:
            words = self.tr("● All {count} lower $J$, {steps}")
        elif not lower:
            words = self.tr("○ All {count} raise $J$, {steps}")
        else:
            words = self.tr("● {lower} of {count} lower $J$, ○ {others} raise it, {steps}")
        return filled(words, lower=lower, count=count, others=count - lower,
                      steps=steps.format(rate=f"{study.rate:.4g}"))

    def _ratio(self, study: Study) -> str:
        """Signal and noise in words."""
        cloud = study.cloud
        size, noise = math.hypot(*cloud.whole.tolist()), cloud.spread
        if not study.has_noise or not size:
            return ""
        words = (self.tr("Noise is {ratio} times the slope; critical batch size: {size}") if noise >= size else
                 self.tr("The slope is {ratio} times the noise; critical batch size: {size}"))
        return words.format(ratio=_short(max(noise, size) / min(noise, size)), size=_short(cloud.critical_size))


class PathWords(QObject):
    """Names and sentences of the ways through an epoch."""

    def sentences(self, frame: Frame, epoch: Epoch, done: int) -> list[str]:
        """How far the epoch is, where the gradients laid end to end arrive, and whose steps these are."""
        words = (self.tr("Epoch {epoch} after {done} of {count} steps") if epoch.laid.full is not None else
                 self.tr("Epoch {epoch} after {done} of {count} steps; full steps would take too long here"))
        lines = [filled(words, epoch=epoch.number, done=done, count=len(epoch.batches)), self._meeting(epoch)]
        if not is_plain(optimizer_of(frame)):
            lines.append(self.tr("The real epoch is the optimizer's; the other two are plain SGD steps."))
        return lines

    def names(self, epoch: Epoch) -> PathNames:
        """What things in the picture are called."""
        count = len(epoch.batches)
        leap = filled(self.tr("one step of {count}$η$"), count=count) if epoch.has_one_rate else self.tr("one step of $Ση$")
        both = self.tr("end to end = {leap}") if epoch.meets else self.tr("end to end ≈ {leap}")
        return PathNames(self.tr("start of the epoch"), self.tr("end to end"), filled(self.tr("{count} full steps"), count=count),
                         self.tr("the real epoch"), leap, both.format(leap=leap), self.tr("0 batches"), self.tr("coarse ground"))

    def _meeting(self, epoch: Epoch) -> str:
        """Where the gradients laid end to end arrive."""
        if epoch.meets:
            return self.tr("All gradients at the first $θ$, laid end to end, arrive where one large step on $J$ does.")
        if epoch.batches.replacement:
            return self.tr("Laid end to end they miss where one large step arrives: rows came twice or not at all.")
        if not epoch.has_one_rate:
            return self.tr("Laid end to end they do not quite arrive where one large step does: the learning rate changes.")
        return self.tr("Laid end to end they do not quite arrive where one large step does: the batches differ in size.")


def _short(ratio: float) -> str:
    """A ratio to two figures, as one says it."""
    if not math.isfinite(ratio):
        return "∞"
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}" if ratio < 1e5 else exact(ratio)
