"""Each formula of a judgement with its numbers in: nothing is reckoned again, the assessment's figures are shown."""

from collections.abc import Iterator

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.explanation.accepted_value import accepted_value
from jinjiang_plan.render.explanation.fitting_row import fitting_row
from jinjiang_plan.render.explanation.goal_comparison import comparison_lines
from jinjiang_plan.render.explanation.outlook import outlook_lines
from jinjiang_plan.render.explanation.profile_measure import measure_lines
from jinjiang_plan.render.explanation.way import way_lines
from jinjiang_plan.render.numbers import share
from jinjiang_plan.render.verdict_words import first_version_words
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import status_words


def explanation(assessment: Assessment, lang: Lang) -> list[str]:
    """The judgement step by step, in the order in which it was made, safe to show."""
    return [visible(words.say(lang)) for words in _steps(assessment)]


def _steps(each: Assessment) -> Iterator[Words]:
    yield _time(each)
    yield from accepted_value(each)
    if each.reason is None:
        yield from way_lines(each) if each.target.kind.has_way else comparison_lines(each)
    yield from _verdict(each)
    first = first_version_words(each)
    if first is not None:
        yield Words(f"按最初版本：{first.zh}", f"by the first version: {first.en}")
    yield from outlook_lines(each)


def _time(each: Assessment) -> Words:
    unit = Words("月", "months") if each.basis is TimeBasis.MONTH else Words("天", "days")
    gone, elapsed = f"{each.positions_gone}/{each.positions_all}", share(each.elapsed, whole=True)
    return Words(
        f"时间进度 tau = m/M = {gone} = {elapsed}（{unit.zh}，{each.target.start} 至 {each.due}，截至 {each.as_of}）",
        f"time progress tau = m/M = {gone} = {elapsed} ({unit.en}, {each.target.start} to {each.due}, as of {each.as_of})",
    )


def _verdict(each: Assessment) -> Iterator[Words]:
    status, profile = status_words(each), each.profile.code
    if each.reason is not None:
        reason = NAMES[each.reason]
        yield Words(f"判定：{status.zh}（{reason.zh}）", f"verdict: {status.en} ({reason.en})")
        return
    yield from measure_lines(each)
    rule = fitting_row(each)
    yield Words(
        f"判定：{rule.zh} → {status.zh}（口径 {profile}）",
        f"verdict: {rule.en} -> {status.en} (profile {profile})",
    )
