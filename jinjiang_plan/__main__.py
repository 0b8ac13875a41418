"""`python -m jinjiang_plan`."""

from jinjiang_plan.cli.door import run

run()
