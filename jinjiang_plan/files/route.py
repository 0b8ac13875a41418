"""The way to a value in a TOML file's data."""

Step = str | int
Route = tuple[Step, ...]
"""Such as `("target", "5g-stations", "goal", "value")`, with numbers for the places of an array."""
