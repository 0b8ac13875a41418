"""The views of `chart`: one burn-up, several side by side, statuses over time, stages over time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.cli.images import pictures
from jinjiang_plan.cli.output import Result, ascii_only, drawn
from jinjiang_plan.cli.question import JudgeQuestion
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.series import Burnup, Chronicle, StageHistory
from jinjiang_plan.model.written_days import read_period
from jinjiang_plan.render.sheets.sheet import Sheet

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing


SIGNS = "─│╭╮╯╰═║·┄┆┊┇●○◇▲┤└┬"
"""The signs that a burn-up needs of a screen."""


class ChartKind(StrEnum):
    """What is drawn."""

    BURNUP = "burnup"
    MULTIPLES = "multiples"
    STRIP = "strip"
    STAGES = "stages"


class ChartScope(NamedTuple):
    """For whom a chart is drawn."""

    session: Session
    """The call."""
    portfolio: Portfolio
    """The plans with their ledgers."""
    known_at: datetime | None
    """The moment whose knowledge counts, None for now."""
    size: tuple[int, int]
    """Columns and rows of the screen."""
    whole: int
    """The columns where no screen bounds what is written."""


def burnup_result(to: ChartScope, burnup: Burnup) -> Result:
    """One target: its burn-up."""
    from jinjiang_plan.render.charts import chart_sheet

    lang, known_at = to.session.lang, to.known_at
    plan = to.portfolio.plan(burnup.assessment.target.plan)

    def sheet() -> Sheet:
        poor = ascii_only(to.session, SIGNS)
        return chart_sheet.chart_sheet(plan, burnup, lang, known_at=known_at, size=to.size, ascii_only=poor)

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.burnup_svg import burnup_drawing

        return burnup_drawing(plan, burnup, lang, known_at=known_at)

    return Result(
        sheet,
        lambda: chart_sheet.chart_records(burnup),
        lambda: chart_sheet.chart_document(burnup, lang, known_at),
        {**_texts(to, lambda _width: sheet()), **pictures(to.session, drawing)},
    )


def multiples_result(to: ChartScope, burnups: Sequence[Burnup]) -> Result:
    """Several targets: a small burn-up of each."""
    from jinjiang_plan.render.charts import chart_sheet, multiples_sheet

    lang, known_at = to.session.lang, to.known_at

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.multiples_drawing import multiples_drawing

        return multiples_drawing(to.portfolio, burnups, lang, known_at=known_at)

    return Result(
        lambda: multiples_sheet.multiples_sheet(to.portfolio, burnups, lang, known_at=known_at),
        lambda: [record for each in burnups for record in chart_sheet.chart_records(each)],
        lambda: chart_sheet.multiples_document(burnups, lang, known_at),
        pictures(to.session, drawing),
    )


def strip_result(to: ChartScope, chronicles: Sequence[Chronicle]) -> Result:
    """Plans: the status of each target at the end of each period."""
    from jinjiang_plan.render.charts import strip_sheet

    lang = to.session.lang

    def sheet(width: int) -> Sheet:
        return strip_sheet.strip_sheet(to.portfolio, chronicles, lang, width=width)

    def drawing() -> "Drawing":
        from jinjiang_plan.render.charts.strip_drawing import strip_drawing

        return strip_drawing(to.portfolio, chronicles, lang)

    return Result(
        lambda: sheet(to.size[0]),
        lambda: strip_sheet.strip_records(chronicles, lang),
        lambda: strip_sheet.strip_document(chronicles, lang),
        {**_texts(to, sheet), **pictures(to.session, drawing)},
    )


def stages_result(to: ChartScope, stagings: Sequence[StageHistory], between: tuple[date, date]) -> Result:
    """Initiatives: the stages of each, reached and expected, between two days."""
    from jinjiang_plan.render.charts import stages_sheet

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
        lambda: stages_sheet.stages_records(stagings, lang),
        lambda: stages_sheet.stages_document(stagings, lang, known_at),
        {**_texts(to, sheet), **pictures(to.session, drawing)},
    )


def _texts(to: ChartScope, sheet: Callable[[int], Sheet]) -> dict[str, Callable[[], str | bytes]]:
    """A sheet that is a drawing itself, for a pipe and for Markdown."""
    from jinjiang_plan.render.charts.chart_sheet import markdown_chart, plain_chart

    def text(lines: Callable[[Sheet], Iterator[str]]) -> str:
        return drawn(to.session, "".join(f"{line}\n" for line in lines(sheet(to.whole))))

    return {"plain": lambda: text(plain_chart), "markdown": lambda: text(markdown_chart)}


# What `chart` finds to draw for each view, or why there is nothing.


MOST = 240
"""More periods than this are a slip: twenty years of months."""

Days = tuple[date | None, date | None]
"""From and to, None where it is not said."""


def read_view(name: str | None, *, alone: bool) -> ChartKind:
    """The view of that name; where none is named, the burn-up of a target that is asked for alone, else all of them.

    Raises:
        Refusal: there is none of that name.
    """
    if name is None:
        return ChartKind.BURNUP if alone else ChartKind.MULTIPLES
    if name not in set(ChartKind):
        raise unknown("视图", "view", name, [view.value for view in ChartKind])
    return ChartKind(name)


def fits_height(height: int | None, view: ChartKind) -> None:
    """Make sure that a height is asked of a view that has one of its own.

    Raises:
        Refusal: the view is as high as it has rows.
    """
    if height is not None and view is not ChartKind.BURNUP:
        raise Refusal(
            f"--height 只用于 burnup；{view.value} 有多少行就多高",
            f"--height goes with burnup; {view.value} is as high as it has rows",
        )


def read_days(from_: str | None, to: str | None, view: ChartKind, question: JudgeQuestion) -> Days:
    """The first and the last day that are asked for.

    Raises:
        Refusal: the view has no such days, one cannot be read, or they stand in the wrong order.
    """
    if (from_ or to) and view not in (ChartKind.STRIP, ChartKind.STAGES):
        raise Refusal(
            f"--from、--to 只用于 --view strip 和 stages；{view.value} 画整个期间",
            f"--from and --to go with --view strip and stages; {view.value} shows the whole period",
        )
    first = read_period(from_, question.today, question.year_end).first if from_ is not None else None
    last = read_period(to, question.today, question.year_end).last if to is not None else None
    if view is ChartKind.STRIP and last is not None and last > question.as_of:
        raise Refusal(
            f"--to {last} 晚于评估日 {question.as_of}，那时的状态还不知道",
            f"--to {last} is later than the day that is judged, {question.as_of}: how things stand then is not known",
        )
    end = last or (question.as_of if view is ChartKind.STRIP else None)
    if first is not None and end is not None and first > end:
        raise Refusal(f"--from {first} 晚于 {end}", f"--from {first} is later than {end}")
    return first, last


def burnups(portfolio: Portfolio, assessments: Sequence[Assessment], question: JudgeQuestion) -> list[Burnup]:
    """The burn-ups of those that have a goal or a report."""
    from jinjiang_plan.assess.series import burnup_of

    curves = [burnup_of(portfolio, each, question.known_at) for each in assessments]
    return [each for each in curves if each.goals or each.reports]


def one_burnup(portfolio: Portfolio, assessments: Sequence[Assessment], question: JudgeQuestion) -> Burnup:
    """The burn-up of the one target that is asked for.

    Raises:
        Refusal: it is not one, or it has nothing to draw (exit 3).
    """
    if len(assessments) != 1:
        count = len(assessments)
        raise Refusal(
            f"burnup 只画一个目标，这里有 {count} 个；请写一个编号，或用 --view multiples",
            f"burnup draws one target, and these are {count}; name one, or use --view multiples",
        )
    curves = burnups(portfolio, assessments, question)
    if not curves:
        name = assessments[0].target.id
        raise Refusal(
            f"`{name}` 没有目标值，也没有上报数据，没有可画的内容",
            f"`{name}` has neither a goal nor a report: there is nothing to draw",
            NOT_JUDGED,
        )
    return curves[0]


def several_burnups(
    portfolio: Portfolio, assessments: Sequence[Assessment], question: JudgeQuestion, *, named: bool
) -> list[Burnup]:
    """The burn-ups of the targets; of initiatives only where they were named.

    Raises:
        Refusal: there is nothing to draw (exit 3).
    """
    shown = [each for each in assessments if named or each.target.what == "target"]
    if not shown:
        raise Refusal(
            "所选的只有项目，没有目标；项目用 --view stages",
            "only initiatives are asked for, no targets; for those use --view stages",
            NOT_JUDGED,
        )
    curves = burnups(portfolio, shown, question)
    if not curves:
        raise Refusal(
            "所选目标都没有目标值，也没有上报数据，没有可画的内容",
            "none of these targets has a goal or a report: there is nothing to draw",
            NOT_JUDGED,
        )
    return curves


def chronicles(
    portfolio: Portfolio, assessments: Sequence[Assessment], question: JudgeQuestion, days: Days
) -> list[Chronicle]:
    """The chronicle of each plan that had begun, at the ends of its reporting periods.

    Raises:
        Refusal: no plan had begun (exit 3), or there are too many periods.
    """
    from jinjiang_plan.assess.series import chronicle, days_of

    first, last = days[0], days[1] or question.as_of
    drawn_chronicles = []
    for plan in portfolio.plans:
        only = [each.target for each in assessments if each.target.plan == plan.id]
        ends = days_of(first or plan.start, last, plan.frequency, plan.year_end) if only else []
        if len(ends) > MOST:
            raise Refusal(
                f"有 {len(ends)} 期，太多（最多 {MOST}）；用 --from、--to 缩短",
                f"{len(ends)} periods are too many (at most {MOST}); shorten with --from and --to",
            )
        if ends:
            history = chronicle(
                portfolio, plan, ends, known_at=question.known_at, profile=question.profile, only=only
            )
            drawn_chronicles.append(history if question.replayed else history._replace(known_at=None))
    if not drawn_chronicles:
        raise Refusal(
            f"到 {last} 为止，所选计划还没有开始",
            f"no plan that is asked for had begun by {last}",
            NOT_JUDGED,
        )
    return drawn_chronicles


def stagings(assessments: Sequence[Assessment]) -> list[StageHistory]:
    """The stages of all that has any.

    Raises:
        Refusal: nothing has (exit 3).
    """
    from jinjiang_plan.assess.series import staging

    histories = [staging(each) for each in assessments if each.target.kind is Kind.STAGE]
    if not histories:
        raise Refusal(
            "所选的都不按阶段评估，没有可画的内容",
            "nothing that is asked for is judged by stages: there is nothing to draw",
            NOT_JUDGED,
        )
    return histories


def shown_between(histories: Sequence[StageHistory], days: Days) -> tuple[date, date]:
    """The days of a timeline: those asked for, else all that it has.

    Raises:
        Refusal: nothing lies between them.
    """
    from jinjiang_plan.render.charts.stages_words import days_of_all

    first, last = days_of_all(histories)
    first, last = days[0] or first, days[1] or last
    if first >= last:
        raise Refusal(
            f"从 {first} 到 {last} 没有可画的内容", f"from {first} to {last} there is nothing to draw"
        )
    return first, last
