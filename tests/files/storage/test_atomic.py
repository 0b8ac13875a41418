import errno
import os
from pathlib import Path

import pytest

from jinjiang_plan import Refusal
from jinjiang_plan.files.storage.atomic import write_whole
from tests.faults import recorded


def test_a_file_is_written_as_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, "一\r\n二\n")
    assert path.read_bytes() == "一\r\n二\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o640)
    write_whole(path, "x")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_file_behind_a_link_is_written_and_the_link_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("there", [True, False], ids=["a file", "no file"])
@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()],
    ids=["full", "interrupt"],
)
def test_a_file_that_could_not_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, name: str, error: BaseException
) -> None:
    path = tmp_path / "a"
    if there:
        path.write_text("old", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as context:
        context.setattr(os, name, fail)
        with pytest.raises((Refusal, KeyboardInterrupt)) as raised:
            write_whole(path, "new")
    if isinstance(error, OSError):
        assert isinstance(raised.value, Refusal)
        assert raised.value.exit_code == 1
        assert all(str(path) in each for each in raised.value.words)
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("a", "old")
    ] * there


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flush of folders")
@pytest.mark.parametrize("failing", [1, 2])
def test_whichever_flush_fails_a_refusal_means_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    flush, calls = os.fsync, [0]

    def fail(handle: int) -> None:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError(errno.EIO, "Input/output error")
        flush(handle)

    monkeypatch.setattr(os, "fsync", fail)
    expected = "new"
    try:
        write_whole(path, "new")
    except Refusal:
        expected = "old"
    assert path.read_text(encoding="utf-8") == expected


def test_a_text_that_cannot_be_encoded_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises((Refusal, UnicodeEncodeError)):
        write_whole(tmp_path / "a", "\udcff")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flush of folders")
@pytest.mark.parametrize("there", [True, False], ids=["a file", "no file"])
def test_a_file_lasts_whole_before_it_takes_its_place_and_then_its_name_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    path = tmp_path / "a"
    if there:
        path.write_text("old", encoding="utf-8")
    with monkeypatch.context() as context:
        calls = recorded(context, tmp_path)
        write_whole(path, "whole")
    assert calls == ["fsync .a.RANDOM.new of 5", "replace .a.RANDOM.new a", "fsync ."]
