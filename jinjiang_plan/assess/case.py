"""All that one judgement rests on, gathered once."""

from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.clock import Clock
from jinjiang_plan.assess.evidence import Evidence
from jinjiang_plan.assess.scale import Scale, scale
from jinjiang_plan.model.codes import Reason
from jinjiang_plan.model.plan import Target, Terms


class Case(NamedTuple):
    """A target on a day: its terms in force, its evidence, and the scale it is judged on.

    `scaled` is None while nothing is reported that a baseline could be taken from, and where `reason` says why there
    can be no scale.
    """

    target: Target
    as_of: date
    asked: Terms
    seen: Evidence
    scaled: Scale | None
    reason: Reason | None

    @property
    def clock(self) -> Clock:
        """The clock of the target's period, to the due day in force."""
        return Clock(self.target.basis, self.target.start, self.asked.due)


def case(target: Target, seen: Evidence, as_of: date, known_by: date) -> Case:
    """The case of a target; amendments count that were decided by then and known by then."""
    asked = target.terms(min(as_of, known_by))
    found = scale(target, asked, seen.observations[0].value if seen.observations else None)
    if isinstance(found, Reason):
        return Case(target, as_of, asked, seen, None, found)
    return Case(target, as_of, asked, seen, found, None)
