"""Spreadsheets that people send: kinds of file, limits, tables, and remembered columns."""
