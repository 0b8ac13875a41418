"""The stages of an initiative: as reported, and when the plan expects each."""

from datetime import date

import pytest

from jinjiang_plan.assess.series import staging
from jinjiang_plan.model.series import StageHistory
from tests.assess.cases import Figures, amended, judged, target_text

REPORTS: Figures = {
    "2020-03-31": "planned",
    "2020-06-30": "planned",
    "2020-09-30": "signed",
    "2021-03-31": "construction",
    "2021-05-31": "signed",
}
GOAL = target_text("stage", goal='{ stage = "completed" }')


def staged(body: str = GOAL, reports: Figures = REPORTS, as_of: str = "2021-06-30") -> StageHistory:
    return staging(judged(body, reports, as_of))


def spans(found: StageHistory) -> list[tuple[str, str, int]]:
    return [(str(span.first), str(span.last), span.position) for span in found.spans]


def expected(found: StageHistory) -> list[tuple[str, int]]:
    return [(str(stage.on), stage.position) for stage in found.expected]


def test_a_stage_lasts_from_its_report_until_another_is_reported_or_the_day_judged() -> None:
    assert spans(staged()) == [
        ("2020-03-31", "2020-09-29", 0),
        ("2020-09-30", "2021-03-30", 1),
        ("2021-03-31", "2021-05-30", 2),
        ("2021-05-31", "2021-06-30", 1),
    ]


def test_nothing_that_was_reported_for_later_days_counts() -> None:
    assert spans(staged(as_of="2020-07-31")) == [("2020-03-31", "2020-07-31", 0)]
    assert spans(staged(reports={})) == []


@pytest.mark.parametrize(
    ("body", "days"),
    [
        (GOAL, [("2020-01-01", 0), ("2020-12-31", 1), ("2021-12-31", 2), ("2022-12-31", 3)]),
        (
            target_text(
                "stage",
                goal='{ stage = "completed" }',
                path='"step"',
                milestone='[{ on = 2021-06-30, stage = "construction" }]',
            ),
            [("2020-01-01", 0), ("2021-06-30", 1), ("2021-06-30", 2), ("2022-12-31", 3)],
        ),
        (target_text("stage"), []),
        (target_text("stage", goal='{ stage = "planned" }'), []),
    ],
    ids=["along the way", "in steps", "no goal", "no way to go"],
)
def test_a_stage_is_expected_by_the_first_day_on_which_the_course_has_it(
    body: str, days: list[tuple[str, int]]
) -> None:
    assert expected(staged(body)) == days


def test_an_amendment_counts_from_the_day_it_was_decided_and_known() -> None:
    body = GOAL + amended(decided="2021-02-01", due="2023-12-31", document='"d"', reason='"r"')
    assert expected(staged(body))[-1] == ("2023-12-31", 3)
    assert expected(staged(body, as_of="2021-01-31"))[-1] == ("2022-12-31", 3)


def test_by_a_day_there_is_what_was_reached_and_what_was_expected() -> None:
    found = staged()
    days = [date(2019, 12, 31), date(2020, 1, 31), date(2020, 12, 31), date(2021, 6, 30), date(2022, 12, 31)]
    assert [found.stage_on(day) for day in days] == [None, None, 1, 1, None]
    assert [found.expected_on(day) for day in days] == [None, 0, 1, 1, 3]
    assert found.goal == 3
    assert staged(target_text("stage")).goal is None
    assert staged(target_text("stage")).expected_on(days[2]) is None
