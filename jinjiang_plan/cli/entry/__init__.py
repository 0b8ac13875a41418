"""The door of reports: typed, asked for, read from lines and sheets."""
