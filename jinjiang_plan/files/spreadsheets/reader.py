"""Reading a file that somebody sent, whatever it is."""

from pathlib import Path
from typing import BinaryIO

from jinjiang_plan.files.spreadsheets.file_type import is_workbook
from jinjiang_plan.files.spreadsheets.limits import MOST_BYTES, too_large
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal, reason
from jinjiang_plan.model.spreadsheet import SheetTable


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Refusal: it is not there (exit 2), cannot be read, or is too large (exit 3).
    """
    try:
        with path.open("rb") as file:
            return read_stream(file, path.name)
    except FileNotFoundError as error:
        raise Refusal(f"没有文件 {path}", f"there is no file {path}") from error
    except OSError as error:
        why = reason(error)
        raise Refusal(f"无法读取 {path}：{why.zh}", f"{path} cannot be read: {why.en}", NOT_JUDGED) from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """The bytes of an open file or a pipe.

    Raises:
        Refusal: they are too many (exit 3).
    """
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_large(name)
    return content


def read_tables(content: bytes, name: str, encoding: str = "") -> list[SheetTable]:
    """The tables that the bytes hold: every sheet of a spreadsheet, or the one of a text in an encoding.

    Raises:
        Refusal: they cannot be read as a table (exit 3).
    """
    if is_workbook(content, name):
        from jinjiang_plan.files.spreadsheets.xlsx import read_workbook

        return read_workbook(content, name)
    from jinjiang_plan.files.spreadsheets.csv_table import read_delimited

    return [read_delimited(content, name, encoding)]
