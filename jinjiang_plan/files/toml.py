"""Reading one TOML file: its text and data, or the finding that says why not."""

import re
from decimal import Decimal
from pathlib import Path

import tomli

from jinjiang_plan.model.document import Document
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.system import reason
from jinjiang_plan.model.words import Words

_MESSAGES = (
    ("Cannot overwrite a value", "JP003", "duplicate-key", "这个键写了两次", "this key is written twice"),
    ("Duplicate inline table key", "JP003", "duplicate-key", "这个键写了两次", "this key is written twice"),
    ("Cannot declare", "JP003", "duplicate-key", "这个表写了两次", "this table is written twice"),
    (
        "Expected '=' after a key",
        "JP001",
        "toml-syntax",
        "键后面缺少 `=`",
        "an `=` is missing behind the key",
    ),
    ("Unterminated string", "JP001", "toml-syntax", "字符串缺少右引号", "the string is not closed"),
    ("Illegal character", "JP001", "toml-syntax", "这里不能有这个字符", "this character cannot stand here"),
    ("Invalid statement", "JP001", "toml-syntax", "这一行不是 `键 = 值`", "this line is not `key = value`"),
    ("Invalid initial character", "JP001", "toml-syntax", "键不能这样开头", "a key cannot begin like this"),
    ("Invalid date", "JP001", "toml-syntax", "没有这一天或这一时刻", "there is no such day or moment"),
    ("Expected newline", "JP001", "toml-syntax", "一行只能写一项", "one entry to a line"),
    ("Unclosed array", "JP001", "toml-syntax", "数组缺少 `]`", "the array is not closed: `]` is missing"),
    ("Unclosed inline", "JP001", "toml-syntax", "内联表缺少 `}`", "the table is not closed: `}` is missing"),
    ("Invalid value", "JP001", "toml-syntax", "`=` 后面不是可用的值", "what stands behind `=` is no value"),
)
_QUOTED = r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*'
_IMPOSSIBLE = r"=\s*[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TOO_LONG = r"[0-9_]{1000,}|[eE][+-]?[0-9]{8,}"
_FULL_WIDTH = "“”‘’，＝：［］｛｝．＃　【】「」"


BOM = b"\xef\xbb\xbf"


def read_toml(path: Path) -> Document | Finding:
    """Give the document, or the one finding why there is none; numbers are exact."""
    text = read_text(path)
    return text if isinstance(text, Finding) else parse_toml(text, str(path))


def read_text(path: Path) -> str | Finding:
    """Give the text of a file in UTF-8, a leading mark left out, or the finding why not."""
    try:
        held = path.read_bytes()
    except OSError as error:
        return unreadable(error, str(path))
    return text_of(held, str(path))


def text_of(held: bytes, file: str) -> str | Finding:
    """The same of what a file holds."""
    try:
        return held.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        words = Words("文件不是 UTF-8 编码", "the file is not UTF-8")
        hint = Words("另存为 UTF-8 编码", "save it as UTF-8")
        line = error.object[: error.start].count(b"\n") + 1
        return Finding("JP005", "encoding", Severity.ERROR, words, file, line, 0, hint)


def unreadable(error: OSError, file: str) -> Finding:
    """The finding of a file that the system does not give."""
    why = reason(error)
    words = Words(f"无法读取：{why.zh}", f"cannot be read: {why.en}")
    return Finding("JP000", "unreadable", Severity.ERROR, words, file)


def parse_toml(text: str, file: str) -> Document | Finding:
    """Parse a text; a syntax error becomes a finding at its character."""
    try:
        return Document(file, text, tomli.loads(text, parse_float=Decimal))
    except tomli.TOMLDecodeError as error:
        return _syntax_finding(error, text, file)
    except (ValueError, ArithmeticError):
        words = Words("有一个数字太长，无法读取", "a number is too long to be read")
        found = re.search(_TOO_LONG, text)
        line = text.count("\n", 0, found.start()) + 1 if found else 0
        return Finding("JP001", "toml-syntax", Severity.ERROR, words, file, line, int(line > 0))
    except RecursionError:
        words = Words("嵌套过深", "nested too deeply")
        return Finding("JP001", "toml-syntax", Severity.ERROR, words, file)


def _syntax_finding(error: tomli.TOMLDecodeError, text: str, file: str) -> Finding:
    lines = text.split("\n")
    line = max(1, min(error.lineno, len(lines)))
    outside = _without_strings(lines[line - 1])
    wrong = next((char for char in outside if char in _FULL_WIDTH), None)
    if wrong:
        column = outside.index(wrong) + 1
        words = Words(f"全角标点 `{wrong}`", f"full-width punctuation `{wrong}`")
        hint = Words("改用半角（英文）标点", "type the half-width (ASCII) sign")
        return Finding("JP002", "chinese-punctuation", Severity.ERROR, words, file, line, column, hint)
    message = error.msg
    if message.startswith(("Illegal character '\\n'", 'Expected "\'"')):
        message = "Unterminated string"
    if message.startswith("Expected newline") and re.search(_IMPOSSIBLE, outside):
        message = "Invalid date"
    for start, code, slug, zh, en in _MESSAGES:
        if message.startswith(start):
            column = _indent(lines[line - 1]) if code == "JP003" else max(1, error.colno)
            return Finding(code, slug, Severity.ERROR, Words(zh, en), file, line, column)
    words = Words(f"TOML 语法有误（{error.msg}）", f"not valid TOML: {error.msg}")
    return Finding("JP001", "toml-syntax", Severity.ERROR, words, file, line, max(1, error.colno))


def _without_strings(line: str) -> str:
    """The line with what stands between plain quotes, and a comment, blanked out sign by sign."""
    return re.sub(_QUOTED, lambda found: " " * len(found[0]), line)


def _indent(line: str) -> int:
    """The column of a line's first sign."""
    return len(line) - len(line.lstrip()) + 1


def shown(path: Path, base: Path | None) -> str:
    """A path as findings name it: from the folder that the reader stands in, where it is below it."""
    if base is None:
        return str(path)
    try:
        return str(path.resolve().relative_to(base))
    except ValueError:
        return str(path)
