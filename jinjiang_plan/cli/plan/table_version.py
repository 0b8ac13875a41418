"""`plan import --into`: the rows of a table as the second version of a plan that is there."""

from jinjiang_plan.assess.draft.due_days import DueTerms
from jinjiang_plan.assess.draft.entry import DraftTerms
from jinjiang_plan.assess.draft.proposal import proposal
from jinjiang_plan.cli.plan.proposed_changes import VersionOptions, take_in
from jinjiang_plan.cli.plan.table_columns import found_columns
from jinjiang_plan.cli.plan.table_file import plan_tables
from jinjiang_plan.cli.plan.table_import import ImportCall
from jinjiang_plan.files.plans.drafted_plan import drafted_plan, stated_aspects
from jinjiang_plan.files.spreadsheets.saved_plan_columns import remembered_columns
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal


def import_version(call: ImportCall, name: str, options: VersionOptions) -> int:
    """Show what a table changes in a plan, and write it where that is asked for; the exit code.

    Raises:
        Refusal: there is no such plan (exit 2), or it could not be read (exit 3); a cell is wrong (exit 1).
    """
    session = call.session
    portfolio = session.portfolio()
    ids = [each.id for each in portfolio.plans]
    if name not in ids:
        if portfolio.broken:
            raise Refusal(
                "计划文件有误，错误见上；未写入",
                "the plan's files have the errors above; nothing was written",
                NOT_JUDGED,
            )
        raise unknown("计划", "plan", name, ids)
    plan = portfolio.plan(name)
    today = session.today(portfolio)
    tables = plan_tables(session, call.file, call.options.encoding)
    layout, _ = found_columns(session, tables, call.columns, remembered_columns(session.place.folder), today)
    due = DueTerms(plan.start, plan.due, today, layout.table.epoch, plan.year_end)
    draft = proposal(layout, DraftTerms(due, call.options.decimal, layout.unit), call.corrections)
    call.refuse_unknown(draft)
    call.refuse_faults(draft)
    return take_in(session, plan, drafted_plan(draft, plan), stated_aspects(draft, plan), options)
