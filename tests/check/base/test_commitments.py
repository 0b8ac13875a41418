"""JP603: what is gone is found, with what it has become; what is merely elsewhere or broken is not gone."""

import shutil
from pathlib import Path

import pytest

from tests.check.base.plans_of_base import HEAD, HEAD_FILE, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import Repo, errors, start

SPEED = '[target.speed]\ntitle = "接入能力"\nkind = "level"\nunit = "Mbps"\ngoal = { value = 1000 }\n'
PARK = (
    '[initiative.park]\ntitle = { zh = "产业园", en = "Park" }\ngoal = { stage = "completed" }\n'
    'serves = ["works.investment"]\n'
)
ACTION = 'format = 1\n\n[action]\ntitle = "别的"\n\n'


def test_a_target_that_is_gone_is_found_with_its_goal_and_its_ledger(repo: Repo) -> None:
    base = repo.git("rev-parse", "--short=7", "HEAD")
    there = repo.line(WORKS_FILE, "[target.speed]")
    repo.edit(WORKS_FILE, SPEED, "")
    (repo.plans / "city/progress/works.speed.toml").unlink()
    (finding,) = repo.check()
    assert finding.code == "JP603"
    assert finding.words.en == "the target `works.speed` (接入能力) is gone"
    assert (finding.file, finding.line) == ("plans/city/works.toml", repo.line(WORKS_FILE, "[target.air]"))
    assert finding.label is not None
    assert finding.label.en == "it stood behind this"
    assert [note.en for note in finding.notes] == [
        "its goal was 1,000 Mbps, due 2022-12-31",
        "the one report of its ledger went with it",
    ]
    assert [(each.file, each.line) for each in finding.related] == [(f"plans/city/works.toml@{base}", there)]
    assert finding.hint is not None
    assert "amend works.speed --status cancelled" in finding.hint.en


def test_an_initiative_that_is_gone_is_found(repo: Repo) -> None:
    repo.edit(WORKS_FILE, PARK, "")
    (finding,) = repo.check()
    assert (finding.code, finding.words.en) == ("JP603", "the initiative `works.park` (Park) is gone")


def test_another_id_is_told_at_the_new_one_and_what_moved_with_it_besides(repo: Repo) -> None:
    repo.edit(WORKS_FILE, "[target.speed]", "[target.access-speed]")
    ledgers = repo.plans / "city/progress"
    (ledgers / "works.speed.toml").rename(ledgers / "works.access-speed.toml")
    (finding,) = repo.check()
    assert finding.code == "JP603"
    assert (
        finding.words.en == "the target `works.speed` (接入能力) is gone; its id is `works.access-speed` now"
    )
    assert finding.line == repo.line(WORKS_FILE, "[target.access-speed]")
    repo.edit(WORKS_FILE, "goal = { value = 1000 }", "goal = { value = 900 }")
    repo.edit("city/progress/works.access-speed.toml", "value = 500", "value = 501")
    assert errors(repo.check()) == ["JP611", "JP603", "JP601"]


def test_a_target_that_moved_to_another_action_says_where(repo: Repo) -> None:
    repo.edit(WORKS_FILE, SPEED, "")
    (repo.plans / "city/network.toml").write_text(ACTION + SPEED, encoding="utf-8")
    ledgers = repo.plans / "city/progress"
    (ledgers / "works.speed.toml").rename(ledgers / "network.speed.toml")
    (finding,) = repo.check()
    assert (
        finding.words.en
        == "the target `works.speed` (接入能力) is gone; moved to `network`, as `network.speed`"
    )
    assert finding.words.zh == "目标 `works.speed`（接入能力）不见了，移到了 `network`，现为 `network.speed`"
    assert (finding.file, finding.line) == ("plans/city/network.toml", 6)


def test_an_action_that_is_renamed_has_one_finding_for_each_target_and_none_of_its_ledgers(
    repo: Repo,
) -> None:
    (repo.plans / WORKS_FILE).rename(repo.plans / "city/building.toml")
    repo.edit(HEAD_FILE, "works.investment", "building.investment")
    for each in (repo.plans / "city/progress").glob("works.*"):
        each.rename(each.with_name(each.name.replace("works.", "building.")))
    findings = repo.check()
    assert {each.code for each in findings if "moved to `building`" in each.words.en} == {"JP603"}
    assert [each.code for each in findings if each.code != "JP603"] == [
        "JP601"
    ]  # the parts of the sum have other names
    assert len(findings) == 14


def test_a_plan_that_is_gone_or_renamed_is_one_finding(repo: Repo) -> None:
    (repo.plans / "other").mkdir()
    (repo.plans / "other/plan.toml").write_text(
        HEAD.replace("测试计划", "别的").replace("Test plan", "Another"), encoding="utf-8"
    )
    repo.edit("other/plan.toml", '\nsum_of = ["works.investment"]', "")
    repo.edit("other/plan.toml", "[target.investment]", "[target.total]")
    repo.commit()
    repo.git("branch", "-f", "main")
    (repo.plans / "city").rename(repo.plans / "town")
    (finding,) = repo.check()
    assert (finding.code, finding.file) == ("JP603", "plans/town/plan.toml")
    assert (finding.line, finding.column, finding.end_column) == (3, 2, 6)  # the name in its bracket
    assert (
        finding.words.en
        == "the plan `city` (Test plan) is gone; it is `town` now (14 targets and initiatives)"
    )
    assert finding.hint is not None
    assert finding.hint.en == "a plan's folder is its id: name it `city` again"
    assert finding.hint.zh == "目录名就是编号：改回 `city`"
    repo.edit("town/works.toml", 'value = 3000, op = ">="', "value = 2999")
    repo.edit("town/progress/works.line.toml", "signed", "completed")
    assert errors(repo.check()) == ["JP603", "JP611", "JP601"]
    shutil.rmtree(repo.plans / "town")
    (finding,) = repo.check()
    assert (finding.code, finding.file, finding.line) == ("JP603", "plans/city/plan.toml", 0)
    assert finding.hint is not None
    assert finding.hint.en.startswith("put the whole plan back; ")
    assert finding.hint.zh.startswith("把整个计划放回来；")


def test_a_target_that_became_an_initiative_is_another_kind(repo: Repo) -> None:
    repo.edit(
        WORKS_FILE,
        '[target.line]\ntitle = "变电站"\nkind = "stage"\n',
        '[initiative.line]\ntitle = "变电站"\n',
    )
    (finding,) = repo.check()
    assert (finding.code, finding.line) == ("JP601", repo.line(WORKS_FILE, "[initiative.line]"))
    assert "stage at the base, initiative now" in finding.words.en


BROKEN = {
    "a file": (WORKS_FILE, 'title = "建设"', "title = “建设”", "JP002"),
    "an entry": (WORKS_FILE, "goal = { value = 1000 }", 'goal = { value = "1000" }', "JP102"),
    "the plan's own file": (HEAD_FILE, "start = 2020-01-01", "start = ", "JP001"),
    "the plan's own table": (HEAD_FILE, "start = 2020-01-01", 'start = "2020"', "JP102"),
    "a ledger": (STATIONS_LEDGER, "value = 620,", "value = 620，", "JP002"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_not_called_gone_but_has_not_passed(repo: Repo, name: str) -> None:
    file, old, new, code = BROKEN[name]
    repo.edit(file, old, new)
    assert [each.code for each in repo.check(select="JP0,JP1,JP6,JP9")] == [code]  # the cause, once
    (finding,) = repo.check(select="JP6")  # where the cause is not asked for, the consequence is told
    assert (finding.code, finding.file) == ("JP600", f"plans/{file}")
    assert "as it is now, it cannot be read" in finding.words.en


def test_an_error_that_a_comment_keeps_back_does_not_hide_a_goal_that_moved(repo: Repo) -> None:
    repo.edit(
        WORKS_FILE,
        "goal = { value = 1000 }",
        'goal = { value = "10" }  # jp: ignore[wrong-type] 上级尚未下达',
    )
    (finding,) = repo.check(select="JP0,JP1,JP6,JP9")
    assert (finding.code, finding.line) == ("JP600", repo.line(WORKS_FILE, "[target.speed]"))


def test_what_is_broken_at_the_base_is_not_compared_and_has_not_passed(repo: Repo) -> None:
    repo.edit(WORKS_FILE, "goal = { value = 1000 }", 'goal = { value = "1000" }')
    repo.edit(STATIONS_LEDGER, "value = 620, ", "value = 620， ")
    (repo.plans / "city/more.toml").write_text("format = 1\n[action]\ntitle = \n", encoding="utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.commit()
    assert (
        errors(repo.check(select="JP6")) == []
    )  # nothing has changed since: what is wrong now is told as such
    repo.edit(WORKS_FILE, 'goal = { value = "1000" }', "goal = { value = 900 }")
    repo.edit(STATIONS_LEDGER, "value = 620，", "value = 600,")
    (repo.plans / "city/more.toml").unlink()
    findings = repo.check()
    assert [(each.code, each.file) for each in findings] == [
        ("JP600", "plans/city/more.toml"),
        ("JP600", f"plans/{STATIONS_LEDGER}"),
        ("JP600", f"plans/{WORKS_FILE}"),
    ]
    assert all("base's own version" in each.words.en for each in findings)
    assert repo.line(WORKS_FILE, "[target.speed]") == findings[2].line


def test_a_ledger_whose_target_is_broken_at_the_base_does_not_pass_rewritten(repo: Repo) -> None:
    repo.edit(WORKS_FILE, "goal = { value = 1000 }", 'goal = { value = "1000" }')
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.append("city/progress/works.speed.toml", "# appended to\n")
    assert repo.check() == ()
    repo.edit("city/progress/works.speed.toml", "value = 500", "value = 900")
    assert [(each.code, each.file) for each in repo.check()] == [
        ("JP600", "plans/city/progress/works.speed.toml")
    ]


def test_an_action_file_that_is_gone_is_named_where_it_stood(repo: Repo) -> None:
    (repo.plans / WORKS_FILE).unlink()
    findings = repo.check()
    assert {(each.code, each.file, each.line) for each in findings} == {("JP603", "plans/city/works.toml", 0)}
    assert len(findings) == 13


def test_a_target_that_moved_to_another_plan_says_where(repo: Repo) -> None:
    (repo.plans / "other").mkdir()
    (repo.plans / "other/plan.toml").write_text(
        HEAD.replace("测试计划", "别的")
        .replace("target.investment", "target.total")
        .replace("works.investment", "total"),
        encoding="utf-8",
    )
    repo.edit("other/plan.toml", 'sum_of = ["total"]\n', "")
    repo.edit("other/plan.toml", 'title = "总投资"', 'title = "合计"')
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(WORKS_FILE, SPEED, "")
    repo.append("other/plan.toml", f"\n{SPEED}")
    finding = next(each for each in repo.check() if each.code == "JP603")
    assert finding.words.en == (
        "the target `works.speed` (接入能力) is gone; moved to the plan `other`, as `other/speed`"
    )


def test_many_renamed_targets_are_each_told_with_their_new_id(repo: Repo) -> None:
    many = "".join(
        f'\n[target.n{number}]\ntitle = "第{number}项"\nkind = "level"\ngoal = {{ value = {number} }}\n'
        f'wording = "完成{number}"\n'
        for number in range(30)
    )
    repo.append(WORKS_FILE, many)
    repo.commit()
    repo.git("branch", "-f", "main")
    text = (repo.plans / WORKS_FILE).read_text(encoding="utf-8")
    (repo.plans / WORKS_FILE).write_text(text.replace("[target.n", "[target.m"), encoding="utf-8")
    findings = repo.check()
    assert {each.code for each in findings} == {"JP603"}
    assert {each.words.en.partition("; ")[2] for each in findings} == {
        f"its id is `works.m{n}` now" for n in range(30)
    }


# How much a new target must be like one that is gone: each threshold with what just reaches it and what just does not.

TEN = "一二三四五六七八九十"


def entry(id_: str, title: str, goal: int = 10, unit: str = "Mbps", **more: str) -> str:
    keys = {
        "title": f'"{title}"',
        "kind": '"level"',
        "unit": f'"{unit}"',
        "goal": f"{{ value = {goal} }}",
        **more,
    }
    return f"\n[target.{id_}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def became(root: Path, before: str, now: str) -> tuple[dict[str, str], list[str]]:
    """What has become of what is gone, in the words of its findings, by id; and the codes of the other findings."""
    repo = start(root / "repo", "plans", {"city/plan.toml": EMPTY + before})
    (repo.plans / "city/plan.toml").write_text(EMPTY + now, encoding="utf-8")
    findings = repo.check()
    told = [each.words.en for each in findings if each.code == "JP603"]
    others = [each.code for each in findings if each.code != "JP603"]
    return {each.split("`")[1]: each.partition(" is gone")[2] for each in told}, others


EMPTY = HEAD.partition("[source.paper]")[0]
OLD = entry("old", TEN, wording='"原文一"', baseline="{ value = 2 }")
LIKE = [
    pytest.param(entry("new", TEN[:7] + "甲乙丙", baseline="{ value = 3 }"), True, id="title, unit, goal"),
    pytest.param(entry("new", TEN[:6] + "甲乙丙丁"), False, id="unit and goal, the title too unlike"),
    pytest.param(entry("new", TEN[:7] + "甲乙丙", 11), False, id="title and unit"),
    pytest.param(entry("new", TEN[:7] + "甲乙丙", unit="万元"), False, id="title and goal"),
    pytest.param(entry("new", "甲乙", baseline="{ value = 2 }"), True, id="unit, goal, baseline"),
    pytest.param(entry("new", "甲乙", 11, baseline="{ value = 2 }"), False, id="unit and baseline"),
    pytest.param(entry("new", "甲乙", 11, "万元", wording='"原文一"'), True, id="the wording"),
    pytest.param(entry("new", TEN, 11, "万元"), True, id="the same title"),
    pytest.param(entry("new", "甲乙"), False, id="unit and goal"),
]


@pytest.mark.parametrize(("now", "told"), LIKE)
def test_what_is_like_enough_is_named_as_what_became_of_it(tmp_path: Path, now: str, told: bool) -> None:
    assert became(tmp_path, OLD, now)[0] == {"old": "; its id is `new` now" if told else ""}


def test_a_baseline_of_nought_and_a_wording_that_is_not_there_are_no_likeness(tmp_path: Path) -> None:
    nought = "{ value = 0 }"
    before, now = entry("old", TEN, baseline=nought), entry("new", "甲乙", baseline=nought)
    assert became(tmp_path, before, now)[0] == {"old": ""}
    assert became(tmp_path / "two", entry("old", TEN, 1), entry("new", "甲乙", 2))[0] == {"old": ""}


@pytest.mark.parametrize(
    ("before", "now", "compared"),
    [
        pytest.param(entry("old", TEN), entry("new", TEN, 9), True, id="title and unit: five points"),
        pytest.param(entry("old", TEN), entry("new", TEN, 9, "万元"), False, id="the title: four points"),
        pytest.param(entry("old", TEN), entry("new", TEN, unit="万元"), True, id="title and goal"),
    ],
)
def test_what_is_much_alike_is_compared_term_by_term_besides(
    tmp_path: Path, before: str, now: str, compared: bool
) -> None:
    assert became(tmp_path, before, now) == ({"old": "; its id is `new` now"}, ["JP601"] * compared)


def test_the_likest_are_paired_first_and_none_twice(tmp_path: Path) -> None:
    first, second = entry("one", TEN, 1), entry("two", TEN, 2)
    told, _ = became(tmp_path, first + second, entry("new", TEN, 2))
    assert told == {"one": "", "two": "; its id is `new` now"}
    told, _ = became(tmp_path / "both", first + second, entry("a", TEN, 2) + entry("b", TEN, 1))
    assert told == {"one": "; its id is `b` now", "two": "; its id is `a` now"}


def many(prefix: str, count: int, *, title: str = "") -> str:
    """So many targets that are like no other one, but for their title."""
    goals = range(1000, 1000 + count) if prefix == "old" else range(5000, 5000 + count)
    return "".join(
        entry(f"{prefix}{goal}", title or f"{chr(0x4E00 + goal)}", goal, f"{prefix}{goal}") for goal in goals
    )


@pytest.mark.parametrize(("missing", "told"), [(20, True), (21, False)])
def test_every_pair_is_looked_at_up_to_four_hundred(tmp_path: Path, missing: int, told: bool) -> None:
    before = entry("old", TEN) + many("old", missing - 1)
    now = entry("new", TEN[:7] + "甲乙丙") + many("new", 19)
    assert became(tmp_path, before, now)[0]["old"] == ("; its id is `new` now" if told else "")


@pytest.mark.parametrize(("others", "told"), [(19, True), (20, False)])
def test_of_many_that_share_a_title_the_first_twenty_are_looked_at(
    tmp_path: Path, others: int, told: bool
) -> None:
    before = entry("old", TEN) + many("old", 20)
    now = many("new", others, title=TEN) + entry("new", TEN)
    found = became(tmp_path, before, now)[0]
    assert ("`new`" in found.pop("old")) is told
    assert set(found.values()) == {""}


@pytest.mark.parametrize(
    ("kept", "title", "told"),
    [
        pytest.param(1, "别的", True, id="half of the targets"),
        pytest.param(0, "别的", False, id="none"),
        pytest.param(0, "测试计划", True, id="the title alone"),
    ],
)
def test_a_plan_under_another_id_holds_half_of_the_targets_or_has_the_title(
    tmp_path: Path, kept: int, title: str, told: bool
) -> None:
    targets = entry("one", TEN, 1) + entry("two", "甲乙", 2)
    repo = start(tmp_path / "repo", "plans", {"city/plan.toml": EMPTY + targets})
    (repo.plans / "city").rename(repo.plans / "town")
    text = EMPTY.replace("测试计划", title)
    if title == "别的":
        text = text.replace("Test plan", "Another")
    text += "".join([entry("one", TEN, 1)] * kept) + entry("three", "丙", 3, "万元")
    (repo.plans / "town/plan.toml").write_text(text, encoding="utf-8")
    (found,) = [each.words.en for each in repo.check() if each.words.en.startswith("the plan `city`")]
    assert ("it is `town` now" in found) is told


def test_a_plan_that_keeps_one_target_of_three_is_not_taken_for_it(tmp_path: Path) -> None:
    targets = entry("one", TEN, 1) + entry("two", "甲乙", 2) + entry("three", "丙", 3)
    repo = start(tmp_path / "repo", "plans", {"city/plan.toml": EMPTY + targets})
    (repo.plans / "city").rename(repo.plans / "town")
    other = EMPTY.replace("测试计划", "别的").replace("Test plan", "Another")
    (repo.plans / "town/plan.toml").write_text(other + entry("one", TEN, 1), encoding="utf-8")
    assert [each.words.en for each in repo.check()] == [
        "the plan `city` (Test plan) is gone (3 targets and initiatives)"
    ]


def plans_gone(root: Path, before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """What is said to have become of each plan, of plans by their folder, each with its own title."""
    files = {f"{name}/plan.toml": EMPTY.replace("测试计划", name) + body for name, body in before.items()}
    repo = start(root / "repo", "plans", files)
    for name in before:
        shutil.rmtree(repo.plans / name)
    for name, body in now.items():
        (repo.plans / name).mkdir()
        text = EMPTY.replace("测试计划", name) + body
        (repo.plans / name / "plan.toml").write_text(text, encoding="utf-8")
    told = [each.words.en for each in repo.check() if each.words.en.startswith("the plan")]
    return {each.split("`")[1]: each.split("`")[3] if "it is" in each else "" for each in told}


def test_a_plan_is_the_new_one_that_holds_most_of_its_targets(tmp_path: Path) -> None:
    one, two, three = (entry(name, name, goal) for goal, name in enumerate(("one", "two", "three"), 1))
    whole = {"city": one + two + three}
    for number, now in enumerate(
        ({"a": one + two, "b": whole["city"]}, {"a": whole["city"], "b": one + two})
    ):
        heir = "b" if number == 0 else "a"
        assert plans_gone(tmp_path / str(number), whole, now) == {"city": heir}


def test_two_plans_are_not_both_taken_for_one(tmp_path: Path) -> None:
    body = entry("one", "one", 1)
    assert plans_gone(tmp_path, {"a": body, "b": body}, {"c": body}) == {"a": "c", "b": ""}
    both = {"c": body, "d": body}
    assert plans_gone(tmp_path / "both", {"a": body, "b": body}, both) == {"a": "c", "b": "d"}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("works.toml", "goal = { value = 1000 }", 'goal = { value = "1000" }'),
        ("plan.toml", "goal = { value = 100 }", 'goal = { value = "100" }'),
    ],
)
def test_what_cannot_be_read_in_a_plan_that_was_renamed_is_not_called_gone(
    repo: Repo, file: str, old: str, new: str
) -> None:
    (repo.plans / "city").rename(repo.plans / "town")
    repo.edit(f"town/{file}", old, new)
    found = [(each.code, each.file) for each in repo.check()]
    assert found.count(("JP603", "plans/town/plan.toml")) == 1
    assert found.count(("JP600", f"plans/town/{file}")) == 1
    assert len(found) == 2
