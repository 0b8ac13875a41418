"""The pages of a site: all there, all linked, the same at every making, harmless whatever the files say."""

import csv
import io
import json
import posixpath
import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html  # type: ignore[import-untyped] # it has no types of its own

from jinjiang_plan.files.plans.locate import load
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.records import assessment_record
from jinjiang_plan.render.site.page import action_page, plan_page, safe, target_page
from jinjiang_plan.render.words import status_words
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.hostile import HOSTILE
from tests.render.briefing.cases import briefed, samples
from tests.render.site.sites import URL, files_of, hostile_files, published, sample_files, sample_publication

AMENDMENTS = """
[[target.stations.amendment]]
decided = 2021-07-01
value = 3500
due = 2023-06-30
document = "文件"
reason = "理由"
"""
LANGUAGES: list[Lang] = ["zh", "en"]
TARGETS = {target.full_id: target for target in samples().judged}


def folder(lang: Lang) -> str:
    return "" if lang == "zh" else "en/"


@cache
def tree(place: str) -> html.HtmlElement:
    return html.document_fromstring(sample_files()[place])


def pages(files: dict[str, str]) -> list[str]:
    return [place for place in files if place.endswith(".html")]


def said(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_a_page_for_each_plan_action_and_target(lang: Lang) -> None:
    wanted = {"index.html", *(plan_page(plan.id) for plan in samples().plans)}
    wanted |= {action_page(plan.id, action.id) for plan in samples().plans for action in plan.actions}
    wanted |= {target_page(target) for target in TARGETS.values()}
    assert {folder(lang) + place for place in wanted} <= set(sample_files())


def broken(files: dict[str, str], base: str = "") -> list[str]:
    """Every address in every page and feed that leads to no file of the site, or to no place in one."""
    anchors = {place: set(re.findall(r'\bid="([^"]+)"', files[place])) for place in pages(files)}
    wrong = []
    for place, text in files.items():
        if not place.endswith((".html", ".xml")):
            continue
        for found in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            href = html.fromstring(f"<a href='{found}'>x</a>").get("href")
            if base and href.startswith(base):
                href = "/" + href.removeprefix(base)
            if urlsplit(href).scheme in ("http", "https", "data"):
                continue
            path, _, anchor = href.partition("#")
            there = posixpath.normpath(
                posixpath.join(posixpath.dirname(f"/{place}"), unquote(path) or f"/{place}")
            )[1:]
            if there not in files or (anchor and anchor not in anchors[there]):
                wrong.append(f"{place}: {href}")
    return wrong


def test_every_link_leads_somewhere() -> None:
    assert broken(sample_files()) == []
    assert broken(files_of(sample_publication(), URL), URL) == []


def test_every_page_can_be_reached_from_the_first() -> None:
    files = sample_files()
    seen, left = set(), ["index.html"]
    while left:
        place = left.pop()
        if place in seen or not place.endswith(".html"):
            continue
        seen.add(place)
        links = [
            href for href in re.findall(r'<a[^>]* href="([^"#]+)"', files[place]) if not urlsplit(href).scheme
        ]
        left += [posixpath.normpath(posixpath.join(posixpath.dirname(place), href)) for href in links]
    assert set(pages(files)) - {"404.html"} <= seen


@pytest.mark.parametrize("place", ["index.html", target_page(next(iter(TARGETS.values())))])
def test_the_other_language_is_one_step_there_and_one_back(place: str) -> None:
    (there,) = tree(place).cssselect("a.switch")
    other = posixpath.normpath(posixpath.join(posixpath.dirname(place), there.get("href")))
    assert other == f"en/{place}"
    (back,) = tree(other).cssselect("a.switch")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(other), back.get("href"))) == place
    assert (tree(place).get("lang"), tree(other).get("lang")) == ("zh-CN", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_targets_page_tells_its_promise_and_every_report(target: Target, lang: Lang) -> None:
    page = tree(folder(lang) + target_page(target))
    text = said(page.cssselect("main")[0])
    assert target.title.say(lang) in said(page.cssselect("h1")[0])
    assert "2021-06-30" in text
    assert "cn/2" in text
    if target.wording:
        assert target.wording in text
    story = next(each for each in sample_publication().stories if each.target == target)
    rows = [said(row) for row in page.cssselect("#reported tbody tr")]
    assert len(rows) == len(story.records)
    for row, each in zip(rows, story.records, strict=True):
        assert each.report.on.isoformat() in row
        assert each.report.recorded.strftime("%Y-%m-%d %H:%M") in row
        assert each.report.problems in row
        assert each.report.next in row
    assert len(page.cssselect("#past tbody tr")) == len(story.past)
    assert page.cssselect("#judged li")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_row_of_targets_says_its_status_in_words(lang: Lang) -> None:
    assessments = {each.target.full_id: each for each in sample_publication().briefing.judgement.assessments}
    for plan in samples().plans:
        for action in plan.actions:
            page = tree(folder(lang) + action_page(plan.id, action.id))
            rows = {said(row.cssselect("th")[0]): said(row) for row in page.cssselect("#standing tbody tr")}
            for target in (each for each in plan.judged if each.action == action.id):
                name = status_words(assessments[target.full_id]).say(lang)
                assert name in rows[target.title.say(lang)]


@pytest.fixture
def amended(tmp_path: Path) -> dict[str, str]:
    """A site of a goal that was moved, in the middle of a quarter."""
    plan = write_plan(tmp_path, head=PLAN_HEAD + STATIONS + AMENDMENTS)
    write_ledger(plan, "stations", report_line("2021-03-31", 1200), report_line("2021-06-30", 1400))
    return files_of(published(briefed(load(tmp_path), date(2021, 8, 1))))


def test_a_moved_goal_is_told_beside_the_first_in_words_and_in_data(amended: dict[str, str]) -> None:
    page = html.document_fromstring(amended["plan/stations.html"])
    rows = [said(row) for row in page.cssselect("#promised tbody tr")]
    assert rows == [
        "原定 3,000 座，期限 2022-12-31 - -",
        "2021-07-01 3,500 座，期限 2023-06-30 文件 理由",
    ]
    assert "基期为推定" not in said(page)
    assert "目标已调整" in said(page)
    one = json.loads(amended["plan/stations.json"])
    assert one["at_first"] == {"goal": 3000, "due": "2022-12-31"}
    assert (one["target"]["goal"], one["target"]["due"]) == (3500, "2023-06-30")
    (change,) = one["amendments"]
    assert {key: change[key] for key in ("recorded", "value", "due", "source", "reason")} == {
        "recorded": "2021-07-01",
        "value": 3500,
        "due": "2023-06-30",
        "source": "文件",
        "reason": "理由",
    }


def test_a_day_whose_period_still_runs_is_not_called_its_end(amended: dict[str, str]) -> None:
    page = html.document_fromstring(amended["plan/stations.html"])
    days = [said(row.cssselect("th")[0]) for row in page.cssselect("#past tbody tr")]
    assert days[:2] == ["2021-08-01（本期未满）", "2021-06-30"]
    assert days[0] in said(html.document_fromstring(amended["index.html"]).cssselect("#turns")[0])


def test_each_turn_is_told_in_the_words_of_its_own_plans_profile(tmp_path: Path) -> None:
    other = PLAN_HEAD.replace("[plan]\n", '[plan]\nprofile = "un"\n')
    for name, head in (("first", PLAN_HEAD), ("second", other)):
        plan = write_plan(tmp_path, name, head + STATIONS)
        write_ledger(plan, "stations", report_line("2021-03-31", 2000), report_line("2021-06-30", 2001))
    facts = published(briefed(load(tmp_path)))
    files = files_of(facts)
    profiles = {each.profile.code for each in facts.chronicles.values()}
    assert len(profiles) == 2
    whole = [said(row) for row in html.document_fromstring(files["index.html"]).cssselect("#turns tbody tr")]
    own = [
        said(row)
        for name in ("first", "second")
        for row in html.document_fromstring(files[f"{name}/index.html"]).cssselect("#turns tbody tr")
    ]
    assert own
    assert sorted(whole) == sorted(own)


def test_each_page_says_that_its_figures_are_samples() -> None:
    for place in pages(sample_files()):
        assert tree(place).cssselect(".sample"), place


def test_the_same_facts_are_the_same_site() -> None:
    assert files_of(sample_publication()) == sample_files()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_data_are_what_status_says(lang: Lang) -> None:
    files, assessments = sample_files(), sample_publication().briefing.judgement.assessments
    whole = json.loads(files[f"{folder(lang)}data/assessments.json"])
    assert whole["assessments"] == [assessment_record(each, lang) for each in assessments]
    text = files[f"{folder(lang)}data/assessments.csv"]
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [each.target.id for each in assessments]
    assert {(row["as_of"], row["profile"], row["sample"]) for row in rows} == {("2021-06-30", "cn/2", "true")}
    reports = json.loads(files[f"{folder(lang)}data/reports.json"])["reports"]
    assert len(reports) == sum(len(each.records) for each in sample_publication().stories)


@pytest.mark.parametrize("target", list(TARGETS.values())[:5], ids=list(TARGETS)[:5])
def test_a_targets_data_hold_its_assessment_and_its_reports(target: Target) -> None:
    files = sample_files()
    one = json.loads(files[target_page(target).replace(".html", ".json")])
    story = next(each for each in sample_publication().stories if each.target == target)
    assert one["assessment"]["id"] == target.id
    assert (one["as_of"], one["profile"], one["sample"]) == ("2021-06-30", "cn/2", True)
    assert [each["key"] for each in one["reports"]] == [each.report.key for each in story.records]
    assert [each["status"] for each in one["past"]] == [each.status.value for each in story.past]


def test_names_that_no_system_takes_for_files_get_another() -> None:
    for key in ("con", "nul", "com1", "lpt9", "index", "en", "feed", "data"):
        assert safe(key) == f"{key}_"
    assert safe("con-tent") == "con-tent"


def test_hostile_texts_stay_texts_on_every_page(tmp_path: Path) -> None:
    files = hostile_files(tmp_path)
    assert broken(files) == []
    for place in pages(files):
        page = html.document_fromstring(files[place])
        assert not page.cssselect("script, iframe, form, base"), place
        for each in page.iter():
            assert not [name for name in each.attrib if name.startswith("on") or name == "style"]
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", files[place]), place
    titles = [
        said(html.document_fromstring(files[f"plan/t{n}.html"]).cssselect("h1")[0])
        for n in range(len(HOSTILE))
    ]
    assert titles[0] == "<script>alert(1)</script>"
    assert titles[2] == r"a\u202eb"
