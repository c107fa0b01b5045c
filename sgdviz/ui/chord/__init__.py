"""The chord test as a picture."""
