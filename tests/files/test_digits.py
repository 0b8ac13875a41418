"""One limit on digits: what is written into a ledger reads back, by the fast reader and by the parser alike."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Refusal, Report
from jinjiang_plan.files.ledger.append import Entry, draft_of
from jinjiang_plan.files.ledger.reader import ledger_from_text
from jinjiang_plan.model.admission import Admitted
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.report import Ledger
from tests.assess.cases import counted, target_of

PLAIN = target_of(counted(None))
MONEY = target_of(counted(None, unit='"亿元"'))
LAND = target_of(counted(None, unit='"亩"'))
RECORDED = datetime.fromisoformat("2021-07-05T10:00:00+08:00")

WHOLE = st.integers(0, 34).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n))
FIGURES = st.builds(
    lambda sign, whole, part, unit: f"{sign}{whole or '0'}{'.' * bool(part)}{part}{unit}",
    st.sampled_from(["", "-"]),
    WHOLE,
    WHOLE,
    st.sampled_from(["", "", "万", "亿"]),
)


def both_readers(text: str, target_name: str = "PLAIN") -> tuple[list[Ledger], list[object]]:
    """The ledger by the fast reader where it can, and by the parser, to which a comment sends it."""
    target = {"PLAIN": PLAIN, "MONEY": MONEY, "LAND": LAND}[target_name]
    read = [ledger_from_text(each, "ledger.toml", target) for each in (text, text + "# by hand\n")]
    return [ledger for ledger, _ in read], [finding for _, found in read for finding in found]


@given(figure=FIGURES, name=st.sampled_from(["PLAIN", "MONEY", "LAND"]))
def test_a_figure_that_is_accepted_reads_back_by_both_readers(figure: str, name: str) -> None:
    target = {"PLAIN": PLAIN, "MONEY": MONEY, "LAND": LAND}[name]
    try:
        value = read_figure(target, figure).value
        report = Report(date(2021, 6, 30), 1, value, RECORDED, "tester")
        addition = draft_of("", "f", Entry(Path("f"), target, [lambda _ledger: Admitted(report)])).addition
    except Refusal:
        return
    (fast, slow), findings = both_readers(addition, name)
    assert findings == []
    assert fast == slow
    assert [each.figure for each in fast.reports] == [value]
    later = report._replace(on=date(2021, 9, 30))
    more = draft_of(addition, "f", Entry(Path("f"), target, [lambda _ledger: Admitted(later)])).addition
    assert both_readers(addition + more, name)[1] == []


@given(whole=WHOLE, part=WHOLE, sign=st.sampled_from(["", "-"]))
def test_the_readers_agree_on_every_line(whole: str, part: str, sign: str) -> None:
    value = f"{sign}{whole.lstrip('0') or '0'}{'.' * bool(part)}{part}"
    line = f'[report]\n2021-06-30 = {{ value = {value}, recorded = 2021-07-05T10:00:00+08:00, by = "x" }}\n'
    (fast, slow), findings = both_readers(line)
    assert fast == slow
    assert fast.broken is bool(findings)


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        pytest.param("9" * 15, True, id="fifteen digits"),
        pytest.param("9" * 16, True, id="sixteen"),
        pytest.param("9" * 30, True, id="thirty"),
        pytest.param("9" * 31, False, id="thirty-one"),
        pytest.param("0." + "1" * 14, True, id="fourteen decimals"),
        pytest.param("0." + "1" * 30, True, id="thirty decimals"),
        pytest.param("0." + "1" * 31, False, id="thirty-one decimals"),
        pytest.param("9" * 15 + "." + "9" * 14, True, id="as many as the fast reader takes"),
        pytest.param("9" * 20 + "." + "9" * 11, False, id="thirty-one in all"),
        pytest.param("1e30", True, id="ten to the thirtieth"),
        pytest.param("1e31", False, id="ten to the thirty-first"),
        pytest.param("1e999999999", False, id="a power that fills the memory"),
    ],
)
def test_thirty_digits_are_the_limit(value: str, *, reads: bool) -> None:
    line = f'[report]\n2021-06-30 = {{ value = {value}, recorded = 2021-07-05T10:00:00+08:00, by = "x" }}\n'
    (fast, slow), findings = both_readers(line)
    assert fast == slow
    assert (not findings) is reads
    if reads:
        assert [each.figure for each in fast.reports] == [Decimal(value)]
