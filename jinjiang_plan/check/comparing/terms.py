"""JP601, goalposts that moved: what a target asks for was made easier without an amendment.

What counts, against the base: a goal that accepts what it did not, or is gone; another kind, unit or list of stages; a
class that binds less; a path or milestones that ask for less on some day; a rarer rhythm of reports; another weight or
other parts of a sum; a plan's other profile or way to count time; an amendment of the base that was edited, taken away or
put behind the order of decisions; a new one without document or reason; other words for what is counted (a warning: words
are also mended). Harder is no finding, nor is what nothing is judged by: units in charge, tags, limits of entry, notes,
sources, summaries, the time zone.
"""

from collections.abc import Callable, Iterator

from jinjiang_plan.check.comparing.amendments import moved_amendments
from jinjiang_plan.check.comparing.easing import eased_course, eased_goal, same_unit
from jinjiang_plan.check.comparing.milestones import moved_milestones
from jinjiang_plan.check.comparing.moved import Move, fault_of, moved
from jinjiang_plan.check.comparing.pairing import Pair, paired, table_of
from jinjiang_plan.check.comparing.plan_terms import moved_plan_terms
from jinjiang_plan.check.comparing.reworded import moved_words
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import NOTHING, goal, same
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.codes import Class, Kind
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.names import NAMES
from jinjiang_plan.model.plan import Target, stage_words
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _goal(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    before, now = pair
    if _another_kind(pair) or not eased_goal(before, now):
        return
    tables = [
        table_of(now, material.documents).get("goal", {}),
        table_of(before, base.documents).get("goal", {}),
    ]
    of_op = bool(before.goal and now.goal and before.goal.value == now.goal.value)
    keys = ("op", "value") if of_op else ("value", "stage")
    step, step_before = (next((key for key in keys if key in table), None) for table in tables)
    gone = Words("没有了", "none")
    move = moved(pair, Words("目标值", "the goal"), goal(before, before.goal), gone, "goal")
    move = move._replace(route_before=(*move.route_before, step_before) if step_before else move.route_before)
    if now.goal is not None:
        move = move._replace(present=goal(now, now.goal), route=(*move.route, step) if step else move.route)
    yield move._replace(amends="" if of_op else _amends(now))


def _amends(now: Target) -> str:
    """The options of the command that makes the change formally; empty where only a hand can."""
    if now.goal is None:
        return "--status cancelled"
    if now.goal.value is None:
        return ""
    if now.kind is Kind.STAGE:
        return f"--value {now.stage_name(int(now.goal.value))}"
    if now.kind is Kind.DONE:
        return f"--value {'yes' if now.goal.value else 'no'}"
    return f"--value {now.goal.value:f}"


def _another_kind(pair: Pair) -> bool:
    return (pair.before.kind, pair.before.what) != (pair.present.kind, pair.present.what)


def _kind(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if _another_kind(pair):
        initiative = Words("项目", "initiative")
        was, now = (initiative if each.what == "initiative" else NAMES[each.kind] for each in pair)
        yield moved(pair, Words("类别", "the kind"), was, now, "kind")


def _unit(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if not same_unit(pair.before.unit, pair.present.unit):
        was, now = (same(each.unit) if each.unit else NOTHING for each in pair)
        yield moved(pair, Words("单位", "the unit"), was, now, "unit")


def _class(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if pair.before.class_ is Class.BINDING and pair.present.class_ is Class.EXPECTED:
        yield moved(pair, Words("性质", "the class"), NAMES[Class.BINDING], NAMES[Class.EXPECTED], "class")


def _path(pair: Pair, _material: Material, base: Base) -> Iterator[Move]:
    if not _another_kind(pair) and eased_course(*pair, base.asked):
        was, now = (same(each.course) for each in pair)
        yield moved(pair, Words("路径", "the path"), was, now, "path")


def _frequency(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    tables = table_of(pair.before, base.documents), table_of(pair.present, material.documents)
    own = any("frequency" in table for table in tables)  # what both take from the plan is the plan's move
    if own and pair.present.frequency.months > pair.before.frequency.months:
        was, now = (same(each.frequency) for each in pair)
        yield moved(pair, Words("填报频率", "the rhythm of reports"), was, now, "frequency")


def _weight(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if pair.before.weight != pair.present.weight:
        was, now = (same(f"{each.weight:f}") for each in pair)
        yield moved(pair, Words("权重", "the weight"), was, now, "weight")


def _parts(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if set(pair.before.sum_of) != set(pair.present.sum_of):
        was, now = (same(", ".join(each.sum_of)) if each.sum_of else NOTHING for each in pair)
        yield moved(pair, Words("分项", "the parts of the sum"), was, now, "sum_of")


def _stages(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    """Another list of stages up to the goal's: how far on the way a stage is depends on it."""
    before, now = pair
    if before.kind is not Kind.STAGE or _another_kind(pair) or before.goal is None:
        return
    ahead = int(before.goal.value or 0) + 1
    if before.stages[:ahead] != now.stages[:ahead]:
        was, is_now = (
            Words(
                *(" → ".join(stage_words(stage).say(lang) for stage in each.stages) for lang in ("zh", "en"))
            )
            for each in pair
        )
        yield moved(pair, Words("阶段", "the list of stages"), was, is_now, "stages")


_FINDERS: tuple[Callable[[Pair, Material, Base], Iterator[Move]], ...] = (
    _goal,
    _kind,
    _unit,
    _class,
    _path,
    moved_milestones,
    _frequency,
    _weight,
    _parts,
    _stages,
    moved_amendments,
    moved_words,
)


def moved_terms(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """What was made easier, term by term, or changed so that nobody can say."""
    pairing = paired(material, base)
    moves = list(moved_plan_terms(pairing, material, base))
    moves += [move for pair in pairing.pairs for find in _FINDERS for move in find(pair, material, base)]
    for move in moves:
        yield fault_of(rule, move)
