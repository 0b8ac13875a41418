"""Amendments as the files have them: those of the base stay as they were, and a new one says on what ground."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jinjiang_plan.check.base.matching import Pair, paired, reported_then, table_of
from jinjiang_plan.check.base.moves import Move, moved
from jinjiang_plan.check.base.wording_changes import said
from jinjiang_plan.check.rule_api import Material, route_of
from jinjiang_plan.check.wording import field, same
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.codes import Halt, Op
from jinjiang_plan.model.finding import Fault
from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

Table = Mapping[str, Any]

GROUNDS = ("document", "reason")
_ADDABLE = (*GROUNDS, "late")
"""What an amendment may be given later, where it had none."""
_KEEP = Words(
    "已作出的调整不再改动：改回原样，再用 amend 作一次新的调整",
    "an amendment that was made stays: put it back, and make a new one with `amend`",
)
_LATER = Words(
    "决定日期应不早于上一次调整；若确是更早的决定，请审核合并的人看过再定",
    "a new decision comes after the last one; if it really was taken before, whoever merges decides with this in sight",
)
_SEEN = Words(
    "决定确实那么早、只是晚录入的，不必理会；否则写实际决定的日期",
    "where it was decided so early and entered late, let it be; else write the day on which it was decided",
)
_GROUND = Words(
    "写上依据的文件 document 和原因 reason", "write the document that it rests on, and the reason"
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
    return [key for key in GROUNDS if not said(amendment.get(key), "zh").strip()]


def moved_amendments(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """Each amendment of the base that is another one now or gone, and each new one that is groundless or back-dated."""
    before = listed(table_of(pair.before, base.documents))
    now = listed(table_of(pair.present, material.documents))
    for at, (was, heir) in enumerate(zip(before, _heirs(before, now), strict=True)):
        if heir is None:
            yield _gone(pair, was, at)
        elif not _kept(was, now[heir]):
            yield _edited(pair, was, now[heir], at, heir)
    last = max((each["decided"] for each in before if isinstance(each.get("decided"), date)), default=None)
    for place in added(before, now):
        lacking, decided = groundless(now[place]), now[place]["decided"]
        reported = _last_report(pair, material, base)
        if lacking:
            yield _new(pair, now[place], place, lacking)
        elif last is not None and decided < last:
            yield _back_dated(pair, now[place], place, last)
        elif reported is not None and reported - decided > timedelta(31 * pair.present.frequency.months):
            yield _late(pair, place, decided, reported)


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
    told = same(field({key: value for key, value in was.items() if key not in GROUNDS}))
    move = moved(pair, _named(was), told, Words("没有了", "gone"), "amendment")
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


def _new(pair: Pair, new: Table, place: int, lacking: list[str]) -> Move:
    terms = same(field({key: value for key, value in new.items() if key != "decided" and key not in GROUNDS}))
    lack = ", ".join(lacking)
    now = Words(f"{terms.zh}，却没有写 {lack}", f"{terms.en}, without {' or '.join(lacking)}")
    move = moved(pair, _named(new), Words("没有", "none"), now, "amendment", place)
    return move._replace(route_before=move.route_before[:2], cure=_GROUND)


def _last_report(pair: Pair, material: Material, base: Base) -> date | None:
    """The day on which the newest report that the base held was recorded."""
    return max((each.recorded.date() for each in reported_then(pair, material, base)), default=None)


def _late(pair: Pair, place: int, decided: date, reported: date) -> Move:
    was = Words(f"到 {reported} 的填报都按原目标", f"reports up to {reported} were judged without it")
    now = Words(f"却写作 {decided} 已决定", f"it says that it was decided on {decided}")
    what = Words("新调整的日期", "the day of the new amendment")
    move = moved(pair, what, was, now, "amendment", place, "decided")
    return move._replace(route_before=move.route_before[:2], mild=True, cure=_SEEN)


def _back_dated(pair: Pair, new: Table, place: int, last: date) -> Move:
    was = Words(f"最近一次调整是 {last}", f"the last one is of {last}")
    now = Words(f"却插入 {new['decided']} 的", f"one of {new['decided']} is put before it")
    move = moved(
        pair, Words("调整的顺序", "the order of the amendments"), was, now, "amendment", place, "decided"
    )
    return move._replace(route_before=(*move.route_before[:2], "amendment"), cure=_LATER)


# JP605, amendments that say nothing: on what ground, or what they change.


_NOTHING_NEW = Words(
    "与当时有效的目标、期限、基期和状态相同，什么也没改",
    "changes nothing: goal, due day, baseline and status were so already",
)
_REMOVE = Words(
    "写上要改的 value、due、baseline 或 status；多余的，删去",
    "write what it changes: value, due, baseline or status; or leave it out",
)
_MISSING_GROUND = Words("补上 document 和 reason", "add its document and its reason")

_Terms = tuple[
    Decimal | None,
    tuple[Decimal, Decimal] | None,
    Op | None,
    date,
    tuple[Decimal, date | None] | None,
    Halt,
]


def groundless_or_idle(rule: Rule, material: Material) -> Iterator[Fault]:
    """The amendments that lack a ground, and those that change nothing."""
    told = _told_already(material)
    for target in material.portfolio.judged:
        if not target.amendments:
            continue
        tables = listed(table_of(target, material.documents))
        for place, idle in _idle(target, [each["decided"] for each in tables]):
            lacking = groundless(tables[place])
            if idle:
                yield _fault(rule, target, (place, tables[place]), _NOTHING_NEW)._replace(hint=_REMOVE)
            elif lacking and (target.full_id, place) not in told:
                zh, en = "、".join(lacking), " and no ".join(lacking)
                what = Words(f"没有写 {zh}", f"has no {en}")
                yield _fault(rule, target, (place, tables[place]), what)._replace(hint=_MISSING_GROUND)


def _told_already(material: Material) -> set[tuple[str, int]]:
    """The amendments that are new against the base: without a ground they are no amendments, as JP601 says."""
    base = material.base
    if base is None:
        return set()
    return {
        (pair.present.full_id, place)
        for pair in paired(material, base).pairs
        for place in added(
            listed(table_of(pair.before, base.documents)), listed(table_of(pair.present, material.documents))
        )
    }


def _idle(target: Target, decided: list[date]) -> Iterator[tuple[int, bool]]:
    """Each amendment's place in the file, and whether it leaves all as it was; in the order that they take effect in."""
    order = sorted(range(len(decided)), key=lambda place: decided[place])
    before = _terms(target, 0)
    for count, place in enumerate(order, 1):
        after = _terms(target, count)
        yield place, after == before
        before = after


def _terms(target: Target, count: int) -> _Terms:
    """What is asked for with the first so many amendments."""
    terms = target._replace(amendments=target.amendments[:count]).terms(date.max)
    goal = terms.goal or Goal(None, None, None, None, assumed=False)
    based = terms.baseline and (terms.baseline.value, terms.baseline.on)
    return goal.value, goal.span, goal.op, terms.due, based, terms.halted or Halt.ACTIVE


def _fault(rule: Rule, target: Target, at: tuple[int, Table], what: Words) -> Fault:
    place, table = at
    route = route_of(target, "amendment", place)
    return rule.fault(target.file, route, id=target.id, decided=str(table["decided"]), what=what)
