"""Papers: what one covers, and where it goes: to the screen or a pipe as text, or into a file that an office opens."""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from jinjiang_plan.cli.question import Filters
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.briefing import BriefingScope
from jinjiang_plan.model.days import one_year_end
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.written_days import read_day
from jinjiang_plan.render.paper.blocks import Languages, Paper, figures

PAPERS = ("markdown", "html", "docx", "xlsx")
ENDINGS = {
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "docx": "docx",
    "xlsx": "xlsx",
}
"""The format that a file's ending means."""
BINARY = ("docx", "xlsx")


def chosen_paper(name: str | None, output: str | None) -> str:
    """The format asked for; else by the file's ending, else Markdown.

    Raises:
        Refusal: there is no such format, the file's ending promises another one, or a file of an office would go to
            a terminal.
    """
    ending = Path(output or "").suffix.lower().lstrip(".")
    if name is not None and name not in PAPERS:
        raise unknown("格式", "format", name, list(PAPERS))
    if name is None and output is not None and ending not in ENDINGS:
        endings = [f".{each}" for each in ENDINGS]
        raise Refusal(
            f"不能写 {output}：文件名以 {'、'.join(endings)} 结尾，或用 --format 指定格式",
            f"{output} cannot be written: its name is to end in {', '.join(endings)}, or name a --format",
        )
    form = name or ENDINGS.get(ending, "markdown")
    promised = ENDINGS.get(ending, form)
    if promised != form:
        raise Refusal(
            f"不能把 {form} 写进 {output}：打开时会当作 {promised}；改用 .{_ending(form)}，或去掉 --format",
            f"{form} cannot go into {output}, which would be opened as {promised}: end it in .{_ending(form)}, or leave "
            "out --format",
        )
    if form in BINARY and output is None and sys.stdout.isatty():
        raise Refusal(
            f"{form} 要写入文件：--output 通报.{form}", f"{form} goes to a file: --output briefing.{form}"
        )
    return form


def _ending(form: str) -> str:
    """The usual ending of a format's files."""
    return next(ending for ending, meant in ENDINGS.items() if meant == form)


def word_document(session: Session, paper: Paper, languages: Languages, day: date) -> bytes:
    """A paper as a document for Word; of signs that its charts lack for want of a font the reader is told."""
    from jinjiang_plan.cli.images import tell_of_fonts
    from jinjiang_plan.render.word.document import paper_docx

    for chart in islice(figures(paper.sections), 1):
        tell_of_fonts(session, chart.draw(languages[0], _TRIED), "html")
    return paper_docx(paper, languages, day)


_TRIED = 400
"""Pixels of a chart that is drawn to see which signs it needs."""


# What a paper covers: the plans of what was asked for, and whether they have begun.


def scope_of(
    portfolio: Portfolio,
    judgement: Judgement,
    filters: Filters,
    profile: str | None = None,
    today: date | None = None,
) -> BriefingScope:
    """What is covered: the plans of what was judged, and the actions and units that were asked for.

    `profile` is the one that was named; `today` is what a day such as "today" is told from, where a filter has one.
    """
    plans = {each.target.plan for each in judgement.assessments}
    covered = tuple(plan for plan in portfolio.plans if plan.id in plans)
    actions = tuple(
        (plan, action) for plan in covered for action in plan.actions if action.id in (filters.actions or ())
    )
    arguments = tuple(_asked(filters, profile, today or judgement.as_of, one_year_end(portfolio.plans)))
    scope = BriefingScope(covered, actions, tuple(filters.leads or ()), arguments=arguments)
    return scope._replace(part=len(judgement.assessments) < scope.whole)


def _asked(filters: Filters, profile: str | None, today: date, year_end: int | None) -> Iterator[str]:
    """The words of a command line that ask for the same on any other day."""
    before = filters.due_before
    for option, names in (
        ("--profile", [profile] if profile else None),
        ("--plan", filters.plans),
        ("--action", filters.actions),
        ("--lead", filters.leads),
        ("--class", filters.classes),
        ("--status", filters.statuses),
        ("--tag", filters.tags),
        ("--due-before", None if before is None else [f"{read_day(before, today, year_end)}"]),
    ):
        for name in names or ():
            yield from (option, name)
    yield from filters.ids or ()


def begun(scope: BriefingScope, as_of: date) -> None:
    """Make sure that one of the plans has begun.

    Raises:
        Refusal: none has (exit 3).
    """
    first = min(scope.plans, key=lambda plan: plan.start)
    if as_of < first.start:
        raise Refusal(
            f"{as_of} 早于计划开始的 {first.start}，没有可通报的内容；用 --as-of 指定开始之后的一天",
            f"{as_of} is before the plan begins on {first.start}: there is nothing to report; name a later day with --as-of",
            NOT_JUDGED,
        )
