"""Values that people write otherwise than TOML has them: what is wrong, and how it is written."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jinjiang_plan.model.words import Words


class ValueSlip(NamedTuple):
    """A way of writing that is no TOML, what is to be said of it, and what is to be written in its place."""

    pattern: re.Pattern[str]
    words: Words
    cure: Callable[[re.Match[str]], Words]


def _write(text: str) -> Words:
    return Words(f"写作 `{text}`", f"write `{text}`")


def _as_day(match: re.Match[str]) -> Words:
    year, month, day = match.groups()
    return _write(f"{year}-{month:0>2}-{day:0>2}")


def _as_calendar_day(match: re.Match[str]) -> Words:
    from jinjiang_plan.model.written_days import day_first_words

    return day_first_words(match[0]) or Words("写作 2030-12-31 这样的日期", "write a day such as 2030-12-31")


def _as_flag(match: re.Match[str]) -> Words:
    return _write("true" if match[0].lower() in ("true", "yes", "on", "是") else "false")


def _with_digits(match: re.Match[str]) -> Words:
    return _write(f"0{match[0]}" if match[0].startswith(".") else f"{match[0]}0")


def _without_unit(match: re.Match[str]) -> Words:
    return Words(
        f"只写 `{match[1]}`，单位写在 unit；若是文字则加引号",
        f"write `{match[1]}`, and the unit in `unit`; quote it if it is a text",
    )


MISTYPED = (
    ValueSlip(
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?"),
        Words("没有这一天或这一时刻", "there is no such day or moment"),
        lambda _: Words("写一个日历上有的日子", "write a day that the calendar has"),
    ),
    ValueSlip(
        re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"),
        Words("日期的写法不对", "a day is not written like this"),
        _as_day,
    ),
    ValueSlip(
        re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}"),
        Words("日期的写法不对", "a day is not written like this"),
        _as_calendar_day,
    ),
    ValueSlip(
        re.compile(r"(?i:true|yes|on|false|no|off)|是|否"),
        Words("是与否的写法不对", "yes and no are not written like this"),
        _as_flag,
    ),
    ValueSlip(
        re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
        Words("数字里不能有千位分隔符", "a number has no thousands separators"),
        lambda found: _write(found[0].replace(",", "")),
    ),
    ValueSlip(
        re.compile(r"[+-]?0+([0-9]+(?:\.[0-9]+)?)"),
        Words("数字不能以 0 开头", "a number does not begin with 0"),
        lambda found: _write(found[1]),
    ),
    ValueSlip(
        re.compile(r"\.[0-9]+|[0-9]+\."),
        Words("小数点两边都要有数字", "a digit must stand on either side of the point"),
        _with_digits,
    ),
    ValueSlip(
        re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[ ]?(?:%|[^\W\d_a-zA-Z]\S*|[a-zA-Z]{3,})"),
        Words("数字后面不能带单位", "a number has no unit behind it"),
        _without_unit,
    ),
    ValueSlip(  # the last: any text
        re.compile(r'[^\W\d_][^"\'=]*'),
        Words("文字没有加引号", "a text has no quotes"),
        lambda found: _write(f'"{found[0]}"'),
    ),
)
"""In this order; the first that fits is meant."""


def as_value(text: str) -> tuple[Words, Words] | None:
    """The same of a text that should be another thing: a day, a number, yes or no."""
    return mistyped(text, MISTYPED[:-1])


def mistyped(value: str, known: Sequence[ValueSlip] = MISTYPED) -> tuple[Words, Words] | None:
    """What is wrong with a value and how it is written; None where nothing is known of it."""
    for each in known:
        match = each.pattern.fullmatch(value)
        if match is not None:
            return each.words, each.cure(match)
    return None
