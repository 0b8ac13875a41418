"""What is to become of the rows of a sheet that came in: reports to append, and why the others are not."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.table import Table
from jinjiang_plan.model.words import Words


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    REVISION = "revision"
    SAME = "same"
    WRONG = "wrong"


VERDICT_NAMES = {
    Verdict.NEW: Words("新增", "new"),
    Verdict.REVISION: Words("修订", "revision"),
    Verdict.SAME: Words("已有", "same"),
    Verdict.WRONG: Words("有误", "wrong"),
}

FIELDS = {
    "id": ("编号", "目标编号", "指标编号", "id", "target id", "指标名称", "指标", "目标名称", "目标", "项目名称", "项目",
           "名称", "任务", "target", "indicator", "title", "name"),
    "value": ("数值", "本期数值", "完成值", "完成数", "实际完成", "实际完成值", "实际值", "完成情况", "现值", "当前值",
              "累计完成", "进展", "value", "actual", "figure"),
    "unit": ("单位", "计量单位", "数值单位", "unit"),
    "from": ("本期起始日", "起始日", "起始日期", "from"),
    "on": ("数据日期", "日期", "截止日期", "截至日期", "截止时间", "截至时间", "数据时间", "统计时间", "时间", "时期",
           "报告期", "day", "date", "on", "period", "as of"),
    "source": ("出处", "数据来源", "来源", "source"),
    "url": ("网址", "链接", "url", "link"),
    "problems": ("存在问题", "存在的问题", "问题", "problems"),
    "next": ("下一步", "下一步工作", "下一步措施", "下一步打算", "next steps", "next"),
    "note": ("说明", "备注", "note", "notes", "remarks"),
}  # fmt: skip
"""What a column may hold, and the headings by which it is known without being told; the likelier come first."""

TEXTS = ("source", "url", "note", "problems", "next")


class ColumnMap(NamedTuple):
    """Which columns of a foreign sheet hold what: headings by field, and the sheet and heading row where given.

    A heading that is empty says that no column holds that field.
    """

    headings: Mapping[str, str] = {}
    sheet: str = ""
    header: int = 0


class Layout(NamedTuple):
    """A table with the number of its heading row and of the column of each field; `own` if it is our template.

    `unit` is what the heading of the figures says in brackets, where that is a unit.
    """

    table: Table
    header: int
    columns: Mapping[str, int]
    own: bool
    unit: str = ""


class Entering(NamedTuple):
    """How rows are entered: by whom, when, on which day, what stands for what a row leaves out, and what is allowed."""

    by: str
    recorded: datetime
    day: date
    on: str = ""
    source: str = ""
    revise: bool = False
    reason: str = ""
    correction: bool = False


class Item(NamedTuple):
    """What becomes of one row, or one fault of it, with the place of the cell that decides.

    `standing` is the report for the day that stands already; `words` say what is wrong, `doubt` what looks like a slip.
    """

    verdict: Verdict
    place: str
    target: Target | None = None
    report: Report | None = None
    standing: Report | None = None
    words: Words | None = None
    doubt: Words | None = None


class Intake(NamedTuple):
    """What becomes of a whole file, row by row; `blank` counts rows that name a target and give no figure."""

    items: tuple[Item, ...]
    blank: int = 0

    def of(self, verdict: Verdict) -> list[Item]:
        """The items of one kind."""
        return [each for each in self.items if each.verdict is verdict]
