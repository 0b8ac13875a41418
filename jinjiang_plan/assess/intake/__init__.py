"""Reports out of a sheet that came in: which column is what, what each row says, and whether it may be entered."""
