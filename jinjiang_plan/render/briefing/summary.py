"""What a briefing is on and how all stands in sum: its head, the counts, a row an action."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
from jinjiang_plan.model.briefing import Briefing, BriefingScope
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.timeline import OCCASIONS, Occasion, TimelineItem
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.changes import changes_section
from jinjiang_plan.render.briefing.labels import (
    Address,
    Place,
    action_name,
    goal_words,
    heads,
    lead_text,
    listed,
    named,
    no_address,
    no_place,
    plan_name,
    status_text,
    value_words,
    without_dashes,
)
from jinjiang_plan.render.briefing.quality_and_sources import method_section, quality_section, sources_section
from jinjiang_plan.render.briefing.targets import standing_section
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.numbers import DASH, share
from jinjiang_plan.render.paper.blocks import (
    Block,
    Cell,
    Facts,
    Paper,
    Prose,
    Section,
    StatusCount,
    Table,
    Tally,
    Text,
    each_language,
    plain,
    shown,
    text,
)
from jinjiang_plan.render.sheets.status import rollup_lines
from jinjiang_plan.render.verdict_words import lead_share, silent_number
from jinjiang_plan.render.words import NOT_STATED, period_text, status_words, worst_first

TITLE = Words("督查通报", "Progress briefing")


def title(scope: BriefingScope) -> Words:
    """The paper's title: the one plan's, before what the paper is."""
    if len(scope.plans) != 1:
        return TITLE
    name = plan_name(scope.plans[0])
    return Words(f"{name.zh}{TITLE.zh}", f"{name.en}: progress briefing")


def facts(briefing: Briefing) -> Facts:
    """What it covers, as of when, by which profile, and what it is compared with."""
    judgement = briefing.judgement
    rows: list[tuple[Words, Cell]] = [
        (Words("截至", "as of"), Text(plain(f"{judgement.as_of}"), strong=True))
    ]
    if judgement.known_at is not None:
        known = judgement.known_at
        moment = known.isoformat(sep=" ", timespec="minutes")
        rows.append((Words("当时已知", "as known at"), Text(plain(moment))))
    rows.append((Words("范围", "covers"), Text(_covers(briefing.scope))))
    if not any(each.target.lead for each in judgement.assessments):
        rows.append((Words("责任单位", "responsible"), Text(NOT_STATED)))
    rows.append((Words("评价标准", "profile"), Text(plain(" ".join(briefing.profiles)))))
    if briefing.since is not None:
        rows.append((Words("对比", "compared with"), Text(plain(f"{briefing.since}"))))
    silent = [each.assessment for each in briefing.entries if each.assessment.silent]
    if silent:
        rows.append((Words("从未上报", "never reported"), _silent(silent)))
    return Facts(tuple(rows))


def _silent(silent: Sequence[Assessment]) -> Text:
    """How many owe a report and never had one, by status and by name."""
    number, most = silent_number(silent), silent[:MOST_NAMES]
    names, more = listed(shown(each.target.title) for each in most), len(silent) - len(most)
    zh, en = (f"，另有 {more} 项", f", and {more} more") if more else ("", "")
    said = Words(f"{number.zh}：{names.zh}{zh}", f"{number.en}: {names.en}{en}")
    return Text(said, min((each.light for each in silent), key=worst_first))


def _covers(scope: BriefingScope) -> Words:
    names = [plan_name(plan) for plan in scope.plans]
    if scope.actions:
        names = [action_name(action) for _, action in scope.actions]
    covered = listed(names)
    if scope.leads:
        leads = listed(shown(plain(lead)) for lead in scope.leads)
        covered = Words(f"{covered.zh}；责任单位 {leads.zh}", f"{covered.en}; responsible: {leads.en}")
    if scope.part:
        covered = Words(f"{covered.zh}（所选部分）", f"{covered.en} (a part, as chosen)")
    return covered


def opening_section(briefing: Briefing, place: Place = no_place) -> Section:
    """The counts, then each plan in sum; its actions lead to their places."""
    assessments = briefing.judgement.assessments
    targets = [each for each in assessments if each.target.what == "target"]
    initiatives = [each for each in assessments if each.target.what == "initiative"]
    tallies = [
        tally(caption, group)
        for caption, group in (
            (Words(f"目标 {len(targets)} 项", number_of(len(targets), "target")), targets),
            (Words(f"项目 {len(initiatives)} 个", number_of(len(initiatives), "initiative")), initiatives),
        )
        if group
    ]
    sums = [block for plan in briefing.scope.plans for block in _plan_sum(plan, briefing, place)]
    return Section(
        Words("总体情况", "Overall"), (*tallies, *sums, *_leads_table(briefing.judgement)), "overall"
    )


def tally(caption: Words, assessments: Sequence[Assessment]) -> Tally:
    """How many stand where, the worst first."""
    counts: dict[Words, list[Assessment]] = {}
    for each in sorted(assessments, key=lambda each: each.status.concern):
        counts.setdefault(status_words(each), []).append(each)
    return Tally(
        caption,
        tuple(
            StatusCount(shown(words), len(group), min((each.light for each in group), key=worst_first))
            for words, group in counts.items()
        ),
    )


def _plan_sum(plan: Plan, briefing: Briefing, place: Place) -> Iterator[Prose | Table]:
    group = [each for each in briefing.judgement.assessments if each.target.plan == plan.id]
    rollups = {each.action: each for each in briefing.judgement.rollups if each.plan == plan.id}
    if not group:
        return
    name = plan_name(plan)
    period = each_language(lambda lang: period_text(plan, lang))
    head = Words(f"{name.zh}，{period.zh}", f"{name.en}, {period.en}")
    whole = rollups.get(None)
    yield Prose(
        (Text(head, href=place(plan, None), strong=True), *(_sum_texts(whole, group, plan) if whole else ()))
    )
    rows = tuple(_action_rows(plan, group, rollups, place))
    if rows:
        yield without_dashes(
            Table(Words(f"{name.zh}：各行动", f"{name.en}: its actions"), heads(_COLUMNS), rows)
        )


def _sum_texts(rollup: Rollup, group: Sequence[Assessment], plan: Plan) -> Iterator[Text]:
    """What `status` says of the plan in sum, counts aside: they stand above."""
    of = sum(1 for _ in plan.judged)
    said = [list(rollup_lines(rollup, group, lang, of=of))[1:] for lang in ("zh", "en")]
    for zh, en in zip(*said, strict=True):
        yield text("；" + zh.left.replace("  ", "；"), "; " + en.left.replace("  ", "; "))


_COLUMNS: Columns = (
    c.ACTION,
    Column("items", Words("项数", "items"), right=True),
    c.WEIGHTED,
    *(Column(light.value, NAMES[light], right=True) for light in Light),
    c.SILENT,
    c.LEAD,
)


def _action_rows(
    plan: Plan, group: Sequence[Assessment], rollups: dict[str | None, Rollup], place: Place
) -> Iterator[tuple[Cell, ...]]:
    for action in plan.actions:
        members = [each for each in group if each.target.action == action.id]
        rollup = rollups.get(action.id)
        if not members or rollup is None:
            continue
        done = share(rollup.completion, whole=rollup.completion == 1)
        yield in_order(
            _COLUMNS,
            {
                "action": Text(action_name(action), href=place(plan, action)),
                "items": Text(plain(f"{len(members)}")),
                "completion": Text(plain(done)),
                **{light.value: _lit(members, light) for light in Light},
                "silent": _counted(sum(each.silent for each in members), Light.RED),
                "lead": lead_text(action.lead),
            },
        )


def _lit(members: Sequence[Assessment], light: Light) -> Text:
    return _counted(sum(each.light is light for each in members), light)


def _counted(number: int, light: Light | None = None) -> Text:
    return Text(plain(f"{number}" if number else DASH), light if number else None)


# The responsible units in sum, the best first.


_LEADS: Columns = (
    c.RANK,
    c.LEAD,
    Column("items", Words("项数", "items"), right=True),
    c.GOOD,
    c.WEIGHTED,
    *(Column(light.value, NAMES[light], right=True) for light in Light),
    c.SILENT,
)


def _leads_table(judgement: Judgement) -> Iterator[Table]:
    """A row a responsible unit; nothing where none is named."""
    if judgement.leads:
        rows = tuple(_lead_row(each, judgement.assessments) for each in judgement.leads)
        yield without_dashes(Table(Words("各责任单位", "By responsible unit"), heads(_LEADS), rows))


def _lead_row(rollup: Rollup, assessments: Sequence[Assessment]) -> tuple[Cell, ...]:
    led = [each for each in assessments if rollup.lead in each.target.leads]
    good, counted = lead_share(led)
    cells: dict[str, Cell] = {
        "rank": Text(plain(f"{rollup.rank or DASH}")),
        "lead": lead_text(rollup.lead),
        "items": Text(plain(f"{len(led)}")),
        "good": Text(plain(f"{good}/{counted}")),
        "completion": Text(plain(share(rollup.completion, whole=rollup.completion == 1))),
        **{light.value: _lit(led, light) for light in Light},
        "silent": _counted(sum(each.silent for each in led), Light.RED),
    }
    return in_order(_LEADS, cells)


# What is late and what comes next: due days, milestones, reports.


COLUMNS: Columns = (
    c.TITLE,
    c.DAY,
    c.OCCASION,
    Column("asked", Words("要求", "asked"), right=True),
    c.STATUS,
    c.LEAD,
)

MOST_NAMES = 15
"""Targets that are named of those that a report is asked for of: all are in `timeline`."""


def duties_section(briefing: Briefing, address: Address) -> Section | None:
    """What is late, then what comes by the end of the next period; None where there is neither."""
    agenda = briefing.agenda
    day = agenda.last
    blocks = [
        *_table(Words("已逾期", "Late"), Words("应报未报", "Reports overdue"), agenda.late, address),
        *_table(
            Words(f"至 {day}", f"By {day}"),
            Words(f"至 {day} 应报", f"Reports asked for by {day}"),
            agenda.coming,
            address,
        ),
    ]
    return Section(Words("逾期与临近事项", "Late, and next"), tuple(blocks), "duties") if blocks else None


def _table(caption: Words, lead: Words, items: Sequence[TimelineItem], address: Address) -> Iterator[Block]:
    if not items:
        return
    reports = [each for each in items if each.occasion is Occasion.REPORT]
    others = [each for each in items if each.occasion is not Occasion.REPORT]
    if others:
        rows = tuple(_row(each, address) for each in others)
        yield without_dashes(Table(caption, heads(COLUMNS), rows))
    if reports:
        yield Prose(tuple(_reports(lead, reports, address)))


def _row(item: TimelineItem, address: Address) -> tuple[Cell, ...]:
    each = item.assessment
    required = value_words(each, None if item.required is None else Fraction(item.required))
    return in_order(
        COLUMNS,
        {
            "title": named(each.target, address),
            "day": Text(plain(f"{item.day}")),
            "what": Text(OCCASIONS[item.occasion]),
            "asked": Text(goal_words(each) if item.occasion is Occasion.DUE else required),
            "status": status_text(each),
            "lead": lead_text(each.target.lead),
        },
    )


def _reports(lead: Words, reports: Sequence[TimelineItem], address: Address) -> Iterator[Text]:
    """The reports that are asked for, one behind the other: most of them are many and alike."""
    periods: dict[Target, int] = {}
    for item in reports:
        target = item.assessment.target
        periods[target] = periods.get(target, 0) + max(item.missing, 1)
    number = len(periods)
    yield text(f"{lead.zh} {number} 项：", f"{lead.en} ({number}): ")
    for n, (target, missing) in enumerate(list(periods.items())[:MOST_NAMES]):
        if n:
            yield text("、", ", ")
        yield named(target, address)
        if missing > 1:
            yield text(f"（{missing} 期）", f" ({missing} periods)")
    more = number - MOST_NAMES
    yield text(f"，另有 {more} 项。", f", and {more} more.") if more > 0 else text("。", ".")


# The briefing as a paper: its head and its parts in their order.


def briefing_paper(briefing: Briefing, address: Address = no_address) -> Paper:
    """The paper of a briefing; targets lead to their addresses."""
    sections = (
        opening_section(briefing),
        changes_section(briefing, address),
        standing_section(briefing, address),
        duties_section(briefing, address),
        quality_section(briefing, address),
        sources_section(briefing),
        method_section(briefing),
    )
    return Paper(
        title=title(briefing.scope),
        facts=facts(briefing),
        sections=tuple(each for each in sections if each is not None),
        sample=briefing.sample,
    )
