"""The figures of a site as data: assessments and reports as CSV that Excel opens and as JSON, of all and of each target."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinjiang_plan.model.briefing import Publication, Story
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.machine import Envelope, Record, as_json, as_jsonl, delimited, number
from jinjiang_plan.render.records import (
    amendment_record,
    assessment_record,
    goal_of,
    judged_head,
    judgement_record,
    report_record,
    target_record,
)

MARK = "\ufeff"
"""What tells Excel that a CSV is UTF-8."""


class Downloads:
    """The data of a publication; reports say the same in every language, and are put into words once."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._judgement = publication.briefing.judgement
        self._records: dict[str, list[Record]] = {
            story.target.full_id: [report_record(each.report, story.target) for each in story.records]
            for story in publication.stories
        }
        self.reports_csv = _csv(list(self._all()))
        self.reports_json = _with_lines(
            self._head._replace(sample=publication.briefing.sample).around({}), "reports", self._all()
        )

    def assessments_csv(self, lang: Lang) -> str:
        """A line an assessment, as `status --format csv` has it, then the day judged, the profile, whether it is a sample."""
        known_at = self._head.known_at
        return _csv(
            [
                {
                    **assessment_record(each, lang),
                    "as_of": each.as_of.isoformat(),
                    "known_at": known_at.isoformat() if known_at else None,
                    "profile": each.profile.code,
                    "sample": each.target.sample,
                }
                for each in self._judgement.assessments
            ]
        )

    def assessments_json(self, lang: Lang) -> str:
        """The whole judgement, as `status --format json` has it."""
        return as_json(judgement_record(self._judgement, lang))

    def story_csv(self, story: Story) -> str:
        """One target's reports, a line each."""
        return _csv(self._records[story.target.full_id])

    def story_json(self, story: Story, lang: Lang) -> str:
        """One target whole: what was promised, first and since, how it stands, how it stood before, what was reported."""
        target, as_of = story.target, self._judgement.as_of
        past: list[dict[str, Any]] = [
            {
                "day": day_status.day.isoformat(),
                "status": day_status.status.value,
                "value": number(day_status.value),
                "completion": number(day_status.completion),
            }
            for day_status in story.past
        ]
        head = judged_head([story.entry.assessment], lang, self._judgement.known_at)
        body = {
            "target": target_record(target, lang, as_of),
            "at_first": {"goal": goal_of(target, target.goal), "due": target.due.isoformat()},
            "amendments": [amendment_record(target, each, lang) for each in story.entry.amendments],
            "assessment": assessment_record(story.entry.assessment, lang),
            "past": past,
        }
        return _with_lines(head._replace(as_of=as_of).around(body), "reports", self._records[target.full_id])

    def _all(self) -> Iterator[Record]:
        for records in self._records.values():
            yield from records

    @property
    def _head(self) -> Envelope:
        return Envelope(self._judgement.as_of, self._judgement.known_at)


def _with_lines(document: dict[str, Any], name: str, records: Iterable[Record]) -> str:
    """A JSON document whose last entry is a list of records, one a line: many are written quickly, and differ by lines."""
    head = as_json(document).rstrip().removesuffix("}").rstrip()
    lines = ",\n".join(f"    {line.rstrip()}" for line in as_jsonl(list(records)))
    return f'{head},\n  "{name}": [\n{lines}\n  ]\n}}\n' if lines else f'{head},\n  "{name}": []\n}}\n'


def _csv(records: Sequence[Record]) -> str:
    return MARK + delimited(records, ",")
