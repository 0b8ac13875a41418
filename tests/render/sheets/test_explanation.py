"""`--explain`: every number of a judgement is in its line, and the line's arithmetic comes out."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from jinjiang_plan.model.codes import Outlook, Status
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render import columns
from jinjiang_plan.render.facts import fact_text
from jinjiang_plan.render.sheets.show import explanation
from tests.assess.cases import Figures, counted, judged, period, target_text

NUMBER = re.compile(r"(?<![\w.,])-?\d[\d,]*(?:\.\d+)?")
HALF = Decimal("0.0051")
"""What rounding to two places may take or give."""

langs = pytest.mark.parametrize("lang", ["en", "zh"])
RATES = {"en": ("run rate", "required rate", "projected at due"), "zh": ("月均", "每月需", "期末预计")}


def numbers(text: str) -> list[Decimal]:
    return [Decimal(each.replace(",", "")) for each in NUMBER.findall(text)]


def exact(value: Fraction | None) -> Decimal:
    assert value is not None
    return Decimal(value.numerator) / value.denominator


def line(lines: list[str], start: str) -> str:
    (found,) = [each for each in lines if each.startswith(start)]
    return found


ONE: Figures = {"2021-06-30": 1200}
TWO: Figures = {"2020-12-31": 700, "2021-06-30": 1200}
MANY: Figures = {"2020-06-30": 100, "2020-12-31": 700, "2021-03-31": 800, "2021-06-30": 1200}
ODD: Figures = {"2020-05-17": 333, "2020-11-05": 777, "2021-06-11": 1234}
FALLING: Figures = {"2020-12-31": 90, "2021-06-30": 81}
CASES = [
    pytest.param(counted(), ONE, 2, id="one report"),
    pytest.param(counted(), TWO, 3, id="two reports"),
    pytest.param(counted(), MANY, 5, id="many reports"),
    pytest.param(counted(), ODD, 4, id="days within months"),
    pytest.param(counted(100, 40, "level"), FALLING, 3, id="falling"),
    pytest.param(
        counted(-50, 1000, "level"), {"2020-12-31": 700, "2021-06-30": "812.75"}, 3, id="from below nought"
    ),
    pytest.param(counted(), {"2020-12-31": 1, "2021-06-30": 1}, 3, id="at a standstill"),
    pytest.param(counted(1000, 9999999, "cumulative"), {"2021-06-30": 3333333}, 2, id="large"),
]


@langs
def test_the_chance_comes_out_of_the_numbers_that_it_prints(lang: Lang) -> None:
    days = ("2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31", "2021-03-31", "2021-06-30")
    figures: Figures = dict(zip(days, (60, 220, 380, 620, 900, 1200), strict=True))
    lines = explanation(judged(counted(0, 2600), figures), lang)
    projected = line(lines, {"en": "projected at due", "zh": "期末预计"}[lang])
    chance = line(lines, {"en": "chance to be met by due", "zh": "按期完成的概率"}[lang])

    *_, value, mean, periods, at_due, n = numbers(projected)
    assert value + mean * periods == 2400
    assert at_due == 2400
    assert n == 6
    value, periods, mean, aim, spread, again, percent, mean_again, whole, reported = numbers(chance)[-10:]
    assert value == 1200
    assert periods == 6
    assert mean == mean_again == 200
    assert aim == 2600
    assert again == 6
    assert abs(spread**2 - 6800) < 1
    assert percent == 16
    assert whole == 6
    assert reported == 6
    assert ("存在风险" if lang == "zh" else "uncertain") in chance


@langs
@pytest.mark.parametrize(("body", "reports", "points"), CASES)
def test_rates_and_projection_come_out(body: str, reports: Figures, points: int, lang: Lang) -> None:
    found = judged(body, reports)
    lines = explanation(found, lang)
    run, required, projected = (line(lines, start) for start in RATES[lang])

    a, b, spent, rate = numbers(run.partition(" = ")[2])
    assert (a, b) == (exact(found.value), exact(found.baseline))
    assert abs(rate - (a - b) / spent) <= HALF + abs(a - b) / spent * HALF / spent

    t, a, left, need = numbers(required.partition(" = ")[2])
    assert (t, a) == (exact(found.aim), exact(found.value))
    assert abs(need - (t - a) / left) <= HALF + abs(t - a) / left * HALF / left

    a, slope, months, at_due, n = numbers(projected.split(" = ", 1)[1])
    assert a == exact(found.value)
    assert abs(months - exact(found.prospect.left)) <= HALF
    assert abs(at_due - (a + slope * months)) <= HALF * (1 + months + abs(slope))
    assert n == points


@langs
def test_a_reader_who_reckons_with_the_small_rate_that_is_shown_gets_the_same(lang: Lang) -> None:
    found = judged(counted("14.5", "7.25", "level"), {"2020-12-31": "14.1", "2021-06-30": "13.9"})
    a, slope, months, at_due, _ = numbers(line(explanation(found, lang), RATES[lang][2]).split(" = ", 1)[1])
    assert abs(at_due - (a + slope * months)) <= Decimal("0.001")


@langs
def test_a_level_that_is_met_may_yet_fall_and_is_projected_until_due(lang: Lang) -> None:
    falling: Figures = {
        "2020-06-30": 125,
        "2020-09-30": 120,
        "2020-12-31": 116,
        "2021-03-31": 112,
        "2021-06-30": 104,
    }
    body = counted(50, 100, "level")
    found = judged(body, falling)
    assert (found.status, found.prospect.outlook) == (Status.ACHIEVED_EARLY, Outlook.UNLIKELY)
    told = line(explanation(found, lang), RATES[lang][2])
    assert told.endswith({"en": "-> unlikely", "zh": "→ 预计难以完成"}[lang])
    later = explanation(judged(body, falling, "2022-12-31"), lang)
    assert not [each for each in later if each.startswith(RATES[lang][2])]


def test_the_case_of_the_methods_is_explained_whole() -> None:
    assert explanation(judged(counted(), ONE), "en") == [
        "time progress tau = m/M = 18/36 = 50.0 % (months, 2020-01-01 to 2022-12-31, as of 2021-06-30)",
        "value A = 1,200 (reported for 2021-06-30)",
        "planned P = B + (T - B) m/M = 0 + (3,000 - 0) × 18/36 = 1,500 (linear path from B = 0 to T = 3,000)",
        "completion c = (A - B)/(T - B) = (1,200 - 0)/(3,000 - 0) = 40.0 %",
        "planned c_p = (P - B)/(T - B) = (1,500 - 0)/(3,000 - 0) = 50.0 %",
        "gap = 100(c - c_p) = 100 × (1,200 - 1,500)/(3,000 - 0) = -10.0 points",
        "difference A - P = 1,200 - 1,500 = -300",
        "verdict: -30 <= gap < -5 (tolerance 5 points, expected) -> behind (profile cn/2)",
        "run rate (A - B)/months to the latest report = (1,200 - 0)/18 = 66.67 a month",
        "required rate (T - A)/months left = (3,000 - 1,200)/18 = 100 a month",
        (
            "projected at due = A + slope × months left = 1,200 + 66.6667 × 18 = 2,400 "
            "(the run rate from the baseline, n = 2) -> unlikely"
        ),
        "3.6 months behind the planned course (earned schedule)",
    ]


@langs
def test_a_baseline_taken_from_the_first_report_says_so(lang: Lang) -> None:
    lines = explanation(judged(counted(None, 100, "level"), {"2020-06-30": 40, "2021-06-30": 55}), lang)
    said = {
        "en": "baseline B = 40, taken from the first report (2020-06-30)",
        "zh": "基期值 B = 40，取自首次数据（2020-06-30）",
    }
    assert said[lang] in lines
    assert any("(55 - 40)/(100 - 40) = 25.0 %" in each for each in lines)


@langs
def test_a_baseline_that_is_assumed_says_so(lang: Lang) -> None:
    lines = explanation(judged(counted(None), ONE), lang)
    assert {"en": "baseline B = 0 (assumed)", "zh": "基期值 B = 0（推定）"}[lang] in lines


HELD: Figures = {"2020-12-31": 96, "2021-03-31": 93, "2021-06-30": 97}


@langs
@pytest.mark.parametrize("baseline", [None, 90], ids=["without a baseline", "with one"])
def test_a_level_to_hold_is_told_with_the_periods_it_held_in(baseline: int | None, lang: Lang) -> None:
    lines = explanation(judged(counted(baseline, 95, "maintain"), HELD), lang)
    level = {"en": "the level to hold is 95", "zh": "要保持 95"}[lang]
    assert level in lines
    done = line(lines, {"en": "completion c", "zh": "完成 c"}[lang])
    held = {"en": "held in 2 of 6 periods (3 not reported)", "zh": "6 期中 2 期保持（3 期未报）"}
    assert "2/6 = 33.3 %" in done
    assert done.endswith(held[lang])
    assert not [each for each in lines if "c_p" in each]


@langs
@pytest.mark.parametrize("value", [55, 65, 80])
def test_a_range_to_hold_is_told_with_both_its_bounds(value: int, lang: Lang) -> None:
    body = target_text("maintain", goal='{ min = 60, max = 70, op = "range" }')
    lines = explanation(judged(body, {"2021-06-30": value}), lang)
    level = line(lines, {"en": "the level to hold", "zh": "要保持"}[lang])
    assert numbers(level) == [60, 70]


@langs
def test_milestones_on_the_way_are_counted(lang: Lang) -> None:
    body = counted(milestone="[{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 }]")
    planned = line(explanation(judged(body, ONE), lang), {"en": "planned P", "zh": "计划应达"}[lang])
    assert (
        planned
        == {
            "en": "planned P = 1,200 (linear path from B = 0 to T = 3,000, by 2 milestones)",
            "zh": "计划应达 P = 1,200（直线路径，B = 0 到 T = 3,000，经 2 个节点）",
        }[lang]
    )


@langs
@pytest.mark.parametrize(
    ("body", "reports"),
    [
        pytest.param(counted(), {}, id="nothing reported"),
        pytest.param(target_text("level"), {"2021-06-30": 5}, id="no goal"),
        pytest.param(target_text("done", goal="{ value = true }"), {"2021-06-30": False}, id="yes or no"),
        pytest.param(
            target_text("stage", goal='{ stage = "completed" }'), {"2021-06-30": "signed"}, id="a stage"
        ),
        pytest.param(counted(**period("2022-01-01", "2022-12-31")), {}, id="not begun"),
        pytest.param(counted(100, 100, "level"), {"2021-06-30": 5}, id="no way to go"),
    ],
)
def test_a_rate_that_there_is_none_of_is_not_told(body: str, reports: Figures, lang: Lang) -> None:
    lines = explanation(judged(body, reports), lang)
    assert any(each.startswith(("verdict: ", "判定：")) for each in lines)
    assert not [each for each in lines if each.startswith(RATES[lang][:2])]
    assert not [each for each in lines if "None" in each or "= -)" in each or "(- " in each]


MEASURES = [
    # a profile, its measure with the numbers in, and the rule that fitted
    ("tola", "deviation d = (A - P)/|P| = (1,200 - 1,500)/1,500 = -0.2", "d < -0.15 -> far behind"),
    (
        "servicenow",
        "done over planned c/c_p = (A - B)/(V - B) = (1,200 - 0)/(1,500 - 0) = 0.8",
        "0.75 <= c/c_p < 0.9 -> behind",
    ),
    (
        "opsys",
        "to the next milestone c/c_m = (A - B)/(V - B) = (1,200 - 0)/(3,000 - 0) = 0.4",
        "0 <= c/c_m < 1 -> behind",
    ),
]


@pytest.mark.parametrize(("profile", "measure", "rule"), MEASURES)
def test_each_profile_is_explained_by_its_own_measure(profile: str, measure: str, rule: str) -> None:
    lines = explanation(judged(counted(kind="level"), ONE, profile=profile), "en")

    assert measure in lines
    assert f"verdict: {rule} (profile {profile}/2)" in lines


@langs
def test_growth_is_explained_with_its_years(lang: Lang) -> None:
    body = counted(None, "7.25", "level", **period("2016-01-01", "2030-12-31")).replace(
        "[target.subject]", "[target.subject]\nbaseline = { value = 14.5, on = 2015-12-31 }"
    )
    lines = explanation(judged(body, {"2023-12-31": "10.4"}, "2023-12-31", profile="eurostat"), lang)
    ratio = line(lines, {"en": "growth ratio r", "zh": "增速比 r"}[lang])
    rule = {
        "en": "verdict: 0.6 <= r < 0.95 -> moderate progress (profile eurostat/2)",
        "zh": "判定：0.6 <= r < 0.95 → 中等进展（口径 eurostat/2）",
    }

    assert "((10.4/14.5)^(1/8) - 1)/((7.25/14.5)^(1/15) - 1) = 0.90109" in ratio
    assert rule[lang] in lines


@langs
def test_a_profile_that_does_not_fit_says_so(lang: Lang) -> None:
    lines = explanation(judged(counted(), ONE, profile="eurostat"), lang)
    why = {
        "en": "verdict: not assessable (the profile does not fit these figures)",
        "zh": "判定：无法评估（口径不适用于这组数）",
    }

    assert why[lang] in lines


@pytest.mark.parametrize(
    ("first", "en", "zh"),
    [
        (
            90,
            "a period that was not held cannot be made good by due -> unlikely",
            "有报告期未保持，期末无法补回 → 预计难以完成",
        ),
        (
            96,
            "whether every period will be held is known at due alone",
            "各期是否都保持，到期才知道",
        ),
    ],
)
def test_a_level_to_hold_is_told_with_its_outlook(first: int, en: str, zh: str) -> None:
    found = judged(counted(None, 95, "maintain"), {"2020-03-31": first, "2021-06-30": 97})

    assert en in explanation(found, "en")
    assert zh in explanation(found, "zh")
    assert fact_text(columns.OUTLOOK.fact(found), "en") == ("unlikely" if first < 95 else "unknown")


def test_what_is_just_as_planned_is_neither_early_nor_late() -> None:
    found = judged(counted(), {"2021-06-30": 1500})

    assert explanation(found, "en")[-1] == "neither ahead of nor behind the planned course (earned schedule)"
    assert explanation(found, "zh")[-1] == "与计划路径同步（挣得进度）"


def test_a_trend_that_leads_nowhere_is_told_by_its_change() -> None:
    body = target_text("level", baseline="{ value = 22, on = 2019-12-31 }", goal="{ value = 10 }")
    figures: Figures = {"2020-12-31": 22, "2021-12-31": 22}
    found = judged(body, figures, "2021-12-31", profile="destatis")

    said = "the mean yearly change x = 0 leads no nearer to the goal -> regressing (profile destatis/2)"
    assert [each for each in explanation(found, "en") if each.startswith("verdict")] == [f"verdict: {said}"]
    assert "判定：年均变化 x = 0，没有走向目标 → 倒退（口径 destatis/2）" in explanation(found, "zh")
