"""What the program lists of its canvases agrees with what there is."""

from sgdviz.core.canvases import CANVASES
from sgdviz.ui.views import VIEWS


def test_the_views_are_the_canvases_that_documents_know() -> None:
    assert tuple(view.name for view in VIEWS) == CANVASES
