"""The sheet of `trend`: a line a period, how many stand where as a bar and in figures, and the gap to the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinjiang_plan.model.codes import Light, Status
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Trend, TrendPoint
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.machine import Envelope, number
from jinjiang_plan.render.numbers import DASH, points, share
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, plan_line, title_line
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import MONITORED, period_name, period_words

# A stacked bar: how many stand in each light, the worst first and drawn the tallest.


WIDTH = 12
SIGNS = {Light.RED: "█", Light.YELLOW: "▆", Light.GREEN: "▄", Light.BLUE: "▁", Light.GREY: "·"}
"""A sign for each light, so that a bar reads without colour, and in ASCII (`# * = _ .`)."""


def stacked(counts: Mapping[Light, int], width: int = WIDTH) -> str:
    """A bar of a width, each light's part by its share; a light that has any has a cell, and none has too many."""
    return "".join(SIGNS[light] * part for light, part in parts(counts, width).items())


def parts(counts: Mapping[Light, int], width: int) -> dict[Light, int]:
    """The cells of each light: a cell for each that has any, the rest by the largest remainders."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(Light, 0)
    held = {light: int(counts.get(light, 0) > 0) for light in Light}
    while sum(held.values()) < width:
        short = {light: counts.get(light, 0) * width - held[light] * total for light in Light if held[light]}
        held[max(short, key=lambda light: short[light])] += 1
    return held


COLUMNS: Columns = (
    c.PLAN,
    Column("period", Words("截至", "period")),
    Column("stack", Words("红→灰", "red → grey"), rank=1, only="table"),
    *(Column(light.value, NAMES[light], right=True, least=3) for light in Light),
    c.GAP._replace(meaning=None),
    c.COMPLETION._replace(rank=2),
    Column("planned", Words("应完成", "asked"), rank=4, right=True),
    c.REPORTED._replace(rank=5),
    Column("silent", Words("从未上报", "silent"), rank=3, right=True),
)


def trend_sheet(portfolio: Portfolio, trends: Sequence[Trend], known: Words | None, lang: Lang) -> Sheet:
    """A block a plan; `known` says what was counted as known, None for all that is known now."""
    every = [point for trend in trends for point in trend.points]
    statuses = [status for status in Status if any(status in point.counts for point in every)]
    columns = (*COLUMNS, *_status_columns(statuses, every))
    blocks = tuple(_block(portfolio, trend, statuses, lang) for trend in trends)
    return Sheet(
        tuple(_titles(portfolio, trends, known, lang)), columns, blocks, tuple(_legend(statuses, every, lang))
    )


def _titles(portfolio: Portfolio, trends: Sequence[Trend], known: Words | None, lang: Lang) -> Iterator[Line]:
    profiles = " ".join(sorted({trend.profile for trend in trends}))
    title = Words(
        f"各期末的状态分布  口径 {profiles}", f"status at the end of each period  profile {profiles}"
    ).say(lang)
    title = f"{title}  {known.say(lang)}" if known else title
    yield title_line(title, lang, sample=portfolio.sample)


def _status_columns(statuses: list[Status], every: Sequence[TrendPoint]) -> Iterator[Column[Any]]:
    """A column for each status that occurs; on a terminal only where its light does not say as much."""
    lights = {status: _lights_of(status, every) for status in statuses}
    for rank, status in enumerate(statuses, 6):
        sharing = sum(not lights[status].isdisjoint(other) for other in lights.values())
        only = "plain" if sharing == 1 == len(lights[status]) else ""
        yield Column(status.value, _status_words(status, every), rank=rank, right=True, only=only)


def _lights_of(status: Status, every: Iterable[TrendPoint]) -> set[Light]:
    """The colours in which a status occurs."""
    return {
        light for point in every for (each, light), count in point.tally.items() if each is status and count
    }


def _status_words(status: Status, every: Sequence[TrendPoint]) -> Words:
    """A status's name; of targets that are monitored only, that they are monitored."""
    counted = sum(point.counts.get(status, 0) for point in every)
    only = status is Status.NOT_ASSESSABLE and counted == sum(point.monitored for point in every)
    return MONITORED if only else NAMES[status]


def _block(portfolio: Portfolio, trend: Trend, statuses: list[Status], lang: Lang) -> Block:
    plan = portfolio.plan(trend.plan)
    last = trend.points[-1]
    targets, initiatives = last.rollup.targets, sum(last.rollup.initiatives.values())
    parts = [Words(f"目标 {targets} 项", number_of(targets, "target")).say(lang)] if targets else []
    if initiatives:
        parts.append(Words(f"项目 {initiatives} 个", number_of(initiatives, "initiative")).say(lang))
    heading = [plan_line(plan, "  ".join(parts), lang)]
    whole = [point for point in trend.points if point.whole]
    if len(whole) > 1:
        heading.append(Line(_against(trend, whole[-2], whole[-1], lang), "", "dim"))
    rows = tuple(_row(trend, point, statuses, lang) for point in trend.points)
    return Block(tuple(heading), rows)


def _against(trend: Trend, before: TrendPoint, last: TrendPoint, lang: Lang) -> str:
    """The last whole period against the one before it."""
    names = " → ".join(period_name(point.day, trend.every, lang, trend.year_end) for point in (before, last))
    gaps = f"{points(before.gap)} → {points(last.gap)}"
    troubled = " → ".join(
        f"{point.lights[Light.RED] + point.lights[Light.YELLOW]}" for point in (before, last)
    )
    silent = f"{before.silent} → {last.silent}"
    return Words(
        f"{names}：差距 {gaps}，红黄 {troubled}，从未上报 {silent}",
        f"{names}: gap {gaps}, red and yellow {troubled}, never reported {silent}",
    ).say(lang)


def _row(trend: Trend, point: TrendPoint, statuses: list[Status], lang: Lang) -> tuple[Cell, ...]:
    rollup, counts, lights = point.rollup, point.counts, point.lights
    name = period_name(point.day, trend.every, lang, trend.year_end) if point.whole else point.day.isoformat()
    own = {
        "plan": Cell(visible(trend.plan)),
        "period": Cell(name, "" if point.whole else "dim"),
        "stack": Cell(stacked(lights)),
        "gap": Cell(points(point.gap)),
        "completion": Cell(share(rollup.completion, whole=True)),
        "planned": Cell(share(point.planned, whole=True)),
        "reported": Cell(f"{rollup.reported}/{rollup.going}" if rollup.going else DASH),
    }
    own["silent"] = Cell(str(point.silent), "red" if point.silent else "dim")
    for light, count in lights.items():
        own[light.value] = Cell(str(count), light.value if count else "dim")
    return (
        *in_order(COLUMNS, own),
        *(
            Cell(
                str(counts.get(status, 0)), _worst(_lights_of(status, [point])) if status in counts else "dim"
            )
            for status in statuses
        ),
    )


def _worst(lights: set[Light]) -> str:
    """The worst of some colours."""
    return next(light.value for light in Light if light in lights)


def _legend(statuses: list[Status], every: Sequence[TrendPoint], lang: Lang) -> Iterator[Line]:
    """The signs of the bar, with the statuses that occur, and what the gap is."""
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    lights = {status: _lights_of(status, every) for status in statuses}
    said = []
    for light in Light:
        names = [_status_words(status, every).say(lang) for status in statuses if light in lights[status]]
        if names:
            said.append(f"{SIGNS[light]} {NAMES[light].say(lang)}{colon}{comma.join(names)}")
    yield Line("  ".join(said), "", "dim")
    yield Line(
        Words(
            "差距：目标加权完成率减应完成，百分点，从未上报的按未做计  目标与项目一并计数",
            "gap pp: weighted completion of the targets less what was planned, in percentage points; silent: a report is "
            "owed and none was ever made, which counts as nothing done  "
            "targets and initiatives are counted together",
        ).say(lang),
        "",
        "dim",
    )


# What JSON and its kin say of `trend`: a record for each plan and period, ready to be charted.


def trend_document(
    portfolio: Portfolio, trends: Sequence[Trend], lang: Lang, *, replayed: bool
) -> dict[str, Any]:
    """The whole of `trend --format json`; `replayed` says that a moment of knowledge was asked for."""
    plans = [
        {
            "plan": trend.plan,
            "title": portfolio.plan(trend.plan).title.say(lang),
            "every": trend.every.value,
            "profile": trend.profile,
            "periods": [_point(trend, point, replayed=replayed) for point in trend.points],
        }
        for trend in trends
    ]
    sample = any(portfolio.plan(trend.plan).sample for trend in trends)
    return Envelope(lang=lang, sample=sample).around({"plans": plans})


def trend_rows(trends: Sequence[Trend], *, replayed: bool) -> list[dict[str, Any]]:
    """A row for each plan and period: every light and status a column, targets and initiatives counted together."""
    return [
        {
            "plan": trend.plan,
            **_when(trend, point, replayed=replayed),
            **_sums(point),
            "initiatives": sum(point.rollup.initiatives.values()),
            **{light.value: count for light, count in point.lights.items()},
            **{status.value: point.counts.get(status, 0) for status in Status},
        }
        for trend in trends
        for point in trend.points
    ]


def _point(trend: Trend, point: TrendPoint, *, replayed: bool) -> dict[str, Any]:
    return {
        **_when(trend, point, replayed=replayed),
        "counts": {status.value: count for status, count in point.rollup.counts.items()},
        "initiatives": {status.value: count for status, count in point.rollup.initiatives.items()},
        "lights": {light.value: count for light, count in point.lights.items()},
        **_sums(point),
    }


def _when(trend: Trend, point: TrendPoint, *, replayed: bool) -> dict[str, Any]:
    """The period by its name, None where it still runs."""
    return {
        "period": period_words(point.day, trend.every, trend.year_end).en if point.whole else None,
        "as_of": point.day.isoformat(),
        "known_at": point.known_at.isoformat() if replayed and point.known_at else None,
    }


def _sums(point: TrendPoint) -> dict[str, Any]:
    return {
        "completion": number(point.rollup.completion),
        "planned": number(point.planned),
        "gap_pp": number(point.gap),
        "reported": point.rollup.reported,
        "aimed": point.aimed,
        "silent": point.silent,
        "targets": point.rollup.targets,
    }
