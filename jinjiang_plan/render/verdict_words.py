"""A verdict in words beyond its status: the difference, the periods held, the first version, who stays silent."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Kind, Light, Status
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import PERCENT
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.render.numbers import points, rounded, significant
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import counts_text, words_of


def difference_words(each: Assessment, text: str = "") -> Words | None:
    """Return A - P with its unit: points of a share, places of a rank; `text` is the number where it is given."""
    if each.difference is None:
        return None
    text = text or difference_text(each.difference)
    if each.target.kind is Kind.RANK:
        return Words(f"{text} 位", f"{text} {'place' if abs(each.difference) == 1 else 'places'}")
    if each.target.unit in PERCENT:
        return Words(f"{text} 个百分点", f"{text} percentage points")
    bare, said = Value(each.target, each.difference).words, Value(each.target, each.difference).with_unit
    unit = Words(said.zh.removeprefix(bare.zh), said.en.removeprefix(bare.en))
    return Words(f"{text}{visible(unit.zh)}", f"{text}{visible(unit.en)}")


def difference_text(value: Fraction) -> str:
    """Return a signed number to two decimals; one that is not zero is never shown as zero."""
    text = rounded(value, 2) if (value * 100).denominator == 1 else significant(value, 3)
    return f"+{text}" if value > 0 else text


def held_words(each: Assessment) -> Words | None:
    """Return in how many of the ended periods a level was held; None for every other kind, and before the first end."""
    if each.held is None or not each.periods:
        return None
    silent = each.periods - (each.periods_reported or 0)
    zh, en = (f"（{silent} 期未报）", f" ({silent} not reported)") if silent else ("", "")
    return Words(
        f"{each.periods} 期中 {each.held} 期保持{zh}",
        f"held in {each.held} of {number_of(each.periods, 'period')}{en}",
    )


def first_version_words(each: Assessment) -> Words | None:
    """Return the verdict by a target's first version: its goal, its due day, the status and the gap."""
    first = each.first
    if first is None:
        return None
    status = words_of(first.status, each.profile, monitored=first.goal is None)
    goal = (
        Words("无目标值", "no goal") if first.goal is None else GoalValue(each.target, first.goal).with_unit
    )
    gap = points(first.gap)
    zh, en = (f"，差距 {gap} 点", f", gap {gap} points") if first.gap is not None else ("", "")
    return Words(
        f"目标 {visible(goal.zh)}，期限 {first.due}：{status.zh}{zh}",
        f"goal {visible(goal.en)}, due {first.due}: {status.en}{en}",
    )


def remarks(each: Assessment) -> Iterator[Words]:
    """Yield what is to be known beside the figures: the periods held, the flags, the status by the first version."""
    held = held_words(each)
    if held is not None:
        yield held
    yield from (NAMES[flag] for flag in each.flags)
    if each.first is not None:
        status = words_of(each.first.status, each.profile, monitored=each.first.goal is None)
        yield Words(f"按原定：{status.zh}", f"by the first version: {status.en}")


def all_remarks(each: Assessment) -> Words | None:
    """Return the remarks in one text; None where there are none."""
    texts = list(remarks(each))
    if not texts:
        return None
    return Words("、".join(one.zh for one in texts), ", ".join(one.en for one in texts))


def silence_words(assessments: Iterable[Assessment]) -> Words | None:
    """Return how many owe a report and never had one, by status; None where nobody does."""
    silent = [each for each in assessments if each.silent]
    if not silent:
        return None
    number = silent_number(silent)
    return Words(f"从未上报 {number.zh}", f"never reported: {number.en}")


def silent_number(silent: Sequence[Assessment]) -> Words:
    """Return how many never reported, by status where they have several."""
    zh, en = f"{len(silent)} 项", f"{len(silent)}"
    if len({each.status for each in silent}) > 1:
        zh += f"（{counts_text(silent, 'zh').replace('  ', '、')}）"
        en += f" ({counts_text(silent, 'en').replace('  ', ', ')})"
    return Words(zh, en)


_UNRANKED = (Status.NOT_STARTED, Status.CANCELLED, Status.SUSPENDED, Status.NOT_ASSESSABLE)


def lead_share(led: Iterable[Assessment]) -> tuple[int, int]:
    """Return how many of what a unit leads are green or blue, and of how many: what is not started or halted left out."""
    counted = [each for each in led if each.status not in _UNRANKED]
    return sum(each.light in (Light.GREEN, Light.BLUE) for each in counted), len(counted)
