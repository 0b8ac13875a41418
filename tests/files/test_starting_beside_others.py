"""Starting a plan while others work in the same folder: what fails takes its own away, and nothing of theirs."""

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from jinjiang_plan import Refusal, load
from jinjiang_plan.files.scaffold import start_from_built_in, start_new
from tests.build import call

Capture = pytest.CaptureFixture[str]
THEIRS = b"theirs\n"


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], None], error: Exception | None
) -> None:
    """Before a file of that name is first opened to be written, somebody else acts; then it fails, or goes on."""
    real = Path.open
    waiting = [act]

    def opened(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as Path.open
        if path.name == name and "r" not in mode and waiting:
            waiting.pop()()
            if error is not None:
                raise error
        return real(path, mode, *arguments, **named)

    monkeypatch.setattr(Path, "open", opened)


def put(path: Path) -> Callable[[], None]:
    def act() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(THEIRS)

    return act


@pytest.mark.parametrize(
    "theirs",
    [
        "plans/other/plan.toml",
        "plans/.other.1.new/plan.toml",
        "plans/notes.txt",
        "notes.txt",
        "README.md",
    ],
)
@pytest.mark.parametrize("name", [".gitattributes", "README.md"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), None], ids=["fails", "goes on"])
def test_what_another_put_beside_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    theirs: str,
    error: Exception | None,
) -> None:
    folder = tmp_path / "mine"
    with monkeypatch.context() as context:
        meanwhile(context, name, put(folder / theirs), error)
        with suppress(Refusal):
            start_new(folder, "my-plan")
    assert (folder / theirs).read_bytes() == THEIRS


@pytest.mark.parametrize(
    "before", [None, b"* text=auto\n"], ids=["where there were none", "where there were some"]
)
def test_rules_that_another_wrote_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    rules = tmp_path / ".gitattributes"
    if before is not None:
        rules.write_bytes(before)

    def act() -> None:
        with rules.open("ab") as file:
            file.write(THEIRS)

    with monkeypatch.context() as context:
        meanwhile(context, "README.md", act, OSError(errno.ENOSPC, "full"))
        with pytest.raises(Refusal):
            start_new(tmp_path, "my-plan")
    assert THEIRS in rules.read_bytes()


def test_a_plan_of_that_id_put_there_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = tmp_path / "plans" / "my-plan" / "plan.toml"
    real = Path.rename

    def rename(path: Path, to: Path) -> Path:
        put(theirs)()
        return real(path, to)

    with monkeypatch.context() as context:
        context.setattr(Path, "rename", rename)
        with pytest.raises(Refusal) as refused:
            start_new(tmp_path, "my-plan")
    assert refused.value.exit_code == 1
    assert theirs.read_bytes() == THEIRS
    assert [each.name for each in (tmp_path / "plans").iterdir()] == ["my-plan"]


def test_of_several_plans_the_ones_already_there_are_taken_away_and_theirs_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "plans" / "urban-industry" / "plan.toml"
    real = Path.rename

    def rename(path: Path, to: Path) -> Path:
        if to.name == "urban-industry":
            put(theirs)()
        return real(path, to)

    with monkeypatch.context() as context:
        context.setattr(Path, "rename", rename)
        with pytest.raises(Refusal):
            start_from_built_in(tmp_path, samples=False)
    assert theirs.read_bytes() == THEIRS
    assert [each.name for each in (tmp_path / "plans").iterdir()] == ["urban-industry"]


@pytest.mark.parametrize("name", [".", "../plans"])
def test_a_plan_started_within_plans_goes_right_there(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path, name: str
) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    monkeypatch.chdir(plans)
    code, _, _ = call(capsys, "init", name, "--name", "roads")
    assert code == 0
    beside = [".gitattributes", ".jinjiang", ".taplo.toml", ".tombi.toml", "README.md"]
    assert sorted(each.name for each in plans.iterdir()) == [*beside, "roads"]
    assert (plans / ".gitattributes").read_text(encoding="utf-8") == "*/progress/*.toml merge=union\n"
    assert [each.id for each in load(plans).plans] == ["roads"]
    code, out, _ = call(capsys, "list", "plans")
    assert code == 0
    assert "roads" in out
    code, _, _ = call(capsys, "init", name, "--name", "rivers")
    assert code == 0
    assert [each.id for each in load(plans).plans] == ["rivers", "roads"]


@pytest.mark.parametrize("name", ["my-plans", "plans.d", "Plans"])
def test_a_folder_of_another_name_gets_its_plans_below(tmp_path: Path, name: str) -> None:
    start_new(tmp_path / name, "roads")
    assert (tmp_path / name / "plans" / "roads" / "plan.toml").is_file()
