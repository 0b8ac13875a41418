"""Putting the question to the plans: the ledgers that it takes, the judgement, and what fits by its status."""

from collections.abc import Sequence

from jinjiang_plan import assess
from jinjiang_plan.assess.rollup import ESCALATED as PERIODS
from jinjiang_plan.assess.rollup import lead_rollups, rollups
from jinjiang_plan.cli.question import Filters, JudgeQuestion, chosen, nothing_fits, read_code, read_statuses
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import Light, Status
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Words


def judged(
    session: Session, portfolio: Portfolio, filters: Filters, question: JudgeQuestion, *, outlook: bool = True
) -> tuple[Portfolio, Judgement]:
    """The portfolio with the ledgers that were needed, and the judgement of the targets that fit.

    Raises:
        Refusal: a filter names what there is none of, or nothing fits (exit 3).
    """
    statuses = read_statuses(filters.statuses)
    targets = chosen(portfolio, filters, question)
    read = with_reports(session, portfolio, targets)
    judgement = answer(read, question, targets, outlook=outlook)
    if not statuses:
        return read, judgement
    kept = tuple(each for each in judgement.assessments if each.status in statuses)
    if not kept:
        raise nothing_fits()
    return read, judgement._replace(
        assessments=kept, rollups=rollups(read.plans, kept), leads=lead_rollups(read.plans, kept)
    )


def selected(
    session: Session, portfolio: Portfolio, filters: Filters, question: JudgeQuestion
) -> tuple[Portfolio, list[Target]]:
    """The targets that fit; ledgers are read, and targets judged, only where a status is asked for.

    Raises:
        Refusal: a filter names what there is none of, or nothing fits (exit 3).
    """
    if not filters.statuses:
        return portfolio, chosen(portfolio, filters, question)
    read, judgement = judged(session, portfolio, filters, question)
    fitting = {each.target.full_id for each in judgement.assessments}
    return read, [target for target in portfolio.judged if target.full_id in fitting]


def with_reports(session: Session, portfolio: Portfolio, targets: Sequence[Target]) -> Portfolio:
    """The portfolio with the ledgers of the targets and their parts; what is wrong with them is told.

    Where all targets are meant, a ledger that belongs to none is found too.
    """
    if portfolio.reported:
        return portfolio
    everything = len(targets) == len(list(portfolio.judged))
    read = with_ledgers(portfolio, None if everything else with_parts(portfolio, targets))
    session.tell_findings(read.findings[len(portfolio.findings) :])
    return read


def with_parts(portfolio: Portfolio, targets: Sequence[Target]) -> list[Target]:
    """The targets, with all that their sums are made of."""
    by_id = {target.full_id: target for target in portfolio.judged}
    targets_by_id: dict[str, Target] = {}
    left = list(targets)
    while left:
        target = left.pop()
        if target.full_id not in targets_by_id:
            targets_by_id[target.full_id] = target
            left += [by_id[f"{target.plan}/{part}"] for part in target.sum_of]
    return list(targets_by_id.values())


def answer(
    portfolio: Portfolio, question: JudgeQuestion, only: Sequence[Target], *, outlook: bool = True
) -> Judgement:
    """The judgement; it names the moment only where one was asked for."""
    judgement = assess(
        portfolio,
        question.as_of,
        known_at=question.known_at,
        profile=question.profile,
        only=only,
        outlook=outlook,
    )
    return judgement if question.replayed else judgement._replace(known_at=None)


Limit = Status | Light | None
"""What `--fail-on` names: a status, a colour, or None for what has lasted two reporting periods."""

ESCALATED = ("escalated", "连续两期")

_WORST = 3
"""How many are named where a call fails: the sheet has them all."""

LIMITS = (*((each.value, NAMES[each].zh) for each in (Light.YELLOW, Light.RED)), ESCALATED)
"""What `--fail-on` takes besides a status, each in English and in Chinese."""


def read_limit(name: str) -> Limit:
    """The limit that a name means, in either language.

    Raises:
        Refusal: there is none of that name; the nearest are named.
    """
    plain = name.strip().lower()
    if plain in ESCALATED:
        return None
    light = next((code for code, zh in LIMITS if plain in (code, zh)), None)
    besides = [f"{en} {zh}" for en, zh in LIMITS]
    return Light(light) if light else read_code(Status, name, "状态", "status", besides)


def reached(judgement: Judgement, limit: Limit) -> tuple[Assessment, ...]:
    """What stands so or worse, that of most concern first."""
    found = [each for each in judgement.assessments if _stands(each, limit)]
    return tuple(sorted(found, key=lambda each: each.status.concern))


def _stands(each: Assessment, limit: Limit) -> bool:
    if limit is None:
        return each.periods_behind >= PERIODS
    if isinstance(limit, Light):
        return each.light in ((Light.RED,) if limit is Light.RED else (Light.RED, Light.YELLOW))
    return each.status.concern <= limit.concern


def reached_words(found: Sequence[Assessment], name: str) -> Words:
    """Why the call fails: how many stand so or worse, and the worst of them with their status."""
    worst = found[:_WORST]
    several = len({each.target.plan for each in found}) > 1
    ids = [(each.target.full_id if several else each.target.id, NAMES[each.status]) for each in worst]
    zh, en = "、".join(f"{i}（{say.zh}）" for i, say in ids), ", ".join(f"{i} ({say.en})" for i, say in ids)
    more = len(found) - len(worst)
    return Words(
        f"--fail-on {name}：{len(found)} 项处于这个或更差的状态：{zh}{f'，另有 {more} 项' if more else ''}",
        f"--fail-on {name}: {len(found)} stand{'s' if len(found) == 1 else ''} so or worse: {en}{f' and {more} more' if more else ''}",
    )
