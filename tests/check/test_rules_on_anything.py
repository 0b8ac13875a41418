"""Whatever figures, days and references a well-formed plan holds, its rules end in findings and never in a fault."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import call

EDGES = [
    date(1, 1, 1),
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2021, 6, 30),
    date(2024, 2, 29),
    date(9999, 12, 31),
]
FIGURES: list[Any] = [
    0,
    1,
    -1,
    100,
    101,
    3000,
    10**29,
    -(10**29),
    Decimal("0.1"),
    Decimal("1e-29"),
    Decimal("-12345.678"),
]
ZONE = timezone(timedelta(hours=8))

days = st.sampled_from(EDGES)
figures = st.sampled_from(FIGURES)
ids = st.sampled_from(["one", "two", "three"])


def some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table with any of the parts."""
    return st.fixed_dictionaries({}, optional=parts)


goals = st.one_of(
    st.fixed_dictionaries({"value": figures}, optional={"op": st.sampled_from([">=", ">", "<=", "<"])}),
    st.tuples(figures, figures).map(lambda pair: {"min": min(pair), "max": max(pair), "op": "range"}),
)
amendments = st.lists(
    st.builds(
        lambda decided, more: {"decided": decided, **more},
        days,
        some(value=figures, due=days, status=st.sampled_from(["suspended", "cancelled", "active"])),
    ),
    max_size=2,
)
targets = st.builds(
    lambda kind, more: {"title": "T", "kind": kind, **more},
    st.sampled_from(["level", "cumulative", "increment", "maintain"]),
    some(
        unit=st.sampled_from(["%", "亿元", "株", ""]),
        baseline=st.builds(lambda value, more: {"value": value, **more}, figures, some(on=days)),
        goal=goals,
        start=days,
        due=days,
        path=st.sampled_from(["linear", "step", "compound"]),
        milestone=st.lists(
            st.builds(lambda on, value: {"on": on, "value": value}, days, figures), max_size=3
        ),
        sum_of=st.lists(st.one_of(ids, st.just("four")), max_size=3),
        limits=some(min=figures, max=figures),
        frequency=st.sampled_from(["month", "year"]),
        amendment=amendments,
    ),
)
moments = days.map(lambda day: datetime(max(day.year, 2), day.month, day.day, 9, tzinfo=ZONE))
ledgers = st.dictionaries(
    st.builds(lambda on, revision: f"{on}{revision}", days, st.sampled_from(["", "-r2"])),
    st.builds(
        lambda value, recorded, more: {"value": value, "recorded": recorded, **more},
        figures,
        moments,
        some(**{"from": days, "final": st.booleans(), "correction": st.booleans(), "source": st.just("S")}),
    ),
    max_size=4,
)
PLAN = {"title": "P", "start": date(2020, 1, 1), "due": date(2022, 12, 31)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entries=st.dictionaries(ids, targets, min_size=1),
    reports=st.dictionaries(ids, ledgers),
    as_of=st.sampled_from(["1900-01-01", "2021-06-30", "2100-12-31"]),
)
def test_any_plan_ends_in_findings(
    capsys: pytest.CaptureFixture[str],
    entries: dict[str, Any],
    reports: dict[str, Any],
    as_of: str,
) -> None:
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        (plan / "progress").mkdir(parents=True)
        document = {"format": 1, "plan": PLAN, "target": entries}
        (plan / "plan.toml").write_text(tomli_w.dumps(document), encoding="utf-8")
        for key, ledger in reports.items():
            (plan / "progress" / f"{key}.toml").write_text(
                tomli_w.dumps({"report": ledger}), encoding="utf-8"
            )
        outcome = call(capsys, "check", folder, "--as-of", as_of, "--format", "concise")
    assert outcome.code in (0, 1), outcome.err
    assert "failed" not in outcome.err
    said = [line.partition(": ")[0] + line.split()[2] for line in outcome.out.splitlines()]
    assert len(said) == len(set(said)), outcome.out
