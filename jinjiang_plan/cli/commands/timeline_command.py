"""`timeline`: what is due and what should be reported, month by month, and what is late already."""

from datetime import date
from typing import Annotated

import typer

from jinjiang_plan.assess.timeline import agenda
from jinjiang_plan.cli import options
from jinjiang_plan.cli.judge import judged
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import FORMATS, Result, chosen_format, emit
from jinjiang_plan.cli.question import NO_FILTERS, Filters, JudgeQuestion, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.timeline import Agenda
from jinjiang_plan.model.written_days import read_period

ICS = "ics"


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    judging: options.JudgeOptions = options.AS_USUAL,
    from_: Annotated[
        str | None,
        options.day_option(
            "--from",
            zh="从哪一天起（时期取其首日）；默认评估日",
            en="from this day on, of a period its first; default the day judged",
        ),
    ] = None,
    to: Annotated[
        str | None,
        options.day_option(
            "--to",
            zh="到哪一天为止；默认到最后一个期限",
            en="up to this day; default the last day on which anything is due",
        ),
    ] = None,
    filters: Filters = NO_FILTERS,
    format_: Annotated[
        str | None,
        options.format_option(
            "table、plain、json、jsonl、csv、tsv、markdown，或 ics（手机日历，期限前 30 天提醒）",
            "table, plain, json, jsonl, csv, tsv, markdown, or ics: a calendar for a phone, with alarms 30 days "
            "before anything is due",
            lambda incomplete: [each for each in (*FORMATS, ICS) if each.startswith(incomplete)],
        ),
    ] = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output, (ICS,))
    portfolio = session.portfolio()
    question = judge_question(session, portfolio, *judging)
    first, last = _span(from_, to, question)
    filters = filters._replace(ids=ids)
    read, judgement = judged(session, portfolio, filters, question)
    last = last or max(first, *(each.due for each in judgement.assessments))
    days = agenda(judgement.assessments, question.as_of, first, last)
    if form == ICS and days.late:
        session.tell(
            f"日历只含今后的日子；已逾期的 {len(days.late)} 项不在内，见 timeline",
            f"the calendar holds days to come; {len(days.late)} that are late are not in it: see `timeline`",
        )
    emit(session, _result(session, read, judgement, days), form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "逐月列出何时到期、何时应报，已逾期的在前；已完成（水平类须保持到期限）、取消、中止和只作监测的不再列出",
    "List month by month what is due and what is to be reported, what is late already first. Targets that are met "
    "(a level has to hold until due), halted or only monitored have no duties left.",
)


def _span(from_: str | None, to: str | None, question: JudgeQuestion) -> tuple[date, date | None]:
    """The first and the last day asked for; None for the last day on which anything is due.

    Raises:
        Refusal: a day cannot be read, or the days stand in the wrong order.
    """
    first = (
        read_period(from_, question.today, question.year_end).first if from_ is not None else question.as_of
    )
    last = read_period(to, question.today, question.year_end).last if to is not None else None
    if first < question.as_of:
        raise Refusal(
            f"--from {first} 早于评估日 {question.as_of}；已逾期的总会列出，要从那天看起用 --as-of",
            f"--from {first} is before the day that is judged, {question.as_of}; what is late is listed anyway, and "
            "--as-of looks from another day",
        )
    if last is not None and last < first:
        raise Refusal(f"--to {last} 早于 {first}", f"--to {last} is before {first}")
    return first, last


def _result(session: Session, portfolio: Portfolio, judgement: Judgement, days: Agenda) -> Result:
    """The agenda as a sheet, as records, and as a calendar."""
    from jinjiang_plan.render.sheets import timeline

    def calendar() -> str:
        from jinjiang_plan.render.sheets.timeline import timeline_calendar

        return timeline_calendar(portfolio, days, session.lang, session.now(portfolio))

    return Result(
        lambda: timeline.timeline_sheet(portfolio, days, session.lang),
        lambda: timeline.item_records(days, session.lang),
        lambda: timeline.agenda_record(days, judgement.known_at, session.lang),
        {ICS: calendar},
    )
