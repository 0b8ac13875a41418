"""`template`: the sheet that an office fills in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.judge import selected, with_parts, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import send
from jinjiang_plan.cli.question import NO_FILTERS, Filters, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.spreadsheet import Request
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.model.written_days import read_period
from jinjiang_plan.render.words import lead_text, say
from jinjiang_plan.render.workbook.styles import sheet_names
from jinjiang_plan.render.workbook.template import TemplateSheet

FORMATS = ("xlsx", "csv")


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    for_: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="DAY|PERIOD",
            help=both(
                "要填报的日期或时期：2021-06-30、2021Q2；默认各目标上一个完整报告期",
                "the day or period asked for: 2021-06-30, 2021Q2; default each target's last whole period",
            ),
        ),
    ] = None,
    filters: Filters = NO_FILTERS,
    split_by: Annotated[
        str | None,
        typer.Option(
            "--split-by",
            metavar="lead",
            help=both("每个牵头单位一张表", "one sheet for each responsible unit"),
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.xlsx",
            help=both("写入的文件：.xlsx 或 .csv", "the file: .xlsx or .csv"),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=both("xlsx 或 csv", "xlsx or csv")),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=both("覆盖已有的文件", "overwrite a file that is there"))
    ] = False,
) -> int:
    session: Session = ctx.obj
    form = _format(format_, output, split_by)
    _check_place(output, force=force)
    portfolio = session.portfolio()
    question = judge_question(session, portfolio)
    filters = filters._replace(ids=ids)
    portfolio, targets = selected(session, portfolio, filters, question)
    from jinjiang_plan.assess.intake.requests import likely_period, requests

    read = with_reports(session, portfolio, with_parts(portfolio, targets))
    period = read_period(for_, question.today, question.year_end) if for_ is not None else None
    pairs = [(each, period or likely_period(each, question.today)) for each in targets]
    requested = requests(read, pairs, question.known_at)
    if not requested:
        raise Refusal("选中的目标都已中止或取消", "all that was chosen is suspended or cancelled", NOT_JUDGED)
    if len(requested) < len(targets):
        session.tell(
            f"已中止或取消的 {len(targets) - len(requested)} 项没有列入",
            f"{len(targets) - len(requested)} suspended or cancelled left out",
        )
    _write(session, _sheets(session, read, requested, split=split_by is not None), form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "填报表：已知的都填好并锁定，只填数值、日期、出处、问题、下一步、说明；用 import 读回",
    "A sheet for an office to fill in. What is known is filled in and locked; import reads it back.",
)


def _format(name: str | None, output: str | None, split_by: str | None) -> str:
    """The format asked for, or that of the file's ending.

    Raises:
        Refusal: there is none such, it and the file's ending differ, or it needs a file and none is named.
    """
    ending = Path(output or "").suffix.lower().lstrip(".")
    form = name or (ending if output else None)
    if split_by not in (None, "lead"):
        raise unknown("分表方式", "way to split", str(split_by), ["lead"])
    if form is None:
        raise Refusal(
            "请写明文件：-o 填报表.xlsx；或用 --format csv 输出到屏幕",
            "name the file: -o FILE.xlsx; or --format csv for the screen",
        )
    if form not in FORMATS:
        raise unknown("格式", "format", form, list(FORMATS))
    if output and ending != form:
        raise Refusal(f"{output} 的扩展名应为 .{form}", f"the name {output} must end in .{form}")
    if form == "xlsx" and not output:
        raise Refusal("xlsx 要写入文件：-o 填报表.xlsx", "xlsx goes to a file: -o FILE.xlsx")
    if form == "csv" and split_by:
        raise Refusal(
            "csv 只有一张表；用 --lead 单位 分别导出，或导出 xlsx",
            "csv has one sheet; write one for each --lead NAME, or an xlsx",
        )
    if form == "xlsx":
        needs_for("xlsx")
    return form


def _check_place(output: str | None, *, force: bool) -> None:
    """Refuse to write over a file, which may be a sheet that somebody has filled in."""
    if output is None:
        return
    from jinjiang_plan.files.storage.atomic import needs_folder

    needs_folder(Path(output))
    if Path(output).is_file() and not force:
        raise Refusal(
            f"{output} 已经存在，可能已有人填报；换个文件名，或加 --force 覆盖",
            f"{output} is there already and may be filled in; name another file, or add --force",
        )


def _sheets(
    session: Session, portfolio: Portfolio, requested: Sequence[Request], *, split: bool
) -> list[TemplateSheet]:
    """The requests on their sheets: one for each plan, or one for each responsible unit.

    A joint task is asked of each of its leads: whichever has the figure fills it in.
    """
    groups: dict[Words | str | None, list[Request]] = {}
    for each in requested:
        keys = (each.target.leads or (None,)) if split else (each.target.plan,)
        for key in dict.fromkeys(keys):
            groups.setdefault(key, []).append(each)
    names = [_title(portfolio, key, group, session.lang) for key, group in groups.items()]
    return [
        _sheet(portfolio, name, title, group, session.lang, split=split)
        for name, title, group in zip(sheet_names(names), names, groups.values(), strict=True)
    ]


def _title(portfolio: Portfolio, key: Words | str | None, group: Sequence[Request], lang: Lang) -> str:
    """What a sheet is called: the plan's title, or the responsible unit."""
    spoken = _lang(_plans(portfolio, group), lang)
    return say(portfolio.plan(key).title, spoken) if isinstance(key, str) else lead_text(key, spoken)


def _sheet(
    portfolio: Portfolio, name: str, title: str, group: Sequence[Request], lang: Lang, *, split: bool
) -> TemplateSheet:
    plans = _plans(portfolio, group)
    spoken = _lang(plans, lang)
    if split:
        title = "  ".join([title, *(say(plan.title, spoken) for plan in plans)])
    days = sorted({each.on for each in group})
    title += f"  {' / '.join(str(day) for day in days)}" if len(days) < 4 else ""
    return TemplateSheet(name, title, tuple(group), spoken, any(each.target.sample for each in group))


def _plans(portfolio: Portfolio, group: Sequence[Request]) -> list[Plan]:
    return [portfolio.plan(key) for key in dict.fromkeys(each.target.plan for each in group)]


def _lang(plans: Sequence[Plan], reader: Lang) -> Lang:
    """The reader's language where the plans have it, else the one that they have."""
    if any(reader in plan.languages for plan in plans):
        return reader
    return "en" if reader == "zh" else "zh"


def _write(session: Session, sheets: Sequence[TemplateSheet], form: str, output: str | None) -> None:
    from jinjiang_plan.files.storage.output_file import write_output

    asked_for = [request for sheet in sheets for request in sheet.requests]
    if form == "csv":
        from jinjiang_plan.render.machine import delimited
        from jinjiang_plan.render.workbook.template import template_records

        content = delimited(template_records(asked_for, sheets[0].lang), ",")
        if output is None:
            send(content)
            return
        data = content.encode("utf-8-sig")
    else:
        from jinjiang_plan.render.workbook.template import template_book

        data = template_book(sheets)
    write_output(Path(str(output)), data, force=True)  # what stands there was asked about before
    rows, pages = len(asked_for), len(sheets) if form == "xlsx" else 1
    session.tell(
        f"已写入 {output}：{pages} 张表，{rows} 行；填好后 jinjiang-plan import {output}",
        f"wrote {output}: {number_of(pages, 'sheet')}, {number_of(rows, 'row')}; "
        f"once filled in: jinjiang-plan import {output}",
    )
