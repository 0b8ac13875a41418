"""What JSON and its kin say of targets, assessments, roll-ups and reports: the contract's fields, in its order."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.assessment import Assessment, Judgement, Rollup
from jinjiang_plan.model.codes import Kind, Status
from jinjiang_plan.model.plan import Amendment, Goal, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import Envelope, number


def judgement_record(judgement: Judgement, lang: Lang) -> dict[str, Any]:
    """The whole of `status --format json`."""
    head = judged_head(judgement.assessments, lang, judgement.known_at)
    return head._replace(as_of=judgement.as_of).around(
        {
            "assessments": [assessment_record(each, lang) for each in judgement.assessments],
            "rollups": [rollup_record(each) for each in judgement.rollups],
            "leads": [lead_record(each, lang) for each in judgement.leads],
        }
    )


def judged_head(assessments: Sequence[Assessment], lang: Lang, known_at: datetime | None) -> Envelope:
    """Return the head of a document on what was judged on one day."""
    return Envelope(
        as_of=assessments[0].as_of if assessments else None,
        known_at=known_at,
        profiles=[each.profile.code for each in assessments],
        lang=lang,
        sample=any(each.target.sample for each in assessments),
    )


def assessment_record(assessment: Assessment, lang: Lang) -> dict[str, Any]:
    """One target judged."""
    target = assessment.target
    return {
        **_identity(target, lang),
        "op": assessment.op.value if assessment.op else None,
        "baseline": figure_of(target, assessment.baseline),
        "goal": goal_of(target, assessment.goal),
        "start": target.start.isoformat(),
        "due": assessment.due.isoformat(),
        "lead": text(target.lead, lang),
        "value": figure_of(target, assessment.value),
        "value_on": assessment.value_on.isoformat() if assessment.value_on else None,
        "planned": number(assessment.planned),
        "elapsed": number(assessment.elapsed),
        "completion": number(assessment.completion),
        "planned_completion": number(assessment.planned_completion),
        "gap_pp": number(assessment.gap),
        "status": assessment.status.value,
        "light": assessment.light.value,
        "outlook": assessment.prospect.outlook.value if assessment.prospect.outlook else None,
        "projected": number(assessment.prospect.projected),
        "run_rate": number(assessment.prospect.run_rate),
        "required_rate": number(assessment.prospect.required_rate),
        "months_ahead": number(assessment.months_ahead),
        "flags": [flag.value for flag in assessment.flags],
        "reason": assessment.reason.value if assessment.reason else None,
        "source": target.source or None,
        "measure": assessment.profile.measure.value,
        "measured": number(assessment.measure.value) if assessment.measure else None,
        "periods_behind": assessment.periods_behind,
        "difference": number(assessment.difference),
        "chance": number(assessment.prospect.chance),
        **first_record(assessment),
        "leads": [lead.say(lang) for lead in target.leads],
        "held": assessment.held,
        "periods": assessment.periods,
    }


def first_record(assessment: Assessment) -> dict[str, Any]:
    """Return the verdict by the target's first version; nulls where no amendment is in force."""
    first = assessment.first
    return {
        "first_goal": goal_of(assessment.target, first.goal) if first else None,
        "first_due": first.due.isoformat() if first else None,
        "first_status": first.status.value if first else None,
        "first_gap_pp": number(first.gap) if first else None,
    }


def rollup_record(rollup: Rollup) -> dict[str, Any]:
    """An action's roll-up, a plan's, or that of all plans."""
    return {
        "plan": rollup.plan,
        "action": rollup.action,
        "counts": _counts(rollup.counts),
        "worst_binding": rollup.worst_binding,
        "completion": number(rollup.completion),
        "reported": rollup.reported,
        "targets": rollup.targets,
        "initiatives": _counts(rollup.initiatives),
        "money": [
            {
                "unit": each.unit,
                "goal": number(each.goal),
                "value": number(each.value),
                "reported": each.reported,
                "targets": each.targets,
            }
            for each in rollup.money
        ],
        "escalated": rollup.escalated,
        "completion_reported": number(rollup.completion_reported),
        "part": rollup.part,
    }


def lead_record(rollup: Rollup, lang: Lang) -> dict[str, Any]:
    """Return a responsible unit's roll-up: its name, rank and share of green and blue, then what all roll-ups have."""
    return {
        "lead": text(rollup.lead, lang),
        "rank": rollup.rank,
        "share": number(rollup.share),
        **rollup_record(rollup),
    }


def target_record(target: Target, lang: Lang, day: date) -> dict[str, Any]:
    """A target or initiative as its plan has it on a day, for `list`."""
    base, now = target.baseline, target.terms(day)
    return {
        **_identity(target, lang),
        "op": now.goal.op.value if now.goal and now.goal.op else None,
        "baseline": figure_of(target, Fraction(base.value)) if base else None,
        "goal": goal_of(target, now.goal),
        "start": target.start.isoformat(),
        "due": now.due.isoformat(),
        "lead": text(target.lead, lang),
        "leads": [lead.say(lang) for lead in target.leads],
        "tags": list(target.tags),
        "source": target.source or None,
        "wording": target.wording or None,
        "revised": now.revised,
        "assumed": target.assumed,
        "note": text(target.note, lang),
        "sample": target.sample,
    }


def source_records(portfolio: Portfolio, lang: Lang) -> list[dict[str, Any]]:
    """The documents that figures are cited from."""
    return [
        {
            "plan": plan.id,
            "id": source.key,
            "title": source.title.say(lang),
            "publisher": text(source.publisher, lang),
            "published": source.published.isoformat() if source.published else None,
            "number": source.number or None,
            "url": source.url or None,
            "note": text(source.note, lang),
        }
        for plan in portfolio.plans
        for source in plan.sources
    ]


REPORT_KEYS = (
    *("plan", "id", "on", "from", "key", "what", "value", "unit", "recorded", "by", "source", "url"),
    *("estimate", "final", "correction", "note", "problems", "next", "reason", "sample", "file", "sha256"),
    *("published", "late"),
)
"""The keys of a report's record, in order."""


def report_record(report: Report, target: Target) -> dict[str, Any]:
    """A line of the ledger; what it does not say is null."""
    said = {
        "plan": target.plan,
        "id": target.id,
        "on": report.on.isoformat(),
        "from": report.first.isoformat() if report.first else None,
        "key": report.key,
        "what": "retraction" if report.retracts else "revision" if report.revision > 1 else "report",
        "value": None if report.figure is None else figure_of(target, Fraction(report.figure)),
        "unit": target.unit or None,
        "recorded": report.recorded.isoformat(),
        "sample": target.sample,
        "published": report.published.isoformat() if report.published else None,
    }
    rest = {key: getattr(report, key) for key in REPORT_KEYS if key not in said}
    flags = {key: value if isinstance(value, bool) else value or None for key, value in rest.items()}
    whole = said | flags
    return {key: whole[key] for key in REPORT_KEYS}


def plan_records(portfolio: Portfolio, lang: Lang) -> list[dict[str, Any]]:
    """The plans themselves."""
    return [
        {
            "plan": plan.id,
            "title": plan.title.say(lang),
            "start": plan.start.isoformat(),
            "due": plan.due.isoformat(),
            "assumed": plan.assumed,
            "lead": text(plan.lead, lang),
            "profile": plan.profile,
            "actions": len(plan.actions),
            "targets": len(plan.targets),
            "initiatives": len(plan.initiatives),
            "sources": len(plan.sources),
            "summary": text(plan.summary, lang),
            "note": text(plan.note, lang),
            "sample": plan.sample,
        }
        for plan in portfolio.plans
    ]


def action_records(portfolio: Portfolio, lang: Lang) -> list[dict[str, Any]]:
    """The actions of every plan."""
    return [
        {
            "plan": plan.id,
            "action": action.id,
            "title": action.title.say(lang),
            "lead": text(action.lead, lang),
            "targets": sum(target.action == action.id for target in plan.targets),
            "initiatives": sum(each.target.action == action.id for each in plan.initiatives),
            "summary": text(action.summary, lang),
            "sample": plan.sample,
        }
        for plan in portfolio.plans
        for action in plan.actions
    ]


def figure_of(target: Target, value: Fraction | None) -> int | float | str | None:
    """A target's value as a number, a stage as its name."""
    return Value(target, value).code if value is not None and target.kind is Kind.STAGE else number(value)


def goal_of(target: Target, goal: Goal | None) -> int | float | str | dict[str, Any] | None:
    """A goal as a number, a stage's name, or a range."""
    if goal is None:
        return None
    if goal.value is None:
        return {"min": number(goal.low), "max": number(goal.high)}
    return figure_of(target, Fraction(goal.value))


def text(words: Words | None, lang: Lang) -> str | None:
    """A text in the reader's language, null where there is none."""
    return words.say(lang) if words else None


def _identity(target: Target, lang: Lang) -> dict[str, Any]:
    return {
        "plan": target.plan,
        "action": target.action,
        "id": target.id,
        "what": target.what,
        "title": target.title.say(lang),
        "kind": target.kind.value,
        "class": target.class_.value if target.class_ else None,
        "unit": target.unit or None,
    }


def _counts(counts: dict[Status, int]) -> dict[str, int]:
    return {status.value: count for status, count in counts.items()}


def amendment_record(target: Target, amendment: Amendment, lang: Lang) -> dict[str, Any]:
    """A formal change of a target, in the keys of a report and those of `log`."""
    return {
        **dict.fromkeys(REPORT_KEYS),
        "plan": target.plan,
        "id": target.id,
        "what": "amendment",
        "value": goal_of(target, amendment.goal),
        "unit": target.unit or None,
        "recorded": amendment.decided.isoformat(),
        "source": text(amendment.document, lang),
        "reason": text(amendment.reason, lang),
        "late": text(amendment.late, lang),
        "by": amendment.by or None,
        "sample": target.sample,
        "due": amendment.due.isoformat() if amendment.due else None,
        "status": amendment.status.value if amendment.status else None,
        "baseline": figure_of(target, Fraction(amendment.baseline.value)) if amendment.baseline else None,
        "replaces": None,
    }
