"""Pictures of several targets: what stands in them, that no label stands on another, whatever plans are called."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan import Portfolio, assess, load
from jinjiang_plan.assess.series import burnup, chronicle, days_of, staging
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.codes import Frequency, Kind
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup, Chronicle, StageHistory
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.burnup_svg import burnup_drawing
from jinjiang_plan.render.charts.multiples_drawing import multiples_drawing
from jinjiang_plan.render.charts.png import as_png, lacking
from jinjiang_plan.render.charts.shapes import Drawing, as_file, as_inline
from jinjiang_plan.render.charts.stages_drawing import stages_drawing
from jinjiang_plan.render.charts.strip_drawing import strip_drawing
from jinjiang_plan.render.charts.strip_words import STATUS_SIGNS, status_sign
from tests.assess.cases import UNTIMED, judgement, plan_of, target_text
from tests.build import report_line
from tests.render.charts.boxes import HOSTILE_TITLES, SPACE, collisions, parsed, unpainted
from tests.render.charts.dots import colours, size

DAY = date(2021, 8, 10)
every_lang = pytest.mark.parametrize("lang", ["zh", "en"])
every_width = pytest.mark.parametrize("width", [400, 760, 1200])


class Scene(NamedTuple):
    """All that there is to draw of some plans."""

    portfolio: Portfolio
    burnups: list[Burnup]
    chronicles: list[Chronicle]
    stagings: list[StageHistory]


def scene(portfolio: Portfolio, day: date = DAY, every: Frequency = Frequency.QUARTER) -> Scene:
    assessments = assess(portfolio, day).assessments
    drawn = [burnup(each, day) for each in assessments if each.target.what == "target"]
    return Scene(
        portfolio,
        [each for each in drawn if each.goals or each.reports],
        [chronicle(portfolio, plan, days_of(plan.start, day, every)) for plan in portfolio.plans],
        [staging(each) for each in assessments if each.target.kind is Kind.STAGE],
    )


@cache
def shown() -> Scene:
    return scene(demonstration())


@cache
def shipped() -> Scene:
    return scene(load())


View = Callable[[Scene, Lang, int], Drawing]
VIEWS: dict[str, View] = {
    "multiples": lambda of, lang, width: multiples_drawing(of.portfolio, of.burnups, lang, width=width),
    "strip": lambda of, lang, width: strip_drawing(of.portfolio, of.chronicles, lang, width=width),
    "stages": lambda of, lang, width: stages_drawing(of.portfolio, of.stagings, lang, width=width),
}
every_view = pytest.mark.parametrize("view", VIEWS)


@every_view
@every_lang
@every_width
@pytest.mark.parametrize("of", [shown, shipped], ids=["demonstration", "shipped"])
def test_no_label_stands_on_another_or_outside(
    view: str, lang: Lang, width: int, of: Callable[[], Scene]
) -> None:
    drawing = VIEWS[view](of(), lang, width)
    assert collisions(drawing) == []
    assert unpainted(drawing) == []


@every_view
@every_lang
def test_it_says_what_it_is_of_which_day_by_which_profile_and_that_it_is_a_sample(
    view: str, lang: Lang
) -> None:
    drawing = VIEWS[view](shown(), lang, 760)
    root = parsed(drawing)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert root[0].text
    texts = " ".join(element.text or "" for element in root.iter(f"{SPACE}text"))
    for said in ("2021-08-10", "cn/2", "示例数据" if lang == "zh" else "SAMPLE FIGURES"):
        assert said in texts
        assert said in drawing.description
    assert not re.search(r"style|href|url\(|<script", as_inline(drawing, "x"))


@every_view
def test_the_same_is_drawn_each_time(view: str) -> None:
    assert as_file(VIEWS[view](shown(), "zh", 760)) == as_file(VIEWS[view](scene(demonstration()), "zh", 760))


def renamed(of: Scene, title: str) -> Scene:
    """Everything of a scene called the same."""
    words = Words(title, title)

    def plan(each: Plan) -> Plan:
        targets = tuple(target._replace(title=words) for target in each.targets)
        initiatives = tuple(one._replace(target=one.target._replace(title=words)) for one in each.initiatives)
        actions = tuple(action._replace(title=words) for action in each.actions)
        return each._replace(title=words, targets=targets, initiatives=initiatives, actions=actions)

    return scene(of.portfolio._replace(plans=tuple(plan(each) for each in of.portfolio.plans[:1])))


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_hostile_titles_stay_in_their_places_and_are_seen(title: str) -> None:
    of = renamed(shown(), title)
    for view in VIEWS.values():
        for width in (400, 760):
            drawing = view(of, "zh", width)
            assert collisions(drawing) == []
            assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ufffe\uffff]", as_file(drawing))
            assert "<script" not in as_file(drawing)


@settings(UNTIMED, max_examples=30)
@given(day=st.dates(date(2020, 1, 1), date(2024, 12, 31)), every=st.sampled_from(Frequency))
def test_on_whatever_day_no_label_stands_on_another(day: date, every: Frequency) -> None:
    whole = demonstration()
    of = scene(whole._replace(plans=whole.plans[1:]), day, every)
    for view in VIEWS.values():
        for width in (400, 760):
            assert collisions(view(of, "en", width)) == []


def texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in parsed(drawing).iter(f"{SPACE}text")]


def test_there_is_a_panel_for_each_target_on_one_time_axis() -> None:
    of = shown()
    found = texts(multiples_drawing(of.portfolio, of.burnups, "en"))
    panels = len(of.burnups)
    assert panels > 10
    for year in ("2020", "2021", "2022"):
        assert found.count(year) == panels
    for each in of.burnups:
        assert any(text.startswith(each.assessment.target.title.en[:12]) for text in found)
    assert any(text.endswith("1,200 / 3,000 sites") for text in found)


def test_there_is_a_cell_with_its_sign_and_colour_for_each_target_and_period() -> None:
    of = shown()
    root = parsed(strip_drawing(of.portfolio, of.chronicles, "en"))
    stood = [(stood, each) for each in of.chronicles for course in each.courses for stood in course.statuses]
    wanted = sorted((status_sign(each, "en"), each.light.value) for each, by in stood)
    cells = sorted(
        (element.text or "", (element.get("class") or "").removeprefix("c-on-"))
        for element in root.iter(f"{SPACE}text")
        if (element.get("class") or "").startswith("c-on-")
    )
    legend = {(status_sign(each, "en"), each.light.value) for each, by in stood}
    assert cells == sorted([*wanted, *legend])


def test_a_strip_of_many_periods_grows_wider_so_that_every_sign_has_its_place() -> None:
    of = scene(demonstration(), date(2022, 12, 31), Frequency.MONTH)
    drawing = strip_drawing(of.portfolio, of.chronicles, "zh", width=400)
    assert drawing.width > 400
    assert collisions(drawing) == []


@every_lang
def test_no_two_statuses_share_a_sign(lang: Lang) -> None:
    signs = [words.say(lang) for words in STATUS_SIGNS.values()]
    assert len(set(signs)) == len(signs)


def test_the_stages_are_grouped_by_action_and_numbered() -> None:
    of = shown()
    stagings = [each for each in of.stagings if each.assessment.target.action in ("industry", "sensing")]
    found = texts(stages_drawing(of.portfolio, stagings, "en"))
    assert found.index("More power for industry") < found.index("Smarter sensing")
    assert {"planned", "signed", "construction", "completed", "operating"} <= set(found)
    assert {"1", "2", "3", "4", "5"} <= set(found)
    goals = [
        element
        for element in parsed(stages_drawing(of.portfolio, stagings, "en")).iter(f"{SPACE}text")
        if element.get("class") == "c-goal"
    ]
    assert [element.text for element in goals] == [f"{(each.goal or 0) + 1}" for each in stagings]


def test_a_stage_reached_on_the_day_judged_has_its_number_beside_its_bar() -> None:
    of = scene(demonstration(), date(2021, 6, 30))
    for each in of.stagings:
        if each.spans and each.spans[-1].first == date(2021, 6, 30):
            found = list(parsed(stages_drawing(of.portfolio, [each], "en")).iter(f"{SPACE}text"))
            inked = [element.text for element in found if element.get("font-size") == "11"]
            assert f"{each.spans[-1].position + 1}" in inked[len(each.spans) - 1 :][:1]
            break
    else:
        pytest.fail("no stage was reached on that day")


def test_the_days_from_and_to_cut_bars_and_marks() -> None:
    of = shown()
    drawing = stages_drawing(of.portfolio, of.stagings, "en", between=(date(2021, 1, 1), date(2021, 12, 31)))
    assert collisions(drawing) == []
    assert not any(element.get("class") == "c-goal" for element in parsed(drawing).iter(f"{SPACE}text"))


@every_view
def test_as_png_it_has_its_size_and_its_signs(view: str) -> None:
    portfolio, burnups, chronicles, stagings = shown()
    few = [each._replace(courses=each.courses[:4]) for each in chronicles[:1]]
    drawing = VIEWS[view](Scene(portfolio, burnups[:2], few, stagings[:4]), "zh", 400)
    assert lacking(drawing) is None
    png = as_png(drawing, scale=1)
    wide, high = size(png)
    assert wide == drawing.width
    assert abs(high - drawing.height) <= 1
    assert size(as_png(drawing))[0] == 2 * drawing.width
    assert len(colours(png)) > 20


def test_the_title_is_what_the_targets_have_in_common() -> None:
    of = shown()
    network = [each for each in of.burnups if each.assessment.target.action == "network"]
    plan = [each for each in of.burnups if each.assessment.target.plan == "urban-industry"]
    assert multiples_drawing(of.portfolio, network, "en").title.startswith("Faster information networks")
    assert multiples_drawing(of.portfolio, plan, "en").title.startswith("Urban Industry")
    assert multiples_drawing(of.portfolio, of.burnups, "en").title.startswith("2 plans")


def test_stages_of_a_plans_own_are_numbered_and_named_however_many_and_long() -> None:
    stages = [f"阶段 {n} 名称很长 and goes on" for n in range(1, 41)]
    body = target_text(
        "stage", stages=f"{stages!r}".replace("'", '"'), goal=f'{{ stage = "{stages[-2]}" }}'
    ) + target_text("stage", "watched")
    plan = plan_of(body)
    lines = [
        report_line("2020-06-30", "", stage=f'"{stages[3]}"'),
        report_line("2021-03-31", "", stage=f'"{stages[20]}"'),
    ]
    assessments = judgement(plan, {"subject": lines, "watched": {"2020-03-31": "signed"}}).assessments
    portfolio = Portfolio((plan,), {}, ())
    for width in (400, 760):
        found = [staging(each) for each in assessments]
        drawing = stages_drawing(portfolio, found, "zh", width=width)
        assert collisions(drawing) == []
        assert {"4", "21", "39"} <= set(texts(drawing))
        several = [burnup(each, each.as_of) for each in assessments]
        assert collisions(multiples_drawing(portfolio, several, "zh", width=width)) == []
        assert all(collisions(burnup_drawing(plan, each, "zh", width=width)) == [] for each in several)
