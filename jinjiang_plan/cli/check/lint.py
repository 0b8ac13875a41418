"""One run of the linter: the files surveyed, the rules held against them, and what is left in order of place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.acceptance import Coverage, accepting, baseline_of
from jinjiang_plan.check.rule_api import Material, faults_of
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.rules.against_base import BASE_UNAVAILABLE
from jinjiang_plan.check.selection import AGAINST_A_BASE, OF_PROOFS, ON_A_DAY, Selection
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.accepted_findings import read_baseline, write_baseline
from jinjiang_plan.files.layout import top_of
from jinjiang_plan.files.plans.survey import Survey, SurveyScope, survey
from jinjiang_plan.files.validation import placed_among
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.base_revision import Against, Base
from jinjiang_plan.model.finding import SIGN, Document, Finding, Severity, acceptable
from jinjiang_plan.model.references import Proofs
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.rule import CheckResult


class CheckQuestion(NamedTuple):
    """What a run asks: which files, which rules, as of which day, against which revision; files are named from `base`."""

    scope: SurveyScope
    selection: Selection
    as_of: date
    base: Path
    against: Against | None = None


class LintOutcome(NamedTuple):
    """What a run found, in order of file and place, and in which files.

    `files` are those that were asked for; `texts` and `paths` are of all that were read, `marked` those of them that
    begin with a mark, which their texts are without. `revision` is the commit that was compared with, None for none.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files: tuple[str, ...]
    paths: Mapping[str, Path]
    marked: frozenset[str]
    revision: str | None = None


def found(question: CheckQuestion, instead: Mapping[Path, str] | None = None) -> LintOutcome:
    """Run the linter once; `instead` has the texts that stand in for files."""
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    paths: dict[str, Path] = {}
    marked: set[str] = set()
    revision = None
    for folders in _apart(question.scope.folders):
        surveyed = survey(folders, question.base, instead)
        base = _base(folders, question, instead)
        findings += _examined(surveyed, question, base)
        texts |= surveyed.texts
        paths |= surveyed.paths
        marked |= surveyed.marked
        if base is not None:
            texts |= {name: document.text for name, document in base.documents.items()}
            revision = base.revision if base.had else revision
    asked = {name: path for name, path in paths.items() if question.scope.holds(path)}
    once = {  # what two rules say is said once
        each[:7]: each for each in findings if each.file in asked or _of_what_is_gone(each, question)
    }
    kept = _unsuppressed(
        list(once.values()), {name: texts[name] for name in asked if name in texts}, question
    )
    return LintOutcome(
        tuple(sorted(kept, key=_place)), texts, tuple(sorted(asked)), paths, frozenset(marked), revision
    )


def _base(folders: list[Path], question: CheckQuestion, instead: Mapping[Path, str] | None) -> Base | None:
    """The plans as they stood at the revision that is asked for, where a rule wants them."""
    if question.against is None or not question.selection.codes & AGAINST_A_BASE:
        return None
    from jinjiang_plan.assess.progress import promised
    from jinjiang_plan.files.git.base_plans import read_base

    return read_base(folders, question.against, promised, question.base, instead)


def _of_what_is_gone(finding: Finding, question: CheckQuestion) -> bool:
    """Whether a finding is of a file that is not there any more but was asked for, or of the folder of what was."""
    place = question.base / finding.file
    asked = question.scope.holds(place) or any(
        place.resolve() in each.parents for each in question.scope.within
    )
    return finding.code in AGAINST_A_BASE and asked


def told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, without those that an entry cannot be compared where its own error is told: that is the cause.

    An error that is not told, since a comment or a baseline keeps it back or its rule was not wanted, hides nothing: then
    it is said that the entry could not be compared.
    """
    causes = [
        each for each in findings if each.severity is Severity.ERROR and each.code not in AGAINST_A_BASE
    ]
    return tuple(
        each
        for each in findings
        if each.code != BASE_UNAVAILABLE.rule.code or not any(_causes(cause, each) for cause in causes)
    )


def _causes(cause: Finding, finding: Finding) -> bool:
    """Whether an error is of the entry that another finding is of, or of all of its file."""
    if cause.file != finding.file:
        return False
    return not finding.entry or not cause.entry or f"{cause.entry}.".startswith(f"{finding.entry}.")


def _unsuppressed(
    findings: list[Finding], texts: Mapping[str, str], question: CheckQuestion
) -> list[Finding]:
    """The findings that no comment in the texts keeps back, and those about the comments."""
    telling = {name: text for name, text in texts.items() if SIGN in text}
    if not telling:
        return findings
    from jinjiang_plan.check.suppression import after_suppression
    from jinjiang_plan.files.toml_text.suppressions import suppressions

    comments = [each for name, text in telling.items() for each in suppressions(text, name)]
    codes, rules = question.selection.codes, [check.rule for check in CHECKS]
    kept = after_suppression(findings, comments, rules, codes, question.as_of)
    return [each for each in kept if each.code in codes or not each.code.startswith("JP9")]


def _apart(folders: Iterable[Path]) -> list[list[Path]]:
    """The plans' folders by the folder that they stand in: ids are unique among neighbours alone."""
    groups: dict[Path, list[Path]] = {}
    for folder in folders:
        groups.setdefault(folder.resolve().parent, []).append(folder)
    return list(groups.values())


def _examined(surveyed: Survey, question: CheckQuestion, base: Base | None) -> list[Finding]:
    """The findings of reading that are asked for, and those of the rules."""
    codes = question.selection.codes
    known = {check.rule.code for check in CHECKS}
    material = Material(
        surveyed.portfolio,
        surveyed.documents,
        question.as_of,
        _judgement(surveyed, question) if codes & ON_A_DAY else None,
        base,
        _proofs(surveyed, question),
    )
    checks = question.selection.of(CHECKS)
    if base is not None and BASE_UNAVAILABLE not in checks:  # what cannot be compared has not passed
        checks = (BASE_UNAVAILABLE, *checks)
    faults = list(faults_of(material, checks))
    read = [each for each in surveyed.findings if each.code in codes or each.code not in known]
    return read + (placed_among(faults, _documents(surveyed, base)) if faults else [])


def _documents(surveyed: Survey, base: Base | None) -> Mapping[str, Document]:
    """The texts that faults and their second places stand in."""
    return {**base.documents, **surveyed.placing()} if base is not None else surveyed.placing()


def _judgement(surveyed: Survey, question: CheckQuestion) -> Judgement:
    """The judgement of the plans without an error, as of the day that is asked for."""
    from jinjiang_plan import assess

    plans = tuple(plan for plan in surveyed.portfolio.plans if plan.id in surveyed.sound)
    return assess(surveyed.portfolio._replace(plans=plans), question.as_of)


def _proofs(surveyed: Survey, question: CheckQuestion) -> Proofs | None:
    """What has become of the files that are cited in the ledgers that were asked for, where a rule wants to know."""
    cited = any(report.file for ledger in surveyed.portfolio.ledgers.values() for report in ledger.reports)
    if not cited or not question.selection.codes & OF_PROOFS:
        return None
    from jinjiang_plan.files.ledger.evidence_files import proofs

    asked = {name for name, path in surveyed.paths.items() if question.scope.holds(path)}
    return proofs(surveyed.portfolio, asked)


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code


# `--baseline` and `--write-baseline`: what is known is accepted, and what is accepted in vain is said.


SHOWN = 10
"""Entries that no longer occur and are named one by one."""


def accepted(session: Session, checked: CheckResult, read: str | None, write: str | None) -> CheckResult:
    """The run without what a baseline accepts, be it read or written now.

    Raises:
        Refusal: both were asked for, or the file is none or cannot be written.
    """
    scope = _scope(session)
    if write is None:
        run = accepting(checked, read_baseline(Path(read or "")), scope)
        _tell_gone(session, run, read or "")
        return run
    if read is not None:
        raise Refusal(
            "--baseline 和 --write-baseline 只用一个；更新基线用后者",
            "give --baseline or --write-baseline, not both; the latter refreshes a baseline",
        )
    path = Path(write)
    refreshed = (
        path.is_file()
    )  # read as a list of accepted findings, so ours to write again, be it empty then
    entries = baseline_of(checked, read_baseline(path) if refreshed else (), scope)
    write_baseline(path, entries, force=session.force or refreshed)
    run = accepting(checked, entries, scope)
    session.tell(f"已写入 {path}：接受 {len(entries)} 处", f"wrote {path}: {len(entries)} accepted")
    _tell_left(session, run)
    return run


def _scope(session: Session) -> Coverage:
    top = top_of(session.here) or session.here
    return Coverage(frozenset(check.rule.code for check in CHECKS), lambda file: not (top / file).exists())


def _tell_gone(session: Session, run: CheckResult, path: str) -> None:
    """What a baseline accepts and no longer occurs, and how to refresh it."""
    if not run.gone:
        return
    count = len(run.gone)
    session.tell(
        f"基线中有 {count} 处已不再出现；用 `--write-baseline {path}` 更新：",
        f"{count} in the baseline no longer {'occurs' if count == 1 else 'occur'}; refresh it with "
        f"`--write-baseline {path}`:",
    )
    for entry in run.gone[:SHOWN]:
        session.tell(f"  {entry}", f"  {entry}")
    if count > SHOWN:
        session.tell(f"  另有 {count - SHOWN} 处", f"  and {count - SHOWN} more")


def _tell_left(session: Session, run: CheckResult) -> None:
    """That some findings cannot be accepted, and why."""
    left = sum(not acceptable(finding.code) for finding in run.findings)
    if left:
        session.tell(
            f"{left} 处不能接受：读不通的文件要改好，目标和台账的改动要用调整、修订或撤回来回应",
            f"{left} cannot be accepted: a file must be readable, and a moved goal or changed report is answered by an "
            "amendment, a revision or a retraction",
        )
