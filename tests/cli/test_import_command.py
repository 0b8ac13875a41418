"""`import` at the command line: the round trip, the mess of real sheets, all or nothing, and what a person is asked."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.files.spreadsheets.saved_mappings import NAME
from jinjiang_plan.model.report import Report
from tests.build import (
    NOW,
    PLAN_HEAD,
    STATIONS,
    call,
    clean_environment,
    report_line,
    run,
    write_ledger,
    write_plan,
)
from tests.office import converted
from tests.spreadsheets import honest, packed, parts, sheet_xml, workbook

MORE = """
[target.money]
title = { zh = "投资", en = "Investment" }
kind = "level"
unit = "亿元"
goal = { value = 13 }
[target.added]
title = { zh = "新增", en = "Added" }
kind = "increment"
unit = "家"
goal = { value = 40 }
[target.law]
title = { zh = "立法", en = "Law" }
kind = "done"
[initiative.park]
title = { zh = "园区", en = "Park" }
goal = { stage = "completed" }
"""
HEADS = ("指标", "完成值", "日期")


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    monkeypatch.setenv("JINJIANG_BY", "tester")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    plan = write_plan(root, head=PLAN_HEAD + STATIONS + MORE)
    write_ledger(plan, "stations", report_line("2020-12-31", 620))
    return root


def ledgers(plans: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(plans.rglob("*")) if path.is_file()}


def reported(plans: Path) -> dict[str, list[Report]]:
    return {key.partition("/")[2]: list(each.reports) for key, each in load(plans).ledgers.items()}


def csv_file(tmp_path: Path, *rows: Sequence[str], name: str = "in.csv") -> Path:
    path = tmp_path / name
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8-sig")
    return path


def fill(path: Path, values: dict[str, dict[str, Any]]) -> None:
    """Fill the open cells of a template, by id and heading, as a person does."""
    book = load_workbook(path)
    page = book.worksheets[0]
    heads = [str(cell.value) for cell in page[4]]
    for row in range(5, page.max_row + 1):
        for head, value in values.get(str(page.cell(row, 1).value), {}).items():
            page.cell(row, heads.index(head) + 1).value = value
    book.save(path)


@pytest.mark.parametrize("by", ["openpyxl", pytest.param("libreoffice", marks=pytest.mark.office)])
def test_a_template_that_is_filled_in_comes_back_just_so(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path, by: str
) -> None:
    path = tmp_path / "form.xlsx"
    assert call(capsys, "template", "-o", str(path), "--for", "2021Q2", plans=plans, lang="zh").code == 0
    fill(
        path,
        {
            "plan/stations": {
                "数值": 1800,
                "出处": "月报",
                "存在问题": "站址\n落实慢",
                "下一步": "催",
                "说明": "站址已定",
            },
            "plan/money": {"数值": "约6.2", "数据日期": date(2021, 5, 31)},
            "plan/added": {"数值": 5},
            "plan/law": {"数值": "是"},
            "plan/park": {"数值": "建成"},
        },
    )
    if by == "libreoffice":
        (path,) = converted(path, "xlsx", tmp_path)
    done = call(capsys, "import", str(path), "--yes", plans=plans, lang="zh")
    assert (done.code, done.err) == (0, "已写入 5 条，5 个台账\n")
    found = reported(plans)
    assert len(found["stations"]) == 2
    last = found["stations"][-1]
    assert (last.on, last.figure, last.source) == (date(2021, 6, 30), Decimal(1800), "月报")
    assert (last.problems, last.next, last.by) == ("站址 落实慢", "催", "tester")
    assert [(each.on, each.figure, each.note) for each in found["money"]] == [
        (date(2021, 5, 31), Decimal("6.2"), "原文“约6.2”")
    ]
    assert [(each.first, each.on, each.figure) for each in found["added"]] == [
        (date(2021, 4, 1), date(2021, 6, 30), Decimal(5))
    ]
    assert [each.figure for each in (*found["law"], *found["park"])] == [1, 3]
    before = ledgers(plans)
    again = call(capsys, "import", str(path), "--yes", plans=plans)
    assert (again.code, "all of it is there already" in again.err) == (0, True)
    assert ledgers(plans) == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    values=st.dictionaries(
        st.dates(date(2021, 1, 1), date(2022, 12, 31)),
        st.decimals(-1000, 1000, places=3),
        min_size=1,
        max_size=8,
    ),
    text=st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=10),
)
def test_what_a_sheet_says_the_ledger_holds_and_twice_adds_nothing(
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
    values: dict[date, Decimal],
    text: str,
) -> None:
    root = tmp_path_factory.mktemp("law")
    write_plan(root / "plans", head=PLAN_HEAD + STATIONS + MORE)
    rows: list[list[object]] = [
        ["指标", "完成值", "日期", "来源"],
        *(["money", value, on, f"甲{text}"] for on, value in values.items()),
    ]
    path = workbook(root / "in.xlsx", rows)
    assert call(capsys, "import", str(path), "--yes", "--accept-doubts", plans=root / "plans").code == 0
    held = reported(root / "plans")["money"]
    assert {each.on: each.figure for each in held} == values
    assert {each.source for each in held} == {f"甲{text}"}
    before = ledgers(root)
    assert call(capsys, "import", str(path), "--yes", plans=root / "plans").code == 0
    assert ledgers(root) == before


def test_the_preview_says_what_will_become_of_each_row(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path,
        HEADS,
        ("stations", "620", "2020-12-31"),
        ("投资", "130000万元", "2021Q2"),
        ("园区", "—", ""),
    )
    done = call(capsys, "import", str(path), "--dry-run", "--source", "月报", plans=plans)
    assert (
        done.out.splitlines()
        == [
            "# new 1  same 1  left empty 1",
            "what  for         target                value  was  where         id             look again",
            "new   2021-06-30  Investment  13 ×CNY 100m    -  in.csv:3:4    plan/money     -",
            "same  2020-12-31  5G stations    620 sites  620  in.csv:2:10   plan/stations  -",
        ]
        or "new 1  same 1" in done.out
    )
    assert done.err == "dry run: nothing was written\n"
    assert len(reported(plans)) == 1


def test_machines_get_every_row(capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADS, ("stations", "640", "2020-12-31"), ("投资", "很多", "2021Q2"))
    done = call(capsys, "import", str(path), "--dry-run", "-f", "json", plans=plans)
    document = json.loads(done.out)
    assert document["counts"] == {"new": 0, "revision": 1, "same": 0, "wrong": 1}
    first, second = document["rows"]
    assert (first["verdict"], first["id"], first["value"], first["was"]) == ("revision", "stations", 640, 620)
    assert (second["verdict"], second["place"], second["id"]) == ("wrong", "in.csv:3:4", None)
    assert "no certain number" in second["message"]
    assert done.code == 1


def test_one_fault_keeps_all_of_it_out(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path,
        HEADS,
        ("stations", "1800", "2021-06-30"),
        ("投资", "很多", "2021Q2"),
        ("园", "建成", "2021Q2"),
    )
    before = ledgers(plans)
    done = call(capsys, "import", str(path), "--yes", plans=plans, lang="zh")
    assert done.code == 1
    assert done.err.splitlines()[-1] == "2 处有误，全部没有写入；改正后再导入"
    assert "in.csv:3:4：数值`很多`" in done.err
    assert "in.csv:4:1：没有" in done.err
    assert ledgers(plans) == before


def test_what_differs_needs_to_be_asked_for_with_its_reason(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, HEADS, ("stations", "640", "2020-12-31"), ("投资", "6", "2021Q2"))
    before = ledgers(plans)
    done = call(capsys, "import", str(path), "--yes", plans=plans)
    assert (done.code, "--revise --reason" in done.err) == (1, True)
    done = call(capsys, "import", str(path), "--yes", "--revise", plans=plans)
    assert (done.code, "a revision needs its reason" in done.err) == (2, True)
    assert ledgers(plans) == before
    done = call(capsys, "import", str(path), "--yes", "--revise", "--reason", "核实", plans=plans)
    assert (done.code, done.err) == (0, "wrote 2 reports to 2 ledgers\n")
    assert [(each.key, each.reason) for each in reported(plans)["stations"]] == [
        ("2020-12-31", ""),
        ("2020-12-31-r2", "核实"),
    ]


def test_a_ledger_that_cannot_be_written_leaves_all_as_they_were(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(
        tmp_path,
        HEADS,
        ("stations", "1800", "2021-06-30"),
        ("投资", "6", "2021Q2"),
        ("园区", "建成", "2021Q2"),
    )
    before = ledgers(plans)
    written = os.write
    calls = []

    def full(handle: int, content: bytes) -> int:
        calls.append(handle)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return written(handle, content)

    monkeypatch.setattr(os, "write", full)
    done = call(capsys, "import", str(path), "--yes", plans=plans)
    monkeypatch.undo()
    assert len(calls) >= 3
    assert (done.code, "no space is left" in done.err) == (1, True)
    assert ledgers(plans) == before


def test_a_ledger_that_changed_meanwhile_takes_nothing_that_was_not_shown(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = csv_file(tmp_path, HEADS, ("投资", "6", "2021Q2"), ("stations", "1800", "2021-06-30"))

    def meanwhile(*_: object, **__: object) -> None:
        write_ledger(
            plans / "plan", "stations", report_line("2020-12-31", 620), report_line("2021-06-30", 1700)
        )

    monkeypatch.setattr("jinjiang_plan.cli.commands.import_command.agreed_or_said", meanwhile)
    done = call(capsys, "import", str(path), plans=plans)
    assert (done.code, "is reported already" in done.err) == (2, True)
    assert set(reported(plans)) == {"stations"}
    assert len(reported(plans)["stations"]) == 2


FOREIGN = (
    ("某区2021年上半年重点指标完成情况表", "", "", ""),
    ("", "", "", "单位：见表"),
    ("序号", "指标内容", "上年", "上半年"),
    ("1", "5G基站", "620", "１８００座"),
    ("2", "投资", "—", "6.2"),
    ("", "合计", "", "1806.2"),
    ("注：以上为快报数", "", "", ""),
)


@pytest.mark.parametrize(("form", "told"), [("table", 20), ("plain", 25)])
def test_of_many_cells_that_are_wrong_a_terminal_is_told_the_first(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path, form: str, told: int
) -> None:
    path = csv_file(tmp_path, ("指标", "完成值"), *[("nobody", "5")] * 25)
    done = call(capsys, "import", str(path), "--dry-run", "-f", form, plans=plans)
    assert done.code == 1
    lines = done.err.splitlines()
    assert sum("no id `nobody`" in line for line in lines) == told
    assert ("and 5 more; `-f plain` tells all of them" in lines) == (form == "table")


def test_a_foreign_sheet_is_mapped_once(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, *FOREIGN)
    done = call(capsys, "import", str(path), "--yes", plans=plans)
    assert (done.code, "say --map id=HEADING" in done.err) == (3, True)
    mapped = ["--map", "id=指标内容", "--map", "value=上半年", "--map", "on=2021-06-30"]
    done = call(capsys, "import", str(path), "--dry-run", *mapped, plans=plans)
    assert done.code == 0
    assert not (plans / NAME).exists()
    done = call(capsys, "import", str(path), "--yes", *mapped, plans=plans)
    assert done.code == 0, done.err
    assert f"the columns are remembered in {plans / NAME}" in done.err
    assert [each.figure for each in reported(plans)["stations"]] == [620, 1800]
    done = call(capsys, "import", str(path), "--yes", "--on", "2021Q2", plans=plans)
    assert (done.code, "all of it is there already" in done.err) == (0, True)
    done = call(capsys, "import", str(path), "--yes", plans=plans)  # its title names the half-year
    assert (done.code, "all of it is there already" in done.err) == (0, True)
    path = csv_file(tmp_path, *FOREIGN[1:])
    done = call(capsys, "import", str(path), "--yes", plans=plans)
    assert (done.code, "no column of days: name it with --map on=HEADING" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("heading", "on"),
    [
        ("月份", "2021-06-30"),
        ("所属月份（月）", "2021-06-30"),
        ("month", "2021-06-30"),
        ("日期", "2021-06-01"),
    ],
)
def test_a_first_day_under_a_heading_of_months_is_the_month(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path, heading: str, on: str
) -> None:
    sheet = csv_file(tmp_path, ["指标", "完成值", heading], ["stations", "900", "2021-06-01"])
    code, _, err = call(capsys, "import", str(sheet), "--map", f"on={heading}", "-y", plans=plans)
    assert code == 0, err
    assert str(reported(plans)["stations"][-1].on) == on


def test_what_a_sheet_hides_is_told(capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["指标", "完成值"], ["stations", 1800], ["money", 6]])
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.worksheets[0].column_dimensions["D"].hidden = True
    book.save(path)
    done = call(capsys, "import", str(path), "--yes", "--on", "2021Q2", plans=plans)
    assert (done.code, "1 hidden row not read" in done.err) == (0, True)
    assert "1 hidden column, read only where --map names one" in done.err
    assert "0 " not in done.err
    assert "money" not in reported(plans) or not reported(plans)["money"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--decimal", "x"], "must be `.` or `,`"),
        (["--encoding", "klingon"], "there is no encoding `klingon`"),
    ],
)
def test_a_mark_or_an_encoding_that_does_not_exist_is_refused(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    path = csv_file(tmp_path, ("指标", "完成值"), ("stations", "1800"))
    done = call(capsys, "import", str(path), "--yes", *arguments, plans=plans)
    assert (done.code, said in done.err) == (2, True)


def test_a_column_without_a_heading_is_read_and_not_remembered(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, ("指标", ""), ("stations", "1800"))
    mapped = ["--map", "value=B", "--header", "1", "--on", "2021Q2"]
    done = call(capsys, "import", str(path), "--yes", *mapped, plans=plans)
    assert (done.code, "the columns are not remembered" in done.err) == (0, True)
    assert not (plans / NAME).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--map", "id"], 2, "must be FIELD=HEADING"),
        (["--map", "what=x"], 2, "error: no field `what`"),
        (["--map", "value=没有"], 2, "has no heading `没有`"),
        (["--sheet", "x"], 2, "there is no sheet `x`"),
        (["--header", "9"], 3, "cannot be told"),
        (["--on", "soon"], 2, "the day `soon`"),
        (["--plan", "x"], 2, "error: no plan `x`"),
        (["-f", "x"], 2, "error: no format `x`"),
        (["--source", "a\x1bb"], 2, "control characters"),
    ],
)
def test_wrong_calls_are_told(
    plans: Path, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    path = csv_file(tmp_path, HEADS, ("stations", "1800", "2021-06-30"))
    done = run("import", str(path), "--yes", *arguments, plans=plans)
    assert done.code == code
    assert said in done.err
    assert len(reported(plans)["stations"]) == 1


def test_an_empty_template_and_a_missing_file(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = tmp_path / "form.csv"
    call(capsys, "template", "-o", str(path), plans=plans)
    done = call(capsys, "import", str(path), plans=plans)
    assert (done.code, "holds no figure that is filled in" in done.err) == (3, True)
    assert call(capsys, "import", str(tmp_path / "none.csv"), plans=plans).code == 2


def test_the_built_in_plan_takes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jinjiang_plan.files.plans.locate._in_checkout", lambda _: False)
    monkeypatch.chdir(tmp_path)
    done = call(capsys, "import", "x.csv")
    assert (done.code, "read-only" in done.err) == (2, True)


def test_a_plan_that_cannot_be_read_is_said_and_told_by_the_exit_code(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    write_plan(plans, "broken", head="x")
    path = csv_file(tmp_path, HEADS, ("stations", "1800", "2021-06-30"))
    done = call(capsys, "import", str(path), "--yes", plans=plans)
    assert (done.code, "wrote 1 report to 1 ledger" in done.err) == (3, True)


def test_pasted_text_comes_by_standard_input(plans: Path) -> None:
    pasted = "目标\t数值\t数据日期\n5G基站\t1,800\t2021年6月30日\n"
    command = [sys.executable, "-m", "jinjiang_plan", "--plans", str(plans), "import", "-"]
    for more, code, count in ((["--dry-run"], 0, 1), ([], 2, 1), (["-y"], 0, 2)):
        done = subprocess.run(
            [*command, *more],
            input=pasted.encode(),
            capture_output=True,
            check=False,
            env=clean_environment(),
        )
        assert done.returncode == code, done.stderr
        assert b"stdin:2:6" in done.stdout
        assert len(reported(plans)["stations"]) == count
    assert b"wrote 1 report to 1 ledger" in done.stderr


@pytest.mark.parametrize(("answer", "code", "count"), [("y", 0, 2), ("是", 0, 2), ("", 1, 1), ("n", 1, 1)])
def test_a_person_at_a_terminal_is_asked(
    plans: Path, tmp_path: Path, answer: str, code: int, count: int
) -> None:
    path = csv_file(tmp_path, HEADS, ("stations", "1800", "2021-06-30"))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jinjiang_plan", "--plans", str(plans), "import", str(path)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=clean_environment()
    ) as process:
        os.close(theirs)
        said = b""
        while b"[y/N]" not in said:
            said += os.read(ours, 1000)
        os.write(ours, f"{answer}\n".encode())
        assert process.wait(30) == code
    os.close(ours)
    assert b"append these 1?" in said
    assert len(reported(plans)["stations"]) == count


def test_a_table_is_pasted_at_a_terminal(plans: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jinjiang_plan", "--plans", str(plans), "import", "-"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=clean_environment()
    ) as process:
        os.close(theirs)
        for wanted, typed in ((b"Ctrl-D", "指标,完成值,日期\n5G基站,1800,2021Q2\n\x04"), (b"[y/N]", "y\n")):
            said = b""
            while wanted not in said:
                said += os.read(ours, 1000)
            os.write(ours, typed.encode())
        assert process.wait(30) == 0
    os.close(ours)
    assert len(reported(plans)["stations"]) == 2


def test_a_long_import_shows_how_far_it_is(plans: Path, tmp_path: Path) -> None:
    rows = [("stations", str(600 + n), "2021-06-30") for n in range(1001)]
    path = csv_file(tmp_path, HEADS, *rows)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jinjiang_plan", "--plans", str(plans), "import", str(path), "--dry-run"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=theirs, env=clean_environment()
    ) as process:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 10_000):
                said += part
        except OSError:  # the other end is closed
            pass
        assert process.wait(60) == 1
    os.close(ours)
    assert b"checking" in said
    piped = run("import", str(path), "--dry-run", plans=plans)
    assert "checking" not in piped.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed(parts('<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml(honest()))), "it declares XML entities"),
        (packed(parts(sheet_xml(honest())))[:300], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls"),
    ],
    ids=["entities", "truncated", "xls"],
)
def test_hostile_files_end_in_one_line(plans: Path, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(content)
    done = run("import", str(path), "--yes", plans=plans)
    assert (done.code, done.out, len(done.err.splitlines())) == (3, "", 1)
    assert said in done.err


def test_text_from_a_sheet_commands_no_terminal(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, HEADS, ("\x1b[2Jx", "5", "2021-06-30"), ("stations", "\x1b[2J", "2021Q2"))
    done = call(capsys, "import", str(path), "--dry-run", plans=plans)
    assert "\x1b" not in done.out + done.err
    assert done.code == 1


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_a_table_fits_the_terminal(plans: Path, tmp_path: Path, width: str) -> None:
    rows = [("stations", str(600 + n), f"2021-06-{n:02}") for n in range(20, 31)]
    rows += [("投资", str(n), f"2021-06-{n:02}") for n in range(1, 30)]
    path = csv_file(tmp_path, HEADS, *rows)
    done = run(
        "import",
        str(path),
        "--dry-run",
        "-f",
        "table",
        plans=plans,
        lang="zh",
        environment={"COLUMNS": width},
    )
    from jinjiang_plan.render.width import cells

    assert max(cells(line) for line in done.out.splitlines()) <= int(width)
    assert "新增另有 20 条" in done.out
