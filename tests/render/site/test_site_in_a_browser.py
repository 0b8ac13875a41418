"""A site in Chromium, opened from its folder: pages of each kind, in both languages, on a desk and on a phone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import opened, overflow, unreadable
from tests.render.site.sites import hostile_files, sample_files, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PLACES = [
    "index.html",
    "en/index.html",
    "digital-infrastructure/index.html",
    "en/digital-infrastructure/network/index.html",
    "digital-infrastructure/network/5g-stations.html",
    "en/digital-infrastructure/industry/ai-park.html",
    "404.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(sample_files(), tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize("place", PLACES)
def test_a_page_renders_fits_a_phone_and_can_be_read_by_all(
    browser: "Browser", site: Path, place: str
) -> None:
    with opened(browser, site / place, width=360) as shown:
        assert (shown.said, shown.asked) == ([], [])
        assert overflow(shown.page) <= 0
    for scheme in ("light", "dark"):
        with opened(browser, site / place, scheme=scheme, examined=True) as shown:
            assert unreadable(shown.page) == []


def test_a_journalist_gets_from_the_first_page_to_a_report_and_to_the_other_language(
    browser: "Browser", site: Path
) -> None:
    with opened(browser, site / "index.html") as shown:
        page = shown.page
        page.get_by_role("link", name="推动信息网络增速").first.click()
        page.get_by_role("link", name="5G基站").first.click()
        assert page.locator("#reported").get_by_text("1,200 座").is_visible()
        page.get_by_role("link", name="English").click()
        assert page.locator("h1").inner_text() == "5G stations"
        assert page.locator("#reported").get_by_text("1,200 sites").is_visible()
        page.get_by_role("link", name="Home").click()
        assert page.url.endswith("/en/index.html")
        assert shown.said == []


def test_hostile_texts_break_no_page(browser: "Browser", tmp_path: Path) -> None:
    site = written(hostile_files(tmp_path / "plans"), tmp_path / "site")
    for place in ("index.html", "plan/index.html", "plan/t0.html", "en/plan/t7.html"):
        with opened(browser, site / place, width=360) as shown:
            assert (shown.said, shown.asked) == ([], [])
            assert overflow(shown.page) <= 0
