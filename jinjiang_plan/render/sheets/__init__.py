"""Sheets for the terminal, a pipe, and Markdown: one module for each kind."""
