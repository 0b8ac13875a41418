"""Days, periods and moments as people write them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, tzinfo

from jinjiang_plan.model.days import FIRST_YEAR, LAST_YEAR, Period, first_day, month_end
from jinjiang_plan.model.plan import DECEMBER
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

_SHOWN = 60
_TURN = 70
"""Years of two figures from this one on are of the last century."""
_HINT = Words(
    "请写成 2021-06-30、2021-06、2021Q2、2021H1、2021、FY2021 或 2021年6月30日",
    "write 2021-06-30, 2021-06, 2021Q2, 2021H1, 2021, FY2021 or 2021年6月30日",
)

_NUMERALS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMERALS |= {"上": 1, "下": 2}
_THIRDS = "上中下"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_YEAR = "(?P<year>[0-9]{4})"
_YEAR_ZH = "(?:(?P<year>[0-9]{4})年?|(?P<short>[0-9]{2})年)"
_NUMBER = "[0-9]{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_END = "[底末]?"
_NAMED = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NAME = rf"(?P<name>{_NAMED})\.?"
_NTH = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"

_FISCAL_FORM = (
    r"(?:FY *(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))|(?P<named>[0-9]{4})财年"
    r"|(?:FY *)?(?P<begun>[0-9]{4})/(?P<ended>[0-9]{4}|[0-9]{2})|FY *(?P<from>[0-9]{4})-(?P<until>[0-9]{4}|[0-9]{2}))"
    rf"(?:[- ]?Q(?P<quarter>[0-9])|[- ]?H(?P<half>[0-9])|第?(?P<quarter_zh>{_NUMBER})季度?|(?P<half_zh>[上下])半年)?"
)
"""The reporting year of a plan, by the calendar year in which it ends or by both, and its quarters and halves."""

# Patterns are compiled by `re` when first used, so that importing this costs nothing.
_FORMS = (
    _YEAR + r"(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
    _YEAR + r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})?",
    _YEAR_ZH + rf"(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]",
    _YEAR + r"[-/.](?P<month>[0-9]{1,2})",
    _YEAR_ZH + rf"(?P<month>{_NUMBER})月份?{_END}",
    _YEAR_ZH + rf"(?P<month>{_NUMBER})月份?(?P<third>[{_THIRDS}])旬",
    rf"{_YEAR}(?:年[度底末终]?|年年[底末终]|年?全年)?|(?P<short>[0-9]{{2}})年[度底末终]?",
    _YEAR + r"[- ]?Q(?P<quarter>[0-9])",
    _YEAR_ZH + r"Q(?P<quarter>[0-9])",
    _YEAR + r"[- ]?H(?P<half>[0-9])",
    _YEAR_ZH + r"H(?P<half>[0-9])",
    _YEAR_ZH + rf"(?P<half>[上下])半年度?{_END}",
    _YEAR_ZH + rf"第?(?P<quarter>{_NUMBER})季度?{_END}",
    _YEAR_ZH + rf"前(?P<quarters>{_NUMBER})个?季度?{_END}",
    _YEAR_ZH + rf"前(?P<last>{_NUMBER})个?月",
    _YEAR_ZH + rf"(?P<first>{_NUMBER})月?[-~至到](?P<last>{_NUMBER})月份?{_END}",
    rf"Q(?P<quarter>[0-9])[-/ ]?{_YEAR}|H(?P<half>[0-9])[-/ ]?{_YEAR.replace('year', 'later')}",
    _YEAR + r"[- ]*(?:T(?P<quarter>[0-9])|(?P<nth>[0-9])[°o] ?trimestre)",
    r"(?:T(?P<quarter>[0-9])[-/ ]?|(?P<nth>[0-9])[°o] ?trimestre[- ]*)" + _YEAR,
    r"(?P<quarter>[0-9])Q[- ]?(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))",
    r"(?P<half>[0-9])H[- ]?(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))",
    rf"{_NTH}[- ]{_NAME}(?:[- ,]+{_YEAR}|-(?P<short>[0-9]{{2}}))",
    rf"{_NAME} {_NTH},? {_YEAR}",
    rf"{_NAME}(?:[- ,]+{_YEAR}|[-']+(?P<short>[0-9]{{2}}))",
)

_TIME = r"[T ]*(?<![0-9])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
"""The time of day that a spreadsheet writes behind a day."""

_MOMENT = (
    r"(?P<year>[0-9]{4})-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?P<offset>Z|[-+][0-9]{2}:?[0-9]{2})?"
)

_YEARLESS = "|".join(
    (
        r"[0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}月.*|Q[0-9]|H[0-9]|[0-9][QH]",
        rf"(?:{_NUMBER})月.*|第?[一二三四1-4]季度?{_END}|前(?:{_NUMBER})(?:个月|个?季度)|[上下]半年度?{_END}",
        rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?[- ])?(?:{_NAMED})(?: [0-9]{{1,2}}(?:st|nd|rd|th)?)?",
    )
)

_REASONS = (
    ("", Words("没有写日期", "no day is written")),
    (
        _YEARLESS,
        Words("没有写年份", "the year is missing"),
    ),
    (
        r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}",
        Words(
            "年份要写四位并放在最前，否则日、月分不清",
            "the year comes first, in four digits, or day and month are confused",
        ),
    ),
    (
        r"[去今明前后本上下昨].*|(?:last|this|next|previous) .*|tomorrow|now",
        Words("没有写明是哪一天", "it names no fixed day"),
    ),
)


def read_period(text: str, today: date, year_end: int | None = DECEMBER) -> Period:
    """Give the days that a text means: a day, a month, a quarter, a half year, a year, or today.

    `2021Q2` is the calendar's; `FY2021Q2` and `2020/21` are those of the reporting year that ends with the month
    `year_end`, None where the plans do not agree on one.

    Raises:
        Refusal: the text is no such day or leaves its year open; says why, and what to write.
    """
    written = _plain(text)
    if written.casefold() in {"today", "今天"}:
        return Period(today, today)
    if written.casefold() in {"yesterday", "昨天"}:
        return Period(today - timedelta(days=1), today - timedelta(days=1))
    if (fiscal := _fiscal(text, written, year_end)) is not None:
        return fiscal
    day = re.sub(f"{_TIME}$", "", written)
    for form in _FORMS:
        match = re.fullmatch(form, day, re.IGNORECASE)
        if match and (day == written or "day" in match.groupdict()):
            return _period(text, _numbers(match))
    if (answer := day_first_words(written)) is not None:
        raise _refused(text, answer)
    for form, reason in _REASONS:
        if re.fullmatch(form, written, re.IGNORECASE):
            raise _refused(text, reason)
    raise _refused(text, Words("看不懂", "it cannot be read"))


def _fiscal(text: str, written: str, year_end: int | None) -> Period | None:
    """Give the reporting year that a text names, or its quarter or half; None where it names none.

    `2011/12` is the month, as it is without a reporting year of its own; where the plan has one it is refused.
    """
    match = re.fullmatch(_FISCAL_FORM, written, re.IGNORECASE)
    if match is None:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part is not None}
    renamed = {"from": "begun", "until": "ended"}
    parts = {renamed.get(name, name): part for name, part in parts.items()}
    if "short" in parts:
        parts["year"] = f"{_full_year(int(parts.pop('short')))}"
    year = int(parts.get("year") or parts.get("named") or int(parts["begun"]) + 1)
    if "ended" in parts and int(parts["ended"]) not in (year, year % 100):
        return None
    if "ended" in parts and len(parts["ended"]) == 2 and 1 <= int(parts["ended"]) <= DECEMBER:
        if year_end == DECEMBER and len(parts) == 2:
            return None
        raise _refused(
            text,
            Words(
                f"可指 {year - 1} 年 {year % 100} 月，也可指跨年的一年；写成 {year - 1}-{year % 100:02} 或 FY{year}",
                f"a month, or a year that spans two? write {year - 1}-{year % 100:02} or FY{year}",
            ),
        )
    if year_end is None:
        raise _refused(
            text,
            Words(
                "各计划的报告年度不在同一个月结束", "the plans end their reporting years in different months"
            ),
        )
    _check_year(text, year)
    numbers = {name.removesuffix("_zh"): _number(part) for name, part in parts.items() if name[0] in "qh"}
    first, last = _months(text, numbers)
    ended = year * 12 + year_end - 1  # the number of the year's last month
    return Period(first_day(ended - 12 + first), month_end(first_day(ended - 12 + last)))


def day_first_words(written: str) -> Words | None:
    """Say how a day is written that ends with its year, as in 31.12.2030 and 12/31/2030; None where it is no such day.

    Where day and month may be either, both readings are offered and none is taken.
    """
    found = re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", written.strip())
    if found is None:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    orders = [(first, second)] if mark == "." else [(second, first), (first, second)]
    days = list(dict.fromkeys(day for order in orders if (day := _calendar_day(year, *order)) is not None))
    if not days:
        return None
    if len(days) == 1:
        return Words(f"年份要放在最前，写作 {days[0]}", f"the year comes first: write {days[0]}")
    one, other = days
    return Words(
        f"年份要放在最前；可指 {one}，也可指 {other}，写明是哪一天",
        f"the year comes first: {one} or {other}? write the one that is meant",
    )


def _calendar_day(year: int, day: int, month: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day(text: str, today: date, year_end: int | None = DECEMBER) -> date:
    """Give the day that a text means, of a period its last.

    Raises:
        Refusal: as `read_period`.
    """
    return read_period(text, today, year_end).last


def read_moment(text: str, today: date, zone: tzinfo, year_end: int | None = DECEMBER) -> datetime:
    """Give the moment that a text means: an ISO moment, in `zone` where it has no offset, or the end of a day.

    Raises:
        Refusal: it is neither a moment nor a day.
    """
    written = _plain(text).upper()
    match = re.fullmatch(_MOMENT, written)
    if match is None:
        return datetime.combine(read_day(text, today, year_end), time.max, tzinfo=zone)
    _check_year(text, int(match["year"]))
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise _refused(text, Words("没有这个时刻", "there is no such moment")) from None
    return moment if match["offset"] else moment.replace(tzinfo=zone)


def _plain(text: str) -> str:
    """The text in ordinary width, as the forms have it.

    Spaces at its ends and around the marks of a Chinese day go, and with them `截至`; dashes of every
    kind are one, and a year in Chinese signs is written in figures.
    """
    plain = unicodedata.normalize("NFKC", text).strip(" ")
    plain = re.sub("[\u2010-\u2015\u2212-]+", "-", plain)
    plain = re.sub(" *([年月日季度至到]) *", r"\1", plain)
    if "年" in plain:
        plain = re.sub(" *- *", "-", plain)
    plain = re.sub("^截[至止]到?|止$", "", plain)
    return re.sub("^[〇○零一二三四五六七八九]{4}(?=年)", lambda year: "".join(map(_sign, year[0])), plain)


def _sign(written: str) -> str:
    return str(_NUMERALS["〇" if written == "○" else written])


def _numbers(match: re.Match[str]) -> dict[str, int]:
    """The numbers of a form, by name; a year of two figures is whole."""
    parts = {name: part for name, part in match.groupdict().items() if part is not None and name != "mark"}
    name, third = parts.pop("name", None), parts.pop("third", None)
    numbers = {_SAME.get(name, name): _number(part) for name, part in parts.items()}
    if name is not None:
        numbers["month"] = _MONTHS.index(name[:3].lower()) + 1
    if third is not None:
        numbers["third"] = _THIRDS.index(third) + 1
    if "short" in numbers:
        numbers["year"] = _full_year(numbers.pop("short"))
    if "last" in numbers:
        numbers.setdefault("first", 1)
    return numbers


_SAME = {"later": "year", "nth": "quarter"}
"""Groups that name what another group of their form names."""


def _full_year(short: int) -> int:
    """The year that two figures mean: 1970 to 2069."""
    return short + (2000 if short < _TURN else 1900)


def _number(part: str) -> int:
    """The number of figures, of Chinese signs to thirty-one, or of a half or a third."""
    if part.isdecimal():
        return int(part)
    tens, ten, ones = part.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)


def _refused(text: str, reason: Words) -> Refusal:
    shown = text[:_SHOWN] if text.isprintable() else ascii(text[:_SHOWN])
    return Refusal(
        f"日期`{shown}`：{reason.zh}；{_HINT.zh}",
        f"the day `{shown}`: {reason.en}; {_HINT.en}",
    )


def _check_year(text: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _refused(
            text,
            Words(
                f"年份须在 {FIRST_YEAR} 至 {LAST_YEAR} 之间",
                f"the year must be from {FIRST_YEAR} to {LAST_YEAR}",
            ),
        )


def _period(text: str, parts: dict[str, int]) -> Period:
    """Give the days that the numbers of a form name."""
    _check_year(text, parts["year"])
    first, last = _months(text, parts)
    if not 1 <= first <= last <= DECEMBER:
        raise _refused(text, Words("月份须在 1 至 12 之间", "a month must be from 1 to 12"))
    start = date(parts["year"], first, 1)
    end = month_end(start.replace(month=last))
    if "third" in parts:
        return _third(start, end, parts["third"])
    if "day" not in parts:
        return Period(start, end)
    if not 1 <= parts["day"] <= end.day:
        raise _refused(text, Words(f"这个月只有 {end.day} 天", f"that month has {end.day} days"))
    day = start.replace(day=parts["day"])
    return Period(day, day)


def _third(first: date, last: date, number: int) -> Period:
    """The ten days of a month that begin, divide or end it."""
    return Period(first.replace(day=10 * number - 9), last if number == 3 else first.replace(day=10 * number))


def _months(text: str, parts: dict[str, int]) -> tuple[int, int]:
    """Give the first and the last month that the numbers of a form name."""
    match parts:
        case {"month": month}:
            return month, month
        case {"quarter": quarter} | {"quarters": quarter} if not 1 <= quarter <= 4:
            raise _refused(text, Words("一年只有四个季度", "a year has four quarters"))
        case {"quarter": quarter}:
            return 3 * quarter - 2, 3 * quarter
        case {"quarters": quarter}:
            return 1, 3 * quarter
        case {"half": half} if half not in {1, 2}:
            raise _refused(text, Words("一年只有两个半年", "a year has two halves"))
        case {"half": half}:
            return 6 * half - 5, 6 * half
        case {"first": first, "last": last}:
            return first, last
        case _:
            return 1, 12
