"""A stand-in for a work tree: what the index or a commit holds, or a sparse checkout with what it left out."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from jinjiang_plan.files.git.repository import Repository, Staged, TreeEntry, look_for_repository
from jinjiang_plan.files.layout import HEAD, real_path
from jinjiang_plan.files.plans.plan_folders import folders_below
from jinjiang_plan.files.plans.survey import SurveyScope
from jinjiang_plan.model.base_revision import Judged
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal

_Kept = TypeVar("_Kept", TreeEntry, Staged)

MOST = 64 << 20
"""Bytes of the largest file that is laid out; a larger one is no plan file, and of a proof it is only said where it is."""


class StandIn(NamedTuple):
    """A folder that mirrors the disk below it: each file at its own absolute path, with the repository asked as ever."""

    root: Path
    repository: Repository

    def place(self, path: Path) -> Path:
        """Where a path is found in it."""
        return self.root / path.relative_to(path.anchor)

    def name(self, shown: str) -> str:
        """A path as shown, by its own name: what was named by the stand-in's is named as it is on the disk."""
        at = shown.find(f"{self.root}{os.sep}")
        return shown if at < 0 else shown[:at] + shown[at + len(str(self.root)) :]

    def path(self, path: Path) -> Path:
        """The path on the disk of one in it."""
        inside = self.root in path.parents
        return Path(path.anchor) / path.relative_to(self.root) if inside else path

    def scope(self, scope: SurveyScope) -> SurveyScope:
        """The same scope in it: the plans that it holds, be they on the disk or not.

        Raises:
            Refusal: it holds none of them (exit 3).
        """
        within = [self.place(each) for each in scope.within]
        folders = []
        for parent in dict.fromkeys(_parent(each, self.repository) for each in scope.folders):
            mirrored = self.place(parent)
            alone = mirrored == self.repository.top
            there = [mirrored] if alone else folders_below(mirrored) if mirrored.is_dir() else []
            folders += [each for each in there if _asked(each, within)]
        if not folders:
            raise Refusal(
                "要提交的内容里没有计划文件，没有可检查的",
                "what is to be committed holds no plan: there is nothing to check",
                NOT_JUDGED,
            )
        return SurveyScope(tuple(folders), tuple(within))


def _asked(folder: Path, within: Sequence[Path]) -> bool:
    return any(each == folder or each in folder.parents or folder in each.parents for each in within)


def _parent(folder: Path, repository: Repository) -> Path:
    """The folder that a plan stands in; the plan's own where that is the top."""
    place = folder.absolute()
    top = real_path(repository.home or repository.top)
    return top if real_path(place) == top else real_path(place.parent)


@contextmanager
def stand_in(judged: Judged | None, scope: SurveyScope) -> Iterator[StandIn | None]:
    """What is judged, laid out as long as it is needed; None where that is the work tree, whole as it is.

    Args:
        judged: where it is taken from; None for the work tree, which a sparse checkout may have left files out of.
        scope: the plans that are asked for.

    Raises:
        Refusal: git cannot give it.
    """
    repository = look_for_repository(scope.folders[0].absolute().parent)
    if not isinstance(repository, Repository):
        repository = look_for_repository(scope.folders[0])
    if not isinstance(repository, Repository):
        yield None
        return
    top = real_path(repository.top)
    unders = [
        repository.inside(parent)
        for parent in dict.fromkeys(_parent(each, repository) for each in scope.folders)
        if top in (parent, *parent.parents)
    ]
    files = _files(repository, judged, unders)
    if files is None:
        yield None
        return
    with TemporaryDirectory(prefix="jinjiang-plan-") as name:
        root = real_path(Path(name))
        standing = root / top.relative_to(top.anchor)
        (standing / ".git").mkdir(parents=True)
        found = StandIn(root, repository._replace(top=standing, home=repository.home or repository.top))
        _lay_out(repository, files, standing)
        if judged is None:
            _overlay(repository, files, unders, standing)
        yield found


def _files(
    repository: Repository, judged: Judged | None, unders: Sequence[str]
) -> Mapping[str, TreeEntry | Staged] | None:
    """The files to lay out, by their path from the top; None where the work tree is whole, or the index has no plans."""
    if judged is not None and judged.commit is not None:
        commit = repository.commit(judged.commit)
        if commit is None:
            name = judged.commit
            raise Refusal(f"git 里没有提交 {name}", f"git does not have the commit {name}", NOT_JUDGED)
        tree = repository.tree_at(commit)
        return _of_plans(tree, unders)
    if judged is None and not _sparse(repository):
        return None
    staged = repository.staged()
    if judged is None:
        left_out = {
            path: each
            for path, each in staged.items()
            if each.left_out and not os.path.lexists(repository.top / path)
        }
        return _of_plans(left_out, unders) or None
    chosen = _of_plans(staged, unders)
    head = repository.commit("HEAD")
    committed = head is not None and any(repository.tree_at(head, under) for under in unders)
    return chosen if committed or any(PurePosixPath(path).name == HEAD for path in chosen) else None


def _of_plans(files: Mapping[str, _Kept], unders: Sequence[str]) -> dict[str, _Kept]:
    """The files below the plans folders, and the heads of plans anywhere: where one was moved is seen by them."""
    return {
        path: each
        for path, each in files.items()
        if PurePosixPath(path).name == HEAD
        or any(not under or path.startswith(f"{under}/") or path == under for under in unders)
    }


def _sparse(repository: Repository) -> bool:
    """Whether the work tree may leave out what the index has."""
    place = repository.ask("rev-parse", "--git-path", "info/sparse-checkout")
    return bool(place) and (repository.top / os.fsdecode((place or b"").removesuffix(b"\n"))).exists()


_EMPTY = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
"""The ids of nothing: what `git add -N` has promised for a file that is not yet to be committed."""


def _lay_out(repository: Repository, files: Mapping[str, TreeEntry | Staged], top: Path) -> None:
    nonempty = {path: each for path, each in files.items() if each.id not in _EMPTY}
    open_ = [path for path, each in nonempty.items() if isinstance(each, Staged) and each.unmerged]
    for path in open_:  # a merge left it open: what stands in the work tree is what there is
        _copy(repository.top / path, top / path)
    closed = {path: each for path, each in nonempty.items() if path not in open_}
    sizes = repository.sizes([each.id for each in closed.values()])
    small = {path: each for path, each in closed.items() if sizes[each.id] <= MOST}
    for (path, each), held in zip(
        small.items(), repository.contents([each.id for each in small.values()]), strict=True
    ):
        place = top / PurePosixPath(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if each.link:
            place.symlink_to(os.fsdecode(held))
        else:
            place.write_bytes(held)
    for large in closed.keys() - small.keys():
        (top / large).parent.mkdir(parents=True, exist_ok=True)
        (top / large).symlink_to(repository.top / large)


def _overlay(repository: Repository, files: Mapping[str, object], unders: Sequence[str], top: Path) -> None:
    """Add what the work tree has itself: plan files as they are, the rest by a link to it."""
    for under in unders:
        for folder, folders, names in os.walk(repository.top / under):
            folders[:] = [each for each in folders if each != ".git"]
            linked = [each for each in folders if (Path(folder) / each).is_symlink()]
            for name in (*names, *linked):
                place = Path(folder) / name
                inner = place.relative_to(repository.top)
                if inner.as_posix() not in files:
                    _copy(place, top / inner)
    for path, entry in repository.staged().items():
        if PurePosixPath(path).name == HEAD and not (top / path).exists() and not entry.left_out:
            _copy(repository.top / path, top / path)


def _copy(place: Path, there: Path) -> None:
    """Put a plan file of the work tree there; of what is none a link, which leads to it."""
    if not os.path.lexists(place) or os.path.lexists(there):
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    plain = (
        place.suffix == ".toml"
        and place.is_file()
        and not place.is_symlink()
        and place.stat().st_size <= MOST
    )
    if plain:
        there.write_bytes(place.read_bytes())
    elif place.is_symlink() and not place.readlink().is_absolute():
        there.symlink_to(place.readlink())
    else:
        there.symlink_to(place)
