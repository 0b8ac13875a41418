"""`markdown`: a table that fits a comment on a pull request."""

import re
from collections import Counter
from collections.abc import Iterator

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.rule import RANKS, CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.sheets.plain_text import escaped
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import SEVERITIES, sentences, title

ROOM = 60_000
"""Characters of a report: GitHub takes comments of 65,536, and whoever posts one wants to add a line."""

_HEAD = Words("| 级别 | 规则 | 位置 | 问题 |", "| level | rule | place | what is wrong |")
_CODE = re.compile(r"`([^`\n]*)`")
_CALLS = re.compile(r"@(?=\w)|\\#(?=[0-9])")
"""What GitHub turns into a message to a person, or a link to an issue."""


def markdown(checked: CheckResult, lang: Lang) -> str:
    """The report: a heading that counts, and a row a finding; what has no room is counted, the lightest first."""
    return "".join(f"{line}\n" for line in _lines(checked, lang))


def _lines(checked: CheckResult, lang: Lang) -> Iterator[str]:
    yield f"### jinjiang-plan check: {_counts(checked).say(lang)}"
    yield ""
    shown = _that_fit(checked, lang)
    if shown:
        yield _HEAD.say(lang)
        yield "|---|---|---|---|"
        yield from (_row(finding, lang) for finding in shown)
        yield ""
    left = len(checked.findings) - len(shown)
    if left:
        yield Words(f"另有 {left} 处未列出。", f"{left} more not shown.").say(lang)
        yield ""
    yield from (f"- {line}" for line in _footnotes(checked, lang))


def _counts(checked: CheckResult) -> Words:
    counts = Counter(finding.severity for finding in checked.findings)
    files = len(checked.files)
    if not counts:
        return Words(f"{files} 个文件，没有发现问题", f"no findings in {files} {_plural('file', files)}")
    zh = "，".join(f"{SEVERITIES[each].zh} {counts[each]}" for each in Severity if counts[each])
    en = ", ".join(
        f"{counts[each]} {_plural(SEVERITIES[each].en, counts[each])}" for each in Severity if counts[each]
    )
    return Words(f"{files} 个文件，{zh}", f"{en} in {files} {_plural('file', files)}")


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _that_fit(checked: CheckResult, lang: Lang) -> list[Finding]:
    """The findings that there is room for."""
    room = ROOM
    findings = checked.findings
    for count, at in enumerate(sorted(range(len(findings)), key=lambda at: RANKS[findings[at].severity])):
        room -= len(_row(findings[at], lang)) + 1
        if room < 0:
            return [findings[each] for each in checked.foremost(count)]
    return list(findings)


def _row(finding: Finding, lang: Lang) -> str:
    said = "<br>".join(_cell(line) for line in sentences(finding, lang))
    cells = (SEVERITIES[finding.severity].say(lang), title(finding), _cell(visible(finding.place)), said)
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """A text as a table's cell: what stands between backquotes as code, all else taken for nothing but text."""
    pieces, at = [], 0
    for match in _CODE.finditer(text):
        pieces += [_plain(text[at : match.start()]), _code(match[1])]
        at = match.end()
    return "".join([*pieces, _plain(text[at:])])


def _code(text: str) -> str:
    """A span of code; within a table even there a `|` ends the cell unless it is escaped."""
    if not text.strip() or text.endswith("\\"):
        return _plain(f"`{text}`")
    return f"`{text.replace('|', chr(92) + '|')}`"


def _plain(text: str) -> str:
    return _CALLS.sub(lambda found: f"{found[0]}<!-- -->", escaped(text))


def _footnotes(checked: CheckResult, lang: Lang) -> Iterator[str]:
    if checked.base is not None:
        yield Words(f"与 `{checked.base}` 比较", f"compared with `{checked.base}`").say(lang)
    if checked.accepted:
        yield Words(f"基线已接受 {checked.accepted} 处", f"{checked.accepted} accepted by the baseline").say(
            lang
        )
    if checked.gone:
        count = len(checked.gone)
        occurs = "occurs" if count == 1 else "occur"
        yield Words(f"基线中有 {count} 处已不再出现", f"{count} in the baseline no longer {occurs}").say(lang)
