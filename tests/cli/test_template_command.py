"""`template` at the command line: where it goes, what it is about, and what it refuses."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jinjiang_plan.model.spreadsheet import MARK
from tests.build import NOW, PLAN_HEAD, STATIONS, call, write_plan

HALL = (
    STATIONS.replace("stations]", "halls]")
    .replace('unit = "座"', 'unit = "个"\nlead = "文旅/局"')
    .replace("5G", "6G")
)
STOPPED = (
    STATIONS.replace("stations]", "stopped]")
    + '[[target.stopped.amendment]]\ndecided = 2020-06-01\nstatus = "cancelled"\ndocument = "x"\n'
)


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINJIANG_NOW", NOW)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    root = tmp_path / "plans"
    write_plan(root, "one", PLAN_HEAD + STATIONS + HALL)
    write_plan(root, "two", PLAN_HEAD.replace("测试计划", "第二").replace("Test plan", "Second") + STATIONS)
    return root


def test_a_sheet_for_each_plan(capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    done = call(capsys, "template", "-o", str(path), "--for", "2021Q2", plans=plans)
    assert (done.code, done.out) == (0, "")
    assert "2 sheets, 3 rows" in done.err
    book = load_workbook(path)
    assert book.sheetnames == ["Test plan", "Second", "lists"]
    assert book["Test plan"]["B1"].value == "Test plan  2021-06-30"


def test_a_sheet_for_each_responsible_unit(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    done = call(capsys, "template", "-o", str(path), "--split-by", "lead", plans=plans, lang="zh")
    assert done.code == 0
    book = load_workbook(path)
    assert book.sheetnames == ["未明确", "文旅 局", "lists"]
    assert book["未明确"]["B1"].value == "未明确  测试计划  第二  2022-12-31"
    assert [book["未明确"].cell(row, 1).value for row in (5, 6)] == ["one/stations", "two/stations"]


def test_a_joint_task_is_asked_of_each_of_its_leads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    joint = HALL.replace('lead = "文旅/局"', 'lead = ["文旅/局", "住建局"]')
    write_plan(tmp_path / "plans", "one", PLAN_HEAD + STATIONS.replace("座", '座"\nlead = "住建局') + joint)
    path = tmp_path / "form.xlsx"
    done = call(
        capsys, "template", "-o", str(path), "--split-by", "lead", plans=tmp_path / "plans", lang="zh"
    )
    assert done.code == 0, done.err
    book = load_workbook(path)
    assert book.sheetnames == ["住建局", "文旅 局", "lists"]
    assert [book["住建局"].cell(row, 1).value for row in (5, 6, 7)] == ["one/stations", "one/halls", None]
    assert [book["文旅 局"].cell(row, 1).value for row in (5, 6)] == ["one/halls", None]


def test_csv_goes_to_the_screen_or_to_a_file_for_excel(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    done = call(capsys, "template", "one/stations", "--format", "csv", "--for", "2021-06", plans=plans)
    rows = list(csv.DictReader(StringIO(done.out)))
    assert [row[f"id {MARK}"] for row in rows] == ["one/stations"]
    assert rows[0]["day"] == "2021-06-30"
    path = tmp_path / "form.csv"
    assert call(capsys, "template", "-o", str(path), plans=plans, lang="zh").code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + f"编号 {MARK},目标,".encode())


def test_filters_narrow_it(capsys: pytest.CaptureFixture[str], plans: Path) -> None:
    done = call(capsys, "template", "-f", "csv", "--lead", "文旅/局", plans=plans)
    assert len(done.out.splitlines()) == 2
    done = call(capsys, "template", "-f", "csv", "--status", "overdue", "--plan", "one", plans=plans)
    assert (done.code, len(done.out.splitlines())) == (0, 3)


def test_what_is_halted_is_left_out_and_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_plan(tmp_path, "one", PLAN_HEAD + STATIONS + STOPPED)
    done = call(capsys, "template", "-f", "csv", plans=tmp_path)
    assert "1 suspended or cancelled left out" in done.err
    done = call(capsys, "template", "-f", "csv", "stopped", plans=tmp_path)
    assert (done.code, "suspended or cancelled" in done.err) == (3, True)


def test_the_language_is_one_that_the_plan_has(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_plan(tmp_path, "one", PLAN_HEAD + 'languages = ["zh"]\n' + STATIONS)
    done = call(capsys, "template", "-f", "csv", plans=tmp_path, lang="en")
    assert done.out.startswith(f"编号 {MARK}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name the file: -o FILE.xlsx"),
        (["-f", "xlsx"], "xlsx goes to a file"),
        (["-f", "pdf"], "error: no format `pdf`"),
        (["-o", "a.xlsx", "-f", "csv"], "the name a.xlsx must end in .csv"),
        (["-o", "a.ods"], "error: no format `ods`"),
        (["-f", "csv", "--split-by", "lead"], "csv has one sheet"),
        (["-o", "a.xlsx", "--split-by", "plan"], "error: no way to split `plan`"),
        (["-o", "nowhere/a.xlsx"], "there is no folder nowhere"),
        (["-f", "csv", "--for", "soon"], "the day `soon`"),
        (["-f", "csv", "nothing"], "no id `nothing`"),
    ],
)
def test_wrong_calls_are_told(
    capsys: pytest.CaptureFixture[str], plans: Path, arguments: list[str], said: str
) -> None:
    done = call(capsys, "template", *arguments, plans=plans)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_sheet_that_may_be_filled_in_is_not_written_over(
    capsys: pytest.CaptureFixture[str], plans: Path, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_text("filled in")
    done = call(capsys, "template", "-o", str(path), plans=plans)
    assert done.code == 2
    assert "may be filled in" in done.err
    assert path.read_text() == "filled in"
    assert call(capsys, "template", "-o", str(path), "--force", plans=plans).code == 0
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("missing", ["openpyxl", "defusedxml"])
def test_without_the_extra_xlsx_says_what_to_install_and_csv_works(
    capsys: pytest.CaptureFixture[str],
    plans: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    missing: str,
) -> None:
    from importlib import util

    found = util.find_spec
    monkeypatch.setattr(
        "jinjiang_plan.cli.extras.find_spec", lambda name: None if name == missing else found(name)
    )
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"PK\x03\x04")
    for arguments in (["template", "-o", str(tmp_path / "b.xlsx")], ["import", str(book)]):
        done = call(capsys, *arguments, plans=plans)
        assert done.code == 2
        assert re.search(
            rf'xlsx needs an extra: pip install "{missing}>=[0-9.]+"; csv works without it$',
            done.err.rstrip("\n"),
        )
    assert call(capsys, "template", "-f", "csv", plans=plans).code == 0
