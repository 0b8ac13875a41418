"""How a briefing names what it is on: targets, with where they lead; figures with their units, in both languages."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Action, Plan, Target
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.columns import Column, Row
from jinjiang_plan.render.facts import fact_text
from jinjiang_plan.render.numbers import DASH, share
from jinjiang_plan.render.paper.blocks import Cell, Head, Meter, Table, Text, each_language, plain, shown
from jinjiang_plan.render.words import NOT_STATED, goal_with_unit, status_words, value_with_unit

Address = Callable[[Target], str]
"""Where a target's own page is, empty where it has none."""


def no_address(target: Target) -> str:
    """That of a paper which stands alone."""
    del target
    return ""


Place = Callable[[Plan, Action | None], str]
"""Where an action's own page is, or for None the plan's; empty where it has none."""


def no_place(plan: Plan, action: Action | None) -> str:
    """That of a paper which stands alone."""
    del plan, action
    return ""


def named(target: Target, address: Address) -> Text:
    """A target's title."""
    return Text(shown(target.title), href=address(target))


def status_text(each: Assessment) -> Text:
    """A status in words, as a label in its colour."""
    return Text(shown(status_words(each)), each.light, mark=True)


def lead_text(lead: Words | None) -> Text:
    """A responsible unit, or that none is stated."""
    return Text(shown(lead) if lead else NOT_STATED)


def value_words(each: Assessment, value: Fraction | None) -> Words:
    """A value with its unit."""
    return each_language(lambda lang: value_with_unit(each.target, value, lang))


def goal_words(each: Assessment) -> Words:
    """The goal in force with its unit."""
    return each_language(lambda lang: goal_with_unit(each.target, each.goal, lang))


def planned_words(each: Assessment) -> Words:
    """What the plan asks for by now, with its unit; of a stage or a yes the share of the way.

    A level to hold is asked for as its goal is, always.
    """
    if each.target.kind is Kind.MAINTAIN:
        return goal_words(each)
    if each.planned is None or each.target.kind.named:
        return plain(share(each.planned_completion, whole=True))
    return value_words(each, Fraction(round(each.planned * 100), 100))


def meter(each: Assessment) -> Meter:
    """How much of the way is done, and asked for."""
    done = share(each.completion, whole=each.whole)
    planned = share(each.planned_completion, whole=True)
    words = plain(done)
    if each.completion is not None and each.planned_completion is not None:
        words = Words(f"{done}（应 {planned}）", f"{done} (asked {planned})")
    return Meter(each.completion, each.planned_completion, words, each.light, done)


def plan_name(plan: Plan) -> Words:
    """A plan's title."""
    return shown(plan.title)


def action_name(action: Action) -> Words:
    """An action's title."""
    return shown(action.title)


def listed(names: Iterable[Words]) -> Words:
    """Several names behind one another."""
    held = list(names)
    return Words("、".join(each.zh for each in held), ", ".join(each.en for each in held))


def heads(columns: Iterable[Column[Any]]) -> tuple[Head, ...]:
    """The headings of columns, as a paper has room for them."""
    return tuple(Head(each.heading, each.right) for each in columns)


def drawn(columns: Iterable[Column[Row]], row: Row, own: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """A row's cells, each by its column's fact and light; `own` are those that this table draws in its own way."""
    return tuple(own[each.key] if each.key in own else fact_cell(each, row) for each in columns)


def fact_cell(column: Column[Row], row: Row) -> Text:
    """A fact in words, with its unit, in its colour."""
    fact = column.fact(row)
    return Text(each_language(lambda lang: fact_text(fact, lang, unit=True)), column.light(row))


def without_dashes(table: Table) -> Table:
    """The table without the columns that say nothing in any row; the first always stays."""
    kept = [
        at
        for at in range(len(table.heads))
        if at == 0 or any(row[at].words not in (plain(DASH), NOT_STATED) for row in table.rows)
    ]
    return table._replace(
        heads=tuple(table.heads[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )
