"""`brief`: for whom and of when, where it goes, and one line for each wrong call."""

from importlib import util
from pathlib import Path
from shlex import split

import pytest

from tests.build import Outcome, call, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

WORKS = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }
lead = "交通局"

[target.roads]
title = { zh = "道路", en = "Roads" }
kind = "cumulative"
unit = "公里"
goal = { value = 30 }

[target.bridges]
title = { zh = "桥梁", en = "Bridges" }
kind = "cumulative"
unit = "座"
goal = { value = 4 }
lead = "建设局"
"""
AS_OF = ("--as-of", "2021-06-30")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", works=WORKS)
    problems = {"problems": '"征地慢"', "next": '"七月复工"'}
    write_ledger(plan, "works.roads", report_line("2021-03-31", 3), report_line("2021-06-30", 9, **problems))
    return tmp_path / "plans"


def told(capsys: Capture, plans: Path, *arguments: str, lang: str = "en") -> Outcome:
    return call(capsys, "brief", *arguments, plans=plans, lang=lang)


def test_it_tells_the_day_the_profile_the_goal_and_what_was_reported(capsys: Capture, plans: Path) -> None:
    outcome = told(capsys, plans, *AS_OF)
    assert (outcome.code, outcome.err) == (0, "")
    for piece in (
        "# Test plan: progress briefing",
        "**2021-06-30**",
        "cn/2",
        "征地慢",
        "七月复工",
        "9 km",
        "30 km",
    ):
        assert piece in outcome.out
    assert (
        "| Roads | better | far behind → behind | 3 km → 9 km | -31.7 → -20.0 | new figure | 交通局 |"
        in outcome.out
    )


def test_each_office_has_its_own(capsys: Capture, plans: Path) -> None:
    outcome = told(capsys, plans, *AS_OF, "--lead", "建设局", lang="zh")
    assert outcome.code == 0
    assert "测试计划；责任单位 建设局" in outcome.out
    assert "桥梁" in outcome.out
    assert "道路" not in outcome.out


def test_it_says_how_to_judge_the_same_again(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, *AS_OF, "--lead", "建设局", "--action", "works").out
    again = "jinjiang-plan status --as-of 2021-06-30 --action works --lead '建设局'"
    assert f"> Anyone can judge again: {again}\n" in out
    repeated = call(capsys, *split(again)[1:], plans=plans)
    assert repeated.code == 0
    assert "Bridges" in repeated.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("roads",),
        ("--plan", "plan", "--status", "behind,far_behind", "--profile", "cn-yinchuan"),
        ("--class", "expected", "--due-before", "2030", "--lead", "交通局"),
    ],
)
def test_the_command_that_judges_again_judges_the_same(
    capsys: Capture, plans: Path, arguments: tuple[str, ...]
) -> None:
    out = told(capsys, plans, *AS_OF, *arguments).out
    again = out.rpartition("Anyone can judge again: ")[2].strip()
    found = call(capsys, *split(again)[1:], "-f", "csv", plans=plans).out
    assert found == call(capsys, "status", *AS_OF, *arguments, "-f", "csv", plans=plans).out
    assert found.count("\n") > 1


def test_a_part_of_an_action_is_said_to_be_one(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, *AS_OF, "--action", "works", "--status", "behind").out
    assert "- covers: Works (a part, as chosen)" in out


def test_a_changed_goal_is_told_with_what_it_was_its_document_and_why(capsys: Capture, plans: Path) -> None:
    amended = """
[[target.roads.amendment]]
decided = 2021-05-01
value = 20
document = "文件5号"
reason = "资金调减"
[[target.roads.amendment]]
decided = 2021-12-01
value = 10
document = "文件9号"
reason = "以后的事"
"""
    write_plan(plans, works=WORKS.replace("[target.bridges]", f"{amended}\n[target.bridges]"))
    out = told(capsys, plans, *AS_OF, lang="zh").out
    assert "- 原定：目标 30 公里，期限 2022-12-31" in out
    assert "- 正式调整：2021-05-01：20 公里，文件5号，资金调减" in out
    assert "文件9号" not in out
    before = told(capsys, plans, "--as-of", "2021-12-31", "--known-at", "2021-11-01", lang="zh").out
    assert "文件5号" in before
    assert "文件9号" not in before


def test_the_value_of_a_sum_is_told_as_one(capsys: Capture, plans: Path) -> None:
    whole = """
[target.whole]
title = { zh = "合计", en = "Whole" }
kind = "cumulative"
unit = "公里"
goal = { value = 30 }
sum_of = ["works.roads"]
"""
    write_plan(plans, works=WORKS + whole)
    out = told(capsys, plans, *AS_OF, "works.whole").out
    assert "- value: 9 km (2021-06-30, the sum of its parts), goal 30 km" in out


def test_a_level_to_hold_is_asked_for_as_its_goal_is(capsys: Capture, plans: Path) -> None:
    prices = """
[target.prices]
title = { zh = "物价", en = "Prices" }
kind = "maintain"
unit = "%"
goal = { min = 1, max = 3, op = "range" }
"""
    plan = write_plan(plans, works=WORKS + prices)
    write_ledger(plan, "works.prices", report_line("2021-06-30", 2.5))
    assert "| Prices | 2.5 % | 1 \\~ 3 % | 1 \\~ 3 % |" in told(capsys, plans, *AS_OF, "prices").out


def test_what_is_asked_of_an_index_without_a_unit_is_a_figure(capsys: Capture, plans: Path) -> None:
    index = """
[target.index]
title = { zh = "能耗指数", en = "Energy index" }
kind = "level"
baseline = { value = 100, on = 2019-12-31 }
goal = { value = 80, op = "<=" }
"""
    write_plan(plans, works=WORKS + index)
    assert "| Energy index | \\<= 80 | 90 |" in told(capsys, plans, *AS_OF, "index").out


def test_changes_stand_the_worst_first_over_all_plans(capsys: Capture, tmp_path: Path) -> None:
    for name, first, last in (("a", 9, 20), ("b", 13, 13)):
        plan = write_plan(tmp_path / "plans", name=name, works=WORKS)
        write_ledger(plan, "works.roads", report_line("2021-03-31", first), report_line("2021-06-30", last))
    out = told(capsys, tmp_path / "plans", *AS_OF, "--action", "works").out
    rows = [line.split(" | ")[1] for line in out.splitlines() if line.startswith("| Roads |")][:2]
    assert rows == ["worse", "better"]
    assert "1 worse, 1 better" in out


def test_a_report_that_is_asked_for_twice_is_named_once(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, *AS_OF).out
    asked = "Reports asked for by 2021-09-30 (3): 5G stations (2 periods), Bridges (2 periods), Roads."
    assert asked in out


def test_who_is_responsible_is_said_also_where_nobody_is(capsys: Capture, plans: Path) -> None:
    assert "responsible" in told(capsys, plans, *AS_OF).out
    assert "- responsible: not stated" in told(capsys, plans, *AS_OF, "stations").out


def test_an_action_and_a_target_alone_are_said_to_be_a_part(capsys: Capture, plans: Path) -> None:
    assert "- covers: Works" in told(capsys, plans, *AS_OF, "--action", "works").out
    assert "- covers: Test plan (a part, as chosen)" in told(capsys, plans, "roads", *AS_OF).out


def test_a_moment_that_is_replayed_is_said(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, *AS_OF, "--known-at", "2021-05-01").out
    assert "- as known at: 2021-05-01 " in out
    assert "3 km" in out
    assert "9 km" not in out
    assert "--known-at 2021-05-01T" in out


def test_both_languages_side_by_side(capsys: Capture, plans: Path) -> None:
    out = told(capsys, plans, *AS_OF, "--bilingual").out
    assert out.startswith("# 测试计划督查通报 / Test plan: progress briefing\n")
    assert "道路 / Roads" in out


def test_it_goes_to_a_file_by_its_ending(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    outcome = told(capsys, plans, *AS_OF, "-o", str(path))
    assert (outcome.code, outcome.out) == (0, "")
    assert path.read_text(encoding="utf-8") == told(capsys, plans, *AS_OF).out


def test_the_same_question_has_the_same_answer(plans: Path) -> None:
    answers = {run("brief", *AS_OF, plans=plans, environment={"PYTHONHASHSEED": seed}).out for seed in "123"}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--as-of", "2019-05"), 3, "is before the plan begins on 2020-01-01"),
        ((*AS_OF, "--since", "2021-06-30"), 2, "--since 2021-06-30 is not before the day judged, 2021-06-30"),
        ((*AS_OF, "--since", "nonsense"), 2, "nonsense"),
        ((*AS_OF, "--lead", "环保局"), 2, "no lead `环保局`"),
        ((*AS_OF, "--action", "work"), 2, "works"),
        ((*AS_OF, "-f", "pdf"), 2, "no format `pdf`"),
        ((*AS_OF, "-f", "markdown", "-o", "b.docx"), 2, "end it in .md, or leave out --format"),
        ((*AS_OF, "-o", "brief.pdf"), 2, "brief.pdf cannot be written"),
        ((*AS_OF, "-o", "no/such/brief.md"), 2, "there is no folder no/such"),
        ((*AS_OF, "nothing"), 2, "`nothing`"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    capsys: Capture, plans: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    outcome = told(capsys, plans, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err


def test_a_broken_plan_is_told_of_and_the_rest_briefed(capsys: Capture, plans: Path) -> None:
    write_plan(plans, "broken", "format = 1\n[plan\n")
    outcome = told(capsys, plans, *AS_OF)
    assert outcome.code == 3
    assert "broken/plan.toml:2:" in outcome.err
    assert "# Test plan: progress briefing" in outcome.out


def test_a_page_goes_to_a_file_and_into_a_pipe_alike(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    assert told(capsys, plans, *AS_OF, "-o", str(path)).code == 0
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>\n")
    assert told(capsys, plans, *AS_OF, "-f", "html").out == page


@pytest.mark.parametrize(
    ("form", "package", "name"),
    [("html", "jinja2", "jinja2"), ("docx", "docx", "python-docx"), ("xlsx", "openpyxl", "openpyxl")],
)
def test_without_an_extra_one_line_says_what_to_install_and_nothing_is_written(  # noqa: PLR0913, PLR0917 - fixtures
    capsys: Capture,
    plans: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    package: str,
    name: str,
) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        "jinjiang_plan.cli.extras.find_spec", lambda name: None if name == package else found(name)
    )
    path = tmp_path / f"brief.{form}"
    outcome = told(capsys, plans, *AS_OF, "-o", str(path))
    assert (outcome.code, outcome.out) == (2, "")
    assert f'pip install "{name}>=' in outcome.err
    assert "markdown works without it" in outcome.err
    assert outcome.err.count("\n") == 1
    assert not path.exists()
    assert told(capsys, plans, *AS_OF).code == 0
