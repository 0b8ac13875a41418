"""How long a target has been in trouble: reporting periods in a row at whose end it stood yellow or red."""

from datetime import date, timedelta

from jinjiang_plan.assess.case import Case, case
from jinjiang_plan.assess.evidence import seen_by
from jinjiang_plan.assess.judging import verdict
from jinjiang_plan.assess.measuring import measured
from jinjiang_plan.assess.standing import standing
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.periods import last_period_end, period_start
from jinjiang_plan.model.profiles import Profile

TROUBLE = (Light.YELLOW, Light.RED)


def periods_in_trouble(judged: Case, profile: Profile, known_by: date) -> int:
    """Count back from the last reporting period that had ended by the day, or by due, while it stood yellow or red.

    Each end is judged anew, by what is known now of the days up to it: offices act on the second yellow in a row.
    """
    months, start = judged.target.frequency.months, judged.target.start
    end = last_period_end(min(judged.as_of, judged.asked.due), months)
    count = 0
    while end >= start and _light(judged, profile, end, known_by) in TROUBLE:
        count += 1
        first = period_start(end, months)
        if first <= start:
            break
        end = first - timedelta(days=1)
    return count


def _light(judged: Case, profile: Profile, day: date, known_by: date) -> Light:
    """The colour as of an earlier day."""
    earlier = case(judged.target, seen_by(judged.seen, day), day, min(day, known_by))
    where = standing(earlier)
    status, _ = verdict(earlier, where, measured(earlier, where, profile.measure), profile)
    return profile.light(status)
