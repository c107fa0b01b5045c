"""Threads and time: the store of the experiment, the worker that computes it, the player that shows it. QtCore only."""
