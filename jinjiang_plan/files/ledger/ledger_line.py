"""The line of a ledger in its canonical form: as it is written, and the one pattern that reads it back.

The pattern is many times faster than a parser, and accepts exactly what is written here. At the first line that differs the whole file goes to the parser:
falling back line by line gave wrong results in one case of twenty.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from jinjiang_plan.files.toml_text.parse import quoted
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.value import Value

HEADER = "[report]\n"

_TEXT = r'"([^"\\\x00-\x1f\x7f]*)"'
_DAY = r"(?:19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}"
_MOMENT = _DAY + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](?:[01][0-9]|2[0-3]):[0-5][0-9]"
_FLAGS = r'(, basis = "estimate")?(, final = true)?(, correction = true)?'
_LINE = re.compile(
    rf"^({_DAY})(-r(?:[2-9]|[1-9][0-9]{{1,5}}))? = \{{ (?:from = ({_DAY}), )?"
    rf"(?:value = ((?!-0,)-?(?:0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,14}})?)|retract = true), "
    rf"recorded = ({_MOMENT}), by = {_TEXT}(?:, published = ({_DAY}))?(?:, source = {_TEXT})?(?:, url = {_TEXT})?"
    rf"(?:, file = {_TEXT}, sha256 = {_TEXT})?{_FLAGS}"
    rf"(?:, late = {_TEXT})?(?:, note = {_TEXT})?(?:, problems = {_TEXT})?(?:, next = {_TEXT})?(?:, reason = {_TEXT})? \}}\n",
    re.MULTILINE,
)


def ledger_line(report: Report, target: Target) -> str:
    """The report as one line of its ledger, without the newline; what is not said is left out."""
    return f"{report.key} = {{ {', '.join(_entries(report, target))} }}"


def _entries(report: Report, target: Target) -> Iterator[str]:
    """The entries in the order of the pattern above."""
    if report.first is not None:
        yield f"from = {report.first.isoformat()}"
    yield _figure(report.figure, target)
    yield f"recorded = {report.recorded.isoformat()}"
    yield f"by = {quoted(report.by)}"
    if report.published is not None:
        yield f"published = {report.published.isoformat()}"
    yield from _texts(report, "source", "url", "file", "sha256")
    if report.estimate:
        yield 'basis = "estimate"'
    yield from (f"{name} = true" for name in ("final", "correction") if getattr(report, name))
    yield from _texts(report, "late", "note", "problems", "next", "reason")


def _texts(report: Report, *names: str) -> Iterator[str]:
    return (f"{name} = {quoted(getattr(report, name))}" for name in names if getattr(report, name))


def _figure(figure: Decimal | None, target: Target) -> str:
    if figure is None:
        return "retract = true"
    code = Value(target, figure).code
    if target.kind is Kind.STAGE:
        return f"stage = {quoted(code)}"
    return f"{'done' if target.kind is Kind.DONE else 'value'} = {code}"


def canonical(text: str, target: Target) -> Ledger | None:
    """The ledger if it is just as we write it, so that a line may be added without a further look; else None."""
    reports = _fast(text, target)
    return None if reports is None else Ledger(target.full_id, tuple(reports))


def excerpt(parts: Iterable[bytes], target: Target, since: date) -> Ledger | None:
    """The reports for a day and later ones of a canonical ledger, by a look at the beginning of each line.

    The ledger comes in parts, cut anywhere, so that a long one is never held whole. Of a line that begins with an
    earlier day no more is read. None where another line is not as we write it, where a key is there twice among those
    that are read, or where the last line is torn.
    """
    header = HEADER.encode()
    begins = re.compile(f"\n(?!{_earlier(since.isoformat())})".encode())
    rest, lines = b"", [header]
    for number, part in enumerate(parts):
        if number == 0 and not part.startswith(header):
            return None
        held = rest + part
        end = held.rfind(b"\n")
        for match in begins.finditer(held, 0, max(end, 0)):
            start = match.start() + 1
            lines.append(held[start : held.index(b"\n", start) + 1])
        rest = held[max(end, 0) :]
    if rest != b"\n":
        return None
    try:
        ledger = canonical(b"".join(lines).decode(), target)
    except UnicodeDecodeError:
        return None
    return None if ledger is None else ledger._replace(since=since)


def _earlier(day: str) -> str:
    """A pattern for the days before a day: up to some sign the same, then a lower figure."""
    return "|".join(f"{day[:at]}[0-{int(sign) - 1}]" for at, sign in enumerate(day) if sign not in "0-")


def _fast(text: str, target: Target) -> list[Report] | None:
    """The reports if every line is canonical and whole and every key its own; else None."""
    if target.kind.named or not text.startswith(HEADER):
        return None
    rows = _LINE.findall(text, len(HEADER))
    if len(rows) != text.count("\n") - 1 or not text.endswith("\n"):
        return None
    day, moment, made = date.fromisoformat, datetime.fromisoformat, Report
    try:
        reports = [
            made(
                day(on),
                int(revision[2:]) if revision else 1,
                Decimal(value) if value else None,
                moment(recorded),
                by,
                source,
                day(first) if first else None,
                url,
                estimate != "",
                final != "",
                correction != "",
                note,
                problems,
                next_,
                reason,
                file,
                sha256,
                day(published) if published else None,
                late,
            )
            for (
                on,
                revision,
                first,
                value,
                recorded,
                by,
                published,
                source,
                url,
                file,
                sha256,
                estimate,
                final,
                correction,
                late,
                note,
                problems,
                next_,
                reason,
            ) in rows
        ]
    except ValueError:  # a day that does not exist: the parser says where
        return None
    keys = {row[0] + row[1] for row in rows}
    return reports if len(keys) == len(rows) else None
