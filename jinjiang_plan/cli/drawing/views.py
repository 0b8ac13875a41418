"""The views of `chart`: one burn-up, several side by side, statuses over time, stages over time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.cli.drawing.pictures import pictures
from jinjiang_plan.cli.output import Result, ascii_only, drawn
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.chronicle import Chronicle
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.staging import Staging
from jinjiang_plan.render.sheet import Sheet

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.drawing import Drawing

SIGNS = "─│╭╮╯╰═║·┄┆┊┇●○◇▲┤└┬"
"""The signs that a burn-up needs of a screen."""


class View(StrEnum):
    """What is drawn."""

    BURNUP = "burnup"
    MULTIPLES = "multiples"
    STRIP = "strip"
    STAGES = "stages"


class Shown(NamedTuple):
    """For whom it is drawn: the plans with their ledgers, as known at a moment (None: now), columns and rows.

    `whole` columns are there where no screen bounds what is written.
    """

    session: Session
    portfolio: Portfolio
    known_at: datetime | None
    size: tuple[int, int]
    whole: int


def burnup_result(to: Shown, burnup: Burnup) -> Result:
    """One target: its burn-up."""
    from jinjiang_plan.render.charts import chart_records, chart_sheet

    lang, known_at = to.session.lang, to.known_at
    plan = to.portfolio.plan(burnup.assessment.target.plan)

    def sheet() -> Sheet:
        poor = ascii_only(to.session, SIGNS)
        return chart_sheet.chart_sheet(plan, burnup, lang, known_at=known_at, size=to.size, ascii_only=poor)

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.burnup_drawing import burnup_drawing

        return burnup_drawing(plan, burnup, lang, known_at=known_at)

    return Result(
        sheet,
        lambda: chart_records.chart_records(burnup),
        lambda: chart_records.chart_document(burnup, lang, known_at),
        {**_texts(to, lambda _width: sheet()), **pictures(to.session, drawing)},
    )


def multiples_result(to: Shown, burnups: Sequence[Burnup]) -> Result:
    """Several targets: a small burn-up of each."""
    from jinjiang_plan.render.charts import chart_records, multiples_sheet

    lang, known_at = to.session.lang, to.known_at

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.multiples_drawing import multiples_drawing

        return multiples_drawing(to.portfolio, burnups, lang, known_at=known_at)

    return Result(
        lambda: multiples_sheet.multiples_sheet(to.portfolio, burnups, lang, known_at=known_at),
        lambda: [record for each in burnups for record in chart_records.chart_records(each)],
        lambda: chart_records.multiples_document(burnups, lang, known_at),
        pictures(to.session, drawing),
    )


def strip_result(to: Shown, chronicles: Sequence[Chronicle]) -> Result:
    """Plans: the status of each target at the end of each period."""
    from jinjiang_plan.render.charts import strip_records, strip_sheet

    lang = to.session.lang

    def sheet(width: int) -> Sheet:
        return strip_sheet.strip_sheet(to.portfolio, chronicles, lang, width=width)

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.strip_drawing import strip_drawing

        return strip_drawing(to.portfolio, chronicles, lang)

    return Result(
        lambda: sheet(to.size[0]),
        lambda: strip_records.strip_records(chronicles, lang),
        lambda: strip_records.strip_document(chronicles, lang),
        {**_texts(to, sheet), **pictures(to.session, drawing)},
    )


def stages_result(to: Shown, stagings: Sequence[Staging], between: tuple[date, date]) -> Result:
    """Initiatives: the stages of each, reached and expected, between two days."""
    from jinjiang_plan.render.charts import stages_records, stages_sheet

    lang, known_at = to.session.lang, to.known_at

    def sheet(width: int) -> Sheet:
        return stages_sheet.stages_sheet(
            to.portfolio, stagings, lang, known_at=known_at, width=width, between=between
        )

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.stages_drawing import stages_drawing

        return stages_drawing(to.portfolio, stagings, lang, known_at=known_at, between=between)

    return Result(
        lambda: sheet(to.size[0]),
        lambda: stages_records.stages_records(stagings, lang),
        lambda: stages_records.stages_document(stagings, lang, known_at),
        {**_texts(to, sheet), **pictures(to.session, drawing)},
    )


def _texts(to: Shown, sheet: Callable[[int], Sheet]) -> dict[str, Callable[[], str | bytes]]:
    """A sheet that is a drawing itself, for a pipe and for Markdown."""
    from jinjiang_plan.render.charts.chart_sheet import markdown_chart, plain_chart

    def text(lines: Callable[[Sheet], Iterator[str]]) -> str:
        return drawn(to.session, "".join(f"{line}\n" for line in lines(sheet(to.whole))))

    return {"plain": lambda: text(plain_chart), "markdown": lambda: text(markdown_chart)}
