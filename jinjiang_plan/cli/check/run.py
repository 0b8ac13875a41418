"""The call of `check`: what it asks, what it shows, and its exit code."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.rules.against_base import BASE_UNAVAILABLE
from jinjiang_plan.check.rules.syntax import UNREADABLE
from jinjiang_plan.check.selection import AGAINST_A_BASE, Selection, selection
from jinjiang_plan.cli.check.formats import FOR_PEOPLE, chosen_formats, report, tell_summary, version_for
from jinjiang_plan.cli.check.lint import CheckQuestion, LintOutcome, found, told
from jinjiang_plan.cli.output import send
from jinjiang_plan.cli.session import Session, read_only, standard_input
from jinjiang_plan.files.plans.locate import locate
from jinjiang_plan.files.plans.survey import SurveyScope, scope_of, scope_of_text
from jinjiang_plan.model.base_revision import Against
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.model.written_days import read_day

# Which base is meant: the one that was typed, else the one that the environment of a CI or a hook names.


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


STDIN = "-"
UNCHECKABLE = frozenset({UNREADABLE.rule.code, BASE_UNAVAILABLE.rule.code})
"""What could not be looked at: the answer is not the whole one, whatever else was found."""


class CheckArguments(NamedTuple):
    """The call as it was typed."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    exit_zero: bool = False
    statistics: bool = False
    as_of: str | None = None
    format: str | None = None
    outputs: tuple[str, ...] = ()
    stdin_filename: str | None = None
    against: str | None = None
    baseline: str | None = None
    write_baseline: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False

    @property
    def mends(self) -> bool:
        """Whether files are to be mended, or it is to be shown how."""
        return self.fix or self.unsafe_fixes or self.diff


def lint(session: Session, wanted: CheckArguments) -> int:
    """Run `check`, and give its exit code.

    Raises:
        Refusal: a wrong call (exit 2), or nothing to check (exit 3).
    """
    limit = _severity(wanted.fail_on)
    chosen = selection(CHECKS, wanted.select, wanted.ignore, on_a_day=wanted.as_of is not None)
    form, outputs = chosen_formats(session, wanted.format, wanted.outputs)
    if wanted.statistics and wanted.format is not None and form not in FOR_PEOPLE:
        raise Refusal(
            f"--statistics 只给人看，不能与 --format {form} 同用；要文件加 --output {form}=文件",
            f"--statistics is for people and not written as {form}; for a file of it: --output {form}=FILE",
        )
    scope, instead = _scope(session, wanted)
    question = _question(session, wanted, scope, chosen)
    if chosen.codes & AGAINST_A_BASE:
        tell_uncompared(session, question.against, wanted.against)
    outcome = found(question, instead)
    formats = [form, *(name for name, _ in outputs)]
    if wanted.mends:
        outcome = _mended(session, wanted, question, outcome, instead)
    checked = _checked(outcome, chosen, version_for(formats))._replace(fail_on=limit)
    checked = _told_elsewhere(session, wanted, checked, outcome, formats)
    if wanted.diff or (wanted.mends and instead):  # stdout is the diff, or the mended text
        tell_summary(session, checked)
    else:
        report(session, checked, form, outputs, statistics=wanted.statistics)
    return _exit_code(checked, limit, exit_zero=wanted.exit_zero)


def _mended(
    session: Session,
    wanted: CheckArguments,
    question: CheckQuestion,
    outcome: LintOutcome,
    instead: dict[Path, str],
) -> LintOutcome:
    """Mend what can be mended, or show it; what is found then."""
    from jinjiang_plan.cli.check.fix import diff, mending, write

    if not (wanted.diff or instead) and _ships(session, wanted, question.scope):
        raise read_only()
    done = mending(question, outcome, instead, unsafe=wanted.unsafe_fixes)
    if wanted.diff:
        send("".join(diff(done.changes)))
        return outcome
    if instead:
        (text,) = instead.values()
        send(next((each.after for each in done.changes), text))
        session.tell_findings(done.outcome.findings)
    else:
        write(done.changes)
    if done.fixed:
        files = len(done.changes)
        session.tell(
            f"已修正 {done.fixed} 个问题（{files} 个文件）",
            f"fixed {number_of(done.fixed, 'finding')} in {number_of(files, 'file')}",
        )
    return done.outcome


def _ships(session: Session, wanted: CheckArguments, scope: SurveyScope) -> bool:
    """Whether the plan that ships would be written into."""
    if not wanted.paths and session.place.built_in:
        return True
    return any(locate(str(folder), {}, session.here).built_in for folder in scope.folders)


def _told_elsewhere(
    session: Session,
    wanted: CheckArguments,
    checked: CheckResult,
    outcome: LintOutcome,
    formats: Sequence[str],
) -> CheckResult:
    """The run with the paths that machines and baselines go by, less what a baseline accepts and what only follows."""
    baselined = wanted.baseline is not None or wanted.write_baseline is not None
    if baselined or any(name not in FOR_PEOPLE for name in formats):
        from jinjiang_plan.files.layout import paths_from_top

        checked = checked._replace(paths=paths_from_top(outcome.paths))
    if baselined:
        from jinjiang_plan.cli.check.lint import accepted

        checked = accepted(session, checked, wanted.baseline, wanted.write_baseline)
    return checked._replace(findings=told(checked.findings))


def _severity(name: str) -> Severity:
    try:
        return Severity(name.lower())
    except ValueError:
        listed = ", ".join(Severity)
        raise Refusal(
            f"没有程度 `{name}`；可用：{listed}", f"no severity `{name}`; choose: {listed}"
        ) from None


def _scope(session: Session, wanted: CheckArguments) -> tuple[SurveyScope, dict[Path, str]]:
    """The files that are meant, and the text that stands in for one where stdin is to be checked."""
    if STDIN in wanted.paths or wanted.stdin_filename is not None:
        if wanted.stdin_filename is None or wanted.paths not in ((STDIN,), ()):
            raise Refusal(
                "标准输入写作 `check - --stdin-filename 文件`，不能与其他路径同用",
                "stdin is checked alone, as `check - --stdin-filename FILE`",
            )
        path = Path(wanted.stdin_filename)
        return scope_of_text(path), {path.resolve(): _stdin()}
    if not wanted.paths:
        session.needs_plans()
    return scope_of([Path(path) for path in wanted.paths] or [session.place.folder]), {}


def _stdin() -> str:
    try:
        return standard_input().read().decode()
    except UnicodeDecodeError as error:
        raise Refusal("标准输入不是 UTF-8 编码", "what stdin gives is not UTF-8", NOT_JUDGED) from error


def _question(
    session: Session, wanted: CheckArguments, scope: SurveyScope, chosen: Selection
) -> CheckQuestion:
    today = session.today(Portfolio((), {}, ()))
    day = today if wanted.as_of is None else read_day(wanted.as_of, today)
    against = base_asked_for(wanted.against, session.environment)
    return CheckQuestion(scope, chosen, day, session.here, against)


def _checked(outcome: LintOutcome, chosen: Selection, version: str) -> CheckResult:
    shown = {each.file for each in outcome.findings}
    shown |= {other.file for each in outcome.findings for other in each.related}
    return CheckResult(
        outcome.findings,
        {file: text for file, text in outcome.texts.items() if file in shown},
        outcome.files,
        tuple(check.rule for check in chosen.of(CHECKS)),
        version,
        outcome.revision,
    )


def _exit_code(checked: CheckResult, limit: Severity, *, exit_zero: bool) -> int:
    """3 where something could not be looked at, 1 for findings of that weight or more, else 0."""
    if any(each.code in UNCHECKABLE for each in checked.findings):
        return NOT_JUDGED
    order = list(Severity)
    heavy = any(order.index(each.severity) <= order.index(limit) for each in checked.findings)
    return int(heavy and not exit_zero)
