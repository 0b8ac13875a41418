"""The smallest valid things, and the running of commands: what every test builds on."""

import atexit
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple

IN_CI = os.environ.get("CI", "") not in ("", "0", "false")
"""Whether the tests run in CI: then what a test needs must be there. A test itself never sees CI's environment."""

STATE = mkdtemp(prefix="state-")
"""The folder in which programs keep what they remember of their user, of this run alone."""
atexit.register(rmtree, STATE, ignore_errors=True)

NOW = "2023-01-10T09:00:00+08:00"
"""The moment of every command that a test runs, unless it says otherwise."""

PLAN_HEAD = """\
format = 1

[plan]
title = { zh = "测试计划", en = "Test plan" }
start = 2020-01-01
due = 2022-12-31
"""

STATIONS = """
[target.stations]
title = { zh = "5G基站", en = "5G stations" }
kind = "cumulative"
unit = "座"
baseline = { value = 0, on = 2020-01-01 }
goal = { value = 3000 }
"""


ASSESSMENT_FIELDS = [
    "plan",
    "action",
    "id",
    "what",
    "title",
    "kind",
    "class",
    "unit",
    "op",
    "baseline",
    "goal",
    "start",
    "due",
    "lead",
    "value",
    "value_on",
    "planned",
    "elapsed",
    "completion",
    "planned_completion",
    "gap_pp",
    "status",
    "light",
    "outlook",
    "projected",
    "run_rate",
    "required_rate",
    "months_ahead",
    "flags",
    "reason",
    "source",
    "measure",
    "measured",
    "periods_behind",
    "difference",
    "chance",
    "first_goal",
    "first_due",
    "first_status",
    "first_gap_pp",
    "leads",
    "held",
    "periods",
]
"""The keys of an assessment in JSON, in the order of the contract (DESIGN 5), ours behind them."""


class Outcome(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def write_plan(root: Path, name: str = "plan", head: str = PLAN_HEAD + STATIONS, **actions: str) -> Path:
    """Write a plan below a plans folder and give its folder: `head` is its plan.toml, each action a file's text.

    An underscore in an action's name stands for a hyphen.
    """
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.toml").write_text(head, encoding="utf-8")
    for key, text in actions.items():
        (folder / f"{key.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return folder


def write_ledger(plan: Path, target: str, *lines: str) -> Path:
    """Write a target's ledger, a line a report, below its plan's folder."""
    folder = plan / "progress"
    folder.mkdir(exist_ok=True)
    path = folder / f"{target}.toml"
    path.write_text("".join(f"{line}\n" for line in ("[report]", *lines)), encoding="utf-8")
    return path


def report_line(on: str, value: object, recorded: str = "", **more: str) -> str:
    """A ledger's line: a numeric report for a day, recorded a week into 2020-based time unless said otherwise.

    `more` holds TOML values by key, as they are written.
    """
    entries = {
        "value": str(value),
        "recorded": recorded or f"{on[:10]}T18:00:00+08:00",
        "by": '"tester"',
        **more,
    }
    entries.setdefault("source", '"document"')
    return f"{on} = {{ {', '.join(f'{key} = {entry}' for key, entry in entries.items() if entry)} }}"


def run(
    *arguments: str,
    plans: Path | None = None,
    lang: str = "en",
    now: str = NOW,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run the command as a user would, in a process of its own, its output in a pipe."""
    named = ["--plans", str(plans)] if plans else []
    finished = subprocess.run(
        [sys.executable, "-m", "jinjiang_plan", *named, *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**clean_environment(lang, now), **(environment or {})},
    )
    return Outcome(finished.returncode, finished.stdout.decode(), finished.stderr.decode())


def clean_environment(lang: str = "en", now: str = NOW) -> dict[str, str]:
    """An environment in which a command says the same on every machine."""
    kept = {
        key: os.environ[key]
        for key in ("PATH", "HOME", "SYSTEMROOT", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG")
        if key in os.environ
    }
    root = str(Path(__file__).parent.parent)
    return {
        **kept,
        "PYTHONPATH": root,
        "PYTHONUTF8": "1",
        "JINJIANG_LANG": lang,
        "JINJIANG_NOW": now,
        "JINJIANG_BY": "tester",
        "XDG_STATE_HOME": STATE,
    }


def call(capsys: object, *arguments: str, plans: Path | None = None, lang: str = "en") -> Outcome:
    """Run the command within this process, which is thirty times faster; the clock is the caller's to set."""
    from jinjiang_plan.cli.door import main

    named = ["--plans", str(plans)] if plans else []
    code = main(["--lang", lang, *named, *arguments])
    captured = capsys.readouterr()  # type: ignore[attr-defined]
    return Outcome(code, captured.out, captured.err)
