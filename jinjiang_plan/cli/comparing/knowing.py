"""As known when: now, at a moment that is named, or for each day at its own end."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated

import typer

from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.days import read_moment
from jinjiang_plan.model.portfolio import Portfolio

_THEN = ("then", "当时")
_NOW = ("now", "现在")

KnownThen = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DAY|then",
        help=both(
            "只计这一天之前已录入的数据；then：各日只计当日之前已录入的；默认按现在所知",
            "count only what was recorded by then; `then`: for each day what was recorded by its own end; "
            "default: all that is known now",
        ),
    ),
]


def moments(session: Session, portfolio: Portfolio, text: str | None, days: Sequence[date]) -> list[datetime]:
    """The moment by which each of the days is known.

    Raises:
        Refusal: the text is neither `then` nor a day or moment.
    """
    now, zone = session.now(portfolio), session.zone(portfolio)
    if text is None or is_now(text):
        return [now] * len(days)
    if text.strip().casefold() in _THEN:
        return [datetime.combine(day, time.max, tzinfo=zone) for day in days]
    return [read_moment(text, now.date(), zone)] * len(days)


def is_now(text: str) -> bool:
    """Whether all that is known now is asked for, as it is where nothing is said."""
    return text.strip().casefold() in _NOW


def is_then(text: str | None) -> bool:
    """Whether each day is to be known at its own end."""
    return text is not None and text.strip().casefold() in _THEN
