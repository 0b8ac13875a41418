"""Days that two columns say together: one the year, another the month or the quarter."""

import re
from collections.abc import Iterable

from jinjiang_plan.assess.intake.cells import is_nothing, key
from jinjiang_plan.assess.intake.heads import BRACKETS, ColumnHead
from jinjiang_plan.model.days import Period, month_end

_YEARS = frozenset(("year", "年", "年份", "年度"))
_PARTS = ("月份", "月", "month", "季度", "季", "quarter")
_QUARTERS = frozenset(("季度", "季", "quarter"))
_MONTHS = frozenset(
    key(each) for each in ("月份", "月", "月度", "所属月份", "统计月份", "month", "reporting month")
)
_YEAR = "(?:19|20|21)[0-9]{2}"


def columns_of_days(heads: Iterable[ColumnHead], on: int) -> dict[str, int]:
    """Where the column of days holds years, that column as `year`, and that of months or quarters, where there is one."""
    shown = [each for each in heads if not each.hidden]
    if not any(each.column == on and each.plain in _YEARS for each in shown):
        return {}
    part = next((each for name in _PARTS for each in shown if each.plain == name), None)
    if part is None:
        return {"year": on}
    return {"year": on, "quarter" if part.plain in _QUARTERS else "month": part.column}


def whole_month(heading: str, period: Period) -> Period:
    """The month of a day that is its first, under a heading that says months: so spreadsheets keep them."""
    first, last = period
    if first != last or first.day > 1 or key(re.sub(BRACKETS, "", heading)) not in _MONTHS:
        return period
    return Period(first, month_end(first))


def day_text(year: str, part: str, *, quarter: bool) -> str:
    """The day that a year and a part of it say, as people write it; one that has its own year stands alone."""
    found = re.search(_YEAR, year)
    if is_nothing(part) or found is None:
        return year
    if re.search(_YEAR, part):
        return part
    if re.fullmatch("[0-9]{1,2}", part):
        return f"{found[0]}Q{int(part)}" if quarter else f"{found[0]}-{int(part):02}"
    return f"{part} {found[0]}" if part.isascii() else f"{found[0]}年{part}"
