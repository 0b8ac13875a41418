"""Rows of a plan's table that are no entries: sections, totals, remarks, headings said again."""

import re
from typing import NamedTuple

from jinjiang_plan.assess.draft.plan_columns import PlanLayout
from jinjiang_plan.assess.intake.cells import is_foot, is_nothing, key, tidied
from jinjiang_plan.model.spreadsheet import SheetRow
from jinjiang_plan.model.words import Words

_TOP = r"(?:第?[一二三四五六七八九十百]+(?:[、.．章]|部分|\s)|第[0-9]+[章部]|[IVX]+\.\s|part\s|chapter\s|section\s)"
_SECOND = r"(?:[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+节)"
_TOTALS = "(?:合计|总计|小计|共计|总和|total|subtotal|grandtotal)[:：]?(?:[(（].*)?"
_TABLE_END = "(?:注|备注|说明|数据来源|资料来源|来源|note|notes|source|remarks?)[:：.]"

HIDDEN = Words("隐藏的行", "a hidden row")
TOTAL = Words("合计行", "a total")
FOOT = Words("表注", "a remark")
AGAIN = Words("重复的表头", "the headings again")
SUBSECTION = Words("下级标题", "a heading within a section")
SERIAL = Words("只有序号", "a number alone")


class RowPart(NamedTuple):
    """What a row is that is no entry: a section with its title, or a row that is skipped with the reason."""

    section: str = ""
    reason: Words | None = None


class SectionReader:
    """The rows of one table, each told from entries by what stands in it."""

    def __init__(self, layout: PlanLayout) -> None:
        self._layout = layout
        self._heads = [key(text) for text in layout.head.texts if text]
        self._deep = any(self._lone(row) and re.match(_TOP, self._lone(row)) for row in layout.rows)
        filled = [sum(bool(row.text(each)) for each in layout.columns.values()) for row in layout.rows]
        self._wide = sum(count > 1 for count in filled) * 2 > len(filled)

    def part(self, row: SheetRow) -> RowPart | None:
        """What the row is where it is no entry; None for an entry."""
        layout = self._layout
        if row.number in layout.table.hidden_rows:
            return RowPart(reason=HIDDEN)
        texts = [tidied(text) for text in row.texts if tidied(text)]
        if not texts:
            return RowPart(reason=SERIAL)
        if len(texts) > 1 and [key(text) for text in texts] == self._heads:
            return RowPart(reason=AGAIN)
        title = tidied(row.text(layout.columns["title"]))
        if any(re.fullmatch(_TOTALS, key(text)) for text in ([title] if title else texts[:2])):
            return RowPart(reason=TOTAL)
        return self._heading(row)

    def _heading(self, row: SheetRow) -> RowPart | None:
        lone = self._lone(row)
        if not lone:
            return None
        if re.match(_TABLE_END, key(lone)) or (is_foot(lone) and not re.match(_TOP, lone)):
            return RowPart(reason=FOOT)
        if is_nothing(lone) or lone.isdecimal():
            return RowPart(reason=SERIAL)
        if re.match(_SECOND, lone):
            return RowPart(reason=SUBSECTION) if self._deep else RowPart(section=lone)
        if re.match(_TOP, lone) or self._stands_aside(row):
            return RowPart(section=lone)
        return None

    def _lone(self, row: SheetRow) -> str:
        """The only text of a row, its number beside it left aside; empty where there are several."""
        merged = self._layout.table.merged
        texts = []
        for column, text in enumerate(row.texts, 1):
            said = tidied(text)
            if said and (row.number, column) not in merged:
                texts.append(said)
        distinct = list(dict.fromkeys(texts))
        if len(distinct) == 2 and re.fullmatch(
            r"[一二三四五六七八九十]+|[（(][一二三四五六七八九十]+[）)]", distinct[0]
        ):
            return f"{distinct[0]}、{distinct[1]}" if distinct[0][0] not in "（(" else "".join(distinct)
        return distinct[0] if len(distinct) == 1 else ""

    def _stands_aside(self, row: SheetRow) -> bool:
        """Whether a lone text is a heading though nothing numbers it: most rows of the table say more."""
        return self._wide and "id" not in self._layout.columns and bool(self._lone(row))
