"""What is judged stays the same to the last digit: digests of results, held against a list.

A change that is to make something faster or simpler must leave every line of the list as it is. One that judges or
shows something otherwise on purpose writes the list anew (`python -m tests.cli.test_results_stay`), and its diff says
which results differ.
"""

import contextlib
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from jinjiang_plan.cli.door import main
from tests.judge.generator import drawn

NOW = "2031-01-10T09:00:00+08:00"
BY = "tester"
LIST = Path(__file__).with_name("results.txt")
SHIPPED = Path(__file__).parents[2] / "plans"
SEEDS = range(1, 4)
JSON = ("--format", "json")


def said(plans: Path, *arguments: str) -> str:
    """The digest of what a command says, and its exit code."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main(["--lang", "en", "--plans", str(plans), *arguments])
    return f"{code} {hashlib.sha256(out.getvalue().encode()).hexdigest()[:16]}"


def of_days(name: str, plans: Path, days: Sequence[str], *more: str) -> Iterator[str]:
    """A line for each question that is put to some plans."""
    for day in days:
        yield f"{name} status {day} {' '.join(more)} {said(plans, 'status', '--as-of', day, *more, *JSON)}"
    first, last = days[0], days[-1]
    yield f"{name} trend {last} {said(plans, 'trend', '--to', last, *JSON)}"
    yield f"{name} trend {last} as known then {said(plans, 'trend', '--to', last, '--known-at', 'then', *JSON)}"
    yield f"{name} diff {first} {last} {said(plans, 'diff', first, last, *JSON)}"
    yield f"{name} brief {last} {said(plans, 'brief', '--as-of', last, '--format', 'markdown')}"


def results() -> Iterator[str]:
    """The lines of the list."""
    yield from of_days("shipped", SHIPPED, ("2020-06-30", "2021-12-31", "2023-01-31"))
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        said(SHIPPED, "demo", str(demo))
        yield from of_days("demo", demo, ("2020-12-31", "2021-06-30", "2022-12-31"))
        for seed in SEEDS:
            plan = drawn(seed)
            plans = Path(folder) / str(seed)
            plan.write(plans)
            for asked in plan.questions[1:4]:
                options = asked.options
                day = asked.day.isoformat()
                yield f"drawn {seed} status {day} {' '.join(options)} " + said(
                    plans, "status", "--as-of", day, *options, *JSON
                )
            days = sorted(asked.day.isoformat() for asked in plan.questions)
            yield from of_days(f"drawn {seed}", plans, (days[0], days[-1]))


def test_every_result_is_what_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    monkeypatch.setenv("JINJIANG_BY", BY)
    assert [*results()] == LIST.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    os.environ |= {"JINJIANG_NOW": NOW, "JINJIANG_BY": BY}
    LIST.write_text("".join(f"{line}\n" for line in results()), encoding="utf-8")
