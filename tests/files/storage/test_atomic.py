import errno
import os
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan import Refusal, Report, Target, load
from jinjiang_plan.files.storage.atomic import ledger_line, plain_number, quoted, write_whole
from tests.build import PLAN_HEAD, write_plan
from tests.faults import recorded

MOMENT = datetime(2021, 7, 5, 10, tzinfo=timezone(timedelta(hours=8)))
FULL = Report(
    date(2021, 6, 30),
    3,
    Decimal("5.50"),
    MOMENT,
    '王"小"明',
    source="文\\件",
    first=date(2021, 4, 1),
    url="u",
    estimate=True,
    final=True,
    correction=True,
    note="一\n二",
    problems="p",
    next="x",
    reason="r",
)


def target(tmp_path: Path, kind: str) -> Target:
    write_plan(tmp_path, head=f'{PLAN_HEAD}\n[target.a]\ntitle = "A"\nkind = "{kind}"\n')
    return load(tmp_path).plans[0].targets[0]


@pytest.mark.parametrize(
    ("kind", "report", "line"),
    [
        pytest.param(
            "cumulative",
            Report(date(2020, 12, 31), 1, Decimal(620), MOMENT, "b", source="s"),
            '2020-12-31 = { value = 620, recorded = 2021-07-05T10:00:00+08:00, by = "b", source = "s" }',
            id="plain",
        ),
        pytest.param(
            "increment",
            FULL,
            "2021-06-30-r3 = { from = 2021-04-01, value = 5.50, recorded = 2021-07-05T10:00:00+08:00, "
            'by = "王\\"小\\"明", source = "文\\\\件", url = "u", basis = "estimate", final = true, correction = true, '
            'note = "一\\n二", problems = "p", next = "x", reason = "r" }',
            id="every field",
        ),
        pytest.param(
            "level",
            Report(date(2021, 3, 31), 2, None, MOMENT, "b", reason="r"),
            '2021-03-31-r2 = { retract = true, recorded = 2021-07-05T10:00:00+08:00, by = "b", reason = "r" }',
            id="a retraction",
        ),
        pytest.param(
            "stage",
            Report(date(2021, 3, 31), 1, Decimal(3), MOMENT, "b"),
            '2021-03-31 = { stage = "completed", recorded = 2021-07-05T10:00:00+08:00, by = "b" }',
            id="a stage",
        ),
        pytest.param(
            "done",
            Report(date(2021, 3, 31), 1, Decimal(0), MOMENT, "b"),
            '2021-03-31 = { done = false, recorded = 2021-07-05T10:00:00+08:00, by = "b" }',
            id="not done",
        ),
        pytest.param(
            "level",
            Report(date(2021, 3, 31), 1, Decimal("1.2E+3"), MOMENT, "b"),
            '2021-03-31 = { value = 1200, recorded = 2021-07-05T10:00:00+08:00, by = "b" }',
            id="no exponent",
        ),
    ],
)
def test_a_report_is_one_line_of_the_format(tmp_path: Path, kind: str, report: Report, line: str) -> None:
    assert ledger_line(report, target(tmp_path, kind)) == line


@given(st.text())
@settings(deadline=None)
def test_a_quoted_text_is_one_line_and_reads_back(text: str) -> None:
    assert "\n" not in quoted(text)
    assert tomli.loads(f"x = {quoted(text)}\n") == {"x": text}


@given(st.decimals(-(10**20), 10**20, allow_nan=False), st.integers(-9, 9))
@settings(deadline=None)
def test_a_number_is_written_whole_and_without_exponent(value: Decimal, power: int) -> None:
    scaled = value.scaleb(power)
    written = plain_number(scaled)
    assert "e" not in written.lower()
    assert Decimal(written) == scaled


def test_a_file_is_written_as_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, "一\r\n二\n")
    assert path.read_bytes() == "一\r\n二\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o640)
    write_whole(path, "x")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_file_behind_a_link_is_written_and_the_link_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("there", [True, False], ids=["a file", "no file"])
@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()],
    ids=["full", "interrupt"],
)
def test_a_file_that_could_not_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, name: str, error: BaseException
) -> None:
    path = tmp_path / "a"
    if there:
        path.write_text("old", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as context:
        context.setattr(os, name, fail)
        with pytest.raises((Refusal, KeyboardInterrupt)) as raised:
            write_whole(path, "new")
    if isinstance(error, OSError):
        assert isinstance(raised.value, Refusal)
        assert raised.value.exit_code == 1
        assert all(str(path) in each for each in raised.value.words)
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("a", "old")
    ] * there


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flush of folders")
@pytest.mark.parametrize("failing", [1, 2])
def test_whichever_flush_fails_a_refusal_means_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    flush, calls = os.fsync, [0]

    def fail(handle: int) -> None:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError(errno.EIO, "Input/output error")
        flush(handle)

    monkeypatch.setattr(os, "fsync", fail)
    expected = "new"
    try:
        write_whole(path, "new")
    except Refusal:
        expected = "old"
    assert path.read_text(encoding="utf-8") == expected


def test_a_text_that_cannot_be_encoded_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises((Refusal, UnicodeEncodeError)):
        write_whole(tmp_path / "a", "\udcff")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flush of folders")
@pytest.mark.parametrize("there", [True, False], ids=["a file", "no file"])
def test_a_file_lasts_whole_before_it_takes_its_place_and_then_its_name_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    path = tmp_path / "a"
    if there:
        path.write_text("old", encoding="utf-8")
    with monkeypatch.context() as context:
        calls = recorded(context, tmp_path)
        write_whole(path, "whole")
    assert calls == ["fsync .a.RANDOM.new of 5", "replace .a.RANDOM.new a", "fsync ."]
