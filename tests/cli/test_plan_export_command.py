"""`plan export`: a plan as a table, the same bytes for the same plan, and a word on what it does not hold."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from jinjiang_plan.files.plans.locate import built_in
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.render.plan_rows import KEYS, heading, left_out
from tests.build import PLAN_HEAD, STATIONS, call, write_plan

Capture = pytest.CaptureFixture[str]
EXPORT = ("plan", "export")
WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }
lead = ["A局", "B局"]

[target.rate]
title = { zh = "=合格率", en = "Rate | of passes" }
kind = "maintain"
unit = "%"
goal = { min = 5, max = 7.5, op = "range" }
class = "binding"
due = 2021-12-31
partners = ["C局"]
frequency = "month"

[target.fall]
title = "能耗"
kind = "level"
unit = "吨"
baseline = { value = 9, on = 2019-12-31 }
goal = { value = 5, op = "<=" }

[initiative.park]
title = { zh = "园区", en = "Park" }
goal = { stage = "completed" }
place = { zh = "东", en = "East" }
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plans", works=WORKS).parent


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_entry_is_a_row_under_headings_in_the_readers_language(capsys: Capture, plans: Path) -> None:
    code, out, err = call(capsys, *EXPORT, plans=plans, lang="zh")
    assert code == 0
    read = rows(out)
    assert [each["编号"] for each in read] == ["stations", "rate", "fall", "park"]
    assert [each["目标值"] for each in read] == ["3000", "5~7.5", "≤5", "建成"]
    assert (
        read[1]
        | {
            "名称": "'=合格率",
            "牵头单位": "A局、B局",
            "配合单位": "C局",
            "指标属性": "约束性",
            "计算方式": "保持",
            "完成时限": "2021-12-31",
            "行动": "工程",
            "行动编号": "works",
            "条目": "目标",
            "填报频率": "月",
        }
        == read[1]
    )
    assert err == "4 行；表格不含：计划本身的名称、期限和标准、另一种语言的文字（3 项）\n"
    english = rows(call(capsys, *EXPORT, plans=plans).out)
    assert list(english[0]) == [heading(key).en for key in KEYS if heading(key).en in english[0]]
    assert [each["title"] for each in english] == ["5G stations", "Rate | of passes", "能耗", "Park"]
    assert (english[0]["kind"], english[3]["entry"], english[3]["place"]) == (
        "cumulative",
        "initiative",
        "East",
    )


def test_a_workbook_holds_numbers_and_days_as_what_they_are(
    capsys: Capture, plans: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    code, out, err = call(capsys, *EXPORT, "-o", str(path), plans=plans)
    assert (code, out) == (0, "")
    assert err.startswith(f"wrote {path}\n4 rows; not in the table: ")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads, first = ([cell.value for cell in sheet[number]] for number in (3, 4))
    row = dict(zip(heads, first, strict=True))
    assert (row["goal"], row["baseline"], str(row["due"])[:10]) == (3000, 0, "2022-12-31")
    assert not any(each.hidden for each in sheet.column_dimensions.values())


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_plan_gives_the_same_bytes(
    capsys: Capture, plans: Path, tmp_path: Path, ending: str, lang: str
) -> None:
    made = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.{ending}"
        assert call(capsys, *EXPORT, "plan", "-o", str(path), plans=plans, lang=lang).code == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]
    if ending == "md":
        lines = made[0].decode().splitlines()
        assert len(lines) == 6
        assert len({line.replace("\\|", "").count("|") for line in lines}) == 1


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('tags = ["a"]', "tags"),
        ("weight = 2", "weight"),
        ("milestone = [{ on = 2021-12-31, value = 600 }]", "milestone"),
        ('path = "step"', "path"),
        ('path = "seasonal"\nseasons = [1, 2, 3, 4]', "path"),
        ('resets = "year"', "resets"),
        ("limits = { min = 0 }", "limits"),
        ("assumed = true", "assumed"),
        ("year_end = 6", "year_end"),
        (
            '[[target.stations.amendment]]\ndecided = 2021-01-01\nvalue = 2000\ndocument = "d"\nreason = "r"',
            "amendment",
        ),
    ],
)
def test_what_no_column_holds_is_named(capsys: Capture, tmp_path: Path, more: str, key: str) -> None:
    plan = write_plan(tmp_path / "plans", head=f"{PLAN_HEAD}{STATIONS}{more}\n")
    read = read_plan(plan)[0]
    assert read is not None
    (found,) = (each for each in left_out(read) if each.ids and each.key != "title")
    assert (found.key, found.ids) == (key, ("stations",))
    for lang in ("zh", "en"):
        assert found.words.say(lang) in call(capsys, *EXPORT, plans=plan.parent, lang=lang).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "no plan `nothing`"),
        (("-o", "x.docx"), "must end in .xlsx, .csv or .md"),
        (("-o", "missing/x.csv"), "missing"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture,
    plans: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *EXPORT, *arguments, plans=plans)
    assert (code, out) == (2, "")
    assert said in err


def test_several_plans_need_a_name_and_the_built_in_one_can_be_written_out(capsys: Capture) -> None:
    done = call(capsys, *EXPORT, plans=built_in())
    assert (done.code, done.out) == (2, "")
    assert "digital-infrastructure, urban-industry" in done.err
    assert len(rows(call(capsys, *EXPORT, "urban-industry", plans=built_in()).out)) == 36


def test_a_file_of_somebody_elses_is_not_written_over(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("mine", encoding="utf-8")
    assert call(capsys, *EXPORT, "-o", str(path), plans=plans).code == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert call(capsys, *EXPORT, "-o", str(path), "--force", plans=plans).code == 0
