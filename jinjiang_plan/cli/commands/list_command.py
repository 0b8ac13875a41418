"""`list`: the plan as a table."""

from typing import Annotated, Any

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import NO_FILTERS, Filters, chosen, nothing_fits
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.render.machine import Envelope
from jinjiang_plan.render.sheets import lists
from jinjiang_plan.render.sheets.sheet import Sheet

WHAT = ("targets", "initiatives", "actions", "plans", "sources", "profiles", "units")
_CHINESE = {
    "目标": "targets",
    "项目": "initiatives",
    "举措": "initiatives",
    "行动": "actions",
    "计划": "plans",
    "出处": "sources",
    "口径": "profiles",
    "单位": "units",
}


@options.with_blocks
def run(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[targets|initiatives|actions|plans|sources|profiles|units]",
            help=both("列什么：目标、项目、行动、计划、出处、口径或单位", "what to list"),
            autocompletion=lambda incomplete: [name for name in WHAT if name.startswith(incomplete)],
        ),
    ] = "targets",
    search: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help=both("units：只列含这些字词的单位", "with units: those that hold each of these words"),
        ),
    ] = None,
    filters: Filters = NO_FILTERS,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    kind = _what(what)
    if search and kind != "units":
        raise Refusal(
            f"{kind} 不能按字词查：`{' '.join(search)}` 多余；筛选用 --tag、--lead 等选项",
            f"{kind} are not searched by words: leave out `{' '.join(search)}`, and filter by options such as --tag",
        )
    portfolio = session.portfolio()
    if kind == "units":
        emit(session, _units(portfolio, search or [], session), form, output)
        return session.exit_code(portfolio)
    if kind == "profiles":
        emit(session, _profiles(portfolio, session), form, output)
        return session.exit_code(portfolio)
    if kind in ("actions", "plans", "sources"):
        emit(session, _overview(kind, _narrowed(session, portfolio, filters), session), form, output)
        return session.exit_code(portfolio)
    portfolio, targets = _selected(session, portfolio, filters)
    targets = [each for each in targets if each.what == kind.removesuffix("s")]
    if not targets:
        raise nothing_fits()
    emit(session, _result(portfolio, targets, session), form, output)
    return session.exit_code(portfolio)


run.__doc__ = both(
    "列出目标、项目、行动、计划、出处、口径或单位：目标值、单位、期限、牵头、类别、出处",
    "List the plan: goals, due days, leads, sources; or the profiles that it can be judged by, or the units.",
)


def _what(name: str) -> str:
    kind = _CHINESE.get(name, name)
    if kind not in WHAT:
        raise unknown("列表", "list", name, [*WHAT, *_CHINESE])
    return kind


def _selected(session: Session, portfolio: Portfolio, filters: Filters) -> tuple[Portfolio, list[Target]]:
    """The targets that fit; what judges is only imported where a status or a day is asked for."""
    from jinjiang_plan.cli.question import judge_question

    question = judge_question(session, portfolio)
    if not filters.statuses:
        return portfolio, chosen(portfolio, filters, question)
    from jinjiang_plan.cli.judge import selected

    return selected(session, portfolio, filters, question)


def _narrowed(session: Session, portfolio: Portfolio, filters: Filters) -> Portfolio:
    """The portfolio with the plans and actions alone that hold a target that fits."""
    if not portfolio.plans:
        raise Refusal("没有可以读取的计划", "no plan could be read", NOT_JUDGED)
    if not any(filters):
        return portfolio
    _, targets = _selected(session, portfolio, filters)
    held = {(target.plan, target.action) for target in targets}
    plans = (
        plan._replace(actions=tuple(each for each in plan.actions if (plan.id, each.id) in held))
        for plan in portfolio.plans
        if any(plan.id == name for name, _ in held)
    )
    return portfolio._replace(plans=tuple(plans))


def _overview(kind: str, portfolio: Portfolio, session: Session) -> Result:
    """The plans, actions or sources as a sheet and as records."""
    lang = session.lang

    def draw() -> Sheet:
        sheets = {
            "plans": lists.plans_sheet,
            "actions": lists.actions_sheet,
            "sources": lists.sources_sheet,
        }
        return sheets[kind](portfolio, lang)

    def record() -> list[dict[str, Any]]:
        from jinjiang_plan.render import records

        makers = {
            "plans": records.plan_records,
            "actions": records.action_records,
            "sources": records.source_records,
        }
        return makers[kind](portfolio, lang)

    return Result(draw, record, lambda: Envelope().around({kind: record()}))


def _profiles(portfolio: Portfolio, session: Session) -> Result:
    """The profiles that a target can be judged by: the plans' own, then ours."""
    from jinjiang_plan.render.sheets.lists import profile_records, profiles_sheet

    profiles = list(portfolio.profiles.values())
    return Result(
        lambda: profiles_sheet(profiles, session.lang),
        lambda: profile_records(profiles, session.lang),
        lambda: Envelope().around({"profiles": profile_records(profiles, session.lang)}),
    )


def _units(portfolio: Portfolio, search: list[str], session: Session) -> Result:
    """The units that figures can have: the plans' own, then ours."""
    from jinjiang_plan.render.sheets.unit_list import unit_entries, unit_records, units_sheet

    own = tuple(dict.fromkeys(unit for plan in portfolio.plans for unit in plan.units))
    entries = unit_entries(own, search)
    if not entries:
        words = " ".join(search)
        raise Refusal(
            f'没有含“{words}”的单位；自己的单位在 plan.toml 里声明：[unit."{words}"]（help files）',
            f'no unit holds `{words}`; a unit of your own is declared in plan.toml: [unit."{words}"] (help files)',
        )
    return Result(
        lambda: units_sheet(entries, session.lang),
        lambda: unit_records(entries),
        lambda: Envelope().around({"units": unit_records(entries)}),
    )


def _result(portfolio: Portfolio, targets: list[Target], session: Session) -> Result:
    """The targets or initiatives as a sheet and as records, by the terms in force today."""
    day = session.today(portfolio)

    def record() -> list[dict[str, Any]]:
        from jinjiang_plan.render.records import target_record

        return [target_record(each, session.lang, day) for each in targets]

    return Result(
        lambda: lists.targets_sheet(portfolio, targets, session.lang, day),
        record,
        lambda: Envelope().around({f"{targets[0].what}s": record()}),
    )
