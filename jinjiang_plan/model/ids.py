"""The names that plans, actions, targets and sources go by: what one may be, and why another may not."""

import re
import unicodedata

from jinjiang_plan.model.words import Words

ID_PATTERN = r"(?:[a-z0-9]|[^\x00-\x7F])(?:[a-z0-9-]|[^\x00-\x7F])*"
"""What every id fits, for readers of patterns: it lets through more than `id_fault` does."""

_ASCII = re.compile("[a-z0-9][a-z0-9-]*")
_WINDOWS = re.compile("con|prn|aux|nul|com[1-9]|lpt[1-9]")
MOST_BYTES = 200
"""Bytes of a ledger's name, with its ending: file systems take 255, and what is written beside it needs some."""

_SCRIPTS = {
    "CJK": "Han",
    "IDEOGRAPHIC": "Han",
    "HANGZHOU": "Han",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
    "HANGUL": "Hangul",
    "BOPOMOFO": "Bopomofo",
}
_MIXTURES = ({"Latin", "Han", "Kana"}, {"Latin", "Han", "Hangul"}, {"Latin", "Han", "Bopomofo"})
"""Scripts that one name may mix (UTS 39, highly restrictive)."""


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return id_fault(text) is None


def id_fault(text: str) -> Words | None:
    """Say what to do about a text that cannot be an id; None where it can."""
    if _ASCII.fullmatch(text):
        return None
    usual = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    if text != usual and id_fault(usual) is None:
        return Words(f"写作 `{usual}`", f"write `{usual}`")
    if not text or text != usual or not all(_is_sign(sign) for sign in text):
        return Words("只用小写字母、汉字、数字和 `-`", "use small letters, digits and `-`")
    if not all(text.split("-")):
        return Words("`-` 只用在中间，每处一个", "put single `-` within it only")
    if unicodedata.combining(text[0]):
        return Words("不要以附加符号开头", "do not begin it with a combining mark")
    scripts = {script for sign in text if (script := _script(sign))}
    if len(scripts) > 1 and not any(scripts <= mixture for mixture in _MIXTURES):
        return Words(
            "不要混用几种文字，形近的字母会认错；字母可与汉字同用",
            "do not mix scripts, whose letters look alike; Latin goes with Chinese, Japanese or Korean",
        )
    return None


def file_fault(text: str) -> Words | None:
    """Say what to do about a name that files cannot have on every system; None where they can."""
    if _WINDOWS.fullmatch(text.partition(".")[0]):
        return Words("Windows 保留这个名称，换一个", "Windows keeps this name for itself: choose another")
    if len(f"{text}.toml".encode("utf-8", "surrogateescape")) > MOST_BYTES:
        return Words(
            f"台账的文件名超过 {MOST_BYTES} 字节，改短",
            f"its ledger's name is above {MOST_BYTES} bytes: shorten it",
        )
    return None


def folded(text: str) -> str:
    """A typed name as ids are written: in ordinary width and small letters."""
    return text if text.isascii() and text.islower() else unicodedata.normalize("NFKC", text).lower()


def addressed(path: str) -> str:
    """A path of names as links have it: percent-encoded, its slashes kept."""
    if path.isascii():
        return path
    from urllib.parse import quote

    return quote(path, errors="surrogateescape")


def _is_sign(sign: str) -> bool:
    return sign == "-" or (sign != "_" and f"a{sign}".isidentifier())


def _script(sign: str) -> str:
    """The script of a letter; empty for digits and marks, which belong to all."""
    if not sign.isalpha():
        return "" if sign.isascii() or not unicodedata.category(sign).startswith("N") else _named(sign, "")
    return "Latin" if sign.isascii() else _named(sign, "other")


def _named(sign: str, unknown: str) -> str:
    first = unicodedata.name(sign, unknown).partition(" ")[0]
    return _SCRIPTS.get(first, "Latin" if first == "LATIN" else first)
