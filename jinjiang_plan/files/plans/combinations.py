"""Keys of a target that make sense only together with others: what contradicts, or lacks what it needs, is a fault."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jinjiang_plan.files.validation import bad_choice
from jinjiang_plan.model.codes import Average, Kind, Op, PathShape
from jinjiang_plan.model.finding import BAD_CHOICE, MISPLACED_KEY, MISSING_KEY, WRONG_TYPE, Fault, Route
from jinjiang_plan.model.plan import Target, is_place
from jinjiang_plan.model.words import Words

Table = dict[str, Any]

SEASONS = (4, 12)
"""How many weights a reporting year may have: one for each quarter, or one for each month."""

_UNADDED = (Kind.RATE, Kind.RANK)


def combination_faults(target: Target, table: Table, route: Route) -> Iterator[Fault]:
    """Each key of a target that its kind, path or unit has no use for, and each that is missing beside another."""
    yield from _misplaced(target, table, route)
    yield from _seasons(target, table, route)
    if target.kind is Kind.RANK:
        yield from _rank_op(table, route)
        yield from _places(target, route)


def _misplaced(target: Target, table: Table, route: Route) -> Iterator[Fault]:
    """The keys that another kind, path or unit has."""
    if "resets" in table and target.kind is not Kind.CUMULATIVE:
        yield _idle("resets", 'kind = "cumulative"', route)
    if "average" in table and target.kind is not Kind.RATE:
        yield _idle("average", 'kind = "rate"', route)
    elif target.average is Average.GEOMETRIC and not _in_percent(target):
        yield _idle('average = "geometric"', 'unit = "%"', route, "average")
    if "seasons" in table and target.course is not PathShape.SEASONAL:
        yield _idle("seasons", 'path = "seasonal"', route)
    if target.sum_of and target.kind in _UNADDED:
        words = Words("比率和位次不能相加", "rates and ranks do not add up")
        hint = Words("删去 sum_of", "leave sum_of out")
        yield Fault(*MISPLACED_KEY, words, (*route, "sum_of"), at_key=True, hint=hint)


def _in_percent(target: Target) -> bool:
    from jinjiang_plan.model.units import find_unit

    return target.measure == find_unit("%")


def _idle(key: str, needs: str, route: Route, name: str = "") -> Fault:
    words = Words(f"`{key}` 只用于 {needs}", f"`{key}` goes with {needs} only")
    hint = Words("删去这个键，或改写另一项", "leave it out, or mend the other key")
    return Fault(*MISPLACED_KEY, words, (*route, name or key), at_key=True, hint=hint)


def _seasons(target: Target, table: Table, route: Route) -> Iterator[Fault]:
    if target.course is PathShape.SEASONAL and "seasons" not in table:
        words = Words("缺少 `seasons`", "`seasons` is missing")
        hint = Words(
            "补上 `seasons = [2, 8, 10, 20]` 这样的一行", "add a line such as `seasons = [2, 8, 10, 20]`"
        )
        yield Fault(*MISSING_KEY, words, (*route, "path"), hint=hint)
    elif (target.seasons and len(target.seasons) not in SEASONS) or (
        "seasons" in table and not any(target.seasons)
    ):
        words = Words(
            "`seasons` 应为 4 个或 12 个数，不能全为 0",
            "`seasons` must be 4 or 12 numbers, not all of them 0",
        )
        hint = Words("每季度一个，或每月一个", "one for each quarter, or one for each month")
        yield Fault(*WRONG_TYPE, words, (*route, "seasons"), hint=hint)


def _rank_op(table: Table, route: Route) -> Iterator[Fault]:
    """The op of a rank that is not `<=`: the first place is the best."""
    goal = table.get("goal", {})
    op = goal.get("op", Op.RANGE if {"min", "max"} & goal.keys() else Op.AT_MOST)
    if op != Op.AT_MOST:
        way = (*route, "goal", "op") if "op" in goal else (*route, "goal")
        fault = bad_choice("op", str(op), (Op.AT_MOST,), way)
        yield fault if "op" in goal else fault._replace(mend=None)


def _places(target: Target, route: Route) -> Iterator[Fault]:
    """The goals, milestones and amended goals of a rank that are no places."""
    goal = target.goal and target.goal.value
    places: list[tuple[Route, Decimal | None]] = [((*route, "goal", "value"), goal)]
    places += [((*route, "milestone", each.place, "value"), each.value) for each in target.milestones]
    places += [
        ((*route, "amendment", each.place, "value"), each.goal.value)
        for each in target.amendments
        if each.goal
    ]
    for way, value in places:
        if value is not None and not is_place(value):
            words = Words("位次应为从 1 起的整数", "a rank must be a whole number from 1 on")
            yield Fault(*BAD_CHOICE, words, way)
