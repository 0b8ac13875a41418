"""The plans as they stood at the base, read beside the present ones: what has not changed is not looked at twice."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from os.path import abspath
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jinjiang_plan.files.git.base_commit import NoBase, Parent, fork_for
from jinjiang_plan.files.git.base_ledgers import BaseFile, broken_then, read_books
from jinjiang_plan.files.git.repository import Repository, TreeEntry, blob_id
from jinjiang_plan.files.layout import FOLDER, HEAD, real_path, top_of
from jinjiang_plan.files.plans.plan_folders import folders_below
from jinjiang_plan.files.plans.reader import read_folder
from jinjiang_plan.files.plans.sources import Sources
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.files.toml_text.parse import shown
from jinjiang_plan.model.base_revision import SHORT, Against, Base, Missing, PlannedValue
from jinjiang_plan.model.finding import Document
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

# Where the plans stood at the base: in the same folder, or where their folder was before it was moved.


Tree = Mapping[str, TreeEntry]


class PlanFolders(NamedTuple):
    """The plans' folders, at the base and now."""

    before: Mapping[str, str]
    """At the base by id, as git names them."""
    present: Mapping[str, Path]
    """The present ones by id."""
    tree: Tree
    """All that stood at the base."""
    root: Path
    """The top of the repository."""
    under: str
    """The folder below it that is compared."""
    linked: tuple[str, ...]
    """Links of the base in the place of a present plan's folder: what they led to is not known."""

    def place(self, plan: str) -> Path:
        """Where a plan of the base stands now, or would."""
        if plan in self.present:
            return self.present[plan]
        former = PurePosixPath(self.before[plan])
        inside = self.under in ("", *(str(each) for each in former.parents))
        return self.root / (former.relative_to(self.under or ".") if inside else plan)


def whereabouts(repository: Repository, commit: str, folders: Sequence[Path]) -> PlanFolders:
    """Where the plans that stand beside these folders stood at a commit."""
    top = real_path(repository.top)
    alone = real_path(folders[0]) == top  # what is beside the top belongs to another repository, or to none
    # `.` has no parent of its own, and what a link leads to has another one.
    folder = Path(abspath(folders[0]))  # noqa: PTH100 - `resolve` follows links
    root = folder if alone else folder.parent
    now = {top.name: root} if alone else {each.name: each for each in (*folders_below(root), *folders)}
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
            if str(each) not in before.values() and not _stands(top / each)
        }
        brought = _brought(gone, new, whole=not before)
        if brought:
            before, tree = {**before, **brought}, everything
    places = [f"{under}/{plan}" if under else plan for plan in now]
    linked = tuple(each for each in places if each in tree and tree[each].link)
    return PlanFolders(before, now, tree, root, under, linked)


def _stands(folder: Path) -> bool:
    """Whether a plan is still in its folder; what a link in its place leads to is another one."""
    return (folder / HEAD).exists() and real_path(folder) == folder


def _plans_in(tree: Tree, under: str, alone: str | None) -> dict[str, str]:
    """The plans that stood just below a folder, or in it where it is one itself."""
    if alone is not None:
        return {alone: ""} if HEAD in tree else {}
    folders = [str(PurePosixPath(path).parent) for path in _heads(tree)]
    place = under or "."
    return {
        PurePosixPath(folder).name: folder
        for folder in folders
        if folder != "." and str(PurePosixPath(folder).parent) == place
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


def read_bases(  # noqa: PLR0913, PLR0917 - the plans, the base, and where both are found
    folders: Sequence[Path],
    against: Against,
    planned: PlannedValue,
    here: Path,
    instead: Mapping[Path, str] | None = None,
    repository: Repository | None = None,
) -> tuple[Base, ...]:
    """The plans beside which the folders stand, as they stood where the branch parted from the base: at each such commit.

    Args:
        folders: the folders of plans that stand side by side.
        against: the base that is wanted.
        planned: the value that a plan requires of a target on a day.
        here: the folder that files are named from.
        instead: texts that stand in for files, by their resolved paths.
        repository: the repository, where it is known already.
    """
    fork = fork_for(_anchor(folders), against, here, repository)
    if isinstance(fork, NoBase):
        return (_unavailable(folders, against.named, here, fork),)
    if not fork.parents:
        return (Base(against.named, had=False),)
    parents = {each.commit: each for each in fork.parents}
    forks = [commit for each in fork.parents for commit in each.forks if commit not in parents]
    compared = [*fork.parents, *(Parent(commit) for commit in dict.fromkeys(forks))]
    head = fork.repository.commit(against.head or "HEAD")
    bases = []
    for parent in compared:
        reading = _Reading(fork.repository, parent.commit, head, here, dict(instead or {}))
        try:
            base = _astray(reading, folders) or reading.read(folders)
        except Refusal as refusal:  # as in a clone that left the objects out, away from where they are
            cure = _WHOLE_CLONE if fork.repository.is_partial else against.cure
            return (_unavailable(folders, against.named, here, NoBase(refusal.words, cure)),)
        bases.append(_placed(base, parent, aside=parent.commit not in parents)._replace(planned=planned))
    return tuple(bases)


def _astray(reading: "_Reading", folders: Sequence[Path]) -> Base | None:
    """The base of plans that are reached by a link which it does not have; None where there is no such link.

    What a link leads to has a history of its own, or none: it is not what the plans of the base have become.
    """
    folder = Path(abspath(folders[0])).parent  # noqa: PTH100 - `resolve` follows links
    top = top_of(folder)
    for place in (folder, *folder.parents):
        if top is None or place == top or top not in place.parents:
            return None
        if place.is_symlink() and not reading.leads(place, place.relative_to(top).as_posix()):
            name = place.relative_to(reading.here) if reading.here in place.parents else place
            return Base(reading.revision, missing=(Missing(str(name), _LINK, _FOLDER),), had=False)
    return None


_LINK = Words(
    "它现在是链接，基准版本里不是，或指向别处", "it is a link now; at the base it is none, or leads elsewhere"
)
_FOLDER = Words(
    "把目录本身放回原处，不用链接；确要搬动的，用 git mv 移动目录",
    "put the folder itself back in its place, without a link; to move it, use git mv",
)


def _placed(base: Base, parent: Parent, *, aside: bool) -> Base:
    """A base with what it is to the others of a merge."""
    beside, forks = (tuple(each[:SHORT] for each in commits) for commits in (parent.beside, parent.forks))
    return base._replace(beside=beside, forks=forks, aside=aside)


def compared_with_nothing(base: Base, folders: Sequence[Path], against: Against, here: Path) -> Base:
    """The base of plans that do not differ from it, since it is HEAD itself: nothing was compared, and it says so."""
    if not base.idle:
        return base
    found = _unavailable(folders, against.named, here, NoBase(_NOTHING, _OTHER))
    return found._replace(had=base.had, idle=True, revision=base.revision)


_NOTHING = Words(
    "它就是 HEAD，两者没有差别，没有可比较的", "it is HEAD itself, and nothing differs: nothing was compared"
)
_OTHER = Words(
    "与更早的版本比较，如 --against HEAD~1；不要比较的，写 --against none",
    "compare with an earlier revision, such as --against HEAD~1; where nothing is to be compared: --against none",
)
_WHOLE_CLONE = Words(
    "部分克隆没有取回这些文件：先运行 git fetch --refetch --no-filter origin",
    "the clone left these files out: run git fetch --refetch --no-filter origin first",
)
"""Nothing is fetched here: a stranger's configuration would say from where, and by which program."""


def _anchor(folders: Sequence[Path]) -> Path:
    """Return the folder whose repository counts: that of the plans together, never one inside a plan's folder.

    A plan that is the top of its own repository has no other: then all of them are.
    """
    alone = all((folder / ".git").exists() for folder in folders)
    return folders[0] if alone else Path(abspath(folders[0])).parent  # noqa: PTH100 - `resolve` follows links


def _unavailable(folders: Sequence[Path], revision: str, here: Path, lacking: NoBase) -> Base:
    where = folders[0] if len(folders) == 1 else folders[0].parent
    return Base(revision, missing=(Missing(shown(where, here), lacking.why, lacking.cure),), had=False)


class _Reading(NamedTuple):
    """The reading of one base."""

    repository: Repository
    """The repository."""
    commit: str
    """The commit that is the base."""
    head: str | None
    """The commit whose content, or what is to follow it, is judged."""
    here: Path
    """The folder that files are named from."""
    instead: dict[Path, str]
    """Texts that stand in for files."""

    @property
    def revision(self) -> str:
        """The commit's id as it is shown."""
        return self.commit[:SHORT]

    def read(self, folders: Sequence[Path]) -> Base:
        """The base of the plans beside these folders; without plans where every file of it is as it was."""
        stands = whereabouts(self.repository, self.commit, folders)
        heads_now = {plan: shown(folder / HEAD, self.here) for plan, folder in stands.present.items()}
        linked = tuple(self._linked(path) for path in stands.linked)
        empty = Base(
            self.revision,
            heads_now=heads_now,
            missing=linked,
            since=self.repository.committed_at(self.commit),
            brought=cache(self._brought),
        )
        files = [each for plan, folder in stands.before.items() for each in self._files(plan, folder, stands)]
        if all(each.same for each in files) and self._whole(files, stands):
            return empty._replace(idle=self.head == self.commit)
        needed = {each.path: each.entry.id for each in files if not each.entry.link and each.needed}
        with self.repository.laid_out(needed) as root:
            for each in files:
                self._follow(each, root)
            return self._compared(empty, files, stands, root)

    def _brought(self, file: str) -> tuple[datetime, ...]:
        place = self.here / file
        path = self.repository.inside(place.parent) + f"/{place.name}"
        return (
            self.repository.written_at(f"{self.commit}..{self.head}", path.lstrip("/")) if self.head else ()
        )

    def leads(self, place: Path, path: str) -> bool:
        """Whether a link is just as it was at the base, and leads to what the repository holds."""
        entry = self.repository.tree_at(self.commit, path).get(path)
        inside = real_path(self.repository.top) in real_path(place).parents
        if entry is None or not entry.link or not inside:
            return False
        return os.fsencode(place.readlink()) == self.repository.contents([entry.id])[0]

    def _whole(self, files: Iterable[BaseFile], stands: PlanFolders) -> bool:
        """Whether nothing was added to what the base had, nor moved."""
        top = real_path(self.repository.top)
        known = {shown(top / each.path, self.here) for each in files}
        present = {
            shown(path, self.here)
            for folder in stands.present.values()
            for path in (*folder.glob("*.toml"), *(folder / FOLDER).glob("*.toml"))
            if not path.name.startswith(".")
        }
        return known == present

    def _files(self, plan: str, folder: str, stands: PlanFolders) -> Iterator[BaseFile]:
        """The plan files and ledgers that a plan had, each with what stands in its place now."""
        above = PurePosixPath(folder or ".")
        for path, entry in stands.tree.items():
            place = PurePosixPath(path)
            ledger = place.parent == above / FOLDER
            here = ledger or place.parent == above
            if here and place.suffix == ".toml" and not place.name.startswith("."):
                now = stands.place(plan) / place.relative_to(above)
                held = self._held(now) if plan in stands.present else None
                same = held is not None and not entry.link and blob_id(held, entry.id) == entry.id
                yield BaseFile(path, entry, self._named(path), shown(now, self.here), held, ledger, same)

    def _held(self, path: Path) -> bytes | None:
        """What a present file holds, None where there is none that can be read."""
        text = self.instead.get(real_path(path)) if self.instead else None
        if text is not None:
            return text.encode()
        try:
            return held_bytes(path)
        except OSError:
            return None

    def _named(self, path: str) -> str:
        """The name of a file of the base, as it is shown: `plans/x.toml@abc1234`."""
        return f"{shown(self.repository.top / path, self.here)}@{self.revision}"

    def _linked(self, path: str) -> Missing:
        why = Words("基准版本里它是指向别处的链接", "at the base it is a link to another folder")
        cure = Words(
            "与那个目录所在的版本比较，或不用链接",
            "compare the folder that it leads to, or do without a link",
        )
        place = real_path(self.repository.top) / path  # the link's own name, not that of what it leads to
        name = place.relative_to(self.here) if self.here in place.parents else place
        return Missing(str(name), why, cure)

    def _follow(self, each: BaseFile, root: Path) -> None:
        """Lay out what a link of the base leads to; one that leads out of the repository stays away."""
        held = self.repository.followed(self.commit, each.path) if each.entry.link else None
        if held is not None:
            place = root / PurePosixPath(each.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(held)

    def _compared(self, empty: Base, files: Sequence[BaseFile], stands: PlanFolders, root: Path) -> Base:
        sources = _Earlier(root, {root / PurePosixPath(each.path): each.name for each in files})
        plans: list[Plan] = []
        documents: dict[str, Document] = {}
        for folder in stands.before.values():
            read = read_folder(root / PurePosixPath(folder), sources)
            documents |= read.documents
            plans += [read.plan] if read.plan is not None else []
        books = read_books(files, plans, documents, root, self._added(stands, files))
        return empty._replace(
            portfolio=Portfolio(tuple(plans), books.ledgers, ()),
            documents={**books.documents, **documents},
            places={each.name: each.present for each in files},
            heads={
                plan: self._named(str(PurePosixPath(folder) / HEAD)) for plan, folder in stands.before.items()
            },
            books=books.books,
            added=books.added,
            missing=(*empty.missing, *_unread(files, documents), *books.missing),
        )

    def _added(self, stands: PlanFolders, files: Iterable[BaseFile]) -> dict[str, tuple[str, Path]]:
        """The present ledgers that are new, by the full id of their target: their names and where they are."""
        known = {each.present for each in files}
        return {
            f"{plan}/{path.stem}": (shown(path, self.here), path)
            for plan, folder in stands.present.items()
            for path in sorted((folder / FOLDER).glob("*.toml"))
            if shown(path, self.here) not in known
        }


class _Earlier(Sources):
    """The texts of a base that is laid out, under the names that it is shown by."""

    def __init__(self, root: Path, names: Mapping[Path, str]) -> None:
        super().__init__()
        self._root = root
        self._names = names

    def name(self, path: Path) -> str:
        """The file's name, with the commit behind it."""
        return self._names.get(path, path.name)


def _unread(files: Iterable[BaseFile], documents: Mapping[str, Document]) -> Iterator[Missing]:
    """The plan files of the base that cannot be read, unless they are just so now: then their findings say why."""
    for each in files:
        if not each.ledger and not each.same and each.name not in documents:
            yield broken_then(each)
