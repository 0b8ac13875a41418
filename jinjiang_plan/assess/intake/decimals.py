"""The decimal mark of figures in a text: a point or a comma, said or told, and asked for where both could be."""

import re

from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import SheetTable

_NUMBER = r"[0-9](?:[0-9.,’' ]*[0-9])?"
_WITH_COMMA = r"(?:[0-9]{1,3}(?:([. ’'])[0-9]{3}(?:\1[0-9]{3})*)|[0-9]+)(?:,[0-9]+)?"
_ONLY_COMMA = r"[0-9]{1,3},(?:[0-9]{1,2}|[0-9]{4,})"
"""A comma that parts no thousands."""
_EITHER = r"[1-9][0-9]{0,2}[.,][0-9]{3}"


def with_point(text: str, table: SheetTable, decimal: str) -> str:
    """A figure of a table with a point before its decimals; a workbook keeps its numbers so already.

    Raises:
        Refusal: 1,234 may be a thousand or little more than one, in a table that semicolons part; or the number is none
            with a comma before its decimals.
    """
    if not table.delimiter:
        return text
    match = re.search(_NUMBER, text)
    if match is None:
        return text
    if not decimal and table.delimiter == ";" and re.fullmatch(_EITHER, match[0]):
        raise Refusal(
            f"数值`{text}`：逗号或点是小数点还是千分位？用 --decimal , 或 --decimal . 写明",
            f"the figure `{text}`: is that mark a decimal one? say it with --decimal , or --decimal .",
        )
    if not decimal and re.fullmatch(_ONLY_COMMA, match[0]):
        raise Refusal(
            f"数值`{text}`：逗号若是小数点，加 --decimal ,",
            f"the figure `{text}`: if the comma is a decimal mark, add --decimal ,",
        )
    if decimal != ",":
        return text
    if not re.fullmatch(_WITH_COMMA, match[0]):
        raise Refusal(
            f"数值`{text}`：不是以逗号为小数点的数",
            f"the figure `{text}` is no number with a comma before its decimals",
        )
    plain = re.sub(r"[. ’']", "", match[0]).replace(",", ".")
    return text[: match.start()] + plain + text[match.end() :]
