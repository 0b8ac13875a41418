"""An address from a file leads on where it is one of the web; any other is read and not followed, in every medium."""

import pytest

from jinjiang_plan.model.plan import Source
from jinjiang_plan.model.report import Report
from jinjiang_plan.render.briefing.quality_and_sources import cited_text, source_texts
from tests.render.briefing.cases import samples

WEB = "https://example.org/a"
ELSEWHERE = ["javascript:alert(1)", "//example.org/a", "../a.html", "file:///etc/hosts", "#sources"]


def cited(url: str) -> Source:
    return samples().plans[0].sources[0]._replace(url=url)


def reported(url: str) -> Report:
    return next(report for ledger in samples().ledgers.values() for report in ledger.reports)._replace(
        url=url
    )


def leading(source: Source) -> list[tuple[str, str]]:
    return [(each.words.en, each.href) for each in source_texts(source) if source.url in each.words.en]


def test_an_address_of_the_web_is_followed() -> None:
    assert leading(cited(WEB)) == [(WEB, WEB)]
    assert cited_text(reported(WEB), cited("")).href == WEB
    assert cited_text(reported(""), cited(WEB)).href == WEB
    assert cited_text(reported(""), None).href == ""


@pytest.mark.parametrize("url", ELSEWHERE)
def test_any_other_address_is_read_and_not_followed(url: str) -> None:
    assert leading(cited(url)) == [(url, "")]
    told = cited_text(reported(url), cited(WEB))
    assert (told.href, url in told.words.zh, url in told.words.en) == ("", True, True)
    assert cited_text(reported(""), cited(url)).href == ""
