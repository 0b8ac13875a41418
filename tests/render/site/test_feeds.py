"""The feeds as RFC 4287 has them, and the map of a site that has an address."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from lxml import etree  # type: ignore[import-untyped] # it has no types of its own

from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.render.site.feeds import MOST
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.render.briefing.cases import briefed
from tests.render.site.sites import URL, files_of, hostile_files, published, sample_files, sample_publication

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = [place for place in sample_files() if place.endswith("feed.xml")]


def feed_of(text: str) -> etree.Element:
    return etree.fromstring(text.encode())


def texts(element: etree.Element, path: str) -> list[str]:
    return [each.text for each in element.findall(path, ATOM)]


def is_moment(text: str) -> bool:
    """Whether a text is a moment of RFC 3339 with its offset."""
    return datetime.fromisoformat(text).tzinfo is not None and "T" in text


@pytest.mark.parametrize("place", FEEDS)
def test_a_feed_has_all_that_atom_asks_for(place: str) -> None:
    feed = feed_of(sample_files()[place])
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(texts(feed, path)) == 1
        assert texts(feed, path)[0]
    ids = [*texts(feed, "a:id"), *texts(feed, "a:entry/a:id")]
    assert len(ids) == len(set(ids))
    assert all(UUID(each.removeprefix("urn:uuid:")) for each in ids)
    entries = feed.findall("a:entry", ATOM)
    assert 0 < len(entries) <= MOST
    for entry in entries:
        assert texts(entry, "a:title")[0]
        assert is_moment(texts(entry, "a:updated")[0])
        (link,) = entry.findall("a:link", ATOM)
        assert (link.get("rel"), link.get("type")) == ("alternate", "text/html")
    moments = texts(feed, "a:entry/a:updated")
    assert moments == sorted(moments, reverse=True)
    assert texts(feed, "a:updated") == moments[:1]


def test_there_is_one_for_all_and_one_for_each_plan_in_each_language() -> None:
    assert len(FEEDS) == 2 * (1 + len(sample_publication().briefing.scope.plans))
    ids = [texts(feed_of(sample_files()[place]), "a:id")[0] for place in FEEDS]
    assert len(set(ids)) == len(ids)


def test_a_turn_keeps_its_name_while_its_period_runs(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, head=PLAN_HEAD + STATIONS)
    write_ledger(plan, "stations", report_line("2021-03-31", 1200), report_line("2021-06-30", 1400))
    names = []
    for day in (date(2021, 8, 1), date(2021, 8, 2), date(2021, 9, 30)):
        files = files_of(published(briefed(load(tmp_path), day)))
        names.append(texts(feed_of(files["feed.xml"]), "a:entry/a:id"))
    assert names[0]
    assert names[0] == names[1] == names[2]


def test_a_feed_says_which_plans_it_tells_of() -> None:
    plans = sample_publication().briefing.scope.plans
    for place, lang in (("feed.xml", "zh"), ("en/feed.xml", "en")):
        (title,) = texts(feed_of(sample_files()[place]), "a:title")
        assert all(plan.title.say(lang) in title for plan in plans)  # type: ignore[arg-type]


def test_an_entry_keeps_its_name_whoever_lists_it() -> None:
    whole = texts(feed_of(sample_files()["feed.xml"]), "a:entry/a:id")
    for plan in sample_publication().briefing.scope.plans:
        part = texts(feed_of(sample_files()[f"{plan.id}/feed.xml"]), "a:entry/a:id")
        assert set(part) & set(whole)


def test_with_an_address_links_are_whole_and_a_map_names_every_page() -> None:
    files = files_of(sample_publication(), URL)
    feed = feed_of(files["en/feed.xml"])
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"alternate": f"{URL}en/index.html", "self": f"{URL}en/feed.xml"}
    for link in feed.findall("a:entry/a:link", ATOM):
        assert link.get("href").removeprefix(URL) in files
    site_map = etree.fromstring(files["sitemap.xml"].encode())
    places = [each.text.removeprefix(URL) for each in site_map.iter("{*}loc")]
    assert sorted(places) == sorted(
        place for place in files if place.endswith(".html") and place != "404.html"
    )
    assert "sitemap.xml" not in sample_files()


def test_hostile_texts_stay_texts_in_a_feed(tmp_path: Path) -> None:
    files = hostile_files(tmp_path)
    for place in ("feed.xml", "plan/feed.xml", "en/feed.xml"):
        titles = texts(feed_of(files[place]), "a:entry/a:title")
        assert any("<script>alert(1)</script>" in title for title in titles)
        assert any(r"a\u202eb" in title for title in titles)
