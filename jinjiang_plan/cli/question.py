"""The question of a judgement: which targets, as of which day, as known when, by which thresholds.

The clock is read here, once.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.codes import Class, Status
from jinjiang_plan.model.plan import DECEMBER, Target
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.refusal import NOT_JUDGED, Instead, Refusal
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.written_days import read_day, read_moment


class JudgeQuestion(NamedTuple):
    """The question of a judgement."""

    today: date
    """The present day."""
    as_of: date
    """The day of judgement."""
    known_at: datetime
    """The moment whose knowledge counts."""
    replayed: bool
    """Whether the moment was asked for; else it is now."""
    profile: Profile | None
    """The thresholds, None for each plan's own."""
    year_end: int | None = DECEMBER
    """The month by which `FY2021` is read."""

    def counts(self, report: Report) -> bool:
        """Whether a report counts: for a day up to as_of, and recorded by then."""
        return report.on <= self.as_of and report.recorded <= self.known_at


def judge_question(
    session: Session,
    portfolio: Portfolio,
    as_of: str | None = None,
    known_at: str | None = None,
    profile: str | None = None,
) -> JudgeQuestion:
    """The options read, the clock asked once.

    Raises:
        Refusal: a day or moment cannot be read, or there is no such profile.
    """
    now = session.now(portfolio)
    today, year_end = now.date(), session.year_end(portfolio)
    return JudgeQuestion(
        today,
        today if as_of is None else read_day(as_of, today, year_end),
        now if known_at is None else read_moment(known_at, today, session.zone(portfolio), year_end),
        known_at is not None,
        None if profile is None else _profile(profile, portfolio.profiles),
        year_end,
    )


def _profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile of a name, or of a name with the version that it has now: `cn`, `cn/2`."""
    plain, slash, version = name.partition("/")
    profile = profiles.get(plain)
    if profile is None or (slash and not version.isdigit()):
        raise unknown("口径", "profile", name, list(profiles))
    if slash and int(version) != profile.version:
        raise Refusal(
            f"口径 `{plain}` 现在是第 {profile.version} 版（{profile.code}），不再按 {name} 评估；"
            "改了什么，见 `jinjiang-plan help changes`",
            f"profile `{plain}` is now version {profile.version} ({profile.code}), and nothing is judged by {name} any more; "
            "`jinjiang-plan help changes` says what changed",
        )
    return profile


# Which targets a call is about: ids and filters, the same for every command.


Code = TypeVar("Code", bound=StrEnum)
Names = Sequence[str] | None


class Filters(NamedTuple):
    """What was asked for, as typed; within one filter any of its values fits, and every filter must."""

    ids: Names = None
    """Targets, by id or the end of one."""
    plans: Names = None
    """Plans, by id."""
    actions: Names = None
    """Actions, by id."""
    leads: Names = None
    """Responsible units, by name."""
    classes: Names = None
    """Classes, by code or name."""
    statuses: Names = None
    """Statuses, by code or name."""
    tags: Names = None
    """Tags."""
    due_before: str | None = None
    """The day before which they are due."""


NO_FILTERS = Filters()


def chosen(portfolio: Portfolio, filters: Filters, question: JudgeQuestion) -> list[Target]:
    """The targets and initiatives that fit in all but their status, in the order of the plans.

    Raises:
        Refusal: an id, plan, action, lead, class, tag or day that there is none of; or nothing fits (exit 3).
    """
    targets = list(portfolio.judged)
    if not targets:
        if portfolio.plans or not portfolio.findings:
            raise Refusal("计划里没有目标", "the plan holds no targets", NOT_JUDGED)
        raise Refusal("没有可以读取的计划", "no plan could be read", NOT_JUDGED)
    # One test for each filter that was given.
    fits = [
        _one_of("计划", "plan", _readable(portfolio, filters.plans), targets, lambda each: [each.plan]),
        _one_of("行动", "action", filters.actions, targets, lambda each: [each.action or ""]),
        _one_of(
            "牵头单位",
            "lead",
            filters.leads,
            targets,
            lambda each: [name for lead in each.leads for name in lead],
        ),
        _one_of("标签", "tag", filters.tags, targets, lambda each: list(each.tags)),
    ]
    classes = [read_code(Class, name, "类别", "class") for name in filters.classes or ()]
    if classes:
        fits.append(lambda target: target.class_ in classes)
    if filters.due_before is not None:
        latest = read_day(filters.due_before, question.today, question.year_end)
        fits.append(lambda target: target.terms(question.as_of).due < latest)
    if filters.ids:
        ids = {_found(portfolio, name).full_id for name in filters.ids}
        fits.append(lambda target: target.full_id in ids)
    # What passes them all.
    fitting = [target for target in targets if all(fit(target) for fit in fits)]
    if not fitting:
        raise nothing_fits()
    return fitting


def _found(portfolio: Portfolio, name: str) -> Target:
    """The target of an id; a status, a plan or a unit that stands in its place is what a filter takes.

    Raises:
        Refusal: there is none; with the filter to type, or the nearest id.
    """
    try:
        return portfolio.find(name)
    except Refusal as refusal:
        option = _filter_of(portfolio, name)
        if option is None or refusal.exit_code == NOT_JUDGED:
            raise
        raise Refusal(
            f"`{name}` 不是编号；按它筛选用 {option}",
            f"`{name}` is no id; {option} filters by it",
            instead=Instead(name, (option, name)),
        ) from refusal


def _filter_of(portfolio: Portfolio, name: str) -> str | None:
    """The filter that takes a word which is no id, None where none does."""
    with suppress(Refusal):
        read_code(Status, name, "状态", "status")
        return "--status"
    known = {
        "--plan": {plan.id for plan in portfolio.plans},
        "--lead": {part for each in portfolio.judged for lead in each.leads for part in lead},
        "--tag": {tag for each in portfolio.judged for tag in each.tags},
    }
    return next((option for option, names in known.items() if name and name in names), None)


def _readable(portfolio: Portfolio, plans: Names) -> Names:
    """The plans asked for, if each could be read.

    Raises:
        Refusal: one is not there while some files could not be read (exit 3).
    """
    known = {plan.id for plan in portfolio.plans}
    for name in plans or ():
        if name not in known and portfolio.broken:
            raise Refusal(
                f"计划 `{name}` 没有读到；有文件无法读取，错误见上",
                f"the plan `{name}` was not read; some files could not be, their faults are told above",
                NOT_JUDGED,
            )
    return plans


def nothing_fits() -> Refusal:
    """The refusal of filters that leave nothing."""
    return Refusal("没有符合条件的目标", "no target fits the filters", NOT_JUDGED)


def read_statuses(names: Names) -> list[Status]:
    """The statuses that a filter names, by code or by name in either language; commas part several."""
    parts = [part.strip() for name in names or () for part in name.replace("，", ",").split(",")]
    return [read_code(Status, part, "状态", "status") for part in parts if part]


def read_code(codes: type[Code], name: str, zh: str, en: str, besides: Sequence[str] = ()) -> Code:
    """The member of a closed list that a code or a name in either language means.

    Raises:
        Refusal: none does; the nearest are named, among them `besides`, what else might have been written there.
    """
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    for code in codes:
        if plain in (code.value, NAMES[code].en.replace(" ", "_")) or name.strip() == NAMES[code].zh:
            return code
    raise unknown(zh, en, name, [*(f"{code.value} {NAMES[code].zh}" for code in codes), *besides])


def _one_of(
    zh: str, en: str, names: Names, targets: Sequence[Target], values: Callable[[Target], list[str]]
) -> Callable[[Target], bool]:
    """The test whether one of a target's values is among the names; each name must be somebody's."""
    if not names:
        return lambda _target: True
    known = {value for target in targets for value in values(target) if value}
    for name in names:
        if name not in known:
            raise unknown(zh, en, name, sorted(known))
    return lambda target: any(value in names for value in values(target))
