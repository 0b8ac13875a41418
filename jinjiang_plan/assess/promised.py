"""What a target's first version asks for on a day: the course that was promised, before any amendment."""

from datetime import date
from fractions import Fraction

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.scale import Scale, scale
from jinjiang_plan.assess.standing import planned_course
from jinjiang_plan.model.plan import Target


def promised(target: Target, day: date) -> Fraction | None:
    """The value that a target's own terms ask for on a day, amendments left aside.

    None where no course can be reckoned: no goal, no baseline that may be assumed, or a compound path through nought.
    """
    first = target._replace(amendments=())
    terms = first.terms(target.due)
    found = scale(first, terms, None)
    if not isinstance(found, Scale):
        return None
    clock = Clock(target.basis, target.start, target.due)
    return planned_course(first, found, terms, clock).asked(clock.at(day))
