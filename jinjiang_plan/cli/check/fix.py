"""Mending what the linter found: round after round until nothing is left that a fix is known for; written at the end."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.cli.check.lint import CheckQuestion, LintOutcome, found
from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.toml_text.fixes import is_ledger, mended, write_mended
from jinjiang_plan.files.toml_text.parse import MARK
from jinjiang_plan.model.finding import Fix


class FixedFile(NamedTuple):
    """A file that fixes change: its name, its path, its text before and after, marks included."""

    file: str
    path: Path
    before: str
    after: str


class FixOutcome(NamedTuple):
    """What the fixes come to: the changed files, how many findings were mended, and what is found then."""

    changes: tuple[FixedFile, ...]
    fixed: int
    outcome: LintOutcome


def mending(
    question: CheckQuestion, outcome: LintOutcome, instead: Mapping[Path, str], *, unsafe: bool
) -> FixOutcome:
    """Apply fixes to the files of an outcome in memory until nothing changes any more.

    Args:
        question: what is checked, again after each round.
        outcome: what was found before.
        instead: the texts that stand in for files.
        unsafe: whether fixes that may change the meaning are wanted too.
    """
    first: dict[str, str] = {}
    texts, count = dict(instead), 0
    states: set[tuple[str, str]] = set()
    while True:
        changed = False
        for file, fixes in _fixes(outcome, unsafe=unsafe).items():
            path = outcome.paths[file]
            before = (MARK if file in outcome.marked else "") + outcome.texts[file]
            after = mended(before, fixes, ledger=is_ledger(path))
            if after.text == before or (file, after.text) in states:
                continue
            first.setdefault(file, before)
            states.add((file, after.text))
            texts[real_path(path)] = after.text
            count += after.fixed
            changed = True
        if not changed:
            break
        outcome = found(question, texts)
    changes = (
        FixedFile(file, outcome.paths[file], before, texts[real_path(outcome.paths[file])])
        for file, before in first.items()
    )
    return FixOutcome(tuple(each for each in changes if each.before != each.after), count, outcome)


def write(changes: tuple[FixedFile, ...]) -> None:
    """Write the changed files.

    Raises:
        Refusal: one of them cannot be written, or has changed since it was read (exit 1).
    """
    for each in changes:
        write_mended(each.path, each.before, each.after)


def diff(changes: tuple[FixedFile, ...]) -> Iterator[str]:
    """The changes as a unified diff, which `patch` and `git apply` take."""
    from difflib import unified_diff

    for each in changes:
        before, after = (_lines(text) for text in (each.before, each.after))
        for line in unified_diff(before, after, f"a/{each.file}", f"b/{each.file}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a newline ends one."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [text.rpartition("\n")[2]] * (
        not text.endswith("\n")
    )


def _fixes(outcome: LintOutcome, *, unsafe: bool) -> dict[str, list[Fix]]:
    """The fixes that are wanted, by file."""
    found_in: dict[str, list[Fix]] = {}
    for finding in outcome.findings:
        if finding.fix is not None and finding.fix.edits and (unsafe or finding.fix.safe):
            found_in.setdefault(finding.file, []).append(finding.fix)
    return found_in
