"""Roll-ups over the targets of a plan or of an action (METHODS 8)."""

from collections import Counter
from fractions import Fraction

from tests.judge.court import Court
from tests.judge.verdict import Fields

OUT = ("no_data", "not_started", "not_assessable", "cancelled", "suspended")
MET = ("achieved_early", "achieved", "achieved_late")


def _parts_below(court: Court, name: str) -> set[str]:
    """Every part of a sum, parts of parts too."""
    found: set[str] = set()
    for part in court.terms(name).sum_of:
        found |= {part} | _parts_below(court, part)
    return found


def _share(fields: Fields) -> Fraction:
    done = fields["completion"]
    if done is None:
        return Fraction(int(fields["status"] in MET or bool(fields.get("meets"))))
    return min(Fraction(1), max(Fraction(0), Fraction(done)))


def _mean(weighed: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    weight = sum(each for each, _ in weighed)
    return sum(each * share for each, share in weighed) / weight if weight else None


def rollup(court: Court, names: list[str]) -> Fields:
    """Counts, and the weighted completion over leaves: a sum is left out where one of its parts is among them."""
    fields = {name: court.verdict(name) for name in names}
    leaves = [name for name in names if not _parts_below(court, name) & set(names)]
    judged = [name for name in leaves if fields[name]["status"] not in OUT]
    weighed = {name: (court.terms(name).weight, _share(fields[name])) for name in judged}
    return {
        "counts": dict(Counter(each["status"] for each in fields.values())),
        "completion": _mean(list(weighed.values())),
        "completion_reported": _mean([weighed[name] for name in judged if fields[name]["value"] is not None]),
        "reported": sum(
            each["value"] is not None and each["status"] not in ("cancelled", "suspended")
            for each in fields.values()
        ),
        "targets": len(names),
    }


def rollups(court: Court) -> dict[str | None, Fields]:
    """The roll-up of each action by its name, and of the plan by None."""
    names = list(court.tables)
    found: dict[str | None, Fields] = {None: rollup(court, names)}
    for action, content in court.actions.items():
        found[action] = rollup(court, [f"{action}.{name}" for name in content.get("target", {})])
    return found
