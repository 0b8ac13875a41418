"""Roll-ups: a row an action, a plan, and all plans; and the money of each, a row a unit."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment, Money, Rollup
from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import unit_words
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.words import NOT_STATED, occurring, status_words
from jinjiang_plan.render.workbook.page import (
    Field,
    PageCell,
    WorkbookPage,
    counted,
    fact_cell,
    field_with,
    filled,
    number_cell,
    share_cell,
)

NAME, MONEY = Words("汇总", "roll-ups"), Words("资金", "money")
LEADS = Words("责任单位", "responsible units")
_ALL = Words("全部", "all")


class Sum(NamedTuple):
    """A roll-up with its plan (None for all plans) and what it sums up."""

    plan: Plan | None
    rollup: Rollup
    members: tuple[Assessment, ...]

    @property
    def name(self) -> Words:
        """The action's title, else that it is all."""
        action = self.plan.action(self.rollup.action) if self.plan and self.rollup.action else None
        return action.title if action else _ALL

    @property
    def lead(self) -> Words | None:
        """Who is responsible for the action, or for the plan."""
        action = self.plan.action(self.rollup.action) if self.plan and self.rollup.action else None
        return action.lead if action else self.plan.lead if self.plan else None


def sums_page(briefing: Briefing) -> WorkbookPage:
    """How all stands in sum, by action, plan and all plans."""
    sums = list(_sums(briefing))
    counts = (_status(name, light) for name, light in occurring(briefing.judgement.assessments).items())
    return filled(NAME, (*_fields(), *counts, *map(_light, Light), *_last()), sums)


def _sums(briefing: Briefing) -> Iterator[Sum]:
    plans = {plan.id: plan for plan in briefing.scope.plans}
    for rollup in briefing.judgement.rollups:
        members = tuple(
            each
            for each in briefing.judgement.assessments
            if rollup.plan in (None, each.target.plan) and rollup.action in (None, each.target.action)
        )
        if members:
            yield Sum(plans[rollup.plan] if rollup.plan else None, rollup, members)


def _fields() -> Iterator[Field[Sum]]:
    yield Field("范围", "of", lambda row: PageCell(row.name, strong=row.rollup.action is None), 32)
    yield field_with(c.PLAN._replace(most=28), lambda row: PageCell(row.plan.title if row.plan else _ALL))
    yield field_with(c.LEAD, lambda row: PageCell(row.lead or NOT_STATED))
    yield field_with(c.TARGETS, lambda row: counted(_of(row, "target")))
    yield field_with(c.INITIATIVES, lambda row: counted(_of(row, "initiative")))
    yield field_with(c.REPORTED, lambda row: counted(row.rollup.reported))
    yield field_with(c.WEIGHTED, _weighted)
    yield field_with(
        c.WEIGHTED_REPORTED,
        lambda row: share_cell(row.rollup.completion_reported, whole=row.rollup.completion_reported == 1),
    )
    yield field_with(c.SILENT, _silent)


def _weighted(row: Sum) -> PageCell:
    return share_cell(row.rollup.completion, whole=row.rollup.completion == 1)


def _silent(row: Sum) -> PageCell:
    """How many owe a report and never had one."""
    number = sum(each.silent for each in row.members)
    return counted(number)._replace(light=Light.RED) if number else PageCell(None)


def _of(row: Sum, what: str) -> int:
    return sum(each.target.what == what for each in row.members)


def _status(name: Words, light: Light) -> Field[Sum]:
    def say(row: Sum) -> PageCell:
        number = sum(status_words(each) == name for each in row.members)
        return counted(number)._replace(light=light) if number else PageCell(None)

    return Field(name.zh, name.en, say, 10)


def _light(light: Light) -> Field[Sum]:
    def say(row: Sum) -> PageCell:
        number = sum(each.light is light for each in row.members)
        return counted(number)._replace(light=light) if number else PageCell(None)

    return Field(f"{NAMES[light].zh}灯", f"{NAMES[light].en} light", say, 10)


def _last() -> Iterator[Field[Sum]]:
    yield Field(
        "约束性指标最差", "worst binding", lambda row: _worst(row, lambda each: PageCell(each.target.title))
    )
    yield Field(
        "其状态",
        "its status",
        lambda row: _worst(row, lambda each: fact_cell(c.STATUS.fact(each), each.light)),
        12,
    )
    yield Field(
        "连续两期黄或红", "yellow or red for two periods", lambda row: counted(row.rollup.escalated), 14
    )


def _worst(row: Sum, say: Callable[[Assessment], PageCell]) -> PageCell:
    worst = row.rollup.worst_binding
    member = next((each for each in row.members if worst in (each.target.id, each.target.full_id)), None)
    return say(member) if member and worst else PageCell(None)


# The responsible units in sum, the best first.


def leads_page(briefing: Briefing) -> WorkbookPage:
    """A row a responsible unit: its rank, what is good, and what is silent."""
    judgement = briefing.judgement
    rows = (
        Sum(None, each, tuple(one for one in judgement.assessments if each.lead in one.target.leads))
        for each in judgement.leads
    )
    return filled(LEADS, (*_lead_fields(), *map(_light, Light)), rows)


def _lead_fields() -> Iterator[Field[Sum]]:
    yield field_with(c.RANK, lambda row: counted(row.rollup.rank) if row.rollup.rank else PageCell(None))
    yield field_with(c.LEAD._replace(most=32), lambda row: PageCell(row.rollup.lead))
    yield field_with(c.TARGETS, lambda row: counted(_of(row, "target")))
    yield field_with(c.INITIATIVES, lambda row: counted(_of(row, "initiative")))
    yield field_with(c.REPORTED, lambda row: counted(row.rollup.reported))
    yield field_with(
        c.GOOD,
        lambda row: PageCell(None) if row.rollup.share is None else share_cell(row.rollup.share, whole=True),
    )
    yield field_with(c.WEIGHTED, _weighted)
    yield field_with(c.SILENT, _silent)


class UnitMoney(NamedTuple):
    """The money of one unit in a roll-up."""

    sum: Sum
    money: Money


def money_page(briefing: Briefing) -> WorkbookPage:
    """The money targets in sum, each unit by itself."""
    purses = (UnitMoney(each, money) for each in _sums(briefing) for money in each.rollup.money)
    return filled(MONEY, _money_fields(), purses)


def _money_fields() -> Iterator[Field[UnitMoney]]:
    yield Field("范围", "of", lambda row: PageCell(row.sum.name, strong=row.sum.rollup.action is None), 32)
    plan = c.PLAN._replace(most=28)
    yield field_with(plan, lambda row: PageCell(row.sum.plan.title if row.sum.plan else _ALL))
    yield field_with(c.UNIT._replace(most=14), lambda row: PageCell(unit_words(row.money.unit)))
    yield field_with(c.VALUE, lambda row: number_cell(Fraction(row.money.value)))
    yield field_with(c.GOAL, lambda row: number_cell(Fraction(row.money.goal)))
    yield field_with(c.TARGETS, lambda row: counted(row.money.targets))
    yield field_with(c.REPORTED, lambda row: counted(row.money.reported))
