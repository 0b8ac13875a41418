"""`init` and `demo`: a plan to begin with, and one to play with."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan import load
from jinjiang_plan.model.codes import Kind
from tests.build import call

Capture = pytest.CaptureFixture[str]

FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_init_starts_a_plan_that_can_be_used_at_once(capsys: Capture, tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "new"
    code, out, err = call(capsys, "init", str(folder), lang=lang)
    assert code == 0
    assert out.splitlines()[0] == str(folder / "plans" / "my-plan")
    assert ("接下来" if lang == "zh" else "next: ") in err
    code, out, err = call(capsys, "status", "--format", "json", plans=folder / "plans", lang=lang)
    assert (code, err) == (0, "")
    assessments = json.loads(out)["assessments"]
    assert {each["kind"] for each in assessments} == {kind.value for kind in Kind}
    assert {each["what"] for each in assessments} == {"target", "initiative"}
    code, _, _ = call(capsys, "record", "stations", "60", "--on", "today", plans=folder, lang=lang)
    assert code == 0
    code, out, _ = call(capsys, "log", plans=folder, lang=lang)
    assert code == 0
    assert "60" in out


def test_init_writes_what_git_and_people_need(capsys: Capture, tmp_path: Path) -> None:
    call(capsys, "init", str(tmp_path), "--name", "district-2026")
    settings = [".gitattributes", ".jinjiang", ".taplo.toml", ".tombi.toml"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [*settings, "README.md", "plans"]
    rules = (tmp_path / ".gitattributes").read_text(encoding="utf-8")
    assert "plans/*/progress/*.toml merge=union\n" in rules
    assert len((tmp_path / "README.md").read_text(encoding="utf-8").splitlines()) <= 12
    head = (tmp_path / "plans" / "district-2026" / "plan.toml").read_text(encoding="utf-8")
    assert 'languages = ["en"]' in head


HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def written(folder: Path) -> str:
    paths = [folder / "README.md", *(folder / "plans" / "my-plan").glob("*.toml")]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_plan_speaks_the_language_of_the_call_and_passes_check(
    capsys: Capture, tmp_path: Path, lang: str
) -> None:
    assert call(capsys, "init", str(tmp_path), lang=lang).code == 0
    text = written(tmp_path)
    if lang == "en":
        assert not HAN.search(text)
    else:
        comments = re.findall("#(?!:schema) *(.*)", text)
        titles = re.findall('title = "(.*)"', text)
        assert all(HAN.search(each) for each in [*comments, *titles])
        assert 'kind = "累计值"' in text
    code, out, _ = call(capsys, "check", "--fail-on", "info", plans=tmp_path / "plans", lang=lang)
    assert (code, out) == (0, "")


def test_init_takes_what_the_plan_says_of_itself(capsys: Capture, tmp_path: Path) -> None:
    options = {
        "--title": 'The "big" plan',
        "--language": "en",
        "--start": "2024",
        "--due": "2024H1",
        "--timezone": "Europe/Rome",
        "--year-end": "6",
        "--frequency": "每月",
        "--tolerance": "2.5",
        "--money": "million EUR",
    }
    words = [word for pair in options.items() for word in pair]
    assert call(capsys, "init", str(tmp_path), *words, lang="zh").code == 0
    (plan,) = load(tmp_path / "plans").plans
    assert plan.title.en == 'The "big" plan'
    assert (plan.start, plan.due, plan.timezone) == (date(2024, 1, 1), date(2024, 6, 30), "Europe/Rome")
    assert (plan.year_end, plan.frequency, plan.tolerance) == (6, "month", Decimal("2.5"))
    assert {target.unit for target in plan.targets if target.name == "investment"} == {"million EUR"}
    assert not HAN.search(written(tmp_path))
    assert call(capsys, "check", "--fail-on", "info", plans=tmp_path / "plans").code == 0


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--title", "", "cannot be empty"),
        ("--title", "a\x1b[31m", "control characters"),
        ("--language", "fr", "no language `fr`"),
        ("--start", "31.12.2030", "write 2030-12-31"),
        ("--due", "2001", "must be after the first"),
        ("--frequency", "weekly", "month, quarter, half-year, year"),
        ("--money", "座", "no unit of money"),
        ("--money", "doubloons", "no unit of money"),
    ],
)
def test_init_refuses_what_a_plan_cannot_say(
    capsys: Capture, tmp_path: Path, option: str, value: str, why: str
) -> None:
    code, out, err = call(capsys, "init", str(tmp_path / "new"), option, value)
    assert (code, out) == (2, "")
    assert why in err
    assert list(tmp_path.iterdir()) == []


def test_init_offers_git_and_says_why(capsys: Capture, tmp_path: Path) -> None:
    _, _, err = call(capsys, "init", str(tmp_path / "without"))
    assert "check --against" in err
    assert not (tmp_path / "without" / ".git").exists()
    _, _, err = call(capsys, "init", str(tmp_path / "no"), "--no-git")
    assert "check --against" not in err
    code, _, err = call(capsys, "init", str(tmp_path / "with it"), "--git")
    assert code == 0
    assert (tmp_path / "with it" / ".git").exists()
    assert f"cd '{tmp_path / 'with it'}' && jinjiang-plan status" in err
    _, _, err = call(capsys, "init", str(tmp_path / "with it"), "--name", "second", "--git")
    assert "repository" not in err


def test_without_git_the_plan_is_written_all_the_same(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = call(capsys, "init", str(tmp_path / "new"), "--git")
    assert code == 1
    assert "there is no git" in err
    assert (tmp_path / "new" / "plans" / "my-plan" / "plan.toml").exists()


def test_init_copies_the_built_in_plan_to_be_written_in(capsys: Capture, tmp_path: Path) -> None:
    code, out, _ = call(capsys, "init", str(tmp_path / "copy"), "--from", "built-in")
    assert code == 0
    assert "digital-infrastructure" in out
    plans = tmp_path / "copy" / "plans"
    code, out, err = call(capsys, "list", plans=plans)
    assert (code, err) == (0, "")
    code, out, _ = call(capsys, "record", "5g-stations", "1,800座", "--on", "2021-06", plans=plans)
    assert code == 0
    ledger = plans / "digital-infrastructure" / "progress" / "network.5g-stations.toml"
    assert ledger.read_text(encoding="utf-8").splitlines()[-1] == out.splitlines()[0]
    code, out, _ = call(capsys, "status", "5g-stations", "--as-of", "2021-06-30", plans=plans)
    assert code == 0
    assert "sample" not in out.lower()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--from", "elsewhere"], "--from can be built-in"),
        (["--name", "My Plan"], "small letters"),
        (["--name", "../up"], "small letters"),
        (["--name", ""], "small letters"),
    ],
)
def test_init_refuses_what_it_cannot_do(
    capsys: Capture, tmp_path: Path, arguments: list[str], why: str
) -> None:
    code, out, err = call(capsys, "init", str(tmp_path / "new"), *arguments)
    assert (code, out) == (2, "")
    assert why in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [["init"], ["init", "--from", "built-in"], ["demo"]], ids=["new", "copy", "demo"]
)
def test_nothing_that_is_there_is_overwritten(capsys: Capture, tmp_path: Path, arguments: list[str]) -> None:
    command, *options = arguments
    assert call(capsys, command, str(tmp_path), *options).code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    code, out, err = call(capsys, command, str(tmp_path), *options)
    assert (code, out) == (2, "")
    assert "is there already" in err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_init_keeps_what_stands_beside_it(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine\n", encoding="utf-8")
    (tmp_path / ".gitattributes").write_text("*.png binary", encoding="utf-8")
    assert call(capsys, "init", str(tmp_path)).code == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == (
        "*.png binary\nplans/*/progress/*.toml merge=union\n"
    )


def test_a_file_in_the_way_is_said_and_nothing_is_left(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    code, out, err = call(capsys, "init", str(tmp_path / "taken"))
    assert code in (1, 2)
    assert out == ""
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_demonstration_says_in_every_format_that_its_figures_are_samples(
    capsys: Capture, form: str, lang: str
) -> None:
    code, out, err = call(capsys, "demo", "--format", form, lang=lang)
    assert code == 0
    assert "sample" in out.lower() or "示例数据" in out
    if form in ("table", "plain", "markdown"):
        assert ("示例数据" if lang == "zh" else "SAMPLE FIGURES") in out.splitlines()[0]
    assert ("示例数据" if lang == "zh" else "sample figures") in err


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "command",
    [
        ["status", "--as-of", "2021-06-30"],
        ["status", "5g-stations", "--as-of", "2021-06-30"],
        ["list"],
        ["list", "initiatives"],
        ["list", "actions"],
        ["list", "plans"],
        ["show", "5g-stations", "--as-of", "2021-06-30"],
        ["log", "5g-stations"],
    ],
    ids=" ".join,
)
def test_a_demonstration_written_out_says_so_everywhere(
    capsys: Capture, tmp_path: Path, command: list[str], form: str
) -> None:
    assert call(capsys, "demo", str(tmp_path)).code == 0
    code, out, _ = call(capsys, *command, "--format", form, plans=tmp_path / "plans")
    assert code == 0
    assert "sample" in out.lower()


def test_a_demonstration_may_be_written_in(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = call(capsys, "demo", str(tmp_path / "play"))
    assert code == 0
    assert "digital-infrastructure" in out
    assert "sample figures written" in err
    code, out, _ = call(
        capsys, "record", "5g-stations", "1500", "--on", "2021Q3", plans=tmp_path / "play" / "plans"
    )
    assert code == 0
    assert "SAMPLE FIGURES" in out


def test_the_demonstration_judges_any_day(capsys: Capture) -> None:
    code, out, _ = call(capsys, "demo", "--as-of", "2020-12-31", "--format", "json")
    assert code == 0
    by_id = {each["id"]: each for each in json.loads(out)["assessments"]}
    assert by_id["network.5g-stations"]["value"] == 620
    assert json.loads(out)["sample"] is True


def test_the_demonstration_goes_into_a_file(capsys: Capture, tmp_path: Path) -> None:
    code, out, _ = call(capsys, "demo", "--output", str(tmp_path / "demo.md"))
    assert (code, out) == (0, "")
    assert "SAMPLE FIGURES" in (tmp_path / "demo.md").read_text(encoding="utf-8")
