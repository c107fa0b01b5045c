"""Maps of runs: for every pixel the run that begins there, or the run with that learning rate and batch size."""
