"""The door of `check`: what it compares with, runs, mends, accepts and shows."""
