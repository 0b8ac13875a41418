"""The evidence of one plan's targets, each gathered once: a sum needs its parts'."""

from collections.abc import Callable

from jinjiang_plan.assess.evidence import Evidence, derived_evidence
from jinjiang_plan.model.plan import Plan, Target


class Gathered:
    """The evidence of a plan's targets; `own` gives what a target's own reports make."""

    def __init__(self, plan: Plan, own: Callable[[Target], Evidence]) -> None:
        self._targets = {target.id: target for target in plan.judged}
        self._own = own
        self._seen: dict[str, Evidence] = {}

    def of(self, wanted: Target) -> Evidence:
        """The evidence of a target; parts of sums first, without recursion however long their chain."""
        waiting = [] if wanted.id in self._seen else [wanted]
        while waiting:
            target = waiting[-1]
            own = self._own(target)
            parts = [] if own.standing else [self._targets[part] for part in target.sum_of]
            missing = [part for part in parts if part.id not in self._seen]
            if missing and target.id not in self._seen:
                waiting += missing
                continue
            waiting.pop()
            if parts:
                same = [self._seen[part.id] for part in parts if part.unit == target.unit]
                own = derived_evidence(same, missing=len(parts) - len(same))
            self._seen[target.id] = own
        return self._seen[wanted.id]
