"""What an answer says of itself: a replay, a ledger that cannot be read, a part alone, a coverage of nothing."""

import json
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
AS_OF = ("--as-of", "2021-06-30")


def target(name: str, **entries: str) -> str:
    keys = {"title": f'"{name.title()}"', "kind": '"cumulative"', "goal": "{ value = 100 }", **entries}
    return f"\n[target.{name}]\n" + "".join(f"{key.rstrip('_')} = {entry}\n" for key, entry in keys.items())


def halt(name: str, status: str) -> str:
    return (
        f'[[target.{name}.amendment]]\ndecided = 2021-01-01\nstatus = "{status}"\n'
        'document = "d"\nreason = "r"\n'
    )


def action(*targets: str) -> str:
    return 'format = 1\n[action]\ntitle = "Works"\n' + "".join(targets)


BINDING = {"class_": '"binding"'}
BASIC = (target("alpha"), target("beta", **BINDING), target("gamma"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD, works=action(*BASIC))
    write_ledger(plan, "works.alpha", report_line("2021-03-31", 30), report_line("2021-06-30", 50))
    write_ledger(plan, "works.beta", report_line("2021-06-30", 40))
    return plan


@pytest.mark.parametrize("form", ["plain", "table", "markdown"])
@pytest.mark.parametrize("words", [["show", "alpha"], ["status"]], ids=" ".join)
@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "as known at 2021-05-31 23:59"), ("zh", "当时已知 2021-05-31 23:59")],
    ids=["en", "zh"],
)
def test_a_replay_says_that_it_is_one(  # noqa: PLR0913, PLR0917 - a table's columns
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    plan: Path,
    words: list[str],
    form: str,
    lang: str,
    said: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    known = ("--known-at", "2021-05-31")
    code, out, _ = call(capsys, *words, *AS_OF, *known, "-f", form, plans=plan.parent, lang=lang)
    assert code == 0
    assert said in out.replace("\\", "")
    _, out, _ = call(capsys, *words, *AS_OF, "-f", form, plans=plan.parent, lang=lang)
    assert said.partition(" 2021")[0] not in out


def test_a_replayed_page_shows_what_was_recorded_by_then(capsys: Capture, plan: Path) -> None:
    known = ("--known-at", "2021-05-31")
    _, out, _ = call(capsys, "show", "alpha", *AS_OF, *known, "-f", "json", plans=plan.parent)
    document = json.loads(out)
    assert document["known_at"].startswith("2021-05-31T23:59:59")
    assert [each["on"] for each in document["reports"]] == ["2021-03-31"]
    assert document["assessment"]["value"] == 30


@pytest.fixture
def spoilt(plan: Path) -> Path:
    (plan / "progress" / "works.alpha.toml").write_text("[report]\n2021-06-30 = {", encoding="utf-8")
    return plan


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "its ledger cannot be read"), ("zh", "台账无法读取")],
    ids=["en", "zh"],
)
@pytest.mark.parametrize("form", ["plain", "table", "markdown"])
@pytest.mark.parametrize("words", [["show", "alpha"], ["status"]], ids=" ".join)
def test_a_ledger_that_cannot_be_read_is_said_where_the_target_stands(  # noqa: PLR0913, PLR0917 - a table's columns
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    spoilt: Path,
    words: list[str],
    form: str,
    lang: str,
    said: str,
) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    code, out, err = call(capsys, *words, *AS_OF, "-f", form, plans=spoilt.parent, lang=lang)
    assert code == 3
    line = next(each for each in out.splitlines() if said in each)
    assert words[0] == "show" or "Alpha" in line
    assert "JP001" in err


def test_it_is_told_first_in_its_action(capsys: Capture, spoilt: Path) -> None:
    write_ledger(spoilt, "works.gamma", report_line("2021-06-30", 1))
    _, out, _ = call(capsys, "status", *AS_OF, "-f", "json", plans=spoilt.parent)
    found = [(each["id"], each["reason"]) for each in json.loads(out)["assessments"]]
    assert found[0] == ("works.alpha", "broken_ledger")
    assert [reason for _, reason in found[1:]] == [None, None]


def test_a_log_of_it_alone_is_not_given(capsys: Capture, spoilt: Path) -> None:
    code, out, err = call(capsys, "log", "alpha", plans=spoilt.parent)
    assert (code, out) == (3, "")
    assert err.splitlines()[-1] == "error: the ledger cannot be read: its fault is told above"
    assert "JP001" in err


def test_a_log_beside_it_is_given_and_said_not_to_be_all(capsys: Capture, spoilt: Path) -> None:
    code, out, err = call(capsys, "log", plans=spoilt.parent)
    assert code == 3
    assert "works.beta" in out
    assert err.splitlines()[-1] == "some files could not be read: the answer is not the whole one"


@pytest.mark.parametrize("form", ["plain", "table", "markdown"])
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "of those shown: 1 target"), ("zh", "所选部分：目标 1 项")], ids=["en", "zh"]
)
@pytest.mark.parametrize(
    "narrowed",
    [["alpha"], ["--status", "on_track"], ["--class", "binding"]],
    ids=["id", "status", "class"],
)
def test_a_rollup_of_a_part_says_that_it_is_one(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plan: Path, narrowed: list[str], form: str, lang: str, said: str
) -> None:
    _, out, _ = call(capsys, "status", *narrowed, *AS_OF, "-f", form, plans=plan.parent, lang=lang)
    assert said in out.replace("\\", "")
    _, whole, _ = call(capsys, "status", *AS_OF, "-f", form, plans=plan.parent, lang=lang)
    assert said[:4] not in whole


def test_a_whole_action_of_a_plan_is_no_part_but_the_plan_is(capsys: Capture, plan: Path) -> None:
    (plan / "plan.toml").write_text(PLAN_HEAD + target("top"), encoding="utf-8")
    (plan / "more.toml").write_text(action(target("delta")), encoding="utf-8")
    _, out, _ = call(capsys, "status", "--action", "works", *AS_OF, "-f", "plain", plans=plan.parent)
    assert "of those shown" not in out
    _, out, _ = call(capsys, "status", "top", "delta", *AS_OF, "-f", "plain", plans=plan.parent)
    assert out.count("of those shown: 2 targets") == 1


@pytest.mark.parametrize("form", ["plain", "table"])
@pytest.mark.parametrize(
    ("lang", "coverage", "worst"),
    [
        ("en", "weighted completion 0.0 % (0 of 3 reported)", "worst binding: Beta, unreported"),
        ("zh", "加权完成率 0.0 %（3 项中 0 项有数据）", "约束性指标最差：Beta 未报送"),
    ],
    ids=["en", "zh"],
)
def test_coverage_and_the_worst_binding_are_told_before_anything_is_reported(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, tmp_path: Path, form: str, lang: str, coverage: str, worst: str
) -> None:
    write_plan(tmp_path / "plans", head=PLAN_HEAD, works=action(*BASIC))
    code, out, _ = call(capsys, "status", *AS_OF, "-f", form, plans=tmp_path / "plans", lang=lang)
    assert code == 0
    (line,) = [each for each in out.splitlines() if coverage in each]
    assert worst in line


@pytest.mark.parametrize("status", ["cancelled", "suspended"])
def test_what_is_halted_is_no_part_of_completion_nor_the_worst(
    capsys: Capture, tmp_path: Path, status: str
) -> None:
    halted = target("beta", **BINDING) + halt("beta", status)
    plan = write_plan(
        tmp_path / "plans", head=PLAN_HEAD, works=action(target("alpha", **BINDING), halted, target("gamma"))
    )
    write_ledger(plan, "works.alpha", report_line("2021-06-30", 50))
    write_ledger(plan, "works.beta", report_line("2021-06-30", 0))
    _, out, _ = call(capsys, "status", *AS_OF, "-f", "json", plans=plan.parent)
    rolled = next(each for each in json.loads(out)["rollups"] if each["action"] == "works")
    assert rolled["completion"] == 0.25
    assert rolled["completion_reported"] == 0.5
    assert rolled["worst_binding"] == "works.alpha"
    assert rolled["reported"] == 1
    assert rolled["counts"] == {"unreported": 1, "on_track": 1, status: 1}
    _, out, _ = call(capsys, "status", *AS_OF, "-f", "plain", plans=plan.parent)
    assert "weighted completion 25.0 %" in out
    assert "worst binding: Alpha, on track" in out


def test_coverage_is_of_the_targets_that_are_not_halted(capsys: Capture, tmp_path: Path) -> None:
    halted = target("beta") + halt("beta", "cancelled")
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD, works=action(target("alpha"), halted))
    write_ledger(plan, "works.alpha", report_line("2021-06-30", 50))
    _, out, _ = call(capsys, "status", *AS_OF, "-f", "plain", plans=plan.parent)
    assert "weighted completion 50.0 % (1 of 1 reported)" in out


def test_everything_halted_has_neither_completion_nor_a_worst(capsys: Capture, tmp_path: Path) -> None:
    halted = target("beta", **BINDING) + halt("beta", "cancelled")
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD, works=action(halted))
    write_ledger(plan, "works.beta", report_line("2021-06-30", 50))
    _, out, _ = call(capsys, "status", *AS_OF, "-f", "plain", plans=plan.parent)
    assert "weighted completion" not in out
    assert "worst binding" not in out
    assert "cancelled 1" in out


def test_show_lists_reports_by_day_also_where_a_merge_left_them_mixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = write_plan(tmp_path)
    write_ledger(plan, "stations", report_line("2020-09-30", 300), report_line("2020-06-30", 200))
    shown = call(capsys, "show", "stations", "--as-of", "2020-12-31", plans=tmp_path)
    assert shown.out.index("2020-06-30") < shown.out.index("\n2020-09-30")
