"""`list`: the plan as a table."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.filters import Filters, chosen, nothing_fits, read_statuses
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.render import list_sheet
from jinjiang_plan.render.sheet import Sheet

WHAT = ("targets", "initiatives", "actions", "plans")
_CHINESE = {
    "目标": "targets",
    "项目": "initiatives",
    "举措": "initiatives",
    "行动": "actions",
    "计划": "plans",
}


def run(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[targets|initiatives|actions|plans]",
            help=both("列什么：目标、项目、行动或计划", "what to list"),
            autocompletion=lambda incomplete: [name for name in WHAT if name.startswith(incomplete)],
        ),
    ] = "targets",
    plan: options.PlanFilter = None,
    action: options.ActionFilter = None,
    lead: options.LeadFilter = None,
    class_: options.ClassFilter = None,
    status: options.StatusFilter = None,
    tag: options.TagFilter = None,
    due_before: options.DueFilter = None,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    kind = _what(what)
    portfolio = session.portfolio()
    if kind in ("actions", "plans"):
        if not portfolio.plans:
            raise Refusal("没有可以读取的计划", "no plan could be read", NOT_JUDGED)
        emit(session, _overview(kind, _narrowed(portfolio, plan), session), form, output)
        return session.exit_code(portfolio)
    filters = Filters(
        (),
        plan or (),
        action or (),
        lead or (),
        class_ or (),
        tag or (),
        _day(session, portfolio, due_before),
    )
    targets = [each for each in chosen(portfolio, filters) if each.what == kind.removesuffix("s")]
    if status and targets:
        portfolio, targets = _of_status(session, portfolio, targets, status)
    if not targets:
        raise nothing_fits()
    emit(session, _result(portfolio, targets, session), form, output)
    return session.exit_code(portfolio)


run.__doc__ = both(
    "列出目标、项目、行动或计划：目标值、单位、期限、牵头、类别、出处",
    "List the plan: goals, units, due days, leads, classes, sources",
)


def _what(name: str) -> str:
    kind = _CHINESE.get(name, name)
    if kind not in WHAT:
        raise unknown("列表", "list", name, [*WHAT, *_CHINESE])
    return kind


def _day(session: Session, portfolio: Portfolio, text: str | None) -> date | None:
    if text is None:
        return None
    from jinjiang_plan.model.days import read_day

    return read_day(text, session.today(portfolio))


def _narrowed(portfolio: Portfolio, plans: Sequence[str] | None) -> Portfolio:
    """The portfolio with the plans that were named alone."""
    if not plans:
        return portfolio
    known = [plan.id for plan in portfolio.plans]
    for name in plans:
        if name not in known:
            raise unknown("计划", "plan", name, known)
    return portfolio._replace(plans=tuple(plan for plan in portfolio.plans if plan.id in plans))


def _overview(kind: str, portfolio: Portfolio, session: Session) -> Result:
    """The plans or actions as a sheet and as records."""
    lang = session.lang

    def draw() -> Sheet:
        sheet = list_sheet.plans_sheet if kind == "plans" else list_sheet.actions_sheet
        return sheet(portfolio, lang)

    def record() -> list[dict[str, Any]]:
        from jinjiang_plan.render import records

        made = records.plan_records if kind == "plans" else records.action_records
        return made(portfolio, lang)

    return Result(draw, record, lambda: {"format": 1, kind: record()})


def _result(portfolio: Portfolio, targets: list[Target], session: Session) -> Result:
    """The targets or initiatives as a sheet and as records."""

    def record() -> list[dict[str, Any]]:
        from jinjiang_plan.render.records import target_record

        return [target_record(each, session.lang) for each in targets]

    return Result(
        lambda: list_sheet.targets_sheet(portfolio, targets, session.lang),
        record,
        lambda: {"format": 1, f"{targets[0].what}s": record()},
    )


def _of_status(
    session: Session, portfolio: Portfolio, targets: list[Target], names: Sequence[str]
) -> tuple[Portfolio, list[Target]]:
    """The targets that stand so today; for that alone the ledgers are read."""
    from jinjiang_plan import assess
    from jinjiang_plan.files.ledgers import with_ledgers

    wanted = read_statuses(names)
    read = with_ledgers(portfolio)
    session.tell_findings(read.findings[len(portfolio.findings) :])
    judgement = assess(read, session.today(portfolio), only=targets)
    fitting = {each.target.full_id for each in judgement.assessments if each.status in wanted}
    return read, [each for each in targets if each.full_id in fitting]
