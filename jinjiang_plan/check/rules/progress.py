"""JP501: targets that are behind what their plan asks for on a day.

It speaks of the world and not of the files: what passes today may be late tomorrow though nobody touched a line. So it
runs, like JP502 and JP503, where a day is named (`--as-of`) or the rule is selected by name, and says nothing of targets
that are only monitored, halted or not begun.
"""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, Need, goal_route
from jinjiang_plan.check.wording import judged, latest_report, rough, value_words
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, Status
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import PERCENT
from jinjiang_plan.model.value import counted
from jinjiang_plan.model.words import Words

_BEHIND = (Status.BEHIND, Status.SERIOUSLY_BEHIND, Status.REGRESSING)


def _behind_target(material: Material) -> Iterator[Fault]:
    for _, assessments in judged(material):
        for each in assessments:
            if each.status in _BEHIND and each.value is not None:
                yield _behind(material, each)


def _behind(material: Material, each: Assessment) -> Fault:
    target = each.target
    value, planned = _asked(each)
    fault = BEHIND_TARGET.rule.fault(
        target.file,
        goal_route(target, each.as_of),
        id=target.id,
        status=NAMES[each.status],
        day=each.as_of.isoformat(),
        value=value,
        planned=planned,
    )
    how = f"jinjiang-plan show {target.id} --explain"
    return fault._replace(
        label=_short(each),
        notes=_pace(each),
        hint=Words(f"怎么算的：{how}", f"how it was reckoned: {how}"),
        asides=latest_report(material, target, each.value_on),
    )


def _short(each: Assessment) -> Words | None:
    """How much is missing: of what has a way to go in points of completion, else in the unit of the figure."""
    target, missing = each.target, each.gap if each.target.kind.has_way else each.difference
    if missing is None:
        return None
    text = rough(-missing)
    if target.kind is Kind.RANK:
        return Words(f"差 {text} 位", f"{text} {'place' if text == '1' else 'places'} short")
    if target.kind.has_way or target.unit in PERCENT:
        return Words(f"差 {text} 个百分点", f"{text} percentage points short")
    said = counted(text, target)
    return Words(f"差 {said.zh}", f"{said.en} short")


def _asked(each: Assessment) -> tuple[Words, Words]:
    """The value and what the plan asks for; between two stages the plan asks for a share of the way."""
    value = value_words(each.target, each.value)
    if each.target.kind is not Kind.STAGE or each.completion is None or each.planned_completion is None:
        return value, value_words(each.target, each.planned)
    gone, planned = (f"{rough(share * 100)} %" for share in (each.completion, each.planned_completion))
    return Words(f"{value.zh}（{gone}）", f"{value.en} ({gone})"), Words(planned, planned)


def _pace(each: Assessment) -> tuple[Words, ...]:
    """How fast it went so far, and how fast it would have to go."""
    needed, so_far = each.prospect.required_rate, each.prospect.run_rate
    if needed is None or so_far is None or each.target.kind.named:
        return ()
    now, must = (counted(rough(rate), each.target) for rate in (so_far, needed))
    return (
        Words(
            f"此前每月 {now.zh}；每月须 {must.zh}，才能在 {each.due} 前完成",
            f"so far {now.en} a month; {must.en} a month would get there by {each.due}",
        ),
    )


BEHIND_TARGET = Check(
    Rule(
        "JP501",
        "behind-target",
        Severity.WARNING,
        says=Words(
            "`{id}` {status}：{day} 是 {value}，按计划应是 {planned}",
            "`{id}` is {status} on {day}: {value}, where the plan asks for {planned}",
        ),
        why=Words(
            "现值落后于当天应完成的数，超出了容差（预期性 5 个百分点，约束性为零）。"
            "只在写了 --as-of 或点名选了这条规则时才查：文件没动，过一天也可能变。",
            "The value is behind what the plan asks for on the day by more than the tolerance: 5 points for expected "
            "targets, none for binding ones. Looked for only where --as-of names a day or the rule is selected, since it "
            "may change overnight without a line being touched.",
        ),
        cure=Words(
            "加快进度；`jinjiang-plan show 编号 --explain` 列出怎么算的。计划本身变了的，用 `jinjiang-plan amend` 正式调整。",
            "Catch up; `jinjiang-plan show ID --explain` shows how it was reckoned. If the plan itself has changed, amend "
            "it formally with `jinjiang-plan amend`.",
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\n'
        "\n# progress/stations.toml\n[report]\n"
        "2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00 }\n",
        good='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\n'
        "\n# progress/stations.toml\n[report]\n"
        "2021-06-30 = { value = 1500, recorded = 2021-07-05T09:00:00+08:00 }\n",
    ),
    _behind_target,
    Need.DAY,
)
