"""How wide letters stand in a picture: by the widest of the common fonts, so that nothing touches whichever is there."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import combining, east_asian_width

from jinjiang_plan.render.width import wrap

EM = 0.64
"""A digit or a small letter, as a share of the size."""

BOLD = 1.1
"""By how much bold letters are wider."""

GAP = "   "
"""Between two parts of a line."""


def span(text: str, size: float) -> float:
    """How wide a text stands at a size, in pixels, at the most."""
    return size * sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if sign.isascii():
        if sign in "mwMW%@&#":
            return 1.0
        return 0.8 if sign.isupper() else 0.42 if sign in " iljtfrI.,:;|!'()[]-" else EM
    if combining(sign):
        return 0.0
    if sign in "\u00a0·":
        return 0.42
    return 1.3 if ord(sign) > 0xFFFF and east_asian_width(sign) == "W" and ord(sign) > 0x1F000 else 1.0


def fitted(text: str, room: float, size: float) -> str:
    """The text, cut and marked where it is wider than its room."""
    if span(text, size) <= room:
        return text
    left, kept = room - span("…", size), 0
    for sign in text:
        left -= _em(sign) * size
        if left < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…"


def laid_out(parts: Sequence[str], room: float, size: float) -> Iterator[str]:
    """The parts in lines that fit, as many on each as there is room for; a part longer than a line is wrapped."""
    line = ""
    for part in parts:
        joined = f"{line}{GAP}{part}" if line else part
        if span(joined, size) <= room:
            line = joined
            continue
        if line:
            yield line
        *whole, line = _wrapped(part, room, size)
        yield from whole
    if line:
        yield line


def _wrapped(part: str, room: float, size: float) -> list[str]:
    if span(part, size) <= room:
        return [part]
    return [fitted(line, room, size) for line in wrap(part, max(int(room / (size * EM)), 1))]
