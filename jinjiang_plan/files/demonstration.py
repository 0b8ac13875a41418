"""The plans that ship, with the invented reports of the demonstration, marked as samples throughout."""

from jinjiang_plan.files.ledger.ledgers import with_ledgers
from jinjiang_plan.files.locating import built_in, sample_reports
from jinjiang_plan.files.plans import read_plans
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio


def demonstration() -> Portfolio:
    """The portfolio of the demonstration: every target says that its figures are samples."""
    portfolio = read_plans(built_in())
    marked = portfolio._replace(plans=tuple(_marked(plan) for plan in portfolio.plans))
    return with_ledgers(marked, overlay=sample_reports())


def _marked(plan: Plan) -> Plan:
    return plan._replace(
        sample=True,
        targets=tuple(target._replace(sample=True) for target in plan.targets),
        initiatives=tuple(
            each._replace(target=each.target._replace(sample=True)) for each in plan.initiatives
        ),
    )
