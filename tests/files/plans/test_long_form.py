"""Short forms and Chinese words: other ways to write the same plan, found, compared and judged as the long one is."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import load
from jinjiang_plan.files.plans.long_form import long_form
from jinjiang_plan.model.choice_words import words_for, written_word
from jinjiang_plan.model.codes import Class, Frequency, Kind, Op, PathShape
from jinjiang_plan.model.file_format import PLAN_FILE
from jinjiang_plan.model.keys import Shape
from jinjiang_plan.model.plan import Target
from tests.build import PLAN_HEAD, Outcome, report_line, run, write_ledger, write_plan
from tests.repositories import start


class Pair(NamedTuple):
    """A target written in short or in Chinese, and at length in codes."""

    short: str
    long: str


TITLE = 'title = { zh = "甲", en = "A" }\n'
PAIRS = {
    "number": Pair(
        'kind = "cumulative"\nbaseline = 0\ngoal = 750\n',
        'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 750 }\n',
    ),
    "fraction": Pair('kind = "level"\nbaseline = 1.5\ngoal = 2.50\n', 'kind = "level"\nbaseline = { value = 1.5 }\ngoal = { value = 2.50 }\n'),
    "stage": Pair('kind = "stage"\ngoal = "completed"\n', 'kind = "stage"\ngoal = { stage = "completed" }\n'),
    "stage in Chinese": Pair(
        'kind = "阶段"\nbaseline = "谋划"\ngoal = "建成"\nmilestone = [{ on = 2021-06-30, stage = "在建" }]\n',
        'kind = "stage"\nbaseline = { stage = "planned" }\ngoal = { stage = "completed" }\n'
        'milestone = [{ on = 2021-06-30, stage = "construction" }]\n',
    ),
    "stages of its own": Pair(
        'kind = "stage"\nstages = ["谋划", "建成"]\ngoal = "completed"\n',
        'kind = "stage"\nstages = ["谋划", "建成"]\ngoal = { stage = "建成" }\n',
    ),
    "stages that are figures": Pair(
        'kind = "stage"\nstages = ["1", "2"]\ngoal = "2"\n', 'kind = "stage"\nstages = ["1", "2"]\ngoal = { stage = "2" }\n'
    ),
    "done": Pair('kind = "是否完成"\ngoal = true\n', 'kind = "done"\ngoal = { value = true }\n'),
    "words": Pair(
        'kind = "累计值"\nclass = "约束性"\nfrequency = "半年"\npath = "按季节"\nseasons = [1, 2, 3, 4]\nresets = "每年"\n'
        'baseline = 0\ngoal = { value = 9, op = "≥" }\n',
        'kind = "cumulative"\nclass = "binding"\nfrequency = "half-year"\npath = "seasonal"\nseasons = [1, 2, 3, 4]\n'
        'resets = "year"\nbaseline = { value = 0 }\ngoal = { value = 9, op = ">=" }\n',
    ),
    "wide signs": Pair('kind = "比率（增速）"\ngoal = { value = 9, op = "＜＝" }\n', 'kind = "rate"\ngoal = { value = 9, op = "<=" }\n'),
    "amendment": Pair(
        'kind = "stage"\ngoal = "建成"\n[[target.a.amendment]]\ndecided = 2021-01-01\nstatus = "取消"\nbaseline = "签约"\n'
        'document = "D"\nreason = "R"\n',
        'kind = "stage"\ngoal = { stage = "completed" }\n[[target.a.amendment]]\ndecided = 2021-01-01\n'
        'status = "cancelled"\nbaseline = { stage = "signed" }\ndocument = "D"\nreason = "R"\n',
    ),
}  # fmt: skip
EACH_PAIR = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)


def text(body: str) -> str:
    return f"{PLAN_HEAD}\n[target.a]\n{TITLE}{body}"


def target(root: Path, body: str) -> Target:
    write_plan(root, head=text(body))
    portfolio = load(root)
    assert portfolio.findings == ()
    return portfolio.plans[0].targets[0]


@EACH_PAIR
def test_both_ways_are_the_same_data(tmp_path: Path, pair: Pair) -> None:
    assert target(tmp_path, pair.short) == target(tmp_path, pair.long)


@EACH_PAIR
def test_the_change_from_one_way_to_the_other_is_none(tmp_path: Path, pair: Pair) -> None:
    for name, before, after in (("there", *pair), ("back", *reversed(pair))):
        repo = start(tmp_path / name, "plans", {"plan/plan.toml": text(before)})
        repo.edit("plan/plan.toml", before, after)
        assert repo.check() == ()
    repo.edit("plan/plan.toml", pair.short.partition("\n")[0], 'kind = "maintain"\nlimits = { min = 1 }')
    assert repo.check()


def checked(root: Path, body: str, *options: str) -> Outcome:
    write_plan(root, head=text(body))
    return run("check", "--format", "concise", *options, plans=root)


@pytest.mark.parametrize(
    ("body", "place", "said"),
    [
        ('kind = "level"\nbaseline = 0\ngoal = "3000"\n', "12:8", "JP102"),
        ('kind = "level"\nbaseline = 0\ngoal = [3000]\n', "12:8", "JP102"),
        ('kind = "level"\nbaseline = 0\ngoal = "建成"\n', "12:8", "JP102"),
        ('kind = "rank"\ngoal = 2.5\n', "11:8", "JP104"),
        ('kind = "stage"\ngoal = "finished"\n', "11:8", "JP102"),
        ('kind = "done"\ngoal = 3\n', "11:8", "JP102"),
        ('kind = "累积"\ngoal = 3\n', "10:8", "JP104"),
        ('kind = "level"\nbaseline = 9\ngoal = 9\n', "12:8", "JP307"),
    ],
)
def test_a_finding_stands_at_the_value_of_a_short_form(
    tmp_path: Path, body: str, place: str, said: str
) -> None:
    found = checked(tmp_path, body).out
    assert f"plan.toml:{place}:" in found
    assert said in found


def test_a_figure_in_quotes_is_mended(tmp_path: Path) -> None:
    outcome = checked(tmp_path, 'kind = "level"\nbaseline = "0"\ngoal = "3000"\n', "--fix")
    assert outcome.code == 0
    assert (
        (tmp_path / "plan" / "plan.toml").read_text(encoding="utf-8").endswith("baseline = 0\ngoal = 3000\n")
    )


def test_the_code_is_offered_where_the_plan_is_read_in_english_too(tmp_path: Path) -> None:
    body = 'kind = "累计值"\nbaseline = 0\ngoal = 3000\n'
    assert "JP109 word-for-code" in checked(tmp_path, body, "--fail-on", "info").out
    assert checked(tmp_path, body).code == 0
    checked(tmp_path, body, "--fix")
    path = tmp_path / "plan" / "plan.toml"
    assert 'kind = "cumulative"\n' in path.read_text(encoding="utf-8")


def test_a_plan_in_chinese_alone_keeps_its_words(tmp_path: Path) -> None:
    head = text('kind = "累计值"\nbaseline = 0\ngoal = 3000\n').replace("due =", 'languages = ["zh"]\ndue =')
    write_plan(tmp_path, head=head)
    assert "JP109" not in run("check", "--fail-on", "info", plans=tmp_path).out
    run("check", "--fix", plans=tmp_path)
    assert (tmp_path / "plan" / "plan.toml").read_text(encoding="utf-8") == head


def test_amending_keeps_the_short_form(tmp_path: Path) -> None:
    body = 'kind = "累计值"\nbaseline = 0\ngoal = 3000\n'
    plan = write_plan(tmp_path, head=text(body))
    outcome = run(
        *("amend", "a", "--value", "2800", "--decided", "2021-03-01", "--document", "Doc 3", "--reason", "Fewer sites"),
        "--accept-doubts",
        plans=tmp_path,
    )  # fmt: skip
    assert outcome.code == 0, outcome
    after = (plan / "plan.toml").read_text(encoding="utf-8")
    assert after.startswith(text(body))
    assert load(tmp_path).plans[0].targets[0].terms(date(2022, 1, 1)).goal.value == 2800  # type: ignore[union-attr]


def test_a_chinese_id_goes_through_every_command(tmp_path: Path) -> None:
    head = f'{PLAN_HEAD}\n[target."5g基站"]\ntitle = "5G基站"\nkind = "累计值"\nunit = "座"\nbaseline = 0\ngoal = 3000\n'
    plan = write_plan(tmp_path / "plans", "数字计划", head=head)
    write_ledger(plan, "5g基站", report_line("2021-06-30", 1200))
    plans = tmp_path / "plans"
    assert run("check", plans=plans).code == 0
    for arguments in (
        ["show", "5g基站"],
        ["show", "５Ｇ基站"],
        ["log", "数字计划/5g基站"],
        ["chart", "5g基站"],
    ):
        assert run(*arguments, plans=plans).code == 0
    assert run("record", "5g基站", "1800", "--on", "2021Q4", "--source", "S", plans=plans).code == 0
    agenda = run("timeline", "--format", "ics", plans=plans)
    uids = [line for line in agenda.out.splitlines() if line.startswith("UID:")]
    assert all(line.isascii() for line in uids)
    site = run("site", str(tmp_path / "site"), plans=plans)
    assert site.code == 0, site
    assert 'href="5g%E5%9F%BA%E7%AB%99.html"' in (tmp_path / "site" / "数字计划" / "index.html").read_text(
        "utf-8"
    )
    assert (tmp_path / "site" / "数字计划" / "5g基站.html").exists()


def test_a_ledger_may_name_a_stage_in_chinese(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, head=text('kind = "阶段"\ngoal = "建成"\n'))
    line = '2021-06-30 = { stage = "在建", recorded = 2021-07-01T09:00:00+08:00 }'
    write_ledger(plan, "a", line)
    assert run("check", plans=tmp_path).code == 0
    assert "construction" in run("status", plans=tmp_path).out


@pytest.mark.parametrize("codes", [Kind, Class, Op, PathShape, Frequency])
def test_each_code_has_a_word_that_is_read_back_as_it(codes: type[Kind]) -> None:
    assert {words_for(codes)[written_word(code)] for code in codes} == {str(code) for code in codes}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(["累计值", "建成", "3"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["target", "a", "goal", "stage", "stages", "kind", "amendment", "op"]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["target", "initiative", "plan", "profile", "x"]), VALUES, max_size=4))
def test_any_data_has_a_long_form_which_is_its_own(data: dict[str, object]) -> None:
    shape: Shape = PLAN_FILE
    once = long_form(data, shape)
    assert long_form(once.data, shape) == (once.data, [])
