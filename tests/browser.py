"""A real browser as the client of pages: what it draws, asks of the network, complains about, and cannot read aloud."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest

from tests.build import IN_CI

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
"""A browser that asks nothing of the network by itself, and runs for root as CI does."""


class Opened(NamedTuple):
    """A page that is open; `said` is what the browser complained about, `asked` what it asked of the network."""

    page: "Page"
    said: list[str]
    asked: list[str]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, started once. Without one the test is passed over, and says so; where CI runs, that is a failure."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing = "Chromium is not installed (apt-get install chromium)"
        assert not IN_CI, missing
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()


@contextmanager
def opened(
    browser: "Browser",
    path: Path,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    examined: bool = False,
) -> Iterator[Opened]:
    """A file in a window of its own; `examined` lifts the page's policy, for those who put a script into it."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=examined
    )
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else asked.append(request.url),
    )
    page.goto(path.as_uri())
    yield Opened(page, said, asked)
    context.close()


def unreadable(page: "Page") -> list[str]:
    """What axe finds amiss in a page: each violation with the first element that has it."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def overflow(page: "Page") -> int:
    """By how many pixels a page is wider than its window."""
    wide: int = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return wide
