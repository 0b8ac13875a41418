"""Sheets: the model in, text out, for terminals, pipes and machines; nothing is judged here."""
