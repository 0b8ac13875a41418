"""A second version of a plan's table: shown, and written as amendments or as plain edits, all of it or nothing."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan.cli.plan.proposed_changes import VersionOptions, take_in
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.plan import Goal, Plan
from jinjiang_plan.model.refusal import Refusal
from tests.build import PLAN_HEAD, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
HEAD = PLAN_HEAD + 'lead = "A局"\nlanguages = ["zh"]\n'
ACTION = 'format = 1\n\n[action]\ntitle = "工程"\n'
BEFORE = """
[target.roads]  # kept
title = "道路"
kind = "cumulative"
unit = "公里"
goal = { value = 40 } # forty
due = 2021-12-31

# the second
[target.trees]
title = "树木"
kind = "cumulative"
unit = "个"
goal = { value = 100, op = ">=" }

[target.rate]
title = "合格率"
kind = "maintain"
unit = "%"
goal = { min = 5, max = 7, op = "range" }

[target.old]
title = "旧厂改造"
kind = "done"
goal = { value = true }

[initiative.park]
title = "园区"
goal = { stage = "completed" }
lead = "C局"
"""
AFTER = """
[target.roads]
title = "道路建设"
kind = "cumulative"
unit = "公里"
goal = { value = 38 }
due = 2022-06-30

[target.trees]
title = "树木"
kind = "cumulative"
unit = "个"
goal = { value = 120 }
lead = ["A局", "B局"]

[target.rate]
title = "合格率"
kind = "maintain"
unit = "%"
goal = { min = 4, max = 7, op = "range" }

[target.bridges]
title = "桥梁"
kind = "cumulative"
unit = "座"
goal = { value = 3 }
lead = "D局"

[initiative.park]
title = "园区"
goal = { stage = "operating" }
lead = "C局"
"""
EXPECTED = [
    ("gone", "works.old"),
    ("postponed", "works.roads"),
    ("eased", "works.roads"),
    ("eased", "works.rate"),
    ("tightened", "works.trees"),
    ("tightened", "works.park"),
    ("renamed", "works.roads"),
    ("lead", "works.trees"),
    ("new", "works.bridges"),
]
WHY = VersionOptions(document="第5号", decided="2022-01-05", reason="重新安排", by="李", yes=True)
EDIT = VersionOptions(edit=True, yes=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plans", head=HEAD, works=ACTION + BEFORE)


def table(tmp_path: Path, text: str = AFTER, **more: str) -> Plan:
    read, findings = read_plan(write_plan(tmp_path / "table", head=HEAD, works=ACTION + text, **more))
    assert read is not None, findings
    return read


def taken(folder: Path, proposed: Plan, options: VersionOptions, lang: str = "en") -> int:
    session = Session("zh" if lang == "zh" else "en", os.environ)
    session.plans = str(folder.parent)
    return take_in(session, session.portfolio().plans[0], proposed, None, options)


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def read(folder: Path) -> Plan:
    plan, findings = read_plan(folder)
    assert plan is not None, findings
    return plan


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_proposal_is_shown_and_nothing_is_written(
    capsys: Capture, tmp_path: Path, folder: Path, lang: str
) -> None:
    before = content(folder)
    assert taken(folder, table(tmp_path), VersionOptions(format="json"), lang) == 0
    done = capsys.readouterr()
    document = json.loads(done.out)
    assert [(each["change"], each["id"]) for each in document["changes"]] == EXPECTED
    assert document["counts"]["eased"] == 2
    assert "--document" in done.err
    assert content(folder) == before
    assert taken(folder, table(tmp_path), VersionOptions(), lang) == 0
    assert ("推迟" if lang == "zh" else "postponed") in capsys.readouterr().out


def test_with_a_document_it_becomes_amendments(capsys: Capture, tmp_path: Path, folder: Path) -> None:
    assert taken(folder, table(tmp_path), WHY) == 0
    text = (folder / "works.toml").read_text(encoding="utf-8")
    assert (
        BEFORE.split("[target.old]", maxsplit=1)[0]
        .replace('"道路"', '"道路建设"')
        .split("\n\n# the second")[0]
        in ACTION + text
    )
    plan = read(folder)
    targets = {each.id: each for each in plan.judged}
    roads = targets["works.roads"]
    (amendment,) = roads.amendments
    assert (str(amendment.decided), amendment.by, amendment.document and amendment.document.zh) == (
        "2022-01-05",
        "李",
        "第5号",
    )
    now = roads.terms(amendment.decided)
    assert (roads.goal, str(now.due)) == (Goal(Decimal(40), None, None, None, assumed=False), "2022-06-30")
    assert now.goal is not None
    assert now.goal.value == Decimal(38)
    rate = targets["works.rate"].terms(amendment.decided).goal
    assert rate is not None
    assert rate.span == (Decimal(4), Decimal(7))
    halted = targets["works.old"].terms(amendment.decided).halted
    assert halted is not None
    assert halted.value == "cancelled"
    assert [each.zh for each in targets["works.trees"].leads] == ["A局", "B局"]
    assert roads.title.zh == "道路建设"
    assert targets["works.bridges"].goal == table(tmp_path).targets[-1].goal
    assert call(capsys, "check", str(folder)).code == 0  # which reads what was said, too
    assert taken(folder, table(tmp_path), VersionOptions(format="json")) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_as_plain_edits_the_plan_says_what_the_table_says(
    capsys: Capture, tmp_path: Path, folder: Path
) -> None:
    assert taken(folder, table(tmp_path), EDIT) == 0
    text = (folder / "works.toml").read_text(encoding="utf-8")
    assert "[target.roads]  # kept" in text
    assert "goal = { value = 38 } # forty" in text
    assert "# the second\n[target.trees]" in text
    assert "[target.old]" not in text
    plan, proposed = read(folder), table(tmp_path)
    for each in plan.judged:
        other = next(one for one in proposed.judged if one.id == each.id)
        assert (each.due, each.leads, each.title) == (other.due, other.leads, other.title)
    capsys.readouterr()
    assert taken(folder, proposed, VersionOptions(format="json")) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_a_goal_in_the_short_form_stays_short(tmp_path: Path, folder: Path) -> None:
    path = folder / "works.toml"
    text = path.read_text(encoding="utf-8").replace("{ value = 40 }", "40")
    path.write_text(text, encoding="utf-8")
    assert taken(folder, table(tmp_path), EDIT) == 0
    assert "goal = 38 # forty" in path.read_text(encoding="utf-8")


def test_a_new_action_gets_its_file(tmp_path: Path, folder: Path) -> None:
    more = 'format = 1\n\n[action]\ntitle = "水务"\n\n[target.pipes]\ntitle = "管网"\nkind = "level"\nunit = "公里"\n'
    proposed = table(tmp_path, BEFORE, water=more)
    assert taken(folder, proposed, EDIT) == 0
    plan = read(folder)
    assert [each.id for each in plan.actions] == ["works", "water"]
    assert "water.pipes" in [each.id for each in plan.targets]


REFUSED = [
    (VersionOptions(decided="2022-01-05"), 2, "go with --document"),
    (VersionOptions(document="d"), 2, "--decided is missing"),
    (VersionOptions(document="d", decided="2099-01-01"), 2, "still to come"),
    (VersionOptions(document="待定", decided="2022-01-05"), 2, "is no ground"),
    (VersionOptions(document="d", decided="2022-01-05", edit=True), 2, "one of them"),
    (VersionOptions(edit=True), 2, "--yes"),
    (VersionOptions(format="xml"), 2, "format"),
]


@pytest.mark.parametrize(("options", "code", "said"), REFUSED, ids=[each[2] for each in REFUSED])
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, folder: Path, options: VersionOptions, code: int, said: str
) -> None:
    before = content(folder)
    with pytest.raises(Refusal) as refused:
        taken(folder, table(tmp_path), options)
    assert refused.value.exit_code == code
    assert said in refused.value.words.en
    assert content(folder) == before


def test_a_dry_run_writes_nothing(capsys: Capture, tmp_path: Path, folder: Path) -> None:
    before = content(folder)
    assert taken(folder, table(tmp_path), WHY._replace(dry_run=True)) == 0
    assert "dry run" in capsys.readouterr().err
    assert content(folder) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (AFTER.replace("38", "380000"), "is the unit right"),
        (AFTER.split("[target.rate]", maxsplit=1)[0], "is it another one, or a part"),
        (AFTER.replace("target.roads", "target.streets").replace("38", "40"), "were taken for one"),
    ],
    ids=["magnitude", "many gone", "taken for one"],
)
def test_a_doubt_stops_it_until_it_is_accepted(
    capsys: Capture, tmp_path: Path, folder: Path, text: str, said: str
) -> None:
    before, proposed = content(folder), table(tmp_path, text.replace("道路建设", "道路"))
    with pytest.raises(Refusal, match="--accept-doubts"):
        taken(folder, proposed, WHY)
    assert said in capsys.readouterr().err
    assert content(folder) == before
    assert taken(folder, proposed, WHY._replace(accept_doubts=True)) == 0
    assert content(folder) != before


@pytest.mark.parametrize(
    ("options", "text", "said"),
    [
        (WHY, BEFORE.replace('{ value = 100, op = ">=" }', '{ value = 100, op = ">" }'), "its op is another"),
        (WHY, BEFORE.replace("goal = { value = 40 } # forty\n", ""), "no goal is left"),
        (WHY, BEFORE.replace('"公里"', '"座"'), "figures reported so far"),
    ],
    ids=["op", "no goal", "unit"],
)
def test_what_cannot_be_said_is_left_and_named(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, tmp_path: Path, folder: Path, options: VersionOptions, text: str, said: str
) -> None:
    before = content(folder)
    assert taken(folder, table(tmp_path, text), options) == 0
    done = capsys.readouterr()
    assert said in done.err
    assert "by hand" in done.out
    assert content(folder) == before


def test_an_error_that_check_would_find_keeps_all_of_it_back(
    capsys: Capture, tmp_path: Path, folder: Path
) -> None:
    write_ledger(folder, "works.old", report_line("2021-06-30", "true").replace("value =", "done ="))
    before = content(folder)
    with pytest.raises(Refusal, match="errors above"):
        taken(folder, table(tmp_path), EDIT)
    assert "works.old" in capsys.readouterr().err
    assert content(folder) == before
    assert taken(folder, table(tmp_path), WHY) == 0


def test_what_is_excepted_stays_as_it_is(capsys: Capture, tmp_path: Path, folder: Path) -> None:
    assert taken(folder, table(tmp_path), WHY._replace(excepted=["old", "works.roads"])) == 0
    assert "left out by --except" in capsys.readouterr().err
    text = (folder / "works.toml").read_text(encoding="utf-8")
    assert "[[target.old.amendment]]" not in text
    assert "[[target.roads.amendment]]" not in text
    assert "[[target.trees.amendment]]" in text
    with pytest.raises(Refusal, match="old"):
        taken(folder, table(tmp_path), WHY._replace(excepted=["odl"]))


def test_files_that_changed_meanwhile_are_not_written(tmp_path: Path, folder: Path) -> None:
    session = Session("en", os.environ)
    session.plans = str(folder.parent)
    plan = session.portfolio().plans[0]
    path = folder / "works.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("100", "101"), encoding="utf-8")
    before = content(folder)
    with pytest.raises(Refusal, match="just been changed"):
        take_in(session, plan, table(tmp_path), None, EDIT)
    assert content(folder) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("options", [WHY, EDIT], ids=["amendments", "edits"])
def test_line_ends_stay_as_they_are(
    tmp_path: Path, folder: Path, newline: str, options: VersionOptions
) -> None:
    path = folder / "works.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
    assert taken(folder, table(tmp_path), options) == 0
    text = path.read_bytes()
    assert text.count(b"\n") == text.count(newline.encode())
    assert (b"\r" in text) == (newline == "\r\n")
