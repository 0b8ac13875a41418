"""`plan add`: one more target or initiative, written into the file of its action."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.check.new_findings import new_findings, refuse_errors
from jinjiang_plan.cli.completion import complete_action, complete_plan
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.plan.entry_questions import completed
from jinjiang_plan.cli.plan.typed_entry import TypedEntry, entry_of, free_id
from jinjiang_plan.cli.record.record import checked_text, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import HEAD
from jinjiang_plan.files.plans.edition import Texts, write_edition
from jinjiang_plan.files.plans.entry_text import NewEntry, action_text, entry_text, with_entry
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.ids import file_fault, id_fault
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.width import visible

_Text = str | None
_Texts = list[str] | None


def run(
    ctx: typer.Context,
    what: Annotated[
        _Text,
        typer.Argument(
            metavar="target|initiative",
            help=both("target 目标，或 initiative 项目（举措）", "a target, or an initiative (a project)"),
            show_default=False,
        ),
    ] = None,
    id_: Annotated[
        _Text,
        typer.Argument(
            metavar="ID",
            help=both(
                "新编号，如 5g-stations 或 network.5g-stations",
                "its new id: 5g-stations, or network.5g-stations",
            ),
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        _Text,
        typer.Option(
            "--title",
            metavar="TEXT",
            help=both("名称", "its title; in Chinese where --title-en is given too"),
        ),
    ] = None,
    title_en: Annotated[
        _Text,
        typer.Option(
            "--title-en", metavar="TEXT", help=both("英文名称", "its title in English, beside a Chinese one")
        ),
    ] = None,
    action: Annotated[
        _Text,
        typer.Option(
            "--action",
            metavar="ID",
            help=both(
                "写进哪个行动；没有的行动加 --action-title 新建",
                "the action that it belongs to; a new one with --action-title",
            ),
            autocompletion=complete_action,
        ),
    ] = None,
    action_title: Annotated[
        _Text,
        typer.Option(
            "--action-title", metavar="TEXT", help=both("新行动的名称", "the title of a new action")
        ),
    ] = None,
    file: Annotated[
        _Text,
        typer.Option(
            "--file",
            metavar="FILE",
            help=both(
                "写进计划目录里的哪个文件；plan.toml 为全计划的",
                "the plan's file to write to; plan.toml for the plan's own level",
            ),
        ),
    ] = None,
    plan: Annotated[
        _Text,
        typer.Option(
            "--plan",
            metavar="ID",
            help=both("写进哪个计划", "the plan to write to"),
            autocompletion=complete_plan,
        ),
    ] = None,
    kind: Annotated[
        _Text,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=both(
                "计算方式：cumulative 累计值、level 时点值、increment、rate、rank、maintain、stage、done",
                "cumulative, level, increment, rate, rank, maintain, stage or done",
            ),
        ),
    ] = None,
    unit: Annotated[
        _Text,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help=both("单位；目标值里写了的可省", "its unit; the goal may name it instead"),
        ),
    ] = None,
    goal: Annotated[
        _Text,
        typer.Option(
            "--goal",
            metavar="GOAL",
            help=both(
                "目标值：3000、>=3000、3000座、5..7，或阶段、是",
                "3000, >=3000, 3000座, 5..7, a stage, or yes",
            ),
        ),
    ] = None,
    baseline: Annotated[
        _Text, typer.Option("--baseline", metavar="VALUE", help=both("基期值", "its figure at the start"))
    ] = None,
    baseline_on: Annotated[
        _Text,
        options.day_option(
            "--baseline-on", zh="基期值是哪一天的；默认起始日", en="the day of that figure; default its start"
        ),
    ] = None,
    due: Annotated[
        _Text, options.day_option("--due", zh="期限；默认同计划", en="its due day; default the plan's")
    ] = None,
    start: Annotated[
        _Text, options.day_option("--start", zh="起始日；默认同计划", en="its first day; default the plan's")
    ] = None,
    lead: Annotated[
        _Texts,
        typer.Option(
            "--lead",
            metavar="NAME",
            help=both("牵头单位；几个就写几次", "a responsible unit; may be repeated"),
        ),
    ] = None,
    partners: Annotated[
        _Texts,
        typer.Option(
            "--partners",
            metavar="NAME",
            help=both("配合单位；几个就写几次", "a unit that helps; may be repeated"),
        ),
    ] = None,
    class_: Annotated[
        _Text,
        typer.Option(
            "--class",
            metavar="CLASS",
            help=both("binding 约束性或 expected 预期性", "binding, or expected as by default"),
        ),
    ] = None,
    frequency: Annotated[
        _Text,
        typer.Option(
            "--frequency",
            metavar="RHYTHM",
            help=both(
                "填报频率：month、quarter、half-year、year",
                "how often it is reported: month, quarter, half-year, year",
            ),
        ),
    ] = None,
    tag: Annotated[
        _Texts,
        typer.Option(
            "--tag", metavar="TAG", help=both("标签；可写几次", "a word to filter by; may be repeated")
        ),
    ] = None,
    serves: Annotated[
        _Texts,
        typer.Option(
            "--serves",
            metavar="ID",
            help=both("项目支撑的目标；可写几次", "a target that the initiative serves; may be repeated"),
        ),
    ] = None,
    source: Annotated[
        _Text,
        typer.Option(
            "--source",
            metavar="NAME",
            help=both("出处：[source.名称] 的名称", "where it is from: the name of a [source.NAME]"),
        ),
    ] = None,
    wording: Annotated[
        _Text, typer.Option("--wording", metavar="TEXT", help=both("原文中的话", "the document's own words"))
    ] = None,
    summary: Annotated[
        _Text, typer.Option("--summary", metavar="TEXT", help=both("项目的内容", "what the initiative is"))
    ] = None,
    place: Annotated[
        _Text, typer.Option("--place", metavar="TEXT", help=both("项目的地点", "where the initiative is"))
    ] = None,
    note: Annotated[
        _Text, typer.Option("--note", metavar="TEXT", help=both("说明", "what else is to be known"))
    ] = None,
    dry_run: options.DryRun = False,
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
    writable(session)
    today = session.today(portfolio)
    named, slash, rest = (id_ or "").rpartition("/")
    above = _action(action, file) or rest.rpartition(".")[0]
    chosen = _plan(portfolio, plan or (named if slash else None), above)
    typed = TypedEntry(
        what, rest or None, title, title_en, _action(action, file), kind, unit, goal, baseline, baseline_on,
        start, due, class_, frequency, tuple(lead or ()), tuple(partners or ()), tuple(tag or ()),
        tuple(serves or ()), source, wording, summary, place, note,
    )  # fmt: skip
    typed = completed(session, typed, chosen)
    name = free_id(typed.id or "", typed.action or "", chosen)
    entry = entry_of(typed._replace(id=name), chosen, today)
    head = _new_action(chosen, typed.action, action_title)
    _write(session, chosen, typed.action or "", entry, head, today, dry_run=dry_run)
    return 0


run.__doc__ = both(
    "往计划里添一个目标或项目：写进它那个行动的文件，文件里其余的一字不动；缺什么在终端上会问",
    "Add a target or an initiative to the file of its action. The rest of the file stays byte for byte; what is missing "
    "is asked for on a terminal.",
)


def _plan(portfolio: Portfolio, name: str | None, action: str) -> Plan:
    """The plan that is named, the only one, or the only one that has the action.

    Raises:
        Refusal: there is none of that name, or several are there and none is named (exit 2); it could not be read (exit 3).
    """
    if portfolio.broken and (name is None or all(each.id != name for each in portfolio.plans)):
        raise Refusal(
            "计划文件有误，错误见上；未写入",
            "the plan's files have the errors above; nothing was written",
            NOT_JUDGED,
        )
    ids = [each.id for each in portfolio.plans]
    having = [each.id for each in portfolio.plans if action and each.action(action) is not None]
    if name is None and len(having) == 1:
        return portfolio.plan(having[0])
    if name is None and len(ids) > 1:
        listed = ", ".join(ids)
        raise Refusal(
            f"有几个计划，用 --plan 指明：{listed}",
            f"there are several plans; name one with --plan: {listed}",
        )
    if name is not None and name not in ids:
        raise unknown("计划", "plan", name, ids)
    return portfolio.plan(name or ids[0])


def _action(action: str | None, file: str | None) -> str | None:
    """The id of the action, empty for the plan's own level, None where neither option names one."""
    if file is None:
        return action
    path = Path(file)
    named = "" if path.name == HEAD else path.stem
    if path.suffix != ".toml" or path.name != file or (action is not None and action != named):
        raise Refusal(
            f"--file 写计划目录里的文件名，如 {HEAD} 或 network.toml，并与 --action 一致；不是 `{file}`",
            f"--file names a file of the plan's folder, such as {HEAD} or network.toml, the one of --action; not `{file}`",
        )
    return named


def _new_action(plan: Plan, action: str | None, title: str | None) -> str | None:
    """The text of the file of an action that is to be made, None for one that is there.

    Raises:
        Refusal: it has no title, no good id, or is there already.
    """
    if not action or plan.action(action) is not None:
        if title is not None:
            raise Refusal("--action-title 只用于新建的行动", "--action-title is for an action that is new")
        return None
    if title is None:
        known = unknown("行动", "action", action, [each.id for each in plan.actions])
        raise Refusal(
            f"{known.words.zh}；新建行动请加 --action-title",
            f"{known.words.en}; for a new action add --action-title",
        )
    fault = id_fault(action) or file_fault(action)
    if fault is not None:
        raise Refusal(f"编号 `{action}` 不合规：{fault.zh}", f"`{action}` cannot be an id: {fault.en}")
    order = max((each.order for each in plan.actions), default=0) + 1
    return action_text({"title": checked_text("--action-title", title), "order": order})


def _write(
    session: Session,
    plan: Plan,
    action: str,
    entry: NewEntry,
    head: str | None,
    today: date,
    *,
    dry_run: bool,
) -> None:
    """Write the entry, held against every rule first, and say what was written and what may come next."""
    folder = Path(plan.folder)
    path = folder / (f"{action}.toml" if action else HEAD)
    found: list[Finding] = []

    def edit(texts: Texts) -> Texts:
        if head is not None and path in texts:
            raise Refusal(f"{path} 已存在", f"{path} is there already")
        return {path: with_entry(texts.get(path, head or ""), str(path), entry)}

    def approve(texts: Texts) -> None:
        found.extend(new_findings(session, folder, texts, today))
        words = Words(
            "添上之后文件就有错误，见上；未写入",
            "with this entry the files would have the error above; nothing was written",
        )
        refuse_errors(session, found, words)

    write_edition(folder, [path], edit, approve, dry_run=dry_run)
    for line in entry_text(entry).splitlines():
        typer.echo(visible(line))
    session.tell_findings(tuple(found))
    full_id = f"{action}.{entry.name}" if action else entry.name
    if dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
        return
    session.tell(f"已写入 {path}", f"wrote to {path}")
    session.tell(
        f"接下来：jinjiang-plan show {full_id}；有数后 jinjiang-plan record {full_id} 数值",
        f"next: jinjiang-plan show {full_id}; once there is a figure, jinjiang-plan record {full_id} VALUE",
    )
