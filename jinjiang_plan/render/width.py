"""Text in cells: how wide it stands, cut and padded, with nothing in it that could command a terminal or a CI service."""

import re
from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width

_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\u2800"
"""Signs that count as letters or marks and show nothing."""

LEAST = 2
"""The width of the widest sign."""


def visible(text: str) -> str:
    r"""The text with every control character and hidden mark written out, such as `\x1b`: bidirectional ones too."""
    if is_plain(text):
        return text
    return "".join(_written_out(sign) if hides(sign) else sign for sign in text)


def is_plain(text: str) -> bool:
    """Whether no sign of a text hides, as most do not: told without a look at each."""
    return text.isprintable() and (text.isascii() or not any(sign in text for sign in _FILLERS))


def hides(sign: str) -> bool:
    """Whether a sign commands a screen, turns text round, or shows nothing."""
    return sign in _FILLERS or category(sign) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def cells(text: str) -> int:
    """How many cells a text fills in a terminal; Chinese signs fill two, ambiguous ones count as one."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def cut(text: str, width: int, mark: str = "…") -> str:
    """The text, shortened to a width and marked where it does not fit."""
    if cells(text) <= width:
        return text
    if width <= cells(mark):
        return mark[:width]
    left = width - cells(mark)
    kept = []
    for sign in text:
        left -= cells(sign)
        if left < 0:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + mark


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled up with spaces to a width, on its left if it stands right."""
    blank = " " * (width - cells(text))
    return blank + text if right else text + blank


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """The text in lines of at most a width, those behind the first indented by `hang`.

    Broken where two spaces part what is said, else between words; a word that is longer than a line, as Chinese prose
    is, anywhere but before a sign that closes or behind one that opens.
    A terminal too narrow for the indent does without it, and one too narrow for a sign still gets the sign.
    """
    width = max(width, 1)
    hang = hang if width >= hang + LEAST else 0
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width - hang):
        if cells(line) + cells(piece) <= width:
            line += piece
            continue
        room = width - cells(line)
        left = piece
        if cells(piece.strip()) > width - hang and room > width // 4:
            head = _head(piece, room)
            line, left = line + head, piece[len(head) :]
        if line:
            lines.append(line)
        line = " " * (hang if lines else 0) + left.strip()
        while cells(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = " " * hang + line[len(head) :]
    return [*lines, line] if line.strip() or not lines else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """What is kept on one line: parts that two spaces divide, where a line holds them; else words, `50.0 %` being one."""
    for part in re.findall(r"\s*\S+(?:\s\S+)*", text):
        if cells(part.strip()) <= width:
            yield part
        else:
            yield from re.findall(r"\s*\S+(?:(?<=\d) %\S*)?", part)


def _head(text: str, width: int) -> str:
    """As much of a text as fits, one sign at the least; what opens or closes is not parted from what it holds."""
    left, count = width, 0
    for sign in text:
        left -= cells(sign)
        if left < 0:
            break
        count += 1
    return text[: max(_seam(text, count), 1)]


def _seam(text: str, count: int) -> int:
    """The last place up to `count`, or a little before, that parts nothing: the head must hold more than an indent."""
    for at in range(min(count, len(text) - 1), max(count - _BACK, 0), -1):
        before, after = text[at - 1], text[at]
        parted = after in _CLOSING or before in _OPENING or (_in_word(before) and _in_word(after))
        if not parted and not text[:at].isspace():
            return at
    return count


def _in_word(sign: str) -> bool:
    """Whether a sign is one of a Latin word, a number or an id, which Chinese prose does not divide."""
    return sign.isascii() and (sign.isalnum() or sign in "-_.")


_BACK = 16
_OPENING = "（《“‘「『【"
_CLOSING = "，。、；：！？）》”’」』】"


def _written_out(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


# Text on its way to a log that a CI service reads: it says things, and commands nothing.


_COMMANDS = re.compile(r"^([^\S\n]*):(?=:)|##(?=\w*\[)", re.MULTILINE)


def inert(text: str) -> str:
    """The text with what GitHub, Azure and TeamCity would take for a command broken up: `: :`, `# #[`."""
    return _COMMANDS.sub(lambda found: f"{found[1]}: " if found[1] is not None else "# #", text)
