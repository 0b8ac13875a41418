"""JP603, commitments of the base that are gone: a plan, target or initiative, or its id."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from jinjiang_plan.check.base.goalposts import postponed_plans
from jinjiang_plan.check.base.matching import Gone, Hidden, Pair, paired, reported_then, table_of
from jinjiang_plan.check.base.moves import STOOD, STOOD_BEHIND, Move, fault_of, moved
from jinjiang_plan.check.base.weaker import assumed_baseline
from jinjiang_plan.check.rule_api import Material, route_of
from jinjiang_plan.check.wording import NOTHING, baseline, day, goal, value_words
from jinjiang_plan.model.base_revision import Base, LedgerChange
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.finding import Aside, Document, Fault, Route
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Words

_NOTHING = Words("", "")
_PUT_BACK = Words(
    "把它放回来；决定不做的，用 `jinjiang-plan amend {id} --status cancelled --document … --reason …`，台账和目标都保留",
    "put it back; what was decided against is cancelled, and stays to be read: "
    "`jinjiang-plan amend {id} --status cancelled --document … --reason …`",
)
_SAME_ID = Words(
    "编号改回 `{id}`：链接、台账和导出都认编号；要改的是名称时，改 title",
    "give it its id back, `{id}`: links, ledgers and exports go by it; to call it something else, change its title",
)


def removed(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The plans of the base that are gone, and of the others the targets and initiatives."""
    pairing = paired(material, base)
    for plan in base.portfolio.plans:
        heir = pairing.plans.get(plan.id, plan)
        if heir is None or heir.id != plan.id:
            yield _of_plan(rule, plan, heir, base)
    for gone in pairing.gone:
        yield _of_target(rule, gone, material, base)


def _of_plan(rule: Rule, plan: Plan, heir: Plan | None, base: Base) -> Fault:
    """One finding for a plan, not one for each of its targets."""
    head = base.heads.get(plan.id, "")
    count = sum(1 for _ in plan.judged)
    became = Words(f"，现为 `{heir.id}`", f"; it is `{heir.id}` now") if heir else _NOTHING
    fault = rule.fault(
        base.heads_now.get(heir.id, "") if heir else base.places.get(head, head),
        ("plan",),
        at_key=True,
        what=Words("计划", "the plan"),
        id=plan.id,
        title=plan.title,
        became=Words(
            f"{became.zh}（共 {count} 项目标和项目）", f"{became.en} ({count} targets and initiatives)"
        ),
    )
    hint = Words(
        f"目录名就是编号：改回 `{plan.id}`"
        if heir
        else "把整个计划放回来；决定取消的，逐项 amend --status cancelled",
        f"a plan's folder is its id: name it `{plan.id}` again"
        if heir
        else "put the whole plan back; what was decided against is amended, target by target, to the status cancelled",
    )
    return fault._replace(hint=hint, asides=(Aside(head, ("plan",), STOOD, at_key=True),))


def _of_target(rule: Rule, gone: Gone, material: Material, base: Base) -> Fault:
    before, heir = gone.before, gone.successor
    what = Words("项目", "the initiative") if before.what == "initiative" else Words("目标", "the target")
    behind = _behind(gone, material, base)
    fault = rule.fault(
        heir.file if heir else gone.file,
        route_of(heir) if heir else behind,
        at_key=True,
        what=what,
        id=before.id,
        title=before.title,
        became=_became(before, heir) if heir else _NOTHING,
    )
    then = goal(before, before.goal)
    label = Words(f"原编号 `{before.id}`", f"was `{before.id}`") if heir else STOOD_BEHIND if behind else None
    cure = _SAME_ID if heir else _PUT_BACK
    ledger = base.portfolio.ledgers.get(before.full_id)
    notes = [Words(f"原定目标 {then.zh}，期限 {before.due}", f"its goal was {then.en}, due {before.due}")]
    if ledger is not None and ledger.reports and heir is None:
        count = len(ledger.reports)
        en = f"the {count} reports of its ledger" if count > 1 else "the one report of its ledger"
        notes.append(Words(f"台账里的 {count} 条数据也不在了", f"{en} went with it"))
    return fault._replace(
        label=label,
        hint=Words(cure.zh.format(id=before.id), cure.en.format(id=before.id)),
        notes=tuple(notes),
        asides=(Aside(before.file, route_of(before), STOOD, at_key=True),),
    )


def _behind(gone: Gone, material: Material, base: Base) -> Route:
    """The way to the entry that a target stood behind, if it is still there; else to the file as a whole."""
    then, now = base.documents[gone.before.file], material.documents.get(gone.file)
    kept = now.data.get(gone.before.what) if now is not None else None
    found: Route = ()
    for key in then.data[gone.before.what]:
        if key == route_of(gone.before)[1]:
            break
        if isinstance(kept, dict) and key in kept:
            found = (gone.before.what, key)
    return found


def _became(before: Target, heir: Target) -> Words:
    if heir.plan != before.plan:
        return Words(
            f"，移到了计划 `{heir.plan}`，现为 `{heir.full_id}`",
            f"; moved to the plan `{heir.plan}`, as `{heir.full_id}`",
        )
    if heir.action != before.action:
        where = heir.action or "plan.toml"
        return Words(f"，移到了 `{where}`，现为 `{heir.id}`", f"; moved to `{where}`, as `{heir.id}`")
    return Words(f"，编号改成了 `{heir.id}`", f"; its id is `{heir.id}` now")


# JP604, baselines that were rewritten: whatever the direction, what progress is measured from was changed.


_BASELINE = Words("基期值", "the baseline")


def rewritten(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The baselines that are others than they were."""
    for pair in paired(material, base).pairs:
        for move in _rewritten(pair, material, base):
            yield fault_of(rule, move)


def _rewritten(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    before, now = pair
    if before.kind is not now.kind or before.what != now.what:
        return  # another kind reads its figures otherwise: that it is one is the finding
    table = table_of(now, material.documents).get("baseline", {})
    if before.baseline is None:
        yield from _stated(pair, material, base)
    elif now.baseline is None:
        gone = Words("没有了", "none")
        yield moved(pair, _BASELINE, baseline(before, before.baseline), gone, "baseline")
    elif _value(pair, 0) != _value(pair, 1) or before.baseline.on != now.baseline.on:
        key = "on" if _value(pair, 0) == _value(pair, 1) else "stage" if "stage" in table else "value"
        was, is_now = (baseline(each, each.baseline) for each in pair)
        move = moved(pair, _BASELINE, was, is_now, "baseline", key)._replace(amends=_amends(now))
        yield move if key in table else move._replace(route=move.route[:-1])


def _amends(now: Target) -> str:
    """The options of the command that revises a baseline formally."""
    if now.baseline is None:
        return ""
    on = f" --baseline-on {now.baseline.on}" if now.baseline.on else ""
    return f"--baseline {Value(now, now.baseline.value).code}{on}"


def _value(pair: Pair, side: int) -> Decimal | str | None:
    """A baseline's value, of a stage its name: positions in two lists are not the same."""
    target = pair[side]
    if target.baseline is None or target.kind is not Kind.STAGE:
        return target.baseline and target.baseline.value
    return target.stage_name(int(target.baseline.value))


def _stated(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """A baseline where the base states none: it may only say what was assumed so far, while reports rest on that."""
    now = pair.present
    if now.baseline is None:
        return
    reports = reported_then(pair, material, base)
    first: date | None = min((each.on for each in reports), default=None)
    value = next((each.figure for each in reversed(reports) if each.on == first), None)
    so_far = assumed_baseline(now, value)
    if first is None or so_far is None or so_far == now.baseline.value:
        return
    value_text = value_words(now, so_far)
    was = Words(f"{NOTHING.zh}（按 {value_text.zh} 推定）", f"{NOTHING.en} (taken as {value_text.en})")
    move = moved(pair, _BASELINE, was, baseline(now, now.baseline), "baseline")
    yield move._replace(route_before=move.route_before[:2])


# JP602, days that were put off: a due day that is later, or a start that is.


def later_days(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The due days and starts that are later than they were."""
    pairing = paired(material, base)
    moves = list(postponed_plans(pairing, material, base))
    moves += [move for pair in pairing.pairs for move in _put_off(pair, material, base)]
    for move in moves:
        yield fault_of(rule, move)


def _put_off(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """The later days that a target has of its own; what it takes from the plan, then and now, is the plan's move."""
    tables = table_of(pair.before, base.documents), table_of(pair.present, material.documents)
    before, now = pair
    if now.due > before.due and any("due" in table for table in tables):
        move = moved(pair, Words("期限", "the due day"), day(before.due), day(now.due), "due")
        yield move._replace(amends=f"--due {now.due}")
    if now.start > before.start and any("start" in table for table in tables):
        yield moved(pair, Words("起始日", "the start"), day(before.start), day(now.start), "start")


# JP600, what cannot be compared: the base itself, a file of it, or an entry that could not be read there.


_BROKEN = Words("基准版本里的这一项本身有误", "the base's own version of this entry has an error")
_CURE = Words(
    "与它没有错的版本比较：--against REV；这次若正是改好它，由审核合并的人定夺",
    "compare with a revision where it has none: --against REV; where it is mended now, whoever merges decides",
)
_HIDDEN = Words("现在这样无法读取", "as it is now, it cannot be read")
_MEND = Words("改好它的错误；压下不算", "mend its error; to keep it back does not help")
_THERE = Words("基准版本里有误的一项", "the entry with an error, at the base")


def lacking(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The files that cannot be compared, then the entries of the others; one that is just as it was has not changed."""
    for each in base.missing:
        fault = rule.fault(each.file, (), revision=base.revision, why=each.why)
        yield fault._replace(hint=each.cure)
    broken = {Hidden(book.file, ()) for book in base.books.values() if book.change is LedgerChange.BROKEN}
    for file, route in sorted(paired(material, base).hidden | broken):
        fault = rule.fault(file, route, at_key=True, revision=base.revision, why=_HIDDEN)
        yield fault._replace(hint=_MEND)
    built = {(target.file, target.what, _key(target.id)) for target in base.portfolio.judged}
    for name, document in base.documents.items():
        now = material.documents.get(base.places.get(name, ""))
        for route, table in _entries(document):
            if (name, *route) not in built and table != _at(now, route):
                fault = rule.fault(
                    base.places.get(name, name), route, at_key=True, revision=base.revision, why=_BROKEN
                )
                yield fault._replace(hint=_CURE, asides=(Aside(name, route, _THERE, at_key=True),))


def _entries(document: Document) -> Iterator[tuple[Route, Any]]:
    """The targets and initiatives of a file, and a plan's own table."""
    for what in ("target", "initiative"):
        tables = document.data.get(what)
        for key, table in tables.items() if isinstance(tables, dict) else ():
            yield (what, key), table


def _at(document: Document | None, route: Route) -> Any:  # noqa: ANN401 - whatever stands there
    found: Any = document.data if document is not None else None
    for step in route:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _key(full_id: str) -> str:
    return full_id.rpartition(".")[2]
