"""Measuring whole processes: CPU time and peak memory, in rounds that go through all cases in turn."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import NamedTuple

METER = Path(__file__).with_name("meter.py")
LONG = 0.5
"""Seconds of CPU from which a case is long: those have `FEW` rounds of their own, after the short ones."""
FEW = 5
_MOMENT = "2022-08-31T09:00:00+08:00"


class Case(NamedTuple):
    """A command to measure.

    `restored` is a file that the command writes to and its size before: it is cut back to it before each run, and
    taken away where there was none. `answers` is a file that the command reads its answers from, `codes` are the exit
    codes that it may end in, `emptied` is a folder that everything is taken out of before each run.
    """

    name: str
    command: tuple[str, ...]
    restored: tuple[Path, int | None] | None = None
    answers: Path | None = None
    codes: tuple[int, ...] = (0,)
    emptied: Path | None = None


class Sample(NamedTuple):
    """What one run took: seconds of CPU, user and system, and peak memory in MiB."""

    seconds: float
    memory: float


class Figure(NamedTuple):
    """What a case took: the median of its runs."""

    name: str
    seconds: float
    memory: float
    rounds: int


def measured(cases: Sequence[Case], folder: Path, rounds: int, tell: Callable[[str], None]) -> list[Figure]:
    """The figures of all cases, in their order: A B C, A B C and so on, so that a busy spell meets all alike.

    Each case runs once unmeasured before, which compiles what is not compiled and warms the disk's cache.
    """
    taken: dict[Case, list[Sample]] = {case: [] for case in cases}
    tell("each case once, unmeasured")
    long = {case for case in cases if _run(case, folder).seconds >= LONG}
    short = [case for case in cases if case not in long]
    for number in range(rounds):
        tell(f"round {number + 1} of {rounds}")
        for case in short:
            taken[case].append(_run(case, folder))
    for number in range(min(rounds, FEW) if long else 0):
        tell(f"round {number + 1} of {min(rounds, FEW)} of what takes long")
        for case in (each for each in cases if each in long):
            taken[case].append(_run(case, folder))
    return [_figure(case, samples) for case, samples in taken.items()]


def _figure(case: Case, samples: list[Sample]) -> Figure:
    return Figure(
        case.name,
        median(each.seconds for each in samples),
        median(each.memory for each in samples),
        len(samples),
    )


def _run(case: Case, folder: Path) -> Sample:
    _restore(case)
    talk = folder / "talk"
    with (case.answers or Path(os.devnull)).open("rb") as answers:
        finished = subprocess.run(
            [sys.executable, "-I", "-S", str(METER), str(talk), *case.command],
            stdin=answers,
            stdout=subprocess.PIPE,
            check=True,
            cwd=folder,
            env=_environment(),
            text=True,
        )
    user, system, memory, code = finished.stdout.split()
    if int(code) not in case.codes:
        raise SystemExit(f"{case.name} ended with {code}:\n{talk.read_text(encoding='utf-8')}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # macOS counts bytes, Linux KiB
    return Sample(float(user) + float(system), int(memory) / unit)


def _restore(case: Case) -> None:
    for each in case.emptied.iterdir() if case.emptied is not None else ():
        if each.is_dir():
            rmtree(each)
        else:
            each.unlink()
    if case.restored is None:
        return
    path, size = case.restored
    if size is None:
        path.unlink(missing_ok=True)
    else:
        os.truncate(path, size)


def _environment() -> dict[str, str]:
    """An environment in which every command does the same on every machine."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "JINJIANG_LANG": "zh", "JINJIANG_NOW": _MOMENT, "COLUMNS": "100"}
