import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jinjiang_plan.files.storage.locks import (
    contents,
    flush,
    flush_all,
    locked,
    locked_to_read,
    put,
    room_for,
)
from tests.build import call, clean_environment, report_line, write_ledger, write_plan

TAKER = """\
import sys
from pathlib import Path
from jinjiang_plan.files.storage.locks import locked

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


@pytest.mark.skipif(os.name == "nt", reason="the fault is that of a POSIX call")
@pytest.mark.parametrize("name", ["ENOLCK", "EOPNOTSUPP", "ENOTSUP", "ENOSYS"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_share_without_locks_is_said_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, lang: str
) -> None:
    import errno
    import fcntl

    plan = write_plan(tmp_path)
    path = write_ledger(plan, "stations", report_line("2020-12-31", 600))
    before = path.read_bytes()

    def refuse(_: int, __: int) -> None:
        raise OSError(getattr(errno, name), "No locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    record = ("record", "stations", "900", "--on", "2021-06-30")
    amend = ("amend", "stations", "--value", "2500", "--document", "d", "--reason", "r")
    for command in (record, amend):
        code, out, err = call(capsys, *command, plans=tmp_path, lang=lang)
        assert (code, out) == (1, "")
        assert ("文件系统不支持加锁" if lang == "zh" else "the file system has no locks") in err
    assert path.read_bytes() == before
    assert sorted(each.name for each in plan.iterdir()) == ["plan.toml", "progress"]
    path.write_bytes(before[:-9])  # a reader that cannot wait says what it sees
    assert call(capsys, "status", plans=tmp_path).code == 3


@pytest.mark.skipif(os.name == "nt", reason="the call is that of macOS")
@pytest.mark.parametrize("known", [True, False])
def test_where_there_is_a_flush_of_the_drive_itself_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    import fcntl

    asked: list[str] = []

    def full(_: int, number: int) -> None:
        asked.append(f"full {number}")
        if not known:
            raise OSError(45, "Operation not supported")

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full)
    monkeypatch.setattr(os, "fsync", lambda _: asked.append("fsync"))
    with locked(tmp_path / "a", create=True) as handle:
        put(handle, b"x")
        flush(handle)
    assert asked == (["full 51"] if known else ["full 51", "fsync"])


def test_each_of_many_files_is_flushed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    for count in (0, 1, 2, 100):
        flushed.clear()
        flush_all(range(count))
        assert sorted(flushed) == list(range(count))


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), ValueError("closed")])
@pytest.mark.parametrize("failing", [0, 19, 39])
def test_one_of_many_that_cannot_be_flushed_is_told(
    monkeypatch: pytest.MonkeyPatch, failing: int, error: Exception
) -> None:
    def refuse(handle: int) -> None:
        if handle == failing:
            raise error

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(type(error)):
        flush_all(range(40))


@pytest.mark.parametrize("given", [0, 3])
def test_many_are_flushed_with_the_threads_that_the_system_gives(
    monkeypatch: pytest.MonkeyPatch, given: int
) -> None:
    flushed: list[int] = []
    start, left = threading.Thread.start, [given]

    def few(thread: threading.Thread) -> None:
        if not left[0]:
            raise RuntimeError("can't start new thread")
        left[0] -= 1
        start(thread)

    monkeypatch.setattr(os, "fsync", flushed.append)
    monkeypatch.setattr(threading.Thread, "start", few)
    flush_all(range(40))
    assert sorted(flushed) == list(range(40))


def test_a_file_that_is_taken_away_between_two_looks_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.touch()
    opened, looks = os.open, [0]

    def vanishing(name: Path, flags: int, mode: int = 0o777) -> int:
        looks[0] += 1
        if looks[0] == 2:
            path.unlink()
        return opened(name, flags, mode)

    with monkeypatch.context() as context:
        context.setattr(os, "open", vanishing)
        with locked(path, create=True) as handle:
            put(handle, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="Windows counts otherwise")
def test_room_is_made_for_more_files_than_a_process_begins_with(tmp_path: Path) -> None:
    from resource import RLIMIT_NOFILE, getrlimit, setrlimit

    soft, hard = getrlimit(RLIMIT_NOFILE)
    try:
        setrlimit(RLIMIT_NOFILE, (128, hard))
        room_for(10)
        assert getrlimit(RLIMIT_NOFILE)[0] == 128
        room_for(300)
        handles = [os.open(tmp_path, os.O_RDONLY) for _ in range(300)]
        for handle in handles:
            os.close(handle)
    finally:
        setrlimit(RLIMIT_NOFILE, (soft, hard))


def test_a_reader_waits_for_a_writer_and_readers_do_not_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    with locked_to_read(path) as first, locked_to_read(path) as second:
        assert contents(first) == contents(second) == b"x"


@pytest.mark.parametrize(("files", "helpers"), [(0, 0), (1, 0), (2, 1), (16, 15), (17, 15), (200, 15)])
def test_up_to_sixteen_files_are_flushed_at_the_same_time(
    monkeypatch: pytest.MonkeyPatch, files: int, helpers: int
) -> None:
    started: list[threading.Thread] = []
    start = threading.Thread.start

    def counted(thread: threading.Thread) -> None:
        started.append(thread)
        start(thread)

    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(threading.Thread, "start", counted)
    flush_all(range(files))
    assert len(started) == helpers
    assert not any(each.is_alive() for each in started)


@pytest.mark.skipif(os.name == "nt", reason="Windows counts otherwise")
@pytest.mark.parametrize(
    ("had", "most", "given"),
    [
        pytest.param(164, 4096, None, id="enough"),
        pytest.param(163, 4096, (164, 4096), id="one too few"),
        pytest.param(163, 164, (164, 164), id="just to be had"),
        pytest.param(163, 163, (163, 163), id="more than there may be"),
        pytest.param(163, -1, (164, -1), id="as many as one likes"),
        pytest.param(-1, -1, None, id="no bound"),
    ],
)
def test_room_for_files_is_asked_for_where_there_is_too_little_of_it(
    monkeypatch: pytest.MonkeyPatch, had: int, most: int, given: tuple[int, int] | None
) -> None:
    import resource

    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "RLIM_INFINITY", -1)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (had, most))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    room_for(100)
    assert asked == ([] if given is None else [given])
