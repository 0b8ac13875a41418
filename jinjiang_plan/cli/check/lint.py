"""One run of the linter: the files surveyed, the rules held against them, and what is left in order of place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.check.acceptance import Coverage, accepting, baseline_of
from jinjiang_plan.check.rule_api import Material, Need, faults_of
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.rules.against_base import BASE_UNAVAILABLE
from jinjiang_plan.check.selection import AGAINST_A_BASE, OF_PROOFS, OF_SOURCE_TEXTS, ON_A_DAY, Selection
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.accepted_findings import read_baseline, write_baseline
from jinjiang_plan.files.layout import plan_folder, real_path, top_of
from jinjiang_plan.files.plans.survey import Survey, SurveyScope, survey
from jinjiang_plan.files.validation import placed_among
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.base_revision import SHORT, WORK_TREE, Against, Base, Judged
from jinjiang_plan.model.finding import SIGN, Fault, Finding, Severity, acceptable
from jinjiang_plan.model.references import Proofs, SourceTexts
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.rule import CheckResult

if TYPE_CHECKING:
    from jinjiang_plan.files.git.repository import Repository
    from jinjiang_plan.files.git.stand_in import StandIn
    from jinjiang_plan.files.ledger.evidence_files import Cited


class CheckQuestion(NamedTuple):
    """What a run is to check."""

    scope: SurveyScope
    """Files and folders."""
    selection: Selection
    """Rules."""
    as_of: date
    """The day that is asked for."""
    base: Path
    """The folder that files are named from."""
    against: Against | None = None
    """What they are compared with."""
    judged: Judged | None = None
    """Where the content is taken from, None for the work tree."""
    repository: "Repository | None" = None
    """The repository of that content, where it is known."""
    ran_on: date | None = None
    """The day of the run, None where that is the day that is asked for."""
    hashed: str = ""
    """What the reader is told while many or large files are read to prove figures; nothing is told where it is empty."""

    @property
    def compares(self) -> bool:
        """Whether a rule that wants a base is asked for, and a base is."""
        return self.against is not None and bool(self.selection.codes & AGAINST_A_BASE)


class LintOutcome(NamedTuple):
    """The result of a run."""

    findings: tuple[Finding, ...]
    """In order of file and place."""
    texts: Mapping[str, str]
    """Those of all files that were read."""
    files: tuple[str, ...]
    """The files that were asked for."""
    paths: Mapping[str, Path]
    """Those of all files that were read."""
    marked: frozenset[str]
    """Files that begin with a mark, which their texts are without."""
    revision: str | None = None
    """The commit that was compared with, or several, None for none."""
    judged: str = WORK_TREE
    """What was looked at."""
    idle: bool = False
    """Whether the base was HEAD itself and nothing differed from it."""


def found(question: CheckQuestion, instead: Mapping[Path, str] | None = None) -> LintOutcome:
    """Run the linter once; `instead` has the texts that stand in for files.

    Raises:
        Refusal: what is to be judged cannot be had (exit 3).
    """
    if not (question.judged or question.compares or _may_be_sparse(question)):
        return _found(question, instead)
    from jinjiang_plan.files.git.stand_in import stand_in

    with stand_in(question.judged, question.scope) as standing:
        if standing is None:
            return _found(question, instead)
        there = question._replace(
            scope=standing.scope(question.scope),
            base=standing.place(question.base),
            repository=standing.repository,
        )
        outcome = _found(there, {standing.place(path): text for path, text in (instead or {}).items()})
        return _at_home(outcome, standing, question.judged)


def _may_be_sparse(question: CheckQuestion) -> bool:
    """Whether a checkout may have left files out; asked before git is, which takes longer."""
    top = top_of(question.scope.folders[0].absolute())
    return top is not None and (top / ".git/info/sparse-checkout").exists()


def _at_home(outcome: LintOutcome, standing: "StandIn", judged: Judged | None) -> LintOutcome:
    """What was found in a stand-in for the work tree, under the names of the disk."""
    name = standing.name

    def named(finding: Finding) -> Finding:
        related = tuple(each._replace(file=name(each.file)) for each in finding.related)
        return finding._replace(file=name(finding.file), related=related)

    return outcome._replace(
        findings=tuple(map(named, outcome.findings)),
        texts={name(file): text for file, text in outcome.texts.items()},
        files=tuple(map(name, outcome.files)),
        paths={name(file): standing.path(path) for file, path in outcome.paths.items()},
        marked=frozenset(map(name, outcome.marked)),
        judged=WORK_TREE if judged is None else (judged.commit or "index")[:SHORT],
    )


def _found(question: CheckQuestion, instead: Mapping[Path, str] | None) -> LintOutcome:
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    paths: dict[str, Path] = {}
    marked: set[str] = set()
    groups = _apart(question.scope.folders)
    compared = _bases(groups, question, instead)
    for folders, bases in zip(groups, compared, strict=True):
        surveyed = survey(folders, question.base, instead)
        findings += _examined(surveyed, question, bases)
        texts |= surveyed.texts
        paths |= surveyed.paths
        marked |= surveyed.marked
        for base in bases:
            texts |= {name: document.text for name, document in base.documents.items()}
    had = [base for bases in compared for base in bases if base.had and not base.aside]
    in_scope = {name: path for name, path in paths.items() if question.scope.holds(path)}
    once = {  # what two rules say is said once
        each[:7]: each for each in findings if each.file in in_scope or _of_what_is_gone(each, question)
    }
    telling = {name: texts[name] for name in in_scope if name in texts}
    kept = _unsuppressed(list(once.values()), telling, question, paths)
    return LintOutcome(
        tuple(sorted(kept, key=_place)),
        texts,
        tuple(sorted(in_scope)),
        paths,
        frozenset(marked),
        ", ".join(dict.fromkeys(base.revision for base in had)) or None,
        idle=bool(had) and all(base.idle for base in had),
    )


def _bases(
    groups: list[list[Path]], question: CheckQuestion, instead: Mapping[Path, str] | None
) -> list[tuple[Base, ...]]:
    """The plans of each folder as they stood at the revision that is asked for, where a rule wants them.

    Where the base is HEAD itself and nothing differs, nothing was compared: that is no pass where a pass is asked for.
    """
    if question.against is None or not question.compares:
        return [()] * len(groups)
    from jinjiang_plan.assess.portfolio import status_by
    from jinjiang_plan.assess.progress import promised
    from jinjiang_plan.files.git.base_plans import compared_with_nothing, read_bases

    against, here = question.against, question.base
    found = [read_bases(folders, against, promised, here, instead, question.repository) for folders in groups]
    found = [tuple(each._replace(verdict=status_by) for each in bases) for bases in found]
    if against.strict and all(base.idle or not base.had for bases in found for base in bases):
        return [
            tuple(compared_with_nothing(base, folders, against, here) for base in bases)
            for folders, bases in zip(groups, found, strict=True)
        ]
    return found


def _of_what_is_gone(finding: Finding, question: CheckQuestion) -> bool:
    """Whether a finding is of a file that is not there any more but was asked for, or of the folder of what was."""
    place = question.base / finding.file
    in_scope = question.scope.holds(place) or any(
        real_path(place) in each.parents for each in question.scope.within
    )
    return finding.code in AGAINST_A_BASE and in_scope


def without_consequences(findings: Sequence[Finding]) -> tuple[Finding, ...]:
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
    findings: list[Finding], texts: Mapping[str, str], question: CheckQuestion, paths: Mapping[str, Path]
) -> list[Finding]:
    """The findings that no comment in the texts keeps back, and those about the comments."""
    telling = {name: text for name, text in texts.items() if SIGN in text}
    if not telling:
        return findings
    from jinjiang_plan.check.suppression import after_suppression
    from jinjiang_plan.files.toml_text.suppressions import suppressions

    comments = [each for name, text in telling.items() for each in suppressions(text, name)]
    codes, rules = question.selection.codes, [check.rule for check in CHECKS]
    plans = {name: str(plan_folder(path)) for name, path in paths.items()}
    kept = after_suppression(findings, comments, rules, codes, question.as_of, plans)
    return [each for each in kept if each.code in codes or not each.code.startswith("JP9")]


def _apart(folders: Iterable[Path]) -> list[list[Path]]:
    """The plans' folders by the folder that they stand in: ids are unique among neighbours alone."""
    groups: dict[Path, list[Path]] = {}
    for folder in folders:
        groups.setdefault(real_path(folder).parent, []).append(folder)
    return list(groups.values())


def _examined(surveyed: Survey, question: CheckQuestion, bases: Sequence[Base]) -> list[Finding]:
    """The findings of reading that are asked for, and those of the rules."""
    codes = question.selection.codes
    known = {check.rule.code for check in CHECKS}
    material = Material(
        surveyed.portfolio,
        surveyed.documents,
        question.as_of,
        _judgement(surveyed, question) if codes & ON_A_DAY else None,
        None,
        _proofs(surveyed, question),
        _source_texts(surveyed, question),
        question.ran_on,
    )
    read = [each for each in surveyed.findings if each.code in codes or each.code not in known]
    checks = question.selection.of(CHECKS)
    if not bases:
        return read + _placed(list(faults_of(material, checks)), surveyed, None)
    alone = [check for check in checks if check.needs is not Need.BASE]
    beside = [check for check in checks if check.needs is Need.BASE]
    if BASE_UNAVAILABLE not in beside:  # what cannot be compared has not passed
        beside = [BASE_UNAVAILABLE, *beside]
    by_base = {}
    for at, base in enumerate(bases):
        held = material._replace(base=base)
        compared = beside if at or base.aside else [*alone, *beside]
        by_base[base.revision] = _placed(list(faults_of(held, compared)), surveyed, base)
    return read + list(_held_against(bases, by_base))


def _held_against(bases: Sequence[Base], found: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    """What is found against the bases, without what another parent of the merge brought in: it was judged there."""
    marks = {revision: {each[:7] for each in findings} for revision, findings in found.items()}
    for base in bases:
        for finding in () if base.aside else found[base.revision]:
            since = bool(base.forks) and all(finding[:7] in marks[fork] for fork in base.forks)
            brought = since and any(finding[:7] not in marks[other] for other in base.beside)
            if not brought or finding.code == BASE_UNAVAILABLE.rule.code:
                yield finding


def _placed(faults: list[Fault], surveyed: Survey, base: Base | None) -> list[Finding]:
    """The faults with their places, in the texts that they and their second places stand in."""
    if not faults:
        return []
    known = surveyed.placing()
    return placed_among(faults, {**base.documents, **known} if base is not None else known)


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

    in_scope = {name for name, path in surveyed.paths.items() if question.scope.holds(path)}
    return proofs(surveyed.portfolio, in_scope, lambda cited: _in_sight(cited, question.hashed))


_MANY, _MUCH = 50, 200_000_000
"""Files, or bytes of them, from which on it takes a while to read them."""


def _in_sight(cited: "Sequence[Cited]", what: str) -> "Iterable[Cited]":
    """The files, with a bar on a terminal where there are many of them, or much of them."""
    if not what or (len(cited) <= _MANY and sum(each.size for each in cited) <= _MUCH):
        return cited
    from jinjiang_plan.cli.output import watched

    return watched(cited, len(cited), what, long=0)


def _source_texts(surveyed: Survey, question: CheckQuestion) -> SourceTexts | None:
    """The texts of the documents that plans keep, where a rule wants to know."""
    kept = any(source.file for plan in surveyed.portfolio.plans for source in plan.sources)
    if not kept or not question.selection.codes & OF_SOURCE_TEXTS:
        return None
    from jinjiang_plan.files.plans.source_texts import source_texts

    return source_texts(surveyed.portfolio)


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
