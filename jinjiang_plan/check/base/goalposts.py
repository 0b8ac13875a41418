"""JP601, goalposts that moved: what a target asks for was made easier without an amendment.

What counts, against the base: a goal that accepts what it did not, or is gone; another kind, unit or list of stages; a
class that binds less; a path, seasons or milestones that ask for less on some day; a rarer rhythm of reports; figures that
begin again each year or are averaged, or no longer; another reporting year; another weight or other parts of a sum; a
plan's other profile, time zone or way to count time, another factor of a unit of its own, or a larger tolerance; an amendment of the base that was edited
or taken away. Harder is no finding, nor is another spelling, a default written out, or what nothing is judged by: units
in charge, tags, limits of entry, notes, sources, summaries. `model/file_format.py` says of every key which it is.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.check.base.amendments import moved_amendments
from jinjiang_plan.check.base.matching import Pair, Pairing, paired, table_of
from jinjiang_plan.check.base.moves import PUT_BACK, Move, fault_of, moved
from jinjiang_plan.check.base.weaker import eased_course, eased_goal, moved_milestones, same_unit
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import NOTHING, field, goal, same
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.codes import Class, Frequency, Kind
from jinjiang_plan.model.days import basis_in_force
from jinjiang_plan.model.finding import Document, Fault, Route
from jinjiang_plan.model.plan import DECEMBER, Plan, Target
from jinjiang_plan.model.profiles import Measure
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.value import Value, choices
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.zones import CHINA

# What a plan says for all of its targets, and what became of it: one move, however many targets take it over.


_DEFAULTS = {
    "profile": "cn",
    "frequency": "quarter",
    "year_end": DECEMBER,
    "timezone": CHINA,
}
_TERMS = {
    "profile": Words("评价标准", "the profile"),
    "frequency": Words("填报频率", "the rhythm of reports"),
    "year_end": Words("报告年度的末月", "the month in which the reporting year ends"),
    "timezone": Words("时区", "the time zone"),
}
_TIME_BASIS = Words("时间口径", "the way to count time")
_TOLERANCE = Words("容差（百分点）", "the tolerance in points")
_CURES = {
    "start": PUT_BACK,
    "due": Words(
        "先改回原样；决定延期的目标逐个调整：jinjiang-plan amend 编号 --due 日期 --document … --reason …",
        "put it back; what was decided to be later is amended target by target: "
        "jinjiang-plan amend ID --due DAY --document … --reason …",
    ),
}
_DAYS = {"start": Words("起始日", "the start"), "due": Words("期限", "the due day")}


class _Head(NamedTuple):
    """A plan's own file at the base and now, with the plan then and now."""

    before: Plan
    plan: Plan
    was: Document
    present: Document

    @property
    def id(self) -> str:
        """The plan's present id."""
        return self.plan.id

    def term(self, key: str) -> tuple[Any, Any]:
        """What the plan said under a key, and what it says."""
        old, new = (each.data["plan"].get(key, _DEFAULTS.get(key)) for each in (self.was, self.present))
        return old, new

    def move(self, key: str, what: Words) -> Move:
        """The move of the term under a key."""
        old, new = self.term(key)
        route = ("plan", key)
        return Move(self.id, what, same(old), same(new), self.present.file, route, self.was.file, route)


def moved_plan_terms(pairing: Pairing, material: Material, base: Base) -> Iterator[Move]:
    """What a plan says for all of its targets and is another now, and a rhythm or a tolerance that is easier."""
    for head in _heads(pairing, material, base):
        yield from _thresholds(head)
        yield from _tolerance(head)
        yield from _time_basis(head, pairing)
        yield from _own_units(head)
        for key, what in _TERMS.items():
            old, new = head.term(key)
            if old != new and (key != "frequency" or Frequency(new).months > Frequency(old).months):
                yield head.move(key, what)


def _thresholds(head: _Head) -> Iterator[Move]:
    """Another rule of judgement under the name of the profile in use: its title alone may be mended."""
    old, new = head.term("profile")
    was, now = (_judging_by(each, old) for each in (head.was, head.present))
    if old == new and was != now:
        parts = {key for key in {**was, **now} if was.get(key) != now.get(key)}
        parts_was, parts_now = (
            same(field({key: each[key] for key in each if key in parts}) if each else "-")
            for each in (was, now)
        )
        route = ("profile", old)
        what = Words(f"评价标准 {old} 的规定", f"what the profile {old} of the plan says")
        yield Move(head.id, what, parts_was, parts_now, head.present.file, route, head.was.file, route)


def _tolerance(head: _Head) -> Iterator[Move]:
    """More points that an expected target may fall short by; what the profile allows holds where the plan says none."""
    was, now = (_points_allowed(each) for each in (head.before, head.plan))
    if head.before.profile == head.plan.profile and was is not None and now is not None and now > was:
        move = head.move("tolerance", _TOLERANCE)
        yield move._replace(was=same(field(was)), present=same(field(now)))


def _time_basis(head: _Head, pairing: Pairing) -> Iterator[Move]:
    """Another way to count time for some target: what holds where the plan says none depends on the target's period."""
    for before, present in pairing.pairs:
        if before.plan != head.before.id:
            continue
        was, now = (
            basis_in_force(before._replace(basis=each.basis), before.due) for each in (before, present)
        )
        if was is not now:
            yield head.move("time_basis", _TIME_BASIS)._replace(was=same(was), present=same(now))
            return


def _own_units(head: _Head) -> Iterator[Move]:
    """Another conversion of a unit that the plan declares, or none any more while targets count in it."""
    was, now = (each.data.get("unit", {}) for each in (head.was, head.present))
    used = {target.unit for target in head.plan.judged}
    for name in was:
        one, other = (_conversion(tables.get(name, {})) for tables in (was, now))
        if one == other or (name not in now and name not in used):
            continue
        route: Route = ("unit", name)
        what = Words(f"单位 {name} 的换算", f"what the unit {name} converts into")
        before, present = (same(" ".join(each) or "-") for each in (one, other))
        yield Move(
            head.id,
            what,
            before,
            present,
            head.present.file,
            route if name in now else (),
            head.was.file,
            route,
        )


def _conversion(table: dict[str, Any]) -> tuple[str, ...]:
    """What a declared unit converts into, as it is compared and shown; empty where it converts into nothing."""
    factor = table.get("factor")
    return () if factor is None else (f"{Decimal(factor).normalize():f}", str(table.get("of", "")))


def _points_allowed(plan: Plan) -> Decimal | None:
    """The tolerance that a plan's expected targets are judged by; None where no gap is measured."""
    profile = plan.judged_by
    if profile.measure is not Measure.GAP:
        return None
    return profile.tolerance(Class.EXPECTED) if plan.tolerance is None else plan.tolerance


def _judging_by(document: Document, name: str) -> dict[str, Any]:
    """What a plan's own file says of a profile, but for its title; empty where it has none of that name."""
    found = document.data.get("profile", {}).get(name, {})
    return {key: value for key, value in found.items() if key != "title"}


def postponed_plans(pairing: Pairing, material: Material, base: Base) -> Iterator[Move]:
    """A plan's start or due day that is later now."""
    for head in _heads(pairing, material, base):
        for key, what in _DAYS.items():
            old, new = head.term(key)
            if new > old:
                yield head.move(key, what)._replace(cure=_CURES[key])


def _heads(pairing: Pairing, material: Material, base: Base) -> Iterator[_Head]:
    """Of each plan that is still there its own file, then and now."""
    befores = {plan.id: plan for plan in base.portfolio.plans}
    for id_, plan in pairing.plans.items():
        was = base.documents.get(base.heads.get(id_, ""))
        now = material.documents.get(base.heads_now.get(plan.id, "")) if plan else None
        if plan is not None and was is not None and now is not None:
            yield _Head(befores[id_], plan, was, now)


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
    value = Value(now, now.goal.value)
    return f"--value {value.words.en if now.kind is Kind.DONE else value.code}"


def _another_kind(pair: Pair) -> bool:
    return (pair.before.kind, pair.before.what) != (pair.present.kind, pair.present.what)


def _kind(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if _another_kind(pair):
        initiative = Words("项目", "initiative")
        was, now = (initiative if each.what == "initiative" else NAMES[each.kind] for each in pair)
        yield moved(pair, Words("类别", "the kind"), was, now, "kind")


def _unit(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if not same_unit(pair.before, pair.present):
        was, now = (same(each.unit) if each.unit else NOTHING for each in pair)
        yield moved(pair, Words("单位", "the unit"), was, now, "unit")


def _class(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if pair.before.class_ is Class.BINDING and pair.present.class_ is Class.EXPECTED:
        yield moved(pair, Words("性质", "the class"), NAMES[Class.BINDING], NAMES[Class.EXPECTED], "class")


def _path(pair: Pair, _material: Material, base: Base) -> Iterator[Move]:
    if _another_kind(pair) or not eased_course(*pair, base.planned):
        return
    if pair.before.course is pair.present.course:
        was, now = (same(", ".join(f"{each:f}" for each in target.seasons)) for target in pair)
        yield moved(pair, Words("季节权重", "the weights of the seasons"), was, now, "seasons")
    else:
        was, now = (same(each.course) for each in pair)
        yield moved(pair, Words("路径", "the path"), was, now, "path")


def _resets(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if not _another_kind(pair) and pair.before.resets is not pair.present.resets:
        was, now = (NAMES[each.resets] if each.resets else NOTHING for each in pair)
        yield moved(
            pair, Words("是否每年从零起算", "whether figures begin again each year"), was, now, "resets"
        )


def _average(pair: Pair, _material: Material, _base: Base) -> Iterator[Move]:
    if not _another_kind(pair) and pair.before.average is not pair.present.average:
        was, now = (NAMES[each.average] if each.average else NOTHING for each in pair)
        yield moved(pair, Words("平均方法", "the average"), was, now, "average")


def _is_own(pair: Pair, key: str, material: Material, base: Base) -> bool:
    """Whether a target says itself, then or now, what it may take from its plan: else it is the plan's move."""
    tables = table_of(pair.before, base.documents), table_of(pair.present, material.documents)
    return any(key in table for table in tables)


def _frequency(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    own = _is_own(pair, "frequency", material, base)
    if own and pair.present.frequency.months > pair.before.frequency.months:
        was, now = (same(each.frequency) for each in pair)
        yield moved(pair, _TERMS["frequency"], was, now, "frequency")


def _year_end(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    own = _is_own(pair, "year_end", material, base)
    if own and pair.present.year_end != pair.before.year_end:
        was, now = (same(each.year_end) for each in pair)
        yield moved(pair, _TERMS["year_end"], was, now, "year_end")


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
            Words(*(" → ".join(names) for names in zip(*choices(each), strict=True))) for each in pair
        )
        yield moved(pair, Words("阶段", "the list of stages"), was, is_now, "stages")


_FINDERS: tuple[Callable[[Pair, Material, Base], Iterator[Move]], ...] = (
    _goal,
    _kind,
    _unit,
    _class,
    _resets,
    _average,
    _path,
    moved_milestones,
    _frequency,
    _year_end,
    _weight,
    _parts,
    _stages,
    moved_amendments,
)


def moved_terms(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """What was made easier, term by term, or changed so that nobody can say."""
    pairing = paired(material, base)
    moves = list(moved_plan_terms(pairing, material, base))
    moves += [move for pair in pairing.pairs for find in _FINDERS for move in find(pair, material, base)]
    for move in moves:
        yield fault_of(rule, move)
