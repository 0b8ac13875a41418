"""The `diff` command: its arguments and its two sides."""
