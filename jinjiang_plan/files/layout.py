"""Where the files of a plan stand: its head and its actions in its folder, its ledgers in one of their own."""

from pathlib import Path

from jinjiang_plan.model.plan import Plan, Target

HEAD = "plan.toml"
"""The file that makes a folder a plan."""

FOLDER = "progress"
"""The folder of a plan's ledgers."""


def plans_folder(plan: Plan) -> Path:
    """The folder that a plan stands in, with its neighbours: what a ledger cites is named from there."""
    return Path(plan.folder).absolute().parent


def entry_path(plan: Plan, target: Target) -> Path:
    """The file in which a target or an initiative is written."""
    return Path(plan.folder) / (f"{target.action}.toml" if target.action else HEAD)


def ledger_path(plan: Plan, target: Target) -> Path:
    """Where a target's ledger stands, whether or not it is there."""
    return Path(plan.folder) / FOLDER / f"{target.id}.toml"
