"""`plan import --into`: a second version of a plan's table, from the file to the plan's own files."""

import json
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, call, write_plan

Capture = pytest.CaptureFixture[str]
WORKS = """\
format = 1

[action]
title = "工程"

[target.m-1]
title = "道路"
kind = "cumulative"
unit = "公里"
goal = { value = 40 }
due = 2021-12-31

[target.m-2]
title = "园林"
kind = "cumulative"
unit = "公顷"
goal = { value = 8 }
due = 2022-03-31

[target.m-3]
title = "旧厂改造"
kind = "done"
goal = { value = true }
"""
TABLE = """\
代码,任务名称,单位,目标值,季度,年份,牵头单位,类别,计算方式
M-1,道路,公里,38,Q2,2022,甲局,工程,累计
M-1,道路,公里,38,Q2,2022,乙局,工程,累计
M-2,园林,公顷,10,Q4,2021,,工程,累计
M-4,桥梁,座,3,Q4,2022,丙局,工程,累计
"""
"""In the shape of a list that is published again: rows of one code for each of several leads, due by quarter."""
EXPECTED = {
    ("gone", "works.m-3"),
    ("postponed", "works.m-1"),
    ("eased", "works.m-1"),
    ("lead", "works.m-1"),
    ("brought_forward", "works.m-2"),
    ("tightened", "works.m-2"),
    ("new", "works.m-4"),
}
WHY = ("--document", "第9号文", "--decided", "2022-01-05", "--reason", "重新安排")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "second.csv").write_text(TABLE, encoding="utf-8")
    return write_plan(tmp_path / "plans", head=f'{PLAN_HEAD}languages = ["zh"]\n', works=WORKS).parent


def into(plans: Path, *more: str) -> tuple[str, ...]:
    return ("plan", "import", str(plans.parent / "second.csv"), "--into", "plan", *more)


def test_what_changed_is_shown(capsys: Capture, plans: Path) -> None:
    before = (plans / "plan" / "works.toml").read_bytes()
    code, out, err = call(capsys, *into(plans, "-f", "json"), plans=plans)
    assert code == 0, err
    assert {(each["change"], each["id"]) for each in json.loads(out)["changes"]} == EXPECTED
    assert "--document TEXT --decided DAY" in err
    assert (plans / "plan" / "works.toml").read_bytes() == before


@pytest.mark.parametrize("how", [WHY, ("--edit",)], ids=["amendments", "edits"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_once_it_is_written_the_table_says_nothing_new(
    capsys: Capture, plans: Path, how: tuple[str, ...], lang: str
) -> None:
    more = (*how, "-y", "--accept-doubts")
    done = call(capsys, *into(plans, *more), plans=plans, lang=lang)
    assert done.code == 0, done.err
    assert ("已写入" if lang == "zh" else "wrote to") in done.err
    again = call(capsys, *into(plans, "-f", "json"), plans=plans)
    assert json.loads(again.out)["changes"] == []
    assert call(capsys, "check", str(plans)).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--into", "paln"), "plan"),
        (("--into", "plan", "--title", "x"), "--title is for a new plan"),
        (("--into", "plan", "--decided", "2022-01-05"), "go with --document"),
        (("--edit",), "--edit goes with --into"),
        (("--document", "d", "--except", "m-1"), "goes with --into"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together_are_refused(
    capsys: Capture, plans: Path, words: tuple[str, ...], said: str
) -> None:
    code, out, err = call(capsys, "plan", "import", str(plans.parent / "second.csv"), *words, plans=plans)
    assert (code, out) == (2, "")
    assert said in err


def test_without_a_word_nothing_is_written_in_a_pipe(capsys: Capture, plans: Path) -> None:
    before = (plans / "plan" / "works.toml").read_bytes()
    assert call(capsys, *into(plans, *WHY), plans=plans).code in (1, 2)
    assert call(capsys, *into(plans, *WHY, "--dry-run", "--accept-doubts"), plans=plans).code == 0
    assert (plans / "plan" / "works.toml").read_bytes() == before
