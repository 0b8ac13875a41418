"""The public way in: a folder of plans, read whole."""

from pathlib import Path

from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.files.locating import built_in
from jinjiang_plan.files.plans import read_plans
from jinjiang_plan.model.portfolio import Portfolio


def load(folder: str | Path | None = None) -> Portfolio:
    """The portfolio of a folder with all its ledgers: what the package offers as `load`."""
    return with_ledgers(read_plans(built_in() if folder is None else Path(folder)))
