"""Work and memory in proportion to what is read: twice the size takes at most two and a half times the steps."""

import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from jinjiang_plan.files.toml_text.positions import Positions
from jinjiang_plan.files.toml_text.text_rules import unsafe_findings
from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
Text = Callable[[int], str]
HEAD = PLAN_HEAD + STATIONS


def milestones(size: int) -> str:
    days = [
        f"{1900 + number // 300}-{1 + number % 12:02}-{1 + number // 12 % 25:02}" for number in range(size)
    ]
    return HEAD + "".join(f"[[target.stations.milestone]]\nby = {day}\nvalue = 1\n" for day in days)


def amendments(size: int) -> str:
    lines = (
        f'[[target.stations.amendment]]\ndecided = 2021-05-{1 + number % 28:02}\nvalue = {number}\nreason = "r"\n'
        f'document = "d"\nrecorded = 2021-06-01T00:00:00+08:00\nby = "t"\n'
        for number in range(size)
    )
    return HEAD + "".join(lines)


CHECKED: dict[str, Text] = {
    "a long title": lambda size: HEAD.replace('"Test plan"', f'"{"x" * 50 * size}"').replace(
        "2022-12-31", "2019-12-31"
    ),
    "a long line": lambda size: f"{HEAD}note = '{'a b ' * 50 * size}'\n#{'y' * size}\n",
    "milestones": milestones,
    "amendments": amendments,
    "keys twice": lambda size: HEAD + "".join(f"k{each} = 1\nk{each} = 2\n" for each in range(size)),
    "one key again and again": lambda size: HEAD + "k = 1\n" * size,
    "unknown keys": lambda size: HEAD + "".join(f"k{each} = 1\n" for each in range(size)),
    "targets with a fault": lambda size: (
        PLAN_HEAD
        + "".join(
            STATIONS.replace("target.stations", f"target.s{each}").replace("座", "") for each in range(size)
        )
    ),
    "escapes": lambda size: HEAD.replace('"Test plan"', '"' + "\\u0041" * size + '"'),
}


def steps(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes, of functions in Python and in C."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("text", CHECKED.values(), ids=CHECKED)
def test_twice_the_size_takes_at_most_two_and_a_half_times_the_steps(
    capsys: Capture, tmp_path: Path, text: Text
) -> None:
    taken = []
    for size in (5, 60, 120, 240):  # by the first, what is loaded once is there
        plan = write_plan(tmp_path / str(size), "plan", text(size))
        write_ledger(plan, "stations", report_line("2020-12-31", 600))
        taken.append(steps(lambda: call(capsys, "check", plans=plan.parent)))  # noqa: B023 - at once
    assert taken[2] <= 2.5 * taken[1]
    assert taken[3] <= 2.5 * taken[2]


HELD: dict[str, Text] = {
    "comments": lambda size: "x = 1\n" + "#\n" * (size // 2),
    "strings in an array": lambda size: "x = [" + "''," * (size // 3) + "]\n",
    "arrays in an array": lambda size: "x = [" + "[]," * (size // 3) + "]\n",
    "escapes": lambda size: 'x = "' + r"\n" * (size // 2) + '"\n',
    "escapes in a long string": lambda size: 'x = """' + "\\\n " * (size // 3) + '"""\n',
    "quotes": lambda size: 'x = """' + '" ' * (size // 2) + '"""\n',
    "single quotes": lambda size: "x = '''" + "' " * (size // 2) + "'''\n",
}


@pytest.mark.skipif(sys.version_info < (3, 11, 5), reason="its patterns remember every round")
@pytest.mark.parametrize("text", HELD.values(), ids=HELD)
def test_looking_for_a_place_takes_little_more_memory_than_the_text(text: Text) -> None:
    held = text(400_000)
    tracemalloc.start()
    try:
        Positions(held)
        unsafe_findings(held, "plan.toml")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 * len(held)


@pytest.mark.parametrize(
    ("times", "told", "more"), [(5, 4, ""), (11, 10, ""), (12, 10, "1 more time"), (900, 10, "889 more")]
)
def test_a_key_that_is_written_again_and_again_is_told_some_times_and_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, times: int, told: int, more: str
) -> None:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS + 'note = "n"\n' * times)
    out = call(capsys, "check", "--against", "none", plans=plan.parent).out
    assert out.count("error JP003") == told
    assert more in out
    assert ("below" in out) == bool(more)
