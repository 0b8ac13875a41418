"""What JSON and its kin say of a status strip: of each target, how it stood at the end of each period.

A record for each target and day: `plan, id, what, title, day, status, light, value, completion, unit, profile, sample`.
`completion` is 0 at the baseline and 1 at the goal; a stage's value is its name, a yes 1.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from jinjiang_plan.model.series import Chronicle, StatusHistory, StatusOnDay
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.records import figure_of, text


def strip_records(chronicles: Sequence[Chronicle], lang: Lang) -> list[dict[str, Any]]:
    """A record for each target and day, plan by plan."""
    return list(_records(chronicles, lang))


def _records(chronicles: Sequence[Chronicle], lang: Lang) -> Iterator[dict[str, Any]]:
    for each in chronicles:
        for course in each.courses:
            for stood in course.stood:
                yield {
                    **_identity(course, lang),
                    **_stood(stood, course, each),
                    "unit": course.target.unit or None,
                    "profile": each.profile.code,
                    "sample": course.target.sample,
                }


def strip_document(chronicles: Sequence[Chronicle], lang: Lang) -> dict[str, Any]:
    """The whole of `chart --view strip --format json`."""
    known_at = chronicles[0].known_at
    return {
        "format": 1,
        "as_of": max(each.days[-1] for each in chronicles).isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "profile": ",".join(sorted({each.profile.code for each in chronicles})),
        "lang": lang,
        "sample": any(course.target.sample for each in chronicles for course in each.courses),
        "plans": [
            {
                "plan": each.plan,
                "days": [day.isoformat() for day in each.days],
                "courses": [
                    {
                        **_identity(course, lang),
                        "unit": course.target.unit or None,
                        "stood": [_stood(stood, course, each) for stood in course.stood],
                    }
                    for course in each.courses
                ],
            }
            for each in chronicles
        ],
    }


def _identity(course: StatusHistory, lang: Lang) -> dict[str, Any]:
    target = course.target
    return {"plan": target.plan, "id": target.id, "what": target.what, "title": text(target.title, lang)}


def _stood(stood: StatusOnDay, course: StatusHistory, chronicle: Chronicle) -> dict[str, Any]:
    return {
        "day": stood.day.isoformat(),
        "status": stood.status.value,
        "light": chronicle.profile.light(stood.status).value,
        "value": figure_of(course.target, stood.value),
        "completion": number(stood.completion),
    }
