"""The foot of a printed page."""

from typing import TYPE_CHECKING

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.books.texts import held
from jinjiang_plan.render.width import cut

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

PAGE = Words("第 &P 页，共 &N 页", "page &P of &N")
_MOST = 100
"""Cells of a text in it: the three parts together have room for 255 signs."""


def put_foot(sheet: "Worksheet", left: str, right: str, center: str = "") -> None:
    """Have a sheet's pages say below what they are of, `right` which page it is, in a spreadsheet's own codes."""
    foot = sheet.oddFooter
    said = [(left, "left"), (center, "center")]
    texts = {name: cut(held(text).replace("&", "&&"), _MOST) for text, name in said} | {"right": right}
    for name, text in texts.items():
        part = getattr(foot, name, None)
        if part is not None and text:  # a part without a text is false, and yet there
            part.text = text
