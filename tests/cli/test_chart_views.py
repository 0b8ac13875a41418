"""`chart` of several targets as it is called: which view, of what, from when to when; and what it cannot draw."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.assess.cases import counted, target_text
from tests.build import PLAN_HEAD, call, report_line, write_ledger, write_plan
from tests.render.charts.dots import size

Capture = pytest.CaptureFixture[str]
AS_OF = ("--as-of", "2021-06-30")
VIEWS = ("multiples", "strip", "stages")
every_view = pytest.mark.parametrize("view", VIEWS)
every_lang = pytest.mark.parametrize("lang", ["zh", "en"])


def named(name: str, body: str) -> str:
    return body.replace("target.subject", f"target.{name}")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    park = '\n[initiative.park]\ntitle = "park"\ngoal = { stage = "completed" }\n'
    top = PLAN_HEAD + named("stations", counted(unit='"座"')) + named("empty", target_text("level"))
    works = 'format = 1\n[action]\ntitle = "Works"\n' + park
    network = 'format = 1\n[action]\ntitle = "Network"\n' + named("speed", counted(10, 50, "level")) + park
    plan = write_plan(tmp_path / "plans", head=top, works=works, network=network)
    write_ledger(plan, "stations", report_line("2020-12-31", 700), report_line("2021-06-30", 1200))
    write_ledger(plan, "works.park", report_line("2021-03-31", "", stage='"signed"'))
    return tmp_path / "plans"


@every_view
@every_lang
def test_every_view_has_every_format(capsys: Capture, plans: Path, view: str, lang: str) -> None:
    for form in ("table", "plain", "markdown", "svg", "json", "jsonl", "csv", "tsv"):
        code, out, err = call(capsys, "chart", "--view", view, *AS_OF, "-f", form, plans=plans, lang=lang)
        assert (code, err) == (0, "")
        assert out.endswith("\n")


@every_view
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_every_view_is_written_as_a_picture(capsys: Capture, plans: Path, view: str, ending: str) -> None:
    path = plans.parent / f"chart.{ending}"
    code, out, err = call(capsys, "chart", "--view", view, *AS_OF, "-o", str(path), plans=plans)
    assert (code, out, err) == (0, "", f"wrote {path}\n")
    if ending == "svg":
        assert ET.parse(path).getroot().get("width") == "760"  # noqa: S314 - what we have just written
    else:
        assert size(path.read_bytes())[0] == 1520


def ids(capsys: Capture, plans: Path, *arguments: str) -> set[str]:
    out = call(capsys, "chart", *arguments, *AS_OF, "-f", "csv", plans=plans).out
    return {row["id"] for row in csv.DictReader(io.StringIO(out))}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], {"stations", "network.speed"}),
        (["--action", "network"], {"network.speed"}),
        (["--plan", "plan"], {"stations", "network.speed"}),
        (["stations"], {"stations"}),
        (["stations", "works.park"], {"stations", "works.park"}),
        (["works.park", "--view", "multiples"], {"works.park"}),
        (["--view", "strip"], {"stations", "empty", "works.park", "network.speed", "network.park"}),
        (["--view", "strip", "--status", "behind"], {"stations", "works.park"}),
        (["--view", "stages"], {"works.park", "network.park"}),
        (["--view", "stages", "--action", "works"], {"works.park"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_drawn_is_what_was_asked_for(
    capsys: Capture, plans: Path, arguments: list[str], found: set[str]
) -> None:
    assert ids(capsys, plans, *arguments) == found


def test_one_name_alone_is_a_burnup_and_everything_else_is_small(capsys: Capture, plans: Path) -> None:
    one = json.loads(call(capsys, "chart", "stations", *AS_OF, "-f", "json", plans=plans).out)
    many = json.loads(call(capsys, "chart", *AS_OF, "-f", "json", plans=plans).out)
    assert "assessment" in one
    assert [each["assessment"]["id"] for each in many["charts"]] == ["stations", "network.speed"]
    assert many["charts"][0]["points"] == one["points"]


@every_lang
@pytest.mark.parametrize(
    ("arguments", "code", "zh", "en"),
    [
        (["--view", "pie"], 2, "没有视图 `pie`", "no view `pie`"),
        (["--view", "burnup"], 2, "burnup 只画一个目标", "burnup draws one target"),
        (["--view", "strip", "--height", "9"], 2, "--height 只用于 burnup", "--height goes with burnup"),
        (["--from", "2021"], 2, "只用于 --view strip", "go with --view strip"),
        (["stations", "--to", "2021"], 2, "只用于 --view strip", "go with --view strip"),
        (["--view", "strip", "--to", "2022"], 2, "晚于评估日", "later than the day"),
        (["--view", "strip", "--from", "2021-07-31"], 2, "晚于", "later than"),
        (["--view", "stages", "--from", "2022", "--to", "2021"], 2, "晚于", "later than"),
        (["--view", "stages", "--from", "2031"], 2, "没有可画的内容", "nothing to draw"),
        (["--view", "strip", "--from", "1900"], 2, "太多", "too many"),
        (["--view", "strip", "--from", "soon"], 2, "soon", "soon"),
        (
            ["--view", "strip", "--as-of", "2019-06-30"],
            3,
            "还没有开始",
            "no plan that is asked for had begun",
        ),
        (["--view", "stages", "stations"], 3, "没有可画的内容", "nothing to draw"),
        (["--view", "multiples", "empty"], 3, "没有可画的内容", "nothing to draw"),
        (["empty"], 3, "没有可画的内容", "nothing to draw"),
        (["--action", "works"], 3, "--view stages", "--view stages"),
        (["--status", "cancelled"], 3, "没有符合条件的目标", "no target fits"),
        (["--action", "nowhere"], 2, "nowhere", "nowhere"),
        (["nobody"], 2, "nobody", "nobody"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_one_clear_line(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plans: Path, lang: str, arguments: list[str], code: int, zh: str, en: str
) -> None:
    day = () if "--as-of" in arguments else AS_OF
    path = plans.parent / "chart.svg"
    found = call(capsys, "chart", *arguments, *day, "-o", str(path), plans=plans, lang=lang)
    assert (found.code, found.out, len(found.err.splitlines())) == (code, "", 1)
    assert (zh if lang == "zh" else en) in found.err
    assert not path.exists()


@pytest.mark.parametrize("kept", ["plain", "markdown"])
def test_in_a_pipe_no_period_and_no_name_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, kept: str
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = call(capsys, "chart", "--view", "strip", "--as-of", "2031-06-30", "-f", kept, plans=plans).out
    assert "2020" in out.split("2021")[0].splitlines()[-1]
    assert "…" not in out


def test_a_strip_begins_and_ends_where_it_is_asked_to(capsys: Capture, plans: Path) -> None:
    arguments = ("--view", "strip", "--from", "2020-07", "--to", "2021Q1", "-f", "json")
    found = json.loads(call(capsys, "chart", *arguments, *AS_OF, plans=plans).out)
    assert found["plans"][0]["days"] == ["2020-09-30", "2020-12-31", "2021-03-31"]
    assert (found["as_of"], found["known_at"], found["sample"]) == ("2021-03-31", None, False)


def test_a_strip_says_what_status_said_then_by_what_is_known_at_a_moment(
    capsys: Capture, plans: Path
) -> None:
    known = ("--known-at", "2021-01-31")
    arguments = ("chart", "--view", "strip", *AS_OF, *known, "-f", "json")
    strip = json.loads(call(capsys, *arguments, plans=plans).out)
    assert strip["known_at"].startswith("2021-01-31")
    for course in strip["plans"][0]["courses"]:
        for stood in course["stood"]:
            out = call(
                capsys, "status", course["id"], "--as-of", stood["day"], *known, "-f", "json", plans=plans
            ).out
            (said,) = json.loads(out)["assessments"]
            assert (stood["status"], stood["light"], stood["value"]) == (
                said["status"],
                said["light"],
                said["value"],
            )


def test_the_stages_are_there_for_machines(capsys: Capture, plans: Path) -> None:
    out = call(capsys, "chart", "works.park", "--view", "stages", *AS_OF, "-f", "csv", plans=plans).out
    rows = [(row["series"], row["stage"], row["from"], row["to"]) for row in csv.DictReader(io.StringIO(out))]
    assert rows == [
        ("reported", "signed", "2021-03-31", "2021-06-30"),
        ("expected", "planned", "2020-01-01", "2020-01-01"),
        ("expected", "signed", "2020-12-31", "2020-12-31"),
        ("expected", "construction", "2021-12-31", "2021-12-31"),
        ("expected", "completed", "2022-12-31", "2022-12-31"),
        ("goal", "completed", "2022-12-31", "2022-12-31"),
    ]


@every_view
def test_a_folder_that_cannot_be_written_is_one_clear_line(capsys: Capture, plans: Path, view: str) -> None:
    path = plans.parent / "nowhere" / "chart.svg"
    found = call(capsys, "chart", "--view", view, *AS_OF, "-o", str(path), plans=plans)
    assert (found.code, found.out, len(found.err.splitlines())) == (2, "", 1)


@every_view
def test_a_poor_screen_gets_signs_of_ascii(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, view: str
) -> None:
    monkeypatch.setenv("JINJIANG_ASCII", "1")
    for form in ("table", "plain"):
        code, out, _ = call(capsys, "chart", "--view", view, *AS_OF, "-f", form, plans=plans)
        assert code == 0
        assert out.isascii(), out


@every_view
def test_a_broken_ledger_is_told_and_exit_3(capsys: Capture, plans: Path, view: str) -> None:
    (plans / "plan" / "progress" / "stations.toml").write_text("[report\n", encoding="utf-8")
    code, out, err = call(capsys, "chart", "--view", view, *AS_OF, plans=plans)
    assert code == 3
    assert out
    assert "stations.toml" in err


def test_one_period_is_told_as_one(capsys: Capture, plans: Path) -> None:
    out = call(capsys, "chart", "--view", "strip", "--as-of", "2020-02-15", plans=plans).out
    assert "1 period from 2020-02-15" in out
