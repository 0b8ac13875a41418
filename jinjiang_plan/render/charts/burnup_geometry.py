"""The geometry of a chart: axes, lines and marks in a unit square, once for whoever draws it."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.series import Band, Burnup, GoalSpan, Point
from jinjiang_plan.model.units import MULTIPLIERS
from jinjiang_plan.model.value import choices
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.axis import DayAxis, Tick, ValueAxis, day_axis, named_axis, value_axis
from jinjiang_plan.render.width import cells, cut
from jinjiang_plan.render.words import say, unit_name

LONGEST_NAME = 14
"""Cells of a stage's name on the axis."""

UPRIGHT = 2
"""Cells that the upright axis takes between labels and field."""

LEAST = 10
"""Columns that a field has anyway."""

BESIDE = 4
"""A day that lies further outside the period than a fourth of it is told, not shown."""

Spot = tuple[float, float]
"""A place in the unit square: from the left, from below."""


class Trace(NamedTuple):
    """One thing that is drawn: a line through its spots, or a mark on each; `key` says which, as in `CHART_WORDS`."""

    key: str
    spots: tuple[Spot, ...]


class Picture(NamedTuple):
    """A chart in the unit square."""

    margin: int
    """Cells beside the field for the labels of the values."""
    columns: int
    """Cells of the field's width."""
    days: DayAxis
    """The axis of days."""
    values: ValueAxis
    """The axis of values."""
    unit: str
    """The unit of the values."""
    traces: tuple[Trace, ...]
    """From the hindmost to the foremost."""
    as_of: float | None
    """The place of the day judged, None where it lies outside."""
    moments: tuple[Tick, ...]
    """That day and due, in words."""


LINES = ("first", "goal", "course", "projection", "actual")
MARKS = ("milestone", "replaced", "report", "latest")
BAND = "band"
"""The trace of an area: its spots are corners, the two rightmost at due."""


def picture(  # noqa: PLR0913 - a burn-up, and the room that it has
    burnup: Burnup,
    lang: Lang,
    *,
    width: int,
    ticks: int,
    margin: int = 0,
    between: tuple[date, date] | None = None,
) -> Picture:
    """The chart of a burn-up that is not empty, so many cells wide with its axis and with room for so many ticks.

    The labels of the values have at least a `margin`; `between` are the days from and to, None for the target's own.
    """
    points = list(_points(burnup))
    values = _values(burnup, points, lang, ticks)
    margin = max(margin, *(cells(tick.label) for tick in values.ticks))
    columns = max(width - margin - UPRIGHT, LEAST)
    days = day_axis(*(between or _between(burnup, points)), columns)
    each = burnup.assessment
    as_of = days.at(each.as_of) if days.first <= each.as_of <= days.last else None
    return Picture(
        margin=margin,
        columns=columns,
        days=days,
        values=values,
        unit=_unit(burnup, values, lang),
        traces=tuple(_traces(burnup, days, values, columns)),
        as_of=as_of,
        moments=_moments(burnup, days, as_of, lang),
    )


def _moments(burnup: Burnup, days: DayAxis, as_of: float | None, lang: Lang) -> tuple[Tick, ...]:
    """The day judged, if it is shown, and due, if there is a goal: in the order of their days."""
    each = burnup.assessment
    moments = []
    if as_of is not None:
        moments.append(Tick(as_of, Words(f"截至 {each.as_of}", f"as of {each.as_of}").say(lang)))
    if each.goal is not None:
        moments.append(Tick(days.at(each.due), Words(f"期限 {each.due}", f"due {each.due}").say(lang)))
    return tuple(sorted(moments))


def _points(burnup: Burnup) -> Iterator[Point]:
    """Every point that must have its place in the field."""
    yield from (*burnup.course, *burnup.milestones, *burnup.replaced, *burnup.actual, *burnup.projection)
    for span in _spans(burnup):
        yield from (Point(span.first, span.low), Point(span.last, span.high))


def _spans(burnup: Burnup) -> tuple[GoalSpan, ...]:
    return (*burnup.goals, burnup.first_goal) if burnup.first_goal else burnup.goals


def _values(burnup: Burnup, points: Sequence[Point], lang: Lang, ticks: int) -> ValueAxis:
    target = burnup.assessment.target
    if target.kind.named:
        return named_axis([cut(say(words, lang), LONGEST_NAME) for words in choices(target)])
    figures = [point.value for point in points]
    return value_axis([*figures, *_in_sight(burnup, figures)], ticks, _GROUPING[lang])


def _in_sight(burnup: Burnup, figures: Sequence[Fraction]) -> Iterator[Fraction]:
    """The ends of the band, no further off than everything else is wide: beyond, the field ends before the band."""
    if burnup.band is not None:
        low, high = min(figures), max(figures)
        room = high - low or abs(high)
        yield max(burnup.band.low, low - room)
        yield min(burnup.band.high, high + room)


def days_shown(burnup: Burnup) -> tuple[date, date]:
    """The first and the last day of its chart."""
    return _between(burnup, list(_points(burnup)))


def _between(burnup: Burnup, points: Sequence[Point]) -> tuple[date, date]:
    """The period and all points; the day judged too, unless it lies far outside."""
    each = burnup.assessment
    first = min(each.target.start, *(point.on for point in points))
    last = max(each.due, *(point.on for point in points))
    margin = (last - first) / BESIDE
    if first - margin <= each.as_of <= last + margin:
        first, last = min(first, each.as_of), max(last, each.as_of)
    if first == last:
        last = date.fromordinal(last.toordinal() + 1)
    return first, last


def _unit(burnup: Burnup, values: ValueAxis, lang: Lang) -> str:
    """What the values' axis counts, empty where it has names."""
    target = burnup.assessment.target
    if target.kind.named:
        return ""
    unit = unit_name(target, lang)
    if not values.exponent:
        return unit
    multiple = target.measure is not None and target.measure.single != ""
    plain = unit and unit[0] not in f"×%‰{MULTIPLIERS}" and not multiple
    named = _POWERS[lang].get(values.exponent) if plain else None
    power = named or f"10^{values.exponent} × "
    return f"{power}{unit.removeprefix('×')}".removesuffix(" × ")


_GROUPING = {"zh": 4, "en": 3}
_POWERS = {
    "zh": {4: "万", 8: "亿", 12: "万亿"},
    "en": {3: "thousand ", 6: "million ", 9: "billion ", 12: "trillion "},
}


def _traces(burnup: Burnup, days: DayAxis, values: ValueAxis, columns: int) -> Iterator[Trace]:
    def trace(key: str, points: Sequence[Point]) -> Trace:
        return Trace(key, tuple((days.at(point.on), values.at(point.value)) for point in points))

    if burnup.band is not None and burnup.projection:
        yield Trace(BAND, _corners(burnup.projection[0], burnup.band, days, values))
    if burnup.first_goal:
        yield from (trace("first", line) for line in _bounds((burnup.first_goal,)))
    yield from (trace("goal", line) for line in _bounds(burnup.goals))
    if burnup.course:
        yield trace("course", burnup.course)
    if burnup.projection:
        yield trace("projection", burnup.projection)
    actual = _thinned(burnup.actual, days, columns)
    if len(actual) > 1:
        yield trace("actual", actual)
    if burnup.milestones:
        yield trace("milestone", burnup.milestones)
    if burnup.replaced:
        yield trace("replaced", burnup.replaced)
    if burnup.reports:
        crowded = 2 * len(burnup.reports) > columns
        yield trace("latest", burnup.reports[-1:]) if crowded else trace("report", burnup.reports)


def _corners(latest: Point, band: Band, days: DayAxis, values: ValueAxis) -> tuple[Spot, ...]:
    """The band's outline from the latest report, cut off where the field ends: its lower edge, then back its upper."""
    x0, x1, y0 = days.at(latest.on), days.at(band.on), values.at(latest.value)

    def edge(value: Fraction) -> list[Spot]:
        y1 = values.at(value)
        end = min(1.0, max(0.0, y1))
        cut_off = [(x0 + (x1 - x0) * (end - y0) / (y1 - y0), end)] if end != y1 else []
        return [*cut_off, (x1, end)]

    return ((x0, y0), *edge(band.low), *reversed(edge(band.high)))


def _bounds(spans: Sequence[GoalSpan]) -> Iterator[tuple[Point, ...]]:
    """The goal's line through its versions, a step where one was decided; of ranges two lines."""
    if not spans:
        return
    for high in (False, True) if any(span.low != span.high for span in spans) else (False,):
        line: list[Point] = []
        for span in spans:
            value = span.high if high else span.low
            line += [Point(span.first, value), Point(span.last, value)]
        yield tuple(line)


def _thinned(points: Sequence[Point], days: DayAxis, columns: int) -> tuple[Point, ...]:
    """Of the points that share a column the first, the least, the greatest and the last."""
    if len(points) <= columns:
        return tuple(points)
    by_column: dict[int, list[Point]] = {}
    for point in points:
        by_column.setdefault(round(days.at(point.on) * (columns - 1)), []).append(point)
    kept = []
    for group in by_column.values():
        ends = {group[0], group[-1], min(group, key=_value), max(group, key=_value)}
        kept += [point for point in group if point in ends]
    return tuple(dict.fromkeys(kept))


def _value(point: Point) -> Fraction:
    return point.value
