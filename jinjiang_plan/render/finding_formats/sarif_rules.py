"""The rules as SARIF describes them: what GitHub shows beside an alert, in both languages."""

from typing import Any

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.rule import Checked, Rule
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.width import visible

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
LONGEST = 1024
"""Characters of a description, by GitHub's limit."""


def descriptors(checked: Checked, lang: Lang) -> list[dict[str, Any]]:
    """A descriptor a rule that was asked for, in order of their codes, and one for each other code that was found."""
    known = {rule.code: _of_rule(rule, lang) for rule in checked.rules}
    for finding in checked.findings:
        known.setdefault(finding.code, _of_finding(finding))
    return [known[code] for code in sorted(known)]


def _of_rule(rule: Rule, lang: Lang) -> dict[str, Any]:
    other: Lang = "en" if lang == "zh" else "zh"
    return {
        **_head(rule.code, rule.slug, rule.severity),
        "shortDescription": {"text": _one_line(_without_gaps(rule.says).say(lang))},
        "fullDescription": {"text": _one_line(rule.why.say(lang))},
        "help": {
            "text": "\n\n".join(f"{rule.why.say(each)} {rule.cure.say(each)}" for each in (lang, other)),
            "markdown": "\n\n".join([_help(rule, lang), "---", _help(rule, other)]) + "\n",
        },
    }


def _of_finding(finding: Finding) -> dict[str, Any]:
    """What is known of a rule that was not asked for: its name."""
    said = {"text": finding.slug.replace("-", " ")}
    return {
        **_head(finding.code, finding.slug, finding.severity),
        "shortDescription": said,
        "fullDescription": said,
        "help": said,
    }


def _head(code: str, slug: str, severity: Severity) -> dict[str, Any]:
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in slug.split("-")),
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {"tags": ["plan"], "problem.severity": _PROBLEMS[severity], "precision": "very-high"},
    }


def _help(rule: Rule, lang: Lang) -> str:
    """The rule's page in Markdown: why it is, how to mend, and its two examples."""
    bad, good = Words("不要这样", "Not so").say(lang), Words("这样写", "But so").say(lang)
    return "\n\n".join(
        [
            f"**{_one_line(_without_gaps(rule.says).say(lang))}**",
            rule.why.say(lang),
            rule.cure.say(lang),
            f"{bad}:\n\n```toml\n{rule.bad.rstrip()}\n```",
            f"{good}:\n\n```toml\n{rule.good.rstrip()}\n```",
        ]
    )


def _without_gaps(words: Words) -> Words:
    """A rule's sentence with an ellipsis in each of its gaps."""
    from string import Formatter

    def closed(text: str) -> str:
        return "".join(part + ("…" if gap is not None else "") for part, gap, *_ in Formatter().parse(text))

    return Words(closed(words.zh), closed(words.en))


def _one_line(text: str) -> str:
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
