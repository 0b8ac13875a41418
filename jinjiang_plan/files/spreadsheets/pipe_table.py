"""A table in Markdown, whose cells stand between pipes, as chats and documents have it."""

import re

from jinjiang_plan.files.spreadsheets.limits import MOST_COLUMNS, MOST_ROWS, too_large
from jinjiang_plan.files.spreadsheets.text_bytes import decoded
from jinjiang_plan.model.spreadsheet import SheetRow, SheetTable

_RULE = r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-*:?\s*)*"


def is_pipe_table(content: bytes) -> bool:
    """Whether a text is a table in Markdown: one of its first lines is the rule below the headings."""
    lines = content[:65536].decode("utf-8", "replace").splitlines()[:60]
    return any("|" in line and re.fullmatch(_RULE, line) for line in lines)


def read_pipe_table(content: bytes, file: str, encoding: str = "") -> SheetTable:
    """The table of such a text, its columns counted from the first pipe; the rule below its headings is no row.

    Raises:
        Refusal: it is no text, or too large (exit 3).
    """
    lines = decoded(content, file, encoding).splitlines()
    rows: list[SheetRow] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or re.fullmatch(_RULE, line):
            continue
        cells = re.split(r"(?<!\\)\|", line)
        texts = tuple(re.sub(r"<br\s*/?>", "\n", cell.strip().replace("\\|", "|")) for cell in cells)
        if len(texts) > MOST_COLUMNS or len(rows) > MOST_ROWS:
            raise too_large(file)
        rows.append(SheetRow(number, texts))
    return SheetTable(file, "", tuple(rows), lines=[f"{line}\n" for line in lines], delimiter="|")
