"""The admission of reports to ledgers: what a clerk should be stopped at, before it is written."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from jinjiang_plan.assess.doubt import FALLING, doubts, is_part_of_a_thing, known_figures
from jinjiang_plan.assess.wording_doubt import wording_doubt
from jinjiang_plan.model.admission import Admission, Admitted, Refused, Undecided
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import last_period_end
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.report import Ledger, Report, ledger_key, period_first, standing_reports
from jinjiang_plan.model.value import Value


class Candidate(NamedTuple):
    """A report for a target that is to enter its ledger, with what its admission depends on."""

    target: Target
    """Whose report it is."""
    report: Report
    """The report."""
    entered: date
    """The day of entry."""
    revise: bool = False
    """Whether it may replace another for its day."""
    as_of: date | None = None
    """The day whose status is shown after it, where one is."""
    on_stated: bool = True
    """Whether somebody stated the day that the report is for."""
    corrects: bool = False
    """Whether a figure that falls is a correction."""

    def admission(self, ledger: Ledger) -> Admission | Undecided:
        """Decide on the report by a ledger: all of it, or its reports since a day.

        A cumulative figure that goes back is written as the correction that the format asks for.
        """
        if not _decides(self.target, ledger, self.report, self.as_of or self.entered):
            return Undecided()
        try:
            admitted = admit(self.target, ledger, self.report, revise=self.revise, today=self.entered)
            unproven = wording_doubt(self.target, admitted)
        except Refusal as refusal:
            return Refused(refusal.words, refusal.exit_code)
        found = doubts(self.target, admitted, ledger, self.entered, on_stated=self.on_stated)
        found = (*found, unproven) if unproven is not None else found
        if any(each.code == FALLING for each in found):
            admitted = admitted._replace(correction=True)
        return Admitted(
            admitted, tuple(each for each in found if not (self.corrects and each.code == FALLING))
        )

    @property
    def since(self) -> tuple[date, ...]:
        """Days from which on a long ledger may decide, the nearest first: a week, a season, two years."""
        on = self.report.on
        return tuple(on - timedelta(days=days) for days in (7, 100, 750) if on.year > 3)


def admit(target: Target, ledger: Ledger, report: Report, *, revise: bool, today: date) -> Report:
    """The report with the revision number that it gets in the ledger as it stands.

    Raises:
        Refusal: the day is still to come; there is a report for it already, or none to revise or retract; the figure
            lies outside the target's limits; or increments overlap.
    """
    if report.on > today:
        raise Refusal(
            f"{report.on} 还没有到（今天 {today}）；只能报已经过去的日子",
            f"{report.on} is still to come (today is {today}); report for a day that has passed",
        )
    earlier = [each for each in ledger.reports if each.on == report.on and each.recorded > report.recorded]
    if earlier:
        raise Refusal(
            f"{report.on} 的上一条录入于 {earlier[-1].recorded}，晚于现在 {report.recorded}；请核对电脑时钟",
            f"the last line for {report.on} was recorded at {earlier[-1].recorded}, after now, {report.recorded}; "
            "check the clock of this machine",
        )
    same_day = [each for each in ledger.reports if each.on == report.on]
    numbered = report._replace(revision=max((each.revision for each in same_day), default=0) + 1)
    standing = standing_reports(ledger.reports, target.kind, date.max, None)
    stands = [each for each in standing if each.on == report.on]
    if report.retracts:
        if not stands:
            raise _nothing_there(report, standing, "撤回", "retract")
        return numbered
    if stands and not revise:
        raise _already_there(target, stands[-1])
    if revise and not same_day:
        raise _nothing_there(report, standing, "修订", "revise")
    period = (period_first(report, target.kind), report.on)
    others = [each for each in standing if (period_first(each, target.kind), each.on) != period]
    _check_limits(target, report)
    if target.kind is Kind.INCREMENT:
        _check_period(report, others)
    return numbered


def _decides(target: Target, ledger: Ledger, report: Report, as_of: date) -> bool:
    """Whether the reports since a day decide as all of them would: on the admission, and on the status on a day.

    They do where a figure of that kind stands before the report and by the day judged: then every earlier one is past,
    for the rising as for the value. A final figure counts from due on only; an increment is a sum; a level without a
    baseline begins at its first report; a figure that looks like a slip is held against all others.
    """
    if ledger.since is None:
        return True
    begins = target.kind is Kind.CUMULATIVE or (target.kind is Kind.LEVEL and target.baseline is not None)
    if not begins or as_of >= target.terms(as_of).due:
        return False
    standing = standing_reports(ledger.reports, target.kind, min(report.on - timedelta(days=1), as_of), None)
    known = known_figures(target, report, ledger)
    figure = report.figure
    odd = figure is not None and (figure < 0 or is_part_of_a_thing(target, figure))
    share = target.unit == "%" and figure is not None and 0 < figure < 1
    return bool(standing and known) and not share and not odd


def likely_day(target: Target, ledger: Ledger, today: date) -> date:
    """The day that a report made today is for, most likely: the end of the last whole period, else today.

    Today it is where something is reported for that end or since; a report from within the period is not for its end.
    After due it is due itself, until something is reported for it or a later day.
    """
    end = last_period_end(today, target.frequency.months, target.year_end)
    standing = standing_reports(ledger.reports, target.kind, today, None)
    due = target.terms(today).due
    if due < today and not any(each.on >= due for each in standing):
        return due
    reported = any(each.on >= end for each in standing)
    return today if reported or end < target.start else end


def _already_there(target: Target, stands: Report) -> Refusal:
    figure, recorded = Value(target, stands.figure or Decimal(0)).with_unit, stands.recorded.date()
    return Refusal(
        f"{stands.on} 已有数据 {figure.zh}（{recorded} 录入）；若要更正，加 --revise",
        f"{stands.on} is reported already: {figure.en} (recorded {recorded}); to correct it, add --revise",
    )


def _nothing_there(report: Report, standing: tuple[Report, ...], zh: str, en: str) -> Refusal:
    days = ", ".join(each.on.isoformat() for each in standing[-6:]) or "-"
    return Refusal(
        f"{ledger_key(report.on, 1)} 没有可{zh}的数据；已有：{days}",
        f"there is no report for {ledger_key(report.on, 1)} to {en}; reported are: {days}",
    )


def _check_limits(target: Target, report: Report) -> None:
    low, high = target.limits
    figure = report.figure or Decimal(0)
    if (low is not None and figure < low) or (high is not None and figure > high):
        span = " ~ ".join("-" if bound is None else Value(target, bound).words.en for bound in target.limits)
        said = Value(target, figure).with_unit
        raise Refusal(
            f"{said.zh} 超出该目标的范围 {span}",
            f"{said.en} is outside the limits of the target: {span}",
        )


def _check_period(report: Report, others: list[Report]) -> None:
    first = period_first(report, Kind.INCREMENT)
    for each in others:
        begins = period_first(each, Kind.INCREMENT)
        if begins <= report.on and first <= each.on:
            raise Refusal(
                f"报告期 {first} ~ {report.on} 与已报的 {begins} ~ {each.on} 重叠；用 --from 写明本期第一天，或先 retract",
                f"the period {first} ~ {report.on} overlaps {begins} ~ {each.on}; name its first day with --from, "
                "or retract that one first",
            )
