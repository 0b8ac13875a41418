"""iCalendar (RFC 5545) as text: lines folded by octets, texts escaped, all-day events with an alarm."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from jinjiang_plan.model.words import as_utf8

LONGEST = 75
"""The octets of a line at most, its end not counted (RFC 5545, 3.1)."""


class Event(NamedTuple):
    """An all-day event."""

    uid: str
    """It stays when the day moves."""
    day: date
    """The day."""
    summary: str
    """Its title."""
    description: str
    """Its text."""
    categories: tuple[str, ...]
    """Words to filter by."""
    sequence: int = 0
    """It grows when the day moves."""
    modified: date | None = None
    """The day of its last change."""
    alarm: int | None = None
    """Days before."""


def calendar(name: str, language: str, events: Iterable[Event], stamp: datetime) -> str:
    """A whole calendar, each line ended by CRLF; `stamp` is the moment that the events are stamped with."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//jinjiang-plan//timeline//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if event.modified is not None:
        yield f"LAST-MODIFIED:{_day(event.modified)}T000000Z"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.description)}"
    yield f"CATEGORIES:{','.join(map(escaped, event.categories))}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy all day because a target is due
    if event.alarm is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{event.alarm}D")
        yield from (f"DESCRIPTION:{escaped(event.summary)}", "END:VALARM")
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def escaped(text: str) -> str:
    r"""A text in which no sign is taken for the format's own: `\`, `;`, `,` and ends of lines."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, each behind the first begun by a space; no sign is split."""
    pieces, piece, size = [], "", 0
    for sign in as_utf8(line).decode():
        width = len(sign.encode())
        if size + width > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += width
    return "\r\n".join([*pieces, piece])
