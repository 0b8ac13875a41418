"""One module a command, each with a `run` that gives back the exit code."""
