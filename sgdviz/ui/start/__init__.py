"""The start page: the exhibits as cards, and the files opened lately."""
