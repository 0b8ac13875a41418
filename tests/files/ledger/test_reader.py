import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan import load
from jinjiang_plan.files.ledger.ledger_line import ledger_line
from jinjiang_plan.files.ledger.reader import (
    ledger_from_text,
    read_ledger,
    read_ledger_since,
    shape_findings,
    with_ledgers,
)
from jinjiang_plan.files.plans.builder import Defaults, build_target
from jinjiang_plan.model.codes import Frequency, Kind, TimeBasis
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

FILE = "progress/a.toml"
NUMERIC = ["level", "cumulative", "increment", "maintain"]


@cache
def target(kind: str) -> Target:
    above = Defaults(
        "plan",
        None,
        date(2020, 1, 1),
        date(2022, 12, 31),
        TimeBasis.MONTH,
        Frequency.QUARTER,
        (),
        False,
        "f",
    )
    built, faults = build_target("a", {"title": "A", "kind": kind}, above)
    assert not faults
    return built


def findings(text: str, kind: str = "cumulative") -> list[Finding]:
    ledger, found = ledger_from_text(text, FILE, target(kind))
    assert ledger.broken is bool(found)
    assert not (found and ledger.reports)
    assert all(all(each.words) and all(each.hint or ("none",)) for each in found)
    return found


def report(text: str, kind: str = "cumulative") -> Report:
    ledger, found = ledger_from_text(f"[report]\n{text}\n", FILE, target(kind))
    assert not found
    return ledger.reports[0]


# The fast reader and the parser agree.

TEXT_KEYS = ("by", "source", "url", "note", "problems", "next", "reason")
FLAG_KEYS = ("final", "correction")
KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-r([1-9][0-9]{0,5}))?")


def is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def slow_entry(key: str, table: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any TOML value
    """One report as the format has it; a ValueError where it departs from the format."""
    parts = KEY.fullmatch(key)
    recorded = table.get("recorded") if isinstance(table, dict) else None
    retracts = isinstance(table, dict) and table.get("retract", False)
    good = (
        parts
        and isinstance(table, dict)
        and table.keys()
        <= {"from", "value", "stage", "done", "retract", "recorded", "basis", *TEXT_KEYS, *FLAG_KEYS}
        and isinstance(recorded, datetime)
        and recorded.tzinfo
        and all(isinstance(table.get(name, ""), str) for name in (*TEXT_KEYS, "stage"))
        and all(isinstance(table.get(name, False), bool) for name in (*FLAG_KEYS, "retract", "done"))
        and type(table.get("from", date.min)) is date
        and table.get("basis", "estimate") == "estimate"
        and is_number(table.get("value", 0))
        and ("value" in table or retracts)
    )
    if not good or parts is None or recorded is None:
        raise ValueError(key)
    return (
        date.fromisoformat(parts[1]),
        int(parts[2] or 1),
        None if retracts else format(Decimal(table["value"]), "f"),
        recorded.isoformat(),
        table.get("from"),
        *(table.get(name, "") for name in TEXT_KEYS),
        *(table.get(name, False) for name in FLAG_KEYS),
        "basis" in table,
    )


def slow(text: str) -> list[tuple[Any, ...]] | None:
    """What a ledger of numbers says, by the parser alone; None where it is no ledger."""
    if text and not text.endswith("\n"):
        return None
    try:
        data = tomli.loads(text, parse_float=Decimal)
        if not data.keys() <= {"report"} or not isinstance(data.get("report", {}), dict):
            return None
        entries = [slow_entry(key, table) for key, table in data.get("report", {}).items()]
        return entries if len({entry[:2] for entry in entries}) == len(entries) else None
    except (ValueError, ArithmeticError):
        return None


def said(text: str) -> list[tuple[Any, ...]] | None:
    """The same by the product's reader."""
    ledger, found = ledger_from_text(text, FILE, target("cumulative"))
    if found:
        return None
    return [
        (
            each.on,
            each.revision,
            None if each.figure is None else format(each.figure, "f"),
            each.recorded.isoformat(),
            each.first,
            *(getattr(each, name) for name in TEXT_KEYS),
            *(getattr(each, name) for name in FLAG_KEYS),
            each.estimate,
        )
        for each in ledger.reports
    ]


CANONICAL = [
    '2020-12-31 = { value = 620, recorded = 2021-01-08T09:12:00+08:00, by = "王", source = "a", note = "n" }',
    '2021-03-31 = { from = 2021-01-01, value = -1.50, recorded = 2021-04-08T09:12:00-00:30, by = "" }',
    '2021-03-31-r2 = { value = 0, recorded = 2021-05-08T23:59:59+00:00, by = "b", url = "http://x" }',
    '2021-06-30 = { value = 12345678901234567890.5, recorded = 2021-07-08T09:12:00+08:00, by = "b c" }',
]
OTHER = [
    '2021-09-30 = { retract = true, recorded = 2021-10-08T09:12:00+08:00, by = "b", reason = "r" }',
    '2021-10-31 = { value = 1, recorded = 2021-10-08T09:12:00Z, by = "q\\"", basis = "estimate", final = true }',
    "# a comment",
    "",
]
MARKS = st.one_of(
    st.sampled_from(list("0123456789-rTZ:+. \t,={}\"'\\#\n\r[]x_e１２\u3000\xa0\x7f\x85")),
    st.sampled_from(
        [
            "2021-02-30",
            "0000-00-00",
            "2021-06-31",
            "24:00:00",
            "+24:00",
            "-r1",
            "-r2",
            "-r0",
            "-0",
            "00",
            "nan",
            "\\u4e2d",
            'note = "x", ',
            "value = 1, ",
            "[report]\n",
            "\u2028",
            "２０２１",
            "true",
            "final = true, ",
        ]
    ),
)


@st.composite
def ledgers(draw: st.DrawFn) -> str:
    """A ledger as we write it, then changed in a few places."""
    lines = draw(st.lists(st.sampled_from(CANONICAL + OTHER), max_size=4))
    text = "[report]\n" + "".join(f"{line}\n" for line in lines)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        taken = draw(st.sampled_from([0, 0, 1, 1, 2, 10]))
        text = text[:at] + draw(st.one_of(st.just(""), MARKS)) + text[at + taken :]
    return text


@given(ledgers())
@settings(max_examples=600, deadline=None)
def test_the_fast_reader_and_the_parser_agree_on_any_ledger(text: str) -> None:
    assert said(text) == slow(text)


@given(st.text(max_size=40), st.text(max_size=3))
@settings(deadline=None)
def test_they_agree_on_any_text_in_any_place(inner: str, revision: str) -> None:
    text = f'[report]\n2020-12-31{revision} = {{ value = 1, recorded = 2021-01-08T09:12:00+08:00, by = "{inner}" }}\n'
    assert said(text) == slow(text)


LINE = CANONICAL[0]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(LINE, id="canonical"),
        pytest.param(LINE.replace("620", "-0"), id="minus nought"),
        pytest.param(LINE.replace("620", "-0.0"), id="minus nought with a place"),
        pytest.param(LINE.replace("620", "６２０"), id="full-width value"),
        pytest.param(LINE.replace("2020-12-31", "２０２０-12-31"), id="full-width day"),
        pytest.param(LINE.replace("09:12", "０9:12"), id="full-width moment"),
        pytest.param(LINE.replace("2020-12-31", "2020-12-31-r２"), id="full-width revision"),
        pytest.param(LINE.replace("620", "0620"), id="leading nought"),
        pytest.param(LINE.replace("620", "620."), id="a dot alone"),
        pytest.param(LINE.replace("620", ".5"), id="no digit before the dot"),
        pytest.param(LINE.replace("620", "1_000"), id="underscore"),
        pytest.param(LINE.replace("620", "+620"), id="plus"),
        pytest.param(LINE.replace("620", "62e1"), id="exponent"),
        pytest.param(LINE.replace("620", "0x26"), id="hexadecimal"),
        pytest.param(LINE.replace("620", "nan"), id="nan"),
        pytest.param(LINE.replace("620", "inf"), id="inf"),
        pytest.param(LINE.replace("2020-12-31", "2020-02-30"), id="no such day"),
        pytest.param(LINE.replace("2020-12-31", "0000-12-31"), id="year nought"),
        pytest.param(LINE.replace("2021-01-08", "2021-02-30"), id="recorded on no such day"),
        pytest.param(LINE.replace("09:12:00+08:00", "24:00:00+08:00"), id="hour 24"),
        pytest.param(LINE.replace("09:12:00+08:00", "09:12:60+08:00"), id="second 60"),
        pytest.param(LINE.replace("+08:00", "+24:00"), id="offset of a day"),
        pytest.param(LINE.replace("+08:00", "-00:00"), id="offset of minus nought"),
        pytest.param(LINE.replace("+08:00", ""), id="no offset"),
        pytest.param(LINE.replace("+08:00", "Z"), id="Z"),
        pytest.param(LINE.replace("T09", " 09"), id="a space for T"),
        pytest.param(LINE.replace("=", "＝", 1), id="full-width equals"),
        pytest.param(LINE.replace(" = ", "=", 1), id="no spaces"),
        pytest.param(LINE.replace(" = ", "\u3000=\u3000", 1), id="full-width spaces"),
        pytest.param(" " + LINE, id="indented"),
        pytest.param(LINE + " ", id="trailing space"),
        pytest.param(LINE + "  # comment", id="trailing comment"),
        pytest.param(LINE + "\r", id="CRLF"),
        pytest.param(f"{LINE}\n{LINE}", id="day twice"),
        pytest.param(f"{LINE}\n{LINE.replace('31 =', '31-r1 =')}", id="first revision written out"),
        pytest.param(f"{LINE}\n[report]", id="header twice"),
        pytest.param(LINE.replace('"n" }', '"n" },'), id="comma behind"),
        pytest.param(LINE.replace('"n" }', '"n", }'), id="comma inside"),
        pytest.param(LINE.replace('"王"', '"王\\t\\""'), id="escapes"),
        pytest.param(LINE.replace('"王"', '"王\t"'), id="a tab"),
        pytest.param(LINE.replace('"王"', '"王\x85\u2028"'), id="other line ends"),
        pytest.param(LINE.replace('"王"', '"王\x7f"'), id="DEL"),
        pytest.param(LINE.replace('"王"', "'王'"), id="single quotes"),
        pytest.param(LINE.replace("2020-12-31", '"2020-12-31"'), id="quoted day"),
        pytest.param(LINE.replace("2020-12-31", "2020-12-31-r1000000"), id="a millionth revision"),
        pytest.param(LINE.replace("2020-12-31", "2020-12-31-r01"), id="a revision with a nought"),
        pytest.param(LINE.replace('by = "王", ', ""), id="nobody"),
        pytest.param(LINE.replace("value", "values"), id="unknown key"),
        pytest.param("", id="blank line"),
    ],
)
def test_the_readers_agree_on_each_odd_line(line: str) -> None:
    text = f"[report]\n{line}\n"
    assert said(text) == slow(text)
    assert said(f"{text}{CANONICAL[3]}\n") == slow(f"{text}{CANONICAL[3]}\n")


@pytest.mark.parametrize(
    "text", ["", "[report]\n", "# none\n", "[report]", "\n", "report = {}\n", "[report]\r\n"]
)
def test_the_readers_agree_where_nothing_is_reported(text: str) -> None:
    assert said(text) == slow(text)


@pytest.mark.parametrize("key", ["2021-03-31", "2021-03-31-r2"])
def test_a_key_that_is_there_twice_is_found_whatever_else_its_lines_say(key: str) -> None:
    lines = [
        f'{key} = {{ from = {day}, value = 5, recorded = 2021-04-05T10:00:00+08:00, by = "b" }}\n'
        for day in ("2021-01-01", "2021-02-01")
    ]
    assert [findings(f"[report]\n{line}", "increment") for line in lines] == [[], []]
    (found,) = findings("[report]\n" + "".join(lines), "increment")
    assert (found.code, found.line) == ("JP003", 3)


def test_two_keys_that_mean_one_report_are_both_pointed_at() -> None:
    line = report_line("2021-03-31", 5)
    (found,) = findings(f"[report]\n{line}\n{line.replace(' =', '-r1 =', 1)}\n")
    (other,) = found.related
    assert (found.code, found.line, found.column, found.end_column) == ("JP003", 3, 1, 14)
    assert (other.line, other.column, other.end_column) == (2, 1, 11)


@pytest.mark.parametrize("places", [0, 1])
def test_a_figure_too_long_to_be_a_number_is_a_finding(places: int) -> None:
    figure = "9" * 5000 + ".5" * places
    assert findings(f"[report]\n{LINE.replace('620', figure)}\n")


def test_a_figure_beyond_reckoning_is_a_finding() -> None:
    assert findings(f"[report]\n{LINE.replace('620', '1e999999999')}\n")


# Reading back what was written.

CALENDAR = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis wants its bounds without an offset
    max_value=datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
TEXTS = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="a\"'\\\n\r\t{}=#,[]五，\u2028\x00\x7f\x1b", max_size=12),
)
FIGURES = {
    Kind.STAGE: st.integers(0, 4).map(Decimal),
    Kind.DONE: st.booleans().map(lambda done: Decimal(int(done))),
}
PLAIN = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


@st.composite
def reports(draw: st.DrawFn, kind: Kind) -> Report:
    figure = draw(st.one_of(st.none(), FIGURES.get(kind, PLAIN)))
    return Report(
        on=draw(CALENDAR),
        revision=draw(st.integers(1, 99)),
        figure=figure,
        recorded=draw(MOMENTS),
        by=draw(TEXTS),
        source=draw(TEXTS),
        first=draw(st.one_of(st.none(), CALENDAR)),
        url=draw(TEXTS),
        estimate=draw(st.booleans()),
        final=draw(st.booleans()),
        correction=draw(st.booleans()),
        note=draw(TEXTS),
        problems=draw(TEXTS),
        next=draw(TEXTS),
        reason=draw(TEXTS),
    )


@pytest.mark.parametrize("kind", list(Kind))
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_reading_back_what_was_written_gives_it_back(kind: Kind, data: st.DataObject) -> None:
    written = data.draw(st.lists(reports(kind), max_size=4, unique_by=lambda each: each.key))
    lines = [ledger_line(each, target(kind.value)) for each in written]
    assert not any("\n" in line for line in lines)
    ledger, found = ledger_from_text(
        "[report]\n" + "".join(f"{each}\n" for each in lines), FILE, target(kind.value)
    )
    assert (list(ledger.reports), found) == (written, [])
    assert [each.recorded.isoformat() for each in ledger.reports] == [
        each.recorded.isoformat() for each in written
    ]


@given(st.lists(st.sampled_from(CANONICAL), unique=True), st.integers(1, 200))
@settings(deadline=None)
def test_a_ledger_that_was_cut_off_is_never_taken_for_whole(lines: list[str], cut: int) -> None:
    text = "[report]\n" + "".join(f"{line}\n" for line in lines)
    torn = text[: max(1, len(text) - cut)]
    if not torn.endswith("\n"):
        (finding,) = findings(torn)
        assert finding.place == f"{FILE}:{torn.count(chr(10)) + 1}:1"


# What is wrong is said, at its place.


def faulty_lines() -> Iterator[Any]:
    good = 'recorded = 2021-07-05T10:00:00+08:00, by = "b"'
    for kind in NUMERIC:
        yield pytest.param(
            kind, f"2021-06-30 = {{ {good} }}", "2:1 JP103 missing-key", id=f"{kind}: no value"
        )
    yield pytest.param("level", f"2021-06-30 = {{ value = nan, {good} }}", "2:24 JP102 wrong-type", id="nan")
    yield pytest.param(
        "level", f"2021-06-30 = {{ value = true, {good} }}", "2:24 JP102 wrong-type", id="true"
    )
    yield pytest.param("level", f'2021-06-30 = {{ value = "3", {good} }}', "2:24 JP102 wrong-type", id="text")
    yield pytest.param(
        "stage", f"2021-06-30 = {{ value = 3, {good} }}", "2:1 JP103 missing-key", id="stage: a value"
    )
    yield pytest.param(
        "stage", f'2021-06-30 = {{ stage = "finished", {good} }}', "2:24 JP104 bad-choice", id="unknown stage"
    )
    yield pytest.param(
        "done", f"2021-06-30 = {{ value = 1, {good} }}", "2:1 JP103 missing-key", id="done: a value"
    )
    yield pytest.param("done", f"2021-06-30 = {{ done = 1, {good} }}", "2:23 JP102 wrong-type", id="done: 1")
    yield pytest.param(
        "level",
        '2021-06-30 = { value = 1, recorded = 2021-07-05T10:00:00, by = "b" }',
        "2:38 JP102 wrong-type",
        id="recorded without its offset",
    )
    yield pytest.param(
        "level",
        "2021-06-30 = { value = 1, recorded = 2021-07-05 }",
        "2:38 JP102 wrong-type",
        id="recorded on a day",
    )
    yield pytest.param("level", "2021-06-30 = { value = 1 }", "2:1 JP103 missing-key", id="not recorded")
    yield pytest.param(
        "level", f"2021-02-30 = {{ value = 1, {good} }}", "2:1 JP102 wrong-type", id="no such day"
    )
    yield pytest.param("level", f"2021-06 = {{ value = 1, {good} }}", "2:1 JP102 wrong-type", id="a month")
    yield pytest.param(
        "level", f"2021-06-30-2 = {{ value = 1, {good} }}", "2:1 JP102 wrong-type", id="no revision"
    )
    yield pytest.param(
        "level", f"2021-06-30 = {{ valeu = 1, {good} }}", "2:16 JP101 unknown-key", id="unknown key"
    )
    yield pytest.param("level", "2021-06-30 = 1800", "2:14 JP102 wrong-type", id="a bare number")
    yield pytest.param(
        "level", f'2021-06-30 = {{ value = 1, basis = "guess", {good} }}', "2:35 JP104 bad-choice", id="basis"
    )
    yield pytest.param(
        "level",
        f"2021-06-30 = {{ value = 1, {good} }}\n2021-06-30 = {{ value = 2, {good} }}",
        "3:1 JP003 duplicate-key",
        id="a day twice",
    )
    yield pytest.param(
        "level",
        f"2021-06-30 = {{ value = 1，{good} }}",
        "2:25 JP002 chinese-punctuation",
        id="full-width comma",
    )
    yield pytest.param("level", "[reports]", "2:2 JP101 unknown-key", id="another table")


@pytest.mark.parametrize(("kind", "line", "expected"), list(faulty_lines()))
def test_a_faulty_line_is_found_at_its_place(kind: str, line: str, expected: str) -> None:
    found = findings(f"[report]\n{line}\n", kind)
    first = found[0]
    assert f"{first.line}:{first.column} {first.code} {first.slug}" == expected
    assert first.file == FILE


def test_an_unknown_stage_is_answered_with_those_there_are() -> None:
    (finding,) = findings(
        "[report]\n2021-06-30 = { stage = 'x', recorded = 2021-07-05T10:00:00Z }\n", "stage"
    )
    assert finding.hint is not None
    assert finding.hint.en == "choose: planned, signed, construction, completed, operating"


def test_all_faulty_lines_are_found_at_once() -> None:
    text = "[report]\n2021-06-30 = 1\n2021-02-30 = { value = 1 }\n2021-09-30 = { value = 'x' }\n"
    assert [(each.line, each.code) for each in findings(text)] == [
        (2, "JP102"),
        (3, "JP103"),
        (4, "JP103"),
        (4, "JP102"),
    ]


@pytest.mark.parametrize("end", ["2021-06-30 = { value = 18", "2021-06-30", "2", CANONICAL[0]])
def test_a_torn_last_line_is_named_with_the_way_out(end: str) -> None:
    (finding,) = findings(f"[report]\n{CANONICAL[1]}\n{end}")
    assert finding.place == f"{FILE}:3:1"
    assert finding.hint is not None
    assert all("`jinjiang-plan mend " in words for words in finding.hint)


def test_every_field_of_a_line_is_read() -> None:
    line = (
        '2021-06-30-r2 = { from = 2021-04-01, value = 5.50, recorded = 2021-07-05T10:00:00+08:00, by = "b", '
        'source = "s", url = "u", basis = "estimate", final = true, correction = true, note = "n", problems = "p", '
        'next = "x", reason = "r" }'
    )
    recorded = datetime(2021, 7, 5, 10, tzinfo=timezone(timedelta(hours=8)))
    assert report(line) == Report(
        on=date(2021, 6, 30),
        revision=2,
        figure=Decimal("5.50"),
        recorded=recorded,
        by="b",
        source="s",
        first=date(2021, 4, 1),
        url="u",
        estimate=True,
        final=True,
        correction=True,
        note="n",
        problems="p",
        next="x",
        reason="r",
    )


@pytest.mark.parametrize(
    ("kind", "entry", "figure"),
    [
        ("stage", 'stage = "construction"', Decimal(2)),
        ("done", "done = true", Decimal(1)),
        ("done", "done = false", Decimal(0)),
        ("level", "value = 0.1", Decimal("0.1")),
        ("level", "value = 1e3", Decimal(1000)),
        ("level", "retract = true", None),
        ("stage", "retract = true", None),
    ],
)
def test_a_figure_is_read_by_its_targets_kind(kind: str, entry: str, figure: Decimal | None) -> None:
    assert report(f"2021-06-30 = {{ {entry}, recorded = 2021-07-05T10:00:00Z }}", kind).figure == figure


# Ledgers on disk.


def test_a_ledger_of_no_target_is_found_with_the_nearest(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    path = write_ledger(folder, "station", report_line("2021-06-30", 3))
    (finding,) = load(tmp_path).findings
    assert (finding.code, finding.slug, finding.file) == ("JP202", "dangling-reference", str(path))
    assert finding.hint is not None
    assert "stations" in finding.hint.en
    assert all((*finding.words, *finding.hint))


def test_from_a_day_on_a_ledger_is_read_alone_where_it_is_as_we_write_it(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS)
    path = write_ledger(folder, "stations", *CANONICAL[:3])
    (stations,) = load(tmp_path / "plans").judged
    whole = read_ledger(path, stations)[0].reports
    day = max(each.on for each in whole)

    part = read_ledger_since(path, stations, day)
    assert (part.since, part.reports) == (day, tuple(each for each in whole if each.on == day))
    assert len(part.reports) < len(whole)
    assert (read_ledger_since(path, stations, None).reports, part.broken) == (whole, False)

    path.write_text(f"# by hand\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    by_hand = read_ledger_since(path, stations, day)
    assert (by_hand.since, by_hand.reports) == (None, whole)


def test_from_a_day_on_no_ledger_is_read_that_a_link_leads_out_to(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS)
    path = write_ledger(folder, "stations", *CANONICAL[:3])
    (stations,) = load(tmp_path / "plans").judged
    path.symlink_to(path.rename(tmp_path / "elsewhere.toml"))

    found = read_ledger_since(path, stations, date(2021, 1, 1))
    assert (found.broken, found.reports) == (True, ())


def test_of_the_targets_that_are_asked_for_alone_the_ledgers_are_read(tmp_path: Path) -> None:
    folder = write_plan(
        tmp_path, head=PLAN_HEAD + STATIONS + STATIONS.replace("target.stations", "target.others")
    )
    for name in ("stations", "others", "strange"):
        write_ledger(folder, name, report_line("2021-06-30", 3))
    whole = load(tmp_path)
    stations, others = whole.judged
    assert [each.code for each in whole.findings] == ["JP202"]
    for only, expected in (
        ([stations], {"plan/stations"}),
        ([others, stations], {"plan/stations", "plan/others"}),
        ([], set()),
    ):
        portfolio = with_ledgers(whole._replace(findings=(), ledgers={}), only)
        assert portfolio.ledgers.keys() == expected
        assert portfolio.findings == ()


def test_a_ledger_of_the_same_name_elsewhere_stands_in_for_ours(tmp_path: Path) -> None:
    folder = write_plan(
        tmp_path / "plans", head=PLAN_HEAD + STATIONS + STATIONS.replace("target.stations", "target.others")
    )
    for name in ("stations", "others"):
        write_ledger(folder, name, report_line("2021-06-30", 3))
    (tmp_path / "over" / "plan").mkdir(parents=True)
    write_ledger(tmp_path / "over" / "plan", "stations", report_line("2021-06-30", 4))
    portfolio = with_ledgers(load(tmp_path / "plans"), overlay=tmp_path / "over")
    figures = [portfolio.ledger(each).reports[0].figure for each in portfolio.judged]
    assert figures == [4, 3]
    assert portfolio.findings == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[report]\n", []),
        (f"[report]\n{LINE}\n", []),
        (f"[report]\n{LINE}", ["JP001"]),
        ("[report]\n2021 = \n", ["JP001"]),
        ('[report]\n2021-06-30 = { value = "a", recorded = 3 }\n', ["JP102", "JP102"]),
    ],
)
def test_the_shape_of_a_ledger_of_nobody_is_looked_at(text: str, codes: list[str]) -> None:
    assert [each.code for each in shape_findings(text, FILE)] == codes


def test_a_broken_ledger_is_found_and_the_others_are_read(tmp_path: Path) -> None:
    folder = write_plan(
        tmp_path, head=PLAN_HEAD + STATIONS + STATIONS.replace("target.stations", "target.others")
    )
    broken = write_ledger(folder, "others", "2021-06-30 = 3")
    write_ledger(folder, "stations", report_line("2021-06-30", 3))
    portfolio = load(tmp_path)
    assert [each.place for each in portfolio.findings] == [f"{broken}:2:14"]
    stations, others = portfolio.judged
    assert [each.figure for each in portfolio.ledger(stations).reports] == [Decimal(3)]
    assert portfolio.ledger(others).broken


@pytest.mark.parametrize("make", ["folder", "bytes", "refused"])
def test_a_ledger_that_cannot_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: str
) -> None:
    path = tmp_path / "a.toml"
    if make == "folder":
        path.mkdir()
    elif make == "bytes":
        path.write_bytes(b"[report]\n# \xff\n")
    else:

        def refuse(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    ledger, (finding,) = read_ledger(path, target("level"))
    assert ledger.broken
    assert finding.file == str(path)
    assert all(finding.words)


def test_a_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(f"\ufeff[report]\r\n{CANONICAL[0]}\r\n".encode())
    ledger, found = read_ledger(path, target("level"))
    assert found == []
    assert [each.by for each in ledger.reports] == ["王"]


def test_a_broken_ledger_is_told_and_its_target_is_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_plan(tmp_path)
    path = write_ledger(folder, "stations", report_line("2021-06-30", 3))
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    status = call(capsys, "status", plans=tmp_path)
    assert status.code == 3
    assert f"{path}:2:1" in status.err
    assert "`jinjiang-plan mend plan/stations`" in status.err
