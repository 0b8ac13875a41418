"""The receipt of an append or an amendment: what it changed in the status of each target, in a line and as a record."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from jinjiang_plan.model.admission import Doubt
from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import Envelope
from jinjiang_plan.render.numbers import points, share
from jinjiang_plan.render.records import assessment_record, report_record
from jinjiang_plan.render.words import goal_with_unit, named_sample, say, status_name, value_text

_JUDGED = ("value", "goal", "due", "completion", "gap_pp", "status", "light")


class ReceiptChange(NamedTuple):
    """A target judged by the files before and after."""

    before: Assessment
    after: Assessment


class WrittenReport(NamedTuple):
    """A report of a target as it was written, its line, and the doubts that were accepted."""

    target: Target
    report: Report
    line: str
    doubts: tuple[Doubt, ...]


def change_line(change: ReceiptChange, lang: Lang) -> str:
    """The target with its value and goal, and its status before and after."""
    after = change.after
    target = after.target
    title = named_sample(say(target.title, lang), lang, sample=target.sample)
    if after.value is not None and after.value_on is not None:
        value, goal = value_text(target, after.value, lang), goal_with_unit(target, after.goal, lang)
        title = f"{title} {value} / {goal}" if after.goal else f"{title} {value}"
    day = Words(f"截至 {after.as_of}", f"as of {after.as_of}").say(lang)
    return f"{title}  {_status(change.before, lang)} → {_status(after, lang)}  ({day})"


def _status(each: Assessment, lang: Lang) -> str:
    parts = [status_name(each, lang)]
    if each.completion is not None:
        parts.append(share(each.completion, whole=each.whole))
    if each.gap is not None:
        parts.append(points(each.gap))
    return " ".join(parts)


def change_record(change: ReceiptChange, lang: Lang) -> dict[str, Any]:
    """The change as a record."""
    before, after = (assessment_record(each, lang) for each in change)
    target = change.after.target
    return {
        "plan": target.plan,
        "id": target.id,
        "title": say(target.title, lang),
        "as_of": change.after.as_of.isoformat(),
        "before": {key: before[key] for key in _JUDGED},
        "after": {key: after[key] for key in _JUDGED},
    }


def written_record(written: WrittenReport, lang: Lang) -> dict[str, Any]:
    """A report as it was written, with the doubts that were accepted."""
    record = report_record(written.report, written.target)
    return {**record, "line": written.line, "doubts": doubt_records(written.doubts, lang)}


def doubt_records(doubts: Sequence[Doubt], lang: Lang) -> list[dict[str, str]]:
    """Doubts as records: the code, and the reason in the reader's language."""
    return [{"code": each.code, "reason": each.words.say(lang)} for each in doubts]


def receipt_record(
    written: Sequence[WrittenReport], changes: Sequence[ReceiptChange], lang: Lang, *, dry_run: bool
) -> dict[str, Any]:
    """The whole receipt as one document."""
    return Envelope().around(
        {
            "written": not dry_run,
            "reports": [written_record(each, lang) for each in written],
            "changes": [change_record(each, lang) for each in changes],
        }
    )
