"""The sheet that an office fills in: its columns, its mark, and what is asked of each target."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Words

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
    """What is asked of one target: its figure for a day, with what is known beside it.

    `first` is the first day of an increment's period, None for any other kind; `goal` and `due` are those in force,
    `last` the latest report that stands, `asked` the value that the plan asks for on the day, None where it asks for
    none. A target that is `summed` up from its parts has nothing to fill in.
    """

    target: Target
    on: date
    first: date | None
    goal: Goal | None
    due: date
    last: Report | None
    asked: Fraction | None
    summed: bool
