"""Plans of 200 targets with as many reports as asked for, and the equal data as a journal; the same on every run.

The plan is read by the project's own reader and its ledgers are written by its own writer, so that they are always
in the canonical form.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.ledger.ledger_line import ledger_line
from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report

ACTIONS = 10
TARGETS = 200
NEW_DAY = date(2022, 7, 4)
"""A day that no generated report is for."""

_START = date(2020, 1, 1)
_DUE = date(2022, 12, 31)
_LAST = date(2022, 6, 30)
_DAYS = (_LAST - _START).days + 1
_PERIOD = (_DUE - _START).days + 1
_CHINA = timezone(timedelta(hours=8))
_THEMES = ("信息网络增速", "产业发展增能", "感知应用增智", "场景体验增效", "园区提质增容")
_THINGS = (
    ("5G基站", "座"),
    ("产业投资", "亿元"),
    ("新增产业空间", "万平方米"),
    ("入驻企业", "家"),
    ("光缆线路", "公里"),
)


class Plan(NamedTuple):
    """A generated plan: the folder that `--plans` names, one of its targets with its ledger, and the journal."""

    reports: int
    folder: Path
    target: str
    ledger: Path
    journal: Path
    account: str
    unit: str


def generate(root: Path, reports: int, *, spread: bool = True) -> Plan:
    """Write a plan with that many reports, spread evenly over its targets or all of the first, and its journal."""
    name = f"{reports}" if spread else f"{reports}-of-one"
    folder = root / f"plans-{name}"
    plan = folder / "benchmark"
    progress = plan / "progress"
    progress.mkdir(parents=True)
    (plan / "plan.toml").write_text(_head(), encoding="utf-8")
    for number in range(ACTIONS):
        (plan / f"action-{number:02}.toml").write_text(_action(number), encoding="utf-8")
    everything: list[tuple[Report, Target]] = []
    targets = read_plans(folder).plans[0].targets
    for number, target in enumerate(targets):
        alone = reports if number == 0 else 0
        share = reports // TARGETS + (number < reports % TARGETS) if spread else alone
        made = [_report(target, number, index, share) for index in range(share)]
        lines = "".join(f"{ledger_line(report, target)}\n" for report in made)
        if made:
            (progress / f"{target.id}.toml").write_text(f"[report]\n{lines}", encoding="utf-8")
        everything += [(report, target) for report in made]
    journal = root / f"{name}.journal"
    journal.write_text("".join(_journal(everything)), encoding="utf-8")
    chosen = targets[0]
    ledger = progress / f"{chosen.id}.toml"
    return Plan(reports, folder, chosen.id, ledger, journal, _account(chosen), chosen.unit)


def sheet(root: Path, rows: int) -> Path:
    """Write a sheet of that many rows, for days after all that is reported: each target in its turn, never falling."""
    path = root / f"{rows}.csv"
    days = (_DUE - _LAST).days
    lines = [
        f"target-{index % TARGETS:03},{100000 + index // TARGETS},"
        f"{_LAST + timedelta(days=1 + index // TARGETS % days)},专报\n"
        for index in range(rows)
    ]
    path.write_text("".join(["指标,完成值,日期,来源\n", *lines]), encoding="utf-8-sig")
    return path


def _head() -> str:
    return f"""\
format = 1

[plan]
title = {{ zh = "测试计划 2020-2022", en = "Benchmark plan 2020-2022" }}
start = {_START}
due = {_DUE}
lead = "发展和改革局"

[source.quarterly]
title = {{ zh = "季度进展报告", en = "Quarterly progress report" }}
"""


def _action(number: int) -> str:
    theme = _THEMES[number % len(_THEMES)]
    head = f"""\
format = 1

[action]
title = {{ zh = "推动{theme} {number:02}", en = "Action {number:02}" }}
order = {number}
"""
    each = TARGETS // ACTIONS
    return head + "".join(_target(each * number + index) for index in range(each))


def _target(number: int) -> str:
    """A target as text: two in three cumulative from nothing, one a level that rises, or every other time falls."""
    thing, unit = _THINGS[number % len(_THINGS)]
    kind, baseline, goal = _terms(number)
    return f"""
[target.target-{number:03}]
title = {{ zh = "{thing} {number:03}", en = "Target {number:03}" }}
kind = "{kind}"
unit = "{unit}"
baseline = {{ value = {baseline}, on = {_START} }}
goal = {{ value = {goal} }}
source = "quarterly"
"""


def _terms(number: int) -> tuple[Kind, int, int]:
    if number % 3 < 2:
        return Kind.CUMULATIVE, 0, 1000 + 25 * number
    low = 100 + number
    return (Kind.LEVEL, low, 2 * low) if number % 2 else (Kind.LEVEL, 2 * low, low)


def _report(target: Target, number: int, index: int, share: int) -> Report:
    """One of a target's reports: on days spread over the period, each day revised once all of them are used."""
    days = min(share, _DAYS)
    revision, place = divmod(index, days)
    gone = (place + 1) * _DAYS // days
    on = _START + timedelta(days=gone - 1)
    recorded = datetime.combine(on + timedelta(days=7 + 30 * revision), time(9, index % 60), _CHINA)
    return Report(
        on=on,
        revision=revision + 1,
        figure=_figure(number, gone, place),
        recorded=recorded,
        by="督查室",
        source=f"{on.year}年第{(on.month + 2) // 3}季度进展报告",
        note="" if index % 10 else f"{target.title.zh}：据现场核查",
    )


def _figure(number: int, gone: int, place: int) -> Decimal:
    """The figure after so many days, to a tenth: the pace differs from target to target, a level sways a little."""
    kind, baseline, goal = _terms(number)
    pace = 60 + number % 60
    tenths = 10 * baseline + 10 * (goal - baseline) * pace * gone // (100 * _PERIOD)
    if kind is Kind.LEVEL:
        tenths += place * 7 % 5 - 2
    return Decimal(tenths).scaleb(-1)


def _journal(everything: list[tuple[Report, Target]]) -> Iterator[str]:
    """A transaction for each report, by day: what was added since the last one, and the figure as its balance."""
    before: dict[str, Decimal] = {}
    for report, target in sorted(everything, key=lambda each: (each[0].on, each[1].id, each[0].revision)):
        figure = report.figure or Decimal(0)
        added = figure - before.get(target.id, Decimal(0))
        before[target.id] = figure
        note = f", note: {report.note}" if report.note else ""
        yield (
            f"{report.on} {target.title.zh}"
            f"  ; recorded: {report.recorded.isoformat()}, by: {report.by}, source: {report.source}{note}\n"
            f"    {_account(target)}  {added} {target.unit} = {figure} {target.unit}\n"
            f"    equity:reported\n\n"
        )


def _account(target: Target) -> str:
    return target.id.replace(".", ":")
