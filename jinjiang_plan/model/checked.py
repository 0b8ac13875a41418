"""A run of the linter as a fact: what was checked, by which rules, and what was found."""

from collections.abc import Mapping
from typing import NamedTuple

from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.rule import Rule


class Checked(NamedTuple):
    """The findings in order of file and place, and all that a format needs to show them.

    `texts` has the text of every file with a finding that could be read, for excerpts; `files` every file that was
    checked; `rules` those that were asked for; `base` the revision that was compared with, None for none; `accepted`
    counts findings that a baseline accepts and that are left out, `gone` names what it accepts and no longer occurs.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files: tuple[str, ...]
    rules: tuple[Rule, ...]
    version: str
    base: str | None = None
    accepted: int = 0
    gone: tuple[str, ...] = ()
