"""The burn-up: its geometry once, drawn in terminal cells and as SVG."""
