"""The window: views that draw frames and emit edited experiments. QtWidgets and pyqtgraph."""
