"""JP305 to JP308: goals that can be judged by: the way from the baseline to the goal must lead somewhere.

Every version of a goal is looked at, the first and those of amendments; of one target the first fault is told.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jinjiang_plan.check.rule_api import Check, Material, route_of, written
from jinjiang_plan.check.wording import value_words
from jinjiang_plan.model.codes import Kind, PathShape
from jinjiang_plan.model.direction import WRONG_DIRECTION as DIRECTION
from jinjiang_plan.model.direction import Version, direction_faults, versions
from jinjiang_plan.model.finding import Aside, Fault, Route, Severity
from jinjiang_plan.model.plan import Milestone, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _wrong_direction(material: Material) -> Iterator[Fault]:
    for plan in material.portfolio.plans:
        yield from direction_faults(plan)
        yield from (_unsaid(target) for target in plan.targets if _falls_by_its_words(target))


_FALLS = re.compile(
    "以下|以内|不高于|不超过|不大于|下降|降至|降到|(?<!不)降低|at most|no more than|not exceed|or less|below",
    re.IGNORECASE,
)
"""Words of a rate or of a level to hold that ask for little of it: of these kinds the op alone says so."""


def _falls_by_its_words(target: Target) -> bool:
    if target.kind not in (Kind.RATE, Kind.MAINTAIN) or target.goal is None or target.goal.op is not None:
        return False
    return _FALLS.search(" ".join((*target.title, target.wording))) is not None


def _unsaid(target: Target) -> Fault:
    words = Words(
        f"`{target.id}` 的文字说的是越小越好，却没有写 op：按 `>=` 评估",
        f"the words of `{target.id}` ask for little of it, but no op is written: it is judged by `>=`",
    )
    hint = Words('写 op = "<="；越大越好的写 op = ">="', 'write op = "<=", or op = ">=" if more is better')
    fault = DIRECTION.fault(target.file, route_of(target, "goal"), id=target.id, op=">=", base="", goal="")
    return DIRECTION.softened(fault._replace(words=words, hint=hint))


WRONG_DIRECTION = Check(DIRECTION, _wrong_direction)


def _milestone_order(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        aims = [version.goal.value for version in versions(target) if version.goal.value is not None]
        if not aims or not target.milestones or not target.kind.has_way:
            continue
        before = _start(target)
        sign = -1 if before is not None and aims[0] < before else 1
        aim = max(aims, key=lambda value, sign=sign: value * sign)  # type: ignore[misc]
        last: Milestone | None = None
        for each in target.milestones:
            away = _away(target, each, before, aim, sign)
            if away is not None:
                yield _strayed(target, each, last, away)
            else:
                before, last = each.value, each


def _start(target: Target) -> Decimal | None:
    """The value that the course begins with: the baseline, nought for what starts from nothing."""
    if target.baseline:
        return target.baseline.value
    return None if target.kind is Kind.LEVEL else Decimal(0)


def _away(target: Target, each: Milestone, before: Decimal | None, aim: Decimal, sign: int) -> Words | None:
    """How a milestone moves away from the goal: back behind what stands before it, or past the goal."""
    if each.value * sign > aim * sign:
        said = value_words(target, aim)
        return Words(f"超过了目标值 {said.zh}", f"past the goal of {said.en}")
    if before is not None and each.value * sign < before * sign:
        said = value_words(target, before)
        return Words(f"退到了 {said.zh} 之后", f"back behind the {said.en} before it")
    return None


def _strayed(target: Target, each: Milestone, last: Milestone | None, away: Words) -> Fault:
    key = "stage" if target.kind is Kind.STAGE else "value"
    fault = MILESTONE_ORDER.rule.fault(
        target.file,
        route_of(target, "milestone", each.place, key),
        id=target.id,
        on=each.on.isoformat(),
        value=value_words(target, each.value),
    )
    asides: tuple[Aside, ...] = ()
    if last is not None:
        before = Words("上一个节点", "the milestone before")
        asides = (Aside(target.file, route_of(target, "milestone", last.place, key), before),)
    return fault._replace(label=away, asides=asides)


MILESTONE_ORDER = Check(
    Rule(
        "JP306",
        "milestone-order",
        Severity.WARNING,
        says=Words(
            "`{id}` {on} 的节点 {value} 离目标越来越远",
            "the milestone of `{id}` for {on}, {value}, moves away from the goal",
        ),
        why=Words(
            "应完成的数按基期、各节点、目标值连成的线推算；节点往回走，线就折返，时序进度也跟着倒退。",
            "What is asked for on a day runs from the baseline through the milestones to the goal; a milestone that goes "
            "back bends that course, and what was on track falls behind by standing still.",
        ),
        cure=Words(
            "核对节点的日期和数；确实先高后低的（例如先冲高再回落），加 `# jp: ignore[milestone-order] 理由`。",
            "Look at the day and the figure of the milestone; if the course is meant to rise and fall, add "
            "`# jp: ignore[milestone-order] reason`.",
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\n'
        "milestone = [{ on = 2020-12-31, value = 1600 }, { on = 2021-12-31, value = 600 }]\n",
        good='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\n'
        "milestone = [{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1600 }]\n",
        hint=Words("核对节点的日期和数", "look at the day and the figure of the milestone"),
    ),
    _milestone_order,
)


def _no_way_to_go(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        if not target.kind.has_way:
            continue
        for version in versions(target):
            base = version.baseline
            if base is not None and version.goal.value == base.value:
                route = route_of(target, "goal") if version.amendment is None else version.route(target)
                fault = NO_WAY_TO_GO.rule.fault(
                    target.file, route, id=target.id, value=value_words(target, base.value)
                )
                there = Aside(target.file, _baseline_route(target, version), Words("基期", "the baseline"))
                yield fault._replace(asides=(there,))
                break


def _baseline_route(target: Target, version: Version) -> Route:
    """The way to the baseline that a version of the goal is reached from."""
    for each in target.amendments:
        if each.baseline is not None and each.baseline is version.baseline:
            return route_of(target, "amendment", each.place, "baseline")
    return route_of(target, "baseline")


NO_WAY_TO_GO = Check(
    Rule(
        "JP307",
        "no-way-to-go",
        Severity.WARNING,
        says=Words("`{id}` 的目标值 {value} 就是基期值", "the goal of `{id}`, {value}, is its baseline"),
        why=Words(
            "目标值与基期值相同，没有路可走：达标与否看得出，完成率和时序进度算不出。",
            "Where the goal is the baseline there is no way to go: it can be met or missed, but progress cannot be reckoned.",
        ),
        cure=Words(
            '写上真正要达到的值；若是要保持水平，用 kind = "maintain"。',
            'Write the value that is to be reached; to hold a level, use kind = "maintain".',
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\nbaseline = { value = 3000 }\n'
        "goal = { value = 3000 }\n",
        good='[target.stations]\ntitle = "Stations"\nkind = "maintain"\ngoal = { value = 3000 }\n',
        hint=Words('要保持水平，用 kind = "maintain"', 'to hold a level, use kind = "maintain"'),
    ),
    _no_way_to_go,
)


def _compound_needs_positive(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        if target.course is not PathShape.COMPOUND or target.goal is None or not target.kind.has_way:
            continue
        if target.baseline is None:
            what = Words("没有写基期", "it has no baseline")
            place = route_of(target, "path") if "path" in written(material, target) else route_of(target)
            yield COMPOUND_NEEDS_POSITIVE.rule.fault(target.file, place, id=target.id, what=what)
            continue
        for route, name, value in _corners(target):
            if value <= 0:
                said = value_words(target, value)
                what = Words(f"{name.zh}是 {said.zh}", f"{name.en} is {said.en}")
                yield COMPOUND_NEEDS_POSITIVE.rule.fault(target.file, route, id=target.id, what=what)
                break


def _corners(target: Target) -> Iterator[tuple[Route, Words, Decimal]]:
    """Each point that the course runs through, with the way to it and its name."""
    key = "stage" if target.kind is Kind.STAGE else "value"
    if target.baseline is not None:
        yield route_of(target, "baseline", key), Words("基期", "its baseline"), target.baseline.value
    for each in target.milestones:
        name = Words(f"{each.on} 的节点", f"its milestone for {each.on}")
        yield route_of(target, "milestone", each.place, key), name, each.value
    for version in versions(target):
        if version.rebased and version.baseline is not None:
            yield version.route(target), Words("调整后的基期", "its amended baseline"), version.baseline.value
            continue
        low = version.goal.span[0] if version.goal.span else version.goal.value or Decimal(0)
        yield version.route(target), Words("目标值", "its goal"), low


COMPOUND_NEEDS_POSITIVE = Check(
    Rule(
        "JP308",
        "compound-needs-positive",
        Severity.ERROR,
        says=Words("`{id}` 的路径是 compound，{what}", "the path of `{id}` is compound, but {what}"),
        why=Words(
            "compound 按同一比率逐月增减，从零或负数出发算不出比率，基期、节点和目标值都要大于零。",
            "A compound path grows by the same factor each month: there is none from nought or below it, so baseline, "
            "milestones and goal must be above nought.",
        ),
        cure=Words(
            '补上大于零的基期；从零起步的，用 path = "linear"。',
            'Give a baseline above nought; what starts from nothing takes path = "linear".',
        ),
        bad='[target.energy]\ntitle = "Energy"\nkind = "level"\npath = "compound"\n'
        "baseline = { value = 0 }\ngoal = { value = 86.5 }\n",
        good='[target.energy]\ntitle = "Energy"\nkind = "level"\npath = "compound"\n'
        "baseline = { value = 100 }\ngoal = { value = 86.5 }\n",
        hint=Words(
            '写大于零的基期，或用 path = "linear"', 'give a baseline above nought, or use path = "linear"'
        ),
    ),
    _compound_needs_positive,
)
