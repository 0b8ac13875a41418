"""What a finding is known by from run to run: its code, its file and the way to its entry, never a line."""

from collections import Counter
from collections.abc import Iterable, Mapping

from jinjiang_plan.model.finding import Finding

LENGTH = 32
"""Hexadecimal digits of a fingerprint."""


def fingerprints(findings: Iterable[Finding], paths: Mapping[str, str]) -> tuple[str, ...]:
    """The fingerprint of each finding, in their order, no two the same.

    `paths` gives a file's path from the repository's top where it is another than shown, so that a fingerprint does not
    depend on where the reader stands. Where an entry has several findings of one code they are numbered in their order:
    of three accepted ones that become two, two stay accepted, whatever their words and figures are.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        way = "\0".join((finding.code, paths.get(finding.file, finding.file), id_path(finding.entry)))
        seen[way] += 1
        found.append(_digest(way if seen[way] == 1 else f"{way}\0{seen[way]}"))
    return tuple(found)


def id_path(entry: str) -> str:
    """The way to an entry without the numbers of places in lists, which change when something is put in between."""
    head, *rest = entry.split(".")
    return ".".join([head, *rest[:1], *(step for step in rest[1:] if not step.isdecimal())])


def _digest(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
