"""Other words for what is counted: they may only be mended, or another thing may be counted under an old promise."""

from collections.abc import Iterator
from unicodedata import category, normalize

from jinjiang_plan.check.base.matching import Pair, table_of
from jinjiang_plan.check.base.moves import Move, moved
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import same
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.words import Words

_CURE = Words(
    "只是改字的，不必理会；所指变了的，改回原样，另立目标",
    "if only words were mended, let it be; if another thing is counted now, put it back and start a target of its own",
)
_WORDS = {"title": Words("名称", "the title"), "wording": Words("原文", "the wording")}


def moved_words(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """A title or wording that says another thing; a translation that is added, or another comma, is none."""
    was, now = table_of(pair.before, base.documents), table_of(pair.present, material.documents)
    for key, what in _WORDS.items():
        for lang, text in _texts(was.get(key)):
            new = said(now.get(key), lang)
            if plain(text) != plain(new):
                move = moved(pair, what, same(f"“{text}”"), same(f"“{new}”" if new else "-"), key)
                yield move._replace(mild=True, cure=_CURE)
                break


def said(value: object, lang: str) -> str:
    """A text of a file in a language; one that is written in one alone stands for any."""
    if isinstance(value, dict):
        return str(value.get(lang) or next(iter(value.values()), ""))
    return value if isinstance(value, str) else ""


def plain(text: str) -> str:
    """A text without what is only its dress: width, case, spaces, punctuation."""
    return "".join(sign for sign in normalize("NFKC", text).casefold() if category(sign)[0] not in "ZPC")


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """The texts of a value, each with its language; one without stands for Chinese."""
    if isinstance(value, dict):
        yield from ((lang, text) for lang, text in value.items() if text)
    elif isinstance(value, str) and value:
        yield "zh", value
