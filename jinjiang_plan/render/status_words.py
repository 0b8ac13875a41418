"""A status in words, and how many targets stand where."""

from collections.abc import Iterable

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import NAMES, Light, Status
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.words import Lang, Words

MONITORED = Words("监测", "monitored")
"""What stands for `not_assessable` where there is no goal to judge by: nothing is amiss."""


def status_name(assessment: Assessment, lang: Lang) -> str:
    """The status in words; of a monitored target that it is monitored."""
    return status_words(assessment).say(lang)


def status_words(assessment: Assessment) -> Words:
    """The status by the profile's own name for it, or by ours, in both languages."""
    return words_of(assessment.status, assessment.profile, monitored=is_monitored(assessment))


def words_of(status: Status, profile: Profile, *, monitored: bool) -> Words:
    """A status as a profile calls it; what is only monitored is called so."""
    if monitored:
        return MONITORED
    return profile.words.get(status) or NAMES[status]


def is_monitored(assessment: Assessment) -> bool:
    """Whether a target is only watched, without a goal."""
    return assessment.status is Status.NOT_ASSESSABLE and assessment.goal is None


def occurring(assessments: Iterable[Assessment]) -> dict[Words, Light]:
    """Every status that occurs, in words, the worst first; each with its colour."""
    ordered = sorted(assessments, key=lambda each: each.status.concern)
    return {status_words(each): each.light for each in ordered}


def counts_text(assessments: Iterable[Assessment], lang: Lang) -> str:
    """How many stand where, the worst first."""
    ordered = sorted(assessments, key=lambda each: each.status.concern)
    names = [status_name(each, lang) for each in ordered]
    return "  ".join(f"{name} {names.count(name)}" for name in dict.fromkeys(names))
