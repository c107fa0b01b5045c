"""What canvases are painted with: the canvas, its axes, names and signs."""
