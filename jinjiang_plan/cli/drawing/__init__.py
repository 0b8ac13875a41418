"""Charts at the door: what is asked to be seen, and in which format."""
