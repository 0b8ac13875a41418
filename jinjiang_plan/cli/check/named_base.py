"""Which base is meant: the one that was typed, else the one that the environment of a CI or a hook names."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinjiang_plan.model.base_revision import INDEX, Against, Judged, RunEvent
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
_UNNAMED = Words(
    "用 --against 版本 指定；这里确实不比较的，写 --against none",
    "name it by --against REV; where nothing is to be compared here, say --against none",
)


class _Naming(NamedTuple):
    """A variable that names a base, how its value is read as revisions, and how the whole history is had there."""

    variable: str
    revisions: Callable[[str], tuple[str, ...]]
    cure: Words
    exact: bool = False


def _as_it_is(value: str) -> tuple[str, ...]:
    return (value,)


def _branch(value: str) -> tuple[str, ...]:
    """A branch of the remote, as CI fetches it, or a local one."""
    name = value.removeprefix("refs/heads/")
    return f"refs/remotes/origin/{name}", f"refs/heads/{name}"


# The most particular first. In a pipeline for merged results HEAD holds the target branch, whose head is the base then:
# GitLab names it only there. Gitea and Forgejo set GitHub's variable. Before a push GitLab has the commit that was there.
_NAMINGS = (
    _Naming("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", _as_it_is, _GITLAB),
    _Naming("CI_MERGE_REQUEST_DIFF_BASE_SHA", _as_it_is, _GITLAB),
    _Naming("GITHUB_BASE_REF", _branch, _GITHUB),
    _Naming("SYSTEM_PULLREQUEST_TARGETBRANCH", _branch, _AZURE),
    _Naming("BITBUCKET_PR_DESTINATION_BRANCH", _branch, _BITBUCKET),
    _Naming("CHANGE_TARGET", _branch, _JENKINS),
    _Naming("CI_COMMIT_BEFORE_SHA", _as_it_is, _GITLAB, exact=True),
)


def base_asked_for(
    typed: str | None, environment: Mapping[str, str], event: Mapping[str, Any] | None = None
) -> Against | None:
    """The base to compare with; None where none is named, or `none` was typed.

    Args:
        typed: what the call says.
        environment: the variables of a CI or a hook.
        event: what GitHub says of the event that the run is about.

    Raises:
        Refusal: an empty revision was typed.
    """
    strict = in_ci(environment)
    if typed is not None:
        if not typed.strip():
            raise Refusal(
                "--against 后面缺少版本：分支、标签或提交；不比较写 none",
                "--against needs a revision: a branch, a tag, a commit; none for no comparison",
            )
        return None if typed == NONE else Against((typed,), typed, _cure(environment), strict=True)
    found = _by_push_hook(environment) or _by_event(event or {}) or _by_variable(environment)
    if found is None and environment.get(
        "PRE_COMMIT"
    ):  # before a commit: what is to be committed against what was
        found = Against(("HEAD",), "HEAD", _AT_HOME, before_commit=True)
    if found is None and strict:
        found = Against((), "?", _UNNAMED)
    return found and found._replace(by_environment=True, strict=strict)


def judged_for(against: Against | None, *, staged: bool) -> Judged | None:
    """Where what is judged is taken from; None for the work tree."""
    if against is not None and against.head is not None:
        return Judged(against.head)
    return INDEX if staged or (against is not None and against.before_commit) else None


def in_ci(environment: Mapping[str, str]) -> bool:
    """Whether a CI says that the run is its own."""
    return environment.get("CI", "false") not in ("", "0", "false")


def event_path(environment: Mapping[str, str]) -> Path | None:
    """Where GitHub has laid down what it says of the event; None elsewhere."""
    named = environment.get("GITHUB_EVENT_PATH", "")
    return Path(named) if named else None


def _by_push_hook(environment: Mapping[str, str]) -> Against | None:
    """Before a push, what pre-commit names: the commit that is pushed is judged, whatever is checked out."""
    value = environment.get("PRE_COMMIT_FROM_REF", "").strip()
    if not value.strip("0"):
        return None
    head = environment.get("PRE_COMMIT_TO_REF", "").strip()
    return Against((value,), value, _AT_HOME, head=head if head.strip("0") else None)


def _by_variable(environment: Mapping[str, str]) -> Against | None:
    for naming in _NAMINGS:
        value = environment.get(naming.variable, "").strip()
        if value.strip("0"):
            return Against(naming.revisions(value), value, naming.cure, exact=naming.exact)
    return None


def _by_event(event: Mapping[str, Any]) -> Against | None:
    """The base that GitHub's event names: of a pull request, of a queue of merges, of a push."""
    request, group = _table(event.get("pull_request")), _table(event.get("merge_group"))
    if request:
        base, head = _table(request.get("base")), _table(request.get("head"))
        number = request.get("number", event.get("number", ""))
        revisions = (_text(base, "sha"), *_branch(_text(base, "ref")))
        return _named(revisions, _text(base, "ref"), _event(_text(head, "sha"), f"refs/pull/{number}/merge"))
    if group:
        ref = _text(group, "head_ref")
        return _named(
            (_text(group, "base_sha"),), _text(group, "base_ref"), _event(_text(group, "head_sha"), ref)
        )
    if "before" in event and "after" in event:
        return _by_push(event)
    return None


def _by_push(event: Mapping[str, Any]) -> Against | None:
    """The commit before a push; of a branch that is new, where it left the default branch."""
    before, ref = _text(event, "before"), _text(event, "ref")
    about = _event(_text(event, "after"), ref)
    if before.strip("0"):
        fetch = f"git fetch origin {before}"
        cure = Words(f"{_GITHUB.zh}；强制推送过的：{fetch}", f"{_GITHUB.en}; after a forced push: {fetch}")
        return _named((before,), before[:7], about)._replace(exact=True, cure=cure)
    default = _text(_table(event.get("repository")), "default_branch")
    return _named(_branch(default), default, about) if default else None


def _named(revisions: tuple[str, ...], named: str, event: RunEvent | None) -> Against:
    return Against(tuple(each for each in revisions if each), named, _GITHUB, event=event)


def _event(commit: str, ref: str) -> RunEvent | None:
    return RunEvent(commit, ref) if commit.strip("0") else None


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(table: Mapping[str, Any], key: str) -> str:
    """A text that git can be asked for; empty where there is none."""
    value = table.get(key)
    return value if isinstance(value, str) and value.isprintable() else ""


def _cure(environment: Mapping[str, str]) -> Words:
    """How the whole history is had in the CI that this runs in, else at home."""
    if environment.get("GITHUB_ACTIONS"):
        return _GITHUB
    return _GITLAB if environment.get("GITLAB_CI") else _AT_HOME
