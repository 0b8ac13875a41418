"""What becomes of a sheet's rows: each admitted in its turn, seeing those before it, so that all can be written at once."""

from collections.abc import Iterator, Mapping, Sequence

from jinjiang_plan.assess.intake.entries import Blank, Entry, Wrong, entries_named, read_entry
from jinjiang_plan.assess.intake.growing import Growing
from jinjiang_plan.assess.intake.naming import Names
from jinjiang_plan.model.intake import Entering, Intake, Item, Layout, Verdict
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.table import Row


def named(portfolio: Portfolio, layouts: Sequence[Layout]) -> list[Target]:
    """The targets that the sheets name: the ledgers that are needed."""
    names = Names(portfolio)
    found = {target.full_id: target for layout in layouts for target in entries_named(layout, names)}
    return list(found.values())


def plan_intake(portfolio: Portfolio, layouts: Sequence[Layout], entering: Entering) -> Iterator[Intake]:
    """What becomes of the sheets' rows, step by step: a part of the intake for each row, in their order."""
    names = Names(portfolio)
    held: dict[str, Growing] = {}
    for layout in layouts:
        for row in layout.table.rows:
            if row.number > layout.header:
                read = read_entry(row, layout, names, entering)
                if isinstance(read, Entry) and read.target.full_id not in held:
                    held[read.target.full_id] = Growing(read.target, portfolio.ledger(read.target))
                yield _became(read, row, layout, entering, held)


def whole(parts: Sequence[Intake]) -> Intake:
    """The intake of all rows together."""
    return Intake(tuple(item for part in parts for item in part.items), sum(part.blank for part in parts))


def _became(
    read: Entry | Blank | list[Wrong],
    row: Row,
    layout: Layout,
    entering: Entering,
    held: "Mapping[str, Growing]",
) -> Intake:
    """What became of one row."""
    if isinstance(read, Blank):
        return Intake((), int(read.named))
    place = layout.table.place
    if isinstance(read, Entry):
        at = place(row.number, layout.columns["value"])
        return Intake((held[read.target.full_id].judge(read.report, at, entering),))
    return Intake(
        tuple(Item(Verdict.WRONG, place(row.number, each.column), words=each.words) for each in read)
    )
