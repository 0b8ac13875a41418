"""`junit`: a test report as Jenkins, GitLab and others read it; a suite a file, a case a finding."""

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.escapes import inert
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import sentences, title

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


def _suite(file: str, found: list[Finding], checked: CheckResult, lang: Lang) -> Iterator[str]:
    path = _attribute(checked.path(file))
    failures = sum(map(checked.fails, found))
    counts = f'tests="{max(1, len(found))}" failures="{failures}" errors="0"'
    yield f"  <testsuite name={path} file={path} {counts}>"
    if not found:
        yield f"    <testcase classname={path} name={_attribute(NOTHING_FOUND.say(lang))}/>"
    for finding, name in zip(found, _names(found), strict=True):
        yield f"    <testcase classname={path} name={_attribute(name)}>"
        yield f"      {_outcome(finding, checked, lang)}"
        yield "    </testcase>"
    yield "  </testsuite>"


def _names(found: list[Finding]) -> Iterator[str]:
    """A name a finding, its own in its file and the same from run to run: no line stands in it."""
    seen: Counter[str] = Counter()
    for finding in found:
        name = f"{title(finding)} {finding.entry}".rstrip()
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _outcome(finding: Finding, checked: CheckResult, lang: Lang) -> str:
    said = sentences(finding, lang)
    text = escape("\n".join([visible(finding.place), *said]))
    if not checked.fails(finding):
        return f"<system-out>{text}</system-out>"
    return f"<failure type={_attribute(title(finding))} message={_attribute(said[0])}>{text}</failure>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
