"""`gitlab`: a code quality report, which GitLab shows in merge requests."""

from typing import Any

from jinjiang_plan.model.finding import Finding, Severity, fingerprints
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.escapes import inert
from jinjiang_plan.render.machine import as_json
from jinjiang_plan.render.words import sentences, title

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(checked: CheckResult, lang: Lang) -> str:
    """The report: a list, empty where nothing was found. GitLab drops what has no line and what has no own fingerprint."""
    known = fingerprints(checked.findings, checked.paths)
    return as_json(
        [
            _issue(finding, fingerprint, checked, lang)
            for finding, fingerprint in zip(checked.findings, known, strict=True)
        ]
    )


def _issue(finding: Finding, fingerprint: str, checked: CheckResult, lang: Lang) -> dict[str, Any]:
    begin = max(finding.line, 1)
    return {
        "description": inert(" ".join(sentences(finding, lang))),
        "check_name": title(finding),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": checked.path(finding.file),
            "lines": {"begin": begin, "end": max(finding.end_line, begin)},
        },
    }
