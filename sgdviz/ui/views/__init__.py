"""One file a canvas; a new view is listed here, and menu, docking and rendering follow."""

from ..view import View
from .basins import BasinsView
from .batch import BatchView
from .chord import ChordView
from .cloud import CloudView
from .data import DataView
from .flat import FlatView
from .landscape import LandscapeView
from .loss import LossView
from .noise import NoiseView
from .sweep import SweepView
from .update import UpdateView

VIEWS: tuple[type[View], ...] = (LandscapeView, BatchView, DataView, LossView, ChordView, NoiseView, FlatView, UpdateView,
                                 CloudView, BasinsView, SweepView)
