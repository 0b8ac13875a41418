"""Which targets a call is about: ids and filters, the same for every command."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from jinjiang_plan.cli.question import JudgeQuestion
from jinjiang_plan.model.codes import Class, Status
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.written_days import read_day

Code = TypeVar("Code", bound=StrEnum)
Names = Sequence[str] | None


class Filters(NamedTuple):
    """What was asked for, as typed; within one filter any of its values fits, and every filter must."""

    ids: Names = None
    plans: Names = None
    actions: Names = None
    leads: Names = None
    classes: Names = None
    statuses: Names = None
    tags: Names = None
    due_before: str | None = None


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
        wanted = {portfolio.find(name).full_id for name in filters.ids}
        fits.append(lambda target: target.full_id in wanted)
    fitting = [target for target in targets if all(fit(target) for fit in fits)]
    if not fitting:
        raise nothing_fits()
    return fitting


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
