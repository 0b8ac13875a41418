"""The call of `check`: what it asks, what it shows, and its exit code."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.rules.against_base import BASE_UNAVAILABLE
from jinjiang_plan.check.rules.syntax import UNREADABLE
from jinjiang_plan.check.selection import AGAINST_A_BASE, Selection, selection
from jinjiang_plan.cli.check.formats import FOR_PEOPLE, chosen_formats, report, tell_summary, version_for
from jinjiang_plan.cli.check.lint import CheckQuestion, LintOutcome, found, without_consequences
from jinjiang_plan.cli.check.named_base import base_asked_for, event_path, judged_for
from jinjiang_plan.cli.output import send
from jinjiang_plan.cli.session import Session, read_only, standard_input
from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.plans.locate import locate
from jinjiang_plan.files.plans.survey import SurveyScope, scope_of, scope_of_text
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import number_of
from jinjiang_plan.model.written_days import read_day

STDIN = "-"
UNCHECKABLE = frozenset({UNREADABLE.rule.code, BASE_UNAVAILABLE.rule.code})
"""What could not be looked at: the answer is not the whole one, whatever else was found."""


class CheckArguments(NamedTuple):
    """The call as it was typed."""

    paths: tuple[str, ...] = ()
    """Files and folders to check."""
    select: tuple[str, ...] = ()
    """Rules to run."""
    ignore: tuple[str, ...] = ()
    """Rules to leave out."""
    fail_on: str = "error"
    """The severity from which on a finding fails the run."""
    exit_zero: bool = False
    """Whether findings never fail it."""
    statistics: bool = False
    """Whether findings are counted by rule."""
    as_of: str | None = None
    """The day of the run."""
    format: str | None = None
    """The format of stdout."""
    outputs: tuple[str, ...] = ()
    """Formats with the files that they go to."""
    stdin_filename: str | None = None
    """The file that stdin stands in for."""
    against: str | None = None
    """The base."""
    baseline: str | None = None
    """The file of accepted findings."""
    write_baseline: str | None = None
    """The file to write them to."""
    fix: bool = False
    """Whether safe fixes are applied."""
    unsafe_fixes: bool = False
    """Whether unsafe ones are, too."""
    diff: bool = False
    """Whether fixes are shown instead of applied."""
    staged: bool = False
    """Whether the index is checked instead of the work tree."""

    @property
    def mends(self) -> bool:
        """Whether files are to be mended, or it is to be shown how."""
        return self.fix or self.unsafe_fixes or self.diff


def lint(session: Session, arguments: CheckArguments) -> int:
    """Run `check`, and give its exit code.

    Raises:
        Refusal: a wrong call (exit 2), or nothing to check (exit 3).
    """
    limit = _severity(arguments.fail_on)
    chosen = selection(CHECKS, arguments.select, arguments.ignore, on_a_day=arguments.as_of is not None)
    form, outputs = chosen_formats(session, arguments.format, arguments.outputs)
    if arguments.statistics and arguments.format is not None and form not in FOR_PEOPLE:
        raise Refusal(
            f"--statistics 只给人看，不能与 --format {form} 同用；要文件加 --output {form}=文件",
            f"--statistics is for people and not written as {form}; for a file of it: --output {form}=FILE",
        )
    scope, instead = _scope(session, arguments)
    question = _question(session, arguments, scope, chosen)
    outcome = found(question, instead)
    formats = [form, *(name for name, _ in outputs)]
    if arguments.mends:
        outcome = _mended(session, arguments, question, outcome, instead)
    checked = _checked(outcome, chosen, version_for(formats))._replace(fail_on=limit)
    checked = _told_elsewhere(session, arguments, checked, outcome, formats)
    if arguments.diff or (arguments.mends and instead):  # stdout is the diff, or the mended text
        tell_summary(session, checked)
    else:
        report(session, checked, form, outputs, statistics=arguments.statistics)
    return _exit_code(checked, limit, exit_zero=arguments.exit_zero)


def _mended(
    session: Session,
    arguments: CheckArguments,
    question: CheckQuestion,
    outcome: LintOutcome,
    instead: dict[Path, str],
) -> LintOutcome:
    """Mend what can be mended, or show it; what is found then."""
    from jinjiang_plan.cli.check.fix import diff, mending, write

    if not (arguments.diff or instead) and _ships(session, arguments, question.scope):
        raise read_only()
    done = mending(question, outcome, instead, unsafe=arguments.unsafe_fixes)
    if arguments.diff:
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


def _ships(session: Session, arguments: CheckArguments, scope: SurveyScope) -> bool:
    """Whether the plan that ships would be written into."""
    if not arguments.paths and session.place.built_in:
        return True
    return any(locate(str(folder), {}, session.here).built_in for folder in scope.folders)


def _told_elsewhere(
    session: Session,
    arguments: CheckArguments,
    checked: CheckResult,
    outcome: LintOutcome,
    formats: Sequence[str],
) -> CheckResult:
    """The run with the paths that machines and baselines go by, less what a baseline accepts and what only follows."""
    baselined = arguments.baseline is not None or arguments.write_baseline is not None
    if baselined or any(name not in FOR_PEOPLE for name in formats):
        from jinjiang_plan.files.layout import paths_from_top

        checked = checked._replace(paths=paths_from_top(outcome.paths))
    if baselined:
        from jinjiang_plan.cli.check.lint import accepted

        checked = accepted(session, checked, arguments.baseline, arguments.write_baseline)
    return checked._replace(findings=without_consequences(checked.findings))


def _severity(name: str) -> Severity:
    try:
        return Severity(name.lower())
    except ValueError:
        listed = ", ".join(Severity)
        raise Refusal(
            f"没有程度 `{name}`；可用：{listed}", f"no severity `{name}`; choose: {listed}"
        ) from None


def _scope(session: Session, arguments: CheckArguments) -> tuple[SurveyScope, dict[Path, str]]:
    """The files that are meant, and the text that stands in for one where stdin is to be checked."""
    if STDIN in arguments.paths or arguments.stdin_filename is not None:
        if arguments.stdin_filename is None or arguments.paths not in ((STDIN,), ()):
            raise Refusal(
                "标准输入写作 `check - --stdin-filename 文件`，不能与其他路径同用",
                "stdin is checked alone, as `check - --stdin-filename FILE`",
            )
        path = Path(arguments.stdin_filename)
        return scope_of_text(path), {real_path(path): _stdin()}
    if not arguments.paths:
        session.needs_plans()
    return scope_of([Path(path) for path in arguments.paths] or [session.place.folder]), {}


def _stdin() -> str:
    try:
        return standard_input().read().decode()
    except UnicodeDecodeError as error:
        raise Refusal("标准输入不是 UTF-8 编码", "what stdin gives is not UTF-8", NOT_JUDGED) from error


def _question(
    session: Session, arguments: CheckArguments, scope: SurveyScope, chosen: Selection
) -> CheckQuestion:
    today = session.today(Portfolio((), {}, ()))
    day = today if arguments.as_of is None else read_day(arguments.as_of, today)
    path = event_path(session.environment)
    event = None
    if path is not None:
        from jinjiang_plan.files.git.base_commit import event_of

        event = event_of(path)
    against = base_asked_for(arguments.against, session.environment, event)
    if arguments.against and against is not None:
        _tell_branch(session, scope, arguments.against)
    judged = judged_for(against, staged=arguments.staged)
    if judged is not None and (
        arguments.mends or STDIN in arguments.paths or arguments.stdin_filename is not None
    ):
        if arguments.staged:
            raise Refusal(
                "--staged 检查暂存区，不能与 --fix、--diff 或标准输入同用",
                "--staged judges the index: no --fix, no --diff and no stdin with it",
            )
        judged = None
    hashed = session.say("核对证明材料", "reading the files that are cited")
    return CheckQuestion(scope, chosen, day, session.here, against, judged, ran_on=today, hashed=hashed)


def _tell_branch(session: Session, scope: SurveyScope, revision: str) -> None:
    """Say which was taken where a branch and a tag have the name that was typed."""
    from jinjiang_plan.files.git.repository import repository_of

    repository = repository_of(scope.folders[0]) if scope.folders else None
    if repository is not None and repository.is_branch_and_tag(revision):
        session.tell(
            f"`{revision}` 既是分支也是标签，取分支；要标签的，写 refs/tags/{revision}",
            f"`{revision}` is a branch and a tag; the branch is taken; for the tag say refs/tags/{revision}",
        )


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
        judged=outcome.judged,
        comparing=bool(chosen.codes & AGAINST_A_BASE),
        idle=outcome.idle,
    )


def _exit_code(checked: CheckResult, limit: Severity, *, exit_zero: bool) -> int:
    """3 where something could not be looked at, 1 for findings of that weight or more, else 0."""
    if any(each.code in UNCHECKABLE for each in checked.findings):
        return NOT_JUDGED
    order = list(Severity)
    heavy = any(order.index(each.severity) <= order.index(limit) for each in checked.findings)
    return int(heavy and not exit_zero)
