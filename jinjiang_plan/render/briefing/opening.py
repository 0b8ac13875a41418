"""What a briefing is on and how all stands in sum: its head, the counts, a row an action."""

from collections.abc import Iterator, Sequence

from jinjiang_plan.model.assessment import Assessment, Rollup
from jinjiang_plan.model.briefing import Briefing, Scope
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.render.briefing.naming import (
    Place,
    action_name,
    lead_text,
    listed,
    no_place,
    plan_name,
    without_dashes,
)
from jinjiang_plan.render.numbers import DASH, share
from jinjiang_plan.render.paper.blocks import (
    Cell,
    Count,
    Facts,
    Head,
    Prose,
    Section,
    Table,
    Tally,
    Text,
    each_language,
    plain,
    shown,
    text,
)
from jinjiang_plan.render.rollup_lines import rollup_lines
from jinjiang_plan.render.words import NOT_STATED, period_text, status_words

TITLE = Words("督查通报", "Progress briefing")


def title(scope: Scope) -> Words:
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
    rows.append((Words("评估口径", "profile"), Text(plain(" ".join(briefing.profiles)))))
    if briefing.since is not None:
        rows.append((Words("对比", "compared with"), Text(plain(f"{briefing.since}"))))
    return Facts(tuple(rows))


def _covers(scope: Scope) -> Words:
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
    return Section(Words("总体情况", "Overall"), (*tallies, *sums), "overall")


def tally(caption: Words, assessments: Sequence[Assessment]) -> Tally:
    """How many stand where, the worst first."""
    counts: dict[Words, list[Assessment]] = {}
    for each in sorted(assessments, key=lambda each: each.status.concern):
        counts.setdefault(status_words(each), []).append(each)
    return Tally(
        caption,
        tuple(Count(shown(words), len(group), group[0].light) for words, group in counts.items()),
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
        yield without_dashes(Table(Words(f"{name.zh}：各行动", f"{name.en}: its actions"), _HEADS, rows))


def _sum_texts(rollup: Rollup, group: Sequence[Assessment], plan: Plan) -> Iterator[Text]:
    """What `status` says of the plan in sum, counts aside: they stand above."""
    of = sum(1 for _ in plan.judged)
    said = [list(rollup_lines(rollup, group, lang, of=of))[1:] for lang in ("zh", "en")]
    for zh, en in zip(*said, strict=True):
        yield text("；" + zh.left.replace("  ", "；"), "; " + en.left.replace("  ", "; "))


_HEADS = (
    Head(Words("行动", "action")),
    Head(Words("项数", "items"), right=True),
    Head(Words("加权完成率", "weighted completion"), right=True),
    *(Head(Words(zh, en), right=True) for zh, en in (("红", "red"), ("黄", "yellow"), ("绿", "green"))),
    Head(Words("蓝", "blue"), right=True),
    Head(Words("灰", "grey"), right=True),
    Head(Words("责任单位", "responsible")),
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
        yield (
            Text(action_name(action), href=place(plan, action)),
            Text(plain(f"{len(members)}")),
            Text(plain(done)),
            *(_lit(members, light) for light in Light),
            lead_text(action.lead),
        )


def _lit(members: Sequence[Assessment], light: Light) -> Text:
    number = sum(each.light is light for each in members)
    return Text(plain(f"{number}" if number else DASH), light if number else None)
