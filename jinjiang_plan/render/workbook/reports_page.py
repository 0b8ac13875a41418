"""A row a report: what stands, what was replaced and what was taken back, as far as the briefing knows."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.report import Report, standing_reports
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.paper.blocks import each_language
from jinjiang_plan.render.words import report_mark
from jinjiang_plan.render.workbook.page import (
    DOCUMENT,
    LONG,
    Cell,
    Field,
    Page,
    filled,
    said,
    source_cell,
    unit_cell,
    value_cell,
)

NAME = Words("上报记录", "reports")
STANDS, REPLACED = Words("有效", "stands"), Words("已被替代", "replaced")


class Line(NamedTuple):
    """A report with its target, and whether it stands."""

    plan: Plan
    target: Target
    report: Report
    stands: bool


def reports_page(briefing: Briefing) -> Page:
    """All reports for the day and before, recorded by the moment that is replayed, in the order of the plans."""
    return filled(NAME, _fields(), _lines(briefing), printed=_PRINTED)


def _lines(briefing: Briefing) -> Iterator[Line]:
    as_of, known_at = briefing.judgement.as_of, briefing.judgement.known_at
    plans = {plan.id: plan for plan in briefing.scope.plans}
    for each in briefing.judgement.assessments:
        target = each.target
        reports = briefing.portfolio.ledger(target).reports
        stand = {report.key for report in standing_reports(reports, target.kind, as_of, known_at)}
        for report in sorted(reports, key=lambda one: (one.on, one.revision)):
            if report.on <= as_of and (known_at is None or report.recorded <= known_at):
                yield Line(plans[target.plan], target, report, report.key in stand)


_PRINTED = 12


def _fields() -> Iterator[Field[Line]]:
    yield Field("目标", "target", lambda row: Cell(row.target.title), 32)
    yield Field("编号", "id", lambda row: said(row.target.id), LONG)
    yield Field("数据日期", "for", lambda row: Cell(row.report.on), 12)
    yield Field("本期起始日", "from", lambda row: Cell(row.report.first), 12)
    yield Field("数值", "figure", _figure)
    yield Field("单位", "unit", lambda row: unit_cell(row.target), 12)
    yield Field("性质", "entry", _entry, 18)
    yield Field("是否有效", "stands", _stands, 12)
    yield Field("录入时间", "recorded", lambda row: Cell(row.report.recorded), 18)
    yield Field("录入人", "by", lambda row: said(row.report.by), 14)
    yield Field("存在问题", "problems", lambda row: said(row.report.problems), LONG)
    yield Field("下一步", "next steps", lambda row: said(row.report.next), LONG)
    yield Field("出处", "source", lambda row: source_cell(row.plan, row.report.source), DOCUMENT)
    yield Field("说明", "note", lambda row: said(row.report.note), LONG)
    yield Field("更正原因", "reason", lambda row: said(row.report.reason), LONG)
    yield Field("网址", "address", lambda row: said(row.report.url), LONG)
    yield Field("附件", "file", lambda row: said(row.report.file), LONG)
    yield Field("计划", "plan", lambda row: Cell(row.plan.title), LONG)


def _figure(row: Line) -> Cell:
    figure = row.report.figure
    return value_cell(row.target, None if figure is None else Fraction(figure))


def _entry(row: Line) -> Cell:
    return Cell(each_language(lambda lang: report_mark(row.report, lang)))


def _stands(row: Line) -> Cell:
    if row.report.retracts:
        return Cell(None)
    return Cell(STANDS) if row.stands else Cell(REPLACED, Light.GREY)
