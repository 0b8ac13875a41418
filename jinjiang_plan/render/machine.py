"""Records for machines: JSON, a JSON object a line, and delimited text; every key always there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

Record = Mapping[str, Any]

# JSON lets these stand raw, and a terminal would obey them: C1 controls and the marks that turn text.
_RAW = "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"


def number(value: Fraction | Decimal | int | None) -> int | float | None:
    """A number as JSON has it, exact to twelve significant digits."""
    if value is None:
        return None
    digits = Context(prec=12)
    if isinstance(value, Fraction):
        value = digits.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = digits.plus(Decimal(value))
    return int(rounded) if rounded == rounded.to_integral_value() and abs(rounded) < 2**53 else float(rounded)


def as_json(document: object) -> str:
    """The document as JSON, indented, Chinese left readable."""
    from json import dumps

    return _safe(dumps(document, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def as_jsonl(records: Sequence[Record]) -> Iterator[str]:
    """One JSON object a line."""
    from json import dumps

    for record in records:
        yield _safe(dumps(record, ensure_ascii=False, allow_nan=False)) + "\n"


def delimited(records: Sequence[Record], delimiter: str) -> str:
    """CSV, or with a tab TSV: a heading of keys, then a line a record; what does not exist is empty."""
    from csv import writer
    from io import StringIO

    out = StringIO()
    lines = writer(out, delimiter=delimiter, lineterminator="\n")
    if records:
        lines.writerow(records[0])
    for record in records:
        lines.writerow([_flat(value) for value in record.values()])
    return out.getvalue()


def _flat(value: object) -> object:
    from jinjiang_plan.render.width import visible

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "..".join(str(each) for each in value.values())
    if isinstance(value, list | tuple):
        return ";".join(visible(str(each)) for each in value)
    return visible(value) if isinstance(value, str) else value


def _safe(text: str) -> str:
    return re.sub(_RAW, lambda found: f"\\u{ord(found[0]):04x}", text)
