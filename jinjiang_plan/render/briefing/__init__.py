"""The briefing as a paper: its parts, each in a module of its own."""
