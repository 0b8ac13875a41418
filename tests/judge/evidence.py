"""The figures that count on a day, as known at a moment (METHODS 3)."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.judge.clock import months_later, period_end
from tests.judge.terms import Table, Terms, number

KEY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-r(\d+))?")


@dataclass(frozen=True)
class Figure:
    """A target's accepted value from one day on, with what its report says of itself."""

    on: date
    value: Fraction
    raw: Fraction
    first: date | None = None
    recorded: datetime | None = None
    estimate: bool = False
    final: bool = False
    sourced: bool = True
    late: bool = False
    gap: bool = False
    """Whether periods before it were left out."""
    derived: bool = False
    partial: bool = False
    overridden: bool = False
    settled: date | None = None
    """The day for which the figure is settled, where that is another than its own."""
    parts: tuple["Part", ...] = ()
    """What it is the sum of."""


@dataclass(frozen=True)
class Part:
    """A part of a sum that has data: its terms, and its figures so far."""

    terms: Terms
    figures: tuple[Figure, ...]


def _known(entry: Table, known: datetime | None, zone: str) -> bool:
    if known is None:
        return True
    if "published" in entry:
        return bool(entry["published"] <= known.astimezone(ZoneInfo(zone)).date())
    return bool(entry["recorded"] <= known)


def _late(terms: Terms, on: date, entry: Table) -> bool:
    """Whether a figure became public more than a reporting period after its day."""
    public = entry.get("published") or entry["recorded"].astimezone(ZoneInfo(terms.zone)).date()
    return bool(public > months_later(on, terms.frequency))


def _raw(entry: Table, stages: tuple[str, ...]) -> Fraction:
    if "stage" in entry:
        return Fraction(stages.index(entry["stage"]))
    return number(entry["done"] if "done" in entry else entry["value"])


def reports(terms: Terms, ledger: Table, day: date, known: datetime | None) -> list[Figure]:
    """The standing reports for days up to one, by their days: the last recorded of each, unless it is retracted."""
    by_day: dict[Any, list[tuple[datetime, int, Table]]] = {}
    for key, entry in ledger.get("report", {}).items():
        match = KEY.fullmatch(key)
        assert match is not None
        on = date.fromisoformat(match[1])
        if on > day or not _known(entry, known, terms.zone):
            continue
        by_day.setdefault(on, []).append((entry["recorded"], int(match[2] or 1), entry))
    found = []
    for on, entries in sorted(by_day.items()):
        entry = max(entries, key=lambda each: each[:2])[2]
        if entry.get("retract"):
            continue
        raw = _raw(entry, terms.stages)
        found.append(
            Figure(
                on,
                raw,
                raw,
                first=entry.get("from"),
                recorded=entry["recorded"],
                late=_late(terms, on, entry),
                estimate=entry.get("basis") == "estimate",
                final=bool(entry.get("final")),
                sourced="source" in entry,
            )
        )
    return found


def figures(terms: Terms, standing: list[Figure]) -> list[Figure]:
    """The accepted value after each standing report."""
    base = terms.baseline or Fraction(0)
    if terms.kind == "increment":
        total, gap = base, False
        found: list[Figure] = []
        for each in standing:
            before = found[-1].on if found else each.on
            gap = gap or (each.first is not None and each.first > before + timedelta(days=1))
            total += each.raw
            found.append(replace(each, value=total, gap=gap))
        return found
    if terms.resets:
        first = period_end(terms.start, 12, terms.year_end)
        years: dict[date, Fraction] = {}
        found = []
        for each in standing:
            year = period_end(each.on, 12, terms.year_end)
            if year >= first:
                years[year] = each.raw
            found.append(replace(each, value=base + sum(years.values())))
        return found
    return standing


def last(series: list[Figure], day: date) -> Figure | None:
    """The figure that counts on a day."""
    return next((each for each in reversed(series) if each.on <= day), None)


def summed(terms: Terms, own: list[Figure], parts: list[Part]) -> list[Figure]:
    """A sum's accepted value: its parts', or a report of its own until a part has a later one; at due it settles."""
    days = sorted({each.on for series in (own, *(part.figures for part in parts)) for each in series})
    found = []
    for day in days:
        mine = last(own, day)
        so_far = [Part(part.terms, tuple(each for each in part.figures if each.on <= day)) for part in parts]
        having = tuple(part for part in so_far if part.figures)
        theirs = [part.figures[-1] for part in having]
        later = mine is not None and any(each.on > mine.on for each in theirs)
        if mine is not None and (mine.on >= terms.due or not later):
            found.append(replace(mine, overridden=bool(theirs)))
            continue
        total = sum((each.value for each in theirs), Fraction(0))
        found.append(
            Figure(
                max(each.on for each in theirs),
                total,
                total,
                estimate=any(each.estimate for each in theirs),
                final=len(theirs) == len(parts) and all(each.final for each in theirs),
                sourced=all(each.sourced for each in theirs),
                late=any(each.late for each in theirs),
                gap=any(each.gap for each in theirs),
                derived=True,
                partial=len(theirs) < len(parts),
                parts=having,
                settled=min(terms.due if each.final else (each.settled or each.on) for each in theirs),
            )
        )
    return found
