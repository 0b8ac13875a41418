"""Ledgers drawn by chance: reports on time and late, missing, revised, taken back, final, estimated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from random import Random

from tests.judge.clock import last_of_month, month_index, period_end

NEAR = ("0", "0.05", "-0.05", "0.02", "-0.02", "0.04", "-0.06", "0.1")
FAR = ("-0.3", "-0.31", "-0.4", "-0.6", "-0.29")
AWAY = ("-0.01", "-0.05", "-0.06", "-0.2", "-0.04")
PACES = ("0.9", "0.75", "0.95", "0.6", "1.15", "0.85", "0.5", "1.3", "0.1", "1")
MANNERS = (
    *("near",) * 3,
    *("pace",) * 3,
    *("away",) * 2,
    *("late",) * 4,
    *("far", "early", "short", "lapse", "flicker", "held"),
)
RHYTHMS = (*("whole",) * 5, *("gaps",) * 3, *("stops",) * 2, *("one", "silent", "mid", "mid", "eve"))


@dataclass(frozen=True)
class Span:
    """A target's period, and its reporting rhythm."""

    start: date
    due: date
    frequency: int
    year_end: int

    def share(self, day: date) -> Fraction:
        """The share of the period gone, in whole months."""
        whole = month_index(self.due) - month_index(self.start) + 1
        last = day == last_of_month(month_index(day))
        gone = month_index(day) - month_index(self.start) + (1 if last else 0)
        return min(Fraction(1), max(Fraction(0), Fraction(gone, whole)))

    def ends(self) -> list[date]:
        """The ends of reporting periods from start on, four of them after due."""
        found = [period_end(self.start, self.frequency, self.year_end)]
        after = 0
        while after < 4:
            found.append(period_end(found[-1] + timedelta(days=1), self.frequency, self.year_end))
            after += found[-1] > self.due
        return found


def report_days(random: Random, span: Span) -> list[date]:
    """The days that a target reports for, in one of several rhythms."""
    ends, rhythm = span.ends(), random.choice(RHYTHMS)
    if rhythm == "silent":
        return []
    if rhythm == "one":
        return [random.choice(ends)]
    if rhythm == "gaps":
        return [each for each in ends if random.random() < 0.6]
    if rhythm == "stops":
        return ends[: random.randint(1, len(ends))]
    if rhythm == "mid":
        return sorted(
            {
                max(span.start, each - timedelta(days=random.choice((0, 0, 1, 14, 15, 16, 29))))
                for each in ends
            }
        )
    if rhythm == "eve":
        return sorted({*ends[:-5], span.due - timedelta(days=random.choice((0, 1, 20))), *ends[-3:]})
    return ends


def shares(random: Random, span: Span, days: Iterable[date]) -> list[Fraction]:
    """How much of its way a target has gone on each of some days, in one of several manners."""
    manner = random.choice(MANNERS)
    return [_share(random, span, manner, day) for day in days]


def _share(random: Random, span: Span, manner: str, day: date) -> Fraction:
    asked = span.share(day)
    if manner == "near":
        return asked + Fraction(random.choice(NEAR))
    if manner == "pace":
        return asked * Fraction(random.choice(PACES))
    if manner == "far":
        return asked + Fraction(random.choice(FAR))
    if manner == "away":
        return Fraction(random.choice(AWAY))
    if manner == "early":
        return asked * 2
    if manner == "late":
        return (
            Fraction(1) + Fraction(random.choice(("0", "0.1"))) if day > span.due else asked * Fraction(9, 10)
        )
    if manner == "short":
        return asked * Fraction(random.choice(("0.99", "0.9", "0.999")))
    if manner == "lapse":
        return Fraction(random.choice(("0.9", "0.5", "1"))) if day > span.due else asked * Fraction(11, 10)
    if manner == "held":
        return Fraction(1)
    return Fraction(random.choice(("0.9", "1", "1.1", "0.99", "1.3")))


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """A figure as people type it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def ledger(random: Random, span: Span, figures: list[tuple[date, str]], *, revised: bool = True) -> str:
    """A ledger's text: each figure is the inside of its report's table."""
    lines = ["[report]"]
    for on, figure in figures:
        lines += _lines(random, span, on, figure, revised=revised and random.random() < 0.08)
    return "\n".join(lines) + "\n"


def _lines(random: Random, span: Span, on: date, figure: str, *, revised: bool) -> list[str]:
    recorded = on + timedelta(days=random.choice((0, 3, 8, 8, 8, 20)))
    if random.random() < 0.05:
        recorded = on + timedelta(days=40 * span.frequency)
    marks = "" if random.random() < 0.1 else ', source = "document"'
    if random.random() < 0.1:
        marks += ', basis = "estimate"'
    if random.random() < 0.03:
        marks += ", final = true"
    if random.random() < 0.1:
        marks += f", published = {on + (recorded - on) / 2}"
    lines = [f'{on} = {{ {figure}, recorded = {recorded}T10:00:00+08:00, by = "t"{marks} }}']
    if revised:
        then = recorded + timedelta(days=random.choice((10, 60, 200)))
        tail = f'recorded = {then}T10:00:00+08:00, by = "t" }}'
        retracted = random.random() < 0.5
        said = 'retract = true, reason = "a slip"' if retracted else f'{figure}, note = "revised"'
        lines.append(f"{on}-r2 = {{ {said}, {tail}")
        if retracted and random.random() < 0.5:
            again = then + timedelta(days=5)
            lines.append(
                f'{on}-r3 = {{ {figure}, recorded = {again}T10:00:00+08:00, by = "t", source = "d" }}'
            )
    return lines
