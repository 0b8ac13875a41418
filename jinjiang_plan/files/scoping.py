"""What `check` is asked to look at: from paths to the plans they belong to, and the files meant."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.layout import FOLDER, HEAD
from jinjiang_plan.files.plans import plan_folders
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal


class Scope(NamedTuple):
    """The folders of the plans that have to be read, and the paths below which findings are wanted."""

    folders: tuple[Path, ...]
    within: tuple[Path, ...]

    def holds(self, path: Path) -> bool:
        """Whether a file is among those that were asked for, by its name or, where that is a link, by what it leads to."""
        places = (path.absolute(), path.resolve())
        return any(place == each or each in place.parents for each in self.within for place in places)


def scope_of(paths: Sequence[Path]) -> Scope:
    """The scope of the paths named: plans folders, plans, folders above them, single files.

    Raises:
        Refusal: a path is not there or belongs to no plan (exit 2), or a folder holds none (exit 3).
    """
    folders: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise Refusal(f"没有文件或目录 {path}", f"there is no file or folder {path}")
        for folder in _plans_of(path):
            folders.setdefault(folder.resolve(), folder)
    return Scope(tuple(folders.values()), tuple(path.resolve() for path in paths))


def scope_of_text(path: Path) -> Scope:
    """The scope of a text that stands in for a file, which need not be there.

    Raises:
        Refusal: the name belongs to no plan.
    """
    return Scope((_plan_of_file(path),), (path.resolve(),))


def _plans_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [_plan_of_file(path)]
    found = plan_folders(path)
    if found:
        return found
    if path.resolve().name == FOLDER and (path.resolve().parent / HEAD).exists():
        return [path.parent if path.name == FOLDER else path.resolve().parent]
    below = sorted(
        head.parent
        for head in path.rglob(HEAD)
        if not any(part.startswith(".") for part in head.relative_to(path).parts)
    )
    if not below:
        raise Refusal(
            f"{path} 里没有计划（每个计划是一个带 plan.toml 的目录），没有可检查的文件",
            f"{path} holds no plan (a folder with a plan.toml each): there is nothing to check",
            NOT_JUDGED,
        )
    return below


def _plan_of_file(path: Path) -> Path:
    folder = path.parent
    if path.suffix == ".toml":
        if path.name == HEAD or (folder / HEAD).exists():
            return folder
        if folder.resolve().name == FOLDER and (folder.resolve().parent / HEAD).exists():
            return folder.resolve().parent
    raise Refusal(
        f"{path} 不属于任何计划：计划文件在带 plan.toml 的目录里，台账在其 progress/ 里",
        f"{path} belongs to no plan: plan files stand in a folder with a plan.toml, ledgers in its progress/",
    )
