"""The files of a new plan out of a draft, as a person would write them; what was guessed is said behind its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from jinjiang_plan.files.layout import HEAD
from jinjiang_plan.files.plans.entry_text import key_text, toml_value
from jinjiang_plan.model.codes import Op
from jinjiang_plan.model.file_format import FORMAT
from jinjiang_plan.model.plan_draft import ActionDraft, EntryDraft, GoalDraft, PlanDraft
from jinjiang_plan.model.unit_format import UNIT_PATTERN
from jinjiang_plan.model.units import find_unit, unit_key
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.model.zones import CHINA

TABLE = "table"
"""The name of the source that a plan's table itself is."""
_GUESSED = Words("推测：", "guessed: ")


class PlanHead(NamedTuple):
    """What a new plan says of itself."""

    id: str
    """Its id, the name of its folder."""
    title: str
    """Its name for readers."""
    start: date
    """The first day of its period."""
    due: date
    """The last day of its period."""
    lang: Lang
    """The language of its texts."""
    timezone: str = CHINA
    """The zone of its days."""
    source: str = ""
    """The document that the table is from."""


def plan_texts(draft: PlanDraft, head: PlanHead) -> dict[str, str]:
    """The text of each file of a new plan, by its name."""
    sources = _sources(draft, head)
    texts = {HEAD: _joined(_head_blocks(draft, head, sources))}
    for order, action in enumerate(draft.actions, 1):
        entries = [each for each in draft.entries if each.action == action.id]
        blocks = [_action_block(action, order), *(_entry_block(each, head, sources) for each in entries)]
        texts[f"{action.id}.toml"] = _joined([f"format = {FORMAT}", *blocks])
    return texts


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _head_blocks(draft: PlanDraft, head: PlanHead, sources: Mapping[str, str]) -> Iterator[str]:
    yield f"format = {FORMAT}"
    table: dict[str, Any] = {"title": head.title, "start": head.start, "due": head.due}
    if head.timezone != CHINA:
        table["timezone"] = head.timezone
    yield _block("plan", {**table, "languages": [head.lang]})
    for name in own_units(draft.entries):
        yield _block(f"unit.{key_text(name)}", {"title": name})
    for title, name in sources.items():
        yield _block(f"source.{key_text(name)}", {"title": title})
    yield from (_entry_block(each, head, sources) for each in draft.entries if not each.action)


def own_units(entries: Iterable[EntryDraft]) -> list[str]:
    """The units that the program does not know, as they are written first: the plan declares them."""
    names: dict[str, str] = {}
    for each in entries:
        if each.unit and find_unit(each.unit) is None and re.fullmatch(UNIT_PATTERN, each.unit):
            names.setdefault(unit_key(each.unit), each.unit)
    return list(names.values())


def _sources(draft: PlanDraft, head: PlanHead) -> dict[str, str]:
    """The names of the documents by their titles: the table's own, and those that its rows name."""
    titles = dict.fromkeys(each.source for each in draft.entries if each.source)
    named = {head.source: TABLE} if head.source else {}
    fresh = (title for title in titles if title not in named)
    return named | {title: f"document-{number}" for number, title in enumerate(fresh, 1)}


def _action_block(action: ActionDraft, order: int) -> str:
    return _block("action", {"title": action.title, "order": order})


def _entry_block(entry: EntryDraft, head: PlanHead, sources: Mapping[str, str]) -> str:
    """An entry's table; what the plan says already is not said again."""
    source = sources.get(entry.source or head.source, "")
    due = None if entry.due == head.due else entry.due
    start = None if entry.start == head.start else entry.start
    table = {
        "title": entry.title,
        "summary": entry.summary,
        "place": entry.place,
        "kind": entry.kind and entry.kind.value,
        "class": entry.class_ and entry.class_.value,
        "unit": entry.unit,
        "average": entry.average and entry.average.value,
        "baseline": _baseline(entry),
        "goal": entry.goal and goal_table(entry.goal),
        "start": start,
        "due": due,
        "lead": entry.leads[0] if len(entry.leads) == 1 else list(entry.leads),
        "partners": list(entry.partners),
        "frequency": entry.frequency and entry.frequency.value,
        "source": source,
        "wording": entry.wording,
        "note": entry.note,
    }
    said = {name: value for name, value in table.items() if value not in (None, "", [], {})}
    remarks: dict[str, str] = {}
    for guess in entry.guesses:
        line = _LINES.get(guess.field, guess.field)
        if line in said:
            held = remarks.get(line)
            ground = guess.ground.say(head.lang)
            remarks[line] = f"{held}{Words('；', '; ').say(head.lang)}{ground}" if held else ground
    behind = {key: f"{_GUESSED.say(head.lang)}{text}" for key, text in remarks.items()}
    if entry.unit and find_unit(entry.unit) is None and not re.fullmatch(UNIT_PATTERN, entry.unit):
        behind["unit"] = _OWN_UNIT.say(head.lang)
    return _block(f"{entry.what}.{key_text(entry.id)}", said, behind)


_OWN_UNIT = Words("jp: ignore[unknown-unit] 自定的单位", "jp: ignore[unknown-unit] a unit of the plan's own")
_LINES = {"baseline-on": "baseline", "what": "goal", "quarter": "due", "year": "due"}
"""The key of the line behind which a guess is said, where it is another than the field's."""


def _baseline(entry: EntryDraft) -> dict[str, Any]:
    if entry.baseline is None:
        return {}
    return {"value": entry.baseline, **({"on": entry.baseline_on} if entry.baseline_on else {})}


def goal_table(goal: GoalDraft) -> dict[str, Any]:
    """A goal as the table of a plan file."""
    if goal.done:
        return {"value": True}
    if goal.stage:
        return {"stage": goal.stage}
    if goal.op is Op.RANGE:
        return {"min": goal.low, "max": goal.high, "op": Op.RANGE.value}
    return {"value": goal.value, **({"op": goal.op.value} if goal.op else {})}


def _block(header: str, table: Mapping[str, Any], remarks: Mapping[str, str] | None = None) -> str:
    lines = [f"[{header}]"]
    for key, value in table.items():
        remark = (remarks or {}).get(key, "")
        lines.append(
            f"{key_text(key)} = {toml_value(value)}" + (f"  # {' '.join(remark.split())}" if remark else "")
        )
    return "\n".join(lines)
