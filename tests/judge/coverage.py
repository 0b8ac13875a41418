"""How often the drawn target-days meet each kind, status and profile."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from tests.judge.court import Court
from tests.judge.generator import courts, drawn
from tests.judge.profiles import LIGHTS


@dataclass
class Met:
    """Counts of target-days."""

    kinds: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    profiles: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    graded: Counter[tuple[str, str]] = field(default_factory=Counter)


VARIANTS = ("resets", "average", "sum", "seasonal", "range", "monitored")
"""What a kind is called where its target is something of its own."""

_OF_A_PERIOD = ("rate", "average", "rank", "maintain")
_STATUSES = (*LIGHTS, "not_started", "no_data", "unreported", "cancelled", "suspended")

CANNOT_MEET = {
    # A rate, a rank and a level to hold have no way: never early, late, regressing, or unfit for a profile.
    *product(_OF_A_PERIOD, ("achieved_early", "achieved_late", "regressing", "not_assessable")),
    # A rank is never ahead.
    ("rank", "ahead"),
    # Before due nothing is asked of a yes or no, and it cannot be less than no.
    *product(("done",), ("ahead", "regressing")),
    # Without a goal there is nothing to judge by.
    *product(("monitored",), _STATUSES),
}
"""The kinds and statuses that no day can bring together."""


def kind_of(court: Court, name: str) -> str:
    """The kind of a target, or the variant that has rules of its own."""
    terms = court.terms(name)
    if terms.goal is None:
        return "monitored"
    variants = {
        "sum": bool(terms.sum_of),
        "resets": terms.resets,
        "average": terms.average is not None,
        "range": terms.goal.ranged,
        "seasonal": terms.path == "seasonal",
    }
    return next((name for name, holds in variants.items() if holds), terms.kind)


def coverage(seeds: Iterable[int]) -> Met:
    """What the drawn target-days of some seeds meet."""
    met = Met()
    for seed in seeds:
        for asked, court in courts(drawn(seed)):
            for name, fields in court.verdicts().items():
                kind, status = kind_of(court, name), fields["status"]
                met.kinds[kind] += 1
                met.statuses[status] += 1
                met.profiles[asked.profile] += 1
                met.pairs[kind, status] += 1
                met.graded[asked.profile, status] += 1
    return met


RARELY_MEET = {
    # On due's own day, unreported for it, under the one profile for which nothing of a milestone is merely behind.
    ("done", "behind"),
    # On that day too, under a profile that asks for growth from a baseline above nothing.
    ("done", "not_assessable"),
}
"""The kinds and statuses that meet on so few days that no seed need hold one."""
