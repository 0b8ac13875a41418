"""How to read a site: the words and thresholds that its statuses are given by, as the profiles have them."""

import re
from decimal import Decimal

import pytest

from jinjiang_plan.model.codes import Class, Status
from jinjiang_plan.model.profiles import PROFILES, Profile
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.paper.blocks import BulletList, Text
from jinjiang_plan.render.site.group_pages import reading_section
from tests.render.site.sites import sample_files, sample_publication


def told(profile: Profile, lang: Lang) -> list[str]:
    """The section's points where every plan is judged by that profile."""
    facts = sample_publication()
    chronicles = {plan: each._replace(profile=profile) for plan, each in facts.chronicles.items()}
    (points,) = reading_section(facts._replace(chronicles=chronicles)).blocks
    assert isinstance(points, BulletList)
    return ["".join(each.words.say(lang) for each in texts) for texts in points.points]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_each_threshold_of_a_profile_is_told_and_no_other(profile: Profile) -> None:
    (line,) = (point for point in told(profile, "en") if point.startswith(profile.code))
    bands = [profile.bands_for(Class.EXPECTED)]
    if profile.binding and profile.binding != bands[0]:
        bands.append(profile.binding)
    assert len(re.findall(r" from -?\d", line)) == sum(map(len, bands))
    assert ("Binding targets" in line) is (len(bands) > 1)
    for each in bands:
        for least in each.values():
            assert f" from {least.normalize():f}" in line


def test_a_profile_of_ones_own_is_told_by_its_own_names_and_nothing_in_them_hides() -> None:
    bands = {Status.ON_TRACK: Decimal("-2.5")}
    words = {Status.ON_TRACK: Words("好", "fine\u202e"), Status.SERIOUSLY_BEHIND: Words("差", "poor")}
    profile = PROFILES["cn"]._replace(name="own", version=3, bands=bands, binding=None, words=words)
    (line,) = (point for point in told(profile, "en") if point.startswith("own/3"))
    assert line.endswith(" from -2.5, below that poor.")
    assert "fine" in line
    assert "\u202e" not in line
    (chinese,) = (point for point in told(profile, "zh") if point.startswith("own/3"))
    assert chinese.endswith("好 -2.5 起，再低为差。")


def test_two_plans_of_one_profile_are_told_it_once() -> None:
    facts = sample_publication()
    assert len(facts.chronicles) > 1
    assert len([point for point in told(PROFILES["cn"], "zh") if point.startswith("cn/2")]) == 1


@pytest.mark.parametrize("place", ["index.html", "en/index.html"])
def test_the_first_page_has_it_and_leads_to_it(place: str) -> None:
    assert 'id="reading"' in sample_files()[place]
    assert 'href="#reading"' in sample_files()[place]


def test_a_status_is_told_in_its_colour() -> None:
    facts = sample_publication()
    (points,) = reading_section(facts).blocks
    assert isinstance(points, BulletList)
    profile = next(iter(facts.chronicles.values())).profile
    lit: list[Text] = [each for texts in points.points for each in texts if each.light is not None]
    assert {each.light for each in lit} == {
        profile.light(status) for status in (*profile.bands, Status.SERIOUSLY_BEHIND)
    }
