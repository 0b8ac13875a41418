"""JP608, other words for what is counted: they may only be mended, or another promise may stand under an old name."""

from collections.abc import Iterator

from jinjiang_plan.check.base.matching import Pair, paired, table_of
from jinjiang_plan.check.base.moves import Move, fault_of, moved
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import same
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.filler_words import plain
from jinjiang_plan.model.finding import Fault
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_CURE = Words(
    "只是改字的，不必理会；所指变了的，改回原样，另立目标",
    "if only words were mended, let it be; if another thing is counted now, put it back and start a target of its own",
)
_WORDS = {"title": Words("名称", "the title"), "wording": Words("原文", "the wording")}


_OTHER = Words(
    "改回原样；另一件事另立目标，原来的不再做，就用 amend --status cancelled",
    "put it back: another promise is a target of its own, and the old one, where it was given up, is amended "
    "to the status cancelled",
)
LIKE = 0.5
"""How alike two texts are, from 0 to 1, of which one may be the other, mended."""


def reworded(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each title or wording that says another thing; an error where it is another promise's altogether."""
    known = {
        (key, plain(text)): target.full_id
        for target in base.portfolio.judged
        for key in _WORDS
        for _, text in _texts(table_of(target, base.documents).get(key))
    }
    for pair in paired(material, base).pairs:
        changes = list(_changes(pair, material, base))
        taken = any(
            known.get((key, plain(new)), pair.before.full_id) != pair.before.full_id
            for key, _, new, _ in changes
        )
        was = table_of(pair.before, base.documents)
        other = {key for key, *_ in changes} == {key for key in _WORDS if any(_texts(was.get(key)))}
        other = other and all(not _alike(old, new) for _, old, new, _ in changes)
        for _, _, _, move in changes:
            fault = fault_of(rule, move._replace(cure=_OTHER if taken or other else _CURE))
            yield fault if taken or other else rule.softened(fault)


def _changes(pair: Pair, material: Material, base: Base) -> Iterator[tuple[str, str, str, Move]]:
    """The titles and wordings that say another thing; a translation that is added, or another comma, is none."""
    was, now = table_of(pair.before, base.documents), table_of(pair.present, material.documents)
    for key, what in _WORDS.items():
        for lang, text in _texts(was.get(key)):
            new = said(now.get(key), lang)
            if plain(text) != plain(new):
                yield (
                    key,
                    text,
                    new,
                    moved(pair, what, same(f"“{text}”"), same(f"“{new}”" if new else "-"), key),
                )
                break


def _alike(old: str, new: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, plain(old), plain(new), autojunk=False).ratio() >= LIKE


def said(value: object, lang: str) -> str:
    """A text of a file in a language; one that is written in one alone stands for any."""
    if isinstance(value, dict):
        return str(value.get(lang) or next(iter(value.values()), ""))
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """The texts of a value, each with its language; one without stands for Chinese."""
    if isinstance(value, dict):
        yield from ((lang, text) for lang, text in value.items() if text)
    elif isinstance(value, str) and value:
        yield "zh", value
