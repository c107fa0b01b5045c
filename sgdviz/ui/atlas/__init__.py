"""What the maps of runs have in common: their colours, their key, their signs, and the work in the background."""
