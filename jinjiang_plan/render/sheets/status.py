"""The sheet of `status`: where every target stands, the worst first, with roll-ups."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Judgement, Money, Rollup
from jinjiang_plan.model.codes import HALTED, Light
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import unit_words
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.facts import fact_text
from jinjiang_plan.render.numbers import DASH, bar, figure, share
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, drawn, plan_line, title_line
from jinjiang_plan.render.verdict_words import lead_share, remarks, silence_words
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import (
    counts_text,
    goal_with_unit,
    lead_text,
    replayed,
    say,
    status_name,
    value_text,
    value_with_unit,
)

# A roll-up in words: counts, completion with its coverage, the worst binding target, money, what has lasted.


def rollup_lines(rollup: Rollup, group: Sequence[Assessment], lang: Lang, *, of: int) -> Iterator[Line]:
    """Counts of targets and initiatives, then completion and the rest.

    A part alone, as filters leave it of the `of` there are, is said to be one: its figures are not the whole's.
    """
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
    if len(group) < of:
        parts[0] = Words("所选部分：", "of those shown: ").say(lang) + parts[0]
    yield Line("  ".join(parts), "", "dim")
    said = [words.say(lang) for words in (*_progress(rollup, targets), *map(_money, rollup.money))]
    silence = silence_words(group)
    if silence is not None:
        said.append(silence.say(lang))
    if rollup.escalated:
        zh = f"连续两期及以上为黄或红：{rollup.escalated} 项"
        said.append(Words(zh, f"yellow or red for two periods or more: {rollup.escalated}").say(lang))
    if said:
        yield Line("  ".join(said), "", "dim")


def _progress(rollup: Rollup, targets: Sequence[Assessment]) -> Iterator[Words]:
    aimed = sum(each.goal is not None and each.status not in HALTED for each in targets)
    if not aimed:
        return
    zh = f"{rollup.going} 项中 {rollup.reported} 项有数据"
    en = f"{rollup.reported} of {rollup.going} reported"
    if rollup.completion is not None:
        if rollup.completion_reported not in (None, rollup.completion):
            alone = share(rollup.completion_reported, whole=rollup.completion_reported == 1)
            zh, en = f"{zh}，只计有数据的为 {alone}", f"{en}, those alone {alone}"
        done = share(rollup.completion, whole=rollup.completion == 1)
        zh, en = f"加权完成率 {done}（{zh}）", f"weighted completion {done} ({en})"
    yield Words(zh, en)
    if rollup.worst_binding:
        worst = next(
            each for each in targets if rollup.worst_binding in (each.target.id, each.target.full_id)
        )
        yield Words(
            f"约束性指标最差：{say(worst.target.title, 'zh')} {status_name(worst, 'zh')}",
            f"worst binding: {say(worst.target.title, 'en')}, {status_name(worst, 'en')}",
        )


def _money(money: Money) -> Words:
    unit = unit_words(money.unit)
    value, goal = figure(Fraction(money.value)), figure(Fraction(money.goal))
    return Words(
        f"资金 {value} / {goal} {unit.zh}（{money.targets} 项，{money.reported} 项有数据）",
        f"money {value} of {goal} {unit.en} ({money.reported} of {money.targets} reported)",
    )


COLUMNS = (
    c.PLAN,
    c.STATUS._replace(meaning=Words("状态的由来：show 编号 --explain", "why a status: show ID --explain")),
    c.FULL_ID,
    c.TITLE,
    c.ID,
    c.VALUE,
    c.GOAL._replace(right=False),
    c.BAR,
    c.COMPLETION,
    c.GAP,
    c.DIFFERENCE,
    c.MONTHS,
    c.OUTLOOK,
    c.CHANCE,
    c.PROJECTED,
    c.DUE,
    c.PERIODS,
    c.LEAD,
    c.FLAGS,
)


def status_sheet(portfolio: Portfolio, judgement: Judgement, lang: Lang) -> Sheet:
    """The whole sheet: a block a plan and action, with their roll-ups in the headings."""
    rollups = {(each.plan, each.action): each for each in judgement.rollups}
    blocks: list[Block] = []
    for plan in portfolio.plans:
        group = [each for each in judgement.assessments if each.target.plan == plan.id]
        if group:
            blocks += _plan_blocks(plan, group, rollups, lang)
    everything = rollups.get((None, None))
    if everything is not None:
        blocks.append(_all_plans(portfolio, everything, judgement.assessments, lang))
    if judgement.leads:
        blocks.append(_leads_block(judgement, lang))
    return Sheet(_titles(portfolio, judgement, lang), COLUMNS, tuple(blocks), (_colours(judgement, lang),))


def _all_plans(portfolio: Portfolio, rollup: Rollup, assessments: Sequence[Assessment], lang: Lang) -> Block:
    """All plans in sum, below them."""
    title = Line(Words("全部计划", "all plans").say(lang), "", "strong")
    judged = sum(1 for _ in portfolio.judged)
    return Block((title, *rollup_lines(rollup, assessments, lang, of=judged)), (), heads=False)


def _leads_block(judgement: Judgement, lang: Lang) -> Block:
    """A line a responsible unit, the best first: its rank, how much is green or blue, what is red and what is silent."""
    title = Line(Words("各牵头单位", "by responsible unit").say(lang), "", "strong")
    lines = [Line(_lead_words(each, judgement.assessments).say(lang), hang=4) for each in judgement.leads]
    return Block((title, *lines), (), heads=False)


def _lead_words(rollup: Rollup, assessments: Sequence[Assessment]) -> Words:
    led = [each for each in assessments if rollup.lead in each.target.leads]
    good, counted = lead_share(led)
    red = sum(each.light is Light.RED for each in led)
    rank, done = f"{rollup.rank or DASH}", share(rollup.completion, whole=rollup.completion == 1)
    silence = silence_words(led)
    zh, en = (f"  {silence.zh}", f"  {silence.en}") if silence else ("", "")
    return Words(
        f"{rank:>2}  {say(rollup.lead, 'zh')}  绿蓝 {good}/{counted}  红 {red}  加权完成率 {done}{zh}",
        f"{rank:>2}  {say(rollup.lead, 'en')}  green or blue {good} of {counted}  red {red}  "
        f"weighted completion {done}{en}",
    )


def _titles(portfolio: Portfolio, judgement: Judgement, lang: Lang) -> tuple[Line, ...]:
    profiles = " ".join(sorted({each.profile.code for each in judgement.assessments}))
    title = Words(
        f"截至 {judgement.as_of}  口径 {profiles}", f"as of {judgement.as_of}  profile {profiles}"
    ).say(lang)
    if judgement.known_at is not None:
        title = f"{title}  {replayed(judgement.known_at, lang)}"
    return (title_line(title, lang, sample=portfolio.sample),)


def _plan_blocks(
    plan: Plan, group: list[Assessment], rollups: dict[tuple[str | None, str | None], Rollup], lang: Lang
) -> Iterator[Block]:
    whole = rollups.get((plan.id, None))
    time = _time_line(plan, group, lang)
    heading = [plan_line(plan, time, lang)]
    top = [each for each in group if each.target.action is None]
    if whole and (top or len({each.target.action for each in group}) > 1):
        heading += rollup_lines(whole, group, lang, of=_number(plan, None))
    yield Block(tuple(heading), tuple(_rows(top, lang)))
    for action in plan.actions:
        members = [each for each in group if each.target.action == action.id]
        rolled = rollups.get((plan.id, action.id))
        if members and rolled:
            lead = lead_text(action.lead, lang)
            left = f"{say(action.title, lang)}  {action.id}"
            right = f"{Words('牵头', 'lead').say(lang)} {lead}"
            lines = (
                Line(left, right, "strong"),
                *rollup_lines(rolled, members, lang, of=_number(plan, action.id)),
            )
            yield Block(lines, tuple(_rows(members, lang)), heads=not top and members[0] is group[0])


def _number(plan: Plan, action: str | None) -> int:
    """How many targets and initiatives a plan has, or one of its actions."""
    return sum(action in (None, each.action) for each in plan.judged)


def _time_line(plan: Plan, group: list[Assessment], lang: Lang) -> str:
    """The plan's time progress, from a target that runs its whole period."""
    whole = (plan.start, plan.due)
    first = next((each for each in group if (each.target.start, each.due) == whole), None)
    if first is None or first.elapsed is None:
        return f"{plan.start} ~ {plan.due}"
    basis = Words("月", "months") if first.basis.value == "month" else Words("天", "days")
    zh = (
        f"时间进度 {first.positions_gone}/{first.positions_all} {basis.zh} {share(first.elapsed, whole=True)}"
    )
    en = f"time {first.positions_gone}/{first.positions_all} {basis.en} {share(first.elapsed, whole=True)}"
    return Words(zh, en).say(lang)


def _rows(assessments: Iterable[Assessment], lang: Lang) -> Iterator[tuple[Cell, ...]]:
    for each in assessments:
        yield drawn(COLUMNS, each, lang, _own(each, lang))


def _own(each: Assessment, lang: Lang) -> dict[str, Cell]:
    """What a terminal shows in its own way: with less width, or in the colour of the row."""
    target, style = each.target, each.light.value
    outlook = fact_text(c.OUTLOOK.fact(each), lang)
    light = c.OUTLOOK.light(each)
    return {
        "plan": Cell(visible(target.plan)),
        "status": Cell(status_name(each, lang), style, plain=each.status.value if lang == "en" else None),
        "id": Cell(target.name, "dim"),
        "value": Cell(_value(each, lang)),
        "goal": Cell(goal_with_unit(target, each.goal, lang)),
        "bar": Cell(bar(each.completion, each.planned_completion), style),
        "outlook": Cell(outlook, "" if outlook == DASH else light.value if light else "dim"),
        "due": Cell(_due(each.due)),
        "periods": Cell(fact_text(c.PERIODS.fact(each), lang), style),
        "lead": Cell(say(target.lead, lang)),
        "flags": Cell(_remarks(each, lang)),
    }


def _value(each: Assessment, lang: Lang) -> str:
    """The value; with its unit where no goal beside it shows that."""
    text = value_with_unit if each.goal is None else value_text
    return text(each.target, each.value, lang)


def _due(day: date) -> str:
    """A due day, by its month alone where it is the month's last."""
    last = date.fromordinal(day.toordinal() + 1).day == 1
    return day.isoformat()[:7] if last else day.isoformat()


def _remarks(each: Assessment, lang: Lang) -> str:
    """Why it cannot be judged, if so, and its flags."""
    reasons = [NAMES[each.reason]] if each.reason and each.goal is not None else []
    return ", ".join(words.say(lang) for words in (*reasons, *remarks(each))) or DASH


def _colours(judgement: Judgement, lang: Lang) -> Line:
    """What the colours mean, for the statuses that occur."""
    by_light: dict[Light, list[str]] = {}
    for each in sorted(judgement.assessments, key=lambda each: each.status.concern):
        names = by_light.setdefault(each.light, [])
        if status_name(each, lang) not in names:
            names.append(status_name(each, lang))
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    colours = "  ".join(
        f"{NAMES[light].say(lang)}{colon}{comma.join(names)}" for light, names in by_light.items()
    )
    return Line(colours, "", "dim")
