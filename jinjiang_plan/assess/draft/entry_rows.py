"""The rows of a plan's table by field, and what of a row can be said to be wrong before it is read."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jinjiang_plan.assess.draft.plan_columns import PlanLayout
from jinjiang_plan.assess.intake.cells import is_nothing, tidied
from jinjiang_plan.model.plan_draft import PlanFault
from jinjiang_plan.model.spreadsheet import SheetRow
from jinjiang_plan.model.words import Words

_LISTS = ("lead", "partners")
_SPLIT = r"[、，；;\n\r]|(?<=[\u4e00-\u9fff）])\s*,\s*(?=[\u4e00-\u9fff])"
_HELPS = r"[；;，,。\s]*(?:配合|协办|协同|参与)(?:责任)?(?:单位|部门)?[:：]"
_LEADS = r"^(?:牵头|责任|主办|主责)(?:责任)?(?:单位|部门)?[:：]"
TOO_LONG = Words(
    "这一行比表头多出格来；文字里有分隔符的，请加引号",
    "this row has more fields than the headings: put what holds the delimiter in quotation marks",
)


class EntryRow(NamedTuple):
    """A row that is an entry, with the section that it stands in."""

    layout: PlanLayout
    row: SheetRow
    section: str = ""
    """The title of its section, as the table has it."""
    instead: Mapping[str, str] = {}
    """What was said to stand in a field instead."""

    def text(self, field: str) -> str:
        """What stands in a field on one line; empty where nothing does."""
        text = tidied(self.raw(field))
        return "" if is_nothing(text) else text

    def raw(self, field: str) -> str:
        """What stands in a field, as it stands there."""
        if field in self.instead:
            return self.instead[field]
        column = self.layout.columns.get(field)
        return self.row.text(column) if column else ""

    def place(self, field: str) -> str:
        """Where a field stands; the title's where the table has no such column."""
        column = self.layout.columns.get(field) or self.layout.columns["title"]
        return self.layout.table.place(self.row.number, column)

    def fault(self, field: str, words: Words) -> PlanFault:
        """A fault of a field."""
        return PlanFault(self.place(field), words)

    def shares(self, field: str) -> bool:
        """Whether the cell of a field is merged with one above it."""
        return (self.row.number, self.layout.columns.get(field, 0)) in self.layout.table.merged

    def units(self, field: str) -> tuple[str, ...]:
        """The responsible units of a field, each by itself: parted at 、，； and line breaks, not within brackets."""
        raw = self.raw(field)
        if field == "lead":
            raw = re.split(_HELPS, raw, maxsplit=1)[0]
        elif not raw and (parted := re.split(_HELPS, self.raw("lead"), maxsplit=1))[1:]:
            raw = parted[1]
        return _parted(re.sub(_LEADS, "", raw.strip()))

    def faults(self) -> list[PlanFault]:
        """What is wrong with the row as the file has it: cells in error, signs that cannot be shown, fields too many."""
        table, number = self.layout.table, self.row.number
        found = []
        for field, column in self.layout.columns.items():
            words = table.faults.get((number, column))
            if words is not None:
                found.append(self.fault(field, words))
            elif not tidied(self.row.text(column)).isprintable():
                found.append(self.fault(field, _hidden(self.row.text(column))))
        if table.delimiter and any(map(str.strip, self.row.texts[len(self.layout.head.texts) :])):
            found.append(self.fault("title", TOO_LONG))
        return found


def _hidden(text: str) -> Words:
    shown = ascii(tidied(text)[:40])
    return Words(f"含有控制字符：{shown}；请删去", f"it holds control characters: {shown}; remove them")


def _parted(raw: str) -> tuple[str, ...]:
    """The names of a list; what stands in brackets is not parted."""
    depth, parts, held = 0, [""], re.split(r"([（(]|[）)])", raw)
    for piece in held:
        depth += piece in ("（", "(")
        depth -= piece in ("）", ")")
        if depth or piece in ("）", ")", "（", "("):
            parts[-1] += piece
            continue
        first, *rest = re.split(_SPLIT, piece)
        parts[-1] += first
        parts += rest
    names = (tidied(part).strip(" .。等") for part in parts)
    return tuple(dict.fromkeys(name for name in names if name and not is_nothing(name)))


def merged(rows: Sequence[EntryRow], fields: Sequence[str]) -> list[PlanFault]:
    """The faults of rows of one code that differ in what a target has but once."""
    first = rows[0]
    faults = []
    for field in fields:
        for other in rows[1:]:
            if other.text(field) != first.text(field):
                places = f"{first.place(field)}、{other.place(field)}"
                faults.append(
                    other.fault(
                        field,
                        Words(
                            f"编号 `{first.text('id')}` 的几行在这一列不同：`{first.text(field)}` 与 `{other.text(field)}`"
                            f"（{places}）；改成一致，或给它们不同的编号",
                            f"the rows of `{first.text('id')}` differ here: `{first.text(field)}` and `{other.text(field)}` "
                            f"({places}); make them agree, or give them codes of their own",
                        ),
                    )
                )
                break
    return faults
