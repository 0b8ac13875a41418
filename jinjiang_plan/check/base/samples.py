"""JP607, samples that are passed off as figures: the plan's `sample = true` is gone, and what was invented stands."""

from collections.abc import Iterator
from datetime import date

from jinjiang_plan.check.base.matching import Pair, paired, reported_then
from jinjiang_plan.check.base.moves import STOOD
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.model.base_revision import Base
from jinjiang_plan.model.finding import Aside, Fault
from jinjiang_plan.model.report import standing_reports
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

SHOWN = 3
"""Reports whose retraction is written out."""


def unmarked(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """Each plan whose samples are figures now while they stand; a warning where figures become samples."""
    pairing = paired(material, base)
    for plan in base.portfolio.plans:
        heir = pairing.plans.get(plan.id)
        if heir is None or heir.sample == plan.sample:
            continue
        mine = [pair for pair in pairing.pairs if pair.before.plan == plan.id]
        standing = [(pair, day) for pair in mine for day in _standing(pair, material, base)]
        head, now = base.heads.get(plan.id, ""), base.heads_now.get(heir.id, "")
        aside = Aside(head, ("plan",), STOOD, at_key=True)
        if heir.sample:
            what = Words(
                "写上了 sample = true：已有的数都成了示例",
                "now says `sample = true`: its figures become samples",
            )
            fault = rule.fault(now, ("plan", "sample"), id=heir.id, what=what)
            yield rule.softened(fault)._replace(asides=(aside,), hint=_MARKED)
        elif standing:
            counted = "1 sample figure is" if len(standing) == 1 else f"{len(standing)} sample figures are"
            what = Words(
                f"去掉了 sample = true，{len(standing)} 个示例数还在台账里",
                f"no longer says `sample = true`, but {counted} still in its ledgers",
            )
            fault = rule.fault(now, ("plan",), at_key=True, id=heir.id, what=what)
            yield fault._replace(asides=(aside,), hint=_way_out(standing))


_MARKED = Words(
    "确是示例的，不必理会；真实的数，删去 sample",
    "if they are samples, let it be; if they are real, take it out",
)


def _standing(pair: Pair, material: Material, base: Base) -> Iterator[date]:
    """The days of the base's reports that still stand."""
    then = {each.key for each in reported_then(pair, material, base)}
    reports = material.portfolio.ledger(pair.present).reports
    for report in standing_reports(reports, pair.present.kind, date.max, None):
        if report.key in then and not report.retracts:
            yield report.on


def _way_out(standing: list[tuple[Pair, date]]) -> Words:
    calls = [f'jinjiang-plan retract {pair.present.id} --on {day} --reason "示例"' for pair, day in standing]
    listed, more = "; ".join(calls[:SHOWN]), len(calls) - SHOWN
    zh = f"{listed}；另 {more} 条" if more > 0 else listed
    en = f"{listed}; and {more} more" if more > 0 else listed
    return Words(
        f"改回 sample = true，或先撤回示例数：{zh}", f"put it back, or take the samples back first: {en}"
    )
