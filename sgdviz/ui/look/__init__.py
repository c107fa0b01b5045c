"""The colours, the fonts, the icons: how everything looks."""
