"""JP303 and JP309: a sum and its parts must say the same, and parts must be declared.

The goals that stand after all amendments are compared, exactly: an earlier version is history and cannot be mended. A
part that was cancelled may be counted or left out. Of ranges the bounds are added: a whole with a range must hold what
its parts allow, and a single figure must lie within it. Where a part has no goal, is missing or counts in another unit,
there is nothing to compare.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.check.rule_api import Check, Material, goal_route, route_of, sums
from jinjiang_plan.check.wording import difference, same, total
from jinjiang_plan.model.codes import Halt, Kind
from jinjiang_plan.model.conversion import convert
from jinjiang_plan.model.finding import Aside, Fault, Severity
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.units import currency_unit
from jinjiang_plan.model.value import figure
from jinjiang_plan.model.words import Words

_LAST = date.max
_ADDED = (Kind.LEVEL, Kind.CUMULATIVE, Kind.INCREMENT, Kind.MAINTAIN)


class _Span(NamedTuple):
    """What a goal asks for: from `low` to `high`, the same for a single figure; `halted` when it was cancelled."""

    target: Target
    low: Decimal
    high: Decimal
    halted: bool

    @property
    def text(self) -> str:
        """The figure, or both bounds."""
        return figure(self.low) if self.low == self.high else f"{figure(self.low)} ~ {figure(self.high)}"


def _span(target: Target) -> _Span | None:
    """The goal of a target as its last amendment leaves it; None where it has none that could be added."""
    terms = target.terms(_LAST)
    goal = terms.goal
    if goal is None or target.kind not in _ADDED:
        return None
    low, high = goal.span or (goal.value or Decimal(0), goal.value or Decimal(0))
    return _Span(target, low, high, terms.halted is Halt.CANCELLED)


def _added(parts: list[_Span]) -> tuple[Decimal, Decimal]:
    return total(part.low for part in parts), total(part.high for part in parts)


def _agrees(whole: _Span, parts: list[_Span]) -> bool:
    low, high = _added(parts)
    if whole.low == whole.high:
        return low <= whole.low <= high
    return whole.low <= low and high <= whole.high


def _sum_mismatch(material: Material) -> Iterator[Fault]:
    for target, named in sums(material):
        whole = _span(target)
        spans = [_span(part) for _, part in named]
        parts = [span for span in spans if span is not None]
        comparable = len(parts) == len(target.sum_of) and all(part.unit == target.unit for _, part in named)
        if whole is None or whole.halted or not comparable:
            continue
        live = [part for part in parts if not part.halted]
        if live and not _agrees(whole, parts) and not _agrees(whole, live):
            yield _fault(whole, parts, live)


def _fault(whole: _Span, parts: list[_Span], live: list[_Span]) -> Fault:
    target, (low, high) = whole.target, _added(live)
    added = _Span(target, low, high, halted=False)
    fault = SUM_MISMATCH.rule.fault(
        target.file,
        goal_route(target, _LAST),
        id=target.id,
        sum=_as_written(added.text, target.unit),
        goal=_as_written(whole.text, target.unit),
    )
    asides = tuple(_aside(part) for part in parts)
    listed = [_named(part, parts) for part in parts]
    note = Words(
        "分项：" + "，".join(each.zh for each in listed), "parts: " + ", ".join(each.en for each in listed)
    )
    hint = Words("改掉不对的那个数，或正式调整目标", "mend the part that is off, or amend the goal")
    return fault._replace(label=_label(whole, added), notes=(note,), asides=asides, hint=hint)


def _as_written(text: str, unit: str) -> Words:
    """A figure with its unit as the files write it: where they disagree, it is they that are quoted."""
    return same(f"{text} {unit}".rstrip())


def _label(whole: _Span, added: _Span) -> Words:
    """By how much the whole is off, on the side where it is."""
    if whole.low != whole.high:
        return Words("这个区间容不下分项之和", "this range does not hold the sum of its parts")
    more = whole.low > added.high
    nearer = added.high if more else added.low
    by = _as_written(figure(difference(whole.low, nearer)), whole.target.unit)
    return Words(
        f"比分项之和{'多' if more else '少'} {by.zh}", f"{by.en} {'more' if more else 'less'} than its parts"
    )


def _aside(part: _Span) -> Aside:
    said = _as_written(part.text, part.target.unit)
    return Aside(
        part.target.file, goal_route(part.target, _LAST), Words(f"分项 {said.zh}", f"a part, {said.en}")
    )


def _named(part: _Span, parts: list[_Span]) -> Words:
    """A part with its figure; parts of one name in different actions are told apart by their action alone."""
    ids = [each.target.id for each in parts]
    name = part.target.id
    if len({each.rpartition(".")[2] for each in ids}) == 1 and all("." in each for each in ids):
        name = name.rpartition(".")[0]
    out = Words("（已取消，未计入）", " (cancelled, not counted)") if part.halted else Words("", "")
    return Words(f"{name} {part.text}{out.zh}", f"{name} {part.text}{out.en}")


SUM_MISMATCH = Check(
    Rule(
        "JP303",
        "sum-mismatch",
        Severity.ERROR,
        says=Words("`{id}` 的分项合计 {sum}，不是 {goal}", "the parts of `{id}` add up to {sum}, not {goal}"),
        why=Words(
            "sum_of 说这个目标等于各分项之和；目标值却对不上，必有一处写错，或调整了一处而漏了另一处。"
            "比的是各自最新版本的目标值，分毫不差；区间目标比上下限。",
            "sum_of says that the target is the sum of its parts. Where the goals do not add up, one of them is wrong, or "
            "one was amended and the other forgotten. The latest version of each is compared, exactly; of ranges the "
            "bounds.",
        ),
        cure=Words(
            "核对原文，改掉不对的那个数；若分项已正式调整，用 `jinjiang-plan amend` 同样调整合计。"
            "并不打算加总的，去掉 sum_of。",
            "Look at the document and mend the figure that is off; where a part was amended, amend the whole with "
            "`jinjiang-plan amend`. If they are not meant to add up, take sum_of away.",
        ),
        bad='[target.whole]\ntitle = "All"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 105 }\n'
        'sum_of = ["one", "two"]\n\n'
        '[target.one]\ntitle = "One"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 13 }\n\n'
        '[target.two]\ntitle = "Two"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 91 }\n',
        good='[target.whole]\ntitle = "All"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 104 }\n'
        'sum_of = ["one", "two"]\n\n'
        '[target.one]\ntitle = "One"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 13 }\n\n'
        '[target.two]\ntitle = "Two"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 91 }\n',
    ),
    _sum_mismatch,
)


# JP309: money that may be counted twice, because nothing declares which target is a part of which.
#
# Roll-ups add up the money of targets that are no sums of others. A target whose words say that it is one of several
# ("of which", 其中), or whose goal is just what others of the plan add up to, is such a sum or part: unless `sum_of` says
# so, its money is added beside what it contains.


_ADDING = (Kind.CUMULATIVE, Kind.INCREMENT)
_OF_WHICH = ("其中", "of which", "thereof")
_SEVERAL = 2


def _undeclared_parts(material: Material) -> Iterator[Fault]:
    for plan in material.portfolio.plans:
        declared = {part for target in plan.targets for part in (*target.sum_of, target.sum_of and target.id)}
        money = [target for target in plan.targets if _amount(target) is not None]
        for target in money:
            purse = [each for each in money if _currency(each) == _currency(target)]
            others = [each for each in purse if each.id != target.id and each.id not in declared]
            if target.id in declared:
                continue
            if len(purse) >= _SEVERAL and _is_said_to_be_a_part(target):
                yield _undeclared(target, _SAID)
            elif parts := _adding_up(plan, target, others):
                yield _undeclared(target, Words(f"{parts} 合起来正好是它", f"{parts} add up to it"))


def _amount(target: Target) -> Decimal | None:
    """Return the goal of a target in the base unit of its currency; None where it is no amount that roll-ups add."""
    unit = target.measure
    if unit is None or not unit.currency or target.kind not in _ADDING or target.goal is None:
        return None
    return (
        None if target.goal.value is None else convert(target.goal.value, unit, currency_unit(unit.currency))
    )


def _currency(target: Target) -> str:
    return target.measure.currency if target.measure else ""


def _is_said_to_be_a_part(target: Target) -> bool:
    text = f"{target.title.zh}\n{target.title.en}\n{target.wording}".casefold()
    return any(mark in text for mark in _OF_WHICH)


def _adding_up(plan: Plan, target: Target, others: list[Target]) -> str:
    """Return the ids of the money targets of the actions, where a target of the whole plan is just their sum."""
    parts = [each for each in others if each.action is not None]
    amounts = [amount for each in parts if (amount := _amount(each)) is not None]
    if target.action is not None or len(amounts) < _SEVERAL or total(amounts) != _amount(target):
        return ""
    places = {action.id: place for place, action in enumerate(plan.actions)}
    return ", ".join(
        each.id for each in sorted(parts, key=lambda each: (places.get(each.action or "", 0), each.id))
    )


_SAID = Words("文字里有“其中”，却不在任何 sum_of 里", 'its words say "of which", and no sum_of names it')


def _undeclared(target: Target, why: Words) -> Fault:
    return UNDECLARED_PARTS.rule.fault(target.file, route_of(target), at_key=True, id=target.id, why=why)


UNDECLARED_PARTS = Check(
    Rule(
        "JP309",
        "undeclared-parts",
        Severity.WARNING,
        says=Words("`{id}` 的资金可能重复合计：{why}", "the money of `{id}` may be counted twice: {why}"),
        why=Words(
            "汇总把资金目标加在一起；合计与分项的关系只认 sum_of。没有写明的，合计和它的分项都会加进去。",
            "Roll-ups add up the money of targets, and only `sum_of` tells a sum from its parts. Where it is missing, a "
            "sum is added beside what it contains.",
        ),
        cure=Words(
            '在合计的目标里写上 sum_of = ["编号", …]；确实互不包含的，加 `# jp: ignore[undeclared-parts] 理由`。',
            'Write sum_of = ["ID", …] in the target that is the sum; if neither contains the other, add '
            "`# jp: ignore[undeclared-parts] reason`.",
        ),
        bad='[target.all]\ntitle = "Investment"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 105 }\n\n'
        '[target.network]\ntitle = "Of which in networks"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 13 }\n',
        good='[target.all]\ntitle = "Investment"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 105 }\n'
        'sum_of = ["network", "rest"]\n\n'
        '[target.network]\ntitle = "Of which in networks"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 13 }\n\n'
        '[target.rest]\ntitle = "The rest"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 92 }\n',
        hint=Words('在合计里写上 sum_of = ["编号", …]', 'write sum_of = ["ID", …] in the sum'),
    ),
    _undeclared_parts,
)
