"""Amendments as the files have them: those of the base stay as they were, and a new one says on what ground."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.check.base.matching import Pair, paired, reported_then, table_of
from jinjiang_plan.check.base.moves import STOOD, Move, moved
from jinjiang_plan.check.base.weaker import eased_goal
from jinjiang_plan.check.base.wording_changes import said
from jinjiang_plan.check.rule_api import Material, route_of
from jinjiang_plan.check.wording import field, same, value_words
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.codes import Halt
from jinjiang_plan.model.filler_words import says_nothing
from jinjiang_plan.model.finding import Aside, Fault
from jinjiang_plan.model.plan import Baseline, Goal, Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Words, number_of

Table = Mapping[str, Any]

GROUNDS = ("document", "reason")
_ADDABLE = (*GROUNDS, "late")
"""What an amendment may be given later, where it had none."""
_KEEP = Words(
    "已作出的调整不再改动：改回原样，再用 amend 作一次新的调整",
    "an amendment that was made stays: put it back, and make a new one with `amend`",
)


def listed(table: Table) -> list[Table]:
    """The amendments of a target's table, in the order of the file."""
    found = table.get("amendment", [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def added(before: list[Table], now: list[Table]) -> list[int]:
    """The places of the present amendments that the base does not have, edited ones left out."""
    heirs = {place for place in _heirs(before, now) if place is not None}
    return [place for place in range(len(now)) if place not in heirs]


def groundless(amendment: Table) -> list[str]:
    """What an amendment lacks of document and reason."""
    return [key for key in GROUNDS if says_nothing(said(amendment.get(key), "zh"))]


def moved_amendments(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """Each amendment of the base that is another one now or gone."""
    before = listed(table_of(pair.before, base.documents))
    now = listed(table_of(pair.present, material.documents))
    for at, (was, heir) in enumerate(zip(before, _heirs(before, now), strict=True)):
        if heir is None:
            yield _gone(pair, was, at)
        elif not _kept(was, now[heir]):
            yield _edited(pair, was, now[heir], at, heir)


def _heirs(before: list[Table], now: list[Table]) -> list[int | None]:
    """For each amendment of the base the place of the present one that it is: the same, or the one most like it."""
    left = list(range(len(now)))
    found: list[int | None] = [None] * len(before)
    for at, was in enumerate(before):
        found[at] = next((place for place in left if _kept(was, now[place])), None)
        if found[at] is not None:
            left.remove(found[at])  # type: ignore[arg-type]
    for at, was in enumerate(before):
        ranked = sorted(left, key=lambda place: -_alike(was, now[place]))
        if found[at] is None and ranked and _alike(was, now[ranked[0]]):
            found[at] = ranked[0]
            left.remove(ranked[0])
    return found


def _alike(was: Table, now: Table) -> int:
    """How many of an amendment's entries another one has, its day counting double."""
    return sum(1 + (key == "decided") for key, value in was.items() if now.get(key) == value)


def _kept(was: Table, now: Table) -> bool:
    """Whether an amendment is as it was; a ground or a translation that was missing may be added."""
    terms = {*was, *now} - {*_ADDABLE}
    return all(was.get(key) == now.get(key) for key in terms) and all(
        not said(was.get(key), "zh")
        or all(said(now.get(key), lang) == text for lang, text in _each(was[key]))
        for key in _ADDABLE
    )


def _each(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from value.items()
    else:
        yield "zh", str(value)


def _named(amendment: Table) -> Words:
    decided = amendment.get("decided", "?")
    return Words(f" {decided} 的调整", f"the amendment of {decided}")


def _gone(pair: Pair, was: Table, at: int) -> Move:
    value_text = same(field({key: value for key, value in was.items() if key not in GROUNDS}))
    move = moved(pair, _named(was), value_text, Words("没有了", "gone"), "amendment")
    return move._replace(route_before=(*move.route_before, at), cure=_KEEP)


def _edited(pair: Pair, was: Table, now: Table, at: int, place: int) -> Move:
    keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
    old, new = (
        same(", ".join(f"{key} = {field(each[key])}" for key in keys if key in each) or "-")
        for each in (was, now)
    )
    move = moved(pair, _named(was), old, new, "amendment")
    first = next((key for key in keys if key in now), None)
    route = (*move.route, place, first) if first else (*move.route, place)
    return move._replace(route=route, route_before=(*move.route_before, at), cure=_KEEP)


# JP605, amendments that say nothing: on what ground, or what they change.


_NOTHING_NEW = Words(
    "与当时有效的目标、期限、基期和状态相同，什么也没改",
    "changes nothing: goal, due day, baseline and status were so already",
)
_REMOVE = Words(
    "写上要改的 value、due、baseline 或 status；多余的，删去",
    "write what it changes: value, due, baseline or status; or leave it out",
)
_MISSING_GROUND = Words(
    '写上依据和原因，如 document = "锦府发〔2021〕9号"、reason = "站址减少"',
    'write what it rests on and why, such as document = "Order 9 of 2021" and reason = "fewer sites"',
)


class _State(NamedTuple):
    """What is asked for between one amendment and the next."""

    goal: Goal | None
    due: date
    baseline: Baseline | None
    halt: Halt


def groundless_or_idle(rule: Rule, material: Material) -> Iterator[Fault]:
    """The amendments that lack a ground, and those that change nothing: a new one that eases on none is an error."""
    new = _new(material)
    for target in material.portfolio.judged:
        if not target.amendments:
            continue
        tables = listed(table_of(target, material.documents))
        for place, was, now in _steps(target, [each["decided"] for each in tables]):
            lacking = groundless(tables[place])
            if _asked(was) == _asked(now):
                fault = _fault(rule, target, (place, tables[place]), _NOTHING_NEW)
                yield rule.softened(fault)._replace(hint=_REMOVE)
            elif lacking:
                zh, en = "、".join(lacking), " and no ".join(lacking)
                what = Words(f"没有写明 {zh}", f"has no {en}")
                fault = _fault(rule, target, (place, tables[place]), what)._replace(hint=_MISSING_GROUND)
                before = new.get((target.full_id, place))
                if before is not None:
                    fault = fault._replace(asides=(Aside(before.file, route_of(before), STOOD),))
                yield fault if before is not None and _eases(target, was, now) else rule.softened(fault)


def _new(material: Material) -> dict[tuple[str, int], Target]:
    """The amendments that are new against the base, each with its target as it stood there."""
    base = material.base
    if base is None:
        return {}
    return {
        (pair.present.full_id, place): pair.before
        for pair in paired(material, base).pairs
        for place in added(
            listed(table_of(pair.before, base.documents)), listed(table_of(pair.present, material.documents))
        )
    }


def _eases(target: Target, was: _State, now: _State) -> bool:
    """Whether it asks for less, for later, or from elsewhere, after an amendment than before."""
    goals = (was.goal, now.goal)
    if goals[0] != goals[1] and eased_goal(*(target._replace(goal=each) for each in goals)):
        return True
    halted = now.halt is not was.halt and now.halt is not Halt.ACTIVE
    return now.due > was.due or _start(now) != _start(was) or halted


def _steps(target: Target, decided: list[date]) -> Iterator[tuple[int, _State, _State]]:
    """Each amendment's place in the file, with what was asked for before it and after, in the order of their days."""
    order = sorted(range(len(decided)), key=lambda place: decided[place])
    bare = target._replace(milestones=())
    was = _State(target.goal, target.due, target.baseline, Halt.ACTIVE)
    for amendment, place in zip(target.amendments, order, strict=True):
        restored = bare._replace(goal=was.goal, due=was.due, baseline=was.baseline, amendments=(amendment,))
        terms = restored.terms(date.max)  # each upon what stood before it, so that no amendment is read twice
        now = _State(terms.goal, terms.due, terms.baseline, amendment.status or was.halt)
        yield place, was, now
        was = now


def _asked(state: _State) -> tuple[object, ...]:
    """All that two states have to have alike for an amendment to change nothing."""
    goal = state.goal or Goal(None, None, None, None, assumed=False)
    return goal.value, goal.span, goal.op, state.due, _start(state), state.halt


def _start(state: _State) -> tuple[Decimal, date | None] | None:
    return state.baseline and (state.baseline.value, state.baseline.on)


def _fault(rule: Rule, target: Target, at: tuple[int, Table], what: Words) -> Fault:
    place, table = at
    route = route_of(target, "amendment", place)
    return rule.fault(target.file, route, id=target.id, decided=str(table["decided"]), what=what)


# JP606, amendments that are dated before what was judged without them.


MOST_NOTES = 10
"""Days whose verdict an amendment changes that are listed one by one."""


_LATE = Words(
    '写实际决定的日期；确实决定得早、录入得晚的，在这一条写 late = "为什么现在才补记"',
    "write the day on which it was decided; where it was decided so early, write "
    'late = "why it is entered only now" into it',
)


def backdated(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each new amendment decided before the last one, or long before reports that the base had judged by the old goal."""
    for pair in paired(material, base).pairs:
        before = listed(table_of(pair.before, base.documents))
        now = listed(table_of(pair.present, material.documents))
        last = max(
            (each["decided"] for each in before if isinstance(each.get("decided"), date)), default=None
        )
        reported = max((each.recorded.date() for each in reported_then(pair, material, base)), default=None)
        for place in added(before, now):
            decided = now[place]["decided"]
            late = reported is not None and reported - decided > timedelta(31 * pair.present.frequency.months)
            if not late and (last is None or decided >= last):
                continue
            what = (
                Words(
                    f"到 {reported} 的填报都按原目标评估过",
                    f"reports up to {reported} were judged without it",
                )
                if late
                else Words(f"最近一次调整是 {last}", f"the last one is of {last}")
            )
            route = route_of(pair.present, "amendment", place, "decided")
            fault = rule.fault(pair.present.file, route, id=pair.present.id, decided=str(decided), what=what)
            aside = Aside(pair.before.file, route_of(pair.before), STOOD)
            fault = fault._replace(hint=_LATE, asides=(aside,))
            if says_nothing(said(now[place].get("late"), "zh")):
                yield fault
            else:
                yield rule.softened(fault)._replace(notes=_other_verdicts(pair, material, base, decided))


def _other_verdicts(pair: Pair, material: Material, base: Base, decided: date) -> tuple[Words, ...]:
    """What is asked for on the days reported since, where that is another than it was, and the verdict that turns."""
    notes = []
    reports = reported_then(pair, material, base)
    for on in sorted({each.on for each in reports if each.on >= decided}):
        was, now = (base.planned(_in_force(each, on), on) for each in pair)
        if was is not None and now is not None and was != now:
            old, new = value_words(pair.before, was), value_words(pair.present, now)
            turn = _turn(pair, reports, base, on)
            notes.append(
                Words(
                    f"{on} 原应为 {old.zh}，现为 {new.zh}{turn.zh}",
                    f"{on}: {old.en} was asked for, {new.en} is now{turn.en}",
                )
            )
    more = len(notes) - MOST_NOTES
    if more > 0:
        notes[MOST_NOTES:] = [Words(f"另有 {more} 天", f"and {number_of(more, 'more day')}")]
    return tuple(notes)


def _turn(pair: Pair, reports: Sequence[Report], base: Base, on: date) -> Words:
    """The verdict on a day and the one that takes its place, by the figures of the base; nothing where it stays."""
    if base.verdict is None:
        return Words("", "")
    was, now = (base.verdict(each, reports, on) for each in pair)
    if was is now:
        return Words("", "")
    old, new = NAMES[was], NAMES[now]
    return Words(f"：由{old.zh}变为{new.zh}", f": {old.en} becomes {new.en}")


def _in_force(target: Target, on: date) -> Target:
    """The target with the version of a day as its own."""
    terms = target.terms(on)
    return target._replace(goal=terms.goal, due=terms.due, baseline=terms.baseline)
