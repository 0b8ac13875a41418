"""`plan export`: a plan as the table that `plan import` reads."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_plan
from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import deliver
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.words import Lang, number_of
from jinjiang_plan.render.plan_rows import left_out, plan_records
from jinjiang_plan.render.width import visible

_ENDINGS = {".csv": "csv", ".xlsx": "xlsx", ".md": "markdown", ".markdown": "markdown"}


def run(
    ctx: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLAN]",
            help=both(
                "计划编号；只有一个计划时可省", "the plan's id; may be left out where there is one plan"
            ),
            autocompletion=complete_plan,
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=both(
                "写入 .xlsx、.csv 或 .md 文件；默认把 csv 写到标准输出",
                "the file, .xlsx, .csv or .md; default csv on stdout",
            ),
        ),
    ] = None,
    force: options.Force = False,
) -> int:
    session: Session = ctx.obj
    session.force = force
    form = _form(output)
    portfolio = session.portfolio()
    chosen = _chosen(portfolio, plan)
    deliver(session, _content(chosen, session.lang, form), form, output)
    _tell_left_out(session, chosen)
    return session.exit_code(portfolio)


run.__doc__ = both(
    "把计划写成表格：每个目标、项目一行，plan import 能读回；表格放不下的会说明",
    "Write a plan as a table, a row for each target and initiative. `plan import` reads it back; what no column holds is named.",
)


def _form(output: str | None) -> str:
    if output is None:
        return "csv"
    form = _ENDINGS.get(Path(output).suffix.lower())
    if form is None:
        raise Refusal(f"{output} 的结尾应为 .xlsx、.csv 或 .md", f"{output} must end in .xlsx, .csv or .md")
    return form


def _chosen(portfolio: Portfolio, name: str | None) -> Plan:
    """The plan that is named, or the only one."""
    ids = [each.id for each in portfolio.plans]
    if portfolio.broken and (not ids or (name is not None and name not in ids)):
        raise Refusal("计划文件有误，错误见上", "the plan's files have the errors above", NOT_JUDGED)
    if name is None and len(ids) > 1:
        listed = ", ".join(ids)
        raise Refusal(f"有几个计划，请写明一个：{listed}", f"there are several plans; name one: {listed}")
    if name is not None and name not in ids:
        raise unknown("计划", "plan", name, ids)
    return portfolio.plan(name or ids[0])


def _content(plan: Plan, lang: Lang, form: str) -> str | bytes:
    needs_for(form)
    if form == "xlsx":
        from jinjiang_plan.render.workbook.plan_page import plan_book

        return plan_book(plan, lang)
    records = plan_records(plan, lang)
    if form == "markdown":
        return "".join(_markdown(records))
    from jinjiang_plan.render.machine import delimited

    return delimited(records, ",")


def _markdown(records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the table in Markdown; none for no rows."""
    from jinjiang_plan.render.sheets.plain_text import escaped

    for number, record in enumerate(records):
        if not number:
            yield f"| {' | '.join(map(escaped, record))} |\n"
            yield f"|{'---|' * len(record)}\n"
        said = ("" if cell is None else escaped(visible(str(cell))) for cell in record.values())
        yield f"| {' | '.join(said)} |\n"


def _tell_left_out(session: Session, plan: Plan) -> None:
    """Say what the table does not hold."""
    names = [each.words for each in left_out(plan)]
    zh, en = "、".join(each.zh for each in names), ", ".join(each.en for each in names)
    rows = sum(1 for _ in plan.judged)
    session.tell(f"{rows} 行；表格不含：{zh}", f"{number_of(rows, 'row')}; not in the table: {en}")
