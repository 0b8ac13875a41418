"""Small valid plans of every kind, drawn by a printed seed, and the days to judge them on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from tests.judge import drawn_targets as draw
from tests.judge.clock import last_of_month, month_index
from tests.judge.court import Court
from tests.judge.drawn_reports import Span, ledger, report_days
from tests.judge.profiles import PROFILES
from tests.judge.tables import parsed
from tests.judge.terms import Table

MAKERS = {
    "level": (draw.level, 5),
    "cumulative": (draw.cumulative, 4),
    "ytd": (draw.year_to_date, 3),
    "increment": (draw.increment, 4),
    "stage": (draw.stage, 3),
    "done": (draw.done, 3),
    "rate": (draw.rate, 4),
    "average": (draw.average, 3),
    "rank": (draw.rank, 4),
    "maintain": (draw.maintain, 4),
    "monitored": (draw.monitored, 2),
}
"""Who draws which kind, and how many of them each plan has."""

QUESTIONS = 10
"""On how many days each plan is judged."""


@dataclass(frozen=True)
class Asked:
    """A question put to a plan: the day, what was known then, and by which profile."""

    day: date
    known: date | None
    profile: str

    @property
    def moment(self) -> datetime | None:
        """The end of the day by which something was known."""
        return (
            None if self.known is None else datetime.combine(self.known, time.max, ZoneInfo("Asia/Shanghai"))
        )

    @property
    def options(self) -> list[str]:
        """The question as the command's options, its day apart."""
        known = [] if self.known is None else ["--known-at", self.known.isoformat()]
        return ["--profile", self.profile, *known]


@dataclass(frozen=True)
class DrawnPlan:
    """A plan with its ledgers as texts, and the questions put to it."""

    seed: int
    files: dict[str, str]
    questions: list[Asked]

    def write(self, folder: Path) -> None:
        """Write the plan's folder below a folder of plans."""
        for name, text in self.files.items():
            path = folder / "plan" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    @cached_property
    def plan(self) -> Table:
        """plan.toml as a table."""
        return parsed(self.files["plan.toml"])

    @cached_property
    def actions(self) -> dict[str, Table]:
        """The action files as tables, by their names."""
        named = {name.removesuffix(".toml"): text for name, text in self.files.items() if "/" not in name}
        return {name: parsed(text) for name, text in named.items() if name != "plan"}

    @cached_property
    def ledgers(self) -> dict[str, Table]:
        """The ledgers as tables, by their targets."""
        return {
            name.removeprefix("progress/").removesuffix(".toml"): parsed(text)
            for name, text in self.files.items()
            if name.startswith("progress/")
        }


def courts(plan: DrawnPlan) -> Iterator[tuple[Asked, Court]]:
    """Each question put to a plan, and the court that judges it."""
    for asked in plan.questions:
        yield asked, Court(plan.plan, plan.actions, plan.ledgers, asked.day, asked.moment, asked.profile)


def drawn(seed: int) -> DrawnPlan:
    """The plan of a seed."""
    random = Random(f"judge-{seed}")  # noqa: S311 - a drawing that can be repeated, no secret
    start = last_of_month(month_index(date(2018 + seed % 3, random.choice((1, 4, 7)), 1)) - 1) + timedelta(
        days=1
    )
    months = random.choice((12, 24, 36, 36, 48))
    due = last_of_month(month_index(start) + months - 1)
    year_end = random.choice((12, 12, 3, 6))
    head = f'format = 1\n\n[plan]\ntitle = "Drawn by seed {seed}"\nstart = {start}\ndue = {due}\n'
    head += f"year_end = {year_end}\n" if year_end != 12 else ""
    head += random.choice(("", "", "", 'time_basis = "day"\n', 'time_basis = "month"\n'))
    head += random.choice(("", "", "tolerance = 2\n", "tolerance = 0\n"))
    files: dict[str, str] = {}
    texts = {"plan": head, "works": 'format = 1\n\n[action]\ntitle = "Works"\n'}
    spans = []
    for kind, (maker, count) in MAKERS.items():
        for number in range(count):
            span = _span(random, start, due, year_end)
            spans.append(span)
            target = maker(random, span)
            name, action = f"{kind}-{number}", "works" if number == 1 else "plan"
            texts[action] += _table(name, target.lines)
            files |= _ledger_file(name if action == "plan" else f"works.{name}", target.ledger)
    texts["plan"] += _sums(random, _span(random, start, due, year_end), files)
    files |= {f"{name}.toml": text for name, text in texts.items()}
    return DrawnPlan(seed, files, _questions(random, seed, spans))


def _table(name: str, lines: str) -> str:
    return f'\n[target.{name}]\ntitle = "{name}"\n{lines}\n'.replace("target.NAME.", f"target.{name}.")


def _ledger_file(name: str, text: str) -> dict[str, str]:
    return {f"progress/{name}.toml": text} if text != "[report]\n" else {}


def _span(random: Random, start: date, due: date, year_end: int) -> Span:
    """A target's own period: mostly the plan's, some later, shorter, or from within a month to within a month."""
    frequency = random.choice((1, 1, 3, 3, 3, 3, 6, 12))
    whole = month_index(due) - month_index(start) + 1
    chance = random.random()
    if chance < 0.45:
        return Span(start, due, frequency, year_end)
    if chance < 0.6:
        return Span(
            last_of_month(month_index(start) + whole // 3 - 1) + timedelta(days=1), due, frequency, year_end
        )
    if chance < 0.85:
        return Span(start, last_of_month(month_index(start) + whole // 2 - 1), frequency, year_end)
    if chance < 0.93:
        return Span(
            start + timedelta(days=random.choice((9, 19))),
            due - timedelta(days=random.choice((10, 16))),
            1,
            year_end,
        )
    short = random.choice((1, 2, 3))
    return Span(start, last_of_month(month_index(start) + short - 1), 1, year_end)


def _sums(random: Random, span: Span, files: dict[str, str]) -> str:
    """Two parts and their whole, of three kinds; at times the whole reports itself, or a part never does."""
    text = ""
    for kind in ("cumulative", "increment", "level"):
        silent = random.random() < 0.15
        for part in ("a", "b"):
            text += _table(f"{kind}-part-{part}", _plain(span, kind, 1200))
            files |= {} if silent else _ledger_file(f"{kind}-part-{part}", draw.plain(random, span, kind))
        lines = _plain(span, kind, 2400, f'sum_of = ["{kind}-part-a", "{kind}-part-b"]')
        text += _table(f"{kind}-sum", lines + draw.amendments(random, span))
        if not silent and random.random() < 0.5:
            days = [each for each in report_days(random, span) if random.random() < 0.3]
            figures = [
                (
                    on,
                    f"value = {int(2400 * span.share(on) * random.choice((8, 9, 10, 11)) / 10)}, correction = true",
                )
                for on in days
            ]
            if kind == "increment":
                firsts = [span.start, *(each + timedelta(days=1) for each in days)]
                figures = [
                    (on, f"from = {min(on, first)}, value = {random.choice((100, 300))}")
                    for first, on in zip(firsts, days, strict=False)
                ]
            files |= _ledger_file(f"{kind}-sum", ledger(random, span, figures, revised=False))
    return text


def _plain(span: Span, kind: str, goal: int, more: str = "") -> str:
    rhythm = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}[span.frequency]
    return (
        f'kind = "{kind}"\nunit = "座"\nstart = {span.start}\ndue = {span.due}\nfrequency = "{rhythm}"\n'
        f"baseline = {{ value = 0, on = {span.start} }}\ngoal = {{ value = {goal} }}\n{more}"
    )


def _questions(random: Random, seed: int, spans: list[Span]) -> list[Asked]:
    """Days of every phase: before and at the start, on the way, on due's eve, on due, after it."""
    first, last = min(each.start for each in spans), max(each.due for each in spans)
    some = random.choice(spans)
    middle = first + (last - first) / 2
    days = [
        random.choice((first - timedelta(days=10), first + timedelta(days=420))),
        first + timedelta(days=random.randint(60, 200)),
        last_of_month(month_index(middle) + random.randint(-5, 3)),
        last_of_month(month_index(middle) + random.choice((-6, -3, 0))),
        middle + timedelta(days=random.randint(-150, 100)),
        middle + timedelta(days=random.randint(-150, 0)),
        some.due - timedelta(days=1),
        some.due,
        some.due + timedelta(days=random.choice((1, 100, 200))),
        last + timedelta(days=random.randint(30, 400)),
    ]
    names = list(PROFILES)
    return [
        Asked(
            day,
            day + timedelta(days=random.choice((0, 5, 30))) if random.random() < 0.2 else None,
            "cn" if number >= len(names) else names[(number + seed) % len(names)],
        )
        for number, day in enumerate(days[:QUESTIONS])
    ]
