"""The mathematics: problems, batches, optimizers, traces. NumPy only; it runs in a notebook."""
