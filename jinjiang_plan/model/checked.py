"""A run of the linter as a fact: what was checked, by which rules, and what was found."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.rule import Rule

_AS_SHOWN: Mapping[str, str] = MappingProxyType({})


class Checked(NamedTuple):
    """The findings in order of file and place, and all that a format needs to show them.

    `texts` has the text of every file with a finding that could be read, for excerpts; `files` every file that was
    checked; `rules` those that were asked for; `base` the revision that was compared with, None for none; `accepted`
    counts findings that a baseline accepts and that are left out, `gone` names what it accepts and no longer occurs.
    `paths` has the path from the repository's top of each file that is shown otherwise; `fail_on` the severity from
    which on a finding fails the run.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files: tuple[str, ...]
    rules: tuple[Rule, ...]
    version: str
    base: str | None = None
    accepted: int = 0
    gone: tuple[str, ...] = ()
    paths: Mapping[str, str] = _AS_SHOWN
    fail_on: Severity = Severity.ERROR

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
