"""`check` for machines: every format from the command, from any folder of a repository, and baselines."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped] # it has no types of its own

from jinjiang_plan.render.findings import FORMATS
from tests.build import PLAN_HEAD, STATIONS, Outcome, call, write_plan

Capture = pytest.CaptureFixture[str]
MACHINES = [name for name in FORMATS if name not in ("full", "concise")]
NAME = "五年规划, 第二版: 100% 草案"
SOUND = STATIONS.replace("on = 2020-01-01", "on = 2020-01-01, assumed = true")
FAULTY = SOUND.replace("unit =", "unti =")
MORE = SOUND.replace("target.stations", "target.lamps").replace("3000", '"3000"')


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a hard name within a repository, with its plans folder below it."""
    (tmp_path / ".git").mkdir()
    write_plan(tmp_path / NAME / "plans", "plan", PLAN_HEAD + FAULTY)
    monkeypatch.chdir(tmp_path / NAME)
    return tmp_path / NAME


def plan(repo: Path) -> Path:
    return repo / "plans" / "plan" / "plan.toml"


def write(repo: Path, text: str) -> None:
    plan(repo).write_text(text, encoding="utf-8")


def found(outcome: Outcome) -> list[tuple[str, str]]:
    return [(each["code"], each["fingerprint"]) for each in json.loads(outcome.out)["findings"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", MACHINES)
def test_every_format_comes_alone_on_stdout_with_the_exit_code_of_all(
    repo: Path, capsys: Capture, form: str, lang: str
) -> None:
    del repo
    code, out, err = call(capsys, "check", "--format", form, lang=lang)
    assert code == 1
    assert "JP101" in out
    assert err
    assert "JP101" not in err
    if form in ("json", "gitlab", "sarif"):
        json.loads(out)
    elif form == "jsonl":
        assert [json.loads(line)["code"] for line in out.splitlines()] == ["JP101"]
    elif form == "junit":
        etree.fromstring(out.encode())


def test_in_github_actions_annotations_are_what_is_said(
    repo: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    del repo
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert call(capsys, "check").out == call(capsys, "check", "--format", "github").out
    assert call(capsys, "check").out.startswith("::error file=")


def test_several_reports_come_from_one_run(repo: Path, capsys: Capture) -> None:
    outputs = [word for form in MACHINES for word in ("--output", f"{form}={repo / form}")]
    assert call(capsys, "check", "--format", "concise", *outputs).code == 1
    for form in MACHINES:
        assert (repo / form).read_text(encoding="utf-8") == call(capsys, "check", "--format", form).out


def test_the_program_s_version_is_told(repo: Path, capsys: Capture) -> None:
    del repo
    from importlib.metadata import version

    told = json.loads(call(capsys, "check", "--format", "json").out)
    assert told["version"] == version("jinjiang-plan")
    (run,) = json.loads(call(capsys, "check", "--format", "sarif").out)["runs"]
    assert run["tool"]["driver"]["version"] == version("jinjiang-plan")


def test_a_service_gets_the_path_from_the_top_from_wherever_the_command_is_run(
    repo: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = f"{NAME}/plans/plan/plan.toml"
    told = []
    for folder in (repo, repo / "plans", repo / "plans" / "plan", repo / "elsewhere" / "deep"):
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(folder)
        outcome = call(capsys, "check", "--format", "json", plans=repo / "plans")
        (finding,) = json.loads(outcome.out)["findings"]
        assert finding["path"] == wanted
        assert (folder / finding["file"]).resolve() == plan(repo)
        told.append(finding["fingerprint"])
        (issue,) = json.loads(call(capsys, "check", "--format", "gitlab", plans=repo / "plans").out)
        assert issue["location"]["path"] == wanted
        assert re.search(
            r"file=[^:]*100%25 草案/plans/plan/plan\.toml,",
            call(capsys, "check", "-f", "github", plans=repo / "plans").out,
        )
    assert len(set(told)) == 1


def test_what_fails_the_run_fails_in_junit(repo: Path, capsys: Capture) -> None:
    del repo
    for fail_on in ("error", "warning", "info"):
        tree = etree.fromstring(call(capsys, "check", "-f", "junit", "--fail-on", fail_on).out.encode())
        assert tree.get("failures") == "1"


def test_known_findings_are_accepted_and_a_new_one_is_not(repo: Path, capsys: Capture) -> None:
    code, out, err = call(capsys, "check", "--write-baseline", "known.json")
    assert (code, out) == (0, "")
    assert "wrote known.json: 1 accepted" in err
    code, out, err = call(capsys, "check", "--baseline", "known.json")
    assert (code, out) == (0, "")
    assert "1 accepted by the baseline" in err
    write(repo, "\n\n# moved\n" + PLAN_HEAD + FAULTY + MORE)
    outcome = call(capsys, "check", "--baseline", "known.json", "-f", "json")
    assert outcome.code == 1
    assert [code for code, _ in found(outcome)] == ["JP102"]
    assert json.loads(outcome.out)["summary"]["accepted"] == 1


def test_a_baseline_holds_from_any_folder(
    repo: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(capsys, "check", "--write-baseline", "known.json").code == 0
    before = (repo / "known.json").read_bytes()
    monkeypatch.chdir(plan(repo).parent)
    assert call(capsys, "check", "--baseline", "../../known.json", plans=repo / "plans").code == 0
    assert call(capsys, "check", "--write-baseline", "../../known.json", plans=repo / "plans").code == 0
    assert (repo / "known.json").read_bytes() == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_no_longer_occurs_is_said_with_how_to_refresh(repo: Path, capsys: Capture, lang: str) -> None:
    call(capsys, "check", "--write-baseline", "known.json")
    write(repo, PLAN_HEAD + SOUND)
    code, _, err = call(capsys, "check", "--baseline", "known.json", lang=lang)
    assert code == 0
    assert "--write-baseline known.json" in err
    assert f"JP101 unknown-key {NAME}/plans/plan/plan.toml target.stations.unti" in err
    call(capsys, "check", "--write-baseline", "known.json")
    assert json.loads((repo / "known.json").read_text(encoding="utf-8"))["accepted"] == []
    assert "--write-baseline" not in call(capsys, "check", "--baseline", "known.json").err


def test_of_many_that_no_longer_occur_ten_are_named(repo: Path, capsys: Capture) -> None:
    wrong = "".join(
        f"[target.t{n}]\ntitle = {{ zh = '某', en = 'x' }}\nkind = 'level'\nx{n} = 1\n" for n in range(13)
    )
    write(repo, PLAN_HEAD + wrong)
    call(capsys, "check", "--write-baseline", "known.json")
    write(repo, PLAN_HEAD + SOUND)
    err = call(capsys, "check", "--baseline", "known.json").err
    assert err.count("JP101") == 10
    assert "and 3 more" in err


def test_a_deleted_file_is_gone_and_a_file_that_was_not_checked_is_not(repo: Path, capsys: Capture) -> None:
    other = repo / "plans" / "other" / "plan.toml"
    write_plan(repo / "plans", "other", PLAN_HEAD + FAULTY)
    call(capsys, "check", "--write-baseline", "known.json")
    before = (repo / "known.json").read_bytes()
    assert "no longer" not in call(capsys, "check", str(other), "--baseline", "known.json").err
    call(capsys, "check", str(other), "--write-baseline", "known.json")
    assert (repo / "known.json").read_bytes() == before
    other.unlink()
    assert "plans/other/plan.toml" in call(capsys, "check", "--baseline", "known.json").err


def test_a_file_that_does_not_parse_is_not_accepted_and_keeps_what_was(repo: Path, capsys: Capture) -> None:
    call(capsys, "check", "--write-baseline", "known.json")
    before = (repo / "known.json").read_bytes()
    write(repo, PLAN_HEAD + FAULTY + "this is no TOML\n")
    code, out, err = call(capsys, "check", "--write-baseline", "known.json")
    assert code == 1
    assert "JP001" in out
    assert "cannot be accepted" in err
    assert (repo / "known.json").read_bytes() == before
    assert "no longer" not in call(capsys, "check", "--baseline", "known.json").err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--baseline", "no.json"], "there is no baseline no.json"),
        (["--baseline", "broken.json"], "the baseline broken.json is broken: no JSON at broken.json:1:1"),
        (["--write-baseline", "broken.json"], "the baseline broken.json is broken"),
        (["--write-baseline", "no/known.json"], "there is no folder no"),
        (["--baseline", "a", "--write-baseline", "b"], "not both"),
        (["--baseline", ""], "cannot be read"),
        (["--format", "sarfi"], "nearest: sarif"),
    ],
)
def test_a_wrong_call_is_refused_and_writes_nothing(
    repo: Path, capsys: Capture, arguments: list[str], why: str
) -> None:
    (repo / "broken.json").write_text("oops", encoding="utf-8")
    before = {path: path.read_bytes() for path in repo.rglob("*") if path.is_file()}
    code, out, err = call(capsys, "check", *arguments)
    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1
    assert {path: path.read_bytes() for path in repo.rglob("*") if path.is_file()} == before


def test_formats_and_kinds_are_completed(repo: Path) -> None:
    from tests.cli.test_processes import completed

    assert completed("jinjiang-plan check --format ju", repo) == ["junit"]
    assert completed("jinjiang-plan check -f json", repo) == ["json", "jsonl"]
    assert completed("jinjiang-plan check --output sa", repo) == ["sarif="]
    assert completed("jinjiang-plan schema le", repo) == ["ledger"]
