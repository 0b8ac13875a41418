"""A row a report: what stands, what was replaced and what was taken back, as far as the briefing knows."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.report import Report, standing_reports
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.paper.blocks import each_language
from jinjiang_plan.render.words import report_mark
from jinjiang_plan.render.workbook.page import (
    Field,
    PageCell,
    WorkbookPage,
    field,
    field_with,
    filled,
    said,
    source_cell,
    value_cell,
)

NAME = Words("上报记录", "reports")
STANDS, REPLACED = Words("有效", "stands"), Words("已被替代", "replaced")


class ReportLine(NamedTuple):
    """A report with its target, and whether it stands."""

    plan: Plan
    target: Target
    report: Report
    stands: bool


def reports_page(briefing: Briefing) -> WorkbookPage:
    """All reports for the day and before, recorded by the moment that is replayed, in the order of the plans."""
    return filled(NAME, _fields(), _lines(briefing), printed=_PRINTED)


def _lines(briefing: Briefing) -> Iterator[ReportLine]:
    as_of, known_at = briefing.judgement.as_of, briefing.judgement.known_at
    plans = {plan.id: plan for plan in briefing.scope.plans}
    for each in briefing.judgement.assessments:
        target = each.target
        reports = briefing.portfolio.ledger(target).reports
        stand = {report.key for report in standing_reports(reports, target.kind, as_of, known_at)}
        for report in sorted(reports, key=lambda one: (one.on, one.revision)):
            if report.on <= as_of and (known_at is None or report.recorded <= known_at):
                yield ReportLine(plans[target.plan], target, report, report.key in stand)


_PRINTED = 12


def _target(row: ReportLine) -> Target:
    return row.target


def _report(row: ReportLine) -> Report:
    return row.report


def _fields() -> Iterator[Field[ReportLine]]:
    yield field_with(c.TITLE, lambda row: PageCell(row.target.title))
    yield field_with(c.ID, lambda row: said(row.target.id))
    yield from (field(each.of(_report)) for each in (c.ON, c.FIRST))
    yield field_with(c.FIGURE, _figure)
    yield field(c.UNIT.of(_target))
    yield field_with(c.ENTRY, _entry)
    yield field_with(c.STANDS, _stands)
    yield from (field(each.of(_report)) for each in (c.RECORDED, c.BY, c.PROBLEMS, c.NEXT))
    yield field_with(c.SOURCE, lambda row: source_cell(row.plan, row.report.source))
    yield from (field(each.of(_report)) for each in (c.NOTE, c.REASONED, c.URL, c.FILE))
    yield field_with(c.PLAN, lambda row: PageCell(row.plan.title))


def _figure(row: ReportLine) -> PageCell:
    figure = row.report.figure
    return value_cell(row.target, None if figure is None else Fraction(figure))


def _entry(row: ReportLine) -> PageCell:
    return PageCell(each_language(lambda lang: report_mark(row.report, lang)))


def _stands(row: ReportLine) -> PageCell:
    if row.report.retracts:
        return PageCell(None)
    return PageCell(STANDS) if row.stands else PageCell(REPLACED, Light.GREY)
