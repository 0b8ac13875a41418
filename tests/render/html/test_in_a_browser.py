"""The briefing in Chromium: on a desk, on a phone, in the dark, on paper; to eyes, to a keyboard, to a screen reader."""

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.html.documents import paper_html
from jinjiang_plan.render.paper.blocks import (
    BulletList,
    Facts,
    Head,
    Languages,
    Prose,
    Section,
    Table,
    Text,
    plain,
    shown,
)
from tests.browser import opened, overflow, unreadable
from tests.build import IN_CI
from tests.hostile import HOSTILE
from tests.render.paper.papers import paper, sample_paper

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LANGUAGES: list[Languages] = [("zh",), ("en",), ("zh", "en")]
each_language = pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)


@pytest.fixture
def page_file(tmp_path: Path, languages: Languages) -> Path:
    path = tmp_path / "briefing.html"
    path.write_text(paper_html(sample_paper(), languages), encoding="utf-8")
    return path


@each_language
@pytest.mark.parametrize("width", [360, 1280])
def test_it_renders_and_asks_nothing_and_fits(browser: "Browser", page_file: Path, width: int) -> None:
    with opened(browser, page_file, width=width) as shown_page:
        assert (shown_page.said, shown_page.asked) == ([], [])
        assert overflow(shown_page.page) <= 0
        assert shown_page.page.locator("svg[role=img]").count() > 5
        strip = shown_page.page.locator("svg.strip rect").first.bounding_box()
        assert strip is not None
        assert strip["width"] > 1


@each_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_in_it_is_hard_to_read(
    browser: "Browser", page_file: Path, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, page_file, scheme=scheme, examined=True) as shown_page:
        assert unreadable(shown_page.page) == []


@pytest.mark.parametrize("languages", [("zh",)], ids="-".join)
def test_the_dark_is_dark_and_drawings_with_it(browser: "Browser", page_file: Path) -> None:
    colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('svg .c-ink')).color]"
    found = []
    for scheme in ("light", "dark"):
        with opened(browser, page_file, scheme=scheme) as shown_page:
            found.append(shown_page.page.evaluate(colours))
    light, dark = found
    assert light[0] == "rgb(255, 255, 255)"
    assert dark[0] != light[0]
    assert dark[1] != light[1]


@pytest.mark.parametrize("languages", [("en",)], ids="-".join)
def test_a_keyboard_reaches_the_content_and_each_wide_table(browser: "Browser", page_file: Path) -> None:
    with opened(browser, page_file, width=360) as shown_page:
        page = shown_page.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        table = page.locator(".scroll").nth(1)
        table.focus()
        page.keyboard.press("ArrowRight")
        scrolled = "[...document.querySelectorAll('.scroll')].some(each => each.scrollLeft > 0)"
        for _ in range(50):  # the page's policy lets no function of ours wait in it
            if page.evaluate(scrolled):
                return
            page.wait_for_timeout(100)
        pytest.fail("no table scrolled")


@pytest.mark.parametrize("languages", [("zh",)], ids="-".join)
def test_on_paper_each_page_of_a_table_has_its_head(
    browser: "Browser", page_file: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "briefing.pdf"
    with opened(browser, page_file, scheme="dark") as shown_page:
        shown_page.page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    if shutil.which("pdftotext") is None:
        missing = "pdftotext is not installed (apt-get install poppler-utils)"
        assert not IN_CI, missing
        pytest.skip(missing)
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode()
    sheets = text.split("\f")
    assert len(sheets) > 3
    assert "示例数据" in sheets[0]
    assert "目录" not in sheets[0]
    assert any("按计划应达" in sheet and "目标与项目：" not in sheet for sheet in sheets)


def test_hostile_texts_do_nothing_and_break_nothing(browser: "Browser", tmp_path: Path) -> None:
    said = [shown(plain(text)) for text in HOSTILE]
    sections = [
        Section(
            words,
            (
                Prose((Text(words), Text(words, href=text))),
                Facts(((words, Text(words)),)),
                BulletList(((Text(words),),)),
                Table(Words("表", f"table {n}"), (Head(words), Head(words)), ((Text(words), Text(words)),)),
            ),
        )
        for n, (words, text) in enumerate(zip(said, HOSTILE, strict=True))
    ]
    path = tmp_path / "hostile.html"
    path.write_text(paper_html(paper(*sections, title="".join(HOSTILE)), ("en",)), encoding="utf-8")
    with opened(browser, path, width=360) as shown_page:
        assert (shown_page.said, shown_page.asked) == ([], [])
        assert overflow(shown_page.page) <= 0
        text = shown_page.page.inner_text("main")
        assert "<script>alert(1)</script>" in text
        assert r"a\u202eb" in text
    with opened(browser, path, examined=True) as shown_page:
        assert unreadable(shown_page.page) == []
