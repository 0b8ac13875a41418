"""The commit that the present plans are compared with: where the branch parted from the base that was asked for."""

from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.git.repository import Answer, Repository, look_for_repository
from jinjiang_plan.model.base_revision import Against
from jinjiang_plan.model.words import Words


class Fork(NamedTuple):
    """A commit of a repository to compare with; None for one that held no plans, being before they were brought in."""

    repository: Repository
    commit: str | None


class NoBase(NamedTuple):
    """Why there is no such commit, and what to do."""

    why: Words
    cure: Words


def fork_for(folder: Path, against: Against, here: Path) -> Fork | NoBase:
    """The merge base of the revision asked for and HEAD, in the repository of a folder; or why it cannot be had."""
    repository = look_for_repository(folder)
    if isinstance(repository, Answer):
        return _no_repository(folder, repository)
    if against.before_commit and (repository.is_merging or repository.commit("HEAD") is None):
        return Fork(
            repository, None
        )  # the other side was compared where it came from; and nothing is before the first
    top = repository.top.resolve()
    if against.by_environment and top not in (here, *here.parents):
        above = repository.above  # the environment speaks of the repository that the call is made in
        if above is not None:
            return _fork_of_module(repository, above, against)
    commit = _common(repository, against)
    return commit if isinstance(commit, NoBase) else Fork(repository, commit)


def _common(repository: Repository, against: Against) -> str | NoBase:
    for revision in against.revisions:
        commit = repository.merge_base(revision, "HEAD")
        if commit is not None:
            return commit
    return _why_none(repository, against)


def _why_none(repository: Repository, against: Against) -> NoBase:
    if repository.commit("HEAD") is None:
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
    commit = above.module_at(outer, above.inside(repository.top))
    if commit is None:
        return Fork(repository, None)
    if repository.commit(commit) is None:
        return NoBase(
            Words(f"子模块里没有提交 {commit[:7]}", f"the submodule does not have the commit {commit[:7]}"),
            Words("git submodule update --init，取回全部历史", "fetch the whole history of the submodule"),
        )
    return Fork(repository, repository.merge_base(commit, "HEAD") or commit)


def _no_repository(folder: Path, answer: Answer) -> NoBase:
    if answer.code is None:
        return NoBase(
            Words("没有安装 git", "git is not installed"),
            Words("安装 git，或加 --against none", "install git, or give --against none"),
        )
    if "dubious ownership" in answer.complaint:
        place = answer.complaint.partition("'")[2].partition("'")[0] or folder.resolve()
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
