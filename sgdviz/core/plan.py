"""Which rows each step uses: a pure function of the seed and the step, with random access.

Steps are counted from 0 (step k leads from θ_k to θ_{k+1}), epochs and the batches of an epoch from 1.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .batch_schedules import CONSTANT, Growth, Ladder
from .batches import orders
from .problem import Rows

CHUNK, MOST = 1 << 14, 1 << 17
"""So many rows, or one batch if it has more, are dealt out at a time; of short epochs several, of a long run more of them."""


class Stretch(NamedTuple):
    """From step `step` on, until the next stretch: so large are the batches, and in this order come the rows.

    Where every batch is to be the `whole`, an epoch that has begun is left as it is and the next one begins.
    """

    step: int
    batch_size: int
    order: str
    whole: bool = False
    growth: Growth = CONSTANT


class Place(NamedTuple):
    """Where a step stands: its epoch, its batch among the epoch's batches (from 1), its rows [start:stop] of the order."""

    epoch: int
    batch: int
    batches: int
    start: int
    stop: int


@dataclass(frozen=True)
class Segment:
    """A stretch cut into batches: it begins at `offset` of `epoch`, of which `batch` batches are done.

    `ladder` has the sizes of the batches, `batch_size` that of this epoch. `lineage` are the orders that this one epoch
    has had, each with the offset from which it acted.
    """

    step: int
    epoch: int
    offset: int
    batch: int
    ladder: Ladder
    lineage: tuple[tuple[str, int], ...]

    @cached_property
    def batch_size(self) -> int:
        return self.ladder.size(self.epoch)

    @cached_property
    def first(self) -> int:
        """How many steps the rest of its first epoch takes."""
        return -(-(self.ladder.n - self.offset) // self.batch_size)

    @cached_property
    def shift(self) -> int:
        """From a step after the first epoch to that of the ladder."""
        return self.ladder.first_step(self.epoch + 1) - self.step - self.first


class Plan:
    """The batches of a run over n rows, for ever, as segments; `rows(k)` is a bisect in them.

    A change of the batch size re-cuts what is left of its epoch; a change of the order reorders what is left of it.
    """

    def __init__(self, n: int, seed: int, stretches: Iterable[Stretch]) -> None:
        self.n, self.seed = n, seed
        self.segments: list[Segment] = []
        for stretch in stretches:
            self.begin(stretch)

    def begin(self, stretch: Stretch) -> None:
        """Let another stretch follow."""
        ladder = Ladder(self.n, stretch.batch_size, stretch.growth)
        if not self.segments:
            self.segments.append(Segment(0, 1, 0, 0, ladder, ((stretch.order, 0),)))
            return
        place = self.place(stretch.step)
        if stretch.whole and place.start:
            self.segments.append(Segment(stretch.step, place.epoch + 1, 0, 0, ladder, ((stretch.order, 0),)))
            return
        before = self._lineage(place.epoch) if place.start else ()
        if not before or before[-1][0] != stretch.order:
            before = (*before, (stretch.order, place.start))
        self.segments.append(Segment(stretch.step, place.epoch, place.start, place.batch - 1, ladder, before))

    @property
    def is_even(self) -> bool:
        """Whether all epochs are cut alike."""
        return len(self.segments) == 1 and self.segments[0].ladder.is_even

    @property
    def size_varies(self) -> bool:
        """Whether not all batches have one size, but for the last of an epoch."""
        return len({s.batch_size for s in self.segments}) > 1 or not all(s.ladder.is_even for s in self.segments)

    def batch_size(self, step: int) -> int:
        """The size of the batches in the epoch of step k, of which the last may be short."""
        return self._segment(step).ladder.size(self.place(step).epoch)

    def _segment(self, step: int) -> Segment:
        return self.segments[bisect_right(self.segments, step, key=lambda segment: segment.step) - 1]

    def _after(self, epoch: int) -> int:
        """The index of the first segment that begins in a later epoch."""
        return bisect_right(self.segments, epoch, key=lambda segment: segment.epoch)

    def _lineage(self, epoch: int) -> tuple[tuple[str, int], ...]:
        last = self.segments[self._after(epoch) - 1]
        return last.lineage if last.epoch == epoch else ((last.lineage[-1][0], 0),)

    def place(self, step: int) -> Place:
        """Where step k stands."""
        segment = self._segment(step)
        since = step - segment.step
        if since < segment.first:
            epoch, size = segment.epoch, segment.batch_size
            batch, start = segment.batch + since, segment.offset + since * size
            batches = segment.batch + segment.first
        else:
            epoch, batch, size = segment.ladder.at(step + segment.shift)
            start, batches = batch * size, -(-self.n // size)
        at = self._after(epoch)
        if self.segments[at - 1].step > step:
            batches = self.segments[at - 1].batch + self.segments[at - 1].first
        # An epoch may be left before its end.
        batches = min([batches, *(batch + later.step - step for later in self.segments[at : at + 1])])
        return Place(epoch, batch + 1, batches, start, min(start + size, self.n))

    def places(self, first: int, stop: int) -> tuple[Rows, Rows]:
        """Epoch and batch of the steps [first, stop), as `place` tells them of one, (stop − first,) each."""
        steps = np.arange(first, stop)
        epochs, batches = np.empty_like(steps), np.empty_like(steps)
        for segment, after in zip(self.segments, [*(later.step for later in self.segments[1:]), stop], strict=True):
            mine = (steps >= segment.step) & (steps < max(after, segment.step))
            since = steps[mine] - segment.step
            later, done = segment.ladder.places(steps[mine] + segment.shift)
            within = since < segment.first
            epochs[mine] = np.where(within, segment.epoch, later)
            batches[mine] = 1 + np.where(within, segment.batch + since, done)
        return epochs, batches

    def first_step(self, epoch: int) -> int:
        """The step with which an epoch begins; so `first_step(epochs + 1)` is how many steps they all take."""
        if epoch <= 1:
            return 0
        at = self._after(epoch - 1)
        segment = self.segments[at - 1]
        step = segment.ladder.first_step(epoch) - segment.shift
        return min([step, *(later.step for later in self.segments[at : at + 1])])

    def ends(self, first: int, last: int) -> Iterator[int]:
        """The steps after `first`, up to `last`, with which an epoch is done."""
        epoch = self.place(first).epoch
        while (step := self.first_step(epoch + 1)) <= last:
            yield step
            epoch += 1

    def epoch_rows(self, epoch: int) -> Rows:
        """All rows of an epoch in the order in which they come."""
        return _epoch_rows(self.n, self.seed, epoch, self._lineage(epoch))

    def rows(self, step: int) -> Rows:
        """The rows of step k."""
        place = self.place(step)
        return self.epoch_rows(place.epoch)[place.start : place.stop]

    def chunk(self, step: int, until: int) -> tuple[Rows, int]:
        """The rows of the steps from `step` on, one line an epoch, and the size of the batches that each line is cut into.

        At most up to `until`, or to where the next segment begins, and no further than a part of the epoch or a few whole ones.
        A batch of all rows has them in the order of the file.
        """
        place, at = self.place(step), bisect_right(self.segments, step, key=lambda segment: segment.step)
        segment, later = self.segments[at - 1], self.segments[at : at + 1]
        count, size = min([until, *(s.step for s in later)]) - step, segment.ladder.size(place.epoch)
        most = min(max(CHUNK // self.n, place.epoch), MOST // self.n)
        epochs = segment.ladder.alike(place.epoch, min(count // -(-self.n // size), most))
        # It is the whole in whatever order they come, and to order a million of them takes longer than the step.
        is_whole = size >= self.n and not self.has_replacement(step)
        if place.start == 0 and (is_whole or epochs > 1):
            which = np.arange(place.epoch, place.epoch + max(1, epochs))
            return orders["sequential" if is_whole else segment.lineage[-1][0]].make(self.seed, which, self.n), size
        count = min(count, max(1, CHUNK // size))
        return self.epoch_rows(place.epoch)[None, place.start : place.start + count * size], size

    def piece(self, step: int, until: int) -> tuple[int, int, int, int]:
        """What is cut alike from `step` on, up to `until`, in one epoch: the epoch, its rows [start, stop), the batch size."""
        place, at = self.place(step), bisect_right(self.segments, step, key=lambda segment: segment.step)
        size = self.segments[at - 1].ladder.size(place.epoch)
        count = min([until, *(s.step for s in self.segments[at : at + 1])]) - step
        return place.epoch, place.start, min(place.start + count * size, self.n), size

    def shuffled(self, epoch: int) -> int | None:
        """The epoch whose shuffle this epoch has for its order as a whole; None if it has another order, or more than one."""
        lineage = self._lineage(epoch)
        return {"shuffle": epoch, "shuffle_once": 1}.get(lineage[0][0]) if len(lineage) == 1 else None

    def orders_of(self, seeds: NDArray[np.uint64], epoch: int) -> Rows:
        """The rows of an epoch in the order in which they come for each of many seeds, (R, n)."""
        return np.broadcast_to(reordered(self.n, seeds, epoch, self._lineage(epoch)), (len(seeds), self.n))

    def drawn(self, step: int) -> tuple[int, str]:
        """How large the batches are, and in which order the rows come, at step k."""
        segment = self._segment(step)
        return segment.ladder.size(self.place(step).epoch), segment.lineage[-1][0]

    def has_replacement(self, step: int) -> bool:
        """Whether the rows of step k may repeat within its epoch."""
        return bool(orders[self._segment(step).lineage[-1][0]].facts.get("replacement"))


@lru_cache(maxsize=16)
def _epoch_rows(n: int, seed: int, epoch: int, lineage: tuple[tuple[str, int], ...]) -> Rows:
    rows = reordered(n, seed, epoch, lineage).astype(np.int64, copy=False)
    rows.flags.writeable = False
    return rows


def reordered(n: int, seed: Any, epoch: int, lineage: tuple[tuple[str, int], ...]) -> Rows:
    """The rows of an epoch in which each order of a lineage puts what it finds left in its own way; seeds (…) → (…, n)."""
    rows = orders[lineage[0][0]].make(seed, epoch, n)
    for (before, _), (name, offset) in pairwise(lineage):
        rows, then = np.broadcast_arrays(rows, orders[name].make(seed, epoch, n))
        if orders[name].facts.get("replacement") or orders[before].facts.get("replacement"):
            rest = then[..., offset:]
        else:
            left = np.zeros(rows.shape, dtype=bool)
            np.put_along_axis(left, rows[..., offset:], True, axis=-1)
            rest = then[np.take_along_axis(left, then, axis=-1)].reshape(*rows.shape[:-1], -1)
        rows = np.concatenate([rows[..., :offset], rest], axis=-1)
    return rows
