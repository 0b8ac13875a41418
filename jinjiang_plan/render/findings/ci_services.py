"""`github`, `gitlab` and `junit`: findings as CI services read them.

GitHub Actions shows workflow commands beside the lines of a pull request, GitLab a code quality report in merge
requests, Jenkins and others a test report.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from jinjiang_plan.model.finding import Finding, Severity, fingerprints
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import as_json
from jinjiang_plan.render.width import inert, visible
from jinjiang_plan.render.words import sentences, title

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(checked: CheckResult, lang: Lang) -> str:
    """A command a line, nothing where nothing was found; paths are those from the repository's top."""
    return "".join(f"{_command(finding, checked, lang)}\n" for finding in checked.findings)


def _command(finding: Finding, checked: CheckResult, lang: Lang) -> str:
    properties = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in _properties(finding, checked)
    )
    message = inert("\n".join(sentences(finding, lang)))
    return f"::{_COMMANDS[finding.severity]} {properties}::{message.translate(_IN_TEXT)}"


def _properties(finding: Finding, checked: CheckResult) -> Iterator[tuple[str, str | int]]:
    """What the runner reads; it refuses columns where a place goes over several lines."""
    yield "file", visible(checked.path(finding.file))
    if finding.line:
        yield "line", finding.line
        yield "endLine", finding.end_line or finding.line
        if finding.column and finding.end_line in (0, finding.line):
            yield "col", finding.column
            yield "endColumn", max(finding.end_column, finding.column)
    yield "title", title(finding)


# `gitlab`: a code quality report.


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


# `junit`: a test report; a suite a file, a case a finding.


NOTHING_FOUND = Words("没有发现问题", "no findings")


def junit(checked: CheckResult, lang: Lang) -> str:
    """The report; a finding that does not fail the run is a case that passed, with what was found in its output."""
    return inert("".join(f"{line}\n" for line in _report(checked, lang)))


def _report(checked: CheckResult, lang: Lang) -> Iterator[str]:
    by_file: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        by_file.setdefault(finding.file, []).append(finding)
    files = sorted({*checked.files, *by_file})
    failures = sum(map(checked.fails, checked.findings))
    cases = sum(max(1, len(by_file.get(file, []))) for file in files)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="jinjiang-plan" tests="{cases}" failures="{failures}" errors="0">'
    for file in files:
        yield from _suite(file, by_file.get(file, []), checked, lang)
    yield "</testsuites>"


def _suite(file: str, findings: list[Finding], checked: CheckResult, lang: Lang) -> Iterator[str]:
    path = _attribute(checked.path(file))
    failures = sum(map(checked.fails, findings))
    counts = f'tests="{max(1, len(findings))}" failures="{failures}" errors="0"'
    yield f"  <testsuite name={path} file={path} {counts}>"
    if not findings:
        yield f"    <testcase classname={path} name={_attribute(NOTHING_FOUND.say(lang))}/>"
    for finding, name in zip(findings, _names(findings), strict=True):
        yield f"    <testcase classname={path} name={_attribute(name)}>"
        yield f"      {_outcome(finding, checked, lang)}"
        yield "    </testcase>"
    yield "  </testsuite>"


def _names(findings: list[Finding]) -> Iterator[str]:
    """A name a finding, its own in its file and the same from run to run: no line stands in it."""
    counts: Counter[str] = Counter()
    for finding in findings:
        name = f"{title(finding)} {finding.entry}".rstrip()
        counts[name] += 1
        yield name if counts[name] == 1 else f"{name} ({counts[name]})"


def _outcome(finding: Finding, checked: CheckResult, lang: Lang) -> str:
    said = sentences(finding, lang)
    text = escape("\n".join([visible(finding.place), *said]))
    if not checked.fails(finding):
        return f"<system-out>{text}</system-out>"
    return f"<failure type={_attribute(title(finding))} message={_attribute(said[0])}>{text}</failure>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
