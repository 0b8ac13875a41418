"""Which plans folder is meant: the one named, the nearest upwards, or the one that ships with the program."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.layout import HEAD, real_path
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import Refusal

_PACKAGE = Path(__file__).parents[2]


class PlansFolder(NamedTuple):
    """A plans folder, whether it is the one that ships, and whether that one stands in for a folder that is not here."""

    folder: Path
    built_in: bool = False
    stands_in: bool = False


def built_in() -> Path:
    """The plans that ship: packed beside the code in a wheel, at the top level in a checkout."""
    packed = _PACKAGE / "plans"
    return packed if packed.is_dir() else _PACKAGE.parent / "plans"


def sample_reports() -> Path:
    """The invented reports of the demonstration, a folder for each plan that ships."""
    return Path(__file__).parents[1] / "sample"


def locate(named: str | None, environment: Mapping[str, str], here: Path) -> PlansFolder:
    """The plans folder: as named, else `JINJIANG_PLANS`, else the nearest `plans/` upwards that holds a plan.

    Raises:
        Refusal: the folder named is not there.
    """
    name = named or environment.get("JINJIANG_PLANS")
    if name:
        return _as_named(Path(name))
    for folder in (here, *here.parents):
        plans = folder / "plans"
        if _holds_plan(plans):
            return PlansFolder(plans, _ships(plans))
    return PlansFolder(built_in(), built_in=True, stands_in=True)


def _holds_plan(plans: Path) -> bool:
    """Whether a folder holds a plan; one that may not be looked into may, and is refused when it is read."""
    try:
        if not plans.is_dir():
            return False
    except OSError:
        return False
    try:
        return any((each / HEAD).is_file() for each in plans.iterdir())
    except OSError:
        return True


def _as_named(folder: Path) -> PlansFolder:
    if not folder.exists():
        raise Refusal(f"没有目录 {folder}", f"there is no folder {folder}")
    if not folder.is_dir():
        raise Refusal(
            f"{folder} 是文件，不是目录；请给出计划目录",
            f"{folder} is a file; name the plans folder",
        )
    inner = folder / "plans"
    if inner.is_dir() and not plan_folders(folder):
        folder = inner
    return PlansFolder(folder, _ships(folder))


def _ships(folder: Path) -> bool:
    """Whether a folder is the plans that ship, or one of them, and not in the project's own repository."""
    home = real_path(built_in())
    return home in (real_path(folder), *real_path(folder).parents) and not _in_checkout(home)


def _in_checkout(plans: Path) -> bool:
    """Whether the plans stand in the project's own repository, where they are edited."""
    return (plans.parent / "pyproject.toml").is_file()


# The public way in: a folder of plans, read whole.


def load(folder: str | Path | None = None) -> Portfolio:
    """The portfolio of a folder with all its ledgers: what the package offers as `load`."""
    return with_ledgers(read_plans(built_in() if folder is None else Path(folder)))
