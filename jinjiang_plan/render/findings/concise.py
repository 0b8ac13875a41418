"""A finding a line: `file:line:column: error JP303 sum-mismatch: what is wrong`."""

from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.escapes import inert
from jinjiang_plan.render.width import visible


def concise(checked: CheckResult, lang: Lang) -> str:
    """The findings, each on a line of its own."""
    return "".join(f"{line(finding, lang)}\n" for finding in checked.findings)


def line(finding: Finding, lang: Lang) -> str:
    """One finding on one line, with its hint behind it."""
    hint = Words(f"；{finding.hint.zh}", f"; {finding.hint.en}").say(lang) if finding.hint else ""
    said = f"{finding.severity} {finding.code} {finding.slug}: {finding.words.say(lang)}{hint}"
    return inert(visible(f"{finding.place}: {said}"))
