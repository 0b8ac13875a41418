"""A survey gives what can be read beside what cannot, and each cause once."""

from pathlib import Path

import pytest

from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.files.plans.survey import Survey, survey
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan

ACTION = 'format = 1\n\n[action]\ntitle = "行动"\n'
OTHER = STATIONS.replace("stations", "other")
THIRD = STATIONS.replace("stations", "third")


def surveyed(folder: Path, instead: dict[str, str] | None = None) -> Survey:
    texts = {(folder / name).resolve(): text for name, text in (instead or {}).items()}
    return survey([folder], folder.parent, texts)


def ids(found: Survey) -> list[str]:
    return [target.id for target in found.portfolio.judged]


def told(found: Survey) -> list[str]:
    return [f"{each.place} {each.code}" for each in found.findings]


def test_a_sound_plan_is_told_of_nothing(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, act=ACTION + OTHER)
    write_ledger(folder, "stations", report_line("2021-06-30", 5))
    found = surveyed(folder)
    assert found.findings == ()
    assert found.sound == {"plan"}
    assert found.files == ("plan/plan.toml", "plan/act.toml", "plan/progress/stations.toml")
    assert set(found.placing()) == set(found.files)
    assert found.portfolio.ledgers["plan/stations"].file == "plan/progress/stations.toml"
    assert ids(found) == ["stations", "act.other"]


@pytest.mark.parametrize(
    ("head", "action", "left", "said"),
    [
        pytest.param(
            PLAN_HEAD + STATIONS, ACTION + "x = \n" + OTHER, ["stations"], ["plan/act.toml:5:5 JP001"], id="a file that does not parse"
        ),
        pytest.param(
            PLAN_HEAD + STATIONS + THIRD.replace("3000", '"x"'), ACTION + OTHER, ["stations", "act.other"], ["plan/plan.toml:20:18 JP102"], id="a target with a fault"
        ),
        pytest.param(
            PLAN_HEAD + STATIONS + THIRD.replace("unit", "unti"), ACTION + OTHER, ["stations", "third", "act.other"], ["plan/plan.toml:18:1 JP101"], id="an unknown key takes nothing away"
        ),
        pytest.param(
            PLAN_HEAD + "[targets.a]\nx = 1\n" + STATIONS, ACTION + OTHER, ["stations", "act.other"], ["plan/plan.toml:7:2 JP101"], id="but a table does"
        ),
        pytest.param(
            PLAN_HEAD + STATIONS, ACTION.replace("title", "titel") + OTHER, ["stations", "act.other"], ["plan/act.toml:3:2 JP103", "plan/act.toml:4:1 JP101"], id="an action without its title"
        ),
        pytest.param(
            PLAN_HEAD + STATIONS + 'sum_of = ["act.x", "nowhere"]\n', ACTION + "x = \n", ["stations"], ["plan/act.toml:5:5 JP001", "plan/plan.toml:14:20 JP202"], id="what is not there may stand in what is broken, and nowhere else"
        ),
    ],
)  # fmt: skip
def test_what_is_sound_of_a_broken_plan_stays(
    tmp_path: Path, head: str, action: str, left: list[str], said: list[str]
) -> None:
    folder = write_plan(tmp_path, head=head, act=action)
    found = surveyed(folder)
    assert ids(found) == left
    assert found.sound == frozenset()
    assert sorted(told(found)) == said
    assert read_plans(tmp_path).plans == ()  # for status it is no plan


@pytest.mark.parametrize(
    "head", ["format = 1\n[plan]\ntitle = 3\n", "x = \n", PLAN_HEAD.replace("due", "deu")]
)
def test_a_broken_head_hides_no_fault_of_the_other_files(tmp_path: Path, head: str) -> None:
    bad = OTHER.replace(
        "goal = { value = 3000 }", "goal = { value = true }\nstart = 2022-01-01\ndue = 2021-01-01"
    )
    folder = write_plan(tmp_path, head=head, act=ACTION + bad)
    write_ledger(folder, "act.other", "2021-06-30 = { valeu = 1 }")
    found = surveyed(folder)
    assert found.portfolio.plans == ()
    assert [each for each in told(found) if "plan.toml" not in each] == [
        "plan/act.toml:11:18 JP102",
        "plan/act.toml:13:7 JP401",
        "plan/progress/act.other.toml:2:1 JP103",
        "plan/progress/act.other.toml:2:16 JP101",
    ]


def test_a_file_whose_name_is_no_id_is_looked_at_and_belongs_to_no_action(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "5G行动.toml").write_text(ACTION + OTHER + "unti = 1\n", encoding="utf-8")
    found = surveyed(folder)
    assert ids(found) == ["stations"]
    assert sorted(told(found)) == ["plan/5G行动.toml JP105", "plan/5G行动.toml:12:1 JP101"]


def test_a_plan_whose_folder_has_no_name_for_a_plan_is_found_and_still_judged(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, "计划_")
    assert told(surveyed(folder)) == ["计划_/plan.toml JP105"]
    assert len(read_plans(tmp_path).plans) == 1


def test_a_ledger_that_belongs_to_nobody_is_told_where_its_target_could_not_be_hidden(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, act=ACTION + OTHER)
    write_ledger(folder, "statoins", report_line("2021-06-30", 5))
    write_ledger(folder, "act.otter", report_line("2021-06-30", 5))
    act, head = "plan/progress/act.otter.toml JP202", "plan/progress/statoins.toml JP202"
    assert told(surveyed(folder)) == [act, head]
    assert told(surveyed(folder, {"plan.toml": "x = \n"})) == ["plan/plan.toml:1:5 JP001", act]
    assert told(surveyed(folder, {"act.toml": "x = \n"})) == ["plan/act.toml:1:5 JP001", head]


REFERRING = """[initiative.works]
title = { zh = "工程", en = "Works" }
serves = ["act.other", "act.otter", "third", "gone.any"]
source = "report"
"""


@pytest.mark.parametrize(
    ("head", "more", "dangling"),
    [
        pytest.param(PLAN_HEAD, "", ["act.otter", "third", "gone.any", "report"], id="all is sound"),
        pytest.param(PLAN_HEAD + "[target.third]\nkind = 3\n", "", ["act.otter", "gone.any", "report"], id="named, though broken"),
        pytest.param(PLAN_HEAD + "x = \n", "", ["act.otter", "gone.any"], id="a head that does not parse hides what is its own"),
        pytest.param(PLAN_HEAD.replace("due", "deu"), "", ["act.otter", "third", "gone.any", "report"], id="one whose terms are wrong hides nothing"),
        pytest.param(PLAN_HEAD + "[targets.third]\n", "", ["act.otter", "gone.any"], id="a misspelt table may hold it"),
        pytest.param(PLAN_HEAD, "[target.third]\nkind = 3\n", ["act.otter", "third", "gone.any", "report"], id="a fault elsewhere hides none"),
        pytest.param(PLAN_HEAD, "[targts.otter]\n", ["third", "gone.any", "report"], id="nor does a misspelt table of an action"),
    ],
)  # fmt: skip
def test_what_refers_to_nothing_is_told_whatever_else_is_wrong(
    tmp_path: Path, head: str, more: str, dangling: list[str]
) -> None:
    folder = write_plan(tmp_path, head=head, act=ACTION + OTHER + more)
    (folder / "works.toml").write_text(ACTION + REFERRING, encoding="utf-8")
    named = [each.words.en.split("`")[3] for each in surveyed(folder).findings if each.code == "JP202"]
    assert sorted(named) == sorted(dangling)


@pytest.mark.parametrize("head", [PLAN_HEAD + "x = \n", PLAN_HEAD.replace("due", "deu")])
def test_a_broken_head_hides_no_fault_of_a_report(tmp_path: Path, head: str) -> None:
    folder = write_plan(tmp_path, head=head, act=ACTION + OTHER)
    write_ledger(folder, "act.other", report_line("2021-06-31", 5, "2021-07-07T09:00:00+08:00"))
    assert "plan/progress/act.other.toml:2:1 JP102" in told(surveyed(folder))


def test_a_ledger_tells_all_its_faults_and_each_once(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    lines = [
        report_line("2021-06-30", '"5"'),
        report_line("2021-13-30", 5, "2021-07-07T09:00:00+08:00"),
        report_line("2021-09-30", 6, note="3"),
    ]
    write_ledger(folder, "stations", *lines)
    found = surveyed(folder)
    assert [each.code for each in found.findings] == ["JP102"] * 3
    assert found.portfolio.ledgers["plan/stations"].broken
    assert [each.fix.safe for each in found.findings if each.fix] == [
        False
    ]  # a ledger's data are not changed lightly


@pytest.mark.parametrize("name", ["plan.toml", "act.toml", "progress/stations.toml"])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path, act=ACTION + OTHER)
    (folder / "progress").mkdir()
    (folder / name).unlink(missing_ok=True)
    (folder / name).mkdir()
    (folder / "third.toml").write_text(ACTION + "unti = 1\n", encoding="utf-8")
    assert f"plan/{name} JP000" in told(surveyed(folder))
    assert "plan/third.toml:5:1 JP101" in told(surveyed(folder))


def test_a_text_stands_in_for_a_file_and_for_one_that_is_not_there(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    found = surveyed(folder, {"plan.toml": PLAN_HEAD + STATIONS + "unti = 1\n", "act.toml": ACTION + OTHER})
    assert ids(found) == ["stations", "act.other"]
    assert told(found) == ["plan/plan.toml:14:1 JP101"]


@pytest.mark.parametrize("name", ["plan.toml", "act.toml", "progress/stations.toml"])
def test_marks_and_line_ends_are_faults_for_the_linter_alone(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path, act=ACTION + OTHER)
    write_ledger(folder, "stations", report_line("2021-06-30", 5))
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n", 1))
    found = surveyed(folder)
    assert told(found) == [
        f"plan/{name}:1:1 JP005",
        f"plan/{name}:1:{len(path.read_text('utf-8-sig').split(chr(10))[0]) + 1} JP005",
    ]
    assert found.marked == {f"plan/{name}"}
    assert len(read_plans(tmp_path).plans) == 1


@pytest.mark.parametrize(
    ("moment", "fixed"),
    [
        ("2021-07-05T10:00:00+08:00", True),
        ("2021-07-05T10:00:00", False),
        ("2021-07-05", False),
        ("yesterday", False),
    ],
)
def test_a_moment_in_quotes_is_mended_where_it_is_whole(tmp_path: Path, moment: str, *, fixed: bool) -> None:
    folder = write_plan(tmp_path)
    write_ledger(folder, "stations", report_line("2021-06-30", 5, f'"{moment}"'))
    (found,) = surveyed(folder).findings
    assert found.code == "JP102"
    assert (found.fix is not None) is fixed
