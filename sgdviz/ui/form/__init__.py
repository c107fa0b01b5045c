"""The settings: editors made from what the factories declare."""
