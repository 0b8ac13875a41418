"""The beginning of a sequence is that of a copy, and looks at nothing but what it is asked for."""

import pytest

from jinjiang_plan.assess.evidence import evidence_by, own_evidence
from jinjiang_plan.assess.prefix import Prefix
from tests.assess.cases import counted, reports_of, target_of

WHOLE = tuple("abcdefgh")


@pytest.mark.parametrize("end", range(9))
def test_it_is_what_a_slice_is(end: int) -> None:
    begun, copied = Prefix(WHOLE, end), WHOLE[:end]

    assert len(begun) == end
    assert tuple(begun) == copied
    assert [begun[at] for at in range(-end, end)] == [copied[at] for at in range(-end, end)]
    for part in (slice(None), slice(-1, None), slice(2, 5), slice(None, None, -2)):
        assert tuple(begun[part]) == copied[part]


@pytest.mark.parametrize("place", [3, -4])
def test_what_lies_behind_it_is_no_part_of_it(place: int) -> None:
    with pytest.raises(IndexError):
        Prefix(WHOLE, 3)[place]


OWN = {
    "increments with a gap, two that share a day, and a final one": (
        counted(kind="increment", frequency='"month"'),
        [
            "2020-01-31 = { from = 2020-01-01, value = 1",
            "2020-03-31 = { from = 2020-03-01, value = 2",
            "2020-04-30 = { from = 2020-03-20, value = 3",
            "2020-05-31 = { from = 2020-05-01, final = true, value = 4",
        ],
    ),
    "an average over years": (
        counted(None, 7, "rate", average='"geometric"', unit='"%"'),
        [
            "2020-06-30 = { value = 5",
            "2020-12-31 = { value = 6",
            "2021-12-31 = { value = -2",
            "2022-12-31 = { value = 8",
        ],
    ),
    "a level to hold": (
        counted(None, 3000, "maintain", unit='"%"'),
        ["2020-03-31 = { value = 3000", "2020-06-30 = { value = 1", "2020-12-31 = { value = 4000"],
    ),
}


@pytest.mark.parametrize(("body", "lines"), OWN.values(), ids=OWN)
def test_what_reports_make_by_an_earlier_day_is_what_those_up_to_it_make(body: str, lines: list[str]) -> None:
    target = target_of(body)
    rest = ', recorded = 2023-02-01T09:00:00+08:00, by = "a", source = "s" }'
    reports = reports_of(target, *(line + rest for line in lines))
    whole = own_evidence(target, target.terms(target.due), reports)

    for count in range(1, len(reports) + 1):
        day = reports[count - 1].on
        then, alone = evidence_by(whole, day), own_evidence(target, target.terms(day), reports[:count])

        assert (tuple(then.standing), tuple(then.observations)) == (alone.standing, alone.observations)
        assert (then.overlaps, then.has_gap, then.final) == (alone.overlaps, alone.has_gap, alone.final)
        assert (then.reported_to, then.known_to) == (alone.reported_to, alone.known_to)
        assert then.closings is None or then.closings.between(0, 9999 * 12)[1] >= count
