"""What is wrong with a text that is no TOML: everything that is certain, each cause once, in words for people.

The parser stops at its first error. Here its errors are told one after another: what is certain is mended in a copy of
the same length, the line of an error is blanked out, and the parser goes on behind it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import tomli

from jinjiang_plan.files.toml_text.chinese_signs import bare_key_findings, wide_findings
from jinjiang_plan.files.toml_text.duplicates import double_findings
from jinjiang_plan.files.toml_text.positions import open_bracket, without_strings
from jinjiang_plan.files.toml_text.text_rules import raw_controls
from jinjiang_plan.files.toml_text.values import mistyped
from jinjiang_plan.model.finding import (
    BARE_CHINESE_KEY,
    DUPLICATE_KEY,
    MERGE_CONFLICT,
    TOML_SYNTAX,
    UNSAFE_TEXT,
    Finding,
    Lines,
    Related,
)
from jinjiang_plan.model.words import Words

# JP007: the marks that git leaves in a file where a merge met a conflict.


_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\n]*", re.MULTILINE)

_HINT = Words(
    "留下要的内容（台账两边的行一般都留），删去这几行标记，再检查一次",
    "keep what is right (of a ledger mostly the lines of both sides), delete the marks, and check again",
)
_PARTS = {
    "=": Words("另一边从这里开始", "the other side begins here"),
    "|": Words("双方改动之前的内容", "what stood there before either change"),
    ">": Words("冲突到此为止", "the conflict ends here"),
}


def conflict_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each conflict, at its first mark; none unless a `<` or `>` mark shows that there is one."""
    marks = list(_MARK.finditer(text))
    if not any(mark[1][0] in "<>" for mark in marks):
        return
    groups: list[list[re.Match[str]]] = []
    for mark in marks:
        if mark[1][0] == "<" or not groups:
            groups.append([])
        groups[-1].append(mark)
    for first, *others in groups:
        related = tuple(Related(file, *_spot(mark, lines), _PARTS[mark[1][0]]) for mark in others)
        words = Words("合并冲突没有解决", "a merge conflict has not been resolved")
        line, column, end_line, end_column = _spot(first, lines)
        yield Finding(
            *MERGE_CONFLICT,
            words,
            file,
            line,
            column,
            _HINT,
            end_line,
            end_column,
            related=related,
        )


def _spot(mark: re.Match[str], lines: Lines) -> tuple[int, int, int, int]:
    return *lines.place(mark.start()), *lines.place(mark.start() + len(mark[0].rstrip("\r")))


# JP001: what the parser says, said for people: what stands at the place decides on the words.


_TWICE = ("Cannot overwrite a value", "Duplicate inline table key", "Cannot declare")
_MESSAGES = (
    (_TWICE[:2], "这个键写了两次", "this key is written twice"),
    (_TWICE[2:], "这个表写了两次", "this table is written twice"),
    (("Expected '=' after a key",), "键后面缺少 `=`", "an `=` is missing behind the key"),
    (("Expected ']'",), "表头缺少 `]`", "the header is not closed: `]` is missing"),
    (
        ("Unterminated string", "Illegal character '\\n'", 'Expected "\'"'),
        "字符串缺少右引号",
        "the string is not closed",
    ),
    (("Illegal char", "Found invalid"), "这里不能有这个字符", "this character cannot stand here"),
    (("Unescaped '\\'",), "文字里的 `\\` 要写成 `\\\\`", "a `\\` in a text is written `\\\\`"),
    (("Invalid hex value",), "`\\u` 后面要有四位十六进制数", "a `\\u` needs four hexadecimal digits"),
    (("Invalid statement",), "这一行不是 `键 = 值`", "this line is not `key = value`"),
    (("Invalid initial character",), "键不能这样开头", "a key cannot begin like this"),
    (("Invalid date",), "没有这一天或这一时刻", "there is no such day or moment"),
    (("Expected newline",), "一行只能写一项", "one entry to a line"),
    (("Unclosed array",), "数组缺少 `]`", "the array is not closed: `]` is missing"),
    (("Unclosed inline",), "内联表缺少 `}`", "the table is not closed: `}` is missing"),
    (("Invalid value",), "`=` 后面不是可用的值", "what stands behind `=` is no value"),
)
_OF_VALUES = ("Invalid value", "Invalid date", "Expected newline", "Unclosed")
_GROUPED = re.compile(r"[ \t]*([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(?=[ \t]*(?:[}\]]|$))")


def finding_of(message: str, here: str, file: str, line: int, column: int) -> Finding:
    """The finding of an error of the parser, at what is wrong on its line; `here` is that line."""
    value = None
    if message.startswith(_OF_VALUES):
        value = _value(here, column - 1)
    elif message.startswith("Expected '='"):  # what stands behind a thousands separator looks like a key
        value = _grouped(without_strings(here), column - 1)
    known = mistyped(value[0]) if value else None
    if value and known:
        start = value[1] + 1
        return Finding(
            *TOML_SYNTAX,
            known[0],
            file,
            line,
            start,
            known[1],
            line,
            start + len(value[0]),
        )
    words = next((Words(zh, en) for begins, zh, en in _MESSAGES if message.startswith(begins)), None)
    words = words or Words(f"TOML 语法有误（{message}）", f"not valid TOML: {message}")
    if message.startswith(_TWICE):
        column = len(here) - len(here.lstrip()) + 1
        return Finding(*DUPLICATE_KEY, words, file, line, column)
    if message.startswith("Unescaped"):
        column = here.rfind("\\", 0, max(column - 1, 0)) + 1
    return Finding(*TOML_SYNTAX, words, file, line, max(1, min(column, len(here) + 1)))


def _value(here: str, at: int) -> tuple[str, int] | None:
    """The value that an error is about, and where it begins on its line; None where there is none.

    It reaches from what stands before it to what parts it from the next; signs in strings part nothing.
    """
    bare = without_strings(here)
    before = max(bare.rfind(sign, 0, max(at, 1)) for sign in "=[{,")
    if before < 0 or "=" not in bare[: before + 1]:
        return None
    grouped = _grouped(bare, at)
    if grouped is not None:
        return grouped
    ends = [place for sign in ",]}" if (place := bare.find(sign, before + 1)) >= 0]
    end = min([*ends, max(len(bare.rstrip()), before + 1)])
    text = here[before + 1 : end]
    return text.strip(), end - len(text.lstrip())


def _grouped(bare: str, at: int) -> tuple[str, int] | None:
    """A number with thousands separators that an error is about, and where it begins; None where there is none."""
    match = _GROUPED.match(bare, bare.rfind("=", 0, max(at, 1)) + 1)
    return (match[1], match.start(1)) if match else None


MOST = 100
"""Errors of one file that are told: whoever has more has another kind of file."""

_TOO_LONG = re.compile(r"(?<![0-9_])[0-9_]{1000,}|[eE][+-]?[0-9]{8,}")
_STATEMENT = re.compile(r"[ \t]*[\w.\"'-][ \t.\w\"'-]*=")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def syntax_findings(text: str, file: str) -> list[Finding]:
    """All findings of a text that the parser refuses, in order of their place; at least one."""
    lines = Lines(text)
    findings = list(conflict_findings(text, file, lines))
    if findings:
        return findings
    findings = [
        *wide_findings(text, file, lines),
        *bare_key_findings(text, file, lines),
        *raw_controls(text, file, lines),
    ]
    mended = _mended(text, findings, lines)
    if mended is not None:
        findings += _errors(mended, file, lines, {each.line for each in findings if each.fix is None})
    return sorted(findings, key=lambda each: (each.line, each.column))


def _mended(text: str, findings: list[Finding], lines: Lines) -> str | None:
    """A copy of the same length in which what was found is in nobody's way; None where there is none."""
    pieces, done, names = [], 0, dict[str, str]()
    for each in sorted(findings, key=lambda each: (each.line, each.column)):
        start = lines.start(each.line) + each.column - 1
        end = lines.start(each.end_line) + each.end_column - 1
        if each.code == BARE_CHINESE_KEY.code:
            name = names.setdefault(text[start:end], _stand_in(len(names), end - start))
            if not name:
                return None
            edits = [(start, end, name)]
        elif each.code == UNSAFE_TEXT.code:
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
        finding = finding_of(error.msg, _line(text, lines, line), file, line, error.colno)
        if finding.code == DUPLICATE_KEY.code and doubles is None:
            doubles = list(double_findings(text, file, lines))
            yield from doubles
            text = _without(text, lines, {each.line for each in doubles})
            if doubles:
                continue
        finding = _opened(finding, text, start, lines)
        if line not in known and not (finding.code == DUPLICATE_KEY.code and doubles):
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
        match = _TOO_LONG.search(text, start)
        spot = (*lines.place(match.start()), None, *lines.place(match.end())) if match else ()
        return Finding(*TOML_SYNTAX, words, file, *spot)
    except RecursionError:
        words = Words("嵌套过深", "nested too deeply")
        return Finding(*TOML_SYNTAX, words, file)
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
