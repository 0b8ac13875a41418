"""A roll-up in words: counts, completion with its coverage, the worst binding target, money, what has lasted."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Money, Rollup
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render.numbers import figure, share
from jinjiang_plan.render.sheet import Line
from jinjiang_plan.render.words import counts_text, say, status_name, unit_words


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
    if rollup.escalated:
        zh = f"连续两期及以上为黄或红：{rollup.escalated} 项"
        said.append(Words(zh, f"yellow or red for two periods or more: {rollup.escalated}").say(lang))
    if said:
        yield Line("  ".join(said), "", "dim")


def _progress(rollup: Rollup, targets: Sequence[Assessment]) -> Iterator[Words]:
    halted = (Status.CANCELLED, Status.SUSPENDED)
    aimed = sum(each.goal is not None and each.status not in halted for each in targets)
    if not aimed:
        return
    zh = f"{aimed} 项有目标值，{rollup.reported} 项有数据"
    en = f"{rollup.reported} of {aimed} reported"
    if rollup.completion is not None:
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
