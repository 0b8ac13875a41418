"""What the linter found, for machines: a module a format, each `(Checked, Lang) -> str`."""
