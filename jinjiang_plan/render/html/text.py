"""Texts as HTML: escaped, each with its language where a page speaks two; the one door by which a text enters a page."""

import re
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from markupsafe import Markup, escape

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import SPOKEN, Lang, Words
from jinjiang_plan.render.paper.blocks import Cell, Languages, Meter, Text, joined, web_address

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?")

WIDEST = 100
"""Per cent."""


class Speech:
    """A page's way of saying things, in its languages."""

    def __init__(self, languages: Languages) -> None:
        self.languages = languages
        self.lang = SPOKEN[languages[0]]

    def say(self, words: Words) -> Markup:
        """A text; where a page speaks two languages and they differ, each in an element of its own."""
        first, *others = self.languages
        said = escape(words.say(first))
        for lang in others:
            if words.say(lang) != words.say(first):
                said += Markup('<span class="other" lang="{}">{}</span>').format(
                    SPOKEN[lang], words.say(lang)
                )
        return said

    def line(self, words: Words) -> str:
        """A text for an attribute or a title, on one line; not escaped yet."""
        return joined(words, self.languages)

    def texts(self, texts: Iterable[Text]) -> Markup:
        """Texts behind one another: in each language by itself, so that a sentence stays one."""
        held = list(texts)
        first, *others = self.languages
        said = _sentence(held, first)
        for lang in others:
            other = _sentence(held, lang)
            if other != said:
                said += Markup('<span class="other" lang="{}">{}</span>').format(SPOKEN[lang], other)
        return said

    def cell(self, cell: Cell) -> Markup:
        """A text or a meter where it stands alone."""
        if isinstance(cell, Meter):
            return self._meter(cell)
        said = _dressed(self.say(cell.words), cell)
        return Markup('<time datetime="{}">{}</time>').format(cell.words.en, said) if is_day(cell) else said

    def _meter(self, meter: Meter) -> Markup:
        """A bar with a mark where the plan asks it to be, and what it says in words."""
        whole = Words(
            *(words.replace(" %", "\u00a0%") for words in meter.words)
        )  # no line begins with its sign
        said = Markup('<span class="said">{}</span>').format(self.say(whole))
        if meter.done is None:
            return said
        mark = Markup("")
        if meter.planned is not None:
            mark = Markup('<rect class="asked" x="{}%" width="2" height="14"/>').format(
                _percent(meter.planned)
            )
        return Markup(
            '<svg class="meter {}" width="96" height="14" aria-hidden="true">'
            '<rect class="ground" y="3" width="100%" height="8" rx="1"/>'
            '<rect class="fill" y="3" width="{}%" height="8" rx="1"/>{}</svg>{}'
        ).format(_light(meter.light), _percent(meter.done), mark, said)


def _sentence(texts: Iterable[Text], lang: Lang) -> Markup:
    return Markup("").join(_dressed(escape(each.words.say(lang)), each) for each in texts)


def _dressed(said: Markup, text: Text) -> Markup:
    """A text as what it is: a link, a label, one that weighs."""
    if text.href and leads(text.href):
        said = Markup('<a href="{}">{}</a>').format(text.href, said)
    if text.mark:
        return Markup('<span class="mark {}">{}</span>').format(_light(text.light), said)
    if text.light is not None:
        said = Markup('<span class="lit {}">{}</span>').format(_light(text.light), said)
    return Markup("<strong>{}</strong>").format(said) if text.strong else said


def is_day(text: Text) -> bool:
    """Whether a text is a day, or a day with its time, and nothing else."""
    said = text.words.en
    if _DAY.fullmatch(said) is None:
        return False
    try:
        datetime.fromisoformat(said)
    except ValueError:  # such as 0000-00-00, which a text of a file may be
        return False
    return True


def leads(href: str) -> bool:
    """Whether an address is one that a page may lead to: of the web, or of this site, which has no scheme."""
    return bool(web_address(href)) or ":" not in href.split("/", 1)[0]


def _light(light: Light | None) -> str:
    return light.value if light is not None else "plain"


def _percent(share: Fraction) -> str:
    """A share as a percentage within 0 and 100, to a tenth."""
    return f"{float(min(max(share * 100, Fraction(0)), Fraction(WIDEST))):.1f}".removesuffix(".0")
