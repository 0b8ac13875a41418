"""`trend`: how many targets stood where at the end of each reporting period."""

from datetime import date
from typing import Annotated

import typer

from jinjiang_plan.assess.series import days_of, trend
from jinjiang_plan.cli import options
from jinjiang_plan.cli.diff.arguments import KnownThen, is_now, is_then, moments
from jinjiang_plan.cli.judge import selected, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import NO_FILTERS, Filters, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.series import Trend
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period
from jinjiang_plan.render.words import replayed as at_moment

MOST = 240
"""More periods than this of one plan are a slip: twenty years of months."""

_CHINESE = {"月": "month", "季": "quarter", "季度": "quarter", "半年": "half-year", "年": "year"}


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    from_: Annotated[
        str | None,
        options.day_option(
            "--from", zh="从哪一天起；默认计划起始日", en="from this day on; default the plan's start"
        ),
    ] = None,
    to: Annotated[
        str | None,
        options.day_option(
            "--to", "--as-of", zh="到哪一天为止；默认今天", en="up to this day; default today"
        ),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(
            "--every",
            metavar="PERIOD",
            help=both(
                "month、quarter、half-year 或 year（月、季、半年、年）；默认按计划的报告频率",
                "month, quarter, half-year or year; default as often as the plan is reported",
            ),
            autocompletion=lambda incomplete: [each for each in Frequency if each.startswith(incomplete)],
        ),
    ] = None,
    known_at: KnownThen = None,
    profile: options.ProfileName = None,
    filters: Filters = NO_FILTERS,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    known_at = None if known_at is None or is_now(known_at) else known_at
    rhythm = _rhythm(every)
    portfolio = session.portfolio()
    question = judge_question(session, portfolio, to, None if is_then(known_at) else known_at, profile)
    first = read_period(from_, question.today, question.year_end).first if from_ is not None else None
    filters = filters._replace(ids=ids)
    narrowed, targets = selected(session, portfolio, filters, question)
    read = with_reports(session, narrowed, targets)
    # One trend for each plan that had begun.
    trends = []
    for each in read.plans:
        mine = [target for target in targets if target.plan == each.id]
        days = _days(each, first, question.as_of, rhythm or each.frequency) if mine else []
        when = list(zip(days, moments(session, read, known_at, days), strict=True))
        if when:
            trends.append(
                trend(read, each, when, rhythm or each.frequency, only=mine, profile=question.profile)
            )
    if not trends:
        raise Refusal(
            f"到 {question.as_of} 为止，所选计划还没有开始",
            f"no plan that is asked for had begun by {question.as_of}",
            NOT_JUDGED,
        )
    known = _known(known_at, session, read, question.as_of)
    emit(session, _result(session, read, trends, known), form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "各报告期末红黄绿蓝灰各有多少，加权完成率与应完成相差多少：计划在变好吗？",
    "Count where targets stood at the end of each reporting period, with the gap to the plan: is it getting better?",
)


def _rhythm(name: str | None) -> Frequency | None:
    """The period that `--every` names.

    Raises:
        Refusal: it names none.
    """
    if name is None:
        return None
    plain = _CHINESE.get(name.strip(), name.strip().lower())
    if plain not in set(Frequency):
        raise unknown("周期", "period", name, [str(each.value) for each in Frequency])
    return Frequency(plain)


def _days(plan: Plan, first: date | None, last: date, every: Frequency) -> list[date]:
    """The ends of the periods of a plan.

    Raises:
        Refusal: the days stand in the wrong order, or there are too many.
    """
    if first is not None and first > last:
        raise Refusal(f"--from {first} 晚于 {last}", f"--from {first} is later than {last}")
    days = days_of(first or plan.start, last, every, plan.year_end)
    if len(days) > MOST:
        raise Refusal(
            f"有 {len(days)} 个周期，太多（最多 {MOST}）；用 --from、--to 缩短，或 --every year",
            f"{len(days)} periods are too many (at most {MOST}); shorten with --from and --to, or --every year",
        )
    return days


def _known(text: str | None, session: Session, portfolio: Portfolio, last: date) -> Words | None:
    """What was counted as known, in words; None for all that is known now."""
    if text is None:
        return None
    if is_then(text):
        return Words("各期按当时所知", "each as known by its own end")
    (moment,) = moments(session, portfolio, text, [last])
    return Words(at_moment(moment, "zh"), at_moment(moment, "en"))


def _result(session: Session, portfolio: Portfolio, trends: list[Trend], known: Words | None) -> Result:
    """The trends as a sheet and as records."""
    from jinjiang_plan.render.sheets import trend

    return Result(
        lambda: trend.trend_sheet(portfolio, trends, known, session.lang),
        lambda: trend.trend_rows(trends, replayed=known is not None),
        lambda: trend.trend_document(portfolio, trends, session.lang, replayed=known is not None),
    )
