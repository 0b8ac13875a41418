"""Small cases to judge: a plan from a few lines of TOML, ledgers from figures by day, and their assessment."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings

from jinjiang_plan import Assessment, Judgement, Plan, Portfolio, Report, Target, assess
from jinjiang_plan.files.ledger.reader import ledger_from_text
from jinjiang_plan.files.plans.reader import read_plan
from jinjiang_plan.model.assessment import Prospect
from jinjiang_plan.model.profiles import PROFILES
from jinjiang_plan.model.report import Ledger
from tests.build import PLAN_HEAD, report_line, write_plan

UNTIMED = settings(deadline=None)
"""For laws: how long an example takes says nothing of what must hold."""

Figure = int | str | bool
"""What is reported: a number (as text where it has decimals), a stage by its name, or done."""

Figures = Mapping[str, Figure]
"""What is reported, by day."""

ALL_STAGES = ("planned", "signed", "construction", "completed", "operating")


def target_text(kind: str = "cumulative", name: str = "subject", **entries: str) -> str:
    """A target in TOML; `entries` are its keys, with values as they are written (`class_` stands for `class`)."""
    keys = {"title": f'"{name}"', "kind": f'"{kind}"', **entries}
    return f"\n[target.{name}]\n" + "".join(f"{key.rstrip('_')} = {entry}\n" for key, entry in keys.items())


def counted(
    baseline: Figure | None = 0, goal: Figure = 3000, kind: str = "cumulative", **entries: str
) -> str:
    """A target of numbers; a baseline of None is not stated."""
    stated = {} if baseline is None else {"baseline": f"{{ value = {baseline} }}"}
    return target_text(kind, **{**stated, "goal": f"{{ value = {goal} }}", **entries})


def amended(**entries: str) -> str:
    """An amendment, to stand right behind `target_text`."""
    return "[[target.subject.amendment]]\n" + "".join(f"{key} = {entry}\n" for key, entry in entries.items())


def head(**entries: str) -> str:
    """The plan.toml of a test, with more keys for its [plan], or others for the ones that are there."""
    kept = [line for line in PLAN_HEAD.splitlines() if line.split(" = ")[0] not in entries]
    return "\n".join([*kept, *(f"{key} = {entry}" for key, entry in entries.items()), ""])


def period(start: str, due: str) -> dict[str, str]:
    """A target's own period."""
    return {"start": start, "due": due}


def plan_of(body: str, top: str = PLAN_HEAD, **actions: str) -> Plan:
    """The plan of these targets; `actions` are the bodies of action files."""
    with TemporaryDirectory() as root:
        texts = {key: f'format = 1\n[action]\ntitle = "{key}"\n{text}' for key, text in actions.items()}
        plan, findings = read_plan(write_plan(Path(root), head=top + body, **texts))
    assert plan is not None, findings
    return plan


def target_of(body: str, top: str = PLAN_HEAD) -> Target:
    """The one target of a plan."""
    (target,) = plan_of(body, top).targets
    return target


def lines_of(figures: Figures) -> list[str]:
    """The ledger's lines of these reports."""
    return [_line(on, figure) for on, figure in figures.items()]


def _line(on: str, figure: Figure) -> str:
    if isinstance(figure, bool):
        return report_line(on, "", done=str(figure).lower())
    if figure in ALL_STAGES:
        return report_line(on, "", stage=f'"{figure}"')
    return report_line(on, figure)


def ledger_of(target: Target, *lines: str) -> Ledger:
    """The ledger of these lines."""
    ledger, findings = ledger_from_text(
        "".join(f"{line}\n" for line in ("[report]", *lines)), "ledger.toml", target
    )
    assert not findings
    return ledger


def reports_of(target: Target, *lines: str) -> tuple[Report, ...]:
    """The reports of these lines."""
    return ledger_of(target, *lines).reports


def judgement(
    plan: Plan,
    ledgers: Mapping[str, Figures | list[str]] | None = None,
    as_of: str = "2021-06-30",
    known_at: str | None = None,
    profile: str | None = None,
) -> Judgement:
    """A whole plan judged; ledgers are figures by day, or lines, by target."""
    targets = {target.id: target for target in plan.judged}
    read = {
        targets[key].full_id: ledger_of(
            targets[key], *(lines_of(given) if isinstance(given, Mapping) else given)
        )
        for key, given in (ledgers or {}).items()
    }
    return assess(
        Portfolio((plan,), read, ()),
        date.fromisoformat(as_of),
        known_at=None if known_at is None else datetime.fromisoformat(known_at),
        profile=None if profile is None else PROFILES[profile],
    )


def judged(  # noqa: PLR0913 - a whole case
    body: str,
    reports: Figures | list[str] | None = None,
    as_of: str = "2021-06-30",
    *,
    top: str = PLAN_HEAD,
    known_at: str | None = None,
    profile: str | None = None,
) -> Assessment:
    """The one target of a plan judged by the reports: figures by day, or lines."""
    plan = plan_of(body, top)
    (target,) = plan.judged
    (assessment,) = judgement(plan, {target.id: reports or {}}, as_of, known_at, profile).assessments
    return assessment


def judged_directly(
    target: Target, reports: tuple[Report, ...], as_of: date, known_at: datetime | None = None
) -> Assessment:
    """A target judged without a text: for laws, where a text for each example would be slow."""
    plan = _HOME._replace(targets=(target,))
    portfolio = Portfolio((plan,), {target.full_id: Ledger(target.full_id, reports)}, ())
    (assessment,) = assess(portfolio, as_of, known_at=known_at).assessments
    return assessment


_HOME = plan_of(counted())


def bare(each: Assessment) -> Assessment:
    """An assessment without what a comparison of figures and statuses does not ask for."""
    return each._replace(flags=(), prospect=Prospect(None), months_ahead=None, first=None, periods_behind=0)
