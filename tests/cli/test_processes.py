"""What only a real process shows: pipes that close, interrupts, terminals, consoles, completion."""

import contextlib
import fcntl
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.build import Outcome, clean_environment, report_line, run, write_ledger, write_plan

COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7]|38)[0-9;]*m")
COMMAND = [sys.executable, "-m", "jinjiang_plan"]
SHARED = """\
format = 1

[action]
title = { zh = "工程", en = "Works" }
lead = { zh = "新经济局", en = "New Economy Bureau" }

[target.spend]
title = { zh = "投资", en = "Spend" }
kind = "cumulative"
goal = { value = 13 }
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", works=SHARED)
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1200))
    return tmp_path / "plans"


def on_a_terminal(
    *arguments: str, plans: Path, columns: int = 100, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Run the command on a pseudo-terminal of its own; stdout and stderr are one there."""
    size = (
        f"import fcntl,struct,termios;fcntl.ioctl(1,termios.TIOCSWINSZ,struct.pack('HHHH',40,{columns},0,0))"
    )
    code = f"{size};import runpy,sys;sys.argv[0]='jinjiang-plan';runpy.run_module('jinjiang_plan',run_name='__main__')"
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code, "--plans", str(plans), *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**clean_environment(), "TERM": "xterm-256color", **(environment or {})},
    ) as process:
        os.close(slave)
        out = b"".join(_read(master))
        os.close(master)
        return Outcome(process.wait(), out.decode().replace("\r\n", "\n"), "")


def _read(master: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux says so when the other end is closed
            return
        if not part:
            return
        yield part


STATUS = ("status", "--as-of", "2021-06-30")


def test_a_terminal_gets_a_table_in_colour(plans: Path) -> None:
    code, out, _ = on_a_terminal(*STATUS, plans=plans)
    assert code == 0
    assert COLOUR.search(out)
    assert "│" in out
    assert not out.startswith("# ")


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_a_table_keeps_within_the_terminal(plans: Path, columns: int) -> None:
    _, out, _ = on_a_terminal(*STATUS, plans=plans, columns=columns)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()
    assert max(map(len, lines)) <= columns
    assert any("5G stations" in line for line in lines)


@pytest.mark.parametrize("columns", ["1", "4", "8", "12", "20"])
@pytest.mark.parametrize("command", [STATUS, ("show", "stations", "--explain")], ids=["status", "show"])
def test_a_terminal_too_narrow_for_anything_still_gets_its_answer(
    plans: Path, command: tuple[str, ...], columns: str
) -> None:
    finished = subprocess.run(
        [*COMMAND, "--plans", str(plans), *command, "--format", "table"],
        capture_output=True,
        check=False,
        timeout=5,  # it ends at once, or never
        env={**clean_environment("zh"), "COLUMNS": columns},
    )
    assert (finished.returncode, finished.stderr) == (0, b"")
    assert finished.stdout


def test_no_color_is_obeyed(plans: Path) -> None:
    code, out, _ = on_a_terminal(*STATUS, plans=plans, environment={"NO_COLOR": "1"})
    assert code == 0
    assert COLOUR.search(out) is None
    assert "│" in out


def test_a_dumb_terminal_gets_no_escapes(plans: Path) -> None:
    code, out, _ = on_a_terminal(*STATUS, plans=plans, environment={"TERM": "dumb"})
    assert code == 0
    assert "\x1b" not in out


def test_a_pipe_gets_no_colour_and_nothing_drawn(plans: Path) -> None:
    code, out, err = run(*STATUS, plans=plans)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "█" not in out


def test_a_table_asked_for_in_a_pipe_has_no_colour(plans: Path) -> None:
    code, out, _ = run(*STATUS, "--format", "table", plans=plans, environment={"COLUMNS": "100"})
    assert code == 0
    assert "\x1b" not in out
    assert "│" in out


def test_force_color_brings_the_table_and_its_colours_into_a_pipe(plans: Path) -> None:
    code, out, _ = run(*STATUS, plans=plans, environment={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    assert code == 0
    assert COLOUR.search(out)


def test_hostile_titles_are_harmless_on_a_terminal(tmp_path: Path) -> None:
    head = (
        "format = 1\n[plan]\ntitle = '[/annex][bold]P'\nstart = 2020-01-01\ndue = 2022-12-31\n"
        '[target.t]\ntitle = "\\u001b[2J\\u202eX [/red]"\nkind = "cumulative"\ngoal = { value = 5 }\n'
    )
    plan = write_plan(tmp_path / "plans", head=head)
    write_ledger(plan, "t", report_line("2021-06-30", 3))
    for command in (STATUS, ("list",), ("show", "t"), ("log",)):
        code, out, _ = on_a_terminal(*command, plans=tmp_path / "plans", columns=140)
        assert code == 0
        assert "\u202e" not in out
        assert "\x1b[2J" not in out
        assert re.sub(r"\x1b\[[0-9;]*m", "", out).count("\x1b") == 0
        if command[0] != "log":
            assert r"\x1b[2J\u202eX [/red]" in out
            assert "[/annex][bold]P" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "command",
    [
        STATUS,
        (*STATUS, "--format", "table"),
        ("list", "--format", "table"),
        ("show", "stations", "--explain", "--format", "table"),
        ("log", "--format", "markdown"),
        (*STATUS, "--format", "json"),
        ("record", "stations", "1500", "--on", "2022", "--note", "€ ✓ ² é"),
        ("show", "nothing-é"),
        ("--help",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437"])
def test_a_console_of_another_encoding_does_not_stop_it(
    plans: Path, command: tuple[str, ...], lang: str, encoding: str
) -> None:
    finished = subprocess.run(
        [*COMMAND, "--plans", str(plans), *command],
        capture_output=True,
        check=False,
        env={**clean_environment(lang), "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding},
    )
    out, err = finished.stdout.decode(encoding, "replace"), finished.stderr.decode(encoding, "replace")
    assert finished.returncode == (2 if "nothing-é" in command else 0)
    assert out or err
    assert "Traceback" not in err
    if encoding == "gbk" and lang == "zh":
        assert re.search("[一-鿿]", out + err)


def test_files_are_utf_8_whatever_the_console(plans: Path) -> None:
    finished = subprocess.run(
        [*COMMAND, "--plans", str(plans), "record", "stations", "1500", "--on", "2021-09", "--note", "站址"],
        capture_output=True,
        check=False,
        env={**clean_environment("zh"), "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk", "LC_ALL": "C.UTF-8"},
    )
    assert finished.returncode == 0
    assert "站址" in (plans / "plan" / "progress" / "stations.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        STATUS,
        ("list",),
        ("log", "--format", "json"),
        (*STATUS, "--format", "table"),
        ("record", "stations", "1500", "--on", "2021-09"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_pipe_that_closes_is_no_error(plans: Path, command: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        finished = subprocess.run(
            [*COMMAND, "--plans", str(plans), *command],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            env=clean_environment(),
        )
    finally:
        os.close(writing)
    err = finished.stderr.decode()
    assert "Traceback" not in err
    assert "broken pipe" not in err.lower()
    assert "Exception" not in err
    assert finished.returncode == 0


def test_head_takes_one_line_of_a_long_answer_in_silence(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plans")
    lines = [
        report_line(f"{year}-{month:02}-28", year * 12 + month)
        for year in range(1900, 2200)
        for month in range(1, 13)
    ]
    write_ledger(plan, "stations", *lines)
    with subprocess.Popen(
        [*COMMAND, "--plans", str(tmp_path / "plans"), "log"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"recorded")
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait() == 0
    assert err == b""


def _interrupted(process: "subprocess.Popen[bytes]", ledger: Path) -> tuple[int, str, str]:
    """Interrupt a process once it waits at the ledger that another holds."""
    _awaits(ledger, process)
    out, err = _ended(process)
    return process.returncode, out.decode(), err.decode()


def _ended(process: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
    """What an interrupted process printed; one that was about to read when the signal came is sent another."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=3)
    process.kill()
    raise AssertionError(process.communicate())


@contextlib.contextmanager
def _held(ledger: Path) -> Iterator[None]:
    """A ledger with a line that is still being written: who reads it or writes to it waits."""
    with ledger.open("ab") as file:
        file.write(b"2021-")
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _awaits(ledger: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a process has opened the ledger, for which it then waits."""
    opened = Path(f"/proc/{process.pid}/fd")
    while process.poll() is None:
        with contextlib.suppress(OSError):
            if any(each.samefile(ledger) for each in opened.iterdir() if each.exists()):
                time.sleep(0.1)
                return
        time.sleep(0.01)
    raise AssertionError(process.communicate())


@pytest.mark.parametrize(
    "command",
    [
        STATUS,
        (*STATUS, "--output", "out.csv"),
        ("log",),
        ("record", "works.spend", "5", "--on", "2021-06"),
    ],
    ids=" ".join,
)
def test_an_interrupt_ends_it_with_130_and_nothing_half_written(
    plans: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    target = "works.spend" if command[0] == "record" else "stations"
    ledger = plans / "plan" / "progress" / f"{target}.toml"
    with _held(ledger):
        before = sorted(tmp_path.rglob("*"))
        process = subprocess.Popen(
            [*COMMAND, "--plans", str(plans), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=clean_environment(),
        )
        code, out, err = _interrupted(process, ledger)
    assert code == 130
    assert out == ""
    assert err.split() == ["error:", "interrupted"]
    assert sorted(tmp_path.rglob("*")) == before


def completed(line: str, cwd: Path, shell: str = "bash", lang: str = "en") -> list[str]:
    """What a shell would offer at the end of a line."""
    code, out, err = run(
        cwd=cwd,
        lang=lang,
        environment={
            "_JINJIANG_PLAN_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
    )
    assert err == ""
    assert code in (0, 1)
    return out.split("\n")[:-1] if out.endswith("\n") else out.split("\n")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("jinjiang-plan sta", {"status"}),
        ("jinjiang-plan re", {"record", "retract"}),
        ("jinjiang-plan show sp", {"spend"}),
        ("jinjiang-plan status works", {"works.spend"}),
        ("jinjiang-plan record sta", {"stations"}),
        ("jinjiang-plan status --status beh", {"behind"}),
        ("jinjiang-plan list --status 欠", {"欠进度"}),
        ("jinjiang-plan status --lead New", {"New\\ Economy\\ Bureau"}),
        ("jinjiang-plan status --lead 新", {"新经济局"}),
        ("jinjiang-plan list --plan pl", {"plan"}),
        ("jinjiang-plan list act", {"actions"}),
        ("jinjiang-plan list so", {"sources"}),
        ("jinjiang-plan status --action wo", {"works"}),
        ("jinjiang-plan list --action zz", set()),
        ("jinjiang-plan status --format ma", {"markdown"}),
        ("jinjiang-plan log -f js", {"json", "jsonl"}),
        ("jinjiang-plan status --fail-on seri", {"seriously_behind"}),
        ("jinjiang-plan status --fail-on 欠", {"欠进度"}),
        ("jinjiang-plan status --fail-on ye", {"yellow"}),
        ("jinjiang-plan status --fail-on 连", {"连续两期"}),
        ("jinjiang-plan show zzz", set()),
        ("jinjiang-plan chart --view st", {"strip", "stages"}),
        ("jinjiang-plan chart -f p", {"plain", "png"}),
        ("jinjiang-plan brief -f d", {"docx"}),
    ],
)
def test_a_shell_completes(plans: Path, line: str, offered: set[str]) -> None:
    assert {each for each in completed(line, plans.parent) if each} == offered


def test_all_commands_are_offered(plans: Path) -> None:
    assert {"list", "status", "show", "record", "init", "demo"} <= set(
        completed("jinjiang-plan ", plans.parent)
    )


@pytest.mark.parametrize(("lang", "title"), [("zh", "投资"), ("en", "Spend")])
def test_a_completed_id_is_explained_in_the_readers_language(plans: Path, lang: str, title: str) -> None:
    offered = completed("jinjiang-plan show sp", plans.parent, "fish", lang)
    assert any(title in each for each in offered)


def test_a_broken_plan_completes_to_nothing_in_silence(tmp_path: Path) -> None:
    write_plan(tmp_path / "plans", head="format =")
    assert completed("jinjiang-plan show s", tmp_path) in ([], [""])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_ends_it_from_outside_finds_nothing_half_written(
    plans: Path, tmp_path: Path, number: signal.Signals
) -> None:
    ledger = plans / "plan" / "progress" / "works.spend.toml"
    with _held(ledger):
        before = sorted(tmp_path.rglob("*"))
        process = subprocess.Popen(
            [*COMMAND, "--plans", str(plans), "record", "works.spend", "5", "--on", "2021-06"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
        )
        _awaits(ledger, process)
        try:
            for _ in range(50):
                process.send_signal(number)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    out, err = process.communicate(timeout=0.3)
                    break
        finally:
            process.kill()
    assert (process.returncode, out) in (
        (130, b""),
        (-number, b""),
    )  # before Python has set up, the system ends it
    assert process.returncode != 130 or err == b"error: interrupted\n"
    assert sorted(tmp_path.rglob("*")) == before
