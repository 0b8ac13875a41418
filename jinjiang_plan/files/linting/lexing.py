"""Telling the strings and comments of a TOML text from the rest, also where it does not parse.

Every pattern gives nothing back that it has taken (possessive), so that a scan takes steps in proportion to the text.
"""

import re
from collections.abc import Iterator

STRINGS = (
    r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+(?:"{3,5}|\\?\Z)'
    r"|'''(?:[^']++|'{1,2}(?!'))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
)
"""A string in any of the four forms; one that is not closed goes to the end of its line, or of the text."""

COMMENT = r"#[^\n]*+"

_OPENINGS = {"]": "[", "}": "{"}
_BRACKETS = re.compile(rf"{STRINGS}|{COMMENT}|(?P<bracket>[\[\]{{}}])")
_QUIET = re.compile(rf"(?P<string>{STRINGS})|(?P<comment>{COMMENT})")


def comments(text: str) -> Iterator[re.Match[str]]:
    """The comments of a text, from their `#` to the end of their line."""
    return (found for found in _QUIET.finditer(text) if found["comment"] is not None)


def strings(text: str) -> Iterator[re.Match[str]]:
    """The strings of a text, with their quotes."""
    return (found for found in _QUIET.finditer(text) if found["string"] is not None)


def without_strings(text: str) -> str:
    """The text with its strings and comments blanked out sign by sign; line ends stay."""
    return _QUIET.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def open_bracket(text: str, start: int, end: int) -> int | None:
    """The offset of the last bracket between two offsets that nothing closes before the second; None for none."""
    stack: list[int] = []
    for found in _BRACKETS.finditer(text, start, end):
        bracket = found["bracket"]
        if bracket in ("[", "{"):
            stack.append(found.start())
        elif bracket is not None and stack and text[stack[-1]] == _OPENINGS[bracket]:
            stack.pop()
    return stack[-1] if stack else None
