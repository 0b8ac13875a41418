"""Reading for the linter: everything that is wrong with a text, at its place, and the mending of it."""
