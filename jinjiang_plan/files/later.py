"""JP006: what TOML 1.1 has and 1.0 has not, which most editors refuse."""

import re
from collections.abc import Iterator

from jinjiang_plan.files.lexing import COMMENT, STRINGS, strings
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.lines import Lines
from jinjiang_plan.model.words import Words

_SCAN = re.compile(
    rf"{STRINGS}|{COMMENT}|(?P<bracket>[\[\]{{}}])|(?P<end>\n)|(?P<trailing>,(?=(?:[ \t\r\n]++|{COMMENT})*+\}}))"
    r"|(?P<time>[0-9]{2}:[0-9]{2}(?![:0-9]))|[0-9:+-]++"
)
_ESCAPE = re.compile(r"\\(?:(?P<new>e|x[0-9a-fA-F]{2})|[\s\S])")

_NO_SECONDS = Words("时刻没有写秒", "a time without seconds")
_OVER_LINES = Words("内联表写成了几行", "an inline table over several lines")
_ONE_LINE = Words("写在一行，或改成 [表头]", "write it on one line, or as a [header]")
_LAST_COMMA = Words("内联表末尾有逗号", "a comma at the end of an inline table")
_DELETE = Words("删去逗号", "delete the comma")


def later_findings(text: str, file: str) -> Iterator[Finding]:
    """The findings of a text that parses."""
    yield from _later_syntax(text, file)
    yield from _later_escapes(text, file)


def _later_syntax(text: str, file: str) -> Iterator[Finding]:
    """A finding for each inline table over lines or with a last comma, and each time without seconds."""
    lines = Lines(text)
    stack: list[int] = []
    told: set[int] = set()
    for found in _SCAN.finditer(text):
        bracket = found["bracket"]
        within = stack[-1] if stack and text[stack[-1]] == "{" else None
        if bracket in ("[", "{"):
            stack.append(found.start())
        elif bracket is not None and stack:
            stack.pop()
        elif found["time"] is not None:
            hint = Words(f"写成 `{found[0]}:00`", f"write `{found[0]}:00`")
            yield _later(_NO_SECONDS, hint, file, lines, found.span())
        elif within is not None and within not in told and found["trailing"] is not None:
            told.add(within)
            yield _later(_LAST_COMMA, _DELETE, file, lines, found.span())
        elif within is not None and within not in told and found["end"] is not None:
            told.add(within)
            yield _later(_OVER_LINES, _ONE_LINE, file, lines, (within, within + 1))


def _later_escapes(text: str, file: str) -> Iterator[Finding]:
    lines = Lines(text)
    for string in strings(text):
        if string[0][0] != '"' or "\\" not in string[0]:
            continue
        for found in _ESCAPE.finditer(string[0]):
            if found["new"] is not None:
                code = "1b" if found["new"] == "e" else found["new"][1:]
                yield _later(
                    Words(f"转义 `{found[0]}`", f"the escape `{found[0]}`"),
                    Words(f"写成 `\\u00{code}`", f"write `\\u00{code}`"),
                    file,
                    lines,
                    (string.start() + found.start(), string.start() + found.end()),
                )


def _later(what: Words, hint: Words, file: str, lines: Lines, span: tuple[int, int]) -> Finding:
    words = Words(f"TOML 1.0 没有这种写法：{what.zh}", f"TOML 1.0 has no such thing: {what.en}")
    return Finding(
        "JP006",
        "toml-1-1-syntax",
        Severity.WARNING,
        words,
        file,
        *lines.place(span[0]),
        hint,
        *lines.place(span[1]),
    )
