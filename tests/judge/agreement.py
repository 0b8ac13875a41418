"""The program's answer beside the judge's: run in this process by its public command, compared field by field."""

import contextlib
import io
import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from jinjiang_plan.cli.door import main
from tests.judge.generator import DrawnPlan, courts
from tests.judge.rollup import rollups
from tests.judge.tables import Reports, ledger_text, plan_text
from tests.judge.verdict import EMPTY, Fields

FIELDS = (*EMPTY, "first_goal", "first_due", "first_status", "first_gap_pp", "flags")
"""Every field that the two are compared by."""

ROLLUP = ("counts", "completion", "completion_reported", "reported", "targets")

DIGITS = 1e-11
"""Numbers are given to twelve significant digits."""


def asked(plans: Path, day: date, *more: str) -> Any:  # noqa: ANN401 - JSON
    """What `status --format json` says of the plans of a folder as of a day."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(
            [
                "--lang",
                "en",
                "--plans",
                str(plans),
                "status",
                "--as-of",
                day.isoformat(),
                "--format",
                "json",
                *more,
            ]
        )
    if code != 0:
        raise AssertionError(f"exit {code}: {err.getvalue()}{out.getvalue()}")
    return json.loads(out.getvalue())


def disagreements(plan: DrawnPlan, folder: Path) -> Iterator[str]:
    """A line for each field in which the two differ on a drawn plan, with all that it takes to ask again."""
    plan.write(folder)
    for question, court in courts(plan):
        document = asked(folder, question.day, *question.options)
        given = {each["id"]: each for each in document["assessments"] if each["what"] == "target"}
        place = f"{question.day} {' '.join(question.options)}"
        for name, expected in court.verdicts().items():
            for line in differences(expected, given[name]):
                yield f"{place} {name}: {line}"
        sums = {each["action"]: each for each in document["rollups"] if not each.get("lead")}
        for action, rolled in rollups(court).items():
            for line in differences(rolled, sums[action], ROLLUP):
                yield f"{place} roll-up of {action or 'the plan'}: {line}"


def assessments(plans: Path, day: date, *more: str) -> dict[str, Fields]:
    """The program's assessments of one plan's targets, by their ids."""
    return {each["id"]: each for each in asked(plans, day, *more)["assessments"] if each["what"] == "target"}


def said_of(  # noqa: PLR0913 - one small plan, as `judged` takes it
    folder: Path,
    targets: Mapping[str, str],
    reports: Mapping[str, Reports],
    day: str,
    *,
    head: str = "",
    profile: str | None = None,
) -> Fields:
    """The program's assessment of the target `x` of a small plan."""
    progress = folder / "plan" / "progress"
    progress.mkdir(parents=True)
    (folder / "plan" / "plan.toml").write_text(plan_text(targets, head), encoding="utf-8")
    for name, figures in reports.items():
        (progress / f"{name}.toml").write_text(ledger_text(figures), encoding="utf-8")
    more = ["--profile", profile] if profile else []
    return assessments(folder, date.fromisoformat(day), *more)["x"]


def same(expected: object, given: object, *, least: float = 1e-3) -> bool:
    """Whether a field of the judge's is the program's; below the least size figures count as no finer than it."""
    if isinstance(expected, bool) or expected is None or given is None:
        return expected is given
    if isinstance(expected, Fraction | int | float):
        if isinstance(given, bool) or not isinstance(given, int | float):
            return False
        return abs(float(expected) - given) <= DIGITS * max(abs(float(expected)), abs(given), least)
    if isinstance(expected, date):
        return given == expected.isoformat()
    if isinstance(expected, set):
        return isinstance(given, list) and expected == set(given)
    if isinstance(expected, Mapping):
        return isinstance(given, Mapping) and all(
            same(each, given.get(key)) for key, each in expected.items()
        )
    return expected == given


def differences(
    expected: Fields, given: Mapping[str, Any], fields: Collection[str] = FIELDS
) -> Iterator[str]:
    """A line for each field in which the program's assessment is not what is expected."""
    for key in fields:
        if key not in expected:
            continue
        if key not in given:
            yield f"{key}: expected {_shown(expected[key])}, the program has no such field"
        elif not same(expected[key], given[key], least=1 if key == "chance" else 1e-3):
            yield f"{key}: expected {_shown(expected[key])}, the program says {given[key]!r}"


def _shown(value: object) -> str:
    return f"{float(value):.12g}" if isinstance(value, Fraction) else str(value)
