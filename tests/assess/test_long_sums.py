"""Sums of sums: however long the chain, however often a part is shared, each part's evidence is gathered once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import pytest

from jinjiang_plan import Assessment, Portfolio, Report, Target, assess
from jinjiang_plan.model.codes import Flag
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import counted, plan_of, reports_of

PLAN = plan_of(counted())
(BASE,) = PLAN.targets
AS_OF = date(2021, 6, 30)


class Watched(Mapping[str, Ledger]):
    """Ledgers that count how often each is asked for."""

    def __init__(self, reports: Mapping[str, tuple[Report, ...]]) -> None:
        self._ledgers = {f"plan/{name}": Ledger(f"plan/{name}", each) for name, each in reports.items()}
        self.asked: Counter[str] = Counter()

    def __getitem__(self, key: str) -> Ledger:
        self.asked[key] += 1
        return self._ledgers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ledgers)

    def __len__(self) -> int:
        return len(self._ledgers)


def summed(name: str, *parts: str) -> Target:
    return BASE._replace(id=name, sum_of=parts)


def judged(
    targets: list[Target], ledgers: Watched, only: list[Target] | None = None
) -> dict[str, Assessment]:
    plan = PLAN._replace(targets=tuple(targets))
    found = assess(Portfolio((plan,), ledgers, ()), AS_OF, only=only)
    return {each.target.id: each for each in found.assessments}


LENGTH = 3000


@pytest.mark.parametrize("last_first", [False, True], ids=["wholes first", "parts first"])
def test_a_chain_of_thousands_is_judged(*, last_first: bool) -> None:
    chain = [summed(f"t{n}", f"t{n + 1}") for n in range(LENGTH - 1)] + [summed(f"t{LENGTH - 1}")]
    ledgers = Watched(
        {
            f"t{LENGTH - 1}": reports_of(
                BASE, "2021-06-30 = { value = 7, recorded = 2021-07-01T00:00:00+08:00 }"
            )
        }
    )
    found = judged(chain[::-1] if last_first else chain, ledgers)
    assert len(found) == LENGTH
    assert {each.value for each in found.values()} == {7}
    assert Flag.DERIVED in found["t0"].flags
    assert Flag.DERIVED not in found[f"t{LENGTH - 1}"].flags


def test_the_head_of_a_chain_alone_is_judged_by_all_of_it() -> None:
    chain = [summed(f"t{n}", f"t{n + 1}") for n in range(LENGTH - 1)] + [summed(f"t{LENGTH - 1}")]
    ledgers = Watched(
        {
            f"t{LENGTH - 1}": reports_of(
                BASE, "2021-06-30 = { value = 7, recorded = 2021-07-01T00:00:00+08:00 }"
            )
        }
    )
    (found,) = judged(chain, ledgers, [chain[0]]).values()
    assert found.value == 7


LAYERS = 14


def test_the_evidence_of_shared_parts_is_gathered_once() -> None:
    layers = [summed(f"{side}{n}", f"a{n + 1}", f"b{n + 1}") for n in range(LAYERS) for side in ("a", "b")]
    leaves = [summed(f"a{LAYERS}"), summed(f"b{LAYERS}")]
    one = reports_of(BASE, "2021-06-30 = { value = 1, recorded = 2021-07-01T00:00:00+08:00 }")
    ledgers = Watched({each.id: one for each in leaves})
    found = judged([*layers, *leaves], ledgers)
    assert found["a0"].value == Decimal(2) ** LAYERS
    assert max(ledgers.asked.values()) <= 4


def test_a_part_named_twice_counts_twice_and_one_in_another_unit_not_at_all() -> None:
    one = reports_of(BASE, "2021-06-30 = { value = 1, recorded = 2021-07-01T00:00:00+08:00 }")
    other = summed("c")._replace(unit="座")
    found = judged([summed("a", "b", "b", "c"), summed("b"), other], Watched({"b": one, "c": one}))
    assert found["a"].value == 2
    assert Flag.PARTIAL in found["a"].flags
