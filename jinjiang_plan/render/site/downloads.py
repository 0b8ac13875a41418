"""The figures of a site as data: assessments and reports as CSV that Excel opens and as JSON, of all and of each target."""

from collections.abc import Sequence
from typing import Any

from jinjiang_plan.model.publication import Publication, Story
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.machine import Record, as_json, delimited, number
from jinjiang_plan.render.records import assessment_record, judgement_record, report_record

MARK = "\ufeff"
"""What tells Excel that a CSV is UTF-8."""


def assessments_csv(publication: Publication, lang: Lang) -> str:
    """A line an assessment, as `status --format csv` has it."""
    assessments = publication.briefing.judgement.assessments
    return _csv([assessment_record(each, lang) for each in assessments])


def assessments_json(publication: Publication, lang: Lang) -> str:
    """The whole judgement, as `status --format json` has it."""
    return as_json(judgement_record(publication.briefing.judgement, lang))


def reports_csv(stories: Sequence[Story]) -> str:
    """A line a report."""
    return _csv([report_record(each.report, story.target) for story in stories for each in story.told])


def reports_json(publication: Publication, stories: Sequence[Story]) -> str:
    """All reports, with the day that they are told as of."""
    judgement = publication.briefing.judgement
    return as_json(
        {
            "format": 1,
            "as_of": judgement.as_of.isoformat(),
            "known_at": judgement.known_at.isoformat() if judgement.known_at else None,
            "sample": publication.briefing.sample,
            "reports": [report_record(each.report, story.target) for story in stories for each in story.told],
        }
    )


def story_json(publication: Publication, story: Story, lang: Lang) -> str:
    """One target whole: how it stands, what was reported, how it stood at the end of each period."""
    judgement = publication.briefing.judgement
    past: list[dict[str, Any]] = [
        {
            "day": stood.day.isoformat(),
            "status": stood.status.value,
            "value": number(stood.value),
            "completion": number(stood.completion),
        }
        for stood in story.past
    ]
    return as_json(
        {
            "format": 1,
            "as_of": judgement.as_of.isoformat(),
            "known_at": judgement.known_at.isoformat() if judgement.known_at else None,
            "profile": story.entry.assessment.profile.code,
            "lang": lang,
            "sample": story.target.sample,
            "assessment": assessment_record(story.entry.assessment, lang),
            "reports": [report_record(each.report, story.target) for each in story.told],
            "past": past,
        }
    )


def _csv(records: Sequence[Record]) -> str:
    return MARK + delimited(records, ",")
