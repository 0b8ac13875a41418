"""`amend`: change a goal or a due day formally."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.assess.doubt import amendment_doubts, met_by_amendment
from jinjiang_plan.cli import options
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import drawn
from jinjiang_plan.cli.question import read_code
from jinjiang_plan.cli.record.amendment import AmendmentOutcome, judged_with, outcome_words
from jinjiang_plan.cli.record.consent import DoubtedReport, ask_consent, tell_accepted
from jinjiang_plan.cli.record.record import checked_text, ground, recorder, writable
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import entry_path
from jinjiang_plan.files.plans.amend import NewAmendment, amendment_block, with_amendment, write_amendment
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.files.toml_text.parse import read_text
from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.codes import Halt, Kind
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.written_days import read_day
from jinjiang_plan.render.width import visible

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
    baseline: Annotated[
        _Text,
        typer.Option(
            "--baseline",
            metavar="VALUE",
            help=both("新的基期值：重新核定、普查修订", "the new figure at the start: a rebasing, a census"),
        ),
    ] = None,
    baseline_on: Annotated[
        _Text,
        options.day_option(
            "--baseline-on", zh="新基期值是哪一天的", en="the day that the new baseline is of"
        ),
    ] = None,
    decided: Annotated[
        str, options.day_option("--decided", zh="决定的日期", en="the day of the decision")
    ] = "today",
    late: Annotated[
        str,
        typer.Option("--late", metavar="TEXT", help=both("为什么现在才补记", "why it is entered only now")),
    ] = "",
    by: options.By = None,
    accept_doubts: options.AcceptDoubts = False,
    dry_run: options.DryRun = False,
) -> int:
    session: Session = ctx.obj
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    writable(session)
    today, now = session.today(portfolio), session.now(portfolio)
    change = NewAmendment(
        decided=_decided(decided, today, target),
        document=ground("--document", document),
        reason=ground("--reason", reason),
        due=None if due is None else _due(due, today, target),
        status=None if status is None else read_code(Halt, status, "状态", "status").value,
        late=ground("--late", late) if late else "",
        recorded=now,
        by=checked_text("--by", recorder(by, session.environment, session.place.folder)),
    )
    change = _with_figures(change, target, value, baseline, baseline_on, today)
    path = entry_path(portfolio.plan(target.plan), target)
    judged: dict[str, AmendmentOutcome] = {}

    def approve(text: str) -> None:
        """Judge a text of the file, unless it is the one that was judged before it was locked."""
        bare = text.removeprefix("\ufeff")
        if bare not in judged:
            judged.clear()
            judged[bare] = judged_with(session, target, path, text, today)

    approve(_amended(path, target, change))  # an error comes before a doubt
    (outcome,) = judged.values()
    found = (*_doubts(target, change), *met_by_amendment(*outcome))
    doubted = [DoubtedReport("", doubt) for doubt in found]
    if doubted and not accept_doubts:
        ask_consent(session, doubted, asking=not dry_run)
    for each in doubted:
        tell_accepted(session, each)
    if dry_run:
        session.tell("试运行，没有写入", "dry run: nothing was written")
    else:
        write_amendment(path, target, change, approve)
        session.tell(f"已写入 {path}；原定目标保留", f"wrote to {path}; the first version stays")
    for line in amendment_block(target, change).splitlines():
        typer.echo(visible(line))
    (outcome,) = judged.values()
    typer.echo(drawn(session, outcome_words(session, outcome)))
    if not dry_run:
        session.tell_findings(tuple(read_plan(path.parent, Path.cwd())[1]))
    return 0


run.__doc__ = both(
    "正式调整目标：新的目标值、期限、基期，或中止、取消、恢复；写明文件和原因，原定目标保留",
    "Change a goal, due day or baseline formally. Or suspend, cancel, take up again; the first version stays.",
)


def _decided(text: str, today: date, target: Target) -> date:
    day = read_day(text, today, target.year_end)
    if day > today:
        raise Refusal(f"决定日期 {day} 还没有到", f"the decision's day {day} is still to come")
    return day


def _due(text: str, today: date, target: Target) -> date:
    day = read_day(text, today, target.year_end)
    if day < target.start:
        raise Refusal(
            f"新期限 {day} 在起始日 {target.start} 之前",
            f"the new due day {day} is before {target.start}",
        )
    return day


def _with_figures(
    change: NewAmendment,
    target: Target,
    value: str | None,
    baseline: str | None,
    baseline_on: str | None,
    today: date,
) -> NewAmendment:
    """The change with its goal and its baseline, as they are typed."""
    if (value, baseline, change.due, change.status) == (None, None, None, None):
        raise Refusal(
            "没有写要改什么：--value、--due、--baseline 或 --status",
            "nothing to change: --value, --due, --baseline or --status",
        )
    if value is not None:
        change = _with_value(change, target, value)
    if baseline is not None:
        code = _figure(target, baseline)
        on = None if baseline_on is None else read_day(baseline_on, today, target.year_end)
        change = change._replace(baseline=code, baseline_on=on)
    elif baseline_on is not None:
        raise Refusal("--baseline-on 要与 --baseline 一起写", "--baseline-on goes with --baseline")
    return change


def _with_value(change: NewAmendment, target: Target, text: str) -> NewAmendment:
    if target.goal is not None and target.goal.value is None:
        raise Refusal(
            "区间目标请在文件里手工加 [[…amendment]]，写 min 和 max",
            "a range is amended by hand in the file: [[…amendment]] with min and max",
        )
    figure = _figure(target, text)
    if figure is False:
        raise Refusal(
            "目标不能是“否”；决定不做的，用 --status cancelled",
            "a goal cannot be no; what was decided against is --status cancelled",
        )
    return change._replace(stage=figure) if isinstance(figure, str) else change._replace(value=figure)


def _amended(path: Path, target: Target, change: NewAmendment) -> str:
    """The text of the file with the amendment in it; nothing is written."""
    text = read_text(path)
    if isinstance(text, Finding):
        raise Refusal(f"{path}: {text.words.zh}", f"{path}: {text.words.en}", NOT_JUDGED)
    return with_amendment(text, str(path), target, change)


def _doubts(target: Target, change: NewAmendment) -> tuple[Doubt, ...]:
    """The doubts about the new goal, where it is a figure."""
    if change.value is None or isinstance(change.value, bool):
        return ()
    return amendment_doubts(target, change.value, change.decided)


def _figure(target: Target, text: str) -> Decimal | bool | str:
    """A figure as plan files have it: a number, a yes or no, the code of a stage."""
    value = read_figure(target, text).value
    if target.kind is Kind.STAGE:
        return Value(target, value).code
    return bool(value) if target.kind is Kind.DONE else value
