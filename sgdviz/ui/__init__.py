"""The window: views that draw frames and emit edited experiments. QtWidgets and pyqtgraph."""

import os

# Qt shares out what is half transparent and many pixels large among threads: to wake them takes longer than to
# paint it, and while the optimizer computes they have no core to run on. Qt asks once, when it first paints.
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
