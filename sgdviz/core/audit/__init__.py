"""The audit of an experiment: what must never be wrong in it, checked with figures on its own runs."""

from collections.abc import Callable, Iterator, Sequence

from ..cloud import Cloud
from ..course import Course
from ..problem import Problem
from ..trace import Trace
from .derivatives import derivatives
from .means import means, unbiased
from .path import path
from .replicas import replicas
from .rows import rows
from .steps import steps
from .subject import Check, Subject, Verdict

__all__ = ["CHECKS", "Check", "Subject", "Verdict", "audit"]

CHECKS = (means, rows, unbiased, derivatives, path, steps, replicas)
SECONDS = 1.5


def audit(problem: Problem, courses: Sequence[Course], traces: Sequence[Trace], seconds: float = SECONDS,
          stopped: Callable[[], bool] = lambda: False, cloud: Cloud | None = None) -> Iterator[Check]:
    """Check after check of these runs, and of the cloud beside them, as far as they are computed.

    A check looks for at most `seconds` and says how far it came; one that is `stopped` ends at once with what it has.
    """
    subject = Subject(problem, courses, traces, seconds, stopped, cloud)
    for check in CHECKS:
        yield from check(subject)
