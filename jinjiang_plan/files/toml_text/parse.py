"""TOML as text: one file read, with its data or the finding that says why not; and how a value is written."""

from decimal import Decimal
from pathlib import Path

import tomli

from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.model.finding import ENCODING, NOT_A_FILE, UNREADABLE, Document, Finding
from jinjiang_plan.model.refusal import NotAFile, reason
from jinjiang_plan.model.words import Words

MARK = "\ufeff"
"""What some editors of Windows put before a text."""


def read_toml(path: Path) -> Document | Finding:
    """Give the document, or the one finding why there is none; numbers are exact."""
    text = read_text(path)
    return text if isinstance(text, Finding) else parse_toml(text, str(path))


def read_text(path: Path) -> str | Finding:
    """Give the text of a file in UTF-8, a leading mark left out, or the finding why not."""
    try:
        return text_of(held_bytes(path), str(path))
    except OSError as error:
        return unreadable(error, str(path))


def text_of(held: bytes, file: str) -> str | Finding:
    """The same of what a file holds."""
    text = decoded(held, file)
    return text if isinstance(text, Finding) else text.removeprefix(MARK)


def decoded(held: bytes, file: str) -> str | Finding:
    """The text that the bytes of a file are in UTF-8, or the finding why they are none."""
    try:
        return held.decode()
    except UnicodeDecodeError as error:
        words = Words("文件不是 UTF-8 编码", "the file is not UTF-8")
        hint = Words("另存为 UTF-8 编码", "save it as UTF-8")
        line = held.count(b"\n", 0, error.start) + 1
        return Finding(*ENCODING, words, file, line, 0, hint)


def unreadable(error: OSError, file: str) -> Finding:
    """The finding of a file that the system does not give."""
    why = reason(error)
    if isinstance(error, NotAFile):
        said = Words(f"不是可读的文件：{why.zh}", f"no file to be read: {why.en}")
        return Finding(*NOT_A_FILE, said, file)
    words = Words(f"无法读取：{why.zh}", f"cannot be read: {why.en}")
    return Finding(*UNREADABLE, words, file)


def parsed(text: str, file: str) -> Document | list[Finding]:
    """Parse a text, its numbers exact; where it is no TOML, all that is wrong with it, each at its character."""
    try:
        return Document(file, text, tomli.loads(text, parse_float=Decimal))
    except (ValueError, ArithmeticError, RecursionError):
        from jinjiang_plan.files.toml_text.recovery import syntax_findings

        return syntax_findings(text, file)


def parse_toml(text: str, file: str) -> Document | Finding:
    """Parse a text; where it is no TOML, the first that is wrong with it."""
    read = parsed(text, file)
    return read[0] if isinstance(read, list) else read


def shown(path: Path, base: Path | None) -> str:
    """A path as findings name it: from the folder that the reader stands in, where it is below it."""
    if base is None:
        return str(path)
    try:
        place = real_path(path.parent) / path.name  # a link's own name, not that of what it leads to
        return str(place.relative_to(base))
    except ValueError:  # outside
        return str(path)


def quoted(text: str) -> str:
    """A text as a TOML string on one line."""
    from tomli_w import dumps

    return dumps({"x": text}).removeprefix("x = ").rstrip("\n")


def plain_number(value: Decimal) -> str:
    """A number as TOML has it, without exponent."""
    return format(value, "f")
