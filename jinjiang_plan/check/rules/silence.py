"""JP502 and JP503: targets of which nothing is heard, though a report is due or the target itself.

They run where a day is named, as JP501 does. A plan of which nothing was ever reported is told once, and not target by
target; what is overdue is not stale besides.
"""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, Need, due_route, route_of
from jinjiang_plan.check.wording import judged, latest_report, unreported, value_words
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Flag, Status
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words, number_of


def _overdue(material: Material) -> Iterator[Fault]:
    for plan, assessments in judged(material):
        late = [each for each in assessments if each.status is Status.OVERDUE]
        if unreported(assessments) and len(late) == len(assessments):
            due = max(each.due for each in late)
            what = Words(
                f"整个计划没有任何数据（{len(assessments)} 项）",
                f"none of its {len(assessments)} targets was ever reported",
            )
            yield OVERDUE.rule.fault(plan.file, ("plan", "due"), id=plan.id, due=due.isoformat(), what=what)
            continue
        for each in late:
            yield _late(material, each)


def _late(material: Material, each: Assessment) -> Fault:
    target = each.target
    what = Words("没有终期数据", "no final figure was reported")
    if each.value is not None:
        said = value_words(target, each.value)
        what = Words(
            f"最近一次是 {each.value_on} 的 {said.zh}，没有终期数据",
            f"the last figure is {said.en} for {each.value_on}, and none is final",
        )
    route = due_route(material, target, each.as_of)
    inherited = route == route_of(target)
    fault = OVERDUE.rule.fault(
        target.file, route, at_key=inherited, id=target.id, due=each.due.isoformat(), what=what
    )
    hint = Words(
        f"报终期数据：jinjiang-plan record {target.id} 数值 --on {each.due}",
        f"report it: jinjiang-plan record {target.id} VALUE --on {each.due}",
    )
    return fault._replace(hint=hint, asides=latest_report(material, target, each.value_on))


OVERDUE = Check(
    Rule(
        "JP502",
        "overdue",
        Severity.WARNING,
        says=Words("`{id}` 已于 {due} 到期，{what}", "`{id}` was due on {due}; {what}"),
        why=Words(
            "到期后没有报终期数据，完成与否都说不了。只在写了 --as-of 或点名选了这条规则时才查。",
            "Without a figure for the due day, neither met nor missed can be said. Looked for only where --as-of names a "
            "day or the rule is selected.",
        ),
        cure=Words(
            "报期限当日的数，或给最后一次数据加 final = true（`record --final`）；延期的用 `jinjiang-plan amend --due`。",
            "Report the figure for the due day, or mark the last one as final (`record --final`); if the day was put off, "
            "use `jinjiang-plan amend --due`.",
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\ndue = 2020-12-31\n'
        "\n# progress/stations.toml\n[report]\n"
        "2020-09-30 = { value = 2900, recorded = 2020-10-08T09:00:00+08:00 }\n",
        good='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\ndue = 2020-12-31\n'
        "\n# progress/stations.toml\n[report]\n"
        "2020-12-31 = { value = 2900, recorded = 2021-01-08T09:00:00+08:00 }\n",
        hint=Words("报期限当日的数", "report the figure for the due day"),
    ),
    _overdue,
    Need.DAY,
)


def _stale(material: Material) -> Iterator[Fault]:
    for plan, assessments in judged(material):
        silent = [each for each in assessments if each.status is Status.UNREPORTED]
        if unreported(assessments) and len(silent) == len(assessments):
            what = Words(
                f"整个计划没有任何数据（{len(silent)} 项）",
                f"none of its {len(silent)} targets was ever reported",
            )
            yield STALE.rule.fault(plan.file, ("plan", "start"), id=plan.id, what=what)
            continue
        for each in assessments:
            if each in silent or (Flag.STALE in each.flags and each.status is not Status.OVERDUE):
                yield _old(material, each)


def _old(material: Material, each: Assessment) -> Fault:
    target = each.target
    what = Words("还没有报过数", "nothing was reported yet")
    if each.value_on is not None:
        what = Words(f"最近一次数据是 {each.value_on} 的", f"the latest report is for {each.value_on}")
    fault = STALE.rule.fault(target.file, route_of(target), at_key=True, id=target.id, what=what)
    months = target.frequency.months
    label = Words(f"每 {months} 个月报一次", f"to be reported every {number_of(months, 'month')}")
    report = f"jinjiang-plan record {target.id}"
    hint = Words(f"补报：{report}", f"report with {report}")
    return fault._replace(label=label, hint=hint, asides=latest_report(material, target, each.value_on))


STALE = Check(
    Rule(
        "JP503",
        "stale",
        Severity.WARNING,
        says=Words(
            "`{id}` 超过一个半报告期没有新数据：{what}", "`{id}` has no report for 1.5 periods: {what}"
        ),
        why=Words(
            "报告期由 frequency 定（默认按季）；一个半报告期没有新数，评估用的就是旧账。"
            "只在写了 --as-of 或点名选了这条规则时才查。",
            "`frequency` sets the rhythm, a quarter by default. With nothing new for one and a half periods the judgement "
            "rests on an old figure. Looked for only where --as-of names a day or the rule is selected.",
        ),
        cure=Words(
            "用 `jinjiang-plan record` 补报；频率不对的，改 frequency；不再报的，用 amend 中止或取消。",
            "Report with `jinjiang-plan record`; set `frequency` to the rhythm that is meant; what is given up is suspended "
            "or cancelled with amend.",
        ),
        bad='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\nfrequency = "month"\n'
        "\n# progress/stations.toml\n[report]\n"
        "2020-12-31 = { value = 600, recorded = 2021-01-08T09:00:00+08:00 }\n",
        good='[target.stations]\ntitle = "Stations"\nkind = "cumulative"\ngoal = { value = 3000 }\nfrequency = "year"\n'
        "\n# progress/stations.toml\n[report]\n"
        "2020-12-31 = { value = 600, recorded = 2021-01-08T09:00:00+08:00 }\n",
        hint=Words("用 jinjiang-plan record 补报", "report with jinjiang-plan record"),
    ),
    _stale,
    Need.DAY,
)
