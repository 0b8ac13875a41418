"""Every text that a person reads, in Chinese and English side by side."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]

SPOKEN: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
"""The languages as files name theirs (BCP 47)."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet takes for a formula; one in Chinese or Japanese takes the wide signs for it too."""


class Words(NamedTuple):
    """One text in both languages; a text given in one language stands in both places."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """Give the text in the reader's language."""
        return self.zh if lang == "zh" else self.en


def as_utf8(text: str) -> bytes:
    """Return the bytes of a text for a file or a stream; what is no UTF-8 in a folder's name is written out."""
    return text.encode("utf-8", "backslashreplace")


def joined(names: Sequence[Words]) -> Words | None:
    """Return names in one text, None for none of them."""
    if not names:
        return None
    return Words("、".join(each.zh for each in names), ", ".join(each.en for each in names))


def number_of(count: int, noun: str) -> str:
    """A count with its English noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def words(value: object) -> Words | None:
    """A text of a file in both languages; one given in one language stands for both, what is no text for none."""
    if isinstance(value, dict):
        either = next(iter(value.values()))
        return Words(value.get("zh", either), value.get("en", either))
    return Words(value, value) if isinstance(value, str) else None


def words_list(value: object) -> tuple[Words, ...]:
    """Return the texts of a file that holds one or a list of them; a text is never split."""
    listed = value if isinstance(value, list) else [value]
    return tuple(text for text in map(words, listed) if text is not None)
