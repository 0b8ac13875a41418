"""`diff`: what changed between two days, or two revisions of git, and why."""

from typing import Annotated

import typer

from jinjiang_plan.assess.diff import compare
from jinjiang_plan.cli import options
from jinjiang_plan.cli.diff.arguments import Days, is_now, named
from jinjiang_plan.cli.diff.sides import DiffOptions, days_apart, revisions_apart
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import NO_FILTERS, Filters, read_statuses
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.change import Change, Changes
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.refusal import NOT_JUDGED


@options.with_blocks
def run(
    ctx: typer.Context,
    first: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help=both(
                "较早的一天，或 git 版本；A..B、A...B（自分叉点起）可写在一起",
                "the earlier day, or a revision of git; A..B, or A...B from where they part, as one",
            ),
            show_default=False,
        ),
    ],
    last: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]",
            help=both(
                "较晚的一天，默认今天；或 git 版本，默认工作区",
                "the later day, today; or a revision, the working tree",
            ),
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        options.day_option(
            "--as-of",
            zh="两个版本都按这一天评估；默认今天",
            en="judge both revisions as of this day; default today",
        ),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at",
            metavar="DAY|then|X..Y",
            help=both(
                "默认两天都按现在所知（与 status --as-of 一致）；then：各按当日所知；X..Y：前后各按一个日期所知",
                "default: both days as known now, as `status --as-of` shows them; `then`: each as known by its own "
                "end; a day for both; X..Y: one for each",
            ),
        ),
    ] = None,
    profile: options.ProfileName = None,
    filters: Filters = NO_FILTERS,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=both("有变化时退出码为 1", "exit with 1 if something changed"))
    ] = False,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    known_at = None if known_at is None or is_now(known_at) else known_at
    statuses = read_statuses(filters.statuses)
    question = DiffOptions(as_of, known_at, profile, filters._replace(statuses=None))
    asked_for = named(session, first, last)
    if isinstance(asked_for, Days):
        sides = days_apart(session, asked_for, question)
    else:
        sides = revisions_apart(session, asked_for, question)
    changes = compare(sides.before, sides.after, only=sides.only, profile=sides.profile)
    if statuses:
        fitting = tuple(each for each in changes.changes if _stands(each, statuses))
        changes = changes._replace(changes=fitting, edits=())
    emit(session, _result(session, changes, replayed=sides.replayed), form, output)
    if sides.broken:
        session.tell(
            "有文件无法读取，以上比较不完整",
            "some files could not be read: the comparison is not the whole one",
        )
        return NOT_JUDGED
    return int(exit_code and not changes.empty)


run.__doc__ = both(
    "两天之间、或两个 git 版本之间有什么变化：状态及原因、数值、目标、期限、增减的目标。"
    "原因靠逐项重算得出：每次只放入一种变化，看状态是否改变。",
    "Show what changed between two days, or two revisions of git: statuses and why, figures, goals, due days, what "
    "came or went. Why is found by judging again with one thing changed at a time.",
)


def _stands(change: Change, statuses: list[Status]) -> bool:
    """Whether a target stood or stands in one of these statuses."""
    return any(each is not None and each.status in statuses for each in (change.before, change.after))


def _result(session: Session, changes: Changes, *, replayed: bool) -> Result:
    """The changes as a sheet and as records."""
    from jinjiang_plan.render.sheets import diff

    return Result(
        lambda: diff.diff_sheet(changes, session.lang, replayed=replayed),
        lambda: [diff.change_row(each, session.lang) for each in changes.changes],
        lambda: diff.changes_record(changes, session.lang, replayed=replayed),
    )
