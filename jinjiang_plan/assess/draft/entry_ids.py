"""Ids made of codes and titles: the same table gives the same ids, whatever else it holds."""

import re
import unicodedata

from jinjiang_plan.assess.intake.cells import tidied

LONGEST_ENTRY = 90
LONGEST_ACTION = 48
"""Bytes: a ledger's name holds both, and no system takes more than 255."""
_KEPT_BY_WINDOWS = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]")
_OF_A_PLAN = ("plan", "progress")
_NUMBERING = r"(?:第?[一二三四五六七八九十百]+[、.章节条]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.)）](?![0-9])|[①-⑳])\s*"


def unnumbered(title: str) -> str:
    """A title without the number of its section or item: 一、, （二）, 3."""
    bare = re.sub(rf"^\s*(?:{_NUMBERING})+", "", title).strip()
    return bare or title.strip()


def id_of(text: str, longest: int, fallback: str = "item") -> str:
    """The id that a code or a title makes; `fallback` where nothing of it can stand in one."""
    folded = unicodedata.normalize("NFKC", _unaccented(tidied(text)))
    lowered = unicodedata.normalize("NFKC", folded.lower())
    signs = "".join(sign if _is_of_id(sign) else "-" for sign in lowered)
    name = _cut(re.sub("-+", "-", _one_script(signs)).strip("-"), longest)
    first = name.split("-")[0].split(".")[0]
    if not name:
        return fallback
    if _KEPT_BY_WINDOWS.fullmatch(first) or name in _OF_A_PLAN:
        return f"{fallback}-{name}"
    return name


def numbered(name: str, taken: set[str]) -> str:
    """An id that no other entry has: the name itself, else with the least number that makes it one."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _is_of_id(sign: str) -> bool:
    return (
        sign != "_"
        and f"a{sign}".isidentifier()
        and unicodedata.category(sign) not in ("Mn", "Mc", "Pc", "Cf")
    )


def _unaccented(text: str) -> str:
    """Latin letters without their accents, so that they can be typed on any keyboard; all else as it was."""
    return "".join(_plain_letter(sign) for sign in unicodedata.normalize("NFC", text))


def _plain_letter(sign: str) -> str:
    parts = unicodedata.normalize("NFD", sign)
    return parts[0] if parts[0].isascii() and parts[0].isalpha() else sign


def _one_script(text: str) -> str:
    """The text without letters of a second script; Latin may stand beside Han."""
    found = [_script(sign) for sign in text]
    main = next((each for each in found if each not in ("", "LATIN")), "LATIN")
    allowed: tuple[str, ...] = ("", "LATIN", main) if main in _WITH_LATIN else ("", main)
    if main in _EAST_ASIAN:
        allowed = ("", "LATIN", *_EAST_ASIAN[main])
    return "".join(sign if script in allowed else "-" for sign, script in zip(text, found, strict=True))


_WITH_LATIN = ("LATIN", "CJK", "HANGUL", "BOPOMOFO")
_EAST_ASIAN = {
    "HIRAGANA": ("HIRAGANA", "KATAKANA", "CJK"),
    "KATAKANA": ("HIRAGANA", "KATAKANA", "CJK"),
    "CJK": ("CJK", "HIRAGANA", "KATAKANA"),
    "HANGUL": ("HANGUL", "CJK"),
}


def _script(sign: str) -> str:
    """The first word of a letter's name, which is its script for all that titles are written in; empty for digits."""
    if sign.isascii():
        return "LATIN" if sign.isalpha() else ""
    return unicodedata.name(sign, "").split(" ")[0].split("-")[0]


def _cut(text: str, longest: int) -> str:
    """The text up to so many bytes, at the end of a sign, and of a word where words are parted."""
    if len(text.encode()) <= longest:
        return text
    held = text.encode()[:longest].decode(errors="ignore")
    at = held.rfind("-")
    return (held[:at] if at > longest // 2 else held).strip("-")
