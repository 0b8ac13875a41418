"""Several files of a plan written as one edition: all of them or none, whatever fails in between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jinjiang_plan.files.plans.edition import Texts, write_edition
from jinjiang_plan.model.refusal import Refusal
from tests.build import write_plan

NAMES = ("one.toml", "plan.toml", "two.toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    action = 'format = 1\n\n[action]\ntitle = "x"\n'
    return write_plan(tmp_path / "plans", one=action, two=action)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edit(folder: Path, more: str = "# more\n") -> Callable[[Texts], Texts]:
    def edited(texts: Texts) -> Texts:
        new = {folder / "new.toml": 'format = 1\n\n[action]\ntitle = "new"\n'}
        return {**new, **{path: text + more for path, text in texts.items()}}

    return edited


def paths(folder: Path) -> list[Path]:
    return [folder / name for name in ("one.toml", "two.toml", "new.toml")]


def test_all_files_are_written_as_they_were_approved(folder: Path) -> None:
    approved: list[Texts] = []
    written = write_edition(folder, paths(folder), edit(folder), approved.append)
    assert sorted(path.name for path in written) == sorted([*NAMES, "new.toml"])
    assert {path.name: text.encode() for path, text in approved[0].items()} == content(folder)


@pytest.mark.parametrize("failing", [0, 1, 2, 3])
def test_one_that_cannot_be_written_puts_the_others_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before, replace, count = content(folder), Path.replace, 0

    def full(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == failing + 1:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Refusal, match="no space is left") as refused:
        write_edition(folder, paths(folder), edit(folder), lambda _texts: None)
    assert refused.value.exit_code == 1
    assert content(folder) == before


@pytest.mark.parametrize("error", [Refusal("不行", "no"), KeyboardInterrupt()], ids=["refusal", "interrupt"])
def test_what_is_not_approved_is_not_written(folder: Path, error: BaseException) -> None:
    before = content(folder)

    def refuse(_texts: Texts) -> None:
        raise error

    with pytest.raises(type(error)):
        write_edition(folder, paths(folder), edit(folder), refuse)
    assert content(folder) == before


def test_a_leading_mark_stays(folder: Path) -> None:
    path = folder / "one.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    seen: list[str] = []

    def edited(texts: Texts) -> Texts:
        seen.append(texts[path])
        return {path: f"{texts[path]}# more\n"}

    write_edition(folder, [path], edited, lambda _texts: None)
    assert not seen[0].startswith("\ufeff")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfformat")


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "one.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Refusal, match=r"one\.toml") as refused:
        write_edition(folder, paths(folder), edit(folder), lambda _texts: None)
    assert refused.value.exit_code == 3
