"""Charts: a burn-up, several side by side, statuses over time, stages over time; in terminal cells, and as SVG or PNG.

A `picture` is the geometry of a burn-up, once for the terminal's `canvas` and for a `field` in pixels. A `drawing` is
made of `shapes` in the colours of `palette`; whoever puts one into a page or a paper needs `drawing` and `png` alone.
"""
