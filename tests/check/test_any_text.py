"""Any bytes, any TOML and any mutation of real files end in findings or none; and mending them is safe."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.selection import selection
from jinjiang_plan.cli.check.fix import mending
from jinjiang_plan.cli.check.lint import CheckQuestion, LintOutcome, found
from jinjiang_plan.files.plans.locate import built_in, sample_reports
from jinjiang_plan.files.plans.survey import scope_of
from jinjiang_plan.files.toml_text.parse import MARK
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.findings.console import concise, full
from jinjiang_plan.render.width import visible
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan

ACTION = 'format = 1\n\n[action]\ntitle = "行动"\n' + STATIONS.replace("stations", "other")
LEDGER = "".join(
    f"{line}\n"
    for line in (
        "[report]",
        report_line("2021-06-30", 5),
        report_line("2021-06-30-r2", 6),
        report_line("2021-09-30", 7, note='"甲，乙"'),
    )
)
FILES = {"head": "plan.toml", "action": "act.toml", "ledger": "progress/stations.toml"}
ALL = selection(CHECKS, (), (), on_a_day=False)


@cache
def real_texts() -> tuple[str, ...]:
    """The files that ship, the demonstration's ledgers, and the smallest of each kind."""
    paths = [*built_in().rglob("*.toml"), *sample_reports().rglob("*.toml")]
    texts = {path.read_text(encoding="utf-8") for path in paths}
    return (*sorted(texts, key=lambda text: (len(text), text)), PLAN_HEAD + STATIONS, ACTION, LEDGER)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_plan(tmp_path_factory.mktemp("any") / "plans", act=ACTION)
    write_ledger(folder, "stations", *LEDGER.splitlines()[1:])
    return folder


def checked(plan: Path, role: str, text: str) -> tuple[CheckQuestion, LintOutcome, dict[Path, str]]:
    """What is found where a text stands in for one of the plan's files."""
    question = CheckQuestion(scope_of([plan]), ALL, date(2021, 10, 1), plan.parent)
    instead = {(plan / FILES[role]).resolve(): text}
    return question, found(question, instead), instead


def assert_well_formed(outcome: LintOutcome) -> None:
    """Each finding says something of a place that there is; it can be drawn in both languages."""
    for finding in outcome.findings:
        assert all(finding.words)
        assert all(finding.hint or ("none",))
        text = outcome.texts.get(finding.file)
        if finding.line and text is not None:
            lines = text.split("\n")
            assert 1 <= finding.line <= len(lines), finding
            assert 0 <= finding.column <= len(lines[finding.line - 1]) + 1, finding
            if finding.end_line:
                assert (finding.end_line, finding.end_column) >= (finding.line, finding.column), finding
                assert finding.end_line <= len(lines), finding
                assert finding.end_column <= len(lines[finding.end_line - 1]) + 1, finding
        for edit in finding.fix.edits if finding.fix else ():
            assert -1 <= edit.start <= edit.end <= len(text or ""), finding
    run = CheckResult(outcome.findings, outcome.texts, outcome.files, (), "0")
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        assert concise(run, lang).count("\n") == len(outcome.findings)
        for line in full(run, lang, 60).split("\n"):
            assert visible(line) == line


def parses(text: str) -> bool:
    try:
        tomli.loads(text.removeprefix(MARK))
    except (ValueError, ArithmeticError, RecursionError):
        return False
    return True


def assert_mended(plan: Path, role: str, text: str) -> None:
    """Fixes leave what parses parsing, and nothing that they could mend; a ledger's data stay as they are."""
    question, outcome, instead = checked(plan, role, text)
    assert_well_formed(outcome)
    for unsafe in (False, True):
        done = mending(question, outcome, instead, unsafe=unsafe)
        left = [each for each in done.outcome.findings if each.fix and (unsafe or each.fix.safe)]
        assert not left, left
        again = mending(question, done.outcome, {**instead, **after(done.changes)}, unsafe=unsafe)
        assert not again.changes
        for change in done.changes:
            assert parses(change.after) or not parses(change.before)
            if role == "ledger" and not unsafe and parses(change.before):
                before, behind = (tomli.loads(each.removeprefix(MARK)) for each in (text, change.after))
                assert before == behind


def after(changes: tuple[object, ...]) -> dict[Path, str]:
    return {each.path.resolve(): each.after for each in changes}  # type: ignore[attr-defined]


SNIPPETS = st.sampled_from(
    [
        "“", "”", "，", "＝", "：", "　", "［", "】", "。", "‘", "「", "」", '"', "'", '"""', "'''", "\\", "#", "=", "{", "}",
        "[", "]", ",", ".", "\n", "\r\n", "\r", "\t", "\x00", "\x1b", "\u202e", "\ufeff", "\\u202e", "\\e", "目标", "座",
        "5G", "１２", "3000", "1e400", "2021-02-30", "2021-06-30", "10:30", "nan", "true", "[target.x]\n", "x = 1\n",
        "目标 = 1\n", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "# jp: ignore[JP101]\n",
        "# jp: ignore[unknown-key, wrong-type] 理由 until=2021-01-01", '"3000"', '"2021-06-30"', 'goal = { value = "3" }\n',
        "unti = 1\n", "[[target.stations.amendment]]\n", "a.b = 1\n",
    ]
)  # fmt: skip
CUTS = st.tuples(st.integers(0, 6000), st.integers(0, 40), SNIPPETS | st.text(max_size=3))


@given(st.integers(0, 10_000), st.lists(CUTS, min_size=1, max_size=4), st.sampled_from(sorted(FILES)))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_mutation_of_a_real_file_ends_in_findings_and_is_mended_safely(
    plan: Path, which: int, cuts: list[tuple[int, int, str]], role: str
) -> None:
    texts = real_texts()
    text = texts[which % len(texts)]
    for start, length, snippet in cuts:
        at = start % (len(text) + 1)
        text = text[:at] + snippet + text[at + length :]
    assert_mended(plan, role, text)


@given(st.lists(SNIPPETS | st.text(max_size=4), max_size=12).map("".join), st.sampled_from(sorted(FILES)))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_text_ends_in_findings_and_is_mended_safely(plan: Path, text: str, role: str) -> None:
    assert_mended(plan, role, text)


@given(st.binary(max_size=120), st.sampled_from(sorted(FILES)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_in_findings(tmp_path: Path, held: bytes, role: str) -> None:
    folder = write_plan(tmp_path / "plans", act=ACTION)
    write_ledger(folder, "stations", *LEDGER.splitlines()[1:])
    (folder / FILES[role]).write_bytes(held)
    question = CheckQuestion(scope_of([folder]), ALL, date(2021, 10, 1), folder.parent)
    assert_well_formed(found(question))
