"""A term of the base that is another one now, and how every rule of the base tells it."""

from typing import NamedTuple

from jinjiang_plan.check.base.matching import Pair
from jinjiang_plan.check.rule_api import route_of
from jinjiang_plan.model.finding import Aside, Fault, Route, Step
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

STOOD = Words("基准版本里的写法", "as it stands at the base")
STOOD_BEHIND = Words("原来在这一项后面", "it stood behind this")
PUT_BACK = Words(
    "改回原样；这一项不能用 amend 调整，确需更改的，请审核合并的人看过再定",
    "put it back; no amendment changes this: if it must change, whoever merges decides with this in sight",
)


class Move(NamedTuple):
    """A term that moved."""

    id: str
    """Whose term, as findings name it."""
    what: Words
    """What the term is called."""
    was: Words
    """What it was."""
    present: Words
    """What it is."""
    file: str
    """The file that it stands in."""
    route: Route
    """The way to it."""
    file_before: str
    """The file that it stood in."""
    route_before: Route
    """The way to it there."""
    amends: str = ""
    """The options of `amend` that make the change formally, where they can."""
    cure: Words | None = None
    """Stands instead of the usual advice."""


def moved(pair: Pair, what: Words, was: Words, now: Words, *steps: Step) -> Move:
    """The move of a term of a target: the steps lead from the target to it."""
    return Move(
        pair.present.id,
        what,
        was,
        now,
        pair.present.file,
        route_of(pair.present, *steps),
        pair.before.file,
        route_of(pair.before, *steps),
    )


def fault_of(rule: Rule, move: Move) -> Fault:
    """The fault that a rule finds in a move, with what it was beside it and the way out below."""
    fault = rule.fault(move.file, move.route, id=move.id, what=move.what, was=move.was, now=move.present)
    return fault._replace(
        label=Words(f"原为 {move.was.zh}", f"was {move.was.en}"),
        hint=move.cure or _advice(move),
        asides=(Aside(move.file_before, move.route_before, STOOD),),
    )


def _advice(move: Move) -> Words:
    if not move.amends:
        return PUT_BACK
    zh = f'jinjiang-plan amend {move.id} {move.amends} --document "文件" --reason "原因"'
    en = f'jinjiang-plan amend {move.id} {move.amends} --document "…" --reason "…"'
    return Words(f"先改回原样，再正式调整：{zh}", f"put it back, then change it formally: {en}")
