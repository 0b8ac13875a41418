"""Workbooks: what their cells hold, what their sheets are called, and how pages of rows are written."""
