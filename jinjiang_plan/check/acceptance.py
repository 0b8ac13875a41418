"""Findings held against a baseline: the accepted ones are left out, and what it accepts in vain is named."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jinjiang_plan.model.finding import READING, AcceptedFinding, Severity, acceptable, fingerprints
from jinjiang_plan.model.rule import CheckResult


class Coverage(NamedTuple):
    """What a run could see: the rules that are `known` at all, and whether a file, by its path, is gone from the disk."""

    known: frozenset[str]
    is_gone: Callable[[str], bool]


def accepting(checked: CheckResult, baseline: Iterable[AcceptedFinding], scope: Coverage) -> CheckResult:
    """The run without the findings that a baseline accepts, and with the entries that it should have met and did not."""
    entries = tuple(baseline)
    listed = {entry.fingerprint for entry in entries if acceptable(entry.code)}
    known = fingerprints(checked.findings, checked.paths)
    met = {
        fingerprint
        for finding, fingerprint in zip(checked.findings, known, strict=True)
        if fingerprint in listed and acceptable(finding.code)
    }
    left = tuple(
        finding
        for finding, fingerprint in zip(checked.findings, known, strict=True)
        if fingerprint not in met
    )
    gone = [entry for entry in entries if entry.fingerprint not in met and _seen(entry, checked, scope)]
    return checked._replace(
        findings=left, accepted=len(met), gone=tuple(str(entry) for entry in sorted(set(gone)))
    )


def baseline_of(
    checked: CheckResult, before: Sequence[AcceptedFinding], scope: Coverage
) -> tuple[AcceptedFinding, ...]:
    """What a baseline has to hold so that the run finds nothing that may be accepted, in order of file and entry.

    What it held before and this run could not see, of other files or rules, it keeps.
    """
    known = fingerprints(checked.findings, checked.paths)
    entries = {
        AcceptedFinding(checked.path(finding.file), finding.entry, finding.code, finding.slug, fingerprint)
        for finding, fingerprint in zip(checked.findings, known, strict=True)
        if acceptable(finding.code)
    }
    new = {entry.fingerprint for entry in entries}
    kept = {entry for entry in before if entry.fingerprint not in new and not _seen(entry, checked, scope)}
    return tuple(sorted(entries | kept))


def _seen(entry: AcceptedFinding, checked: CheckResult, scope: Coverage) -> bool:
    """Whether the run would have met an entry that still occurs."""
    if scope.is_gone(entry.file):
        return True
    rules = {rule.code for rule in checked.rules}
    selected = entry.code in rules or entry.code not in scope.known
    return selected and entry.file in {checked.path(file) for file in checked.files} - _blind(checked)


def _blind(checked: CheckResult) -> set[str]:
    """The files that could not be read: what else is wrong with them does not show."""
    return {
        checked.path(finding.file)
        for finding in checked.findings
        if finding.code.startswith(READING) and finding.severity is Severity.ERROR
    }
