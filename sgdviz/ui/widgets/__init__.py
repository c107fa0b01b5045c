"""The small widgets that all panels are made of."""
