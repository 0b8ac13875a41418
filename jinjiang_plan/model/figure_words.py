"""The words that people write around a figure: remarks, estimates, directions, and what 不足, 近, 约 and 超 leave open."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.units import Units, find_unit

ESTIMATES = "预计|预估|估计|估算|初步(?:统计|核算)?|快报|estimated?|preliminary|forecast"
# Patterns are compiled by `re` when first used, so that importing this costs nothing.
_REMARK = r"(?P<text>.*?[^(\[【\s])\s*[(\[【](?P<remark>[^()\[\]【】]+)[)\]】]"
_OTHER_FIGURE = "(?i:累计|合计|总|当[月年季期]|本[月年季期]|全年|至今|同期|total|this month|this year)"
_KEPT = "原文“([^”]*)”"
_WAY = (
    r"(?:同比|环比|比上年|较上年|年均)?\s*"
    r"(?:(?P<up>增长|增加|上升|提高|提升|增幅)|(?P<down>下降|降低|减少|回落|降幅))"
    r"(?:了|达到?|为)?\s*(?=[约近超不0-9.一二三四五六七八九十百])"
)
_RISES = r"(?i)(?:增长|增幅|增速|增加|提高|提升)率?$|\b(?:growth|increase)(?: rate)?$"
_FALLS = r"(?i)(?:下降|降低|降幅|减少|减排|压减)(?:率|比例|幅度)?$|\b(?:decline|decrease|reduction|fall)(?: rate)?$"
_RANK = r"[全省市国区县居位排名列]{0,6}第\s*(?P<place>[0-9]+|[一二三四五六七八九十百]+)\s*[位名]?"
_IN_WORDS = (
    "(?i)推进|进行中|实施中|开展|筹备|持平|正常|有序|按计划|达标|良好|in progress|ongoing|unchanged|on track"
)
_FAR = Decimal(10) ** 40
_ROUND = Decimal("0.1")
"""How far from a round figure the true one may be: 约 on either side, 近 below, 超 above."""


class FigureText(NamedTuple):
    """A figure without the remark in brackets behind it."""

    text: str
    remark: str = ""
    estimate: bool = False


def without_remark(plain: str, own: Units = ()) -> FigureText:
    """A figure in ordinary width without the remark behind it; a unit in brackets is none.

    What holds another figure for a longer or shorter time stays, so that the whole is no certain figure.
    """
    match = re.fullmatch(_REMARK, plain)
    if match is None:
        return FigureText(plain)
    remark = match["remark"].strip()
    if find_unit(remark, own) is not None:
        apart = " " if remark[0].isdecimal() else ""
        return FigureText(match["text"] + apart + remark)
    numbered = re.search("[0-9一二三四五六七八九十]", remark) is not None
    if not any(sign.isalpha() for sign in remark) or (numbered and re.search(_OTHER_FIGURE, remark)):
        return FigureText(plain)
    estimate = not numbered and re.search(ESTIMATES, remark, re.IGNORECASE) is not None
    return FigureText(match["text"], f"（{remark}）", estimate)


class DirectedFigure(NamedTuple):
    """A figure behind a word of direction: the text without that, and whether it falls."""

    text: str
    falls: bool


def way_of(text: str) -> DirectedFigure | None:
    """The direction that a figure such as 下降8% names; None where it names none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = re.match(_WAY, plain)
    return None if match is None else DirectedFigure(plain[match.end() :], match["down"] is not None)


def title_falls(title: str) -> bool | None:
    """Whether a title such as 能耗下降率 counts a fall, or one such as GDP 增速 a rise; None where it says neither."""
    plain = re.sub(r"\s*[(（\[].*$", "", title).strip()
    rises, falls = re.search(_RISES, plain), re.search(_FALLS, plain)
    return None if bool(rises) == bool(falls) else bool(falls)


def place_of(text: str) -> str:
    """The place that 第5位 names, as a text; empty where it names none."""
    plain = without_remark(unicodedata.normalize("NFKC", text).strip()).text
    match = re.fullmatch(_RANK, plain)
    return match["place"] if match else ""


def is_in_words(text: str) -> bool:
    """Whether a text says in words how things stand, as 推进中 and 持平 do, and holds no figure."""
    return re.search(_IN_WORDS, text) is not None and not re.search("[0-9０-９]", text)


# What a qualified figure proves.


class FigureSpan(NamedTuple):
    """Where the true figure lies: from one bound to another, and whether each of them is left out."""

    low: Decimal
    high: Decimal
    above: bool
    below: bool


_SPANS = (
    ("不低于|不少于|不小于|至少|最少|以上|or more|at least|>=|[≥≧]", "least"),
    ("不超过?|不高于|不多于|不大于|至多|最多|多达|以下|以内|at most|up to|<=|[≤≦]", "most"),
    ("不足|不到|低于|少于|小于|below|under|less than|<", "under"),
    ("将近|接近|近|nearly|almost", "nearly"),
    ("高于|多于|大于|超[过出]?|逾|突破|余|多|over|more than|above|[>+]", "over"),
    ("大?约|左右|上下|来|about|around|approximately|or so|[~≈]", "about"),
)
_ANY = "(?i)" + "|".join(f"(?P<{name}>{words})" for words, name in _SPANS)


def wording(note: str) -> str:
    """How a figure was worded, as the note of its report keeps it; empty where it was a bare number."""
    kept = re.findall(_KEPT, note)
    return kept[-1] if kept else ""


def span_of(said: str, figure: Decimal) -> FigureSpan | None:
    """Where the true figure lies, by its wording; None where the wording leaves nothing open."""
    plain = without_remark(unicodedata.normalize("NFKC", said).strip()).text
    match = re.search(_ANY, plain)
    if match is None:
        return None
    width = abs(figure) * _ROUND
    return {
        "least": FigureSpan(figure, _FAR, above=False, below=True),
        "most": FigureSpan(-_FAR, figure, above=True, below=False),
        "under": FigureSpan(-_FAR, figure, above=True, below=True),
        "nearly": FigureSpan(figure - width, figure, above=False, below=True),
        "over": FigureSpan(figure, figure + width, above=True, below=False),
        "about": FigureSpan(figure - width, figure + width, above=False, below=False),
    }[match.lastgroup or ""]
