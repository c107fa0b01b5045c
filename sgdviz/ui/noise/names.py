"""The words on the pictures of noise, in the language of now; "" leaves a thing unnamed."""

from typing import NamedTuple


class CloudNames(NamedTuple):
    """`mean` names the diamond at the mean of what is left, or of all where rows repeat; `coarse` says that the ground is."""

    whole: str = "$−∇J$"
    batch: str = "$−∇J_B$"
    mean: str = ""
    theory: str = ""
    measured: str = ""
    ground: str = ""
    coarse: str = ""


class PathNames(NamedTuple):
    """What the three ways through an epoch, their start and the one leap are called; `both` where two ends are one.

    `none` stands at the beginning of time; `coarse` says that the ground is.
    """

    start: str = ""
    fixed: str = ""
    full: str = ""
    real: str = ""
    leap: str = ""
    both: str = ""
    none: str = ""
    coarse: str = ""
