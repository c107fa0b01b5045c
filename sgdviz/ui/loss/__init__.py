"""Losses against steps."""
