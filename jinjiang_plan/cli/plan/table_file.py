"""The tables of the file that a plan is to come out of: sheets, delimited or pasted text, tables of a document."""

import sys
from pathlib import Path

from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.record.import_ import STDIN
from jinjiang_plan.cli.session import Session, standard_input
from jinjiang_plan.files.spreadsheets.docx_tables import is_document, read_document
from jinjiang_plan.files.spreadsheets.file_type import is_workbook
from jinjiang_plan.files.spreadsheets.pipe_table import is_pipe_table, read_pipe_table
from jinjiang_plan.files.spreadsheets.reader import read_bytes, read_stream, read_tables
from jinjiang_plan.model.spreadsheet import SheetTable


def plan_tables(session: Session, file: str, encoding: str) -> list[SheetTable]:
    """The tables that a file holds, or what is piped or pasted in.

    Raises:
        Refusal: it is not there, or holds no table that can be read; says how to save it.
    """
    if file == STDIN and sys.stdin is not None and sys.stdin.isatty():
        session.tell("粘贴表格，再按 Ctrl-D 结束", "paste the table, then end it with Ctrl-D")
    name = "stdin" if file == STDIN else Path(file).name
    content = read_stream(standard_input(), name) if file == STDIN else read_bytes(Path(file))
    if is_document(content):
        return read_document(content, name)
    if is_workbook(content, name):
        needs_for("xlsx")
    elif is_pipe_table(content):
        return [read_pipe_table(content, name, encoding)]
    return read_tables(content, name, encoding)
