"""iCalendar as RFC 5545 has it: laws of folding and escaping, and the file read back by a library."""

from datetime import date, datetime, timedelta, timezone

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.render.icalendar import LONGEST, Event, calendar, escaped, folded

STAMP = datetime(2021, 8, 10, 9, 0, 0, tzinfo=timezone(timedelta(hours=8)))
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300) | st.text(
    st.sampled_from("a,;\\: 国é😀\n"), max_size=300
)


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


@given(texts)
def test_folding_is_undone_by_unfolding_and_no_line_is_too_long(text: str) -> None:
    line = escaped(text)
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= LONGEST for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert unfolded(folded(line)) == line


@given(st.lists(texts, min_size=4, max_size=4), st.dates(date(1900, 1, 1), date(2199, 12, 30)))
def test_a_library_reads_back_what_was_written(said: list[str], day: date) -> None:
    event = Event(f"u{said[0]}", day, said[1], said[2], (f"x{said[3]}", "y"), 3, date(2021, 5, 1), 30)
    text = calendar(said[0], "en", [event], STAMP)
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= LONGEST for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    (read,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (str(read["SUMMARY"]), str(read["DESCRIPTION"])) == (said[1], said[2])
    assert (read.decoded("DTSTART"), read.decoded("DTEND")) == (day, day + timedelta(days=1))
    assert read["SEQUENCE"] == 3
    assert read.decoded("DTSTAMP") == STAMP
    (alarm,) = read.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-30)
    assert alarm["ACTION"] == "DISPLAY"


def test_an_event_without_an_alarm_or_a_change_says_nothing_of_them() -> None:
    text = calendar("n", "zh", [Event("u", date(2021, 1, 1), "s", "d", ("c",))], STAMP)
    assert "VALARM" not in text
    assert "LAST-MODIFIED" not in text
    assert "PRODID:-//jinjiang-plan//timeline//ZH\r\n" in text


def test_ends_of_lines_of_every_kind_become_one() -> None:
    assert escaped("a\r\nb\rc\nd") == "a\\nb\\nc\\nd"
