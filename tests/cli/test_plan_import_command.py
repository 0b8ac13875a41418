"""`plan import`: a plan out of a 任务分解表, from every kind of file that offices send."""

import json
import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
import tomli
from docx import Document
from openpyxl import Workbook

from tests.build import call

Capture = pytest.CaptureFixture[str]

HEADS = ("序号", "任务", "目标值", "完成时限", "责任单位", "配合单位")
TITLE = "数字新基建行动计划任务分解表（2020-2022年）"
ROWS: tuple[tuple[str, ...], ...] = (
    ("一、推动信息网络增速", "", "", "", "", ""),
    ("1", "5G基站", "≥3000座", "2022年底", "区经信局、区住建交局", "各街道"),
    ("2", "双千兆覆盖", "41万户", "2022年12月底前", "区经信局", "区发改局；区财政局"),
    ("二、壮大产业", "", "", "", "", ""),
    ("3", "数字经济增加值增速", "增长8%以上", "2022年", "区发改局", ""),
    ("4", "示范产业园", "建成投用", "2021Q4", "区商务局", ""),
    ("5", "制定实施方案", "完成", "2020年6月", "区发改局", ""),
    ("6", "营商环境", "排名前三", "2022", "区行政审批局", ""),
    ("合计", "", "", "", "", ""),
    ("注：本表由区发改局负责解释", "", "", "", "", ""),
)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JINJIANG_NOW", "2021-07-01T10:00:00+08:00")


def as_csv(folder: Path) -> str:
    path = folder / "plan.csv"
    path.write_text("\n".join([TITLE, *(",".join(row) for row in (HEADS, *ROWS))]), encoding="utf-8")
    return str(path)


def as_xlsx(folder: Path) -> str:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([TITLE])
    sheet.merge_cells("A1:F1")
    for row in (HEADS, *ROWS):
        sheet.append(row)
        if not row[1]:
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)
    path = folder / "plan.xlsx"
    book.save(path)
    return str(path)


def as_docx(folder: Path) -> str:
    document = Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=0, cols=len(HEADS))
    for row in (HEADS, *ROWS):
        cells = table.add_row().cells
        if row[1]:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        else:
            cells[0].merge(cells[-1]).text = row[0]
    path = folder / "plan.docx"
    document.save(str(path))
    return str(path)


MAKERS = pytest.mark.parametrize("make", [as_csv, as_xlsx, as_docx])


def entries(plans: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for path in sorted(plans.glob("*.toml")):
        data = tomli.loads(path.read_text(encoding="utf-8"))
        for what in ("target", "initiative"):
            for name, entry in data.get(what, {}).items():
                found[f"{path.stem}.{name}"] = {"what": what, **entry}
    return found


@MAKERS
def test_a_table_becomes_the_same_plan_from_every_file(capsys: Capture, tmp_path: Path, make: object) -> None:
    file = make(tmp_path)  # type: ignore[operator]
    code, out, err = call(capsys, "plan", "import", file, "--id", "ours", "-y", lang="zh")
    assert code == 0, err
    assert "目标 5 个，项目 1 个，行动 2 个；跳过 4 行" in err
    plan = entries(tmp_path / "plans" / "ours")
    assert list(plan) == [
        "壮大产业.数字经济增加值增速",
        "壮大产业.制定实施方案",
        "壮大产业.营商环境",
        "壮大产业.示范产业园",
        "推动信息网络增速.5g基站",
        "推动信息网络增速.双千兆覆盖",
    ]
    stations = plan["推动信息网络增速.5g基站"]
    assert stations["goal"] == {"value": 3000, "op": ">="}
    assert (stations["lead"], stations["partners"]) == (["区经信局", "区住建交局"], ["各街道"])
    assert "due" not in stations
    assert plan["壮大产业.数字经济增加值增速"]["kind"] == "rate"
    assert plan["壮大产业.营商环境"]["kind"] == "rank"
    assert plan["壮大产业.示范产业园"]["what"] == "initiative"
    assert plan["壮大产业.制定实施方案"]["kind"] == "done"
    plans = tmp_path / "plans"
    assert call(capsys, "check", "--plans", str(plans)).code == 0
    assert call(capsys, "status", plans=plans).code == 0
    assert out


def test_every_guess_is_marked_with_its_ground(capsys: Capture, tmp_path: Path) -> None:
    code, out, _ = call(capsys, "plan", "import", as_csv(tmp_path), "--dry-run", "-f", "json")
    assert code == 0
    for entry in json.loads(out)["entries"]:
        assert entry["guesses"], entry["id"]
        assert all(each["ground"] for each in entry["guesses"])
    assert not (tmp_path / "plans").exists()


def test_a_guess_is_corrected_and_then_none(capsys: Capture, tmp_path: Path) -> None:
    arguments = ("plan", "import", as_csv(tmp_path), "--id", "ours", "-y", "--set", "5g基站.kind=水平值")
    assert call(capsys, *arguments).code == 0
    text = (tmp_path / "plans" / "ours" / "推动信息网络增速.toml").read_text(encoding="utf-8")
    assert 'kind = "level"\n' in text
    code, _, err = call(
        capsys, "plan", "import", as_csv(tmp_path), "--id", "b", "-y", "--set", "nowhere.kind=level"
    )
    assert (code, "nowhere" in err) == (2, True)


@pytest.mark.parametrize("sign", ["\t", "|"])
def test_what_is_pasted_is_read(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    lines = [("指标", "目标值", "完成时限"), ("5G基站", "3000座", "2022年"), ("示范园", "建成", "2021年")]
    if sign == "|":
        lines.insert(1, ("---", "---", "---"))
    edge = sign if sign == "|" else ""
    text = "\n".join(f"{edge}{sign.join(line)}{edge}" for line in lines)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))
    arguments = ("--id", "p", "--title", "计划", "--start", "2020", "--due", "2022", "-y")
    code, _, err = call(capsys, "plan", "import", "-", *arguments)
    assert code == 0, err
    assert entries(tmp_path / "plans" / "p")["plan.5g基站"]["goal"] == {"value": 3000}


CODED = """Codice;Nome;Tipo;Unità;Base;Obiettivo;Trimestre;Anno;Ente
A-1;Case rinnovate;Target;Numero;0;1.200;Q2;2026;MIN A
A-1;Case rinnovate;Target;Numero;0;1.200;Q2;2026;MIN B
A-2;Legge in vigore;Milestone;N/A;0;0;Q4;2022;MIN A
"""
MAPPED = [
    *(
        "--map",
        "id=Codice",
        "--map",
        "title=Nome",
        "--map",
        "what=Tipo",
        "--map",
        "unit=Unità",
        "--map",
        "baseline=Base",
    ),
    *(
        "--map",
        "goal=Obiettivo",
        "--map",
        "lead=Ente",
        "--decimal",
        ",",
        "--title",
        "P",
        "--start",
        "2020",
        "--id",
        "p",
    ),
]


def test_rows_of_one_code_are_one_target_with_several_leads(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(CODED, encoding="utf-8")
    code, _, err = call(capsys, "plan", "import", str(file), *MAPPED, "-y")
    assert code == 0, err
    plan = entries(tmp_path / "plans" / "p")
    assert plan["plan.a-1"]["lead"] == ["MIN A", "MIN B"]
    assert plan["plan.a-1"]["goal"] == {"value": 1200}
    assert str(plan["plan.a-2"]["due"]) == "2022-12-31"
    assert plan["plan.a-2"]["goal"] == {"value": True}
    remembered = (tmp_path / "plans" / ".plan-table.toml").read_text(encoding="utf-8")
    assert "Obiettivo" in remembered
    again = [each for each in MAPPED if "=" not in each and each != "--map"]
    code, _, err = call(capsys, "plan", "import", str(file), *again[:-1], "q", "-y", plans=tmp_path / "plans")
    assert code == 0, err


@pytest.mark.parametrize(
    ("was", "now"), [("1.200;Q2;2026;MIN B", "1.300;Q2;2026;MIN B"), ("Q2;2026;MIN B", "Q3;2026;MIN B")]
)
def test_rows_of_one_code_that_differ_in_goal_or_due_are_a_fault(
    capsys: Capture, tmp_path: Path, was: str, now: str
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(CODED.replace(was, now), encoding="utf-8")
    code, _, err = call(capsys, "plan", "import", str(file), *MAPPED, "-y")
    assert code == 1
    assert "t.csv:3:" in err
    assert not (tmp_path / "plans").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 2),
        ("指标,目标值,期限\n", 3),
        ("甲,乙\n1,2\n", 2),
        ("指标,目标值,期限\n基站,3000座,胡说\n", 1),
        ("指标,目标值,期限\n基\x07站,3000座,2022\n", 1),
        ("指标,目标值,期限,计量单位\n基站,3000座,2022,万元\n", 1),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_written(
    capsys: Capture, tmp_path: Path, text: str, code: int
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    arguments = ("--title", "计划", "--start", "2020", "--due", "2022", "--id", "p", "-y")
    outcome = call(capsys, "plan", "import", str(file), *arguments, lang="zh")
    assert outcome.code == code, outcome.err
    assert "程序出错" not in outcome.err
    assert not (tmp_path / "plans").exists()


def test_what_is_missing_is_named_in_a_pipe(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("指标,目标值\n基站,3000座\n", encoding="utf-8")
    code, _, err = call(capsys, "plan", "import", str(file), "-y")
    assert code == 2
    assert "--start" in err
    assert "--due" in err


def test_a_plan_that_is_there_is_not_overwritten(capsys: Capture, tmp_path: Path) -> None:
    file = as_csv(tmp_path)
    assert call(capsys, "plan", "import", file, "--id", "ours", "-y").code == 0
    assert call(capsys, "plan", "import", file, "--id", "ours", "-y").code == 2


def test_cells_of_several_lines_do_not_hide_the_delimiter(capsys: Capture, tmp_path: Path) -> None:
    long = '"Uno, ""due"", tre,\nquattro, cinque, sei,\nsette, otto, nove, dieci,\nundici, dodici"'
    rows = "".join(f"B-{each};Opera;{long};{each};2026\n" for each in range(1, 5))
    file = tmp_path / "t.csv"
    file.write_text(f"Codice;Nome;Descrizione;Goal;Anno\n{rows}", encoding="utf-8")
    arguments = (
        "--map",
        "id=Codice",
        "--map",
        "title=Nome",
        "--title",
        "P",
        "--start",
        "2020",
        "--id",
        "p",
        "-y",
    )
    code, _, err = call(capsys, "plan", "import", str(file), *arguments)
    assert code == 0, err
    assert len(entries(tmp_path / "plans" / "p")) == 4


def test_a_thousand_rows_come_in_whole(capsys: Capture, tmp_path: Path) -> None:
    rows = "".join(f"P{each};Opera {each};{each}座;2026\n" for each in range(1, 1001))
    file = tmp_path / "t.csv"
    file.write_text(f"id;title;goal;due\n{rows}", encoding="utf-8")
    arguments = ("--title", "P", "--start", "2020", "--id", "p", "--dry-run", "-f", "json")
    code, out, err = call(capsys, "plan", "import", str(file), *arguments)
    assert code == 0, err
    assert len(json.loads(out)["entries"]) == 1000


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is forked")
def test_at_a_terminal_columns_terms_and_corrections_are_asked_for(tmp_path: Path) -> None:
    from tests.terminal import Terminal

    file = tmp_path / "u.csv"
    file.write_text("甲列,乙列,丙列\n甲园,建成,2022年\n基站,300座,2023年\n", encoding="utf-8")
    plans = tmp_path / "plans"
    with Terminal("plan", "import", str(file), "--id", "u", plans=plans, lang="zh") as terminal:
        terminal.answer("1", "2", "", "3", "")
        terminal.answer("测试计划", "2021", "2025")
        terminal.answer("nonsense", "基站.kind=水平值", "", "y")
        code, shown = terminal.end()
    assert code == 0, shown
    plan = entries(plans / "u")
    assert plan["plan.基站"]["kind"] == "level"
    assert plan["plan.甲园"]["what"] == "initiative"
    assert "丙列" in (plans / ".plan-table.toml").read_text(encoding="utf-8")


def test_words_and_years_among_the_entries_are_no_headings(capsys: Capture, tmp_path: Path) -> None:
    rows = [f"M1C1-{number};Target;Posti {number};4000;{2022 + number % 3}" for number in range(9)]
    text = "\n".join(["Codice;Tipo;Descrizione;Valore;Anno", *rows])
    (tmp_path / "piano.csv").write_text(text, encoding="utf-8")
    code, _, err = call(
        capsys, "plan", "import", "piano.csv", "--start", "2020", "--due", "2024", "--id", "p", "-y"
    )
    assert code == 2
    assert "Descrizione" in err
    assert not (tmp_path / "plans").exists()


@pytest.mark.parametrize(
    ("goal", "unit", "base", "kind"),
    [("0", "", "", "done"), ("0", "", "0", "done"), ("0", "起", "", "cumulative"), ("0", "", "12", "level")],
)
def test_a_bare_nought_is_a_promise_and_one_that_something_falls_to_a_figure(  # noqa: PLR0913, PLR0917
    capsys: Capture, tmp_path: Path, goal: str, unit: str, base: str, kind: str
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"任务,目标值,计量单位,基期值,期限\n立法,{goal},{unit},{base},2022\n", encoding="utf-8")
    arguments = ("--title", "P", "--start", "2020", "--due", "2022", "--id", "p", "-y")
    code, _, err = call(capsys, "plan", "import", str(file), *arguments)
    assert code == 0, err
    (entry,) = (each for each in entries(tmp_path / "plans" / "p").values() if "kind" in each)
    assert entry["kind"] == kind


def test_a_unit_that_nobody_knows_is_declared_once(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    rows = "种植,300,盆花,2022\n再种,20,盆花,2021\n道路,3,公里,2022\n"
    file.write_text(f"任务,目标值,计量单位,期限\n{rows}", encoding="utf-8")
    arguments = ("--title", "P", "--start", "2020", "--due", "2022", "--id", "p", "-y")
    code, _, err = call(capsys, "plan", "import", str(file), *arguments, lang="zh")
    assert code == 0, err
    head = tomli.loads((tmp_path / "plans" / "p" / "plan.toml").read_text(encoding="utf-8"))
    assert head["unit"] == {"盆花": {"title": "盆花"}}
    checked = call(capsys, "check", "--against", "none", "-f", "concise", plans=tmp_path / "plans")
    assert "JP301" not in checked.out + checked.err
    assert (
        call(
            capsys, "record", "种植", "30盆花", "--on", "2021-06", "--source", "s", plans=tmp_path / "plans"
        ).code
        == 0
    )
