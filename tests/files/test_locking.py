import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jinjiang_plan.files.locking import locked
from tests.build import clean_environment

TAKER = """\
import sys
from pathlib import Path
from jinjiang_plan.files.locking import locked

print("waiting", flush=True)
with locked(Path(sys.argv[1]), create=True) as handle:
    import os
    print(os.read(handle, 100).decode(), flush=True)
"""


def taker(path: Path) -> "subprocess.Popen[str]":
    """Another process that waits for the file and prints what it then finds."""
    process = subprocess.Popen(
        [sys.executable, "-c", TAKER, str(path)], stdout=subprocess.PIPE, env=clean_environment(), text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    return process


def test_another_process_waits_and_then_finds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with locked(path, create=True) as handle:
        other = taker(path)
        os.write(handle, b"written")
    assert other.communicate()[0] == "written\n"


def test_who_waited_for_a_file_that_was_replaced_finds_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    with locked(path):
        other = taker(path)
        (tmp_path / "b").write_text("new", encoding="utf-8")
        (tmp_path / "b").replace(path)
    assert other.communicate()[0] == "new\n"


def test_one_thread_waits_for_another(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x", encoding="utf-8")
    order: list[str] = []

    def second() -> None:
        with locked(path):
            order.append("second")

    with locked(path):
        thread = threading.Thread(target=second)
        thread.start()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_file_left_empty_is_taken_away_and_one_written_to_stays(tmp_path: Path) -> None:
    with locked(tmp_path / "empty", create=True):
        pass
    with locked(tmp_path / "full", create=True) as handle:
        os.write(handle, b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["full"]


def test_a_file_left_empty_is_taken_away_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), locked(tmp_path / "empty", create=True):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_that_was_there_before_is_no_matter_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    with locked(path):
        pass
    assert path.exists()


def test_a_file_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locked(tmp_path / "a"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="the fault is that of a POSIX call")
@pytest.mark.parametrize("error", [OSError(37, "No locks available"), KeyboardInterrupt()])
def test_a_file_that_could_not_be_locked_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    import fcntl

    def refuse(_: int, __: int) -> None:
        raise error

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(type(error)), locked(tmp_path / "a", create=True):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_descriptor_is_given_back(tmp_path: Path) -> None:
    with locked(tmp_path / "a", create=True) as handle:
        os.write(handle, b"x")
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(handle)
