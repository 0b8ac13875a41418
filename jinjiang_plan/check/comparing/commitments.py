"""JP603, commitments of the base that are gone: a plan, target or initiative, or its id."""

from collections.abc import Iterator

from jinjiang_plan.check.comparing.moved import STOOD, STOOD_BEHIND
from jinjiang_plan.check.comparing.pairing import Gone, paired
from jinjiang_plan.check.rule_api import Material, route_of
from jinjiang_plan.check.wording import goal
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.fault import Aside, Fault, Route
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.rule import Rule
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
    stood = goal(before, before.goal)
    label = Words(f"原编号 `{before.id}`", f"was `{before.id}`") if heir else STOOD_BEHIND if behind else None
    cure = _SAME_ID if heir else _PUT_BACK
    ledger = base.portfolio.ledgers.get(before.full_id)
    notes = [Words(f"原定目标 {stood.zh}，期限 {before.due}", f"its goal was {stood.en}, due {before.due}")]
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
