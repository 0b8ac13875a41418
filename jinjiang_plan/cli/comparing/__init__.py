"""The door of `diff` and `trend`: which two sides are meant, as known when."""
