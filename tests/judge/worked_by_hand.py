"""Days worked by hand, twenty for each of the newer kinds: the figures are literal, their arithmetic beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction as F  # noqa: N817 - figures are to be read at a glance

from tests.judge.tables import Reports
from tests.judge.verdict import Fields


@dataclass(frozen=True)
class Sheet:
    """A small plan whose target `x` was worked through by hand on some days."""

    group: str
    target: str
    reports: Reports
    days: Mapping[str, Fields]
    head: str = ""
    others: Mapping[str, tuple[str, Reports]] = field(default_factory=dict)
    """Other targets of the plan, with their reports."""


def said(  # noqa: PLR0913, PLR0917 - a row of a table
    status: str,
    light: str,
    value: object = None,
    planned: object = None,
    difference: object = None,
    gap_pp: object = None,
    completion: object = None,
    *flags: str,
    **more: object,
) -> Fields:
    """A row: status, light, A, P, difference, gap and completion, then the flags."""
    return {
        "status": status,
        "light": light,
        "value": value,
        "planned": planned,
        "difference": difference,
        "gap_pp": gap_pp,
        "completion": completion,
        "flags": set(flags),
        **more,
    }


GROWTH = Sheet(
    "rate",
    """kind = "rate"
unit = "%"
goal = { value = 7 }
milestone = [{ on = 2020-12-31, value = 6 }, { on = 2021-12-31, value = 6.5 }]""",
    {
        "2020-03-31": 5.8,
        "2020-06-30": 6.3,
        "2020-09-30": 5.4,
        "2020-12-31": 6,
        "2021-03-31": 4.5,
        "2021-06-30": 6.6,
        "2021-12-31": 6.5,
        "2022-03-31": 7.5,
        "2022-06-30": 4.8,
        "2022-12-31": "value = 6.9, recorded = 2023-01-05T09:00:00+08:00",
    },
    {
        # The first milestone for as_of or later asks for 6; a report is owed from 16 May on.
        "2020-02-15": said("no_data", "grey", None, 6, outlook=None, elapsed=F(1, 36)),
        # 5.8 - 6 = -0.2; r = -0.2/6 = -3.33 %: within 5. Completion 5.8/7 = 29/35.
        "2020-03-31": said("on_track", "green", F("5.8"), 6, F("-0.2"), F("-0.2"), F(29, 35), outlook=None),
        # +0.3; r = 0.3/6 = exactly 5 %: ahead. 6.3/7 = 0.9.
        "2020-06-30": said("ahead", "green", F("6.3"), 6, F("0.3"), F("0.3"), F("0.9")),
        # -0.6; r = -10 %. 5.4/7 = 27/35.
        "2020-09-30": said("behind", "yellow", F("5.4"), 6, F("-0.6"), F("-0.6"), F(27, 35)),
        # The milestone's own day: 6 against 6.
        "2020-12-31": said("on_track", "green", 6, 6, 0, 0, F(6, 7), elapsed=F(1, 3)),
        # The next milestone asks for 6.5: -2; r = -2/6.5 = -30.8 %, below -30. 4.5/7 = 9/14.
        "2021-03-31": said("seriously_behind", "red", F("4.5"), F("6.5"), -2, -2, F(9, 14)),
        # One whole month since 31 March, and the 15th does not make a half: not stale.
        "2021-05-15": said("seriously_behind", "red", F("4.5"), F("6.5"), -2, -2, F(9, 14)),
        # +0.1; r = 1.5 %. 6.6/7 = 33/35.
        "2021-06-30": said("on_track", "green", F("6.6"), F("6.5"), F("0.1"), F("0.1"), F(33, 35)),
        # Silent since 30 June: July to October are four months, the 16th of November makes 4.5: 1.5 quarters.
        "2021-11-16": said("on_track", "green", F("6.6"), F("6.5"), F("0.1"), F("0.1"), F(33, 35), "stale"),
        # 6.5 against 6.5.
        "2021-12-31": said("on_track", "green", F("6.5"), F("6.5"), 0, 0, F(13, 14), elapsed=F(2, 3)),
        # P goes by the day of the figure, 31 December, and not by as_of.
        "2022-01-15": said("on_track", "green", F("6.5"), F("6.5"), 0, 0, F(13, 14)),
        # After the last milestone the goal: +0.5; r = 7.1 %. 7.5/7 = 15/14. A rate is never achieved early.
        "2022-03-31": said("ahead", "green", F("7.5"), 7, F("0.5"), F("0.5"), F(15, 14)),
        # -2.2; r = -31.4 %. 4.8/7 = 24/35.
        "2022-06-30": said("seriously_behind", "red", F("4.8"), 7, F("-2.2"), F("-2.2"), F(24, 35)),
        # At due: 6.9 is the figure of the quarter that holds due, and short by 0.1. 6.9/7 = 69/70.
        "2022-12-31": said("missed", "red", F("6.9"), 7, F("-0.1"), F("-0.1"), F(69, 70), elapsed=1),
    },
)

ACCIDENTS = Sheet(
    "rate",
    """kind = "rate"
class = "binding"
unit = "起"
frequency = "month"
goal = { value = 4, op = "<=" }""",
    {"2021-01-31": 3, "2021-03-31": 5, "2021-04-30": 5.2, "2021-05-31": 5.3, "2021-11-30": 4},
    {
        # One fewer than allowed: r = 1/4 = 25 %, and the gap is r, for the unit is no share. Less is better: no completion.
        "2021-01-31": said("ahead", "green", 3, 4, 1, 25),
        # One more: r = -25 %; a binding target has no tolerance.
        "2021-03-31": said("behind", "yellow", 5, 4, -1, -25),
        # 1.2 more: r = exactly -30 %, still behind.
        "2021-04-30": said("behind", "yellow", F("5.2"), 4, F("-1.2"), -30),
        # 1.3 more: r = -32.5 %.
        "2021-05-31": said("seriously_behind", "red", F("5.3"), 4, F("-1.3"), F("-32.5")),
        # Due's own day without December's figure: the bands stand, 4 against 4; December is one month, not 1.5.
        "2021-12-31": said("on_track", "green", 4, 4, 0, 0, elapsed=1),
        # The day after nothing is known of the month that holds due; 4 is not its figure.
        "2022-01-01": said("overdue", "red", 4, 4, 0, 0),
    },
    head="start = 2021-01-01\ndue = 2021-12-31",
)

PLACE = Sheet(
    "rank",
    'kind = "rank"\ngoal = { value = 3 }',
    {
        "2020-03-31": 3,
        "2020-06-30": 2,
        "2020-09-30": 1,
        "2020-12-31": 4,
        "2021-03-31": 6,
        "2021-06-30": 7,
        "2022-10-31": 3,
        "2023-03-31": 9,
    },
    {
        # Third of the wanted third.
        "2020-03-31": said("on_track", "green", 3, 3, 0, 0),
        # One place better: r = 100 (3 - 2)/3 = 33.3; a rank is never ahead.
        "2020-06-30": said("on_track", "green", 2, 3, 1, F(100, 3)),
        # The best: r = 200/3.
        "2020-09-30": said("on_track", "green", 1, 3, 2, F(200, 3)),
        # One place short: r = -100/3.
        "2020-12-31": said("behind", "yellow", 4, 3, -1, F(-100, 3), elapsed=F(1, 3)),
        # Three short: r = exactly -100, still behind.
        "2021-03-31": said("behind", "yellow", 6, 3, -3, -100, outlook=None),
        # Four short: r = -400/3.
        "2021-06-30": said("seriously_behind", "red", 7, 3, -4, F(-400, 3), elapsed=F(1, 2)),
        # 15 November: four months since 30 June.
        "2021-11-15": said("seriously_behind", "red", 7, 3, -4, F(-400, 3)),
        # 16 November: 4.5 months.
        "2021-11-16": said("seriously_behind", "red", 7, 3, -4, F(-400, 3), None, "stale"),
        # The figure of October covers to 30 September.
        "2022-10-31": said("on_track", "green", 3, 3, 0, 0),
        # It is of the quarter that holds due, but due has not come.
        "2022-12-30": said("on_track", "green", 3, 3, 0, 0, elapsed=F(35, 36)),
        # At due it settles the promise.
        "2022-12-31": said("achieved", "blue", 3, 3, 0, 0, elapsed=1),
        # Never stale once it is settled.
        "2023-03-01": said("achieved", "blue", 3, 3, 0, 0),
        # A report for a day after due belongs to another promise.
        "2023-04-30": said("achieved", "blue", 3, 3, 0, 0, value_on="2022-10-31"),
    },
)

NO_PLACE = Sheet(
    "rank",
    'kind = "rank"\nclass = "binding"\ngoal = { value = 3 }',
    {},
    {
        # Before the start nothing can be known.
        "2019-12-31": said("not_started", "grey", None, 3),
        # January to April are four months; the 15th makes no half: 4 of 4.5.
        "2020-05-15": said("no_data", "grey", None, 3),
        # 4.5 months are 1.5 quarters: a report is owed, and of a rank silence is red at once.
        "2020-05-16": said("unreported", "red", None, 3),
        "2022-12-31": said("unreported", "red", None, 3),
        "2023-01-01": said("overdue", "red", None, 3),
    },
)

SLOW_PLACE = Sheet(
    "rank",
    'kind = "rank"\nfrequency = "year"\ngoal = { value = 10 }',
    {"2021-12-31": 12},
    {
        # Two places short: r = 100 (10 - 12)/10 = -20.
        "2022-12-31": said("behind", "yellow", 12, 10, -2, -20),
        # Nothing for the year that holds due; twelve months since the last figure are not yet 18.
        "2023-01-01": said("overdue", "red", 12, 10, -2, -20),
    },
)

GEOMETRIC = Sheet(
    "average",
    'kind = "rate"\naverage = "geometric"\nunit = "%"\ngoal = { value = 10 }',
    {
        "2020-06-30": 9.6,
        "2020-12-31": 0,
        "2021-06-30": 10.25,
        "2021-12-31": 21,
        "2022-06-30": 10,
        "2022-12-31": "value = 9.9, recorded = 2023-01-20T09:00:00+08:00",
    },
    {
        "2020-05-15": said("no_data", "grey", None, 10),
        "2020-05-16": said("unreported", "red", None, 10, completion=0),
        # One year so far, by its last figure: r = -0.4/10 = -4 %. 9.6/10.
        "2020-06-30": said("on_track", "green", F("9.6"), 10, F("-0.4"), F("-0.4"), F("0.96")),
        # The year's later figure replaces it: 0; r = -100 %.
        "2020-12-31": said("seriously_behind", "red", 0, 10, -10, -10, 0),
        # (1.00 x 1.1025)^(1/2) = 1.05, since 1.05 x 1.05 = 1.1025: 5; r = -50 %.
        "2021-06-30": said("seriously_behind", "red", 5, 10, -5, -5, F(1, 2)),
        # (1.00 x 1.21)^(1/2) = 1.1: exactly 10.
        "2021-12-31": said("on_track", "green", 10, 10, 0, 0, 1, elapsed=F(2, 3)),
        "2022-02-10": said("on_track", "green", 10, 10, 0, 0, 1),
        # (1.00 x 1.21 x 1.10)^(1/3) = 1.331^(1/3) = 1.1: still 10, and not yet due.
        "2022-06-30": said("on_track", "green", 10, 10, 0, 0, 1, outlook=None),
        # Each year has a figure, so the average at due is there: six months of silence do not make it stale.
        "2022-12-30": said("on_track", "green", 10, 10, 0, 0, 1),
        # 1.00 x 1.21 x 1.099 = 1.32979 < 1.331 = 1.1^3: missed by a hair, however it is rounded.
        "2022-12-31": {"status": "missed", "light": "red", "planned": 10, "value_on": "2022-12-31"},
    },
)

SIX_AND_SIX = Sheet(
    "average",
    'kind = "rate"\naverage = "geometric"\nunit = "%"\nclass = "binding"\ngoal = { value = 6 }',
    {"2021-12-31": 6, "2022-12-31": 6},
    {
        # 6 against 6 of a binding target is on track.
        "2021-12-31": said("on_track", "green", 6, 6, 0, 0, 1),
        # (1.06 x 1.06)^(1/2) = 1.06: met exactly.
        "2022-12-31": said("achieved", "blue", 6, 6, 0, 0, 1),
    },
    head="start = 2021-01-01\ndue = 2022-12-31",
)

MEAN = Sheet(
    "average",
    'kind = "rate"\naverage = "mean"\nunit = "‰"\nfrequency = "year"\ngoal = { value = 4, op = "<=" }',
    {"2019-03-31": 3, "2020-03-31": 5, "2022-03-31": 4.5},
    {
        # April 2018 to August 2019 are 17 months; the report for March 2019 stands. One below 4: r = 25 %.
        "2019-03-31": said("ahead", "green", 3, 4, 1, 1),
        # (3 + 5)/2 = 4.
        "2020-03-31": said("on_track", "green", 4, 4, 0, 0, elapsed=F(24, 60)),
        # The year to March 2021 has ended without a report. Twelve months since the last one are not yet 18.
        "2021-03-31": said("on_track", "green", 4, 4, 0, 0, None, "gap_in_periods"),
        # April to August are five more, the 16th of September makes 17.5.
        "2021-09-16": said("on_track", "green", 4, 4, 0, 0, None, "gap_in_periods"),
        # With September whole they are 18: 1.5 years.
        "2021-09-30": said("on_track", "green", 4, 4, 0, 0, None, "gap_in_periods", "stale"),
        # (3 + 5 + 4.5)/3 = 25/6: 1/6 too much; r = -(1/6)/4 = -4.17 %.
        "2022-03-31": said("on_track", "green", F(25, 6), 4, F(-1, 6), F(-1, 6), None, "gap_in_periods"),
        # Due's own day: two of the five years lack a report, so the bands stand; twelve months since the last one.
        "2023-03-31": said("on_track", "green", F(25, 6), 4, F(-1, 6), F(-1, 6), None, "gap_in_periods"),
        "2023-04-01": said("overdue", "red", F(25, 6), 4, F(-1, 6), F(-1, 6), None, "gap_in_periods"),
    },
    head="start = 2018-04-01\ndue = 2023-03-31\nyear_end = 3",
)

YEAR_TO_DATE = Sheet(
    "resets",
    'kind = "cumulative"\nresets = "year"\nunit = "亿元"\nbaseline = { value = 0 }\ngoal = { value = 360 }',
    {
        "2020-03-31": 30,
        "2020-06-30": 48,
        "2020-12-31": 124,
        "2021-03-31": 20,
        "2021-06-30": 56,
        "2021-06-30-r2": "value = 65, recorded = 2021-08-10T09:00:00+08:00",
        "2021-12-31": 100,
        "2022-03-31": 28,
        "2022-06-30": 76,
        "2022-12-31": 136,
        "2023-03-31": "value = 40, recorded = 2023-04-05T09:00:00+08:00",
    },
    {
        # The path asks for 10 a month. 30 by March.
        "2020-03-31": said("on_track", "green", 30, 30, 0, 0, F(30, 360)),
        # 48 - 60 = -12 of 360: -3.33 points.
        "2020-06-30": said("on_track", "green", 48, 60, -12, F(-10, 3), F(48, 360)),
        # 16 November: 4.5 months since June; P = 100. 48 - 100 = -52: -14.4 points.
        "2020-11-16": said("behind", "yellow", 48, 100, -52, F(-130, 9), F(48, 360), "stale"),
        # 124 - 120 = 4: +1.11 points.
        "2020-12-31": said("on_track", "green", 124, 120, 4, F(10, 9), F(124, 360), elapsed=F(1, 3)),
        # The year begins again, nothing reported in it: 124; P = 120 until January is whole.
        "2021-01-30": said("on_track", "green", 124, 120, 4, F(10, 9), F(124, 360)),
        # 124 + 20 = 144; P = 150: -6, -1.67 points.
        "2021-03-31": said("on_track", "green", 144, 150, -6, F(-5, 3), F(144, 360)),
        # 124 + 65, the revision's figure: 189; P = 180: +9, +2.5 points.
        "2021-06-30": said("on_track", "green", 189, 180, 9, F("2.5"), F(189, 360), elapsed=F(1, 2)),
        # September was not reported; P = 210: -21, -5.83 points.
        "2021-09-30": said("behind", "yellow", 189, 210, -21, F(-35, 6), F(189, 360)),
        # 124 + 100 = 224; P = 240: -16, -4.44 points.
        "2021-12-31": said("on_track", "green", 224, 240, -16, F(-40, 9), F(224, 360)),
        # 224 + 28 = 252; P = 270: -18, exactly -5 points.
        "2022-03-31": said("on_track", "green", 252, 270, -18, -5, F(252, 360)),
        # 224 + 76 = 300; P = 300.
        "2022-06-30": said("on_track", "green", 300, 300, 0, 0, F(300, 360)),
        # 224 + 136 = 360: met on the day.
        "2022-12-31": said("achieved", "blue", 360, 360, 0, 0, 1, months_ahead=0),
        # 360 + 40 in the year after due.
        "2023-03-31": said("achieved", "blue", 400, 360, 40, F(100, 9), F(400, 360), months_ahead=0),
    },
)

BUDGET_YEAR = Sheet(
    "resets",
    'kind = "cumulative"\nresets = "year"\nbaseline = { value = 20 }\ngoal = { value = 260 }',
    {"2020-12-31": 75, "2021-03-31": 130, "2021-04-30": 5, "2021-12-31": 80, "2022-03-31": 112},
    {
        # April 2020 is month 1 of 24; P = 20 + 10 m. Nothing reported, nothing owed: 20 + 30 = 50.
        "2020-06-30": said("no_data", "grey", None, 50),
        # April to July are four months, the half of August makes 4.5: owed. c_p = 40/240 = 1/6: yellow.
        "2020-08-16": said("unreported", "yellow", None, 60, -40, F(-50, 3), 0),
        # 20 + 75 = 95; P = 20 + 90 = 110: -15 of 240, -6.25 points.
        "2020-12-31": said("behind", "yellow", 95, 110, -15, F("-6.25"), F(75, 240)),
        # 20 + 130 = 150; P = 140: +10, +4.17 points.
        "2021-03-31": said("on_track", "green", 150, 140, 10, F(25, 6), F(130, 240)),
        # The reporting year ends in March: 150 + 5 = 155; P = 150: +5, +2.08 points.
        "2021-04-30": said("on_track", "green", 155, 150, 5, F(25, 12), F(135, 240)),
        # 150 + 80 = 230, though the calendar's year has not changed since April; P = 20 + 210 = 230.
        "2021-12-31": said("on_track", "green", 230, 230, 0, 0, F(210, 240)),
        # 150 + 112 = 262 of 260: 242/240 done, +0.83 points.
        "2022-03-31": said("achieved", "blue", 262, 260, 2, F(5, 6), F(242, 240)),
    },
    head="start = 2020-04-01\ndue = 2022-03-31\nyear_end = 3",
)

SEASONS = Sheet(
    "seasonal",
    'kind = "cumulative"\nunit = "亿元"\npath = "seasonal"\nseasons = [2, 8, 10, 20]\nbaseline = { value = 0 }\ngoal = { value = 120 }',
    {
        "2020-03-31": 1,
        "2020-06-30": 16,
        "2020-09-30": 13,
        "2020-12-31": 40,
        "2021-06-30": 36,
        "2022-06-30": 100,
        "2022-09-30": 120,
    },
    {
        # A year weighs 40, three years 120: what is asked is the weight gone by. January weighs 2/3.
        "2020-01-31": said("no_data", "grey", None, F(2, 3), elapsed=F(1, 36)),
        # The first quarter weighs 2. 1 - 2 = -1: -1/120, -0.83 points.
        "2020-03-31": said("on_track", "green", 1, 2, -1, F(-5, 6), F(1, 120)),
        # April weighs 8/3: P = 14/3. 1 - 14/3 = -11/3: -3.06 points.
        "2020-04-30": said("on_track", "green", 1, F(14, 3), F(-11, 3), F(-55, 18), F(1, 120)),
        # 2 + 8 = 10. 16 - 10 = 6: exactly +5 points. 16 was asked for when 6 of the third quarter's 10 were gone: 1.8 months.
        "2020-06-30": said("ahead", "green", 16, 10, 6, 5, F(16, 120), months_ahead=F("1.8")),
        # 2 + 8 + 10/3 = 40/3. 16 - 40/3 = 8/3: +2.22 points.
        "2020-07-31": said("on_track", "green", 16, F(40, 3), F(8, 3), F(20, 9), F(16, 120)),
        # P = 20. 13 - 20 = -7: -5.83 points. 13 was asked for when 3 of July's to September's 10 were gone: month 6.9.
        "2020-09-30": said("behind", "yellow", 13, 20, -7, F(-35, 6), F(13, 120), months_ahead=F("-2.1")),
        # October weighs 20/3: P = 80/3. 13 - 80/3 = -41/3: -11.4 points.
        "2020-10-31": said("behind", "yellow", 13, F(80, 3), F(-41, 3), F(-205, 18), F(13, 120)),
        # A year of three.
        "2020-12-31": said("on_track", "green", 40, 40, 0, 0, F(1, 3), months_ahead=0),
        # The first quarter again: P = 42. 40 - 42 = -2: -1.67 points. Due since the end of December.
        "2021-03-31": said("on_track", "green", 40, 42, -2, F(-5, 3), F(1, 3), months_ahead=-3),
        # 40 + 2 + 8 = 50. 36 - 50 = -14: -11.7 points.
        "2021-06-30": said("behind", "yellow", 36, 50, -14, F(-35, 3), F(36, 120)),
        # P = 80. 36 - 80 = -44: -36.7 points; six months since June.
        "2021-12-31": said("seriously_behind", "red", 36, 80, -44, F(-110, 3), F(36, 120), "stale"),
        # P = 90. 100 - 90 = 10: +8.33 points; asked for at the end of September 2022.
        "2022-06-30": said("ahead", "green", 100, 90, 10, F(25, 3), F(100, 120), months_ahead=3),
        # Met three months before due; P = 100, so +16.7 points.
        "2022-09-30": said("achieved_early", "blue", 120, 100, 20, F(50, 3), 1, months_ahead=3),
    },
)

SILENT_SEASONS = Sheet(
    "seasonal",
    """kind = "level"
path = "seasonal"
seasons = [2, 8, 10, 20]
baseline = { value = 10 }
goal = { value = 50 }
milestone = [{ on = 2020-12-31, value = 26 }]""",
    {},
    {
        # 2020 weighs 40 and leads from 10 to 26: 0.4 a weight. March: 10 + 0.8.
        "2020-03-31": said("no_data", "grey", None, F("10.8")),
        # Owed; 16 May: April is whole: weight 14/3: 10 + 28/15 = 178/15. c_p = (28/15)/40 = 7/150, gap -14/3.
        "2020-05-16": said("unreported", "yellow", None, F(178, 15), F(-28, 15), F(-14, 3), 0),
        # Weight 20: 10 + 8 = 18. c_p = 20 %.
        "2020-09-30": said("unreported", "yellow", None, 18, -8, -20, 0),
        # Weight 80/3: 10 + 32/3 = 62/3. c_p = (32/3)/40 = 26.7 %.
        "2020-10-31": said("unreported", "yellow", None, F(62, 3), F(-32, 3), F(-80, 3), 0),
        # Weight 100/3: 10 + 40/3 = 70/3. c_p = 33.3 %: beyond 30.
        "2020-11-30": said("unreported", "red", None, F(70, 3), F(-40, 3), F(-100, 3), 0),
        # The milestone's day: 26, c_p = 40 %.
        "2020-12-31": said("unreported", "red", None, 26, -16, -40, 0),
        # The other 80 weights lead from 26 to 50: 0.3 a weight. 10 of them: 29. c_p = 47.5 %.
        "2021-06-30": said("unreported", "red", None, 29, -19, F("-47.5"), 0),
    },
)

HALVES = ('kind = "cumulative"\nunit = "亿元"\nbaseline = { value = 0 }\ngoal = { value = 100 }', "a", "b")

WHOLE = Sheet(
    "overridden",
    'kind = "cumulative"\nunit = "亿元"\nbaseline = { value = 0 }\ngoal = { value = 200 }\nsum_of = ["a", "b"]',
    {
        "2020-09-30": 45,
        "2021-06-30": 92,
        "2021-07-31": 90,
        "2021-07-31-r2": 'retract = true, reason = "typing error", recorded = 2021-08-20T09:00:00+08:00',
        "2022-12-31": "value = 199, recorded = 2023-01-10T09:00:00+08:00",
    },
    {
        # Nothing of a or b, and nothing owed. P = 200/36 a month: 50/3 for a quarter.
        "2020-03-31": said("no_data", "grey", None, F(50, 3)),
        # a has 20, b nothing: 20, P = 100/3. -40/3 of 200: -6.67 points.
        "2020-06-30": said(
            "behind", "yellow", 20, F(100, 3), F(-40, 3), F(-20, 3), F(1, 10), "derived", "partial"
        ),
        # b has 10 from 31 August: 30; P = 8 x 50/9 = 400/9. -130/9: -7.22 points.
        "2020-08-31": said("behind", "yellow", 30, F(400, 9), F(-130, 9), F(-65, 9), F(3, 20), "derived"),
        # Its own 45 from 30 September on; P = 50. -5: -2.5 points.
        "2020-09-30": said("on_track", "green", 45, 50, -5, F("-2.5"), F(45, 200), "overridden"),
        # No part has anything later: 45; P = 500/9. -95/9: -5.28 points.
        "2020-10-31": said(
            "behind", "yellow", 45, F(500, 9), F(-95, 9), F(-95, 18), F(45, 200), "overridden"
        ),
        # a has 42 for 31 December, so the parts count again: 42 + 10 = 52; P = 200/3. -44/3: -7.33 points.
        # b's figure for August covers to June, six months ago: with a part the sum is stale.
        "2020-12-31": said(
            "behind", "yellow", 52, F(200, 3), F(-44, 3), F(-22, 3), F(52, 200), "derived", "stale"
        ),
        # 42 + 38 = 80; P = 250/3. -10/3: -1.67 points.
        "2021-03-31": said("on_track", "green", 80, F(250, 3), F(-10, 3), F(-5, 3), F(2, 5), "derived"),
        # a has 45 for 30 June, the whole 92 for the same day: no part is later. P = 100. -8: -4 points.
        "2021-06-30": said("on_track", "green", 92, 100, -8, -4, F(92, 200), "overridden", elapsed=F(1, 2)),
        # 90 for July was taken back: the 92 of June stands. P = 950/9. -122/9: -6.78 points.
        "2021-07-31": said(
            "behind", "yellow", 92, F(950, 9), F(-122, 9), F(-61, 9), F(92, 200), "overridden"
        ),
        # b has 55 for 30 September: 45 + 55 = 100; P = 350/3. -50/3: -8.33 points.
        "2021-09-30": said("behind", "yellow", 100, F(350, 3), F(-50, 3), F(-25, 3), F(1, 2), "derived"),
        # 100 + 90 = 190 at the end of June 2022: a 100, b 90; P = 500/3. +70/3: +11.7 points.
        "2022-06-30": said("ahead", "green", 190, F(500, 3), F(70, 3), F(35, 3), F(19, 20), "derived"),
        # On due's eve: P = 35 x 50/9 = 1750/9. -40/9: -2.22 points; six months less a day since June.
        "2022-12-30": said(
            "on_track", "green", 190, F(1750, 9), F(-40, 9), F(-20, 9), F(19, 20), "derived", "stale"
        ),
        # Its own 199 for due settles it: 199 of 200.
        "2022-12-31": said("missed", "red", 199, 200, -1, F("-0.5"), F(199, 200), "overridden"),
        # b reaches 110 in March 2023, and with a's 100 that were 210: the settled figure stays.
        "2023-03-31": said("missed", "red", 199, 200, -1, F("-0.5"), F(199, 200), "overridden"),
    },
    others={
        "a": (
            HALVES[0],
            {"2020-06-30": 20, "2020-12-31": 42, "2021-06-30": 45, "2022-06-30": 100},
        ),
        "b": (
            HALVES[0],
            {"2020-08-31": 10, "2021-03-31": 38, "2021-09-30": 55, "2022-06-30": 90, "2023-03-31": 110},
        ),
    },
)

UNSETTLED = Sheet(
    "overridden",
    'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 200 }\nsum_of = ["a", "b"]',
    {"2020-03-31": 30},
    {
        # Nothing of a or b: there is nothing to override. P = 50 of 200: -20, -10 points.
        "2020-03-31": said("behind", "yellow", 30, 50, -20, -10, F(30, 200)),
        # b's first figure is later: 80, and a adds nothing. P = 100: -20.
        "2020-06-30": said("behind", "yellow", 80, 100, -20, -10, F(80, 200), "derived", "partial"),
        # a comes with 60: 140; P = 150: -10, -5 points.
        "2020-09-30": said("on_track", "green", 140, 150, -10, -5, F(140, 200), "derived"),
        # Due's own day: a has its figure, b its one of June, stale; 100 + 80 = 180: -20, -10 points. Not settled.
        "2020-12-31": said("behind", "yellow", 180, 200, -20, -10, F(180, 200), "derived", "stale"),
        # The day after: b owes its last figure.
        "2021-01-01": said("overdue", "red", 180, 200, -20, -10, F(180, 200), "derived", "stale"),
        # b brings 99 for January: 199, and both have a figure for due or later.
        "2021-01-31": said("missed", "red", 199, 200, -1, F("-0.5"), F(199, 200), "derived"),
        # b brings 100 for February: met two whole months after due.
        "2021-02-28": said("achieved_late", "blue", 200, 200, 0, 0, 1, "derived", months_ahead=-2),
    },
    head="start = 2020-01-01\ndue = 2020-12-31",
    others={
        "a": (
            'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 100 }',
            {"2020-09-30": 60, "2020-12-31": 100},
        ),
        "b": (
            'kind = "cumulative"\nbaseline = { value = 0 }\ngoal = { value = 100 }',
            {"2020-06-30": 80, "2021-01-31": 99, "2021-02-28": 100},
        ),
    },
)

SHEETS = (
    GROWTH,
    ACCIDENTS,
    PLACE,
    NO_PLACE,
    SLOW_PLACE,
    GEOMETRIC,
    SIX_AND_SIX,
    MEAN,
    YEAR_TO_DATE,
    BUDGET_YEAR,
    SEASONS,
    SILENT_SEASONS,
    WHOLE,
    UNSETTLED,
)
