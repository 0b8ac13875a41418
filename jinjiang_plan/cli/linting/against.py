"""Which base is meant: the one that was typed, else the one that the environment of a CI or a hook names."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.base import Against
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

NONE = "none"
_AT_HOME = Words(
    "git fetch --unshallow 取回全部历史；不比较则 --against none",
    "git fetch --unshallow gets the whole history; --against none compares nothing",
)
_GITHUB = Words(
    "给 actions/checkout 加 with: fetch-depth: 0，取回全部历史",
    "give actions/checkout `with: fetch-depth: 0`, so that it gets the whole history",
)
_GITLAB = Words(
    '在作业里写 variables: GIT_DEPTH: "0"，取回全部历史',
    'write `variables: GIT_DEPTH: "0"` into the job, so that it gets the whole history',
)
_AZURE = Words(
    "给 checkout 加 fetchDepth: 0，取回全部历史",
    "give checkout `fetchDepth: 0`, so that it gets the whole history",
)
_BITBUCKET = Words(
    "在 bitbucket-pipelines.yml 写 clone: depth: full，取回全部历史",
    "write `clone: depth: full` into bitbucket-pipelines.yml, so that it gets the whole history",
)
_JENKINS = Words(
    "在 checkout 里关掉浅克隆，并取回目标分支",
    "let checkout make no shallow clone, and fetch the target branch too",
)


class _Naming(NamedTuple):
    """A variable that names a base, how its value is read as revisions, and how the whole history is had there."""

    variable: str
    revisions: Callable[[str], tuple[str, ...]]
    cure: Words


def _as_it_is(value: str) -> tuple[str, ...]:
    return (value,)


def _branch(value: str) -> tuple[str, ...]:
    """A branch of the remote, as CI fetches it, or a local one."""
    name = value.removeprefix("refs/heads/")
    return f"refs/remotes/origin/{name}", name


# The most particular first. In a pipeline for merged results HEAD holds the target branch, whose head is the base then:
# GitLab names it only there. Gitea and Forgejo set GitHub's variable.
_NAMINGS = (
    _Naming("PRE_COMMIT_FROM_REF", _as_it_is, _AT_HOME),
    _Naming("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", _as_it_is, _GITLAB),
    _Naming("CI_MERGE_REQUEST_DIFF_BASE_SHA", _as_it_is, _GITLAB),
    _Naming("GITHUB_BASE_REF", _branch, _GITHUB),
    _Naming("SYSTEM_PULLREQUEST_TARGETBRANCH", _branch, _AZURE),
    _Naming("BITBUCKET_PR_DESTINATION_BRANCH", _branch, _BITBUCKET),
    _Naming("CHANGE_TARGET", _branch, _JENKINS),
)


def base_asked_for(typed: str | None, environment: Mapping[str, str]) -> Against | None:
    """The base to compare with; None where none is named, or `none` was typed.

    Raises:
        Refusal: an empty revision was typed.
    """
    if typed is not None:
        if not typed.strip():
            raise Refusal(
                "--against 后面缺少版本：分支、标签或提交；不比较写 none",
                "--against needs a revision: a branch, a tag, a commit; none for no comparison",
            )
        return None if typed == NONE else Against((typed,), typed, _cure(environment))
    for naming in _NAMINGS:
        value = environment.get(naming.variable, "").strip()
        if value.strip("0"):
            return Against(naming.revisions(value), value, naming.cure, by_environment=True)
    if environment.get("PRE_COMMIT"):  # before a commit: what is to be committed against what was
        return Against(("HEAD",), "HEAD", _AT_HOME, by_environment=True, before_commit=True)
    return None


def _cure(environment: Mapping[str, str]) -> Words:
    """How the whole history is had in the CI that this runs in, else at home."""
    if environment.get("GITHUB_ACTIONS"):
        return _GITHUB
    return _GITLAB if environment.get("GITLAB_CI") else _AT_HOME


def tell_uncompared(session: Session, against: Against | None, typed: str | None) -> None:
    """Say, in CI, that there was nothing to compare with: at home nobody expects it."""
    if against is None and typed is None and session.environment.get("CI", "false") not in ("", "0", "false"):
        session.tell(
            "没有与基准版本比较：环境没有给出目标分支；要比较，加 --against 版本",
            "nothing was compared with a base: the environment names none; --against REV does",
        )
