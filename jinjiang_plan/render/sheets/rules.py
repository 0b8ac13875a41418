"""The sheets and pages of `rule`: all rules as a table, and one explained whole."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.columns import Column, Columns
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet
from jinjiang_plan.render.words import SEVERITIES

FIXES = {
    "": Words("-", "-"),
    "safe": Words("可修正", "safe"),
    "unsafe": Words("须过目", "unsafe"),
}
RULES: Columns = (
    Column("code", Words("代码", "code")),
    Column("slug", Words("名称", "slug"), rank=1),
    Column("severity", Words("程度", "severity"), rank=2),
    Column("fix", Words("修正", "fix"), rank=3),
    Column("says", Words("查什么", "what it says"), least=16),
)
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_INDENT = "    "


def sentence(rule: Rule) -> Words:
    """What a rule says, its gaps named as in a call's usage: `ID`, VALUE; a gap for more words stays open."""
    zh, en = (re.sub(r"\{([a-z]+)\}", _gap, text) for text in rule.says)
    return Words(re.sub(r"(?<=[\u4e00-\u9fff])(?=[A-Z]{2})|(?<=[A-Z]{2})(?=[\u4e00-\u9fff])", " ", zh), en)


def _gap(match: re.Match[str]) -> str:
    return "…" if match[1] in ("what", "became") else match[1].upper()


def rules_sheet(rules: Sequence[Rule], lang: Lang) -> Sheet:
    """The rules, a row each."""
    rows = tuple(
        (
            Cell(rule.code, "strong"),
            Cell(rule.slug),
            Cell(SEVERITIES[rule.severity].say(lang), _STYLES[rule.severity]),
            Cell(FIXES[rule.fixes].say(lang)),
            Cell(sentence(rule).say(lang)),
        )
        for rule in rules
    )
    notes = (
        Line(
            Words(
                "修正：check --fix；须过目的：--unsafe-fixes", "fix: check --fix; unsafe: --unsafe-fixes"
            ).say(lang)
        ),
        Line(Words("每条规则的由来和改法：rule 代码", "why, and how to mend: rule CODE").say(lang)),
    )
    return Sheet((), RULES, (Block((), rows),), notes)


def rule_lines(rule: Rule, lang: Lang) -> Iterator[Line]:
    """One rule whole: what, why, a bad and a good example, how to mend."""
    fix = Words("", "") if not rule.fixes else _fix_words(rule.fixes)
    kind = f"{SEVERITIES[rule.severity].say(lang)}{fix.say(lang)}"
    yield Line(f"{rule.code} {rule.slug}  {kind}", style=_STYLES[rule.severity])
    yield Line(sentence(rule).say(lang), style="strong")
    yield Line("")
    yield Line(rule.why.say(lang))
    for heading, style, example in (
        (Words("这样会查出来", "Found"), "red", rule.bad),
        (Words("这样就好", "Good"), "green", rule.good),
    ):
        yield Line("")
        yield Line(heading.say(lang), style=style)
        yield from (Line(f"{_INDENT}{line}".rstrip(), hang=8) for line in example.splitlines())
    yield Line("")
    yield Line(Words("怎么改", "How to mend it").say(lang), style="strong")
    yield Line(rule.cure.say(lang))


def _fix_words(fixes: str) -> Words:
    if fixes == "safe":
        return Words("，可用 check --fix 修正", ", fixed by check --fix")
    return Words(
        "，可用 check --unsafe-fixes 修正，改完请过目", ", fixed by check --unsafe-fixes, to be looked at"
    )


def rule_markdown(rule: Rule, lang: Lang) -> str:
    """One rule whole, as a section of a manual."""
    fix = _fix_words(rule.fixes).say(lang) if rule.fixes else ""
    bad, good, mend = (
        words.say(lang)
        for words in (
            Words("这样会查出来：", "Found:"),
            Words("这样就好：", "Good:"),
            Words("怎么改：", "How to mend it: "),
        )
    )
    return (
        f"## {rule.code} {rule.slug}\n\n{SEVERITIES[rule.severity].say(lang)}{fix}\n\n"
        f"**{sentence(rule).say(lang)}**\n\n{rule.why.say(lang)}\n\n"
        f"{bad}\n\n```toml\n{rule.bad.rstrip()}\n```\n\n{good}\n\n```toml\n{rule.good.rstrip()}\n```\n\n"
        f"{mend}{rule.cure.say(lang)}\n"
    )


def rule_document(rule: Rule) -> dict[str, Any]:
    """One rule for machines, in both languages."""
    return {
        "code": rule.code,
        "slug": rule.slug,
        "severity": rule.severity.value,
        "fix": rule.fixes or None,
        "says": rule.says._asdict(),
        "why": rule.why._asdict(),
        "cure": rule.cure._asdict(),
        "bad": rule.bad,
        "good": rule.good,
    }


def rule_record(rule: Rule) -> dict[str, Any]:
    """The same as one flat row."""
    nested = rule_document(rule)
    return {
        (f"{key}_{lang}" if lang else key): text
        for key, value in nested.items()
        for lang, text in (value.items() if isinstance(value, dict) else ((None, value),))
    }
