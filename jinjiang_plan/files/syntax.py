"""What is wrong with a text that is no TOML: everything that is certain, each cause once, in words for people.

The parser stops at its first error. Here its errors are told one after another: what is certain is mended in a copy of
the same length, the line of an error is blanked out, and the parser goes on behind it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import tomli

from jinjiang_plan.files.barekeys import bare_key_findings
from jinjiang_plan.files.conflicts import conflict_findings
from jinjiang_plan.files.doubles import double_findings
from jinjiang_plan.files.lexing import open_bracket
from jinjiang_plan.files.telling import told
from jinjiang_plan.files.unsafe import raw_controls
from jinjiang_plan.files.wide import wide_findings
from jinjiang_plan.model.finding import Finding, Related, Severity
from jinjiang_plan.model.lines import Lines
from jinjiang_plan.model.words import Words

MOST = 100
"""Errors of one file that are told: whoever has more has another kind of file."""

_TOO_LONG = re.compile(r"(?<![0-9_])[0-9_]{1000,}|[eE][+-]?[0-9]{8,}")
_STATEMENT = re.compile(r"[ \t]*+[\w.\"'-]++[ \t.\w\"'-]*+=")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def syntax_findings(text: str, file: str) -> list[Finding]:
    """All findings of a text that the parser refuses, in order of their place; at least one."""
    lines = Lines(text)
    found = list(conflict_findings(text, file, lines))
    if found:
        return found
    found = [
        *wide_findings(text, file, lines),
        *bare_key_findings(text, file, lines),
        *raw_controls(text, file, lines),
    ]
    mended = _mended(text, found, lines)
    if mended is not None:
        found += _errors(mended, file, lines, {each.line for each in found if each.fix is None})
    return sorted(found, key=lambda each: (each.line, each.column))


def _mended(text: str, found: list[Finding], lines: Lines) -> str | None:
    """A copy of the same length in which what was found is in nobody's way; None where there is none."""
    pieces, done, names = [], 0, dict[str, str]()
    for each in sorted(found, key=lambda each: (each.line, each.column)):
        start = lines.start(each.line) + each.column - 1
        end = lines.start(each.end_line) + each.end_column - 1
        if each.code == "JP004":
            name = names.setdefault(text[start:end], _stand_in(len(names), end - start))
            if not name:
                return None
            edits = [(start, end, name)]
        elif each.code == "JP107":
            edits = [(start, end, " " * (end - start))]
        else:
            edits = [(edit.start, edit.end, edit.text) for edit in each.fix.edits] if each.fix else []
        for first, behind, half in edits:
            if first >= done:
                pieces += [text[done:first], half]
                done = behind
    return "".join(pieces) + text[done:]


def _stand_in(number: int, length: int) -> str:
    """A bare key of that length, another for each number; empty where there are no more."""
    signs = ""
    for _ in range(length):
        number, place = divmod(number, len(_LETTERS))
        signs += _LETTERS[place]
    return "" if number else signs


def _errors(text: str, file: str, lines: Lines, known: set[int]) -> Iterator[Finding]:
    """The parser's errors; of lines that something is known to be wrong with already, none."""
    start = 0
    doubles: list[Finding] | None = None
    for _ in range(MOST):
        error = _error(text, start, file, lines)
        if error is None:
            return
        if isinstance(error, Finding):
            yield error
            return
        line = min(max(1, error.lineno) + lines.place(start)[0] - 1, len(lines.starts))
        finding = told(error.msg, _line(text, lines, line), file, line, error.colno)
        if finding.code == "JP003" and doubles is None:
            doubles = list(double_findings(text, file, lines))
            yield from doubles
            text = _without(text, lines, {each.line for each in doubles})
            if doubles:
                continue
        finding = _opened(finding, text, start, lines)
        if line not in known and not (finding.code == "JP003" and doubles):
            yield finding
        going_on = _behind(text, start, line, finding, lines)
        if going_on is None:
            return
        text, start = going_on


def _error(text: str, start: int, file: str, lines: Lines) -> tomli.TOMLDecodeError | Finding | None:
    """The parser's first error; what it has no place for is a finding already."""
    try:
        tomli.loads(text[start:], parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        return error
    except (ValueError, ArithmeticError):
        words = Words("有一个数字太长，无法读取", "a number is too long to be read")
        found = _TOO_LONG.search(text, start)
        spot = (*lines.place(found.start()), None, *lines.place(found.end())) if found else ()
        return Finding("JP001", "toml-syntax", Severity.ERROR, words, file, *spot)
    except RecursionError:
        words = Words("嵌套过深", "nested too deeply")
        return Finding("JP001", "toml-syntax", Severity.ERROR, words, file)
    return None


def _opened(finding: Finding, text: str, start: int, lines: Lines) -> Finding:
    """A finding of a bracket that is not closed also shows where it is opened."""
    if "`]`" not in finding.words.en and "`}`" not in finding.words.en:
        return finding
    at = open_bracket(text, start, lines.start(finding.line) + max(finding.column - 1, 0))
    if at is None:
        return finding
    place = lines.place(at)
    words = Words("从这里开始", "it is opened here")
    there = Related(finding.file, *place, place[0], place[1] + 1, words)
    return finding._replace(related=(there,))


def _behind(text: str, start: int, line: int, finding: Finding, lines: Lines) -> tuple[str, int] | None:
    """The text without what is wrong, and from where on to parse it; None where what follows cannot be told apart."""
    first = finding.related[0].line if finding.related else line
    here = _line(text, lines, line)
    if first < line and _STATEMENT.match(here):  # a bracket left open: the error shows at the next entry
        blanked = range(first, line)
    elif first == line and _STATEMENT.match(here):
        blanked = range(line, line + 1)
    else:
        return None
    text = _without(text, lines, set(blanked))
    head = text.rfind("\n[", start, lines.start(line)) + 1
    return text, max(start, head)


def _line(text: str, lines: Lines, line: int) -> str:
    return text[lines.start(line) : lines.end(line)].rstrip("\r")


def _without(text: str, lines: Lines, blanked: set[int]) -> str:
    """The text with some of its lines blanked out, its length kept."""
    pieces, done = [], 0
    for line in sorted(blanked):
        first, end = lines.start(line), lines.end(line)
        if text[end - 1 : end] == "\r":
            end -= 1
        if first >= done and end > first:
            pieces += [text[done:first], " " * (end - first)]
            done = end
    return "".join(pieces) + text[done:]
