"""The burn-up as a picture: well formed, small, legible without colour, no label on another, drawn by a real renderer."""

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan import assess, load
from jinjiang_plan.assess.series import burnup
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.series import Burnup
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.burnup_svg import burnup_drawing
from jinjiang_plan.render.charts.burnup_words import standing
from jinjiang_plan.render.charts.png import as_png
from jinjiang_plan.render.charts.shapes import FONTS, PALETTE, Drawing, as_file, as_inline
from tests.assess.cases import UNTIMED, counted, judgement, plan_of
from tests.render.chart_cases import CASES, drawn, of_the_demonstration
from tests.render.charts.boxes import HOSTILE_TITLES, SPACE, collisions, parsed, unpainted
from tests.render.charts.dots import colours, size

every_case = pytest.mark.parametrize("name", CASES)
every_lang = pytest.mark.parametrize("lang", ["zh", "en"])
every_width = pytest.mark.parametrize("width", [400, 760])
DAYS = st.dates(date(2020, 1, 1), date(2021, 6, 30))


def made(name: str, lang: Lang = "en", width: int = 760) -> Drawing:
    return burnup_drawing(*drawn(name), lang, width=width)


def called(title: str, unit: str = "座") -> tuple[Plan, Burnup]:
    """A burn-up whose target and plan have a title, and a unit."""
    plan, shown = drawn("amended")
    each = shown.assessment
    target = each.target._replace(title=Words(title, title), unit=unit)
    named = plan._replace(title=Words(title, title))
    return named, shown._replace(assessment=each._replace(target=target))


@every_case
@every_lang
def test_it_is_small_well_formed_and_says_what_it_is(name: str, lang: Lang) -> None:
    drawing = made(name, lang)
    text = as_file(drawing)
    root = parsed(drawing)
    assert len(text.encode()) < 14_000
    assert root.tag == f"{SPACE}svg"
    spoken = {"zh": "zh-CN", "en": "en"}[lang]
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == spoken
    assert root.get("font-family") == FONTS
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SPACE}title", f"{SPACE}desc"]
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert drawn(name)[1].assessment.target.title.say(lang) in (root[0].text or "")
    assert not re.search(r"@font-face|<script|href|url\(|style", text)


@every_case
@every_lang
def test_its_description_says_in_words_all_that_is_said_above_it(name: str, lang: Lang) -> None:
    shown = drawn(name)[1]
    description = made(name, lang).description
    for part in standing(shown, lang, None):
        assert part in description
    assert shown.assessment.as_of.isoformat() in description
    assert shown.assessment.profile.code in description


@every_case
@every_lang
@every_width
def test_no_label_stands_on_another_or_outside(name: str, lang: Lang, width: int) -> None:
    assert collisions(made(name, lang, width)) == []
    assert unpainted(made(name, lang, width)) == []


@every_lang
@every_width
def test_no_label_of_the_demonstration_stands_on_another_or_outside(lang: Lang, width: int) -> None:
    for plan, shown in of_the_demonstration():
        assert collisions(burnup_drawing(plan, shown, lang, width=width)) == []


@every_lang
@every_width
def test_no_label_of_the_shipped_plans_stands_on_another_or_outside(lang: Lang, width: int) -> None:
    portfolio = load()
    day = date(2021, 8, 10)
    for each in assess(portfolio, day).assessments:
        shown = burnup(each, day)
        if shown.goals or shown.reports:
            plan = portfolio.plan(each.target.plan)
            assert collisions(burnup_drawing(plan, shown, lang, width=width)) == []


@pytest.mark.parametrize("title", HOSTILE_TITLES)
@every_width
def test_a_hostile_title_stays_within_its_line_and_is_seen(title: str, width: int) -> None:
    drawing = burnup_drawing(*called(title, title), "zh", width=width)
    assert collisions(drawing) == []
    text = as_file(drawing)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ufffe\uffff]", text)
    assert "<script" not in text
    assert len(list(parsed(drawing).iter(f"{SPACE}text"))) > 10


@UNTIMED
@given(title=st.text(max_size=200), unit=st.text(max_size=60))
def test_whatever_a_plan_is_called_it_stays_xml(title: str, unit: str) -> None:
    for width in (400, 760):
        assert collisions(burnup_drawing(*called(title, unit), "zh", width=width)) == []


@UNTIMED
@given(
    goal=st.decimals(-(10**13), 10**13, places=3),
    figures=st.dictionaries(DAYS, st.decimals(-(10**13), 10**13, places=2), max_size=9),
    milestones=st.sets(DAYS, max_size=3),
    lang=st.sampled_from(["zh", "en"]),
)
def test_whatever_is_reported_no_label_stands_on_another(
    goal: object, figures: dict[date, object], milestones: set[date], lang: Lang
) -> None:
    stops = ", ".join(f"{{ on = {day}, value = 5 }}" for day in sorted(milestones))
    plan = plan_of(counted(1, f"{goal:f}", "level", unit='"万元"', milestone=f"[{stops}]"))
    reports = {day.isoformat(): f"{value:f}" for day, value in sorted(figures.items())}
    (each,) = judgement(plan, {"subject": reports}).assessments
    shown = burnup(each, each.as_of)
    for width in (400, 760):
        assert collisions(burnup_drawing(plan, shown, lang, width=width)) == []


@every_case
def test_every_line_and_mark_differs_by_more_than_colour(name: str) -> None:
    looks = {
        (line.get("class"), line.get("stroke-dasharray"), line.get("stroke-width"))
        for line in parsed(made(name)).iter(f"{SPACE}polyline")
    }
    assert len({(dashes, width) for _, dashes, width in looks}) == len(looks)


def test_what_is_drawn_has_its_class() -> None:
    found = {element.get("class") for element in parsed(made("amended")).iter() if element.get("class")}
    assert found >= {f"c-{name}" for name in ("ink", "soft", "grid", "goal", "course", "projection")}
    assert found >= {"c-band", "c-first", "c-paper", "c-green"}


def test_within_a_page_its_ids_begin_with_a_name_and_no_style_is_its_own() -> None:
    drawing = made("amended")
    text = as_inline(drawing, "t-7")
    root = ET.fromstring(text)  # noqa: S314 - what we have just written
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids == ["t-7-title", "t-7-desc"]
    assert root.get("aria-labelledby") == "t-7-title t-7-desc"
    assert root.get("role") == "img"
    assert not re.search(r"style|<\?xml|xml:|href|url\(|<script", text)


@every_lang
def test_without_heads_the_words_are_left_to_the_page(lang: Lang) -> None:
    plan, shown = drawn("amended")
    with_heads, without = (burnup_drawing(plan, shown, lang, heads=heads) for heads in (True, False))
    assert without[:2] == with_heads[:2]
    assert without.height < with_heads.height
    texts = [element.text for element in parsed(without).iter(f"{SPACE}text")]
    assert not any("cn/2" in (text or "") for text in texts)
    assert collisions(without) == []


def test_a_narrow_one_is_readable_when_it_is_shown_smaller() -> None:
    texts = parsed(made("amended", "zh", 400)).iter(f"{SPACE}text")
    assert min(float(text.get("font-size", "")) for text in texts) * 330 / 400 >= 11


def test_the_same_is_drawn_each_time() -> None:
    assert as_file(made("amended")) == as_file(made("amended"))


def test_a_replay_is_called_one() -> None:
    moment = datetime(2021, 7, 1, 8, tzinfo=UTC)
    drawing = burnup_drawing(*drawn("rising"), "en", known_at=moment)
    assert "as known at 2021-07-01 08:00" in drawing.description


@pytest.mark.parametrize("name", ["rising", "amended"])
def test_a_renderer_draws_every_line_of_it(name: str) -> None:
    drawing = made(name)
    png = as_png(drawing, scale=1)
    assert size(png) == (drawing.width, -(-int(drawing.height * 10) // 10)) or size(png)[0] == drawing.width
    found = colours(png)
    for line in parsed(drawing).iter(f"{SPACE}polyline"):
        digits = PALETTE[line.get("class", "").removeprefix("c-")].light.lstrip("#")
        assert tuple(int(digits[n : n + 2], 16) for n in (0, 2, 4)) in found, line.get("class")


@pytest.mark.parametrize("name", ["rising", "amended"])
@every_lang
def test_the_file_looks_as_it_did(name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert as_file(made(name, lang)) == snapshot
