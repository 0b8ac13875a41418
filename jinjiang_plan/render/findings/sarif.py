"""`sarif`: SARIF 2.1.0, as GitHub's code scanning and editors read it."""

from collections.abc import Iterable, Mapping
from typing import Any

from jinjiang_plan.model.finding import Edit, Finding, Identity, Lines, Related, Severity, fingerprints
from jinjiang_plan.model.rule import CheckResult, Rule
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import as_json
from jinjiang_plan.render.width import inert, visible
from jinjiang_plan.render.words import lines, sentences

# The rules as SARIF describes them: what GitHub shows beside an alert, in both languages.


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
LONGEST = 1024
"""Characters of a description, by GitHub's limit."""


def descriptors(checked: CheckResult, lang: Lang) -> list[dict[str, Any]]:
    """A descriptor a rule that was asked for, in order of their codes, and one for each other code that was found."""
    known = {rule.code: _of_rule(rule, lang) for rule in checked.rules}
    for finding in checked.findings:
        known.setdefault(finding.code, _of_finding(finding))
    return [known[code] for code in sorted(known)]


def _of_rule(rule: Rule, lang: Lang) -> dict[str, Any]:
    other: Lang = "en" if lang == "zh" else "zh"
    return {
        **_head(rule.identity),
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
        **_head(finding.identity),
        "shortDescription": said,
        "fullDescription": said,
        "help": said,
    }


def _head(known: Identity) -> dict[str, Any]:
    return {
        "id": known.code,
        "name": "".join(part.capitalize() for part in known.slug.split("-")),
        "defaultConfiguration": {"level": LEVELS[known.severity]},
        "properties": {
            "tags": ["plan"],
            "problem.severity": _PROBLEMS[known.severity],
            "precision": "very-high",
        },
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


SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more, whole."""

MOST_RELATED = 100
"""GitHub shows no more locations of a result."""

ROOT = "%SRCROOT%"
FINGERPRINT = "jinjiangPlan/v1"
"""Our own name: GitHub's uploader fills in its hash of the line, and warns of each that it finds filled in otherwise."""

Texts = Mapping[str, Lines]


def sarif(checked: CheckResult, lang: Lang) -> str:
    """The log, with one run; its paths are relative to the repository's top, its columns count code points."""
    rules = descriptors(checked, lang)
    places = {rule["id"]: at for at, rule in enumerate(rules)}
    known = fingerprints(checked.findings, checked.paths)
    shown = checked.foremost(MOST_RESULTS)
    texts = {file: Lines(text) for file, text in checked.texts.items()}
    run = {
        "tool": {"driver": _driver(checked, rules, lang)},
        "invocations": [_invocation(len(checked.findings) - len(shown), lang)],
        "properties": {"base": checked.base, "judged": checked.judged},
        "originalUriBaseIds": {ROOT: {"description": {"text": _ROOT_WORDS.say(lang)}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, places[finding.code], checked, lang)
            | {"partialFingerprints": {FINGERPRINT: known[at]}}
            | _fixes(finding, checked, texts, lang)
            for at, finding in ((at, checked.findings[at]) for at in shown)
        ],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


_ROOT_WORDS = Words("仓库的顶层目录", "the top folder of the repository")


def _driver(checked: CheckResult, rules: list[dict[str, Any]], lang: Lang) -> dict[str, Any]:
    return {
        "name": "jinjiang-plan",
        "version": checked.version,
        "language": "zh-CN" if lang == "zh" else "en-US",
        "rules": rules,
    }


def _invocation(left_out: int, lang: Lang) -> dict[str, Any]:
    """That the run went through, and how many results had no room in it."""
    if not left_out:
        return {"executionSuccessful": True}
    words = Words(
        f"另有 {left_out} 处超出上限，未列出",
        f"{left_out} more left out: a run has room for {MOST_RESULTS}",
    )
    notice = {"level": "warning", "message": {"text": words.say(lang)}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notice]}


def _result(finding: Finding, rule: int, checked: CheckResult, lang: Lang) -> dict[str, Any]:
    location = _location(finding, checked)
    if finding.entry:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(finding.entry)}]
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": _text(sentences(finding, lang)),
        "locations": [location],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": at, **_location(each, checked), "message": _message(each.words, lang)}
            for at, each in enumerate(finding.related[:MOST_RELATED], start=1)
        ]
    return result


def _message(words: Words, lang: Lang) -> dict[str, str]:
    return _text(lines(words, lang))


def _text(said: Iterable[str]) -> dict[str, str]:
    """A message that commands nothing and holds no link: where something looks like one, brackets are escaped."""
    text = inert("\n".join(said))
    return {"text": text.replace("[", r"\[") if "](" in text else text}


def _location(spot: Finding | Related, checked: CheckResult) -> dict[str, Any]:
    """Where a finding is; GitHub asks for a region, so that what concerns a whole file stands at its beginning."""
    line, column = max(spot.line, 1), max(spot.column, 1)
    end = (spot.end_line, spot.end_column) if spot.end_line else (line, column)
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(checked.path(spot.file)),
            "region": _region((line, column), end),
        }
    }


def _region(start: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _artifact(path: str) -> dict[str, str]:
    """A path as a URI: relative to the repository's top where it stands below it."""
    from urllib.parse import quote

    uri = quote(path, errors="surrogateescape")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": ROOT}


def _fixes(finding: Finding, checked: CheckResult, texts: Texts, lang: Lang) -> dict[str, Any]:
    """The fix where there is one, and its places can be told from the text."""
    if finding.fix is None or finding.file not in texts:
        return {}
    change = {
        "artifactLocation": _artifact(checked.path(finding.file)),
        "replacements": [_replacement(edit, texts[finding.file]) for edit in finding.fix.edits],
    }
    return {"fixes": [{"description": _message(finding.fix.words, lang), "artifactChanges": [change]}]}


def _replacement(edit: Edit, text: Lines) -> dict[str, Any]:
    return {
        "deletedRegion": _region(text.place(edit.start), text.place(edit.end)),
        "insertedContent": {"text": edit.text},
    }
