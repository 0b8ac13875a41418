"""The sheet that an office fills in."""
