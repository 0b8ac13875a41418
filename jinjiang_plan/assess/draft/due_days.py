"""Due days as tables write them: a day, a month, 2021年四季度, 年底前, or a quarter and a year in columns of their own."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.intake.cells import is_nothing, read_on, tidied
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

_BEFORE = "(?:之前|以前|前)?(?:全面|全部|基本|如期)?(?:建成|完成|完工|竣工|投用|办结|达到|实现|到位)?$"
_AHEAD = r"^(?:预计|计划|力争|确保|到|于|至|截至|by(?: the)?(?: end of)?|end of|until|before)\s*"
_OPEN = "长期|持续|常年|全年|每年|年度|按季度|每季度|每月|常态|规划期|ongoing|continuous|throughout|permanent"
_YEARLESS = (
    r"(?:(?P<month>[0-9]{1,2}|[一二三四五六七八九]|十[一二]?)月份?(?:[0-9]{1,2}[日号]|[底末]|[上中下]旬)?"
    r"|(?:第?(?P<quarter>[一二三四1-4])季度?|Q(?P<q>[1-4]))[底末]?|(?P<half>[上下])半年[底末]?|(?P<year>年[底末内]|年内))"
)
_NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_QUARTER = r"(?:[QqTt第]\s*)?(?P<digit>[1-4])\s*(?:[QqTt]|季度?|°?\s*trimestre|st|nd|rd|th)?(?:\s*quarter)?|第?(?P<sign>[一二三四])季?度?"


class DueTerms(NamedTuple):
    """The period of the plan, by which a day without its year is read."""

    start: date | None
    """Its first day, None where it is not known yet."""
    due: date | None
    """Its last day, None where it is not known yet."""
    present: date
    """The present day."""
    epoch: date
    """The day from which on the table's serial numbers count days."""
    year_end: int = 12
    """The month in which the reporting year ends."""


class DueReading(NamedTuple):
    """A day as it was read; `ground` where the table leaves some of it open."""

    day: date | None
    ground: Words | None = None
    period: Period | None = None


def due_of(text: str, terms: DueTerms) -> DueReading:
    """The last day of what a cell names, None where it names no fixed day; then the plan's holds.

    Raises:
        Refusal: it is no day, or leaves its year open.
    """
    if is_nothing(text):
        return DueReading(None)
    plain = unicodedata.normalize("NFKC", tidied(text)).strip(" 。.;；")
    plain = re.sub(_AHEAD, "", plain, flags=re.IGNORECASE)
    ended = re.sub(_BEFORE, "", plain)
    try:
        period = read_on(ended, terms.epoch, terms.present, terms.year_end)
    except Refusal as refusal:
        return _loose(ended, terms, refusal)
    before = re.search("(?<![底末日号])(?:之前|以前|前)", plain) is not None
    if before and period.first != period.last:
        ground = Words(f"“{tidied(text)}”按其最后一天算", f"`{tidied(text)}` is read as its last day")
        return DueReading(period.last, ground, period)
    return DueReading(period.last, None, period)


def _loose(plain: str, terms: DueTerms, refusal: Refusal) -> DueReading:
    """A day without a year in a plan of one year, or a time that has no end but the plan's.

    Raises:
        Refusal: it is neither.
    """
    found = re.fullmatch(_YEARLESS, plain, re.IGNORECASE)
    if found is not None and terms.start is not None and terms.due is not None:
        if terms.start.year != terms.due.year:
            raise refusal
        year = f"{terms.due.year}年" if not plain.startswith("年") else f"{terms.due.year}"
        whole = f"{terms.due.year}" if found["year"] else f"{year}{plain}"
        period = read_on(whole, terms.epoch, terms.present, terms.year_end)
        ground = Words(
            f"没写年份，按计划所在的 {terms.due.year} 年", f"no year given: {terms.due.year}, the plan's"
        )
        return DueReading(period.last, ground, period)
    if re.search(_OPEN, plain, re.IGNORECASE) and not re.search("[0-9]", plain):
        ground = Words(
            f"“{plain}”不是一个日期，按计划的截止日", f"`{plain}` is no day: the plan's last day holds"
        )
        return DueReading(None, ground)
    raise refusal


def quarter_of(quarter: str, year: str, terms: DueTerms) -> DueReading:
    """The last day of a quarter and a year that stand in columns of their own; either may be missing.

    Raises:
        Refusal: one of them cannot be read.
    """
    number = 0
    if not is_nothing(quarter):
        found = re.fullmatch(_QUARTER, unicodedata.normalize("NFKC", tidied(quarter)), re.IGNORECASE)
        if found is None:
            return due_of(f"{_year(year)}年{tidied(quarter)}" if not is_nothing(year) else quarter, terms)
        number = int(found["digit"] or _NUMERALS[found["sign"]])
    if is_nothing(year):
        return due_of(f"Q{number}", terms) if number else DueReading(None)
    named = _year(year)
    return due_of(f"{named}Q{number}" if number else named, terms)


def _year(text: str) -> str:
    return unicodedata.normalize("NFKC", tidied(text)).removesuffix(".0").rstrip("年度")
