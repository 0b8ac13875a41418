"""The independent judge: a plan's tables and ledgers in, one verdict a target out.

Written from the methods alone, without a look at the program's own judgement: standard library only, exact fractions.
`Court` takes what a TOML parser gives for plan.toml, the action files and the ledgers.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tests.judge.evidence import Figure, Part, figures, reports, summed
from tests.judge.profiles import PROFILES
from tests.judge.terms import Table, Terms, terms_of
from tests.judge.verdict import Fields, Question, verdict


@dataclass(frozen=True)
class Court:
    """A plan with its ledgers, as of a day and as known at a moment."""

    plan: Table
    actions: dict[str, Table]
    ledgers: dict[str, Table]
    day: date
    known: datetime | None = None
    profile: str | None = None

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every target's table by its id."""
        found = dict(self.plan.get("target", {}))
        for action, content in self.actions.items():
            found |= {f"{action}.{name}": table for name, table in content.get("target", {}).items()}
        return found

    @cached_property
    def _terms(self) -> dict[tuple[str, bool], Terms]:
        return {}

    @cached_property
    def _figures(self) -> dict[tuple[str, bool], list[Figure]]:
        return {}

    def terms(self, name: str, *, first: bool = False) -> Terms:
        """A target's terms in force, or those of its first version."""
        if (name, first) not in self._terms:
            day = None if first else self.day
            self._terms[name, first] = terms_of(name, self.plan["plan"], self.tables[name], day, self.known)
        return self._terms[name, first]

    def figures(self, name: str, *, first: bool = False) -> list[Figure]:
        """A target's accepted values, one after the other, sums of their parts among them."""
        if (name, first) not in self._figures:
            terms = self.terms(name, first=first)
            series = figures(terms, reports(terms, self.ledgers.get(name, {}), self.day, self.known))
            if terms.sum_of:
                series = summed(
                    terms,
                    series,
                    [Part(self.terms(part), tuple(self.figures(part))) for part in terms.sum_of],
                )
            self._figures[name, first] = series
        return self._figures[name, first]

    def judged(self, name: str, *, first: bool = False) -> Fields:
        """The verdict on a target in one version."""
        profile = PROFILES[self.profile or self.plan["plan"].get("profile", "cn")]
        terms = self.terms(name, first=first)
        return verdict(Question(terms, self.figures(name, first=first), self.day, profile))

    def verdicts(self) -> dict[str, Fields]:
        """The verdict on every target, by its id."""
        return {name: self.verdict(name) for name in self.tables}

    def verdict(self, name: str) -> Fields:
        """The verdict in force, with the first version's beside it."""
        terms = self.terms(name)
        fields = _named(terms, self.judged(name))
        first: Fields = dict.fromkeys(("first_goal", "first_due", "first_status", "first_gap_pp"))
        if terms.amended:
            original, judged = self.terms(name, first=True), self.judged(name, first=True)
            first = {
                "first_goal": _goal(original),
                "first_due": original.due,
                "first_status": judged["status"],
                "first_gap_pp": judged["gap_pp"],
            }
        return fields | first


def _named(terms: Terms, fields: Fields) -> Fields:
    if terms.stages and fields["value"] is not None:
        return fields | {"value": terms.stages[int(fields["value"])]}
    return fields


def _goal(terms: Terms) -> object:
    goal = terms.goal
    if goal is None:
        return None
    if goal.ranged:
        return {"min": goal.low, "max": goal.high}
    assert goal.value is not None
    return terms.stages[int(goal.value)] if terms.stages else goal.value
