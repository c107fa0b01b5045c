"""All that the window needs only behind the start page.

With it come NumPy, pyqtgraph and the core, half a second of imports. So the window is painted first and imports this
afterwards, within the functions that need it: at module level nothing that the start page needs may import it.
"""

from . import help
from .docks import Docks
from .documents import Documents
from .export import Exporter
from .notice import Notice
from .panel.panel import Panel
from .patience import Patience
from .session import Session
from .start.stills import still
from .toast import Toast
from .transport import Transport
from .views.batch import BatchView
from .views.landscape import LandscapeView
from .views.maps import Link, MapView

__all__ = ["BatchView", "Docks", "Documents", "Exporter", "LandscapeView", "Link", "MapView", "Notice", "Panel", "Patience",
           "Session", "Toast", "Transport", "help", "still"]
