"""What a public site tells, as facts: a briefing on all of it, every target's story, and each turn of a status."""

from collections.abc import Mapping
from typing import NamedTuple

from jinjiang_plan.model.briefing import Briefing, Entry
from jinjiang_plan.model.burnup import Burnup
from jinjiang_plan.model.chronicle import Chronicle, StatusOnDay
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.staging import Staging


class Told(NamedTuple):
    """A line of a ledger, with the report that stood for its day until it was recorded, if one did."""

    report: Report
    replaces: Report | None


class Story(NamedTuple):
    """All there is of one target or initiative: how it stands, its chart, its reports in order of recording, its past.

    `burnup` is None where there is neither a goal nor a report to draw, or names instead of figures; `staging` is that
    of a target with stages. `past` is how it stood at the end of each period, the latest last.
    """

    entry: Entry
    burnup: Burnup | None
    staging: Staging | None
    told: tuple[Told, ...]
    past: tuple[StatusOnDay, ...]

    @property
    def target(self) -> Target:
        """Whose story it is."""
        return self.entry.assessment.target


class Turn(NamedTuple):
    """A change of status between the ends of two periods."""

    target: Target
    before: StatusOnDay
    after: StatusOnDay


class Publication(NamedTuple):
    """The whole: `chronicles` by plan; `stories` in the order of the plans' files; `turns` the latest first."""

    briefing: Briefing
    chronicles: Mapping[str, Chronicle]
    stories: tuple[Story, ...]
    turns: tuple[Turn, ...]

    def of(self, plan: Plan, action: str | None) -> tuple[Story, ...]:
        """The stories of an action, or of what stands above a plan's actions."""
        return tuple(
            each for each in self.stories if (each.target.plan, each.target.action) == (plan.id, action)
        )

    def of_plan(self, plan: Plan) -> tuple[Story, ...]:
        """All stories of a plan."""
        return tuple(each for each in self.stories if each.target.plan == plan.id)
