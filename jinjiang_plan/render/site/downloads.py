"""The figures of a site as data: assessments and reports as CSV that Excel opens and as JSON, of all and of each target."""

from collections.abc import Sequence
from typing import Any

from jinjiang_plan.model.publication import Publication, Story
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.machine import Record, as_json, delimited, number
from jinjiang_plan.render.records import (
    amendment_record,
    assessment_record,
    goal_of,
    judgement_record,
    report_record,
    target_record,
)

MARK = "\ufeff"
"""What tells Excel that a CSV is UTF-8."""


def assessments_csv(publication: Publication, lang: Lang) -> str:
    """A line an assessment, as `status --format csv` has it, then the day judged, the profile, whether it is a sample."""
    judgement = publication.briefing.judgement
    known_at = judgement.known_at.isoformat() if judgement.known_at else None
    return _csv(
        [
            {
                **assessment_record(each, lang),
                "as_of": each.as_of.isoformat(),
                "known_at": known_at,
                "profile": each.profile.code,
                "sample": each.target.sample,
            }
            for each in judgement.assessments
        ]
    )


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
    """One target whole: what was promised, first and since, how it stands, what was reported, and how it stood before."""
    judgement, target = publication.briefing.judgement, story.target
    amendments = [each for each in target.amendments if each.decided <= judgement.as_of]
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
            "sample": target.sample,
            "target": target_record(target, lang, judgement.as_of),
            "at_first": {"goal": goal_of(target, target.goal), "due": target.due.isoformat()},
            "amendments": [amendment_record(target, each, lang) for each in amendments],
            "assessment": assessment_record(story.entry.assessment, lang),
            "reports": [report_record(each.report, target) for each in story.told],
            "past": past,
        }
    )


def _csv(records: Sequence[Record]) -> str:
    return MARK + delimited(records, ",")
