"""What the parser lets pass and a linter does not: marks and line ends, syntax of TOML 1.1, unsafe signs."""

import re
from collections.abc import Iterator

from jinjiang_plan.files.linting.unsafe import unsafe_findings
from jinjiang_plan.model.finding import Edit, Finding, Fix, Severity
from jinjiang_plan.model.lines import Lines
from jinjiang_plan.model.words import Words

_LONE = re.compile(r"(?<!\r)\n")
_NEW_ESCAPE = re.compile(r"\\[ex]")
_MARKED_END = re.compile(r"[{,\r \t](?:\n|\Z)|[^\n]#")
"""A line that ends in what an open table or list may end in, or that holds a comment: most texts have none."""
_OPEN_END = re.compile(r"[{,][ \t]*+(?:#|\r?\Z)")
_LATER = (
    re.compile(r"\n[ \t]*+[,}]"),
    re.compile(r",[ \t]*+\}"),
    re.compile(r":[0-9]{2}(?![:0-9])(?<=[0-9]{2}:[0-9]{2})(?<![:+-][0-9]{2}:[0-9]{2})"),
)


def text_findings(text: str, file: str, *, marked: bool, parses: bool) -> list[Finding]:
    """The findings of a text as such; `marked` says that a mark stood before it, `parses` that it is TOML."""
    found = [*_mark(file)] if marked else []
    found += _line_ends(text, file)
    if parses:
        found += unsafe_findings(text, file)
        if _may_be_later(text):
            from jinjiang_plan.files.linting.later import later_findings

            found += later_findings(text, file)
    return found


def _may_be_later(text: str) -> bool:
    """Whether a text may hold what only TOML 1.1 has: a quick look, which strings and comments may mislead."""
    if _NEW_ESCAPE.search(text) or any(each.search(text) for each in _LATER):
        return True
    if not _MARKED_END.search(text):
        return False
    ends = (
        line for line in text.split("\n") if line.endswith(("{", ",", "\r", " ", "\t")) or "#" in line[1:]
    )
    return any(_OPEN_END.search(line) for line in ends)


def _mark(file: str) -> Iterator[Finding]:
    words = Words("文件开头有 BOM 标记", "the file begins with a byte order mark")
    hint = Words("另存为“UTF-8”，不带 BOM", "save it as UTF-8 without a mark")
    fix = Fix(Words("去掉标记", "take the mark off"), (Edit(-1, 0, ""),), safe=True)
    yield Finding("JP005", "encoding", Severity.ERROR, words, file, 1, 1, hint, 1, 1, fix=fix)


def _line_ends(text: str, file: str) -> Iterator[Finding]:
    """The finding of lines that end in two ways; that of the most is the one that stays."""
    windows = text.count("\r\n")
    lone = text.count("\n") - windows
    if not windows or not lone:
        return
    if windows > lone:
        places = [found.start() for found in _LONE.finditer(text)]
        edits = tuple(Edit(at, at, "\r") for at in places)
    else:
        places = [found.start() for found in re.finditer("\r\n", text)]
        edits = tuple(Edit(at, at + 1, "") for at in places)
    line, column = Lines(text).place(places[0])
    few = len(places)
    words = Words(f"换行混用：{few} 行与其余不同", f"line ends of two kinds: {few} differ from the rest")
    hint = Words("让编辑器统一换行，git 里设 text=auto", "let the editor use one kind, and git text=auto")
    fix = Fix(Words("统一换行", "use one kind of line end"), edits, safe=True)
    yield Finding("JP005", "encoding", Severity.ERROR, words, file, line, column, hint, line, column, fix=fix)
