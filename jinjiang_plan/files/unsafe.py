"""JP107: signs that command a screen, turn text round or hide, wherever they stand in a file, raw or escaped."""

import re
from collections.abc import Iterator

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.lines import Lines
from jinjiang_plan.model.words import Words

_HIDDEN = (
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u034f\u115f\u1160\u3164\uffa0"
)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_raw = re.compile(rf"[{_CONTROLS}\x80-\x9f\u2028\u2029{_HIDDEN}]")
_controls = re.compile(f"[{_CONTROLS}]|\r(?!\n)")
_escapes = re.compile(
    r"\\(?:u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})|x(?P<byte>[0-9a-fA-F]{2})|(?P<other>.))"
)
_escaped = {"b": "\b", "f": "\f", "r": "\r", "e": "\x1b"}
_candidate = re.compile(
    r"\\(?:[bfre]|u00[0189]|u200|u20[26]|u061|ufeff|uFEFF|u034|u115|u116|u316|uff[aA]|uFF[aA]|U000|x)"
)
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

HINT = Words("删去这个字符", "delete the sign")


def unsafe_findings(text: str, file: str) -> list[Finding]:
    """The findings of a text that parses."""
    spans = [(found.start(), found.end(), found[0]) for found in _raw.finditer(text)]
    if _candidate.search(text):
        spans += list(_in_strings(text))
    if not spans:
        return []
    lines = Lines(text)
    return [_finding(sign, file, lines, start, end) for start, end, sign in sorted(spans)]


def raw_controls(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """The findings of a text that does not parse: the signs that keep the parser from it."""
    for found in _controls.finditer(text):
        yield _finding(found[0], file, lines, found.start(), found.end())


def _in_strings(text: str) -> Iterator[tuple[int, int, str]]:
    """Each unsafe sign that an escape in a string stands for, with where the escape stands."""
    from jinjiang_plan.files.lexing import strings

    for string in strings(text):
        if string[0][0] == '"' and "\\" in string[0]:
            for found in _escapes.finditer(string[0]):
                sign = _sign(found)
                if sign and (sign == "\r" or _raw.match(sign)):
                    yield string.start() + found.start(), string.start() + found.end(), sign


def _sign(found: re.Match[str]) -> str:
    code = found["short"] or found["long"] or found["byte"]
    if code is None:
        return _escaped.get(found["other"], "")
    number = int(code, 16)
    return chr(number) if number < 0x110000 else ""


def _finding(sign: str, file: str, lines: Lines, start: int, end: int) -> Finding:
    line, column = lines.place(start)
    name = f"U+{ord(sign):04X}"
    if sign in _BIDIRECTIONAL:
        words = Words(f"改变文字方向的字符 {name}", f"a sign that turns text round, {name}")
    elif ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0:
        words = Words(f"控制字符 {name}", f"a control character, {name}")
    else:
        words = Words(f"看不见的字符 {name}", f"a sign that nobody sees, {name}")
    return Finding(
        "JP107", "unsafe-text", Severity.ERROR, words, file, line, column, HINT, line, column + end - start
    )
