"""What the cells of a template check and say: lists, numbers and days, each with its prompt and its error."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import LAST_YEAR
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.spreadsheet import Request
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.value import choices
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import figure
from jinjiang_plan.render.width import cut
from jinjiang_plan.render.words import say, unit_name
from jinjiang_plan.render.workbook.styles import put_text

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = Decimal(10**14)
_FIRST = date(1990, 1, 1)
_LONGEST = 240
"""Signs that a spreadsheet shows in a prompt, with some to spare."""


class CellCheck(NamedTuple):
    """One check that many cells share."""

    type: Literal["list", "decimal", "date"]
    """What a cell may hold."""
    low: str
    """The lower bound, or the list."""
    high: str
    """The upper bound."""
    prompt: str
    """What is shown beside the cell."""
    error: str
    """What is shown when something else is entered."""


class Checks:
    """The checks of a workbook's cells, gathered while its sheets are drawn; lists go to a sheet of their own."""

    def __init__(self, lists: "Worksheet") -> None:
        self._lists = lists
        self._columns: dict[tuple[str, ...], str] = {}
        self._cells: dict[str, dict[CellCheck, list[str]]] = {}

    def ask(self, sheet: str, request: Request, key: str, at: str, lang: Lang) -> None:
        """Have a cell of a sheet checked for what a column asks of a request."""
        check = self._check(request, key, lang)
        if check is not None:
            self._cells.setdefault(sheet, {}).setdefault(check, []).append(at)

    def of(self, sheet: str, lang: Lang) -> "Iterator[DataValidation]":
        """The checks of one sheet as the spreadsheet has them."""
        from openpyxl.worksheet.datavalidation import DataValidation

        for check, places in self._cells.get(sheet, {}).items():
            yield DataValidation(
                type=check.type,
                operator=None if check.type == "list" else "between",
                formula1=check.low,
                formula2=check.high or None,
                sqref=" ".join(places),
                allow_blank=True,
                showInputMessage=True,
                showErrorMessage=True,
                errorStyle="stop",
                promptTitle=Words("请填写", "to fill in").say(lang),
                prompt=cut(check.prompt, _LONGEST),
                errorTitle=Words("填写有误", "not as it should be").say(lang),
                error=cut(check.error, _LONGEST),
            )

    def _check(self, request: Request, key: str, lang: Lang) -> CellCheck | None:
        if key == "value":
            return self._value(request.target, lang)
        if key in ("on", "from"):
            return _day(key, lang)
        return None

    def _value(self, target: Target, lang: Lang) -> CellCheck:
        if not target.kind.named:
            return _number(target, lang)
        names = [say(each, lang) for each in choices(target)]
        return self._choice(tuple(names if target.kind is Kind.STAGE else reversed(names)), lang)

    def _choice(self, names: tuple[str, ...], lang: Lang) -> CellCheck:
        listed = Words("、".join(names), ", ".join(names)).say(lang)
        return CellCheck(
            "list",
            self._listed(names),
            "",
            Words(f"从列表中选：{listed}", f"choose from the list: {listed}").say(lang),
            Words(f"只能是：{listed}", f"it must be one of: {listed}").say(lang),
        )

    def _listed(self, names: tuple[str, ...]) -> str:
        """Where a list stands on its hidden sheet; equal lists stand there once."""
        from openpyxl.utils import get_column_letter

        if names not in self._columns:
            place = len(self._columns) + 1
            letter = get_column_letter(place)
            for row, name in enumerate(names, 1):
                put_text(self._lists.cell(row, place), name)
            self._columns[names] = f"{self._lists.title}!${letter}$1:${letter}${len(names)}"
        return self._columns[names]


def _number(target: Target, lang: Lang) -> CellCheck:
    low, high = target.limits
    unit = unit_name(target, lang)
    kind = NAMES[target.kind].say(lang)
    said = [Words(f"只填数；{kind}", f"a number alone; {kind}").say(lang)]
    if unit:
        said.append(Words(f"单位：{unit}", f"counted in: {unit}").say(lang))
    if target.unit == "%":
        said.append(Words("60% 填 60 或 60%", "for 60 % write 60 or 60%").say(lang))
    if target.kind is Kind.INCREMENT:
        said.append(Words("填本期发生数，不填累计数", "what the period added, not the total").say(lang))
    wrong = Words(
        f"这里要填一个数（单位：{unit or '-'}）", f"a number is asked for here (unit: {unit or '-'})"
    ).say(lang)
    if low is not None or high is not None:
        span = f"{figure(low)} ~ {figure(high)}"
        said.append(Words(f"范围：{span}", f"range: {span}").say(lang))
        wrong = Words(f"{wrong}，范围 {span}", f"{wrong}, from {span}").say(lang)
    joined = Words("；", "; ").say(lang).join(said)
    # A percentage may be typed as one: 60% is 0.6 to the spreadsheet.
    least = min(low, low / 100) if low is not None and target.unit == "%" else low
    return CellCheck("decimal", _bound(least, -_LARGEST), _bound(high, _LARGEST), joined, wrong)


def _bound(given: Decimal | None, otherwise: Decimal) -> str:
    return format(otherwise if given is None else given, "f")


def _day(key: str, lang: Lang) -> CellCheck:
    prompt = Words("数据所属的日期，如 2021-06-30", "the day that the figure is for, such as 2021-06-30")
    if key == "from":
        prompt = Words("本期的第一天，如 2021-04-01", "the first day of the period, such as 2021-04-01")
    error = Words("要填日期，如 2021-06-30", "a day is asked for, such as 2021-06-30")
    return CellCheck(
        "date", str(_serial(_FIRST)), str(_serial(date(LAST_YEAR, 12, 31))), prompt.say(lang), error.say(lang)
    )


def _serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - date(1899, 12, 30)).days
