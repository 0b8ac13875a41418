from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.files.validation import faults
from jinjiang_plan.model.file_format import ACTION_FILE
from jinjiang_plan.model.finding import Finding, Severity
from tests.build import PLAN_HEAD, write_plan

ACTION = """\
format = 1

[action]
title = "行动"
"""
TARGET = """
[target.a]
title = "A"
kind = "level"
goal = { value = 3 }
"""


def faulty(tmp_path: Path, head: str, action: str = ACTION) -> list[Finding]:
    """The findings of a plan, each with what every finding must have."""
    folder = write_plan(tmp_path, head=head, act=action)
    portfolio = read_plans(tmp_path)
    assert bool(portfolio.findings) is not bool(portfolio.plans)
    for finding in portfolio.findings:
        assert finding.severity is Severity.ERROR
        assert all(finding.words)
        assert all(finding.hint or ("none",))
        assert finding.code.startswith("JP")
        assert finding.slug
        assert finding.file.startswith(str(folder))
    return list(portfolio.findings)


def places(findings: list[Finding]) -> list[str]:
    return [f"{Path(each.file).name}:{each.line}:{each.column} {each.code} {each.slug}" for each in findings]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            "", ["plan.toml:1:1 JP103 missing-key", "plan.toml:1:1 JP103 missing-key"], id="empty file"
        ),
        pytest.param(PLAN_HEAD + 'leed = "x"\n', ["plan.toml:7:1 JP101 unknown-key"], id="unknown key"),
        pytest.param(PLAN_HEAD + "lead = []\n", ["plan.toml:7:8 JP102 wrong-type"], id="no lead in a list"),
        pytest.param(
            PLAN_HEAD + 'lead = ["a", 1]\n', ["plan.toml:7:8 JP102 wrong-type"], id="a number for a lead"
        ),
        pytest.param(PLAN_HEAD + "[targets.a]\n", ["plan.toml:7:2 JP101 unknown-key"], id="unknown table"),
        pytest.param(PLAN_HEAD + "[[target]]\n", ["plan.toml:7:1 JP102 wrong-type"], id="array for a table"),
        pytest.param(
            PLAN_HEAD + "[target]\na = 1\n", ["plan.toml:8:5 JP102 wrong-type"], id="number for a table"
        ),
        pytest.param(
            PLAN_HEAD.replace("2020-01-01", '"2020-01-01"'),
            ["plan.toml:5:9 JP102 wrong-type"],
            id="text for a day",
        ),
        pytest.param(
            PLAN_HEAD.replace("2020-01-01", "2020-01-01T00:00:00"),
            ["plan.toml:5:9 JP102 wrong-type"],
            id="moment for a day",
        ),
        pytest.param(
            PLAN_HEAD.replace('{ zh = "测试计划", en = "Test plan" }', '{ zh = "a", fr = "b" }'),
            ["plan.toml:4:9 JP102 wrong-type"],
            id="a third language",
        ),
        pytest.param(
            PLAN_HEAD.replace('{ zh = "测试计划", en = "Test plan" }', "{ }"),
            ["plan.toml:4:9 JP102 wrong-type"],
            id="text in no language",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("value = 3", 'value = "3"'),
            ["plan.toml:11:18 JP102 wrong-type"],
            id="text for a number",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("value = 3", "value = nan"),
            ["plan.toml:11:18 JP102 wrong-type"],
            id="nan",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("value = 3", "value = -inf"),
            ["plan.toml:11:18 JP102 wrong-type"],
            id="inf",
        ),
        pytest.param(
            PLAN_HEAD + TARGET + "weight = inf\n", ["plan.toml:12:10 JP102 wrong-type"], id="weight inf"
        ),
        pytest.param(
            PLAN_HEAD + TARGET + "weight = true\n", ["plan.toml:12:10 JP102 wrong-type"], id="weight true"
        ),
        pytest.param(
            PLAN_HEAD + TARGET + "tags = ['a', 1]\n", ["plan.toml:12:8 JP102 wrong-type"], id="tags"
        ),
        pytest.param(PLAN_HEAD + TARGET + 'tags = "a"\n', ["plan.toml:12:8 JP102 wrong-type"], id="one tag"),
        pytest.param(PLAN_HEAD + TARGET + "assumed = 1\n", ["plan.toml:12:11 JP102 wrong-type"], id="flag"),
        pytest.param(
            PLAN_HEAD + TARGET + "milestone = [1]\n", ["plan.toml:12:14 JP102 wrong-type"], id="milestone"
        ),
        pytest.param(
            PLAN_HEAD + TARGET + "milestone = [\n  { on = 2021-01-01, value = 1 },\n  { value = 2 },\n]\n",
            ["plan.toml:14:3 JP103 missing-key"],
            id="a milestone without its day",
        ),
        pytest.param(
            PLAN_HEAD + TARGET + "[[target.a.amendment]]\nvalue = 2\n",
            ["plan.toml:12:3 JP103 missing-key"],
            id="an amendment without its day",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace('kind = "level"\n', ""),
            ["plan.toml:8:2 JP103 missing-key"],
            id="kind missing",
        ),
        pytest.param(
            PLAN_HEAD + '[target.a.goal]\nvalue = 3\n[target.b]\ntitle = "B"\nkind = "level"\n',
            ["plan.toml:7:2 JP103 missing-key", "plan.toml:7:2 JP103 missing-key"],
            id="keys missing of a table that only its part names",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace('"level"', '"cummulative"'),
            ["plan.toml:10:8 JP104 bad-choice"],
            id="unknown kind",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("value = 3", 'value = 3, op = "=>"'),
            ["plan.toml:11:26 JP104 bad-choice"],
            id="unknown op",
        ),
        pytest.param(
            PLAN_HEAD + 'frequency = "week"\n', ["plan.toml:7:13 JP104 bad-choice"], id="unknown rhythm"
        ),
        pytest.param(
            PLAN_HEAD + 'profile = "uno"\n', ["plan.toml:7:11 JP104 bad-choice"], id="unknown profile"
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("target.a", "target.Stations"),
            ["plan.toml:8:2 JP105 bad-id"],
            id="capital",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("target.a", 'target."5G基站"'),
            ["plan.toml:8:2 JP105 bad-id"],
            id="Chinese id",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("target.a", 'target."a.b"'),
            ["plan.toml:8:2 JP105 bad-id"],
            id="a dot in an id",
        ),
        pytest.param(
            PLAN_HEAD + TARGET.replace("target.a", "target.-a"),
            ["plan.toml:8:2 JP105 bad-id"],
            id="leading hyphen",
        ),
        pytest.param(
            PLAN_HEAD + '[source.A]\ntitle = "x"\n', ["plan.toml:7:2 JP105 bad-id"], id="a source's name"
        ),
        pytest.param(
            PLAN_HEAD.replace("format = 1", "format = 2"), ["plan.toml:1:10 JP106 format-version"], id="2"
        ),
        pytest.param(
            PLAN_HEAD.replace("format = 1", "format = '1'"), ["plan.toml:1:10 JP102 wrong-type"], id="text"
        ),
        pytest.param(
            PLAN_HEAD.replace("format = 1", ""), ["plan.toml:1:1 JP103 missing-key"], id="no format"
        ),
        pytest.param(
            PLAN_HEAD
            + TARGET
            + TARGET.replace("target", "initiative")
            .replace('kind = "level"\n', "")
            .replace("value = 3", 'stage = "completed"'),
            ["plan.toml:13:2 JP201 duplicate-id"],
            id="an initiative with a target's id",
        ),
    ],
)
def test_a_departure_from_the_format_is_found_at_its_place(
    tmp_path: Path, head: str, expected: list[str]
) -> None:
    assert places(faulty(tmp_path, head)) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        pytest.param(ACTION + "[plan]\n", ["act.toml:5:2 JP101 unknown-key"], id="a plan in an action"),
        pytest.param(ACTION + '[source.x]\ntitle = "x"\n', ["act.toml:5:2 JP101 unknown-key"], id="a source"),
        pytest.param("format = 1\n", ["act.toml:1:1 JP103 missing-key"], id="no action"),
        pytest.param(ACTION + "order = 1.5\n", ["act.toml:5:9 JP102 wrong-type"], id="order"),
        pytest.param(ACTION + "order = true\n", ["act.toml:5:9 JP102 wrong-type"], id="order true"),
        pytest.param("", ["act.toml:1:1 JP103 missing-key"] * 2, id="empty"),
        pytest.param(ACTION.replace("1", "0"), ["act.toml:1:10 JP106 format-version"], id="format 0"),
    ],
)
def test_an_actions_file_is_held_to_its_own_shape(tmp_path: Path, action: str, expected: list[str]) -> None:
    assert places(faulty(tmp_path, PLAN_HEAD, action)) == expected


def test_all_faults_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    head = """\
format = 1
formta = 1

[plan]
title = 3
start = 2020-01-01
due = "2022"

[target.A]
title = "A"
kind = "level"
goal = { value = nan, op = "=>" }

[target.b]
kind = "none"
"""
    assert places(faulty(tmp_path, head)) == [
        "plan.toml:2:1 JP101 unknown-key",
        "plan.toml:5:9 JP102 wrong-type",
        "plan.toml:7:7 JP102 wrong-type",
        "plan.toml:9:2 JP105 bad-id",
        "plan.toml:12:18 JP102 wrong-type",
        "plan.toml:12:28 JP104 bad-choice",
        "plan.toml:14:2 JP103 missing-key",
        "plan.toml:15:8 JP104 bad-choice",
    ]


def test_a_later_format_is_named_beside_the_keys_that_are_not_known(tmp_path: Path) -> None:
    head = PLAN_HEAD.replace("format = 1", "format = 2") + "novelty = 1\n"
    assert places(faulty(tmp_path, head)) == [
        "plan.toml:1:10 JP106 format-version",
        "plan.toml:7:1 JP101 unknown-key",
    ]


@pytest.mark.parametrize(
    ("head", "hint"),
    [
        pytest.param(PLAN_HEAD + 'leed = "x"\n', "lead", id="key"),
        pytest.param(PLAN_HEAD + "[targets.a]\n", "target", id="table"),
        pytest.param(PLAN_HEAD + TARGET.replace('"level"', '"cummulative"'), "cumulative", id="kind"),
        pytest.param(PLAN_HEAD + 'frequency = "weekly"\n', "half-year", id="choices where none is near"),
        pytest.param(PLAN_HEAD + 'profile = "cn-yinchuang"\n', "cn-yinchuan", id="profile"),
        pytest.param(PLAN_HEAD + "zzz = 1\n", "time_basis", id="known keys where none is near"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_one(tmp_path: Path, head: str, hint: str) -> None:
    (finding,) = faulty(tmp_path, head)
    assert finding.hint is not None
    assert hint in finding.hint.zh
    assert hint in finding.hint.en


def test_faults_of_all_files_of_a_plan_are_found_at_once(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN_HEAD, one="x = \n", two=ACTION + "y = 1\n", three=ACTION + TARGET)
    findings = list(read_plans(tmp_path).findings)
    assert places(findings) == ["one.toml:1:5 JP001 toml-syntax", "two.toml:5:1 JP101 unknown-key"]


def test_a_fault_of_the_head_does_not_hide_those_of_the_actions(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN_HEAD + "x = 1\n", act=ACTION + "y = 1\n")
    findings = list(read_plans(tmp_path).findings)
    assert places(findings) == ["plan.toml:7:1 JP101 unknown-key", "act.toml:5:1 JP101 unknown-key"]


@pytest.mark.parametrize("mark", ["\ufeff", ""], ids=["mark", "none"])
@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["CRLF", "LF"])
def test_a_place_is_the_same_with_a_mark_and_other_line_ends(tmp_path: Path, mark: str, end: str) -> None:
    head = mark + (PLAN_HEAD + "x = 1\n").replace("\n", end)
    folder = write_plan(tmp_path, head=PLAN_HEAD)
    (folder / "plan.toml").write_bytes(head.encode())
    assert places(list(read_plans(tmp_path).findings)) == ["plan.toml:7:1 JP101 unknown-key"]


VALUES = st.sampled_from(
    [
        "1",
        "0.5",
        "nan",
        "-inf",
        "true",
        '""',
        '"x"',
        "[]",
        "[1]",
        "{}",
        "[{}]",
        "{ zh = 1 }",
        "2020-01-01",
        "07:00:00",
    ]
)
KEYS = st.sampled_from(
    [
        "title",
        "kind",
        "class",
        "unit",
        "baseline",
        "goal",
        "start",
        "due",
        "path",
        "milestone",
        "sum_of",
        "weight",
        "lead",
        "partners",
        "frequency",
        "tags",
        "limits",
        "source",
        "wording",
        "stages",
        "amendment",
        "serves",
        "summary",
        "place",
        "note",
        "assumed",
        "baseline.value",
        "goal.min",
        "goal.max",
        "goal.stage",
        "goal.op",
        "limits.min",
        "plan",
        "target",
        "initiative",
    ]
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from(["target", "initiative"]))
@settings(deadline=None)
def test_any_value_under_any_key_is_read_or_found(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, str], what: str
) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in entries.items())
    root = tmp_path_factory.getbasetemp() / "any"
    kind = 'kind = "level"\n' if "kind" not in entries and what == "target" else ""
    title = 'title = "A"\n' if "title" not in entries else ""
    write_plan(root, head=f"{PLAN_HEAD}\n[{what}.a]\n{title}{kind}{text}")
    portfolio = read_plans(root)
    assert bool(portfolio.findings) is not bool(portfolio.plans)
    assert all(each.line and each.column and all(each.words) for each in portfolio.findings)


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ('due = "2022-12-31"', "2022-12-31"),
        ('due = "2022年12月31日"', "2022-12-31"),
        ('goal = { value = "3000" }', "3000"),
        ('goal = { value = "3,000" }', "3000"),
        ('goal = { value = "3000座" }', "3000"),
        ('goal = { value = "true" }', "true"),
        ('weight = "1.5"', "1.5"),
        ('assumed = "false"', "false"),
        ('assumed = "是"', "true"),
        ('tags = "5G"', '["5G"]'),
        ('due = "next year"', ""),
        ('weight = "many"', ""),
        ("assumed = 1", ""),
        ("tags = [1]", ""),
    ],
)
def test_a_text_that_should_be_another_thing_comes_with_how_it_is_written(
    tmp_path: Path, entry: str, hint: str
) -> None:
    target = TARGET.replace("goal = { value = 3 }\n", "") if entry.startswith("goal") else TARGET
    found = faulty(tmp_path, f"{PLAN_HEAD}{target}{entry}\n")[0]
    assert found.code == "JP102"
    assert (f"`{hint}`" in found.hint.en) if hint and found.hint else (found.hint is None and not hint)


@pytest.mark.parametrize(
    ("head", "mended"),
    [
        ("[targets.b]\nx = 1\n", "[target.b]\nx = 1\n"),
        ("[target.b]\ntitle = 'x'\nkind = 'level'\ngoal.valeu = 3\n", "goal.value = 3"),
        ("[target.b]\ntitle = 'x'\nkind = 'level'\ngoal = { valeu = 3 }\n", "goal = { value = 3 }"),
        ("[target.b]\ntitle = 'x'\nkind = 'levle'\n", 'kind = "level"'),
        ("[target.b.gaol]\nvalue = 3\n", "[target.b.goal]\n"),
    ],
)
def test_the_fix_of_a_wrong_word_replaces_that_word_alone(tmp_path: Path, head: str, mended: str) -> None:
    text = f"{PLAN_HEAD}{head}"
    found = [each for each in faulty(tmp_path, text) if each.fix]
    (edit,) = found[0].fix.edits if found[0].fix else ()
    assert found[0].fix
    assert not found[0].fix.safe
    assert mended in text[: edit.start] + edit.text + text[edit.end :]


def test_a_table_that_is_missing_is_added_by_its_header() -> None:
    hints = {fault.words.en: fault.hint.en for fault in faults({}, ACTION_FILE) if fault.hint}
    assert hints == {"`format` is missing": "add `format = 1`", "`action` is missing": "add `[action]`"}
