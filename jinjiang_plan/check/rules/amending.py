"""JP605: amendments that say nothing: on what ground, or what they change."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jinjiang_plan.check.amendments import added, groundless, listed
from jinjiang_plan.check.material import Material
from jinjiang_plan.check.pairing import paired, table_of
from jinjiang_plan.check.ruling import Check, route_of
from jinjiang_plan.model.codes import Halt, Op
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.plan import Goal, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_NOTHING_NEW = Words(
    "与当时有效的目标、期限和状态相同，什么也没改",
    "changes nothing: goal, due day and status were so already",
)
_REMOVE = Words(
    "写上要改的 value、due 或 status；多余的，删去",
    "write what it changes: value, due or status; or leave it out",
)
_GROUND = Words("补上 document 和 reason", "add its document and its reason")

_Terms = tuple[Decimal | None, tuple[Decimal, Decimal] | None, Op | None, date, Halt]


def _empty_amendment(material: Material) -> Iterator[Fault]:
    told = _told_already(material)
    for target in material.portfolio.judged:
        if not target.amendments:
            continue
        tables = listed(table_of(target, material.documents))
        for place, idle in _idle(target, [each["decided"] for each in tables]):
            lacking = groundless(tables[place])
            if idle:
                yield _fault(target, place, tables[place]["decided"], _NOTHING_NEW, _REMOVE)
            elif lacking and (target.full_id, place) not in told:
                zh, en = "、".join(lacking), " and no ".join(lacking)
                what = Words(f"没有写 {zh}", f"has no {en}")
                yield _fault(target, place, tables[place]["decided"], what, _GROUND)


def _told_already(material: Material) -> set[tuple[str, int]]:
    """The amendments that are new against the base: without a ground they are no amendments, as JP601 says."""
    base = material.base
    if base is None:
        return set()
    return {
        (pair.now.full_id, place)
        for pair in paired(material, base).pairs
        for place in added(
            listed(table_of(pair.before, base.documents)), listed(table_of(pair.now, material.documents))
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
    return goal.value, goal.span, goal.op, terms.due, terms.halted or Halt.ACTIVE


def _fault(target: Target, place: int, decided: date, what: Words, hint: Words) -> Fault:
    fault = EMPTY_AMENDMENT.rule.fault(
        target.file, route_of(target, "amendment", place), id=target.id, decided=str(decided), what=what
    )
    return fault._replace(hint=hint)


EMPTY_AMENDMENT = Check(
    Rule(
        "JP605",
        "empty-amendment",
        Severity.WARNING,
        says=Words("`{id}` 在 {decided} 的调整{what}", "the amendment of {decided} of `{id}` {what}"),
        why=Words(
            "调整是公开的决定：依据哪份文件、为什么，看的人要能查到；什么也没改的调整只会让人误会。与基准版本比较时，"
            "新加的调整缺文件或原因，按 JP601 算错误。",
            "An amendment is a decision in the open: by which document and why, a reader must be able to see; and one that "
            "changes nothing only misleads. Against a base a new one without either is an error, JP601.",
        ),
        cure=Words(
            "写上 document 和 reason；没有改变的，删去。",
            "Write its document and reason; leave out what changes nothing.",
        ),
        bad="[[target.stations.amendment]]\ndecided = 2021-09-01\nvalue = 2500\n",
        good=(
            "[[target.stations.amendment]]\ndecided = 2021-09-01\nvalue = 2500\n"
            'document = "锦府发〔2021〕9号"\nreason = "站址减少"\n'
        ),
    ),
    _empty_amendment,
)
