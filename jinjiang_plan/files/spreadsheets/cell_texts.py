"""The cells of a spreadsheet as their reader sees them: numbers and days in their formats, texts without their marks."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Context
from typing import TYPE_CHECKING, Any

from jinjiang_plan.files.spreadsheets.number_format import is_of_days, shown_day, shown_number
from jinjiang_plan.model.words import Words

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

UNCOMPUTED = Words(
    "公式没有计算结果；请用 Excel 或 WPS 打开保存一次，或改成数值",
    "a formula without its result: open the file in a spreadsheet and save it, or paste the value",
)
FAULTY = "?"
"""What stands in a table for a cell that says nothing for certain."""

_SHOWN = Context(prec=15)
"""The digits that a spreadsheet holds and shows of a number; what is behind them is noise of binary fractions."""

_CHINESE_DAYS = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss"),
}
"""Formats that spreadsheets in Chinese number and do not write out."""

_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class CellReader:
    """The reader of one workbook's cells."""

    def __init__(self, book: "Workbook") -> None:
        inner: Any = book
        self._epoch = book.epoch
        self._formats: dict[int, str] = {}
        struck = {at for at, font in enumerate(inner._fonts) if font.strike}  # noqa: SLF001 - no public way to fonts
        styles = enumerate(inner._cell_styles)  # noqa: SLF001 - as above
        self._struck = {at for at, style in styles if style.fontId in struck}

    def rows(self, sheet: Any, most: int) -> Iterator[tuple[int, list[tuple[int, Any]]]]:  # noqa: ANN401 - a reader
        """The cells that hold something, by row and column, whatever a sheet says of its size."""
        from openpyxl.cell.read_only import ReadOnlyCell
        from openpyxl.worksheet._reader import WorkSheetParser

        book = sheet.parent
        with sheet._get_source() as source:  # noqa: SLF001 - its own rows leave out the runs of texts in their cells
            parser = WorkSheetParser(
                source,
                sheet._shared_strings,  # noqa: SLF001 - as above
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,  # noqa: SLF001 - as above
                timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - as above
                rich_text=True,
            )
            for number, cells in parser.parse():
                if number > most:
                    return
                held = [each for each in cells if each["value"] is not None]
                yield (
                    number,
                    [
                        (each["column"], ReadOnlyCell(sheet, **each))
                        for each in sorted(held, key=lambda each: each["column"])
                    ],
                )

    def read(self, cell: Any) -> str | Words:  # noqa: ANN401 - the library's cells have no type in common
        """A cell as its reader sees it; the reason where that says nothing for certain."""
        value = cell.value
        if cell._style_id in self._struck:  # noqa: SLF001 - a look at the font itself is slow
            return ""
        if cell.data_type == "e":
            return Words(
                f"单元格是错误值 {value}；请改正公式", f"the cell is an error, {value}: mend its formula"
            )
        match value:
            case None:
                return ""
            case bool():
                return "true" if value else "false"
            case int() | float():
                return self._number(value, self._format(cell))
            case datetime():
                return shown_day(value, self._format(cell))
            case date():
                return value.isoformat()
            case str():
                return value
            case list():
                return without_marks(value)
            case _:
                return str(value)

    def _format(self, cell: Any) -> str:  # noqa: ANN401 - as above
        style = cell._style_id  # noqa: SLF001 - as above
        if style not in self._formats:
            known = cell.style_array.numFmtId
            self._formats[style] = _CHINESE_DAYS.get(known) or cell.number_format or "General"
        return self._formats[style]

    def _number(self, value: float, form: str) -> str | Words:
        exact = _SHOWN.create_decimal(repr(value))
        if not is_of_days(form):
            return shown_number(exact, form)
        from openpyxl.utils.datetime import from_excel

        try:
            day = from_excel(value, self._epoch)
        except (OverflowError, ValueError):
            return Words(f"`{value}` 不是日期", f"`{value}` is no day")
        return shown_day(day, form) if isinstance(day, datetime) else str(day)

    def is_half_a_month(self, cell: Any, text: str) -> bool:  # noqa: ANN401 - as above
        """Whether a cell keeps a number such as 2021.1, and its format does not say whether that is October."""
        kept = isinstance(cell.value, int | float)
        return kept and re.fullmatch(r"(?:19|20|21)[0-9]{2}\.1", text) is not None


def without_marks(runs: list[Any]) -> str:
    """The text of several runs, without those struck out and the raised marks of footnotes; powers stay powers."""
    text = ""
    for run in runs:
        font = getattr(run, "font", None)
        said = run if font is None else run.text
        if font is not None and font.strike:
            continue
        if font is not None and font.vertAlign == "superscript":
            said = said.translate(_POWERS) if _is_power(text, said) else ""
        text += said
    return text


def _is_power(before: str, raised: str) -> bool:
    """Whether what is raised is a power, of metres or of ten, and no mark."""
    of_metres = re.search(r"(?:^|[^a-z])[kcdhm]?m$", before, re.IGNORECASE) and raised.strip() in ("2", "3")
    return bool(of_metres) or re.search(r"[×xX*·^]\s*10$", before) is not None
