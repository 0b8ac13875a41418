"""Where the plans stood at the base: in the same folder, or where their folder was before it was moved."""

from collections.abc import Collection, Mapping, Sequence
from os.path import abspath
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jinjiang_plan.files.git import Entry, Repository
from jinjiang_plan.files.layout import HEAD

Tree = Mapping[str, Entry]


class Whereabouts(NamedTuple):
    """The plans' folders: at the base by id, as git names them, and the present ones; `tree` has all that stood there.

    `linked` are links of the base in the place of a present plan's folder: what they led to is not known.
    """

    before: Mapping[str, str]
    present: Mapping[str, Path]
    tree: Tree
    root: Path
    under: str
    linked: tuple[str, ...]

    def place(self, plan: str) -> Path:
        """Where a plan of the base stands now, or would."""
        if plan in self.present:
            return self.present[plan]
        stood = PurePosixPath(self.before[plan])
        inside = self.under in ("", *(str(each) for each in stood.parents))
        return self.root / (stood.relative_to(self.under or ".") if inside else plan)


def whereabouts(repository: Repository, commit: str, folders: Sequence[Path]) -> Whereabouts:
    """Where the plans that stand beside these folders stood at a commit."""
    top = repository.top.resolve()
    alone = folders[0].resolve() == top  # what is beside the top belongs to another repository, or to none
    # `.` has no parent of its own, and what a link leads to has another one.
    folder = Path(abspath(folders[0]))  # noqa: PTH100 - `resolve` follows links
    root = folder if alone else folder.parent
    now = {top.name: root} if alone else _beside(root)
    under = repository.inside(root)
    tree = repository.tree_at(commit, under)
    before = _plans_in(tree, under, top.name if alone else None)
    new = now.keys() - before.keys()
    for plan in new:  # a plan.toml put above plans makes one plan of them: those below are read no more
        before = {**before, **_plans_in(tree, f"{under}/{plan}" if under else plan, None)}
    if new:
        everything = tree if not under else repository.tree_at(commit)
        folders_then = (PurePosixPath(path).parent for path in _heads(everything))
        gone = {
            "" if str(each) == "." else str(each): each.name or top.name
            for each in folders_then
            if str(each) not in before.values() and not (top / each / HEAD).exists()
        }
        brought = _brought(gone, new, whole=not before)
        if brought:
            before, tree = {**before, **brought}, everything
    places = [f"{under}/{plan}" if under else plan for plan in now]
    linked = tuple(each for each in places if each in tree and tree[each].link)
    return Whereabouts(before, now, tree, root, under, linked)


def _beside(root: Path) -> dict[str, Path]:
    """The present plans of a plans folder by id."""
    return {
        each.name: each
        for each in sorted(root.iterdir())
        if not each.name.startswith(".") and (each / HEAD).exists()
    }


def _plans_in(tree: Tree, under: str, alone: str | None) -> dict[str, str]:
    """The plans that stood just below a folder, or in it where it is one itself."""
    if alone is not None:
        return {alone: ""} if HEAD in tree else {}
    folders = [str(PurePosixPath(path).parent) for path in _heads(tree)]
    wanted = under or "."
    return {
        PurePosixPath(folder).name: folder
        for folder in folders
        if folder != "." and str(PurePosixPath(folder).parent) == wanted
    }


def _heads(tree: Tree) -> list[str]:
    return [
        path
        for path in tree
        if PurePosixPath(path).name == HEAD
        and not any(part.startswith(".") for part in PurePosixPath(path).parts)
    ]


def _brought(gone: Mapping[str, str], new: Collection[str], *, whole: bool) -> dict[str, str]:
    """The plans, by id, that stood elsewhere and do so no more: those of the names that are new here.

    Where the whole folder is new, all the plans that stood together with the most of those names, or if none has one of
    them, with the most plans: they were moved, and perhaps renamed on the way.
    """
    together: dict[str, dict[str, str]] = {}
    for folder, id_ in gone.items():
        together.setdefault(folder.rpartition("/")[0], {})[id_] = folder
    if whole and together:
        return max(together.values(), key=lambda plans: (len(plans.keys() & new), len(plans)))
    return {id_: folder for folder, id_ in gone.items() if id_ in new}
