"""The plan that a table proposes: its rows told apart, those of one code brought together, ids given, entries read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jinjiang_plan.assess.draft.entry import DraftTerms, EntryReading, read_entry
from jinjiang_plan.assess.draft.entry_ids import LONGEST_ACTION, LONGEST_ENTRY, id_of, numbered, unnumbered
from jinjiang_plan.assess.draft.entry_rows import EntryRow, merged
from jinjiang_plan.assess.draft.plan_columns import PlanLayout
from jinjiang_plan.assess.draft.sections import SectionReader
from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.model.plan_draft import ActionDraft, EntryDraft, Guess, PlanDraft, PlanFault, SkippedRow
from jinjiang_plan.model.words import Words

_ONCE = ("title", "goal", "due", "quarter", "year", "start", "unit", "kind", "class", "what", "baseline")
"""What a target has but once."""
Corrections = Mapping[tuple[str, str], str]
"""What was said instead of a cell, by an entry's id, whole or its last part, and the field."""


class _Group(NamedTuple):
    """The rows of one entry, and the ids that it gets."""

    rows: tuple[EntryRow, ...]
    action: str
    id: str
    guesses: tuple[Guess, ...] = ()

    def instead(self, corrections: Corrections) -> dict[str, str]:
        """What was said of it instead."""
        full = f"{self.action}.{self.id}" if self.action else self.id
        return {field: text for (name, field), text in corrections.items() if name in (full, self.id)}


class ProposedRows(NamedTuple):
    """The rows of a table: entries with their sections, and what is skipped."""

    entries: tuple[EntryRow, ...]
    skipped: tuple[SkippedRow, ...]


def proposal(layout: PlanLayout, terms: DraftTerms, corrections: Corrections | None = None) -> PlanDraft:
    """The plan that a table proposes."""
    rows = proposed_rows(layout)
    actions = _actions(rows.entries)
    groups = list(_with_ids(_grouped(rows.entries), actions))
    entries: list[EntryDraft] = []
    faults: list[PlanFault] = []
    for group in groups:
        reading = _read(group, terms, group.instead(corrections or {}))
        faults += reading.faults
        if reading.entry is not None:
            entries.append(reading.entry)
    return PlanDraft(tuple(actions.values()), tuple(entries), rows.skipped, tuple(faults))


def proposed_rows(layout: PlanLayout) -> ProposedRows:
    """Tell entries from sections, totals, remarks and what is hidden."""
    reader = SectionReader(layout)
    entries, skipped = [], []
    section = ""
    for row in layout.rows:
        part = reader.part(row)
        if part is None:
            titled = EntryRow(layout, row)
            section = tidied(titled.raw("action")) or section if "action" in layout.columns else section
            entries.append(EntryRow(layout, row, section))
            continue
        if part.section:
            section = part.section
        text = " ".join(each for each in map(tidied, row.texts) if each)[:60]
        reason = part.reason or Words("章节", "a section")
        skipped.append(SkippedRow(layout.table.place(row.number, layout.columns["title"]), text, reason))
    return ProposedRows(tuple(entries), tuple(skipped))


def _actions(rows: Sequence[EntryRow]) -> dict[str, ActionDraft]:
    """The actions by the section that each comes from, in the order of the table."""
    actions: dict[str, ActionDraft] = {}
    taken: set[str] = set()
    for row in rows:
        if row.section and row.section not in actions:
            said = row.text("action-id")
            title = unnumbered(row.section)
            name = numbered(id_of(said or title, LONGEST_ACTION, "action"), taken)
            taken.add(name)
            actions[row.section] = ActionDraft(name, title)
    return actions


def _grouped(rows: Sequence[EntryRow]) -> Iterator[tuple[EntryRow, ...]]:
    """The rows of each code together; a row without one by itself. Numbers in a row are no codes."""
    if not has_codes(rows):
        yield from ((row,) for row in rows)
        return
    groups: dict[tuple[str, str], list[EntryRow]] = {}
    for place, row in enumerate(rows):
        groups.setdefault((key(row.text("action-id")), key(row.text("id")) or f"\0{place}"), []).append(row)
    yield from map(tuple, groups.values())


def has_codes(rows: Sequence[EntryRow]) -> bool:
    """Whether the column of ids holds codes: not where it only counts the rows."""
    said = [row.text("id") for row in rows if row.text("id")]
    numbers = [int(text) for text in said if re.fullmatch("[0-9]{1,6}", text)]
    counts = (
        len(numbers) == len(said) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if said
        else True
    )
    return not counts


def _with_ids(groups: Iterator[tuple[EntryRow, ...]], actions: Mapping[str, ActionDraft]) -> Iterator[_Group]:
    taken: dict[str, set[str]] = {}
    held = list(groups)
    coded = has_codes([row for rows in held for row in rows])
    for rows in held:
        first = rows[0]
        action = actions[first.section].id if first.section else ""
        code = first.text("id") if coded else ""
        wished = id_of(code or unnumbered(first.text("title")), LONGEST_ENTRY)
        names = taken.setdefault(action, set())
        name = numbered(wished, names)
        names.add(name)
        guesses = []
        if name != wished:
            ground = Words(f"`{wished}` 已有，编号加了序号", f"`{wished}` is taken, so its id is numbered")
            guesses.append(Guess("id", ground))
        if len({row.section for row in rows}) > 1:
            guesses.append(
                Guess(
                    "action",
                    Words(
                        "几行在不同的行动里，取第一行的", "its rows stand in several actions: the first one"
                    ),
                )
            )
        yield _Group(rows, action, name, tuple(guesses))


def _read(group: _Group, terms: DraftTerms, instead: Mapping[str, str]) -> EntryReading:
    rows = [row._replace(instead=instead) for row in group.rows]
    faults = merged(rows, [field for field in _ONCE if field not in instead]) if len(rows) > 1 else []
    for row in rows[1:]:
        faults += row.faults()
    reading = read_entry(rows[0], terms)
    faults += reading.faults
    if reading.entry is None or faults:
        return EntryReading(None, tuple(faults))
    leads = tuple(dict.fromkeys(name for row in rows for name in row.units("lead")))
    partners = tuple(
        dict.fromkeys(name for row in rows for name in row.units("partners") if name not in leads)
    )
    entry = reading.entry._replace(
        id=group.id,
        action=group.action,
        title=unnumbered(reading.entry.title),
        leads=leads,
        partners=partners,
        guesses=(*reading.entry.guesses, *group.guesses),
        cells=tuple(row.place("title") for row in rows),
    )
    return EntryReading(entry)
