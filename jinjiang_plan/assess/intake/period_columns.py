"""The columns that each hold the figures of one period: headings such as 2019, 2021年6月, 2021Q1 or 2015 [YR2015]."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.assess.intake.heads import ColumnHead
from jinjiang_plan.model.days import FIRST_YEAR, LAST_YEAR
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import FIELDS
from jinjiang_plan.model.written_days import read_period

ALL = "all"
"""What chooses every column whose heading is a period."""
FEWEST = 2
"""Columns of periods from which a table is taken to have its figures there without a word."""
_REPEATED = r"\s*\[YR[0-9]{4}\]$"
"""What some tables put behind a year, saying it again."""
_ANY_DAY = date(LAST_YEAR, 12, 31)
_FIGURES = frozenset(key(name) for name in FIELDS["value"])


def period_columns(heads: Sequence[ColumnHead], periods: str) -> Mapping[int, str]:
    """The columns of periods that were chosen, in the order of the table; all of them where nothing was said.

    Raises:
        Refusal: what was said is no span of periods (exit 2).
    """
    first, last = span_of(periods)
    named = {each.column: text for each in heads if not each.hidden and (text := _period_of(each))}
    return {
        column: text
        for column, text in named.items()
        if first <= read_period(text, _ANY_DAY).last and read_period(text, _ANY_DAY).first <= last
    }


def span_of(periods: str) -> tuple[date, date]:
    """The first and the last day of `all`, `2019`, `2015..2021`, `2015..` or `..2021`.

    Raises:
        Refusal: it is none of these (exit 2).
    """
    whole = date(FIRST_YEAR, 1, 1), _ANY_DAY
    if periods in ("", ALL):
        return whole
    first, dots, last = (part.strip() for part in periods.partition(".."))
    if not first and not last:
        raise Refusal(
            f"--periods `{periods}` 应为 all、2021 或 2015..2021",
            f"--periods `{periods}` must be all, 2021 or 2015..2021",
        )
    last = last if dots else first
    begin = read_period(first, _ANY_DAY).first if first else whole[0]
    end = read_period(last, _ANY_DAY).last if last else whole[1]
    if begin > end:
        raise Refusal(f"--periods `{periods}`：起始在结束之后", f"--periods `{periods}` begins after its end")
    return begin, end


def _period_of(head: ColumnHead) -> str:
    """The period that a heading is, or that stands above a heading such as 完成值; empty where it is none."""
    own = re.sub(_REPEATED, "", tidied(head.text))
    if _is_period(own):
        return own
    above = head.full.removesuffix(head.text).strip()
    return above if above and key(head.text) in _FIGURES and _is_period(above) else ""


@lru_cache(maxsize=1024)
def _is_period(text: str) -> bool:
    if not re.search("[0-9〇零一二三四五六七八九]", text) or re.fullmatch(
        "(?!(?:19|20|21)[0-9]{2})[0-9]+", text
    ):
        return False
    try:
        read_period(text, _ANY_DAY)
    except Refusal:
        return False
    return True
