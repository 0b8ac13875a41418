"""The sheet of `forecast`, as it looks, and what its records say."""

from datetime import date
from fractions import Fraction

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan import Judgement, assess
from jinjiang_plan.assess.forecast import forecast
from jinjiang_plan.files.scaffold import demonstration
from jinjiang_plan.model.forecast import Forecast
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.forecast import (
    forecast_document,
    forecast_record,
    forecast_sheet,
    probability,
)
from jinjiang_plan.render.sheets.plain_text import in_ascii, markdown_lines, plain_lines
from jinjiang_plan.render.sheets.sheet import Sheet
from jinjiang_plan.render.sheets.terminal import terminal_lines

AS_OF = date(2021, 6, 30)
SHOWN = ("network.5g-stations", "network.fixed-access", "network.pioneer-district", "network.mobile-access")


def found(names: tuple[str, ...] = SHOWN) -> tuple[Judgement, list[Forecast]]:
    portfolio = demonstration()
    targets = [portfolio.find(name) for name in names]
    judgement = assess(portfolio, AS_OF, only=targets)
    judged = {each.target.id: each for each in judgement.assessments}
    return judgement, [forecast(judged[name], draws=1000) for name in names]


def sheet(lang: Lang, names: tuple[str, ...] = SHOWN) -> Sheet:
    return forecast_sheet(*found(names), lang)


@pytest.mark.parametrize(
    ("lang", "width"), [(lang, width) for lang in ("zh", "en") for width in (60, 80, 120)]
)
def test_the_sheet_looks_as_it_did(lang: Lang, width: int, snapshot: SnapshotAssertion) -> None:
    lines = [line.plain for line in terminal_lines(sheet(lang), lang, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "\n".join(lines) == snapshot


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pipe_and_a_pull_request_get_it_too(lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert "\n".join([*plain_lines(sheet(lang), lang), "", *markdown_lines(sheet(lang), lang)]) == snapshot


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_target_of_the_demonstration_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    names = tuple(target.id for target in demonstration().judged if target.plan == "digital-infrastructure")
    lines = [line.plain for line in terminal_lines(sheet(lang, names), lang, width)]
    assert [line for line in lines if cell_len(line) > width] == []


def test_the_english_sheet_draws_nothing_that_a_poor_screen_cannot_show() -> None:
    assert all(in_ascii(line).isascii() for line in plain_lines(sheet("en"), "en") if "sample" not in line)


def test_a_record_has_every_key_whatever_was_found() -> None:
    judgement, forecasts = found()
    records = [forecast_record(each, "en") for each in forecasts]
    assert len({tuple(record) for record in records}) == 1
    whole, short, none, empty = records
    assert (whole["projected"], whole["projected_method"], whole["projected_n"]) == (2400, "period-mean", 6)
    assert (whole["chance"] < 0.01, whole["chance_n"]) == (True, 6)
    assert (short["chance"], none["chance"], empty["chance"]) == (None, None, None)
    assert (whole["line_n"], whole["line_needed"], whole["line_level"]) == (7, None, 0.8)
    assert (whole["periods"], whole["periods_reported"], whole["period"]) == (6, 6, "quarter")
    assert (whole["draws"], whole["seed"], whole["horizon_years"]) == (1000, 1, 20)
    assert whole["line_low"] < whole["line"] < whole["line_high"]
    assert whole["draws_p10"] <= whole["draws_p50"] <= whole["draws_p90"]
    assert (short["periods_reported"], short["periods_needed"], short["p_met_by_due"]) == (5, 6, None)
    assert (none["unforeseen"], none["projected"], none["line_n"]) == ("done", None, None)
    assert empty["unforeseen"] == "no_data"
    assert all(record["sample"] for record in records)
    assert forecast_document(judgement, forecasts, "en")["forecasts"] == records


@pytest.mark.parametrize(
    ("hits", "draws", "text"),
    [
        (0, 10_000, "<1 %"),
        (99, 10_000, "<1 %"),
        (100, 10_000, "1 %"),
        (3724, 10_000, "37 %"),
        (9900, 10_000, "99 %"),
        (9901, 10_000, ">99 %"),
        (10_000, 10_000, ">99 %"),
        (0, 100, "<1 %"),
    ],
)
def test_a_chance_is_shown_as_surely_as_it_is_known(hits: int, draws: int, text: str) -> None:
    assert probability(Fraction(hits, draws), draws) == text
