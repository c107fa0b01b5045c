"""The left panel: the story of the experiment over its settings."""
