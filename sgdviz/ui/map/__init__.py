"""J and J_B of two parameters as maps: tints and contours below, the path, the arrows and the marks on top."""
