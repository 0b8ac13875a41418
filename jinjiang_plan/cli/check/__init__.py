"""The `check` command: a run, its findings, fixes, and reports."""
