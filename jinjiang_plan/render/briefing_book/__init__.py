"""The briefing as a workbook that a planner sorts and filters: its pages, each in a module of its own."""
