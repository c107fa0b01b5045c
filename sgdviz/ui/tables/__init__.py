"""Open data: choose a table, see how it is read, choose x and y."""
