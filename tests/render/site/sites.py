"""Sites to be looked at: of the sample plan, and of a plan that is full of hostile texts."""

from functools import cache
from pathlib import Path

from jinjiang_plan.assess.briefing import publication
from jinjiang_plan.model.briefing import Briefing, Publication
from jinjiang_plan.render.site.site_files import Site
from tests.render.briefing.cases import NOW, hostile_briefing, sample_briefing

URL = "https://example.org/plan/"


def published(briefing: Briefing) -> Publication:
    return publication(briefing, known_at=NOW)


@cache
def sample_publication() -> Publication:
    return published(sample_briefing())


def files_of(facts: Publication, base: str = "") -> dict[str, str]:
    files = list(Site(facts, NOW.tzinfo, base).files())  # type: ignore[arg-type]
    assert len(files) == len({each.place for each in files}) == len(Site(facts, NOW.tzinfo, base))  # type: ignore[arg-type]
    return {each.place: each.content for each in files}


@cache
def sample_files() -> dict[str, str]:
    return files_of(sample_publication())


def hostile_files(folder: Path) -> dict[str, str]:
    return files_of(published(hostile_briefing(folder)))


def written(files: dict[str, str], folder: Path) -> Path:
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
