"""Where a result goes: a terminal, a pipe or a file, in the format asked for."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from os import terminal_size
from pathlib import Path
from shutil import get_terminal_size
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import as_utf8
from jinjiang_plan.render.sheets.sheet import Sheet
from jinjiang_plan.render.width import inert

if TYPE_CHECKING:
    from rich.console import Console

_OTHERS = (
    *("xlsx", "xls", "ods", "docx", "doc", "odt", "rtf", "pptx", "pdf", "html", "htm"),
    *("svg", "png", "gif", "jpg", "jpeg", "webp", "bmp"),
)
"""Endings that promise what is not written as text."""
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown")


_FOR_PEOPLE = ("table", "plain", "markdown")
"""Formats that are text for a screen, in its encoding; all others are bytes, the same everywhere."""

_ESCAPED = ("json", "jsonl")
"""Formats that hold no command of a CI: what would be one is escaped in them."""

_WIDEST = 1000
"""Columns beyond which no screen is."""

Record = Mapping[str, Any]


class Result(NamedTuple):
    """What a command found, as a sheet for people and as records for machines; each is made only if needed."""

    sheet: Callable[[], Sheet]
    records: Callable[[], Sequence[Record]]
    document: Callable[[], object]
    own: Mapping[str, Callable[[], str | bytes]] = MappingProxyType({})
    """Formats that this command alone has, by name; one that gives bytes goes to a file only."""


def chosen_format(name: str | None, output: str | None = None, own: Sequence[str] = ()) -> str:
    """The format asked for; else by the file's ending, else a table on a terminal and plain text elsewhere.

    `own` names formats that the command has beside those of all.

    Raises:
        Refusal: there is no such format, or the file's ending promises one that cannot be written.
    """
    ending = Path(output or "").suffix.lower().lstrip(".")
    if ending in _OTHERS and ending not in own:
        more = "".join(f".{each}, " for each in own)
        raise Refusal(
            f"不能写 .{ending} 文件；可用 {more.replace(', ', '、')}.csv（Excel 可打开）、.json、.md、.txt",
            f"a .{ending} file cannot be written; use {more}.csv (Excel opens it), .json, .md or .txt",
        )
    if name is not None:
        if name not in (*FORMATS, *own):
            raise unknown("格式", "format", name, [*FORMATS, *own])
        if ending in own and ending != name:
            raise Refusal(
                f"不能把 {name} 写进 {output}：打开时会当作 {ending}；改用 .{name}，或去掉 --format",
                f"{name} cannot go into {output}, which would be opened as {ending}: end it in .{name}, or leave out "
                "--format",
            )
        return name
    if output is not None:
        return {"md": "markdown"}.get(ending, ending if ending in (*FORMATS, *own) else "plain")
    return "table" if sys.stdout.isatty() or os.environ.get("FORCE_COLOR", "0") not in ("", "0") else "plain"


def ascii_only(session: Session, signs: str = "█│·▁…") -> bool:
    """Whether to draw with ASCII alone: asked for, or the stream cannot show the signs."""
    if session.environment.get("JINJIANG_ASCII", "0") not in ("", "0"):
        return True
    try:
        signs.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def drawn(session: Session, text: str) -> str:
    """A text with our own signs as the reader's screen can show them, in which a CI's log finds no command."""
    text = inert(text)
    if not ascii_only(session):
        return text
    from jinjiang_plan.render.sheets.plain_text import in_ascii

    return in_ascii(text)


def emit(session: Session, result: Result, name: str, output: str | None = None) -> None:
    """Write the result; a reader that has gone away is no error."""
    if output is None and name == "table":
        _draw(session, result.sheet())
        sys.stdout.flush()
    else:
        deliver(session, _content(session, result, name), name, output)


def deliver(session: Session, content: str | bytes, name: str, output: str | None) -> None:
    """Put what was made in a format into a file, whole or not at all, or on stdout."""
    if output is not None:
        _write_file(session, content, name, output)
    elif isinstance(content, str) and name in _FOR_PEOPLE:
        sys.stdout.write(inert(content))
        sys.stdout.flush()
    elif isinstance(content, bytes) and not isinstance(sys.stdout, TextIOWrapper):
        raise Refusal(
            f"{name} 不是文本，这里的标准输出只收文本：用 --output 写入文件",
            f"{name} is no text, and stdout takes only text here: write it to a file with --output",
        )
    else:
        send(inert(content) if isinstance(content, str) and name not in _ESCAPED else content)


def send(content: str | bytes) -> None:
    """Put bytes for machines on stdout: UTF-8 with the ends of lines that they have, whatever the locale.

    Where a caller has put a text in the place of stdout, text goes there as it is.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.flush()
        held = as_utf8(content) if isinstance(content, str) else content
        sys.stdout.buffer.write(held)
    else:
        sys.stdout.write(str(content))
    sys.stdout.flush()


def _content(session: Session, result: Result, name: str) -> str | bytes:
    if name in result.own:
        return result.own[name]()
    if name in ("json", "jsonl", "csv", "tsv"):
        return _for_machines(result, name)
    if name == "table":
        return _drawn_text(session, result.sheet())
    if name == "markdown":
        from jinjiang_plan.render.sheets.plain_text import markdown_lines as lines
    else:
        from jinjiang_plan.render.sheets.plain_text import plain_lines as lines
    text = "".join(f"{line}\n" for line in lines(result.sheet(), session.lang))
    return drawn(session, text)


def _drawn_text(session: Session, sheet: Sheet) -> str:
    """The sheet as a terminal would show it, without colour: for a file."""
    from jinjiang_plan.render.sheets.terminal import terminal_lines

    lines = terminal_lines(sheet, session.lang, screen_size((120, 40)).columns)
    return drawn(session, "".join(f"{line.plain}\n" for line in lines))


def _for_machines(result: Result, name: str) -> str:
    return result_text(result.records, result.document, name)


def result_text(records: Callable[[], Sequence[Record]], document: Callable[[], object], name: str) -> str:
    """A result in a format for machines: the document as JSON, the records in any other."""
    from jinjiang_plan.render import machine

    match name:
        case "json":
            return machine.as_json(document())
        case "jsonl":
            return "".join(machine.as_jsonl(records()))
        case _:
            return machine.delimited(records(), "," if name == "csv" else "\t")


def _draw(session: Session, sheet: Sheet) -> None:
    from jinjiang_plan.render.sheets.terminal import terminal_lines

    console = screen()
    for line in terminal_lines(sheet, session.lang, console.width):
        line.plain = drawn(session, line.plain)
        console.print(line, soft_wrap=True)


def _terminal_around() -> tuple[int, int] | None:
    """The size of the terminal that the call was typed at, where stdout goes through a pager."""
    for stream in (sys.stdin, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            size = os.get_terminal_size(stream.fileno())
            if all(size):  # a terminal that was never given a size says 0 by 0
                return size
    return None


def screen_size(usual: tuple[int, int]) -> terminal_size:
    """Columns and rows of the screen; the usual ones where there is none, or what says so cannot be meant."""
    size = get_terminal_size(usual)
    return terminal_size(own if 0 < own <= _WIDEST else other for own, other in zip(size, usual, strict=True))


def screen(*, stderr: bool = False) -> "Console":
    """What draws on the screen, with nothing read into a text."""
    from rich.console import Console

    columns, rows = screen_size(_terminal_around() or (80, 25))
    return Console(
        width=columns, height=rows, highlight=False, markup=False, emoji=False, soft_wrap=True, stderr=stderr
    )


def _write_file(session: Session, content: str | bytes, name: str, output: str) -> None:
    from jinjiang_plan.files.storage.atomic import needs_folder
    from jinjiang_plan.files.storage.output_file import write_output

    needs_folder(Path(output))
    if isinstance(content, str):
        content = (BOM_UTF8 if name in ("csv", "tsv") else b"") + as_utf8(content)
    write_output(Path(output), content, force=session.force)
    session.tell(f"已写入 {output}", f"wrote {output}")


# Long work in sight: a bar on a terminal, nothing where nobody looks.


_Step = TypeVar("_Step")

LONG = 1000
"""Steps from which on the work is long."""


def watched(steps: Iterable[_Step], count: int, what: str, long: int = LONG) -> Iterator[_Step]:
    """The steps, with a bar on a terminal where they are more than `long`."""
    if count <= long or not sys.stderr.isatty():
        yield from steps
        return
    from rich.progress import track

    yield from track(steps, what, total=count, console=screen(stderr=True), transient=True)
