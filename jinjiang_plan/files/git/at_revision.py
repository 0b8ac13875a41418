"""Plans and ledgers as they stood at a revision: laid out by git, read by the readers there are."""

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jinjiang_plan.files.git.repository import Repository
from jinjiang_plan.files.layout import FOLDER, HEAD, real_path
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.portfolio import Portfolio


class Revision(NamedTuple):
    """A commit, by the name that the reader gave it."""

    repository: Repository
    commit: str
    name: str


class PlansAtRevision(NamedTuple):
    """Where plans stood at a revision: each plan's folder, from the top, by its id; and the files of the commit."""

    revision: Revision
    folders: dict[str, str]
    files: dict[str, str]


def plans_at(revision: Revision, under: str, known: Collection[str] = ()) -> PlansAtRevision:
    """Where the plans of a plans folder stood at a revision.

    Args:
        revision: the commit.
        under: the plans folder, or one plan's folder, from the top of the repository.
        known: plans that are looked for in the whole commit where they are not below that folder: they were moved.
    """
    files = revision.repository.files_at(revision.commit, under)
    folders = _folders(files, under, revision.repository)
    missing = set(known) - set(folders)
    if missing:
        files = revision.repository.files_at(revision.commit)
        for path in sorted(files, key=lambda each: (each.count("/"), each)):
            folder = PurePosixPath(path).parent
            if path.endswith(f"/{HEAD}") and folder.name in missing:
                folders.setdefault(folder.name, str(folder))
    return PlansAtRevision(revision, folders, files)


def _folders(files: Iterable[str], under: str, repository: Repository) -> dict[str, str]:
    """The folders right below a folder that hold a plan, by name; the folder itself where it is one."""
    root = PurePosixPath(under)
    heads = [PurePosixPath(path).parent for path in files if PurePosixPath(path).name == HEAD]
    if root in heads:
        return {root.name or real_path(repository.top).name: str(root)}
    return {each.name: str(each) for each in heads if each.parent == root and not each.name.startswith(".")}


def read_revision(plans: PlansAtRevision) -> Portfolio:
    """The plans of a revision with their ledgers; findings name their files as `REV:path`."""
    if not plans.folders:
        return Portfolio((), {}, (), reported=True)
    paths = {
        f"{key}/{path.removeprefix(f'{folder}/')}": blob
        for key, folder in plans.folders.items()
        for path, blob in plans.files.items()
        if _belongs(path, folder)
    }
    with plans.revision.repository.laid_out(paths) as root:
        portfolio = with_ledgers(read_plans(root, real_path(root)))
    findings = tuple(_named(finding, plans) for finding in portfolio.findings)
    return portfolio._replace(findings=findings, base=None)


def _belongs(path: str, folder: str) -> bool:
    """Whether a file is one of a plan's own, or a ledger of it."""
    inner = path if folder == "." else path.removeprefix(f"{folder}/")
    if folder != "." and inner == path:
        return False
    steps = inner.split("/")
    return inner.endswith(".toml") and (len(steps) == 1 or (len(steps) == 2 and steps[0] == FOLDER))


def _named(finding: Finding, plans: PlansAtRevision) -> Finding:
    """A finding with its files named by the revision, not by the folder that they were laid out in."""

    def named(file: str) -> str:
        key, _, rest = Path(file).as_posix().partition("/")
        folder = plans.folders.get(key, key)
        return f"{plans.revision.name}:{rest if folder == '.' else f'{folder}/{rest}'}"

    related = tuple(each._replace(file=named(each.file)) for each in finding.related)
    return finding._replace(file=named(finding.file), related=related)
