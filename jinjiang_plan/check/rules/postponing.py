"""JP602: days that were put off: a due day that is later, or a start that is."""

from collections.abc import Iterator

from jinjiang_plan.check.material import Material
from jinjiang_plan.check.moved import Move, fault_of, moved
from jinjiang_plan.check.pairing import Pair, paired, table_of
from jinjiang_plan.check.plan_terms import postponed_plans
from jinjiang_plan.check.ruling import Check
from jinjiang_plan.check.telling import day
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _due_postponed(material: Material) -> Iterator[Fault]:
    base = material.base
    if base is None:
        return
    pairing = paired(material, base)
    moves = list(postponed_plans(pairing, material, base))
    moves += [move for pair in pairing.pairs for move in _put_off(pair, material, base)]
    for move in moves:
        yield fault_of(DUE_POSTPONED.rule, move)


def _put_off(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """The later days that a target has of its own; what it takes from the plan, then and now, is the plan's move."""
    tables = table_of(pair.before, base.documents), table_of(pair.now, material.documents)
    before, now = pair
    if now.due > before.due and any("due" in table for table in tables):
        move = moved(pair, Words("期限", "the due day"), day(before.due), day(now.due), "due")
        yield move._replace(amends=f"--due {now.due}")
    if now.start > before.start and any("start" in table for table in tables):
        yield moved(pair, Words("起始日", "the start"), day(before.start), day(now.start), "start")


DUE_POSTPONED = Check(
    Rule(
        "JP602",
        "due-postponed",
        Severity.ERROR,
        says=Words(
            "`{id}` 的{what}未经正式调整就推后了：原为 {was}，现为 {now}",
            "{what} of `{id}` was put off without an amendment: {was} at the base, {now} now",
        ),
        why=Words(
            "期限推后，欠进度的目标看起来就不欠了；起始日推后，时间进度也随之变小。提前不算。",
            "With a later due day a target that is behind looks on track, and with a later start less time seems to have "
            "gone. An earlier day is no finding.",
        ),
        cure=Words(
            '改回原样；决定延期的，用 `jinjiang-plan amend 编号 --due 日期 --document "文件" --reason "原因"`。',
            "Put it back. What was decided to be later is written by "
            '`jinjiang-plan amend ID --due DAY --document "…" --reason "…"`.',
        ),
        bad="[target.stations]\ndue = 2023-12-31  # 2022-12-31 at the base\n",
        good=(
            "[target.stations]\ndue = 2022-12-31\n\n[[target.stations.amendment]]\ndecided = 2022-09-01\n"
            'due = 2023-12-31\ndocument = "锦府发〔2022〕9号"\nreason = "供电滞后"\n'
        ),
    ),
    _due_postponed,
)
