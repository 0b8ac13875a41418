"""The findings that a change of plan files would bring, before it is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal
from jinjiang_plan.model.words import Words

Texts = Mapping[Path, str]


def new_findings(session: Session, folder: Path, instead: Texts, today: date) -> list[Finding]:
    """What `check` finds in a plan's folder with texts in the place of its files, and not without them.

    The files as they are come second: what others write meanwhile is then found in both, and not laid to the change.
    """
    changed = findings_of(session, folder, instead, today)
    known = {_what(each) for each in findings_of(session, folder, {}, today)}
    return [each for each in changed if _what(each) not in known]


def refuse_errors(session: Session, findings: Sequence[Finding], words: Words) -> None:
    """Print the errors among the findings.

    Raises:
        Refusal: there are any (exit 1), with the words.
    """
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        session.tell_findings(tuple(errors))
        raise Refusal(*words, NOT_WRITTEN)


def _what(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.file, finding.entry, finding.words.en


def findings_of(session: Session, folder: Path, instead: Texts, today: date) -> Sequence[Finding]:
    """What `check` finds in a plan's folder with texts in the place of its files."""
    from jinjiang_plan.check.rules import CHECKS
    from jinjiang_plan.check.selection import selection
    from jinjiang_plan.cli.check.lint import CheckQuestion, found
    from jinjiang_plan.files.plans.survey import scope_of

    rules = selection(CHECKS, (), (), on_a_day=False)
    return found(CheckQuestion(scope_of([folder]), rules, today, session.here), instead).findings
