"""Records for machines: JSON, a JSON object a line, and delimited text; every key always there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from jinjiang_plan.model.words import FORMULA_SIGNS, Lang
from jinjiang_plan.render.width import hides, is_plain, visible

Record = Mapping[str, Any]

FORMAT = 1
"""The version of the documents' form: a number that changes when a key goes or changes its meaning."""


class Envelope(NamedTuple):
    """What every JSON document begins with, in this order; what is None is left out, but for `known_at`."""

    as_of: date | None = None
    """The day judged; `known_at` follows it, null where nothing is replayed."""
    known_at: datetime | None = None
    """The moment whose knowledge counts."""
    span: Record = MappingProxyType({})
    """What else says of when or of which version it is."""
    profiles: Iterable[str] | None = None
    """The codes of what its targets are judged by."""
    lang: Lang | None = None
    """The language of its texts."""
    sample: bool | None = None
    """Whether its figures are made up for show."""

    def around(self, body: Record) -> dict[str, Any]:
        """The whole document: its format, its head and its body."""
        document: dict[str, Any] = {"format": FORMAT}
        if self.as_of is not None:
            document["as_of"] = self.as_of.isoformat()
            document["known_at"] = self.known_at.isoformat() if self.known_at else None
        document |= self.span
        if self.profiles is not None:
            document["profile"] = ",".join(sorted(set(self.profiles)))
        if self.lang is not None:
            document["lang"] = self.lang
        if self.sample is not None:
            document["sample"] = self.sample
        return document | dict(body)


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
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "..".join(str(each) for each in value.values())
    if isinstance(value, list | tuple):
        return ";".join(_cell(str(each)) for each in value)
    return _cell(value) if isinstance(value, str) else value


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like it gets an apostrophe in front."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(FORMULA_SIGNS) else shown


_COMMAND = r"(?<=#)#(?=\w*\[)"
"""The second sign of `##[`, which GitHub, Azure and TeamCity take for a command wherever it stands in a line."""


def _safe(text: str) -> str:
    """JSON in which nothing that a terminal or a CI would obey stands raw: as an escape it is the same text."""
    if "##" in text:
        text = re.sub(_COMMAND, r"\\u0023", text)
    lines = text.split("\n")
    if is_plain("".join(lines)):
        return text
    return "\n".join(line if is_plain(line) else _escapes(line) for line in lines)


def _escapes(line: str) -> str:
    return "".join(_escaped(sign) if hides(sign) else sign for sign in line)


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
