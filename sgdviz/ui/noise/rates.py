"""Of the steps: their learning rates, their optimizer, whether they are plain."""

import numpy as np

from sgdviz.core.course import Course
from sgdviz.core.experiment import Spec
from sgdviz.core.frame import Frame
from sgdviz.core.problem import Array
from sgdviz.core.trace import Trace


def rates_of(course: Course, trace: Trace, step: int, count: int) -> Array:
    """η of `count` steps from `step` on, (count,)."""
    changes = [setting.step for setting in course.run.settings()]
    constant = all(setting.schedule["name"] == "constant" and not setting.schedule.get("warmup")
                   for setting in course.run.settings())
    if constant and not any(step < change < step + count for change in changes):
        return np.full(count, course.rate(trace, step))
    return np.array([course.rate(trace, k) for k in range(step, step + count)])


def is_plain(spec: Spec) -> bool:
    """Whether an optimizer's step is θ − η∇J_B and nothing else."""
    return spec["name"] == "sgd" and not any(spec.get(key) for key in ("momentum", "weight_decay", "maximize"))


def optimizer_of(frame: Frame) -> Spec:
    """The optimizer that takes the step to come of the watched run."""
    return [setting.optimizer for setting in frame.course.run.settings() if setting.step <= frame.batch_step][-1]
