"""What people write into cells: nothing in many ways, days as numbers, totals and notes among the rows."""

import re
import unicodedata
from datetime import date, timedelta

from jinjiang_plan.model.days import Period
from jinjiang_plan.model.plan import DECEMBER
from jinjiang_plan.model.written_days import read_period

_NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "―",
        "/",
        "//",
        "\\",
        "无",
        "暂无",
        "暂无数据",
        "暂缺",
        "待定",
        "待报",
        "待统计",
        "未统计",
        "尚未统计",
        "..",
        "null",
        "tbd",
        "not available",
        "未报",
        "无数据",
        "n/a",
        "na",
        "none",
        "nil",
        "…",
    )
)
_TOTALS = ("合计", "总计", "小计", "共计", "total", "subtotal", "sum")
_FOOT = (
    r"([*※①-⑳]?(注|数据来源|数据口径|资料来源)|备注|说明|填报?[人说表时日单]|填表|制表|审核|审批|复核|单位负责人|分管|负责人|联系|报送|统计|notes?|remarks?|prepared|checked)"
    r".{0,6}?[:：0-9]"
)
_MIDNIGHT = r"(.*[0-9])[ T]0?0:00(?::00(?:\.0+)?)?"
_SERIAL = r"([2-7][0-9]{4})(?:\.[0-9]+)?"
"""Days from 1954 to 2119 as spreadsheets count them; a year or a month in digits has four, six or eight."""


def tidied(text: str) -> str:
    """The text on one line, its runs of blanks one space, without marks that show nothing."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if text.isprintable():  # then no sign of it shows nothing
        return " ".join(text.split())
    visible_text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(visible_text.split())


def key(text: str) -> str:
    """The form in which two ways of writing a heading or a name are equal: no width, no case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", tidied(text)).casefold().split())


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return tidied(text).strip("*").strip().lower() in _NOTHING


def is_total(text: str) -> bool:
    """Whether a row is a sum of the rows above it, or a part of one of them."""
    plain = key(text).strip(":：（）()")
    if re.match("其中[:：,，]|其中.{0,8}$|ofwhich", key(text)):
        return True
    return plain.endswith(_TOTALS) if len(plain) < 12 else plain.startswith(_TOTALS)


def is_foot(text: str) -> bool:
    """Whether a row is one of the remarks below a table: who filled it in, a note."""
    return re.match(_FOOT, key(text)) is not None


def read_on(text: str, epoch: date, today: date, year_end: int = DECEMBER) -> Period:
    """The days that a cell means: as people write them, or the number by which spreadsheets count days.

    Raises:
        Refusal: it is no day.
    """
    plain = unicodedata.normalize("NFKC", tidied(text))
    midnight = re.fullmatch(_MIDNIGHT, plain)
    plain = midnight[1] if midnight else plain
    serial = re.fullmatch(_SERIAL, plain)
    if serial:
        day = epoch + timedelta(days=int(serial[1]))
        return Period(day, day)
    return read_period(plain, today, year_end)
