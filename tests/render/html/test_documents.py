"""A paper as HTML: its tree says what the paper says, and nothing in it can act."""

import re
from base64 import b64encode
from fractions import Fraction
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped] # it has no types of its own

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.html.documents import PageFrame, paper_html
from jinjiang_plan.render.paper.blocks import (
    BulletList,
    Facts,
    Head,
    Languages,
    Meter,
    Prose,
    Section,
    StatusCount,
    Table,
    Tally,
    Text,
    plain,
    shown,
)
from jinjiang_plan.render.words import value_text
from tests.hostile import HOSTILE
from tests.render.briefing.cases import sample_briefing
from tests.render.paper.papers import paper, sample_paper

BOTH: Languages = ("zh", "en")
LANGUAGES: list[Languages] = [("zh",), ("en",), BOTH]
each_language = pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)


def tree_of(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


@cache
def sample_tree(languages: Languages) -> html.HtmlElement:
    return tree_of(paper_html(sample_paper(), languages))


def said(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


@each_language
def test_every_target_is_told_with_its_value_and_its_status(languages: Languages) -> None:
    rows = [said(row) for row in sample_tree(languages).iterfind(".//tbody/tr")]
    for each in sample_briefing().judgement.assessments:
        for lang in languages:
            title = each.target.title.say(lang)
            value = value_text(each.target, each.value, lang)
            assert any(title in row and (each.value is None or value in row) for row in rows), title


@each_language
def test_the_day_the_profile_and_that_figures_are_samples_stand_at_the_head(languages: Languages) -> None:
    (head,) = sample_tree(languages).cssselect("main > header")
    assert "2021-06-30" in said(head)
    assert "cn/2" in said(head)
    assert ("示例数据" in said(head)) is ("zh" in languages)
    assert ("SAMPLE FIGURES" in said(head)) is ("en" in languages)
    (title,) = sample_tree(languages).cssselect("head title")
    assert "示例数据" in title.text or "SAMPLE" in title.text


@each_language
def test_the_tree_is_one_that_can_be_read_aloud(languages: Languages) -> None:
    tree = sample_tree(languages)
    assert tree.get("lang") == {"zh": "zh-CN", "en": "en"}[languages[0]]
    levels = [int(each.tag[1]) for each in tree.iter() if each.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for name in (each.get("aria-labelledby") for each in tree.iter() if each.get("aria-labelledby")):
        assert set(name.split()) <= set(ids)
    for link in tree.cssselect("a[href^='#']"):
        assert link.get("href")[1:] in ids
    for table in tree.iter("table"):
        assert said(table.find("caption"))
        assert {each.get("scope") for each in table.findall("thead/tr/th")} == {"col"}
        assert all(row[0].get("scope") == "row" for row in table.findall("tbody/tr"))


@each_language
def test_nothing_in_a_page_acts_or_asks_the_network(languages: Languages) -> None:
    tree = sample_tree(languages)
    assert not tree.cssselect("script, iframe, object, embed, img, form, base, link[rel=stylesheet]")
    for each in tree.iter():
        assert not [name for name in each.attrib if name.startswith("on") or name in ("style", "src")]
    links = [each.get("href") for each in tree.cssselect("a[href]")]
    assert all(href.startswith(("#", "http://", "https://")) for href in links)


@each_language
def test_the_policy_allows_the_pages_own_style_and_nothing_else(languages: Languages) -> None:
    text = paper_html(sample_paper(), languages)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = tree_of(text).cssselect("meta[http-equiv=Content-Security-Policy]")
    assert f"style-src 'sha256-{digest}'" in policy.get("content")
    assert policy.get("content").startswith("default-src 'none'; ")


def test_the_same_paper_is_the_same_page() -> None:
    assert paper_html(sample_paper(), BOTH) == paper_html(sample_paper(), BOTH)


def test_each_piece_of_a_page_in_two_languages_says_which_it_is() -> None:
    tree = tree_of(paper_html(paper(Prose((Text(Words("甲", "A")), Text(plain("5"))))), BOTH))
    (other,) = tree.cssselect("section p .other")
    assert (other.get("lang"), other.text_content()) == ("en", "A5")
    same = tree_of(paper_html(paper(Prose((Text(plain("5")),))), BOTH))
    assert not same.cssselect("section p .other")
    assert same.cssselect("section p")[0].text_content() == "5"


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org", True),
        ("../network/index.html", True),
        ("#part", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        (" javascript:alert(1)", False),
        ("//example.org", True),
    ],
)
def test_an_address_leads_on_or_is_shown(href: str, leads: bool) -> None:
    tree = tree_of(paper_html(paper(Prose((Text(plain("x"), href=href),))), ("en",)))
    links = [each.get("href") for each in tree.cssselect("section a")]
    assert links == ([href] if leads else [])


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXTS, st.sampled_from(LANGUAGES))
@example("<script>alert(1)</script>", ("zh",))
@example("]]></style><script>", BOTH)
@example('" onmouseover="x', ("en",))
@example("0000-00-00", BOTH)
@example("2021-06-30", BOTH)
@example("{{ 7*7 }}{% raw %}", ("en",))
def test_any_text_is_text_wherever_it_stands(text: str, languages: Languages) -> None:
    words = shown(plain(text))
    blocks = (
        Prose((Text(words), Text(words, Light.RED, strong=True), Text(words, href=text, mark=True))),
        Facts(((words, Text(words)),)),
        Tally(words, (StatusCount(words, 1, Light.GREY),)),
        BulletList(((Text(words),),)),
        Table(words, (Head(words),), ((Meter(Fraction(1), None, words),),)),
        Section(words, (), mark=Text(words, Light.BLUE, mark=True)),
    )
    tree = tree_of(paper_html(paper(*blocks, title=text, sample=True), languages))
    plain_tree = tree_of(paper_html(paper(*_harmless(), title="x", sample=True), languages))
    tags = [each.tag for each in tree.iter() if each.tag not in ("a", "time")]
    assert tags == [each.tag for each in plain_tree.iter() if each.tag not in ("a", "time")]
    wanted = re.sub(r"\s+", " ", words.en).strip()
    assert wanted in said(tree.cssselect("h1")[0])
    assert wanted in said(tree.cssselect("caption")[0])
    assert wanted in said(tree.cssselect("li")[0])


def _harmless() -> tuple[Prose | Facts | Tally | BulletList | Table | Section, ...]:
    words = plain("x")
    return (
        Prose((Text(words), Text(words, Light.RED, strong=True), Text(words, mark=True))),
        Facts(((words, Text(words)),)),
        Tally(words, (StatusCount(words, 1, Light.GREY),)),
        BulletList(((Text(words),),)),
        Table(words, (Head(words),), ((Meter(Fraction(1), None, words),),)),
        Section(words, (), mark=Text(words, Light.BLUE, mark=True)),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_harmless_and_visible(text: str) -> None:
    tree = tree_of(paper_html(paper(Prose((Text(shown(plain(text))),)), title=text), ("en",)))
    assert not tree.cssselect("script")
    assert shown(plain(text)).en.split() == tree.cssselect("h1")[0].text_content().split()


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("2021-06-30", True),
        ("2021-06-30 09:05", True),
        ("0000-00-00", False),
        ("2021-13-01", False),
        ("2021", False),
    ],
)
def test_a_day_is_marked_as_one(text: str, is_day: bool) -> None:
    tree = tree_of(
        paper_html(
            paper(BulletList(((Text(plain(text)),),)), Facts(((plain("x"), Text(plain(text))),))), ("en",)
        )
    )
    assert [each.get("datetime") for each in tree.cssselect("time")] == ([text] if is_day else [])


def test_a_meter_says_in_words_what_its_bar_shows() -> None:
    meter = Meter(Fraction(2, 5), Fraction(1, 2), plain("40.0 % (asked 50.0 %)"), Light.YELLOW)
    tree = tree_of(paper_html(paper(Facts(((plain("done"), meter),))), ("en",)))
    (bar,) = tree.cssselect("svg.meter")
    assert bar.get("aria-hidden") == "true"
    assert [each.get("width") for each in bar.cssselect(".fill")] == ["40%"]
    assert [each.get("x") for each in bar.cssselect(".asked")] == ["50%"]
    assert tree.cssselect("dd .said")[0].text_content() == "40.0\u00a0% (asked 50.0\u00a0%)"


@pytest.mark.parametrize(
    ("done", "width"), [(Fraction(-1), "0%"), (Fraction(3), "100%"), (Fraction(1, 3), "33.3%")]
)
def test_a_bar_stays_in_its_ground(done: Fraction, width: str) -> None:
    tree = tree_of(paper_html(paper(Facts(((plain("x"), Meter(done, None, plain("x"))),))), ("en",)))
    assert tree.cssselect("svg.meter .fill")[0].get("width") == width
    assert not tree.cssselect("svg.meter .asked")


def test_a_strip_is_as_wide_as_its_counts_are_many() -> None:
    counts = (StatusCount(plain("a"), 1, Light.RED), StatusCount(plain("b"), 3, Light.GREEN))
    tree = tree_of(paper_html(paper(Tally(plain("all"), counts)), ("en",)))
    parts = [(each.get("x"), each.get("width")) for each in tree.cssselect(".strip rect")]
    assert parts == [("0.0%", "25.0%"), ("25.0%", "75.0%")]


def test_a_page_of_a_site_says_where_it_is_and_leads_on() -> None:
    frame = PageFrame(
        crumbs=((Words("首页", "home"), "../index.html"), (Words("本页", "here"), "")),
        other=("en", "../en/x.html"),
        feeds=((Words("变化", "changes"), "feed.xml"),),
        downloads=((Words("表格", "table"), "x.csv"),),
    )
    tree = tree_of(paper_html(paper(Prose((Text(plain("x")),))), ("zh",), frame))
    assert [each.get("href") for each in tree.cssselect(".crumbs a")] == ["../index.html"]
    assert tree.cssselect(".crumbs [aria-current=page]")[0].text_content() == "本页"
    (switch,) = tree.cssselect("a.switch")
    assert (switch.get("href"), switch.get("hreflang"), switch.get("lang")) == ("../en/x.html", "en", "en")
    assert switch.text_content() == "English"
    assert [each.get("href") for each in tree.cssselect("link[rel=alternate]")] == [
        "../en/x.html",
        "feed.xml",
    ]
    assert {each.get("href") for each in tree.cssselect(".offers a")} == {"x.csv", "feed.xml"}


def test_a_chart_is_drawn_in_each_language_of_the_page() -> None:
    counts = {languages: len(sample_tree(languages).cssselect("figure.chart svg")) for languages in LANGUAGES}
    assert counts["zh", "en"] == 2 * counts["zh",] == 2 * counts["en",] > 10
    langs = [each.get("lang") for each in sample_tree(BOTH).cssselect("figure.chart svg")]
    assert langs[:2] == ["zh-CN", "en"]
