"""`schema`: one kind on the screen, any number into files, and `init`'s folder that editors read offline."""

import json
from pathlib import Path

import pytest

from tests.build import call

Capture = pytest.CaptureFixture[str]
KINDS = ("plan", "action", "ledger")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_printed_whole_and_alone(capsys: Capture, kind: str, lang: str) -> None:
    code, out, err = call(capsys, "schema", kind, lang=lang)
    assert (code, err) == (0, "")
    assert json.loads(out)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_without_a_kind_they_are_listed(capsys: Capture) -> None:
    code, out, err = call(capsys, "schema", lang="zh")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(KINDS)
    assert "计划总文件" in out


def test_a_file_takes_one_and_a_folder_one_or_all(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    code, out, err = call(capsys, "schema", "action", "-o", str(file))
    assert (code, out, err) == (0, "", f"wrote {file}\n")
    assert file.read_text(encoding="utf-8") == call(capsys, "schema", "action").out
    (tmp_path / "one").mkdir()
    assert call(capsys, "schema", "ledger", "--output", str(tmp_path / "one")).code == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["ledger.schema.json"]
    (tmp_path / "all").mkdir()
    assert call(capsys, "schema", "-o", str(tmp_path / "all")).code == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(
        f"{kind}.schema.json" for kind in KINDS
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["plans"], "no kind of file `plans`; nearest: plan"),
        (["xyz"], "no kind of file `xyz`; choose: plan, action, ledger"),
        (["plan", "-o", "missing/plan.json"], "no folder"),
        (["-o", "missing"], "no folder"),
        (["-o", "there.txt"], "to write one: `jinjiang-plan schema plan -o there.txt`"),
    ],
)
def test_a_wrong_call_is_refused(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").write_text("mine", encoding="utf-8")
    code, out, err = call(capsys, "schema", *arguments)
    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["there.txt"]


def test_a_file_that_cannot_be_written_is_said(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "plan.schema.json").mkdir()
    code, _, err = call(capsys, "schema", "-o", str(tmp_path))
    assert code == 1
    assert "plan.schema.json" in err


@pytest.mark.parametrize(
    "start", [["init"], ["init", "--from", "built-in"], ["demo"]], ids=["new", "copy", "demo"]
)
def test_what_starts_a_plan_writes_what_editors_read(
    capsys: Capture, tmp_path: Path, start: list[str]
) -> None:
    command, *options = start
    code, out, _ = call(capsys, command, str(tmp_path), *options)
    assert code == 0
    for kind in KINDS:
        path = tmp_path / ".jinjiang" / f"{kind}.schema.json"
        assert path.read_text(encoding="utf-8") == call(capsys, "schema", kind).out
    told = [Path(line).relative_to(tmp_path).as_posix() for line in out.splitlines()]
    assert told[-5:] == [".jinjiang", ".taplo.toml", ".tombi.toml", ".gitattributes", "README.md"]
    for path in tmp_path.glob("plans/*/*.toml"):
        first, _, _ = path.read_text(encoding="utf-8").partition("\n")
        kind = "plan" if path.name == "plan.toml" else "action"
        assert first == f"#:schema ../../.jinjiang/{kind}.schema.json"
        assert (path.parent / first.removeprefix("#:schema ")).resolve().is_file()
    for path in tmp_path.glob("plans/*/progress/*.toml"):
        assert path.read_text(encoding="utf-8").startswith("[report]\n")


@pytest.mark.parametrize(
    "name", [".taplo.toml", "taplo.toml", ".tombi.toml", "tombi.toml", ".config/tombi.toml"]
)
def test_settings_that_are_there_are_kept_and_no_others_put_before_them(
    capsys: Capture, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("# mine\n", encoding="utf-8")
    assert call(capsys, "init", str(tmp_path)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == "# mine\n"
    tool = "taplo" if "taplo" in name else "tombi"
    settings = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob(f"*{tool}.toml")]
    assert settings == [name]


def test_schemas_that_are_there_are_kept(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / ".jinjiang").mkdir()
    (tmp_path / ".jinjiang" / "plan.schema.json").write_text("{}", encoding="utf-8")
    assert call(capsys, "init", str(tmp_path)).code == 0
    assert (tmp_path / ".jinjiang" / "plan.schema.json").read_text(encoding="utf-8") == "{}"
    assert call(capsys, "schema", "-o", str(tmp_path / ".jinjiang")).code == 2
    assert call(capsys, "schema", "-o", str(tmp_path / ".jinjiang"), "--force").code == 0
    assert (tmp_path / ".jinjiang" / "plan.schema.json").read_text(encoding="utf-8") != "{}"


def test_a_plan_started_within_plans_has_its_schemas_there(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    monkeypatch.chdir(plans)
    assert call(capsys, "init", ".").code == 0
    head = (plans / "my-plan" / "plan.toml").read_text(encoding="utf-8")
    assert head.startswith("#:schema ../.jinjiang/plan.schema.json\n")
    assert (plans / ".jinjiang" / "plan.schema.json").is_file()
    assert '"plans/' not in (plans / ".taplo.toml").read_text(encoding="utf-8")
    assert call(capsys, "list", plans=plans).code == 0
