"""Learning-rate schedules: η_k = lr · factor, a pure function of the step k. Where PyTorch has one, the values are its."""

import inspect
import math
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from .invalid import QT_TRANSLATE_NOOP, Invalid
from .parameters import Catalog, Integer, Real


class Watch(NamedTuple):
    """What a schedule that looks at J has seen: η is `scale` times lr, `best` is the least J, `bad` epochs were no better."""

    scale: float = 1.0
    best: float = math.inf
    bad: int = 0


class Schedule(NamedTuple):
    """The learning rate over the steps of a run, as a share of the optimizer's.

    `factor(step, steps)` is a pure function of the step and of how many steps the run has; `horizon` says that it looks
    at the latter. `observe(watch, loss)`, where it is there, is told J of all rows at the end of each epoch.
    """

    factor: Callable[[int, int], float]
    horizon: bool = False
    observe: Callable[[Watch, float], Watch] | None = None


Curve = Callable[[int, int], float]
"""(step, span) → factor: a schedule without its warm-up, which has `span` steps to do."""
schedules: Catalog[Schedule] = Catalog("schedule")

Warmup = Annotated[int, Integer(low=0, high=10**9, slider=(0, 1000), unit=QT_TRANSLATE_NOOP("core", "steps"),
                                label=QT_TRANSLATE_NOOP("core", "warm-up"))]
Steps = Annotated[int | None, Integer(low=1, high=10**9, scale="log", slider=(1, 100_000),
                                      unit=QT_TRANSLATE_NOOP("core", "steps"), label=QT_TRANSLATE_NOOP("core", "length"))]
Gamma = Annotated[float, Real(above=0, high=1, slider=(0.01, 1), symbol="γ", label=QT_TRANSLATE_NOOP("core", "factor"))]
Decay = Annotated[float, Real(low=0, high=1e9, scale="log", slider=(1e-4, 10), label=QT_TRANSLATE_NOOP("core", "decay"))]
Floor = Annotated[float, Real(low=0, high=1, slider=(0, 1), label=QT_TRANSLATE_NOOP("core", "floor"))]


def schedule(label: str, horizon: bool = False, **facts: Any) -> Callable[[Callable[..., Curve | Schedule]], Any]:
    """Register what makes a curve, and let it take a linear warm-up; with a `horizon`, a length too.

    The warm-up rises to where the curve begins by (k + 1) / (warmup + 1), which is LinearLR from 1 / (warmup + 1) on. It is
    part of the length, which is the run's unless it is given.
    """
    def add(factory: Callable[..., Curve | Schedule]) -> Callable[..., Curve | Schedule]:
        def make(warmup: Warmup = 0, steps: Steps = None, **numbers: Any) -> Schedule:
            made = factory(**numbers)
            if steps is not None and warmup >= steps:
                raise Invalid("warmup", QT_TRANSLATE_NOOP("core", "{value} is no shorter than the whole length, {most}"),
                              value=warmup, most=steps)
            plain, observe = (made.factor, made.observe) if isinstance(made, Schedule) else (made, None)

            def factor(step: int, total: int) -> float:
                span = max(1, (steps or total) - warmup)
                if step < warmup:
                    return plain(0, span) * ((step + 1) / (warmup + 1))
                return plain(step - warmup, span)

            return Schedule(factor if warmup or steps else plain, horizon and steps is None, observe)

        own, added = inspect.signature(factory), inspect.signature(make).parameters
        more = [added["steps"], added["warmup"]] if horizon else [added["warmup"]]
        make.__signature__ = own.replace(parameters=[*own.parameters.values(), *more])  # type: ignore[attr-defined]  # inspect's own
        make.__annotations__ |= factory.__annotations__
        schedules.register(label, factory.__name__, **facts)(make)
        return factory
    return add


@schedule(QT_TRANSLATE_NOOP("core", "constant"))
def constant() -> Curve:
    """η_k = lr."""
    return lambda step, span: 1.0


@schedule(QT_TRANSLATE_NOOP("core", "steps down"))
def step(
    every: Annotated[int, Integer(low=1, high=10**9, scale="log", slider=(1, 10_000), unit=QT_TRANSLATE_NOOP("core", "steps"),
                                  label=QT_TRANSLATE_NOOP("core", "every"))] = 100,
    gamma: Gamma = 0.5,
) -> Curve:
    """η_k = lr · γ^⌊k / every⌋ (StepLR)."""
    return lambda step, span: gamma ** (step // every)


@schedule(QT_TRANSLATE_NOOP("core", "exponential"))
def exponential(
    gamma: Annotated[float, Real(above=0, high=1, slider=(0.9, 1), symbol="γ", label=QT_TRANSLATE_NOOP("core", "factor"))] = 0.99,
) -> Curve:
    """η_k = lr · γ^k (ExponentialLR)."""
    return lambda step, span: gamma**step


@schedule(QT_TRANSLATE_NOOP("core", "inverse time"))
def inverse_time(decay: Decay = 0.01) -> Curve:
    """η_k = lr / (1 + decay · k): its sum diverges and that of its squares does not (Robbins, Monro 1951)."""
    return lambda step, span: 1 / (1 + decay * step)


@schedule(QT_TRANSLATE_NOOP("core", "inverse square root"))
def inverse_sqrt(decay: Decay = 0.01) -> Curve:
    """η_k = lr / √(1 + decay · k)."""
    return lambda step, span: 1 / math.sqrt(1 + decay * step)


@schedule(QT_TRANSLATE_NOOP("core", "polynomial"), horizon=True)
def polynomial(
    power: Annotated[float, Real(above=0, high=100, slider=(0.5, 4), symbol="p", label=QT_TRANSLATE_NOOP("core", "power"))] = 1.0,
    floor: Floor = 0.0,
) -> Curve:
    """η_k = lr · (floor + (1 − floor)(1 − k/T)^p), then the floor (PolynomialLR, whose floor is 0)."""
    return lambda step, span: floor + (1 - floor) * (1 - min(step, span) / span) ** power


@schedule(QT_TRANSLATE_NOOP("core", "cosine"), horizon=True)
def cosine(floor: Floor = 0.0) -> Curve:
    """η_k = lr · (floor + (1 − floor)(1 + cos πk/T)/2), then the floor (CosineAnnealingLR; Loshchilov, Hutter 2017)."""
    return lambda step, span: _between(1.0, floor, min(step, span) / span)


@schedule(QT_TRANSLATE_NOOP("core", "cosine with restarts"))
def cosine_restarts(
    period: Annotated[int, Integer(low=1, high=10**9, scale="log", slider=(1, 10_000), unit=QT_TRANSLATE_NOOP("core", "steps"),
                                   label=QT_TRANSLATE_NOOP("core", "first period"))] = 100,
    multiplier: Annotated[int, Integer(low=1, high=10, slider=(1, 4), label=QT_TRANSLATE_NOOP("core", "multiplier"))] = 2,
    floor: Floor = 0.0,
) -> Curve:
    """A cosine from lr to the floor again and again, each period `multiplier` times as long as the one before it.

    CosineAnnealingWarmRestarts (Loshchilov, Hutter 2017).
    """
    def curve(step: int, span: int) -> float:
        length = period
        if multiplier == 1:
            step %= length
        while step >= length:
            step, length = step - length, length * multiplier
        return _between(1.0, floor, step / length)
    return curve


@schedule(QT_TRANSLATE_NOOP("core", "one cycle"), horizon=True)
def one_cycle(
    peak: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(0.1, 100),
                                label=QT_TRANSLATE_NOOP("core", "peak"))] = 1.0,
    share: Annotated[float, Real(above=0, below=1, slider=(0.05, 0.95), label=QT_TRANSLATE_NOOP("core", "rising share"))] = 0.3,
    div_factor: Annotated[float, Real(low=1, high=1e12, scale="log", slider=(1, 1000),
                                      label=QT_TRANSLATE_NOOP("core", "start divisor"))] = 25.0,
    final_div_factor: Annotated[float, Real(low=1, high=1e12, scale="log", slider=(1, 1e6),
                                            label=QT_TRANSLATE_NOOP("core", "end divisor"))] = 1e4,
) -> Curve:
    """Up from peak · lr / div_factor to peak · lr in a share of the steps, then down to the start's final_div_factor-th.

    By cosines, reaching the end with the last step (OneCycleLR, without its cycle of the momentum; Smith, Topin 2018).
    """
    first = peak / div_factor

    def curve(step: int, span: int) -> float:
        top, last = share * span - 1, span - 1
        if step <= top:
            return _between(first, peak, step / top if top > 0 else 1.0)
        return _between(peak, first / final_div_factor, (min(step, last) - top) / (last - top) if last > top else 1.0)
    return curve


@schedule(QT_TRANSLATE_NOOP("core", "on a plateau"),
          note=QT_TRANSLATE_NOOP("core", "Looks at $J$ of all rows after every epoch, which SGD itself never does."))
def plateau(
    patience: Annotated[int, Integer(low=0, high=10**6, slider=(0, 20), label=QT_TRANSLATE_NOOP("core", "patience, epochs"))] = 3,
    factor: Annotated[float, Real(above=0, below=1, slider=(0.05, 0.95), symbol="γ",
                                  label=QT_TRANSLATE_NOOP("core", "factor"))] = 0.5,
    threshold: Annotated[float, Real(low=0, below=1, scale="log", slider=(1e-6, 0.1),
                                     label=QT_TRANSLATE_NOOP("core", "threshold"))] = 1e-4,
    floor: Floor = 0.0,
) -> Schedule:
    """η ← γη as soon as more than `patience` epochs in a row have not brought J below its least by a share of it.

    ReduceLROnPlateau (relative, eps 0), but where J is negative the share is of |J|. It never goes below floor · lr.
    """
    def observe(watch: Watch, loss: float) -> Watch:
        if loss < watch.best * (1 - math.copysign(threshold, watch.best)):
            return Watch(watch.scale, loss, 0)
        if watch.bad < patience:
            return watch._replace(bad=watch.bad + 1)
        return Watch(max(floor, watch.scale * factor), watch.best, 0)

    return Schedule(lambda step, span: 1.0, observe=observe)


def _between(first: float, last: float, share: float) -> float:
    """Half a cosine from `first` to `last`."""
    cosine = math.cos(math.pi * share)
    return (first * (1 + cosine) + last * (1 - cosine)) / 2
