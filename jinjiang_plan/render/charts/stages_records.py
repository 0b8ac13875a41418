"""What JSON and its kin say of a timeline of stages.

A record for each stage of each initiative: `plan, action, id, title, series, stage, from, to, status, light, sample`.
The series: `reported`, the days on which it stood at the stage, the last up to the day judged; `expected`, the day by
which the plan expects the stage; `goal`, the stage aimed at, and due. One day alone stands in both places.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from jinjiang_plan.model.series import Staging
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.records import assessment_record, text


def stages_records(stagings: Sequence[Staging], lang: Lang) -> list[dict[str, Any]]:
    """A record for each stage, initiative by initiative."""
    return [
        {
            "plan": each.assessment.target.plan,
            "action": each.assessment.target.action,
            "id": each.assessment.target.id,
            "title": text(each.assessment.target.title, lang),
            **stage,
            "status": each.assessment.status.value,
            "light": each.assessment.light.value,
            "sample": each.assessment.target.sample,
        }
        for each in stagings
        for stage in _stages(each)
    ]


def stages_document(stagings: Sequence[Staging], lang: Lang, known_at: datetime | None) -> dict[str, Any]:
    """The whole of `chart --view stages --format json`: each assessment as in `status`, and its stages."""
    return {
        "format": 1,
        "as_of": stagings[0].assessment.as_of.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "profile": ",".join(sorted({each.assessment.profile.code for each in stagings})),
        "lang": lang,
        "sample": any(each.assessment.target.sample for each in stagings),
        "initiatives": [
            {"assessment": assessment_record(each.assessment, lang), "stages": list(_stages(each))}
            for each in stagings
        ],
    }


def _stages(each: Staging) -> Iterator[dict[str, Any]]:
    name = each.assessment.target.stage_name
    for span in each.spans:
        yield _stage("reported", name(span.position), span.first.isoformat(), span.last.isoformat())
    for stage in each.expected:
        yield _stage("expected", name(stage.position), stage.on.isoformat(), stage.on.isoformat())
    if each.goal is not None:
        due = each.assessment.due.isoformat()
        yield _stage("goal", name(each.goal), due, due)


def _stage(series: str, stage: str, first: str, last: str) -> dict[str, Any]:
    return {"series": series, "stage": stage, "from": first, "to": last}
