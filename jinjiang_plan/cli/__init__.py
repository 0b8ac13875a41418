"""The door: read, judge, draw, exit; the only place that looks at a clock, a screen or the environment."""
