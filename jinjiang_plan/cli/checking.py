"""One run of the linter: the files surveyed, the rules held against them, and what is left in order of place."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.material import Material
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.rules.goalposts import BASE_UNAVAILABLE
from jinjiang_plan.check.ruling import faults_of
from jinjiang_plan.check.selecting import AGAINST_A_BASE, ON_A_DAY, Selection
from jinjiang_plan.files.placing import placed_among
from jinjiang_plan.files.scoping import Scope
from jinjiang_plan.files.surveying import Survey, survey
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.base import Against, Base
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.finding import Finding


class Question(NamedTuple):
    """What a run asks: which files, which rules, as of which day, against which revision; files are named from `base`."""

    scope: Scope
    selection: Selection
    as_of: date
    base: Path
    against: Against | None = None


class Found(NamedTuple):
    """What a run found, in order of file and place, with the texts and the files that were asked for.

    `revision` is the commit that was compared with, None for none.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files: tuple[str, ...]
    paths: Mapping[str, Path]
    revision: str | None = None


def found(question: Question, instead: Mapping[Path, str] | None = None) -> Found:
    """Run the linter once; `instead` has the texts that stand in for files."""
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    paths: dict[str, Path] = {}
    revision = None
    for folders in _apart(question.scope.folders):
        surveyed = survey(folders, question.base, instead)
        base = _base(folders, question, instead)
        findings += _examined(surveyed, question, base)
        texts |= surveyed.texts
        paths |= surveyed.paths
        if base is not None:
            texts |= {name: document.text for name, document in base.documents.items()}
            revision = base.revision if base.had else revision
    asked = {name: path for name, path in paths.items() if question.scope.holds(path)}
    kept = {
        each[:7]: each for each in findings if each.file in asked or _of_what_is_gone(each, question)
    }  # the same thing said twice is said once
    return Found(tuple(sorted(kept.values(), key=_place)), texts, tuple(sorted(asked)), paths, revision)


def _base(folders: list[Path], question: Question, instead: Mapping[Path, str] | None) -> Base | None:
    """The plans as they stood at the revision that is asked for, where a rule wants them."""
    if question.against is None or not question.selection.codes & AGAINST_A_BASE:
        return None
    from jinjiang_plan.assess.promised import promised
    from jinjiang_plan.files.revisions import read_base

    return read_base(folders, question.against, promised, question.base, instead)


def _of_what_is_gone(finding: Finding, question: Question) -> bool:
    """Whether a finding is of a file that is not there any more but was asked for, or says what could not be compared."""
    if finding.code not in AGAINST_A_BASE:
        return False
    return finding.code == BASE_UNAVAILABLE.rule.code or question.scope.holds(question.base / finding.file)


def _apart(folders: Iterable[Path]) -> list[list[Path]]:
    """The plans' folders by the folder that they stand in: ids are unique among neighbours alone."""
    groups: dict[Path, list[Path]] = {}
    for folder in folders:
        groups.setdefault(folder.resolve().parent, []).append(folder)
    return list(groups.values())


def _examined(surveyed: Survey, question: Question, base: Base | None) -> list[Finding]:
    """The findings of reading that are asked for, and those of the rules."""
    codes = question.selection.codes
    known = {check.rule.code for check in CHECKS}
    material = Material(
        surveyed.portfolio,
        surveyed.documents,
        surveyed.whole,
        question.as_of,
        _judgement(surveyed, question) if codes & ON_A_DAY else None,
        base,
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


def _judgement(surveyed: Survey, question: Question) -> Judgement:
    """The judgement of the plans without an error, as of the day that is asked for."""
    from jinjiang_plan import assess

    plans = tuple(plan for plan in surveyed.portfolio.plans if plan.id in surveyed.sound)
    return assess(surveyed.portfolio._replace(plans=plans), question.as_of)


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.code
