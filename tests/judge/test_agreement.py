"""The program and the independent judge on some ten thousand target-days, drawn by seeds.

    pytest tests/judge/test_agreement.py -n 2                  all seeds, spread over the cores
    pytest tests/judge/test_agreement.py -k "seed-7"           one seed
    python -m tests.judge 7                                    one seed's differences, field by field
    python -m tests.judge --from 100 --to 200                  other seeds than the tests'

A difference names its seed, the day, the profile and the target. `python -m tests.judge 7 --keep DIR` leaves the plan's
folder there, so that the program can be asked with `jinjiang-plan --plans DIR show ID --explain`.
"""

from itertools import product
from pathlib import Path

import pytest

from tests.judge.agreement import disagreements
from tests.judge.coverage import CANNOT_MEET, RARELY_MEET, coverage
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


def test_the_drawn_days_meet_every_kind_status_and_profile_often() -> None:
    met = coverage(SEEDS)  # once for all that follows: it judges every day
    assert met.kinds.total() >= 10_000
    for counts in (met.kinds, met.statuses, met.profiles):
        assert {name: count for name, count in counts.items() if count < LEAST} == {}
    assert set(met.profiles) == set(PROFILES)
    pairs = {pair for pair in product(met.kinds, met.statuses) if not met.pairs[pair]}
    assert pairs <= CANNOT_MEET | RARELY_MEET, "kinds and statuses that can meet and do not"
    assert {pair for pair in CANNOT_MEET if met.pairs[pair]} == set()
    graded = {pair for pair in product(met.profiles, met.statuses) if not met.graded[pair]}
    assert graded == set(), "profiles and statuses that do not meet"
