"""What JSON and its kin say of `trend`: a record for each plan and period, ready to be charted."""

from collections.abc import Sequence
from typing import Any

from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Trend, TrendPoint
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.words import period_words


def trend_document(
    portfolio: Portfolio, trends: Sequence[Trend], lang: Lang, *, replayed: bool
) -> dict[str, Any]:
    """The whole of `trend --format json`; `replayed` says that a moment of knowledge was asked for."""
    return {
        "format": 1,
        "lang": lang,
        "sample": any(portfolio.plan(trend.plan).sample for trend in trends),
        "plans": [
            {
                "plan": trend.plan,
                "title": portfolio.plan(trend.plan).title.say(lang),
                "every": trend.every.value,
                "profile": trend.profile,
                "periods": [_point(trend, point, replayed=replayed) for point in trend.points],
            }
            for trend in trends
        ],
    }


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
        "period": period_words(point.day, trend.every).en if point.whole else None,
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
        "targets": point.rollup.targets,
    }
