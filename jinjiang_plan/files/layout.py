"""Where the files of a plan stand: its head and its actions in its folder, its ledgers in one of their own."""

import os
from collections.abc import Mapping
from pathlib import Path

from jinjiang_plan.model.plan import Plan, Target

HEAD = "plan.toml"
"""The file that makes a folder a plan."""

FOLDER = "progress"
"""The folder of a plan's ledgers."""


def real_path(path: Path) -> Path:
    """The place that a path leads to, links followed; where they lead in a circle, the path itself.

    `Path.resolve` raises on a circle before Python 3.13.
    """
    return Path(os.path.realpath(path))


def plans_folder(plan: Plan) -> Path:
    """The folder that a plan stands in, with its neighbours: what a ledger cites is named from there."""
    return Path(plan.folder).absolute().parent


def plan_folder(path: Path) -> Path:
    """The folder of the plan that a plan file, an action or a ledger belongs to."""
    return path.parent.parent if path.parent.name == FOLDER else path.parent


def entry_path(plan: Plan, target: Target) -> Path:
    """The file in which a target or an initiative is written."""
    return Path(plan.folder) / (f"{target.action}.toml" if target.action else HEAD)


def ledger_path(plan: Plan, target: Target) -> Path:
    """Where a target's ledger stands, whether or not it is there."""
    return Path(plan.folder) / FOLDER / f"{target.id}.toml"


def paths_from_top(paths: Mapping[str, Path]) -> dict[str, str]:
    """The path from its repository's top of each file that is shown otherwise, by how it is shown.

    A file outside of any repository has none.
    """
    tops: dict[Path, Path | None] = {}
    names = {}
    for shown, path in paths.items():
        place = real_path(path.parent) / path.name  # a link's own
        if place.parent not in tops:
            tops[place.parent] = top_of(place.parent)
        top = tops[place.parent]
        if top is not None and (from_top := place.relative_to(top).as_posix()) != shown:
            names[shown] = from_top
    return names


def top_of(folder: Path) -> Path | None:
    """The top of the repository that a folder is in: the nearest that holds `.git`, be it a folder or a file."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
