"""`amend`: change a goal or a due day formally."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.filters import read_code
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import drawn
from jinjiang_plan.cli.record.record import checked_text, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import entry_path
from jinjiang_plan.files.plans.amend import Change, amendment_block, with_amendment, write_amendment
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.files.toml_text.parse import read_text
from jinjiang_plan.model.codes import NAMES, Halt, Kind
from jinjiang_plan.model.days import read_day
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.plan import Goal, Target, Terms
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.value import Value
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, say

_Text = str | None


def run(
    ctx: typer.Context,
    id_: options.Id,
    document: Annotated[
        str, typer.Option("--document", metavar="TEXT", help=both("依据的文件", "the document that says so"))
    ],
    reason: options.Reason,
    value: Annotated[
        _Text,
        typer.Option("--value", metavar="VALUE", help=both("新的目标值或阶段", "the new goal or stage")),
    ] = None,
    due: Annotated[_Text, options.day_option("--due", zh="新的期限", en="the new due day")] = None,
    status: Annotated[
        _Text,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=both(
                "中止 suspended、取消 cancelled 或恢复 active", "suspended, cancelled, or active again"
            ),
        ),
    ] = None,
    decided: Annotated[
        str, options.day_option("--decided", zh="决定的日期", en="the day of the decision")
    ] = "today",
    dry_run: options.DryRun = False,
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    writable(session)
    change = _change(session, portfolio, target, value, due, status, decided, document, reason)
    path = entry_path(portfolio.plan(target.plan), target)
    if dry_run:
        text = read_text(path)
        if isinstance(text, Finding):
            raise Refusal(f"{path}: {text.words.zh}", f"{path}: {text.words.en}", NOT_JUDGED)
        with_amendment(text, str(path), target, change)
        session.tell("试运行，没有写入", "dry run: nothing was written")
    else:
        write_amendment(path, target, change)
        session.tell(f"已写入 {path}；原定目标保留", f"wrote to {path}; the first version stays")
    for line in amendment_block(target, change).splitlines():
        typer.echo(visible(line))
    typer.echo(drawn(session, _changed(session, target, change, target.terms(session.today(portfolio)))))
    if not dry_run:
        session.tell_findings(tuple(read_plan(path.parent, Path.cwd())[1]))
    return 0


run.__doc__ = both(
    "正式调整目标：新的目标值、期限，或中止、取消、恢复；写明文件和原因，原定目标保留",
    "Change a goal or due day formally. Or suspend, cancel, take up again; the first version stays.",
)


def _change(
    session: Session,
    portfolio: Portfolio,
    target: Target,
    value: str | None,
    due: str | None,
    status: str | None,
    decided: str,
    document: str,
    reason: str,
) -> Change:
    today = session.today(portfolio)
    day = read_day(decided, today, target.year_end)
    if day > today:
        raise Refusal(f"决定日期 {day} 还没有到", f"the decision's day {day} is still to come")
    change = Change(
        decided=day,
        document=checked_text("--document", document),
        reason=checked_text("--reason", reason),
        due=None if due is None else read_day(due, today, target.year_end),
        status=None if status is None else read_code(Halt, status, "状态", "status").value,
    )
    if not change.document or not change.reason:
        raise Refusal("调整需要文件和原因", "an amendment needs its document and its reason")
    if value is not None:
        change = _with_value(change, target, value)
    if (value, due, status) == (None, None, None):
        raise Refusal(
            "没有写要改什么：--value、--due 或 --status", "nothing to change: --value, --due or --status"
        )
    _refuse_idle(target, change, target.terms(today))
    return change


def _with_value(change: Change, target: Target, text: str) -> Change:
    if target.goal is not None and target.goal.value is None:
        raise Refusal(
            "区间目标请在文件里手工加 [[…amendment]]，写 min 和 max",
            "a range is amended by hand in the file: [[…amendment]] with min and max",
        )
    quantity = read_figure(target, text)
    if target.kind is Kind.STAGE:
        return change._replace(stage=Value(target, quantity.value).code)
    return change._replace(value=bool(quantity.value) if target.kind is Kind.DONE else quantity.value)


def _refuse_idle(target: Target, change: Change, now: Terms) -> None:
    """Refuse an amendment that would leave everything as it is."""
    if change.due is not None and change.due < target.start:
        raise Refusal(
            f"新期限 {change.due} 在起始日 {target.start} 之前",
            f"the new due day {change.due} is before {target.start}",
        )
    new = _new_goal(target, now.goal, change)
    same_goal = new is now.goal or (new is not None and now.goal is not None and new.value == now.goal.value)
    same_halt = change.status is None or change.status == (now.halted or Halt.ACTIVE)
    if same_goal and change.due in (None, now.due) and same_halt:
        raise Refusal("与现行目标相同，没有变化", "it is the same as the goal in force: nothing would change")


def _changed(session: Session, target: Target, change: Change, now: Terms) -> str:
    """The goal, the due day and any halt before and after, in one line."""
    lang, title = session.lang, say(target.title, session.lang)
    old, new = now.goal, _new_goal(target, now.goal, change)
    parts = [
        f"{goal_with_unit(target, old, lang)}, {now.due} → {goal_with_unit(target, new, lang)}, {change.due or now.due}"
    ]
    if change.status is not None:
        was = NAMES[now.halted or Halt.ACTIVE].say(lang)
        parts = [
            f"{was} → {NAMES[Halt(change.status)].say(lang)}",
            *(parts if new is not old or change.due else []),
        ]
    elif now.halted is not None:
        parts.append(session.say(f"仍为{NAMES[now.halted].zh}", f"still {NAMES[now.halted].en}"))
    return "  ".join([title, *parts])


def _new_goal(target: Target, goal: Goal | None, change: Change) -> Goal | None:
    """The goal with the change: its op stays."""
    if change.stage is not None:
        value = Decimal(target.stages.index(change.stage))
    elif change.value is not None:
        value = Decimal(change.value)
    else:
        return goal
    return Goal(value, None, None, goal.op if goal else None, assumed=False)
