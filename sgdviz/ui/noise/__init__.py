"""What the noise canvas is made of: the cloud of the batches' gradients, and an epoch's steps laid end to end."""
