"""What a second version of a plan's table proposes to change, entry by entry."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.words import Words


class ChangeSort(StrEnum):
    """What becomes of an entry; in the order in which a sheet shows it."""

    GONE = "gone"
    POSTPONED = "postponed"
    EASED = "eased"
    ALTERED = "altered"
    BROUGHT_FORWARD = "brought_forward"
    TIGHTENED = "tightened"
    BASELINE = "baseline"
    CLASS = "class"
    REDEFINED = "redefined"
    RENAMED = "renamed"
    LEAD = "lead"
    PARTNERS = "partners"
    MOVED = "moved"
    REVIVED = "revived"
    NEW = "new"


SORT_NAMES: Mapping[ChangeSort, Words] = {
    ChangeSort.GONE: Words("取消", "gone"),
    ChangeSort.POSTPONED: Words("推迟", "postponed"),
    ChangeSort.EASED: Words("放宽", "eased"),
    ChangeSort.ALTERED: Words("改变", "altered"),
    ChangeSort.BROUGHT_FORWARD: Words("提前", "brought forward"),
    ChangeSort.TIGHTENED: Words("提高", "tightened"),
    ChangeSort.BASELINE: Words("基期调整", "baseline"),
    ChangeSort.CLASS: Words("属性调整", "class"),
    ChangeSort.REDEFINED: Words("口径改变", "redefined"),
    ChangeSort.RENAMED: Words("改名", "renamed"),
    ChangeSort.LEAD: Words("牵头单位调整", "lead"),
    ChangeSort.PARTNERS: Words("配合单位调整", "partners"),
    ChangeSort.MOVED: Words("移到别的行动", "moved"),
    ChangeSort.REVIVED: Words("恢复", "taken up again"),
    ChangeSort.NEW: Words("新增", "new"),
}

GOALS = (ChangeSort.EASED, ChangeSort.TIGHTENED, ChangeSort.ALTERED)
"""The sorts of a goal that is another."""
DUES = (ChangeSort.POSTPONED, ChangeSort.BROUGHT_FORWARD)
"""The sorts of a due day that is another."""
BY_HAND = (ChangeSort.REDEFINED, ChangeSort.MOVED)
"""What is never written by the program: the figures reported so far may mean something else."""


class PlanChange(NamedTuple):
    """One change of one entry: as its terms are in force, and as the table has them in the plan's own units and id."""

    sort: ChangeSort
    before: Target | None
    """None for a new entry."""
    after: Target | None
    """None for one that is gone."""

    @property
    def entry(self) -> Target:
        """The entry by the name that the plan knows it by; a new one by the table's."""
        entry = self.before or self.after
        if entry is None:
            raise TypeError("a change is of something")
        return entry


class PlanChanges(NamedTuple):
    """All that a table proposes, in the order of the plan, what is new at the end."""

    changes: tuple[PlanChange, ...]
    doubts: tuple[tuple[Target, Doubt], ...] = ()
    """The entries that were taken for others by their likeness."""

    def of(self, *sorts: ChangeSort) -> Sequence[PlanChange]:
        """The changes of some sorts."""
        return [each for each in self.changes if each.sort in sorts]
