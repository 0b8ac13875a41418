"""The program and the independent judge on some ten thousand target-days, drawn by seeds.

    pytest tests/judge/test_agreement.py -n 2                  all seeds, spread over the cores
    pytest tests/judge/test_agreement.py -k "seed-7"           one seed
    python -m tests.judge 7                                    one seed's differences, field by field
    python -m tests.judge --from 100 --to 200                  other seeds than the tests'

A difference names its seed, the day, the profile and the target. `python -m tests.judge 7 --keep DIR` leaves the plan's
folder there, so that the program can be asked with `jinjiang-plan --plans DIR show ID --explain`.
"""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from tests.judge.agreement import disagreements
from tests.judge.coverage import CANNOT_MEET, Met, coverage
from tests.judge.generator import drawn
from tests.judge.profiles import PROFILES

SEEDS = range(25)
LATER = "2031-01-10T09:00:00+08:00"
"""The moment of every call: after all that was drawn."""

LEAST = 300


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed-{seed}")
def test_the_program_agrees_with_the_judge(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JINJIANG_NOW", LATER)
    found = list(disagreements(drawn(seed), tmp_path))
    assert not found, f"seed {seed}, {len(found)} differences:\n" + "\n".join(found[:60])


@pytest.fixture(scope="module")
def met() -> Met:
    return coverage(SEEDS)


def test_some_ten_thousand_target_days_are_judged(met: Met) -> None:
    assert met.kinds.total() >= 10_000


@pytest.mark.parametrize("of", ["kinds", "statuses", "profiles"])
def test_every_kind_status_and_profile_is_met_often(met: Met, of: str) -> None:
    counts: Counter[str] = getattr(met, of)
    assert {name: count for name, count in counts.items() if count < LEAST} == {}


def test_every_kind_and_status_that_can_meet_do(met: Met) -> None:
    pairs = {pair for pair in product(met.kinds, met.statuses) if pair not in CANNOT_MEET}
    assert {pair for pair in pairs if not met.pairs[pair]} == set()
    assert {pair for pair in CANNOT_MEET if met.pairs[pair]} == set()


def test_every_profile_and_status_meet(met: Met) -> None:
    assert set(met.profiles) == set(PROFILES)
    missing = {pair for pair in product(met.profiles, met.statuses) if not met.graded[pair]}
    assert missing == set()
