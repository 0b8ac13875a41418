"""Where a result is written: never over what the program did not make, nor in the place of what is no file."""

import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.build import call, clean_environment, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
DAY = ("--as-of", "2021-06-30")
STATUS = ("status", *DAY)
OUTPUTS = (
    *(
        (*STATUS, "-f", form, "-o", f"out.{form}")
        for form in ("json", "jsonl", "csv", "tsv", "markdown", "plain", "table")
    ),
    ("chart", "stations", *DAY, "-o", "out.svg"),
    ("chart", "stations", *DAY, "-o", "out.png"),
    *(("brief", *DAY, "-o", f"out.{ending}") for ending in ("md", "html", "docx", "xlsx")),
    ("timeline", *DAY, "-f", "ics", "-o", "out.ics"),
    *(
        ("check", "--exit-zero", "-o", f"{form}=out.{form}")
        for form in ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "markdown")
    ),
    ("schema", "plan", "-o", "out.schema.json"),
    ("forecast", "stations", *DAY, "-o", "out.csv"),
    ("list", "-o", "out.txt"),
    ("show", "stations", "-o", "out.md"),
    ("log", "-o", "out.csv"),
    ("trend", *DAY, "-o", "out.md"),
)
FOREIGN = (
    b"# Notes\n\nkept by hand, see jinjiang-plan\n",
    b'{"mine": 1}\n',
    b"\x89PNG\r\n\x1a\nphoto",
    b"PK\x03\x04x",
    b"a,b\n1,2\n",
)


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-03-31", 700))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans"


def place_of(words: tuple[str, ...]) -> Path:
    """The file that a call writes."""
    return Path(words[-1].rpartition("=")[2])


@pytest.mark.parametrize("words", OUTPUTS, ids=" ".join)
def test_what_the_program_made_may_be_made_again_and_nothing_else_is_written_over(
    capsys: Capture, plans: Path, words: tuple[str, ...]
) -> None:
    place = place_of(words)
    assert call(capsys, *words, plans=plans).code == 0
    write_ledger(plans / "plan", "stations", report_line("2020-12-31", 900), report_line("2021-06-30", 1800))
    assert call(capsys, *words, plans=plans).code == 0
    place.write_bytes(b"")
    assert call(capsys, *words, plans=plans).code == 0
    for foreign in FOREIGN:
        place.write_bytes(foreign)
        code, _, err = call(capsys, *words, plans=plans)
        assert code == 2
        assert "--force" in err
        assert place.read_bytes() == foreign
        assert call(capsys, *words, "--force", plans=plans).code == 0
        assert place.read_bytes() != foreign


def test_a_baseline_is_written_over_a_baseline_alone(capsys: Capture, plans: Path) -> None:
    words = ("check", "--exit-zero", "--write-baseline", "known.json")
    for _ in range(2):
        assert call(capsys, *words, plans=plans).code == 0
    for foreign in FOREIGN:
        Path("known.json").write_bytes(foreign)
        for more in ((), ("--force",)):
            assert call(capsys, *words, *more, plans=plans).code > 1
            assert Path("known.json").read_bytes() == foreign


@pytest.mark.parametrize("name", ["plan.toml", "act.toml", "progress/stations.toml", "progress/new.toml"])
def test_no_plan_file_and_no_ledger_is_written_over(capsys: Capture, plans: Path, name: str) -> None:
    place = plans / "plan" / name
    place.write_text(
        place.read_text(encoding="utf-8") if place.exists() else "format = 1\n", encoding="utf-8"
    )
    held = place.read_bytes()
    for words in (
        (*STATUS, "-f", "json", "-o", str(place)),
        ("list", "-o", str(place)),
        ("schema", "plan", "-o", str(place)),
    ):
        call(capsys, *words, plans=plans)
        assert place.read_bytes() == held


def test_a_pipe_is_written_to_and_stays(capsys: Capture, plans: Path) -> None:
    pipe = plans.parent / "pipe"
    os.mkfifo(pipe)
    for words in (
        (*STATUS, "-f", "json", "-o", "pipe"),
        ("check", "-o", "sarif=pipe"),
        ("schema", "plan", "-o", "pipe"),
    ):
        held: list[bytes] = []
        reader = threading.Thread(target=lambda into=held: into.append(pipe.read_bytes()))
        reader.start()
        assert call(capsys, *words, plans=plans).code == 0
        reader.join()
        assert held[0].startswith(b"{")
        assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_a_socket_is_written_to_and_stays(capsys: Capture, plans: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("out.sock")
        listening.listen()
        assert call(capsys, *STATUS, "-f", "json", "-o", "out.sock", plans=plans).code == 0
        with listening.accept()[0] as heard:
            assert heard.recv(1 << 20).startswith(b"{")
    assert stat.S_ISSOCK(Path("out.sock").lstat().st_mode)


def test_a_device_is_written_to_and_stays(capsys: Capture, plans: Path) -> None:
    device = plans.parent / "null"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        device.write_bytes(b"")
        ran = "a device of our own by mknod"
    except PermissionError:
        device.unlink(missing_ok=True)
        device, ran = Path("/dev/tty0"), "no device: mknod is not allowed here"
    with capsys.disabled():
        print(f"\n{ran}")  # noqa: T201 - which one ran is to be seen
    if not device.exists():
        pytest.skip(ran)
    for words in ((*STATUS, "-f", "json"), ("brief", *DAY, "-f", "docx"), ("list",)):
        assert call(capsys, *words, "-o", str(device), plans=plans).code == 0
        assert stat.S_ISCHR(device.lstat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_stdout_by_name_is_stdout_whatever_it_is(plans: Path, name: str) -> None:
    if not Path(name).exists():
        pytest.skip(f"there is no {name}")
    with Path("held.json").open("wb") as file:
        subprocess.run(
            [sys.executable, "-m", "jinjiang_plan", *STATUS, "-f", "json", "-o", name],
            stdout=file,
            check=True,
            cwd=plans.parent,
            env=clean_environment(),
        )
    assert Path("held.json").read_bytes().startswith(b"{")
    assert run(*STATUS, "-f", "json", "-o", name, cwd=plans.parent).out.startswith("{")


def test_a_link_out_of_the_place_that_was_named_is_not_followed(capsys: Capture, plans: Path) -> None:
    outside = plans.parent / "elsewhere"
    outside.mkdir()
    (outside / "kept.json").write_text("{}", encoding="utf-8")
    here = plans.parent / "here"
    here.mkdir()
    for name, target in (("a.json", outside / "kept.json"), ("b.json", outside / "new.json")):
        (here / name).symlink_to(target)
        for more in ((), ("--force",)):
            code, _, err = call(capsys, *STATUS, "-o", f"here/{name}", *more, plans=plans)
            assert code == 2
            assert "link" in err
    assert [each.name for each in outside.iterdir()] == ["kept.json"]
    assert (outside / "kept.json").read_text(encoding="utf-8") == "{}"
    (here / "c.json").symlink_to("d.json")
    assert call(capsys, *STATUS, "-o", "here/c.json", plans=plans).code == 0
    assert (here / "c.json").is_symlink()
    assert (here / "d.json").is_file()
    (here / "loop.json").symlink_to("loop.json")
    assert call(capsys, *STATUS, "-o", "here/loop.json", plans=plans).code in (1, 2)


@pytest.mark.parametrize("command", [("init",), ("init", "--from", "built-in"), ("demo",)], ids=" ".join)
@pytest.mark.parametrize("name", ["plans", ".gitattributes", ".jinjiang"])
def test_nothing_is_begun_through_a_link_out_of_the_folder(
    capsys: Capture, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_bytes(b"theirs\n")
    (tmp_path / "mine").mkdir()
    target = tmp_path / "outside" / ("file" if name == ".gitattributes" else "")
    (tmp_path / "mine" / name).symlink_to(target)
    code, _, err = call(capsys, command[0], str(tmp_path / "mine"), *command[1:])
    assert code == 2
    assert "link" in err
    assert [each.name for each in (tmp_path / "outside").iterdir()] == ["file"]
    assert (tmp_path / "outside" / "file").read_bytes() == b"theirs\n"
