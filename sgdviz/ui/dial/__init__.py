"""What the learning rate means here: the stability dial under its row."""
