"""Plans in real git repositories: what every test of the comparison with a base builds on."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.selection import selection
from jinjiang_plan.cli.check.lint import CheckQuestion, found, without_consequences
from jinjiang_plan.cli.check.named_base import base_asked_for, judged_for
from jinjiang_plan.files.plans.survey import scope_of
from jinjiang_plan.model.finding import Finding, Severity

IDENTITY = {
    "GIT_AUTHOR_NAME": "tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *words: str, allowed: bool = False) -> str:
    """What git prints; a refusal is a failure of the test unless it is allowed."""
    settings = ["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false"]
    finished = subprocess.run(
        ["git", "-C", str(folder), *settings, *words],
        capture_output=True,
        check=False,
        env={**os.environ, **IDENTITY},
    )
    assert allowed or finished.returncode == 0, finished.stderr.decode()
    return finished.stdout.decode().strip()


class Repo(NamedTuple):
    """A repository whose branch `main` is the base, and that is on a branch of its own."""

    top: Path
    plans: Path

    def git(self, *words: str, allowed: bool = False) -> str:
        """What git prints in it."""
        return git(self.top, *words, allowed=allowed)

    def commit(self, message: str = "change") -> str:
        """Commit everything; gives the id."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file below the plans folder."""
        path = self.plans / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        """Put a text at the end of a file."""
        with (self.plans / file).open("a", encoding="utf-8") as end:
            end.write(text)

    def line(self, file: str, text: str) -> int:
        """The line of a file in which a text stands, once."""
        lines = (self.plans / file).read_text(encoding="utf-8").splitlines()
        (number,) = [number for number, line in enumerate(lines, 1) if text in line]
        return number

    def check(
        self,
        against: str | None = "main",
        *,
        environment: Mapping[str, str] | None = None,
        here: Path | None = None,
        select: str = "JP6",
    ) -> tuple[Finding, ...]:
        """What `check` finds by the rules of the base, or by those selected, in order of place."""
        return check(self.plans, against, environment=environment, here=here or self.top, select=select)


def check(
    plans: Path,
    against: str | None,
    *,
    environment: Mapping[str, str] | None = None,
    here: Path,
    select: str = "JP6",
) -> tuple[Finding, ...]:
    """What rules find in a plans folder."""
    chosen = selection(CHECKS, [select], [], on_a_day=False)
    base = base_asked_for(against, environment or {})
    judged = judged_for(base, staged=False)
    question = CheckQuestion(scope_of([plans]), chosen, date(2023, 1, 10), here.resolve(), base, judged)
    known = {check.rule.code for check in CHECKS}
    return tuple(each for each in without_consequences(found(question).findings) if each.code in known)


def errors(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of the errors."""
    return [each.code for each in findings if each.severity is Severity.ERROR]


def start(top: Path, plans: str, files: Mapping[str, str]) -> Repo:
    """A repository with these files below a plans folder, committed on `main`, and a branch `side` checked out."""
    top.mkdir(parents=True, exist_ok=True)
    git(top, "init", "-q", "-b", "main")
    repo = Repo(top, top / plans)
    for file, text in files.items():
        path = repo.plans / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    repo.commit("base")
    repo.git("checkout", "-q", "-b", "side")
    return repo


def copied(template: Repo, top: Path) -> Repo:
    """A repository like another one, quicker than made anew."""
    shutil.copytree(template.top, top, symlinks=True)
    return Repo(top, top / template.plans.relative_to(template.top))
