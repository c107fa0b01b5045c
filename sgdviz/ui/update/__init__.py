"""The update term by term: a formula and a table."""
