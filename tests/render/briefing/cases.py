"""Briefings for tests of what is drawn of them: of the sample plan, and of a plan that is full of hostile texts."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from jinjiang_plan import Portfolio, assess
from jinjiang_plan.assess.briefing import briefing
from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.briefing import Briefing, BriefingScope
from tests.build import PLAN_HEAD, report_line, write_ledger, write_plan
from tests.hostile import HOSTILE

NOW = datetime(2023, 1, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
AS_OF = date(2021, 6, 30)


@cache
def samples() -> Portfolio:
    return demonstration()


def briefed(portfolio: Portfolio, as_of: date = AS_OF, known_at: datetime | None = None) -> Briefing:
    """The briefing on all of some plans."""
    judgement = assess(portfolio, as_of, known_at=known_at or NOW)._replace(known_at=known_at)
    return briefing(portfolio, judgement, BriefingScope(portfolio.plans), known_at=known_at or NOW)


@cache
def sample_briefing() -> Briefing:
    return briefed(samples())


def hostile_briefing(folder: Path) -> Briefing:
    """A target for each hostile text, which is its title, its unit, its office, and what was reported with it."""
    targets = "".join(
        f"""
[target.t{n}]
title = {written(text)}
kind = "cumulative"
unit = {written(text[:20])}
lead = {written(text)}
baseline = {{ value = 0, on = 2020-01-01 }}
goal = {{ value = 3000 }}
"""
        for n, text in enumerate(HOSTILE)
    )
    plan = write_plan(folder, head=PLAN_HEAD.replace("测试计划", "计划 & <b> &P").strip() + "\n" + targets)
    for n, text in enumerate(HOSTILE):
        more = {key: written(text) for key in ("source", "problems", "next", "note", "by")}
        write_ledger(plan, f"t{n}", report_line("2021-03-31", 100), report_line("2021-06-30", 1200.5, **more))
    return briefed(load(folder))


def written(text: str) -> str:
    """A text as TOML has it."""
    signs = (sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in text)
    return f'"{"".join(signs)}"'
