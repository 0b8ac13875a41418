"""The names nearest to a mistyped one, among few and among many."""

import pytest

from jinjiang_plan.model.portfolio import MANY, nearest

STEMS = ("network", "industry", "sensing", "scenarios", "parks", "buildings", "emerging", "signing")
WORDS = (
    "5g-stations",
    "investment",
    "coverage",
    "mobile-access",
    "smart-brain",
    "charging",
    "output",
    "space",
)
NAMES = [f"{stem}.{word}" for stem in STEMS for word in WORDS]


@pytest.mark.parametrize("more", [0, 500], ids=["few", "many"])
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("network.5g-station", "network.5g-stations"),
        ("netwrok.investment", "network.investment"),
        ("sensing.smartbrain", "sensing.smart-brain"),
        ("PARKS.SPACE", "parks.space"),
        ("scenario.output", "scenarios.output"),
    ],
)
def test_a_slip_finds_the_name_that_was_meant(typed: str, meant: str, more: int) -> None:
    names = NAMES + [f"other-{number}.thing-{number * 7}" for number in range(more)]
    assert (len(names) > MANY) is bool(more)
    assert nearest(typed, names)[0] == meant


@pytest.mark.parametrize("more", [0, 500], ids=["few", "many"])
def test_a_tail_finds_its_names_and_nonsense_none(more: int) -> None:
    names = NAMES + [f"other-{number}.thing-{number * 7}" for number in range(more)]
    assert set(nearest("smart-brain", names)) <= {f"{stem}.smart-brain" for stem in STEMS}
    assert nearest("zzzzzzzz", names) == []
    assert nearest("", names) == []
