"""A rule of the linter, declared: its code, its words in both languages, a bad and a good example."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jinjiang_plan.model.finding import Fault, Finding, Identity, Route, Severity
from jinjiang_plan.model.words import Words

Fill = str | int | Words
"""What fills a gap in a rule's sentence: the same in both languages, or in each its own."""


class Rule(NamedTuple):
    """One rule."""

    code: str
    """Such as JP303."""
    slug: str
    """Such as `sum-mismatch`."""
    severity: Severity
    """How much its findings weigh."""
    says: Words
    """Its sentence, with gaps in braces, the same gaps in both languages."""
    why: Words
    """Why it matters."""
    cure: Words
    """How to mend what it finds."""
    bad: str
    """A short TOML text that it finds."""
    good: str
    """The same text, mended."""
    fixes: str = ""
    """"safe", "unsafe" or empty."""
    hint: Words | None = None
    """What to do in a few words, for a finding that has nothing better."""
    milder: Severity | None = None
    """The severity of the findings that weigh less than its others."""

    @property
    def identity(self) -> Identity:
        """What its findings begin with."""
        return Identity(self.code, self.slug, self.severity)

    def fault(self, file: str, route: Route, *, at_key: bool = False, **fills: Fill) -> Fault:
        """The fault that this rule finds at a place, its sentence filled in; `_replace` adds what else helps."""
        said = filled(self.says, fills)
        return Fault(*self.identity, said, route, at_key, self.hint, file)

    def softened(self, fault: Fault) -> Fault:
        """The fault as one of those that weigh less than the rule's others."""
        return fault._replace(severity=self.milder or self.severity)


def filled(words: Words, fills: dict[str, Fill]) -> Words:
    """A sentence with its gaps filled, in each language by its own word."""
    zh = {name: fill.zh if isinstance(fill, Words) else fill for name, fill in fills.items()}
    en = {name: fill.en if isinstance(fill, Words) else fill for name, fill in fills.items()}
    return Words(words.zh.format(**zh), words.en.format(**en))


# A run of the linter as a fact: what was checked, by which rules, and what was found.


_AS_SHOWN: Mapping[str, str] = MappingProxyType({})


class CheckResult(NamedTuple):
    """The findings in order of file and place, and all that a format needs to show them."""

    findings: tuple[Finding, ...]
    """In order of file and place."""
    texts: Mapping[str, str]
    """The text of every file with a finding that could be read, for excerpts."""
    files: tuple[str, ...]
    """Every file that was checked."""
    rules: tuple[Rule, ...]
    """The rules that were asked for."""
    version: str
    """The version of the program."""
    base: str | None = None
    """The revision that was compared with, None for none."""
    accepted: int = 0
    """The number of findings that a baseline accepts and that are left out."""
    gone: tuple[str, ...] = ()
    """What a baseline accepts and no longer occurs."""
    paths: Mapping[str, str] = _AS_SHOWN
    """The path from the repository's top of each file that is shown otherwise."""
    fail_on: Severity = Severity.ERROR
    """The severity from which on a finding fails the run."""
    judged: str = "worktree"
    """What was looked at: `worktree`, `index` or a commit."""
    comparing: bool = False
    """Whether a rule wanted a base."""
    idle: bool = False
    """Whether the base was HEAD itself and nothing differed."""

    def path(self, file: str) -> str:
        """The path of a file as a service that knows the repository opens it, with `/` between its parts."""
        return self.paths.get(file, file)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding weighs enough to fail the run."""
        return RANKS[finding.severity] <= RANKS[self.fail_on]

    def foremost(self, most: int) -> list[int]:
        """The places of at most so many findings, in their order; the lightest are left out first, of those the last."""
        ranked = sorted(range(len(self.findings)), key=lambda at: RANKS[self.findings[at].severity])
        return sorted(ranked[:most])


RANKS = {severity: rank for rank, severity in enumerate(Severity)}
"""How findings are ranked: the heaviest is 0."""
