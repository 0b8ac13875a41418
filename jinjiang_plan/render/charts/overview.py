"""What stands above a picture of several targets: what it is of, the day, the profile, and how many stand where."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.words import NOT_REAL, counts_text, replayed, say

MULTIPLES = Words("各目标进度，同一时间轴，数值轴各自", "Each target on one time axis, values on its own")
"""What several burn-ups side by side are called."""


def subject(portfolio: Portfolio, targets: Sequence[Target], lang: Lang) -> str:
    """What the targets have in common: an action with its plan, a plan, or that they are of several."""
    plans = {target.plan for target in targets}
    if len(plans) > 1:
        return Words(f"{len(plans)} 个计划", f"{len(plans)} plans").say(lang)
    plan = portfolio.plan(plans.pop())
    actions = {target.action for target in targets}
    action = plan.action(actions.pop()) if len(actions) == 1 else None
    title = say(plan.title, lang)
    return f"{say(action.title, lang)}  {title}" if action else title


def told_of(assessments: Sequence[Assessment], lang: Lang, known_at: datetime | None) -> Iterator[str]:
    """The day that was judged, by which profile, whether the figures are samples, and how many stand where."""
    as_of = assessments[0].as_of
    profiles = sorted({each.profile.code for each in assessments})
    sample = any(each.target.sample for each in assessments)
    yield from basis(as_of, profiles, lang, known_at=known_at, sample=sample)
    yield counts_text(assessments, lang)


def basis(
    as_of: date, profiles: Sequence[str], lang: Lang, *, known_at: datetime | None, sample: bool
) -> Iterator[str]:
    """What a picture rests on."""
    yield Words(f"截至 {as_of}", f"as of {as_of}").say(lang)
    yield Words(f"口径 {' '.join(profiles)}", f"profile {' '.join(profiles)}").say(lang)
    if known_at is not None:
        yield replayed(known_at, lang)
    if sample:
        yield NOT_REAL.say(lang)
