"""The sheet of `status`: where every target stands, the worst first, with roll-ups."""

from collections.abc import Iterable, Iterator
from datetime import date

from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
from jinjiang_plan.model.codes import NAMES, Light, Outlook
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.bar import bar
from jinjiang_plan.render.numbers import DASH, months, points, rough, rounded, share
from jinjiang_plan.render.sheet import Block, Cell, Column, Line, Sheet
from jinjiang_plan.render.status_words import counts_text, number_of, status_name
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.wording import NOT_STATED, goal_with_unit, plan_line, say, unit_name, value_text

COLUMNS = (
    Column("plan", Words("计划", "plan"), only="plain"),
    Column("status", Words("状态", "status")),
    Column("full_id", Words("编号", "id"), only="plain"),
    Column("title", Words("目标", "target"), least=14),
    Column("id", Words("编号", "id"), rank=7, only="table"),
    Column("value", Words("现值", "value"), right=True),
    Column("goal", Words("目标值", "goal"), rank=2, least=13),
    Column("bar", Words("完成│应达", "done│asked"), rank=3, only="table"),
    Column("completion", Words("完成", "done"), rank=1, right=True),
    Column("gap", Words("差距点", "gap pp"), right=True),
    Column("months", Words("早晚月", "months"), rank=5, right=True),
    Column("projected", Words("预计", "projected"), rank=6, right=True),
    Column("outlook", Words("前景", "outlook"), rank=8),
    Column("due", Words("期限", "due"), rank=4),
    Column("lead", Words("牵头", "lead"), rank=9, least=8),
    Column("flags", Words("备注", "flags"), rank=10, least=10),
)

_OUTLOOK_STYLE = {Outlook.LIKELY: "green", Outlook.UNCERTAIN: "yellow", Outlook.UNLIKELY: "red"}


def status_sheet(portfolio: Portfolio, judgement: Judgement, lang: Lang) -> Sheet:
    """The whole sheet: a block a plan and action, with their roll-ups in the headings."""
    rollups = {(each.plan, each.action): each for each in judgement.rollups}
    blocks: list[Block] = []
    for plan in portfolio.plans:
        group = [each for each in judgement.assessments if each.target.plan == plan.id]
        if group:
            blocks += _plan_blocks(plan, group, rollups, lang)
    return Sheet(_titles(portfolio, judgement, lang), COLUMNS, tuple(blocks), tuple(_legend(judgement, lang)))


def _titles(portfolio: Portfolio, judgement: Judgement, lang: Lang) -> tuple[Line, ...]:
    profiles = " ".join(sorted({each.profile.code for each in judgement.assessments}))
    sample = any(plan.sample for plan in portfolio.plans)
    zh = f"截至 {judgement.as_of}  口径 {profiles}"
    en = f"as of {judgement.as_of}  profile {profiles}"
    if judgement.known_at is not None:
        moment = judgement.known_at.isoformat(sep=" ", timespec="minutes")
        zh, en = f"{zh}  当时已知 {moment}", f"{en}  as known at {moment}"
    if sample:
        zh, en = f"{zh}  示例数据，并非真实进展", f"{en}  SAMPLE FIGURES, not real progress"
    return (Line(Words(zh, en).say(lang), "", "sample" if sample else "dim"),)


def _plan_blocks(
    plan: Plan, group: list[Assessment], rollups: dict[tuple[str, str | None], Rollup], lang: Lang
) -> Iterator[Block]:
    whole = rollups.get((plan.id, None))
    time = _time_line(plan, group, lang)
    heading = [plan_line(plan, time, lang)]
    top = [each for each in group if each.target.action is None]
    if whole and (top or len({each.target.action for each in group}) > 1):
        heading += _rollup_lines(whole, group, lang)
    yield Block(tuple(heading), tuple(_rows(top, lang)))
    for action in plan.actions:
        members = [each for each in group if each.target.action == action.id]
        rolled = rollups.get((plan.id, action.id))
        if members and rolled:
            lead = say(action.lead, lang) if action.lead else NOT_STATED.say(lang)
            left = f"{say(action.title, lang)}  {action.id}"
            right = f"{Words('牵头', 'lead').say(lang)} {lead}"
            lines = (Line(left, right, "strong"), *_rollup_lines(rolled, members, lang))
            yield Block(lines, tuple(_rows(members, lang)), heads=not top and members[0] is group[0])


def _time_line(plan: Plan, group: list[Assessment], lang: Lang) -> str:
    """The plan's time progress, from a target that runs its whole period."""
    whole = (plan.start, plan.due)
    first = next((each for each in group if (each.target.start, each.due) == whole), None)
    if first is None or first.elapsed is None:
        return f"{plan.start} ~ {plan.due}"
    basis = Words("月", "months") if first.target.basis.value == "month" else Words("天", "days")
    zh = f"时间进度 {first.months_gone}/{first.months_all} {basis.zh} {share(first.elapsed, whole=True)}"
    en = f"time {first.months_gone}/{first.months_all} {basis.en} {share(first.elapsed, whole=True)}"
    return Words(zh, en).say(lang)


def _rollup_lines(rollup: Rollup, group: list[Assessment], lang: Lang) -> Iterator[Line]:
    """Counts of targets and initiatives, then completion with its coverage and the worst binding target."""
    parts = []
    targets = [each for each in group if each.target.what == "target"]
    if targets:
        parts.append(Words(f"目标 {len(targets)} 项", number_of(len(targets), "target")).say(lang))
        parts.append(counts_text(targets, lang))
    initiatives = [each for each in group if each.target.what == "initiative"]
    if initiatives:
        number = len(initiatives)
        parts.append(Words(f"· 项目 {number} 个", f"· {number_of(number, 'initiative')}").say(lang))
        parts.append(counts_text(initiatives, lang))
    yield Line("  ".join(parts), "", "dim")
    if rollup.completion is None:
        return
    done = share(rollup.completion, whole=rollup.completion == 1)
    zh = f"加权完成 {done}（{rollup.targets} 项中 {rollup.reported} 项有数据）"
    en = f"weighted completion {done} ({rollup.reported} of {rollup.targets} reported)"
    if rollup.worst_binding:
        zh += f"  约束性最差 {rollup.worst_binding}"
        en += f"  worst binding {rollup.worst_binding}"
    yield Line(Words(zh, en).say(lang), "", "dim")


def _rows(assessments: Iterable[Assessment], lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for each in assessments:
        target = each.target
        style = each.light.value
        yield (
            Cell(visible(target.plan)),
            Cell(status_name(each, lang), style, plain=each.status.value if lang == "en" else None),
            Cell(target.id),
            Cell(say(target.title, lang)),
            Cell(target.id.rpartition(".")[2], "dim"),
            Cell(_value(each, lang)),
            Cell(goal_with_unit(target, each.goal, lang)),
            Cell(bar(each.completion, each.planned_completion), style),
            Cell(share(each.completion, whole=each.whole)),
            Cell(points(each.gap), style if each.gap is not None else ""),
            Cell(_months_text(each)),
            Cell(_projected(each)),
            _outlook_cell(each, lang),
            Cell(_due(each.due)),
            Cell(say(target.lead, lang)),
            Cell(", ".join(NAMES[flag].say(lang) for flag in each.flags) or _reason(each, lang)),
        )


def _value(each: Assessment, lang: Lang) -> str:
    """The value; with its unit where no goal beside it shows that."""
    text = value_text(each.target, each.value, lang)
    if each.goal is not None or each.value is None:
        return text
    return f"{text} {unit_name(each.target, lang)}".rstrip()


def _due(day: date) -> str:
    """A due day, by its month alone where it is the month's last."""
    last = date.fromordinal(day.toordinal() + 1).day == 1
    return day.isoformat()[:7] if last else day.isoformat()


def _reason(assessment: Assessment, lang: Lang) -> str:
    return NAMES[assessment.reason].say(lang) if assessment.reason else DASH


def _months_text(assessment: Assessment) -> str:
    ahead = assessment.months_ahead
    if ahead is None:
        return DASH
    text = months(ahead)
    return text if text == "0.0" else f"{'+' if ahead > 0 else '-'}{text}"


def _projected(assessment: Assessment) -> str:
    target = assessment.target
    if assessment.projected is None or assessment.outlook is None or target.stages:
        return DASH
    exact = assessment.projected == assessment.value
    return rounded(assessment.projected, 2) if exact else rough(assessment.projected)


def _outlook_cell(assessment: Assessment, lang: Lang) -> Cell:
    outlook = assessment.outlook
    if outlook is None or assessment.met:
        return Cell(DASH)
    return Cell(NAMES[outlook].say(lang), _OUTLOOK_STYLE.get(outlook, "dim"))


def _legend(judgement: Judgement, lang: Lang) -> Iterator[Line]:
    """What the colours and columns mean, for the statuses that occur."""
    by_light: dict[Light, list[str]] = {}
    for each in sorted(judgement.assessments, key=lambda each: each.status.concern):
        names = by_light.setdefault(each.light, [])
        if status_name(each, lang) not in names:
            names.append(status_name(each, lang))
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    colours = "  ".join(
        f"{NAMES[light].say(lang)}{colon}{comma.join(names)}" for light, names in by_light.items()
    )
    yield Line(colours, "", "dim")
    yield Line(
        Words(
            "差距点：完成与计划应达之差（百分点）  早晚月：按计划早（+）晚（-）几个月  单个目标的由来：show 编号 --explain",
            "gap pp: done less asked, in percentage points  months: early (+) or late (-) by the plan's own course  "
            "why: show ID --explain",
        ).say(lang),
        "",
        "dim",
    )
