"""The goals of a target as its file states them, first and amended, and the rule about their direction."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.finding import Fault, Route, Severity
from jinjiang_plan.model.plan import Amendment, Baseline, Goal, Plan, Target
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

WRONG_DIRECTION = Rule(
    "JP305",
    "wrong-direction",
    Severity.ERROR,
    says=Words(
        "`{id}` 的 op 是 `{op}`，基期 {base} 到目标 {goal} 的方向却相反",
        "the op `{op}` of `{id}` contradicts the way from baseline {base} to goal {goal}",
    ),
    why=Words(
        "方向由基期和目标值决定：目标低于基期的，就是要降下来。op 与它相反时，基期已经“达标”，完成率无从计算。",
        "Baseline and goal give the direction: a goal below its baseline is one to come down to. Where the op says the "
        "contrary, the baseline meets the goal already, and progress cannot be reckoned.",
    ),
    cure=Words(
        "要降的写 `<=` 或不写 op；要升的写 `>=` 或不写；数写错的改数；调整目标时调到了另一边的，改基期或另立目标。",
        "Write `<=` for what is to fall and `>=` for what is to rise, or no op at all; or mend the figure that is wrong. "
        "A goal amended to the other side of its baseline is another target.",
    ),
    bad='[target.energy]\ntitle = "Energy intensity"\nkind = "level"\nbaseline = { value = 100 }\n'
    'goal = { value = 86.5, op = ">=" }\n',
    good='[target.energy]\ntitle = "Energy intensity"\nkind = "level"\nbaseline = { value = 100 }\n'
    'goal = { value = 86.5, op = "<=" }\n',
    milder=Severity.WARNING,
)
_RISES = (Op.AT_LEAST, Op.ABOVE)


class Version(NamedTuple):
    """A goal as one version of the target has it, its op as it is judged, and the baseline that it is reached from.

    `amendment` is None for the first version.
    """

    goal: Goal
    op: Op
    amendment: Amendment | None
    baseline: Baseline | None

    @property
    def rebased(self) -> bool:
        """Whether only the baseline is new."""
        return self.amendment is not None and self.amendment.goal is None

    def route(self, target: Target) -> Route:
        """The way in the file to the value that is new: of the goal, to the goal where it has several, or of the baseline."""
        key = "stage" if target.kind is Kind.STAGE else "value"
        steps: Route = () if self.goal.value is None else (key,)
        if self.rebased:
            steps = ("baseline", key)
        above: Route = ("goal",) if self.amendment is None else ("amendment", self.amendment.place)
        return (target.what, target.name, *above, *steps)


def versions(target: Target) -> Iterator[Version]:
    """The first goal and each that an amendment sets, or gives another baseline, in order of decision.

    An op that is not said follows the way from the first baseline to the first goal.
    """
    first, now, baseline = target.goal, target.goal, target.baseline
    stated = first.op if first is not None and first.op is not Op.RANGE else None
    if first is not None:
        yield Version(first, first.op or _op_of_way(target, first), None, baseline)
    for amendment in target.amendments:
        now, baseline = amendment.goal or now, amendment.baseline or baseline
        if now is not None and (amendment.goal or amendment.baseline) is not None:
            led = first if first is not None and first.value is not None else now
            yield Version(now, now.op or stated or _op_of_way(target, led), amendment, baseline)


def _op_of_way(target: Target, goal: Goal) -> Op:
    base = target.baseline
    falls = base is not None and goal.value is not None and goal.value < base.value
    return Op.AT_MOST if target.kind is Kind.RANK or (falls and target.kind.has_way) else Op.AT_LEAST


def direction_faults(plan: Plan) -> Iterator[Fault]:
    """Each goal whose op asks for what the baseline already is: the way from one to the other is its contrary."""
    for target in plan.judged:
        if not target.kind.has_way:
            continue
        for version in versions(target):
            base, aim = version.baseline, version.goal.value
            if base is not None and aim is not None and _contradicts(version.op, base.value, aim):
                yield _fault(target, version, base.value, aim)
                break


def _contradicts(op: Op, base: Decimal, aim: Decimal) -> bool:
    return aim < base if op in _RISES else aim > base


def _fault(target: Target, version: Version, base: Decimal, aim: Decimal) -> Fault:
    route = version.route(target)
    if version.amendment is None:
        route = (*route[:-1], "op")
    fault = WRONG_DIRECTION.fault(
        target.file, route, id=target.id, op=version.op.value, base=f"{base:f}", goal=f"{aim:f}"
    )
    label = (
        Words("目标低于基期，是要降下来", "the goal is below the baseline: it is to fall")
        if aim < base
        else Words("目标高于基期，是要升上去", "the goal is above the baseline: it is to rise")
    )
    hint = Words(
        "改 op 或目标值；基期已达目标的，目标偏低", "mend op or value; a goal that its baseline meets is weak"
    )
    return fault._replace(label=label, hint=hint)
