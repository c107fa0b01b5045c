"""The runs beside the watched one, on the maps and on a canvas of their own."""
