"""Sheets of change and of days to come: what changed, how it went, what is due."""
