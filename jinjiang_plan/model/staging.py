"""An initiative's way from stage to stage: as reported, and as its plan expects it."""

from datetime import date
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment


class StageSpan(NamedTuple):
    """The days, both counted, on which an initiative stood at a stage, by its position in its own list."""

    first: date
    last: date
    position: int


class StageDay(NamedTuple):
    """The day by which a plan expects a stage."""

    on: date
    position: int


class Staging(NamedTuple):
    """What was reached as reported, up to the day that is judged, and when each stage is expected, up to the goal.

    `spans` begin with the first report. `expected` is empty where there is no goal, or none to go to.
    """

    assessment: Assessment
    spans: tuple[StageSpan, ...]
    expected: tuple[StageDay, ...]

    @property
    def goal(self) -> int | None:
        """The position of the goal, None without one."""
        goal = self.assessment.goal
        return None if goal is None or goal.value is None else int(goal.value)

    def stage_on(self, day: date) -> int | None:
        """The position that was reached by the end of a day; None before the first report, or after the day judged."""
        return next((span.position for span in self.spans if span.first <= day <= span.last), None)

    def expected_on(self, day: date) -> int | None:
        """The position that the plan expects by the end of a day; None before its start, or where it expects none."""
        if day < self.assessment.target.start:
            return None
        return max((stage.position for stage in self.expected if stage.on <= day), default=None)
