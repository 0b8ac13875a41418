import os
from pathlib import Path

import pytest

from jinjiang_plan import Refusal, load
from jinjiang_plan.files.plans.reader import read_plan, read_plans
from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

ACTION = 'format = 1\n[action]\ntitle = "A"\n'


def test_the_smallest_plan_reads_without_findings(tmp_path: Path) -> None:
    write_plan(tmp_path)
    portfolio = load(tmp_path)
    assert portfolio.findings == ()
    assert [target.full_id for target in portfolio.judged] == ["plan/stations"]


def test_a_folder_of_one_plan_is_read_as_that_plan(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, name="one")
    write_plan(tmp_path, name="two")
    assert [plan.id for plan in load(folder).plans] == ["one"]
    assert [plan.id for plan in load(str(tmp_path)).plans] == ["one", "two"]


BROKEN = {
    "a syntax error": "x = \n",
    "no shape": "format = 1\n",
    "start after due": PLAN_HEAD.replace("2020", "2023"),
    "empty": "",
    "an unknown profile": PLAN_HEAD + 'profile = "xx"\n',
}


@pytest.mark.parametrize("head", BROKEN.values(), ids=BROKEN)
def test_a_broken_plan_does_not_keep_another_from_loading(tmp_path: Path, head: str) -> None:
    broken = write_plan(tmp_path, name="broken", head=head)
    write_plan(tmp_path, name="whole")
    portfolio = load(tmp_path)
    assert [plan.id for plan in portfolio.plans] == ["whole"]
    assert portfolio.broken
    assert {each.file for each in portfolio.findings} == {str(broken / "plan.toml")}


def test_a_broken_plan_is_told_and_the_answer_is_not_the_whole_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_plan(tmp_path, name="broken", head="x = “a”\n")
    write_plan(tmp_path, name="whole")
    listed = call(capsys, "list", plans=tmp_path)
    assert listed.code == 3
    assert "5G stations" in listed.out
    assert f"{tmp_path}/broken/plan.toml:1:5: error JP002" in listed.err


@pytest.mark.parametrize("name", ["plan.toml", "act.toml"])
def test_a_folder_where_a_file_should_be_is_a_finding(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path)
    (folder / "plan.toml").unlink() if name == "plan.toml" else None
    (folder / name).mkdir()
    write_plan(tmp_path, name="whole")
    portfolio = load(tmp_path)
    assert [plan.id for plan in portfolio.plans] == ["whole"]
    assert [(each.code, each.file) for each in portfolio.findings] == [("JP000", str(folder / name))]


def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plan(tmp_path, act=ACTION)
    write_plan(tmp_path, name="whole")
    opened = os.open

    def refuse(path: Path, *more: int) -> int:
        if path == folder / "act.toml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *more)

    monkeypatch.setattr(os, "open", refuse)
    portfolio = load(tmp_path)
    assert [plan.id for plan in portfolio.plans] == ["whole"]
    assert [each.place for each in portfolio.findings] == [str(folder / "act.toml")]


@pytest.mark.parametrize("name", ["Act", "5G网络", "con", "a_b", "a.b", "-a"])
def test_an_actions_file_must_be_named_by_an_id(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path)
    (folder / f"{name}.toml").write_text(ACTION, encoding="utf-8")
    (finding,) = load(tmp_path).findings
    assert (finding.code, finding.file) == ("JP105", str(folder / f"{name}.toml"))
    assert all(finding.words)


def test_hidden_files_and_other_files_are_left_alone(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / ".draft.toml").write_text("x = \n", encoding="utf-8")
    (folder / "notes.md").write_text("[", encoding="utf-8")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert load(tmp_path).findings == ()


def test_actions_stand_in_their_order_and_then_by_id(tmp_path: Path) -> None:
    actions = {"c": "order = 2\n", "b": "order = 1\n", "a": "order = 2\n", "d": ""}
    texts = {
        key: f'{ACTION}{order}[target.t]\ntitle = "T"\nkind = "done"\n' for key, order in actions.items()
    }
    write_plan(tmp_path, **texts)
    (plan,) = load(tmp_path).plans
    assert [action.id for action in plan.actions] == ["d", "b", "a", "c"]
    assert [target.id for target in plan.targets] == ["stations", "d.t", "b.t", "a.t", "c.t"]


def test_a_plan_that_starts_after_it_is_due_is_found_at_its_due_day(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, head=PLAN_HEAD.replace("2022-12-31", "2019-12-31"))
    plan, (finding,) = read_plan(folder)
    assert plan is None
    assert (finding.place, finding.code) == (f"{folder / 'plan.toml'}:6:7", "JP401")
    assert all(finding.words)


def test_files_are_named_from_where_the_reader_stands(tmp_path: Path) -> None:
    write_plan(tmp_path, head="x = \n")
    (below,) = read_plans(tmp_path, tmp_path.resolve()).findings
    (elsewhere,) = read_plans(tmp_path, tmp_path.resolve() / "other").findings
    assert below.place == "plan/plan.toml:1:5"
    assert elsewhere.place == f"{tmp_path}/plan/plan.toml:1:5"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda root: root.mkdir(), 2, id="empty"),
        pytest.param(lambda root: (root / "a").mkdir(parents=True), 2, id="a folder without a plan"),
        pytest.param(lambda _: None, 2, id="not there"),
        pytest.param(lambda root: root.touch(), 3, id="a file"),
    ],
)
def test_a_folder_without_a_plan_is_refused(tmp_path: Path, make: object, code: int) -> None:
    root = tmp_path / "plans"
    assert callable(make)
    make(root)
    with pytest.raises(Refusal) as refused:
        load(root)
    assert refused.value.exit_code == code
    assert all(str(root) in each for each in refused.value.words)


def test_a_plans_folder_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(Refusal) as refused:
        load(tmp_path)
    assert refused.value.exit_code == 3


def test_a_plans_folder_that_may_not_be_entered_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan(tmp_path)
    lstat = Path.lstat

    def refuse(path: Path) -> os.stat_result:  # as the system answers of what lies in a closed folder
        if path.parent == folder and path != folder:
            raise PermissionError(13, "Permission denied", str(path))
        return lstat(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(Refusal) as refused:
        load(folder)
    assert refused.value.exit_code == 3


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("1e999999999", id="an exponent of nine digits"),
        pytest.param("-1e9999999", id="an exponent of seven digits"),
        pytest.param("1e-999999999", id="a negative exponent"),
        pytest.param("9" * 5000, id="5000 digits"),
        pytest.param("0x" + "f" * 5000, id="5000 hexadecimal digits"),
    ],
)
def test_a_number_beyond_reckoning_is_a_finding(tmp_path: Path, number: str) -> None:
    folder = write_plan(tmp_path, head=PLAN_HEAD + STATIONS.replace("3000", number))
    portfolio = read_plans(tmp_path)
    assert portfolio.plans == ()
    assert [each.place.rpartition(":")[0] for each in portfolio.findings] == [f"{folder / 'plan.toml'}:13"]


def test_texts_of_the_plan_and_its_sources_are_read(tmp_path: Path) -> None:
    head = PLAN_HEAD + (
        'summary = "S"\nnote = { en = "N" }\nprofile = "cn-yinchuan"\nlanguages = ["zh"]\nassumed = true\n'
        '[source.doc]\ntitle = { zh = "文" }\npublisher = "P"\npublished = 2020-05-01\nurl = "u"\nnumber = "1号"\n'
    )
    write_plan(tmp_path, head=head)
    (plan,) = load(tmp_path).plans
    assert (plan.title.zh, plan.title.en) == ("测试计划", "Test plan")
    assert (plan.profile, plan.languages, plan.assumed, plan.lead) == ("cn-yinchuan", ("zh",), True, None)
    source = plan.source("doc")
    assert source is not None
    assert (source.title.en, source.url, source.number) == ("文", "u", "1号")
    assert str(source.published) == "2020-05-01"


def test_a_plan_that_lost_its_head_does_not_pass_unseen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_plan(tmp_path, "kept")
    lost = write_plan(tmp_path, "lost")
    write_ledger(lost, "stations", report_line("2021-06-30", 5))
    (lost / "plan.toml").unlink()
    (tmp_path / "notes").mkdir()  # no plan, and none is missed
    checked = call(capsys, "check", str(tmp_path), "-f", "concise")
    assert checked.code == 3
    assert "lost/plan.toml: error JP000" in checked.out
    assert "notes" not in checked.out
    assert call(capsys, "status", plans=tmp_path).code == 3
