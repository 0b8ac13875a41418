"""What changed since the last period, the worst turn first, and why."""

from collections.abc import Iterator

from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.change import Change
from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.labels import Address, heads, lead_text, named, value_words, without_dashes
from jinjiang_plan.render.columns import in_order
from jinjiang_plan.render.numbers import DASH, points
from jinjiang_plan.render.paper.blocks import (
    Block,
    Cell,
    Prose,
    Section,
    Table,
    Text,
    each_language,
    plain,
    text,
)
from jinjiang_plan.render.sheets.diff_words import (
    BETTER,
    FIGURE,
    KINDS,
    SAME,
    TURNED,
    WORSE,
    also_text,
    kind_of,
    status_text,
    turn,
    why_text,
)

COLUMNS = (c.TITLE, c.CHANGE, c.STATUS, c.VALUE, c.GAP, c.WHY, c.ALSO, c.LEAD)
LIGHTS = {WORSE: Light.RED, BETTER: Light.GREEN}
COUNTED = {
    TURNED: Words("状态另有变化", "turned otherwise"),
    FIGURE: Words("只有数值变化", "in their figure alone"),
}
"""What the kinds are called in a count, where their names alone would not say it."""


def changes_section(briefing: Briefing, address: Address) -> Section:
    """The changes as a table; or that there was none, or that the plan had not begun."""
    return Section(Words("较上期变化", "What changed"), tuple(_blocks(briefing, address)), "changes")


def _blocks(briefing: Briefing, address: Address) -> Iterator[Block]:
    changes, since = briefing.changes, briefing.since
    if changes is None or since is None:
        yield Prose(
            (text("此前没有完整的报告期。", "There was no whole reporting period before."),), note=True
        )
        return
    shown = [each for each in changes.changes if kind_of(each) is not SAME]
    if not shown:
        number = changes.compared
        yield Prose(
            (
                text(
                    f"自 {since} 以来没有变化（{number} 项）。",
                    f"Nothing changed since {since} ({number} compared).",
                ),
            )
        )
        return
    shown.sort(key=lambda each: KINDS.index(kind_of(each)))
    kinds = [kind_of(each) for each in shown]
    counts = [(COUNTED.get(kind, kind), kinds.count(kind)) for kind in KINDS if kind in kinds]
    zh = "，".join(f"{kind.zh} {number} 项" for kind, number in counts)
    en = ", ".join(f"{number} {kind.en}" for kind, number in counts)
    whole = changes.compared
    yield Prose(
        (
            text(
                f"自 {since} 以来，{whole} 项中 {len(shown)} 项有变化：{zh}。",
                f"Since {since}, {len(shown)} of {whole} changed: {en}.",
            ),
        )
    )
    caption = Words(f"自 {since} 以来的变化", f"Changes since {since}")
    yield without_dashes(Table(caption, heads(COLUMNS), tuple(_row(each, address) for each in shown)))


def _row(change: Change, address: Address) -> tuple[Cell, ...]:
    kind = kind_of(change)
    sides = (change.before, change.after)
    latest = change.after or change.before
    status = each_language(lambda lang: status_text(change, lang))
    values = [value_words(each, each.value) if each else plain(DASH) for each in sides]
    return in_order(
        COLUMNS,
        {
            "title": named(change.target, address),
            "change": Text(kind, LIGHTS.get(kind)),
            "status": Text(status, latest.light if latest else None),
            "value": Text(Words(turn(values[0].zh, values[1].zh), turn(values[0].en, values[1].en))),
            "gap": Text(plain(turn(*(points(each.gap) if each else DASH for each in sides)))),
            "why": Text(each_language(lambda lang: why_text(change, lang))),
            "also": Text(each_language(lambda lang: also_text(change, lang))),
            "lead": lead_text(change.target.lead),
        },
    )
