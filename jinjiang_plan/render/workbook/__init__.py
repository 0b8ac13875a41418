"""Workbooks: the briefing's and the template's."""
