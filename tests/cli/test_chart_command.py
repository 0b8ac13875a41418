"""`chart` as it is called: on a terminal's width, in a pipe, on a poor screen, as a file; and what it cannot draw."""

import csv
import io
import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import resvg_py

from tests.assess.cases import amended, counted, target_text
from tests.build import PLAN_HEAD, call, clean_environment, report_line, run, write_ledger, write_plan
from tests.render.charts.dots import colours, size

Capture = pytest.CaptureFixture[str]
AS_OF = ("--as-of", "2021-06-30")


def named(name: str, body: str) -> str:
    return body.replace("target.subject", f"target.{name}")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    change = amended(decided="2021-02-01", value="2200", document='"d"', reason='"r"')
    targets = [
        named("stations", counted(unit='"座"', milestone="[{ on = 2020-12-31, value = 600 }]")),
        named("moved", counted() + change),
        named("answer", target_text("done", goal="{ value = true }")),
        named("park", target_text("stage", goal='{ stage = "completed" }')),
        named("empty", target_text("level")),
        named("watched", target_text("level")),
        named("span", target_text("level", goal='{ min = 20, max = 30, op = "range" }')),
    ]
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + "".join(targets))
    for name in ("stations", "moved", "watched"):
        write_ledger(plan, name, report_line("2020-12-31", 700), report_line("2021-06-30", 1200))
    write_ledger(plan, "park", report_line("2021-03-31", "", stage='"signed"'))
    return tmp_path / "plans"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["stations", "moved", "answer", "park", "watched", "span"])
def test_every_sort_of_target_is_drawn(capsys: Capture, plans: Path, name: str, lang: str) -> None:
    for form in ("table", "plain", "markdown", "svg", "json", "csv"):
        code, out, err = call(capsys, "chart", name, *AS_OF, "-f", form, plans=plans, lang=lang)
        assert (code, err) == (0, "")
        assert out.endswith("\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_has_nothing_to_draw_is_one_line_and_exit_3(capsys: Capture, plans: Path, lang: str) -> None:
    code, out, err = call(capsys, "chart", "empty", *AS_OF, plans=plans, lang=lang)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert ("没有可画的内容" if lang == "zh" else "nothing to draw") in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["stationz"],
        ["stations", "--view", "pie"],
        ["stations", "--width", "3"],
        ["stations", "-f", "png"],
        ["stations", "-o", "x.pdf"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_exit_2(capsys: Capture, plans: Path, arguments: list[str]) -> None:
    code, out, err = call(capsys, "chart", *arguments, plans=plans)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    ("columns", "asked", "wide"), [("60", [], 60), ("60", ["--width", "90"], 90), ("20", [], 40)]
)
def test_the_chart_is_as_wide_as_the_terminal_or_as_asked(  # noqa: PLR0913, PLR0917 - a table's columns
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, columns: str, asked: list[str], wide: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = call(capsys, "chart", "stations", *AS_OF, *asked, plans=plans).out
    drawn = [line for line in out.splitlines() if not line.startswith("#")]
    assert max(len(line) for line in drawn) == wide


@pytest.mark.parametrize(
    ("rows", "asked", "high"), [("24", [], 12), ("60", [], 19), ("12", [], 7), ("24", ["--height", "9"], 9)]
)
def test_the_field_is_as_high_as_the_terminal_leaves(  # noqa: PLR0913, PLR0917 - a table's columns
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, rows: str, asked: list[str], high: int
) -> None:
    monkeypatch.setenv("LINES", rows)
    out = call(capsys, "chart", "stations", *AS_OF, *asked, plans=plans).out
    field = [line for line in out.splitlines() if any(sign in line[:8] for sign in "│┤")]
    assert high - 3 <= len(field) <= high


def test_in_a_pipe_it_is_plain(plans: Path) -> None:
    code, out, err = run("chart", "stations", *AS_OF, plans=plans)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "●" in out
    assert out.splitlines()[-1].startswith("# ● report")


@pytest.mark.parametrize(
    "environment",
    [{"JINJIANG_ASCII": "1"}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}],
    ids=["asked", "stream"],
)
@pytest.mark.parametrize("form", ["plain", "table", "markdown"])
def test_a_poor_screen_gets_a_drawing_of_ascii(plans: Path, environment: dict[str, str], form: str) -> None:
    code, out, err = run("chart", "stations", *AS_OF, "-f", form, plans=plans, environment=environment)
    assert (code, err, out.isascii()) == (0, "", True)
    assert "*--" in out or "--*" in out
    assert "?" not in out


def test_a_chinese_console_gets_the_whole_drawing(plans: Path) -> None:
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
    finished = subprocess.run(
        [sys.executable, "-m", "jinjiang_plan", "--plans", str(plans), "chart", "stations", *AS_OF],
        capture_output=True,
        check=True,
        env=clean_environment("zh") | environment,
    )
    out = finished.stdout.decode("gbk")
    assert "●" in out
    assert "?" not in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_of_svg_is_written_whole(capsys: Capture, plans: Path, lang: str) -> None:
    path = plans.parent / "chart.svg"
    code, out, err = call(capsys, "chart", "stations", *AS_OF, "-o", str(path), plans=plans, lang=lang)
    said = f"已写入 {path}\n" if lang == "zh" else f"wrote {path}\n"
    assert (code, out, err) == (0, "", said)
    assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 - what we have just written
    assert (
        path.read_text(encoding="utf-8")
        == call(capsys, "chart", "stations", *AS_OF, "-f", "svg", plans=plans, lang=lang).out
    )


def test_svg_is_drawn_whatever_the_screen_can_show(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path
) -> None:
    before = call(capsys, "chart", "stations", *AS_OF, "-f", "svg", plans=plans).out
    monkeypatch.setenv("JINJIANG_ASCII", "1")
    monkeypatch.setenv("COLUMNS", "60")
    assert call(capsys, "chart", "stations", *AS_OF, "-f", "svg", plans=plans).out == before


@pytest.mark.parametrize(("lang", "said"), [("en", "use .svg, .png, .csv"), ("zh", "可用 .svg、.png、.csv")])
def test_a_picture_that_it_cannot_make_is_refused_with_those_it_can(
    capsys: Capture, plans: Path, lang: str, said: str
) -> None:
    assert said in call(capsys, "chart", "stations", "-o", "x.pdf", plans=plans, lang=lang).err


@pytest.mark.parametrize(
    "command", [["list"], ["status"], ["show", "stations"], ["forecast", "stations"]], ids=" ".join
)
def test_no_other_command_writes_svg(capsys: Capture, plans: Path, command: list[str]) -> None:
    path = plans.parent / "x.svg"
    assert call(capsys, *command, "-o", str(path), plans=plans).code == 2
    assert call(capsys, *command, "-f", "svg", plans=plans).code == 2
    assert not path.exists()


def points(capsys: Capture, plans: Path, name: str, *more: str) -> list[tuple[str, str, str]]:
    out = call(capsys, "chart", name, *AS_OF, "-f", "csv", *more, plans=plans).out
    return [(row["series"], row["day"], row["value"]) for row in csv.DictReader(io.StringIO(out))]


def test_the_points_are_there_for_machines(capsys: Capture, plans: Path) -> None:
    assert points(capsys, plans, "stations") == [
        ("baseline", "2020-01-01", "0"),
        ("report", "2020-12-31", "700"),
        ("report", "2021-06-30", "1200"),
        ("course", "2020-01-01", "0"),
        ("course", "2020-12-31", "600"),
        ("course", "2022-12-31", "3000"),
        ("milestone", "2020-12-31", "600"),
        ("goal", "2020-01-01", "3000"),
        ("goal", "2022-12-31", "3000"),
        ("projection", "2021-06-30", "1200"),
        ("projection", "2022-12-31", "2400"),
    ]


def test_a_moved_goal_is_there_for_machines_in_both_versions(capsys: Capture, plans: Path) -> None:
    goals = [point for point in points(capsys, plans, "moved") if "goal" in point[0]]
    assert goals == [
        ("goal", "2020-01-01", "3000"),
        ("goal", "2021-02-01", "3000"),
        ("goal", "2021-02-01", "2200"),
        ("goal", "2022-12-31", "2200"),
        ("first_goal", "2020-01-01", "3000"),
        ("first_goal", "2022-12-31", "3000"),
    ]


def test_names_and_ranges_are_there_for_machines(capsys: Capture, plans: Path) -> None:
    assert ("report", "2021-03-31", "signed") in points(capsys, plans, "park")
    assert [series for series, *_ in points(capsys, plans, "span")] == [
        "goal_low",
        "goal_low",
        "goal_high",
        "goal_high",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chart_of_what_was_known_says_so(capsys: Capture, plans: Path, lang: str) -> None:
    out = call(capsys, "chart", "stations", *AS_OF, "--known-at", "2021-01-31", plans=plans, lang=lang).out
    assert ("当时已知 2021-01-31" if lang == "zh" else "as known at 2021-01-31") in out
    assert ("现值 700" if lang == "zh" else "value 700") in out


def test_json_holds_the_assessment_and_the_points(capsys: Capture, plans: Path) -> None:
    out = call(capsys, "chart", "stations", *AS_OF, "-f", "json", "--known-at", "2021-01-31", plans=plans).out
    document = json.loads(out)
    assert (document["format"], document["as_of"], document["sample"]) == (1, "2021-06-30", False)
    assert document["known_at"].startswith("2021-01-31")
    assert document["assessment"]["value"] == 700
    assert [each["day"] for each in document["points"] if each["series"] == "report"] == ["2020-12-31"]


def test_a_broken_ledger_is_told_and_exit_3(capsys: Capture, plans: Path) -> None:
    (plans / "plan" / "progress" / "stations.toml").write_text("[report\n", encoding="utf-8")
    code, out, err = call(capsys, "chart", "stations", *AS_OF, plans=plans)
    assert code == 3
    assert "═" in out
    assert "stations.toml" in err


def test_sample_figures_are_called_so_in_every_format(capsys: Capture, tmp_path: Path) -> None:
    call(capsys, "demo", str(tmp_path / "tour"))
    for form in ("table", "plain", "markdown", "svg"):
        out = call(capsys, "chart", "5g-stations", *AS_OF, "-f", form, plans=tmp_path / "tour").out
        assert "SAMPLE FIGURES" in out.replace("\\", "")
    record = json.loads(
        call(capsys, "chart", "5g-stations", *AS_OF, "-f", "jsonl", plans=tmp_path / "tour").out.splitlines()[
            0
        ]
    )
    assert record["sample"] is True


def test_a_hostile_title_commands_neither_screen_nor_file(capsys: Capture, tmp_path: Path) -> None:
    title = '"\\u001b[31mred\\u0007 <script>&\\u202e"'
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + counted(title=title, unit='"\\u001b[2J"'))
    write_ledger(plan, "subject", report_line("2021-03-31", 5))
    for form in ("table", "plain", "markdown", "svg", "json"):
        code, out, _ = call(capsys, "chart", "subject", *AS_OF, "-f", form, plans=tmp_path / "plans")
        assert code == 0
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "<script>" not in out or form in ("table", "plain", "json")


def test_a_file_of_png_is_a_picture_twice_as_wide(capsys: Capture, plans: Path) -> None:
    path = plans.parent / "chart.png"
    code, out, err = call(capsys, "chart", "stations", *AS_OF, "-o", str(path), plans=plans, lang="zh")
    assert (code, out, err) == (0, "", f"已写入 {path}\n")
    assert size(path.read_bytes())[0] == 1520
    assert len(colours(path.read_bytes())) > 20


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_the_extra_a_png_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, lang: str
) -> None:
    monkeypatch.setattr("jinjiang_plan.cli.extras.find_spec", lambda _name: None)
    path = plans.parent / "chart.png"
    code, out, err = call(capsys, "chart", "stations", *AS_OF, "-o", str(path), plans=plans, lang=lang)
    assert (code, out, len(err.splitlines()), path.exists()) == (2, "", 1, False)
    assert 'pip install "resvg-py>=' in err


@pytest.mark.parametrize("name", ["chart.svg", "chart.png"])
def test_a_folder_that_is_not_there_is_one_clear_line(capsys: Capture, plans: Path, name: str) -> None:
    path = plans.parent / "nowhere" / name
    code, out, err = call(capsys, "chart", "stations", *AS_OF, "-o", str(path), plans=plans)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "nowhere" in err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_font_the_png_is_written_and_the_reader_told(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, lang: str
) -> None:
    bare = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", bare)
    path = plans.parent / "chart.png"
    code, _, err = call(capsys, "chart", "stations", *AS_OF, "-o", str(path), plans=plans, lang=lang)
    told = err.splitlines()
    assert code == 0
    assert path.exists()
    assert len(told) == 2
    assert "Noto Sans CJK" in told[0]


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A target whose figures were replaced and retracted."""
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + counted(unit='"座"'))
    later = {"reason": '"r"'}
    write_ledger(
        plan,
        "subject",
        report_line("2020-06-30", 300),
        report_line("2020-06-30-r2", 420, "2020-08-01T09:00:00+08:00", **later),
        report_line("2020-12-31", 900),
        report_line("2020-12-31-r2", "", "2021-02-01T09:00:00+08:00", retract="true", **later),
        report_line("2021-06-30", 1200),
    )
    return tmp_path / "plans"


def test_what_was_replaced_or_retracted_is_there_for_machines(capsys: Capture, corrected: Path) -> None:
    found = [point for point in points(capsys, corrected, "subject") if point[0] in ("report", "replaced")]
    assert found == [
        ("report", "2020-06-30", "420"),
        ("report", "2021-06-30", "1200"),
        ("replaced", "2020-06-30", "300"),
        ("replaced", "2020-12-31", "900"),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_replaced_or_retracted_is_a_hollow_mark_and_told(
    capsys: Capture, corrected: Path, lang: str
) -> None:
    size = ("--width", "100", "--height", "19")
    out = call(capsys, "chart", "subject", *AS_OF, *size, plans=corrected, lang=lang).out
    assert sum(line.count("○") for line in out.splitlines() if not line.startswith("#")) == 2
    assert ("○ 已更正或撤回的数" if lang == "zh" else "○ figure replaced or retracted") in out
    assert ("2 个数后来更正或撤回" if lang == "zh" else "2 figures replaced or retracted since") in out
    picture = call(capsys, "chart", "subject", *AS_OF, "-f", "svg", plans=corrected, lang=lang).out
    circles = [each for each in ET.fromstring(picture.encode()).iter() if each.tag.endswith("circle")]  # noqa: S314 - ours
    hollow = [each for each in circles if each.get("fill") == "none"]
    assert len(hollow) == 3  # and one in the legend


def test_of_what_was_not_known_yet_nothing_was_replaced(capsys: Capture, corrected: Path) -> None:
    known = ("--known-at", "2020-07-31")
    found = [point for point in points(capsys, corrected, "subject", *known) if point[0] == "replaced"]
    assert found == []


def test_the_band_is_there_for_machines_from_the_latest_report_to_due(capsys: Capture, plans: Path) -> None:
    days = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")
    lines = [report_line(day, value) for day, value in zip(days, (60, 220, 380, 620, 900, 1200), strict=True)]
    write_ledger(plans / "plan", "stations", *lines)
    band = [point for point in points(capsys, plans, "stations") if point[0].startswith("band")]
    assert [(series, day) for series, day, _ in band] == [
        ("band_low", "2021-06-30"),
        ("band_low", "2022-12-31"),
        ("band_high", "2021-06-30"),
        ("band_high", "2022-12-31"),
    ]
    told = json.loads(call(capsys, "forecast", "stations", *AS_OF, "-f", "json", plans=plans).out)
    (line,) = told["forecasts"]
    assert [float(value) for _, _, value in band][1::2] == [line["line_low"], line["line_high"]]


@pytest.mark.parametrize(("form", "name"), [("svg", "x.png"), ("png", "x.svg"), ("csv", "x.svg")])
def test_a_picture_is_not_written_under_the_name_of_another(
    capsys: Capture, plans: Path, tmp_path: Path, form: str, name: str
) -> None:
    path = tmp_path / name
    outcome = call(capsys, "chart", "stations", *AS_OF, "-f", form, "-o", str(path), plans=plans)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"end it in .{form}" in outcome.err
    assert not path.exists()


@pytest.mark.parametrize("size", [("--width", "100"), ("--height", "30")])
def test_columns_and_rows_are_not_asked_of_a_picture(
    capsys: Capture, plans: Path, size: tuple[str, str]
) -> None:
    outcome = call(capsys, "chart", "stations", *AS_OF, *size, "-f", "svg", plans=plans)
    assert (outcome.code, outcome.out) == (2, "")
    assert "columns and rows" in outcome.err
