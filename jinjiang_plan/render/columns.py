"""The columns of tables, each declared once: for a terminal, a paper, a workbook and a page.

A table picks its columns and finds its cells by key. A column's fact is drawn by each medium in its own way: the workbook
keeps numbers and days as what they are, the others take the words from here. Where a table has other needs of rank, width
or side, it says so with `_replace`; the words stay.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Light, Outlook
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import unit_words
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import facts
from jinjiang_plan.render.facts import Count, Fact, Months, Points, Projection, Rate, Share
from jinjiang_plan.render.verdict_words import all_remarks
from jinjiang_plan.render.words import NOT_STATED, status_words

Row = TypeVar("Row")
Other = TypeVar("Other")


def _nothing(_row: Any) -> None:  # noqa: ANN401 - of a row of any table
    return None


class Column(NamedTuple, Generic[Row]):
    """A column: its words, its fact, and what each medium needs to know of it."""

    key: str
    """Its name in the table, by which cells are found."""
    head: Words
    """The heading, as narrow as a terminal needs it."""
    rank: int = 0
    """In a narrow terminal the highest goes first; 0 always stays."""
    right: bool = False
    """Whether its cells stand on the right."""
    least: int | None = None
    """The width to which a terminal may cut it; None for one that is never cut."""
    only: str = ""
    """Limits it in a terminal to a drawn "table", or in a pipe to "plain"."""
    meaning: Words | None = None
    """How to read it, said below a terminal's sheet."""
    full: Words | None = None
    """The heading where there is room for it, on paper and in a workbook, if it is another."""
    most: int = 24
    """How wide it may become in a workbook, in cells."""
    fact: Callable[[Row], Fact] = _nothing
    """What stands in it."""
    light: Callable[[Row], Light | None] = _nothing
    """The colour of its words."""

    @property
    def heading(self) -> Words:
        """The heading where there is room."""
        return self.full or self.head

    def of(self, part: Callable[[Other], Row]) -> "Column[Other]":
        """The same column of rows that hold such a row."""
        fact, light = self.fact, self.light
        moved: Column[Any] = self
        return moved._replace(fact=lambda row: fact(part(row)), light=lambda row: light(part(row)))


Columns = tuple[Column[Any], ...]
"""The columns of a table, in their order."""


LONG = 44
"""How wide a column of whole sentences becomes in a workbook."""
DOCUMENT = 72
"""How wide a column of documents becomes: their titles are long, and many rows have the same."""


# What a table says of an assessment.


Assessed = Column[Assessment]

OUTLOOK_LIGHTS = {
    Outlook.LIKELY: Light.GREEN,
    Outlook.UNCERTAIN: Light.YELLOW,
    Outlook.UNLIKELY: Light.RED,
}


def _light(each: Assessment) -> Light:
    return each.light


def _value(each: Assessment) -> Value | None:
    return None if each.value is None else Value(each.target, each.value)


def _goal(each: Assessment) -> GoalValue | None:
    return None if each.goal is None else GoalValue(each.target, each.goal)


def _baseline(each: Assessment) -> Value | None:
    return None if each.baseline is None else Value(each.target, each.baseline)


def _completion(each: Assessment) -> Share | None:
    return None if each.completion is None else Share(each.completion, each.whole)


def _planned_completion(each: Assessment) -> Share | None:
    return None if each.planned_completion is None else Share(each.planned_completion)


def _gap(each: Assessment) -> Points | None:
    """The gap; a strict goal that is touched and not passed is short by less than can be measured."""
    if each.gap is None:
        return None
    return Points(each.gap, touched=each.gap == 0 and each.completion == 1 and not each.whole)


def _months_ahead(each: Assessment) -> Months | None:
    return None if each.months_ahead is None else Months(each.months_ahead)


def _outlook(each: Assessment) -> Words | None:
    """Whether the goal will be met, while that is open."""
    outlook = each.prospect.outlook
    return None if outlook is None or each.settled else NAMES[outlook]


def _outlook_light(each: Assessment) -> Light | None:
    outlook = each.prospect.outlook
    return None if outlook is None or each.settled else OUTLOOK_LIGHTS.get(outlook)


def _projected(each: Assessment) -> Projection | None:
    projected = each.prospect.projected
    if projected is None or each.prospect.outlook is None or each.target.stages:
        return None
    return Projection(projected, known=projected == each.value)


def _periods(each: Assessment) -> Count | None:
    return Count(each.periods_behind) if each.periods_behind else None


PLAN: Assessed = Column("plan", Words("计划", "plan"), only="plain", most=LONG)
FULL_ID: Assessed = Column(
    "full_id", Words("编号", "id"), only="plain", fact=lambda each: _same(each.target.id)
)
ID: Assessed = Column(
    "id", Words("编号", "id"), rank=9, only="table", most=LONG, fact=lambda each: _same(each.target.id)
)
TITLE: Assessed = Column(
    "title", Words("目标", "target"), least=14, most=32, fact=lambda each: each.target.title
)
ACTION: Assessed = Column("action", Words("行动", "action"), most=LONG)
STATUS: Assessed = Column("status", Words("状态", "status"), most=16, fact=status_words, light=_light)
LIGHT: Assessed = Column(
    "light", Words("灯色", "light"), most=8, fact=lambda each: NAMES[each.light], light=_light
)
VALUE: Assessed = Column("value", Words("现值", "value"), right=True, fact=_value)
VALUE_ON: Assessed = Column(
    "value_on", Words("数据日期", "value of"), most=12, fact=lambda each: each.value_on
)
GOAL: Assessed = Column("goal", Words("目标值", "goal"), rank=2, right=True, least=13, fact=_goal)
BASELINE: Assessed = Column("baseline", Words("基期值", "baseline"), right=True, fact=_baseline)
ASKED: Assessed = Column("asked", Words("按计划应达", "asked by now"), right=True)
BAR: Assessed = Column("bar", Words("完成│应完成", "done│asked"), rank=3, only="table")
METER: Assessed = Column("meter", Words("完成", "done"))
COMPLETION: Assessed = Column(
    "completion",
    Words("完成", "done"),
    rank=1,
    right=True,
    full=Words("完成率", "done"),
    most=10,
    fact=_completion,
)
PLANNED_COMPLETION: Assessed = Column(
    "planned_completion", Words("应完成率", "asked, share"), right=True, most=10, fact=_planned_completion
)
GAP: Assessed = Column(
    "gap",
    Words("差距(点)", "gap pp"),
    right=True,
    meaning=Words("差距：完成减应完成，百分点", "gap pp: done less asked, in percentage points"),
    full=Words("差距（点）", "gap, points"),
    most=10,
    fact=_gap,
    light=lambda each: None if each.gap is None else each.light,
)
DIFFERENCE: Assessed = Column(
    "difference",
    Words("差值", "diff"),
    rank=8,
    right=True,
    meaning=Words(
        "差值：现值减应达，按本单位，正为好",
        "diff: value less what is planned, in its own unit, positive is better",
    ),
    full=Words("差值", "difference"),
    fact=facts.difference_of,
    light=lambda each: None if each.difference is None else each.light,
)
CHANCE: Assessed = Column(
    "chance",
    Words("概率", "chance"),
    rank=8,
    right=True,
    full=Words("按期完成概率", "chance"),
    most=10,
    fact=facts.chance_of,
    light=_outlook_light,
)
MONTHS: Assessed = Column(
    "months",
    Words("早晚(月)", "months"),
    rank=6,
    right=True,
    meaning=Words(
        "早晚：比计划提前（+）或滞后（-）几个月", "months: early (+) or late (-) by the plan's own course"
    ),
    full=Words("提前（月）", "months ahead"),
    most=10,
    fact=_months_ahead,
)
OUTLOOK: Assessed = Column(
    "outlook",
    Words("完成研判", "outlook"),
    rank=3,
    most=14,
    fact=_outlook,
    light=_outlook_light,
)
PROJECTED: Assessed = Column(
    "projected",
    Words("预计", "projected"),
    rank=7,
    right=True,
    full=Words("期末预测值", "projected"),
    fact=_projected,
)
RUN_RATE: Assessed = Column(
    "run_rate",
    Words("月均速度", "run rate, a month"),
    right=True,
    fact=lambda each: None if each.prospect.run_rate is None else Rate(each.prospect.run_rate),
)
REQUIRED_RATE: Assessed = Column(
    "required_rate",
    Words("所需月速", "required rate, a month"),
    right=True,
    fact=lambda each: None if each.prospect.required_rate is None else Rate(each.prospect.required_rate),
)
DUE: Assessed = Column("due", Words("期限", "due"), rank=5, most=12, fact=lambda each: each.due)
PERIODS: Assessed = Column(
    "periods",
    Words("连续(期)", "in a row"),
    rank=8,
    right=True,
    meaning=Words("连续：已连续几个报告期为黄或红", "in a row: reporting periods in yellow or red"),
    full=Words("连续（期）", "in a row"),
    most=10,
    fact=_periods,
)
LEAD: Assessed = Column(
    "lead",
    Words("牵头", "lead"),
    rank=10,
    least=8,
    full=Words("责任单位", "responsible"),
    most=20,
    fact=lambda each: each.target.lead or NOT_STATED,
)
FLAGS: Assessed = Column(
    "flags",
    Words("备注", "flags"),
    rank=11,
    least=10,
    full=Words("数据提示", "flags"),
    most=30,
    fact=all_remarks,
)
REASON: Assessed = Column(
    "reason",
    Words("无法评估的原因", "why not assessable"),
    fact=lambda each: NAMES[each.reason] if each.reason else None,
)


def _same(text: str) -> Words:
    return Words(text, text)


# What a table says of a report.


Reported = Column[Report]

ON: Reported = Column("on", Words("数据截止日", "for"), most=12, fact=lambda report: report.on)
FIRST: Reported = Column("from", Words("本期起始日", "from"), most=12, fact=lambda report: report.first)
FIGURE: Column[Any] = Column("value", Words("数值", "value"), right=True)
WAS: Column[Any] = Column("was", Words("原为", "was"), rank=1, right=True)
ENTRY: Column[Any] = Column("mark", Words("性质", "entry"), rank=2, most=18)
STANDS: Column[Any] = Column("stands", Words("是否有效", "stands"), most=12)
RECORDED: Reported = Column(
    "recorded", Words("录入时间", "recorded"), rank=1, most=18, fact=lambda report: report.recorded
)
BY: Reported = Column(
    "by", Words("录入人", "by"), rank=4, least=6, most=14, fact=lambda report: _given(report.by)
)
SOURCE: Column[Any] = Column("source", Words("出处", "source"), rank=3, least=8, most=DOCUMENT)
NOTE: Reported = Column(
    "note", Words("说明", "note"), rank=5, least=12, most=LONG, fact=lambda report: _given(report.note)
)
PROBLEMS: Reported = Column(
    "problems", Words("存在问题", "problems"), most=LONG, fact=lambda report: _given(report.problems)
)
NEXT: Reported = Column(
    "next", Words("下一步", "next steps"), most=LONG, fact=lambda report: _given(report.next)
)
REASONED: Reported = Column(
    "reason", Words("更正原因", "reason"), most=LONG, fact=lambda report: _given(report.reason)
)
URL: Reported = Column("url", Words("网址", "address"), most=LONG, fact=lambda report: _given(report.url))
FILE: Reported = Column("file", Words("附件", "file"), most=LONG, fact=lambda report: _given(report.file))


def _given(text: str) -> Words | None:
    return _same(text) if text else None


# What a table says of a target as the plan has it, of a change, and of a day that asks for something.


NAME: Column[Any] = Column("title", Words("名称", "title"), least=12)
UNIT: Column[Target] = Column(
    "unit",
    Words("单位", "unit"),
    most=12,
    fact=lambda target: unit_words(target.unit, target.own_units) if target.unit else None,
)
KIND: Column[Target] = Column(
    "kind", Words("类型", "kind"), rank=4, most=12, fact=lambda target: NAMES[target.kind]
)
CLASS: Column[Target] = Column(
    "class",
    Words("类别", "class"),
    rank=3,
    full=Words("属性", "class"),
    most=12,
    fact=lambda target: NAMES[target.class_] if target.class_ else None,
)
CHANGE: Column[Any] = Column("change", Words("变化", "change"), most=10)
WHY: Column[Any] = Column("why", Words("原因", "why"), rank=1, least=12, most=LONG)
ALSO: Column[Any] = Column(
    "also", Words("调整与改动", "also"), rank=3, least=16, full=Words("调整与更正", "also"), most=LONG
)
DAY: Column[Any] = Column("day", Words("日期", "day"))
OCCASION: Column[Any] = Column("what", Words("事项", "what"))
PERIOD_END: Column[Any] = Column("period_end", Words("期末", "period's end"))
TARGETS: Column[Any] = Column(
    "targets", Words("目标", "targets"), right=True, full=Words("目标数", "targets"), most=10
)
INITIATIVES: Column[Any] = Column(
    "initiatives", Words("项目", "initiatives"), right=True, full=Words("项目数", "initiatives"), most=10
)
REPORTED: Column[Any] = Column("reported", Words("有数据", "reported"), right=True, most=10)
RANK: Column[Any] = Column("rank", Words("名次", "rank"), right=True, most=8)
GOOD: Column[Any] = Column("good", Words("绿蓝", "green or blue"), right=True, most=12)
SILENT: Column[Any] = Column("silent", Words("从未上报", "never reported"), right=True, most=12)
WEIGHTED: Column[Any] = Column("completion", Words("加权完成率", "weighted completion"), right=True, most=12)
WEIGHTED_REPORTED: Column[Any] = Column(
    "completion_reported", Words("只计有数据的", "of those reported"), right=True, most=12
)
PUBLISHER: Column[Any] = Column("publisher", Words("发布单位", "publisher"), rank=3, least=8, most=28)
PUBLISHED: Column[Any] = Column("published", Words("发布日期", "published"), rank=2, most=12)
NUMBER: Column[Any] = Column("number", Words("文号", "number"), rank=4)
DOCUMENT_TITLE: Column[Any] = Column("title", Words("文件", "document"), least=16, most=LONG)


# Rows by key.


Drawn = TypeVar("Drawn")


def in_order(columns: Iterable[Column[Any]], cells: Mapping[str, Drawn]) -> tuple[Drawn, ...]:
    """The cells of a row, by their columns' keys, in the order of the columns."""
    return tuple(cells[column.key] for column in columns)
