"""The commits that the present plans are compared with: where the branch parted from the base that was asked for."""

from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from jinjiang_plan.files.git.repository import Answer, Repository, look_for_repository
from jinjiang_plan.files.layout import real_path
from jinjiang_plan.model.base_revision import Against, RunEvent
from jinjiang_plan.model.words import Words


class Parent(NamedTuple):
    """A commit to compare with.

    Of a merge that is about to be committed, `beside` are the other parents, where they are what everybody builds on: what
    they changed since the `forks` was judged there, and is no move of whoever merges.
    """

    commit: str
    beside: tuple[str, ...] = ()
    forks: tuple[str, ...] = ()


class Fork(NamedTuple):
    """The commits of a repository to compare with; none where it held no plans, being before they were brought in."""

    repository: Repository
    parents: tuple[Parent, ...]


class NoBase(NamedTuple):
    """Why there is no such commit, and what to do."""

    why: Words
    cure: Words


def fork_for(
    folder: Path, against: Against, here: Path, repository: Repository | None = None
) -> Fork | NoBase:
    """The merge bases of the revision asked for and HEAD, in the repository of a folder; or why they cannot be had.

    Args:
        folder: the folder whose repository counts.
        against: the base that is wanted.
        here: the folder that the call is made in.
        repository: the repository, where it is known already.
    """
    found = repository or look_for_repository(folder)
    if not against.revisions:
        return NoBase(_UNNAMED, against.cure)
    if isinstance(found, Answer):
        return _no_repository(folder, found)
    if against.before_commit and found.commit("HEAD") is None:
        return Fork(found, ())  # nothing is before the first
    top = real_path(found.top)
    if against.by_environment and top not in (here, *here.parents):
        above = found.above  # the environment speaks of the repository that the call is made in
        if above is not None:
            return _fork_of_module(found, above, against)
    commits = _common(found, against)
    if isinstance(commits, NoBase):
        return commits
    return Fork(found, _parents(found, against, commits))


_UNNAMED = Words("环境没有给出与什么比较", "the environment does not say what to compare with")


def _common(repository: Repository, against: Against) -> list[str] | NoBase:
    if against.event is not None and not repository.holds("HEAD", against.event.commit):
        return _another_head(against.event)
    head = against.head or "HEAD"
    for revision in map(repository.branch_first, against.revisions):
        if against.exact:
            commit = repository.commit(revision)
            found = [] if commit is None else [commit]
        else:
            found = repository.merge_bases(revision, head, *_merged(repository, against))
        if found:
            return _of_test_merge(repository, against, found)
    return _why_none(repository, against)


def _merged(repository: Repository, against: Against) -> list[str]:
    return [] if against.head else repository.merged_in


def _of_test_merge(repository: Repository, against: Against, found: list[str]) -> list[str]:
    """Where HEAD is the merge that a CI made to try: its first parent, if the base stood still no longer."""
    parents = repository.parents("HEAD") if against.event is not None and not against.exact else []
    made = len(parents) == 2 and against.event is not None and parents[1] == against.event.commit
    return [parents[0]] if made and all(repository.holds(parents[0], each) for each in found) else found


def _another_head(event: RunEvent) -> NoBase:
    short, ref = event.commit[:7], event.ref
    return NoBase(
        Words(
            f"这次运行说的是提交 {short}，检出的 HEAD 里没有它",
            f"this run is about the commit {short}, which the HEAD that is checked out does not hold",
        ),
        Words(
            f"检出它：actions/checkout 加 with: ref: {ref}",
            f"check it out: give actions/checkout `with: ref: {ref}`",
        ),
    )


def _parents(repository: Repository, against: Against, commits: list[str]) -> tuple[Parent, ...]:
    """The commits to compare with; while a merge is under way its parents too, each of which all has to hold against."""
    merged = _merged(repository, against)
    head = repository.commit("HEAD")
    if not merged or head is None:
        return tuple(Parent(each) for each in commits)
    branches = repository.published()
    parents = [head, *merged]
    shared = {each for each in parents if any(repository.holds(branch, each) for branch in branches)}
    found = []
    for each in dict.fromkeys([*parents, *commits]):
        beside = tuple(other for other in parents if other in shared and other != each)
        forks = tuple(fork for other in beside for fork in repository.merge_bases(each, other))
        found.append(Parent(each, beside if each in parents else (), forks if each in parents else ()))
    return tuple(found)


def _why_none(repository: Repository, against: Against) -> NoBase:
    if repository.commit(against.head or "HEAD") is None:
        return NoBase(
            Words("仓库里还没有提交", "the repository has no commit yet"),
            Words("先提交一次，或加 --against none", "commit first, or give --against none"),
        )
    if repository.is_shallow:
        return NoBase(
            Words("这是浅克隆，缺少历史", "this is a shallow clone, its history was cut off"), against.cure
        )
    if any(repository.commit(revision) is not None for revision in against.revisions):
        return NoBase(
            Words("它与 HEAD 没有共同的提交", "it has no commit in common with HEAD"),
            Words(
                "指定同一历史里的版本：--against REV", "name a revision of the same history: --against REV"
            ),
        )
    return NoBase(Words("没有这个版本", "there is no such revision"), _fetch(against))


def _fetch(against: Against) -> Words:
    if against.by_environment:
        return against.cure
    name = against.revisions[0].removeprefix("origin/")
    return Words(
        f"核对名称（git branch -a）；未取回的，先 git fetch origin {name}",
        f"check the name (git branch -a); if it was not fetched: git fetch origin {name}",
    )


def _fork_of_module(repository: Repository, above: Repository, against: Against) -> Fork | NoBase:
    """In a submodule the environment speaks of the repository above: what that one had of it then is the base."""
    outer = _common(above, against)
    if isinstance(outer, NoBase):
        return outer
    path = above.inside(repository.home or repository.top)
    if any(above.module_at(each, path) is None and _replaced(above, each, path) for each in outer):
        return NoBase(
            Words(
                f"基准版本里 {path} 不是子模块，而那里的计划或子模块现在不在了",
                f"{path} was no submodule at the base, and plans or submodules of the base are gone",
            ),
            Words(
                "把原来的放回来；确要改用子模块的，在子模块里写明与哪个版本比较：--against REV",
                "put back what was there; where it is to be a submodule, name a revision of the submodule: --against REV",
            ),
        )
    pinned = [commit for each in outer if (commit := above.module_at(each, path)) is not None]
    for commit in pinned:
        if repository.commit(commit) is None:
            return NoBase(
                Words(
                    f"子模块里没有提交 {commit[:7]}", f"the submodule does not have the commit {commit[:7]}"
                ),
                Words(
                    "git submodule update --init，取回全部历史", "fetch the whole history of the submodule"
                ),
            )
    bases = [base for commit in pinned for base in repository.merge_bases(commit, "HEAD") or [commit]]
    return Fork(repository, tuple(Parent(each) for each in dict.fromkeys(bases)))


def _replaced(above: Repository, commit: str, path: str) -> bool:
    """Whether a repository held a plan or a submodule at a commit that it does not hold in its place any more."""
    top = real_path(above.top)
    inside = PurePosixPath(path)
    return any(
        inside in (each, *each.parents) or not (top / each / mark).exists()
        for each, mark in above.plans_and_modules(commit)
    )


def _no_repository(folder: Path, answer: Answer) -> NoBase:
    if answer.code is None:
        return NoBase(
            Words("没有安装 git", "git is not installed"),
            Words("安装 git，或加 --against none", "install git, or give --against none"),
        )
    if "dubious ownership" in answer.complaint:
        place = answer.complaint.partition("'")[2].partition("'")[0] or real_path(folder)
        cure = f'git config --global --add safe.directory "{place}"'
        return NoBase(
            Words(
                "git 不信任这个仓库：它属于另一个用户",
                "git does not trust the repository: another user owns it",
            ),
            Words(cure, cure),
        )
    return NoBase(
        Words("这里不是 git 仓库", "this is no git repository"),
        Words("在仓库里运行，或加 --against none", "run it in the repository, or give --against none"),
    )


# What GitHub says of the event that a run is about: a JSON file that its runner lays down.


LONGEST = 32 << 20
"""Bytes of a file that is read; GitHub's own are smaller."""


def event_of(path: Path) -> dict[str, Any]:
    """The event; empty where there is no such file, or it is none."""
    import json

    try:
        if not path.is_file() or path.stat().st_size > LONGEST:
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
