"""Small plans as tables, out of a few lines of TOML: what the judge reads in its cases."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.judge.court import Court
from tests.judge.terms import Table
from tests.judge.verdict import Fields

PLAN = """\
format = 1

[plan]
title = "Test plan"
start = 2020-01-01
due = 2022-12-31
"""

Reports = Mapping[str, object]
"""Figures by their days; a text is the inside of a report's table."""


def parsed(text: str) -> Table:
    """TOML as the program reads it: numbers exact."""
    return tomllib.loads(text, parse_float=Decimal)


def entry(key: str, figure: object) -> str:
    """A ledger's line: recorded in the evening of its day unless it says otherwise."""
    inside = figure if isinstance(figure, str) else f"value = {figure}"
    if "recorded" not in inside:
        inside += f", recorded = {key[:10]}T18:00:00+08:00"
    return f'{key} = {{ {inside}, by = "tester", source = "document" }}'


def ledger_text(reports: Reports) -> str:
    """A ledger."""
    return "\n".join(["[report]", *(entry(key, figure) for key, figure in reports.items()), ""])


def plan_text(targets: Mapping[str, str], head: str = "") -> str:
    """A plan file: lines that go below its own, then its targets."""
    tables = (f'\n[target.{name}]\ntitle = "{name}"\n{lines}\n' for name, lines in targets.items())
    return "".join([_headed(head), *tables])


def _headed(head: str) -> str:
    """The plan's table with what it says otherwise."""
    said = {line.split(" =")[0] for line in head.splitlines()}
    return "".join(f"{line}\n" for line in PLAN.splitlines() if line.split(" =")[0] not in said) + f"{head}\n"


def judged(  # noqa: PLR0913 - one case, each part with its usual answer
    targets: Mapping[str, str] | str,
    reports: Mapping[str, Reports] | Reports,
    day: str,
    *,
    head: str = "",
    profile: str | None = None,
    name: str = "x",
) -> Fields:
    """The judge's verdict on one target of a small plan."""
    if isinstance(targets, str):
        targets, reports = {"x": targets}, {"x": reports}
    plan = parsed(plan_text(targets, head))
    ledgers = {key: parsed(ledger_text(figures)) for key, figures in reports.items()}  # type: ignore[arg-type]
    return Court(plan, {}, ledgers, date.fromisoformat(day), profile=profile).verdict(name)
