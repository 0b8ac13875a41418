"""A status in words, and how many targets stand where."""

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import NAMES, Status
from jinjiang_plan.model.words import Lang, Words


def status_name(assessment: Assessment, lang: Lang) -> str:
    """The status in words; of a monitored target that it is monitored."""
    if assessment.status is Status.NOT_ASSESSABLE and assessment.goal is None:
        return Words("监测", "monitored").say(lang)
    return NAMES[assessment.status].say(lang)


def counts_text(counts: dict[Status, int], lang: Lang) -> str:
    """How many stand where, the worst first."""
    mark = " " if lang == "zh" else ": "
    return "  ".join(f"{NAMES[status].say(lang)}{mark}{count}" for status, count in counts.items())
