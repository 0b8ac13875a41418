"""What is to become of the rows of a sheet that came in: reports to append, and why the others are not."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.units import Units
from jinjiang_plan.model.words import Words

# A table that somebody sent: rows of texts, each cell with the place where its reader finds it.


CellPlace = tuple[int, int]
"""A row's number and a column's, both from 1, as the file counts them."""

EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet; one that comes from an old Macintosh has 1904-01-01."""


class SheetRow(NamedTuple):
    """One row: its number in the sheet, or the line that it begins on, and its texts; none behind the last one."""

    number: int
    texts: tuple[str, ...]

    def text(self, column: int) -> str:
        """The text of a column, from 1; empty behind the last one."""
        return self.texts[column - 1] if column <= len(self.texts) else ""


class SheetTable(NamedTuple):
    """One sheet of a spreadsheet, or a file of delimited text.

    Numbers stand as text with a point, shares that the sheet shows as percentages with their sign, days as in
    2021-06-30. A merged cell's text stands in each row of its first column.
    """

    file: str
    """The file, as it is shown."""
    sheet: str
    """The name of the sheet, empty for delimited text."""
    rows: tuple[SheetRow, ...]
    """In their order."""
    mark: str = ""
    """What the file's own property says that it is."""
    hidden: bool = False
    """Whether the sheet is hidden."""
    epoch: date = EPOCH
    """The day from which on serial numbers count days."""
    merged: Mapping[CellPlace, CellPlace] = {}
    """From a merged cell to the first of its area."""
    faults: Mapping[CellPlace, Words] = {}
    """Cells that say nothing for certain, with the reason."""
    unclear: frozenset[CellPlace] = frozenset()
    """Cells that keep a number such as 2021.1, which may be October."""
    hidden_rows: frozenset[int] = frozenset()
    """The numbers of its rows that are hidden."""
    hidden_columns: frozenset[int] = frozenset()
    """The numbers of its columns that are hidden."""
    lines: Sequence[str] = ()
    """The lines of delimited text."""
    delimiter: str = ""
    """What separates the cells of delimited text."""

    def place(self, row: int, column: int) -> str:
        """Where a cell is: `file!sheet!F7`, or `file:line:column` as editors open it."""
        if not self.delimiter:
            return f"{self.file}!{self.sheet}!{letters(column)}{row}"
        line, sign = self._field(row, column)
        return f"{self.file}:{line}:{sign}"

    def _field(self, line: int, column: int) -> tuple[int, int]:
        """The line and the sign, both from 1, that a field of the record beginning on a line begins at."""
        sign, quoted = 1, False
        left = column - 1
        while left and line <= len(self.lines):
            for place, each in enumerate(self.lines[line - 1], 1):
                quoted ^= each == '"'
                if each == self.delimiter and not quoted:
                    left, sign = left - 1, place + 1
                if not left:
                    return line, sign
            if not quoted:
                break
            line += 1
        return line, sign


def letters(column: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The number of the column of these letters, from 1; 0 where they are none of a column."""
    if not (1 <= len(name) <= 3 and name.isascii() and name.isalpha()):
        return 0
    number = 0
    for letter in name.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


class RowVerdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    REVISION = "revision"
    SAME = "same"
    WRONG = "wrong"


VERDICT_NAMES = {
    RowVerdict.NEW: Words("新增", "new"),
    RowVerdict.REVISION: Words("修订", "revision"),
    RowVerdict.SAME: Words("已有", "same"),
    RowVerdict.WRONG: Words("有误", "wrong"),
}

FIELDS = {
    "id": ("编号", "目标编号", "指标编号", "id", "target id", "指标名称", "指标", "目标名称", "目标", "项目名称", "项目",
           "名称", "任务", "target", "indicator", "title", "name", "indicator name", "indicator code", "series name",
           "series code", "measure"),
    "value": ("数值", "本期数值", "完成值", "完成数", "实际完成", "实际完成值", "实际值", "完成情况", "现值", "当前值",
              "累计完成", "进展", "value", "actual", "figure"),
    "unit": ("单位", "计量单位", "数值单位", "unit", "units", "unit of measure"),
    "from": ("本期起始日", "起始日", "起始日期", "from"),
    "on": ("数据日期", "日期", "截止日期", "截至日期", "截止时间", "截至时间", "数据时间", "统计时间", "时间", "时期",
           "报告期", "day", "date", "on", "period", "as of", "time period", "year", "年份", "年度", "年", "月份", "month",
           "季度", "quarter"),
    "published": ("公布日期", "发布日期", "公布时间", "发布时间", "published", "publication date"),
    "source": ("出处", "数据来源", "来源", "source"),
    "url": ("网址", "链接", "url", "link"),
    "problems": ("存在问题", "存在的问题", "问题", "problems"),
    "next": ("下一步", "下一步工作", "下一步措施", "下一步打算", "next steps", "next"),
    "note": ("说明", "备注", "note", "notes", "remarks"),
}  # fmt: skip
"""What a column may hold, and the headings by which it is known without being told; the likelier come first."""

TEXTS = ("source", "url", "note", "problems", "next")


class ColumnMap(NamedTuple):
    """What was said of the columns and rows of a foreign sheet."""

    headings: Mapping[str, str] = {}
    """The heading of each field's column; an empty one says that no column holds it."""
    sheet: str = ""
    """The name of the sheet, where it was given."""
    header: int = 0
    """The number of the heading row, where it was given."""
    constants: Mapping[str, str] = {}
    """Fields that are the same in every row, and what they are."""
    where: Mapping[str, tuple[str, ...]] = {}
    """The texts that a row must have one of, by the heading of their column."""
    periods: str = ""
    """Which headings that are periods stand above figures: `all`, `2015..2021`; empty where nothing was said."""
    skip_unknown: bool = False
    """Whether rows of targets that the plan does not have are left out."""
    file: str = ""
    """The name of the files that it is remembered for, without their period; empty for all that have the columns."""

    @property
    def says_columns(self) -> bool:
        """Whether anything was said of what the columns hold."""
        return bool(self.headings or self.constants or self.where or self.periods)


MET = "met"
"""The constant figure of a table that says of its targets only that they were met."""


class Layout(NamedTuple):
    """A table with what its columns hold."""

    table: SheetTable
    """The table."""
    header: int
    """The number of its heading row."""
    columns: Mapping[str, int]
    """The number of the column of each field."""
    own: bool
    """Whether it is our template."""
    unit: str = ""
    """What the heading of the figures says in brackets, or a line above the table, where that is a unit."""
    period: Period | None = None
    """The days that a heading, the sheet's name or a line above the table names."""
    constants: Mapping[str, str] = {}
    """The fields that are the same in every row."""
    where: Mapping[int, frozenset[str]] = {}
    """By the number of a column the texts, in the form that they are compared by, one of which a row must have."""
    periods: Mapping[int, str] = {}
    """The columns that each hold the figures of one period, and that period; none where one column holds all figures."""
    skip_unknown: bool = False
    """Whether rows of targets that the plan does not have are left out."""

    @property
    def all_met(self) -> bool:
        """Whether the table says of its targets only that they were met."""
        return self.constants.get("value") == MET

    @property
    def head(self) -> SheetRow:
        """The heading row."""
        return next(row for row in self.table.rows if row.number == self.header)

    @property
    def parts(self) -> tuple["Layout", ...]:
        """The table read for its figures one column at a time."""
        if not self.periods:
            return (self,)
        return tuple(
            self._replace(
                columns={**self.columns, "value": column}, constants={**self.constants, "on": period}
            )
            for column, period in self.periods.items()
        )


class EntryTerms(NamedTuple):
    """The terms on which rows are entered."""

    by: str
    """Who enters them."""
    recorded: datetime
    """When."""
    day: date
    """The present day."""
    on: str = ""
    """The day of rows that name none."""
    source: str = ""
    """The source of rows that name none."""
    revise: bool = False
    """Whether a figure may replace another."""
    reason: str = ""
    """Why it does."""
    correction: bool = False
    """Whether it may lower a cumulative figure."""
    decimal: str = ""
    """The mark before the decimals of figures in a text, empty where it was not said."""
    own_units: Units = ()
    """The units that the plans declare."""


class RowOutcome(NamedTuple):
    """What becomes of one row, or one fault of it."""

    verdict: RowVerdict
    """New, a revision, the same or wrong."""
    place: str
    """The place of the cell that decides."""
    target: Target | None = None
    """The target that it names."""
    report: Report | None = None
    """The report that it makes."""
    standing: Report | None = None
    """The report for the day that stands already."""
    words: Words | None = None
    """What is wrong."""
    doubts: tuple[Doubt, ...] = ()
    """What looks like a slip."""
    unknown: bool = False
    """Whether it is wrong since the plan has no such target."""
    name: str = ""
    """What a row that names no target calls itself."""


class OmissionReason(StrEnum):
    """Why a row is no report and no fault."""

    UNKNOWN = "unknown"
    WHERE = "where"
    TOTAL = "total"
    NOTE = "note"
    HEADING = "heading"


OMISSION_NAMES = {
    OmissionReason.UNKNOWN: Words("计划里没有的目标", "no such target"),
    OmissionReason.WHERE: Words("不合 --where", "not of --where"),
    OmissionReason.TOTAL: Words("合计行", "total"),
    OmissionReason.NOTE: Words("脚注", "note"),
    OmissionReason.HEADING: Words("表头或小标题", "heading"),
}


class Omission(NamedTuple):
    """A row that is left out."""

    table: SheetTable
    """Its table."""
    number: int
    """Its number there."""
    reason: OmissionReason
    """Why it is left out."""
    name: str
    """What it calls itself."""
    nearest: str = ""
    """The target that it may have meant, empty where none is called nearly so."""


class Intake(NamedTuple):
    """What becomes of whole files, row by row."""

    items: tuple[RowOutcome, ...]
    """What becomes of the rows that are reports, or should be."""
    blank: int = 0
    """How many figures are missing in rows that name a target."""
    omissions: tuple[Omission, ...] = ()
    """The rows that are left out."""

    def of(self, verdict: RowVerdict) -> list[RowOutcome]:
        """The items of one kind."""
        return [each for each in self.items if each.verdict is verdict]


# The sheet that an office fills in: its columns, its mark, and what is asked of each target.


TEMPLATE = "jinjiang-plan/report"
VERSION = 1
MARK = f"{TEMPLATE}/{VERSION}"
"""What a filled sheet is recognised by, id and version: a property of the file, and a part of its first heading."""

PROPERTY = "jinjiang-plan-template"
"""The custom property of a spreadsheet that holds the mark."""


class Heading(NamedTuple):
    """A column of the template; `open` where it is the office's to fill in."""

    key: str
    words: Words
    open: bool = False


HEADINGS = (
    Heading("id", Words(f"编号 {MARK}", f"id {MARK}")),
    Heading("title", Words("目标", "target")),
    Heading("lead", Words("牵头单位", "lead")),
    Heading("kind", Words("类型", "kind")),
    Heading("goal", Words("目标值与期限", "goal and due day")),
    Heading("last", Words("上次数值与日期", "last value and day")),
    Heading("asked", Words("按计划应达", "asked for")),
    Heading("value", Words("数值", "value"), open=True),
    Heading("unit", Words("单位", "unit")),
    Heading("from", Words("本期起始日", "from"), open=True),
    Heading("on", Words("数据日期", "day"), open=True),
    Heading("source", Words("出处", "source"), open=True),
    Heading("problems", Words("存在问题", "problems"), open=True),
    Heading("next", Words("下一步", "next steps"), open=True),
    Heading("note", Words("说明", "note"), open=True),
)
"""The columns in their order; `from` is there where an increment is asked for."""


class Request(NamedTuple):
    """The figure that is asked of one target, with what is known beside it."""

    target: Target
    """The target."""
    on: date
    """The day of the figure."""
    first: date | None
    """The first day of an increment's period, None for any other kind."""
    goal: Goal | None
    """The goal in force."""
    due: date
    """The due day in force."""
    last: Report | None
    """The latest report that stands."""
    planned: Fraction | None
    """The value that the plan requires on the day, None where it requires none."""
    summed: bool
    """Whether it is summed up from its parts, so that there is nothing to fill in."""
