"""The two sides of a comparison: the plans and ledgers of each, as of its day and as known at its moment."""

from datetime import date, datetime
from typing import NamedTuple

from jinjiang_plan.cli.diff.arguments import Days, Revisions, is_then, moments
from jinjiang_plan.cli.judge import with_reports
from jinjiang_plan.cli.question import Filters, chosen, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.git.at_revision import PlansAtRevision, plans_at, read_revision
from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.model.change import Snapshot
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_day


class Sides(NamedTuple):
    """Before and after."""

    before: Snapshot
    """The earlier view."""
    after: Snapshot
    """The later view."""
    only: frozenset[str] | None
    """The full ids of the targets asked for, None for all."""
    profile: Profile | None
    """The thresholds, None for each plan's own."""
    replayed: bool
    """Whether a moment was asked for."""
    broken: bool
    """Whether some files could not be read."""


class DiffOptions(NamedTuple):
    """The options of a comparison, as typed."""

    as_of: str | None
    known_at: str | None
    profile: str | None
    filters: Filters

    @property
    def narrows(self) -> bool:
        """Whether a filter other than a status is set."""
        return any(self.filters._replace(statuses=None))


def days_apart(session: Session, days: Days, question: DiffOptions) -> Sides:
    """The same plans on two days.

    Raises:
        Refusal: the days stand in the wrong order, an option is not for days, or a filter fits nothing.
    """
    if question.as_of is not None:
        raise Refusal(
            "比较两个日期时不用 --as-of；它用于比较两个版本",
            "two days are compared: --as-of is for comparing revisions",
        )
    portfolio = session.portfolio()
    ask = judge_question(session, portfolio, days.last, None, question.profile)
    first = read_day(days.first, ask.today, ask.year_end)
    known = _known(session, portfolio, question.known_at, (first, ask.as_of))
    if first > ask.as_of or known[0] > known[1]:
        raise _wrong_order(
            (first, ask.as_of) if first > ask.as_of else (known[0].date(), known[1].date()), days
        )
    targets = chosen(portfolio, question.filters, ask)
    read = with_reports(session, portfolio, targets)
    names = [Words(f"{day}", f"{day}") for day in (first, ask.as_of)]
    return Sides(
        Snapshot(read, first, known[0], names[0]),
        Snapshot(read, ask.as_of, known[1], names[1]),
        frozenset(target.full_id for target in targets) if question.narrows else None,
        ask.profile,
        question.known_at is not None,
        read.broken,
    )


def _known(
    session: Session, portfolio: Portfolio, text: str | None, days: tuple[date, date]
) -> tuple[datetime, datetime]:
    """The moments of the two sides; `A..B` names one for each."""
    first, dots, last = (text or "").partition("..")
    if dots and first and last:
        (before,) = moments(session, portfolio, first, days[:1])
        (after,) = moments(session, portfolio, last, days[1:])
    else:
        before, after = moments(session, portfolio, text, days)
    return before, after


def _wrong_order(wrong: tuple[date, date], days: Days) -> Refusal:
    today = Words("（今天）", " (today)") if days.last is None else Words("", "")
    return Refusal(
        f"{wrong[0]} 晚于 {wrong[1]}{today.zh}；先写较早的一天",
        f"{wrong[0]} is later than {wrong[1]}{today.en}; write the earlier day first",
    )


def revisions_apart(session: Session, named: Revisions, question: DiffOptions) -> Sides:
    """The plans of two revisions on one day, or of one and the working tree.

    A plan that cannot be read on one side is left out on both, and the answer is not the whole one.

    Raises:
        Refusal: nothing is left to compare (exit 3), an option is not for revisions, or a filter fits nothing.
    """
    if is_then(question.known_at) or ".." in (question.known_at or ""):
        raise Refusal(
            "比较两个版本时 --known-at 只写一个日期；台账各按其版本",
            "two revisions are compared: --known-at takes one day; each ledger is that of its revision",
        )
    before, after, unread = _read(session, named)
    if not before.plans and not after.plans:
        raise Refusal(
            "两个版本里都没有可以读取的计划", "neither revision holds a plan that can be read", NOT_JUDGED
        )
    merged = _both(before, after)
    ask = judge_question(
        session, after if after.plans else before, question.as_of, question.known_at, question.profile
    )
    targets = chosen(merged, question.filters, ask)
    return Sides(
        Snapshot(before, ask.as_of, ask.known_at, named.names[0]),
        Snapshot(after, ask.as_of, ask.known_at, named.names[1]),
        frozenset(target.full_id for target in targets) if question.narrows else None,
        ask.profile,
        ask.replayed,
        bool(unread) or merged.broken,
    )


def _read(session: Session, named: Revisions) -> tuple[Portfolio, Portfolio, set[str]]:
    """Both sides without the plans that one of them could not read, whose ids come third."""
    under = named.repository.inside(session.place.folder)
    here = [real_path(folder).name for folder in plan_folders(session.place.folder)]
    first = plans_at(named.first, under, here)
    before = read_revision(first)
    if named.last is None:
        tree = session.portfolio() if here else Portfolio((), {}, ())  # all plans may have been deleted
        after, there = with_ledgers(tree), set(here)
        session.tell_findings(before.findings + after.findings[len(tree.findings) :])
    else:
        last = plans_at(named.last, under, {*here, *first.folders})
        if set(last.folders) - {*here, *first.folders}:
            first = plans_at(named.first, under, last.folders)
            before = read_revision(first)
        after, there = read_revision(last), set(last.folders)
        session.tell_findings(before.findings + after.findings)
        _tell_moved(session, last, under)
    _tell_moved(session, first, under)
    unread = (set(first.folders) - {plan.id for plan in before.plans}) | (
        there - {plan.id for plan in after.plans}
    )
    return _without(before, unread), _without(after, unread), unread


def _tell_moved(session: Session, plans: PlansAtRevision, under: str) -> None:
    """Say where plans stood that have been moved since."""
    for key, folder in plans.folders.items():
        usual = (under, f"{under}/{key}" if under else key)
        if folder not in usual and folder != ".":
            session.tell(
                f"计划 {key} 在 {plans.revision.name} 位于 {folder}",
                f"the plan {key} stood in {folder} at {plans.revision.name}",
            )


def _without(portfolio: Portfolio, unread: set[str]) -> Portfolio:
    return portfolio._replace(plans=tuple(plan for plan in portfolio.plans if plan.id not in unread))


def _both(before: Portfolio, after: Portfolio) -> Portfolio:
    """All targets of both sides, as they are on either: what filters choose from."""

    def joined(plan: Plan) -> Plan:
        older = [each for each in before.plans if each.id == plan.id]
        return plan._replace(
            targets=plan.targets + tuple(target for each in older for target in each.targets),
            initiatives=plan.initiatives + tuple(one for each in older for one in each.initiatives),
        )

    held = {plan.id for plan in after.plans}
    plans = (*map(joined, after.plans), *(plan for plan in before.plans if plan.id not in held))
    return after._replace(plans=plans, findings=before.findings + after.findings)
