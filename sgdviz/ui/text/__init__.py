"""Words and mathematics, set as in a book."""
