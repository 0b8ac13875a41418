"""Recording: one report, many, an import, and the questions asked on a terminal."""
