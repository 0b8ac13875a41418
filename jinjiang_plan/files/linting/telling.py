"""JP001: what the parser says, said for people: what stands at the place decides on the words."""

import re

from jinjiang_plan.files.linting.lexing import without_strings
from jinjiang_plan.files.linting.mistyped import mistyped
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.words import Words

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
_GROUPED = re.compile(r"[ \t]*+([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(?=[ \t]*(?:[}\]]|$))")


def told(message: str, here: str, file: str, line: int, column: int) -> Finding:
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
            "JP001",
            "toml-syntax",
            Severity.ERROR,
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
        return Finding("JP003", "duplicate-key", Severity.ERROR, words, file, line, column)
    if message.startswith("Unescaped"):
        column = here.rfind("\\", 0, max(column - 1, 0)) + 1
    return Finding(
        "JP001", "toml-syntax", Severity.ERROR, words, file, line, max(1, min(column, len(here) + 1))
    )


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
    found = _GROUPED.match(bare, bare.rfind("=", 0, max(at, 1)) + 1)
    return (found[1], found.start(1)) if found else None
