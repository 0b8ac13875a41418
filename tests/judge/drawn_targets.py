"""Targets drawn by chance, one function for each kind: its table, and the figures of its ledger."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.judge.clock import month_index, months_later, period_end
from tests.judge.drawn_reports import Span, ledger, report_days, rounded, shares
from tests.judge.terms import STAGES

OFFS = ("0", "0.05", "-0.05", "-0.3", "-0.31", "0.1", "-0.1", "0.02", "-0.02", "-0.15", "-0.25")


@dataclass(frozen=True)
class Drawn:
    """A target: the lines of its table, and its ledger."""

    lines: str
    ledger: str


def _head(random: Random, span: Span, kind: str, unit: str) -> list[str]:
    rhythm = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}[span.frequency]
    lines = [f'kind = "{kind}"', f'unit = "{unit}"', f"start = {span.start}", f"due = {span.due}"]
    lines.append(f'frequency = "{rhythm}"')
    if random.random() < 0.4:
        lines.append('class = "binding"')
    if random.random() < 0.3:
        lines.append(f"weight = {random.choice((2, 3, 5))}")
    return lines


def _ends(random: Random, span: Span) -> tuple[Fraction, Fraction]:
    """A baseline and a goal: mostly such that a point is a round figure."""
    months = month_index(span.due) - month_index(span.start) + 1
    way = Fraction(random.choice((months * 100, months * 10, 100, 3000)))
    baseline = Fraction(random.choice((0, 0, 50, 20, -5, 400)))
    return (baseline, baseline + way) if random.random() < 0.75 else (baseline + way, baseline)


def _amendments(
    random: Random, span: Span, baseline: Fraction, goal: Fraction | None, lines: list[str]
) -> str:
    """A formal change or two, now and then."""
    if random.random() >= 0.38:
        return ""
    months = month_index(span.due) - month_index(span.start)
    text = ""
    decided = months_later(span.start, random.randint(0, max(1, months)))
    for _ in range(random.choice((1, 1, 2))):
        change = random.choice(("value", "due", "later", "status", "status", "status", "baseline"))
        said = f"due = {_month_end(months_later(span.due, 12 if change == 'later' else 6))}"
        if change == "value" and goal is not None:
            moved = baseline + (goal - baseline) * Fraction(random.choice(("0.8", "1.2", "0.9")))
            ranged = any('op = "range"' in each for each in lines)
            said = (
                f"min = {rounded(moved)}\nmax = {rounded(moved + 7)}"
                if ranged
                else f"value = {rounded(moved)}"
            )
        elif change == "baseline" and goal is not None:
            moved = baseline + (goal - baseline) * Fraction(random.choice(("0.1", "0.05")))
            said = f"baseline = {{ value = {rounded(moved)}, on = {span.start} }}"
        elif change == "status":
            said = f'status = "{random.choice(("suspended", "cancelled", "active"))}"'
        late = f"recorded = {decided + timedelta(days=70)}T10:00:00+08:00\n" if random.random() < 0.3 else ""
        text += (
            f'\n[[target.NAME.amendment]]\ndecided = {decided}\n{said}\n{late}document = "d"\nreason = "r"\n'
        )
        decided = months_later(decided, random.randint(1, 9))
    return text


def amendments(random: Random, span: Span) -> str:
    """A formal change of due or of status, now and then."""
    return "\n" + _amendments(random, span, Fraction(0), None, [])


def _month_end(day: date) -> date:
    return period_end(day, 1, 12)


def _milestones(random: Random, span: Span, baseline: Fraction, goal: Fraction) -> list[str]:
    """Milestones on the way, at times beyond the straight line, two in a month, or in the first month."""
    if random.random() >= 0.35:
        return []
    days = sorted(
        {
            span.start + timedelta(days=random.randint(0, max(1, (span.due - span.start).days - 1)))
            for _ in range(random.choice((1, 2, 3)))
        }
    )
    if random.random() < 0.6:
        days = sorted({min(_month_end(each), span.due - timedelta(days=1)) for each in days})
    steps = sorted(Fraction(random.randint(1, 19), 20) for _ in days)
    entries = (
        f"{{ on = {day}, value = {rounded(baseline + (goal - baseline) * step)} }}"
        for day, step in zip(days, steps, strict=True)
    )
    return [f"milestone = [{', '.join(entries)}]"]


def _path(random: Random, *, positive: bool, stated: bool) -> list[str]:
    path = random.choice(("linear", "linear", "linear", "step", "compound", "seasonal"))
    if path == "compound" and (not positive or (not stated and random.random() < 0.5)):
        path = "linear"
    if path == "seasonal":
        four = random.choice(([2, 8, 10, 20], [0, 1, 1, 2], [1, 0, 0, 3]))
        twelve = [random.randint(0, 4) for _ in range(11)] + [1]
        return [f'path = "{path}"', f"seasons = {random.choice((four, twelve))}"]
    return [f'path = "{path}"'] if path != "linear" else []


def _goal(random: Random, baseline: Fraction, goal: Fraction) -> str:
    up = goal > baseline
    if random.random() < 0.12:
        return f'goal = {{ value = {rounded(goal)}, op = "{">" if up else "<"}" }}'
    if random.random() < 0.1:
        width = abs(goal - baseline) / 10
        low, high = (goal, goal + width) if up else (goal - width, goal)
        return f'goal = {{ min = {rounded(low)}, max = {rounded(high)}, op = "range" }}'
    weak = random.random() < 0.08
    return f"goal = {{ value = {rounded(baseline if weak else goal)} }}"


def _with_way(random: Random, span: Span, kind: str) -> tuple[list[str], Fraction, Fraction, str]:
    """The table of a target with a way: its lines, baseline, goal, and what was amended."""
    baseline, goal = _ends(random, span)
    lines = _head(random, span, kind, random.choice(("座", "亿元", "%")))
    stated = random.random() < (0.75 if kind == "level" else 0.9)
    if stated:
        late = random.random() < 0.15
        on = months_later(span.start, 2) + timedelta(days=random.choice((0, 14))) if late else span.start
        on = min(on, span.due - timedelta(days=3))
        assumed = ", assumed = true" if random.random() < 0.1 else ""
        lines.append(f"baseline = {{ value = {rounded(baseline)}, on = {on}{assumed} }}")
    elif kind != "level":
        goal, baseline = abs(goal - baseline), Fraction(0)
    lines += [_goal(random, baseline, goal), *_milestones(random, span, baseline, goal)]
    positive = baseline > 0 and goal > 0
    lines += _path(random, positive=positive, stated=stated)
    return lines, baseline, goal, _amendments(random, span, baseline, goal, lines)


def level(random: Random, span: Span) -> Drawn:
    """A level that moves freely."""
    lines, baseline, goal, changes = _with_way(random, span, "level")
    days = report_days(random, span)
    values = [baseline + (goal - baseline) * each for each in shares(random, span, days)]
    figures = [(on, f"value = {rounded(value)}") for on, value in zip(days, values, strict=True)]
    return Drawn("\n".join(lines) + changes, ledger(random, span, figures))


def cumulative(random: Random, span: Span) -> Drawn:
    """A total that grows; where it goes back the report says that it is a correction."""
    lines, baseline, goal, changes = _with_way(random, span, "cumulative")
    days = report_days(random, span)
    figures: list[tuple[date, str]] = []
    highest = Fraction(-1000)
    for on, share in zip(days, shares(random, span, days), strict=True):
        kept = share if random.random() < 0.1 else max(highest, share)
        fallen = ", correction = true" if kept < highest else ""
        figures.append((on, f"value = {rounded(baseline + (goal - baseline) * kept)}{fallen}"))
        highest = kept
    return Drawn("\n".join(lines) + changes, ledger(random, span, figures, revised=False))


def year_to_date(random: Random, span: Span) -> Drawn:
    """A total that begins again each reporting year."""
    lines, baseline, goal, changes = _with_way(random, span, "cumulative")
    lines.append('resets = "year"')
    days = report_days(random, span)
    figures: list[tuple[date, str]] = []
    before, reached, year = Fraction(0), Fraction(0), None
    for on, share in zip(days, shares(random, span, days), strict=True):
        ends = period_end(on, 12, span.year_end)
        fresh = ends != year
        if fresh:
            before, year = reached, ends
        kept = share if fresh or random.random() < 0.1 else max(reached, share)
        fallen = ", correction = true" if kept < reached and not fresh else ""
        figures.append((on, f"value = {rounded((goal - baseline) * (kept - before))}{fallen}"))
        reached = kept
    return Drawn("\n".join(lines) + changes, ledger(random, span, figures, revised=False))


def increment(random: Random, span: Span) -> Drawn:
    """What was added in each period."""
    lines, baseline, goal, changes = _with_way(random, span, "increment")
    days = report_days(random, span)
    figures = []
    before, last = Fraction(0), None
    for on, share in zip(days, shares(random, span, days), strict=True):
        first = span.start if last is None else last + timedelta(days=1)
        if random.random() < 0.05:
            first = min(on, first + timedelta(days=20))
        first = min(first, on)
        figures.append((on, f"from = {first}, value = {rounded((goal - baseline) * (share - before))}"))
        before, last = share, on
    return Drawn("\n".join(lines) + changes, ledger(random, span, figures))


def stage(random: Random, span: Span) -> Drawn:
    """A project that goes from stage to stage."""
    aim = random.choice((3, 3, 4, 2, 0))
    lines = [*_head(random, span, "stage", "项"), f'goal = {{ stage = "{STAGES[aim]}" }}']
    if random.random() < 0.2:
        lines.append('path = "step"')
    if random.random() < 0.25 and aim > 1:
        lines.append(f'baseline = {{ stage = "{STAGES[1]}", on = {span.start} }}')
    days = report_days(random, span)
    figures = []
    for on, share in zip(days, shares(random, span, days), strict=True):
        at = min(len(STAGES) - 1, max(0, int(share * max(aim, 1))))
        figures.append((on, f'stage = "{STAGES[at]}"'))
    return Drawn(
        "\n".join(lines) + _amendments(random, span, Fraction(0), None, lines), ledger(random, span, figures)
    )


def done(random: Random, span: Span) -> Drawn:
    """Something that is done or not."""
    lines = [*_head(random, span, "done", "项"), "goal = { value = true }"]
    days = report_days(random, span)
    figures = [
        (on, f"done = {str(share >= 1).lower()}")
        for on, share in zip(days, shares(random, span, days), strict=True)
    ]
    return Drawn(
        "\n".join(lines) + _amendments(random, span, Fraction(0), None, lines), ledger(random, span, figures)
    )


def _around(random: Random, asked: Decimal, days: list[date]) -> list[tuple[date, str]]:
    steady = random.choice(OFFS)
    offs = [random.choice(OFFS) if random.random() < 0.5 else steady for _ in days]
    return [
        (on, f"value = {rounded(Fraction(asked) * (1 + Fraction(off)))}")
        for on, off in zip(days, offs, strict=True)
    ]


def rate(random: Random, span: Span) -> Drawn:
    """A rate of growth, or a share to be reached each period."""
    lines = _head(random, span, "rate", random.choice(("%", "%", "‰", "起")))
    asked = Decimal(random.choice(("7", "8.5", "6", "4", "0", "-2", "20")))
    if random.random() < 0.12:
        lines.append(f'goal = {{ min = {asked}, max = {asked + 2}, op = "range" }}')
    else:
        lines.append(f'goal = {{ value = {asked}, op = "{random.choice((">=", ">=", ">=", "<=", ">"))}" }}')
        if random.random() < 0.3:
            middle = span.start + (span.due - span.start) / 2
            lines.append(f"milestone = [{{ on = {_month_end(middle)}, value = {asked - 1} }}]")
    days = report_days(random, span)
    text = ledger(random, span, _around(random, asked or Decimal(1), days))
    return Drawn(
        "\n".join(lines) + _amendments(random, span, Fraction(0), Fraction(asked) or None, lines), text
    )


def average(random: Random, span: Span) -> Drawn:
    """A rate that is to be reached on the average of the reporting years."""
    lines = _head(random, span, "rate", "%")
    asked = Decimal(random.choice(("6", "10", "4.5")))
    lines += [f"goal = {{ value = {asked} }}", f'average = "{random.choice(("geometric", "mean"))}"']
    days = report_days(random, span)
    if random.random() < 0.4:
        days = [each for each in days if period_end(each, 12, span.year_end) == each] or days
    text = ledger(random, span, _around(random, asked, days))
    return Drawn("\n".join(lines) + _amendments(random, span, Fraction(0), Fraction(asked), lines), text)


def rank(random: Random, span: Span) -> Drawn:
    """A place among others."""
    aim = random.choice((1, 3, 5, 10))
    lines = [*_head(random, span, "rank", "位"), f"goal = {{ value = {aim} }}"]
    days = report_days(random, span)
    places = [max(1, aim + random.choice((0, 0, -1, 1, 2, aim, aim + 1, -2))) for _ in days]
    figures = [(on, f"value = {place}") for on, place in zip(days, places, strict=True)]
    return Drawn(
        "\n".join(lines) + _amendments(random, span, Fraction(0), None, lines), ledger(random, span, figures)
    )


def maintain(random: Random, span: Span) -> Drawn:
    """A level to hold."""
    asked = Decimal(random.choice(("95", "80", "40")))
    op = random.choice((">=", ">=", "<="))
    lines = [
        *_head(random, span, "maintain", random.choice(("%", "微克"))),
        f'goal = {{ value = {asked}, op = "{op}" }}',
    ]
    days = report_days(random, span)
    figures = _around(random, asked, days)
    if random.random() < 0.5:
        better = asked + (1 if op == ">=" else -1)
        figures = [(on, f"value = {random.choice((asked, better))}") for on in days]
    return Drawn(
        "\n".join(lines) + _amendments(random, span, Fraction(0), None, lines), ledger(random, span, figures)
    )


def monitored(random: Random, span: Span) -> Drawn:
    """A figure without a goal, watched only."""
    lines = _head(random, span, "level", "人")
    days = report_days(random, span)
    return Drawn(
        "\n".join(lines), ledger(random, span, [(on, f"value = {random.randint(1, 9)}") for on in days])
    )


def plain(random: Random, span: Span, kind: str) -> str:
    """The ledger of a part that goes from 0 to 1200."""
    days = report_days(random, span)
    figures: list[tuple[date, str]] = []
    before, last = Fraction(0), None
    for on, share in zip(days, shares(random, span, days), strict=True):
        if kind == "increment":
            first = span.start if last is None else last + timedelta(days=1)
            figures.append((on, f"from = {min(first, on)}, value = {rounded(1200 * (share - before))}"))
            before, last = share, on
        else:
            before = share if kind == "level" else max(before, share)
            figures.append((on, f"value = {rounded(1200 * before)}"))
    return ledger(random, span, figures, revised=False)
