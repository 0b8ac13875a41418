"""A long ledger is decided on by the days around a report: the outcome is that of reading it whole."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinjiang_plan.files.ledger import append
from jinjiang_plan.files.ledger.ledger_line import excerpt
from jinjiang_plan.files.ledger.reader import ledger_from_text
from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]

OTHERS = """
[target.level]
title = "L"
kind = "level"
unit = "%"
goal = { value = 60 }

[target.based]
title = "B"
kind = "level"
baseline = { value = 900, on = 2020-01-01 }
goal = { value = 60 }

[target.added]
title = "A"
kind = "increment"
goal = { value = 900 }

[target.hold]
title = "H"
kind = "maintain"
goal = { value = 50 }

[target.watched]
title = "W"
kind = "level"
"""
NAMES = ("stations", "level", "based", "added", "hold", "watched")
FIRST = date(2020, 1, 1)
NEAR = st.integers(0, 1000).map(lambda days: (FIRST + timedelta(days=days)).isoformat())


@st.composite
def ledgers(draw: st.DrawFn) -> list[str]:
    """Lines that rise or fall a little, some days revised or retracted, in any order of days."""
    lines, taken = [], dict[str, int]()
    value = 0
    for on in draw(st.lists(NEAR, max_size=12)):
        revision = taken[on] = taken.get(on, 0) + 1
        value = max(0, value + draw(st.integers(-20, 400)))
        key = on if revision == 1 else f"{on}-r{revision}"
        recorded = f"2022-{revision:02}-01T09:00:00+08:00"
        if revision > 1 and draw(st.booleans()):
            lines.append(f'{key} = {{ retract = true, recorded = {recorded}, by = "t", reason = "r" }}')
        else:
            lines.append(report_line(key, value, recorded))
    return lines


def outcome(
    capsys: Capture, path: Path, held: bytes, command: tuple[str, ...], long: int
) -> tuple[Outcome, bytes]:
    path.write_bytes(held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "LONG", long)
        return call(capsys, *command, plans=path.parent.parent.parent), path.read_bytes()


@given(
    ledgers(),
    st.sampled_from(NAMES),
    NEAR,
    st.one_of(st.integers(-5, 5000).map(str), st.sampled_from(["0.5", "101", "retract"])),
    st.lists(st.sampled_from(["--revise", "--correction", "--accept-doubts"]), unique=True),
    st.one_of(st.none(), NEAR),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_part_decides_as_the_whole_does(  # noqa: PLR0913, PLR0917 - each is drawn on its own
    capsys: Capture,
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[str],
    name: str,
    on: str,
    value: str,
    more: list[str],
    as_of: str | None,
) -> None:
    plan = write_plan(tmp_path_factory.getbasetemp() / "long" / "plans", head=PLAN_HEAD + STATIONS + OTHERS)
    path = write_ledger(plan, name, *lines)
    held = path.read_bytes()
    judged = ("--as-of", as_of) if as_of else ()
    if value == "retract":
        command: tuple[str, ...] = ("retract", name, "--on", on, "--reason", "r", *judged)
    else:
        command = ("record", name, value, "--on", on, *more, *judged)
    assert outcome(capsys, path, held, command, 0) == outcome(capsys, path, held, command, 1 << 30)


@given(ledgers(), NEAR, st.integers(1, 300))
def test_an_excerpt_is_what_the_whole_has_from_that_day_on(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], since: str, size: int
) -> None:
    from jinjiang_plan import load

    root = tmp_path_factory.getbasetemp() / "excerpts"
    write_plan(root)
    target = load(root).find("stations")
    text = "[report]\n" + "".join(f"{line}\n" for line in lines)
    held = text.encode()
    day = date.fromisoformat(since)
    parts = [
        held[: len("[report]\n") + size],
        *(held[at : at + size] for at in range(len("[report]\n") + size, len(held), size)),
    ]
    found = excerpt(parts, target, day)
    whole, findings = ledger_from_text(text, "f", target)
    assert findings == []
    assert found is not None
    assert found.since == day
    assert found.reports == tuple(each for each in whole.reports if each.on >= day)


LINES = [report_line("2020-06-30", 600), report_line("2021-06-30", 1200)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[report] # x\n" + LINES[1] + "\n", id="another header"),
        pytest.param("[report]\n" + LINES[1], id="a torn line"),
        pytest.param("[report]\n" + LINES[0][:30], id="a torn line of an earlier day"),
        pytest.param(f"[report]\n# x\n{LINES[1]}\n", id="a comment"),
        pytest.param(f"[report]\n\n{LINES[1]}\n", id="a blank line"),
        pytest.param(f"[report]\n {LINES[0]}\n{LINES[1]}\n", id="an indented line"),
        pytest.param(f'[report]\n"2020-06-30"{LINES[0][10:]}\n', id="a quoted day"),
        pytest.param(f"[report]\n{LINES[1]}\n{LINES[1]}\n", id="a day twice"),
        pytest.param(f"[report]\n{LINES[1].replace('value', 'values')}\n", id="another key"),
    ],
)
def test_what_is_not_as_we_write_it_is_read_whole(tmp_path: Path, text: str) -> None:
    from jinjiang_plan import load

    write_plan(tmp_path)
    target = load(tmp_path).find("stations")
    assert excerpt([text.encode()] if text else [], target, date(2021, 1, 1)) is None
    assert excerpt([b"[report]\n\xff\n"], target, date(2021, 1, 1)) is None


def test_behind_many_lines_a_fall_a_double_and_a_torn_line_are_still_refused(
    capsys: Capture, tmp_path: Path
) -> None:
    plan = write_plan(tmp_path / "plans")
    days = [FIRST + timedelta(days=number) for number in range(900)]
    path = write_ledger(plan, "stations", *(report_line(f"{day}", number) for number, day in enumerate(days)))
    held = path.read_bytes()
    assert len(held) > append.LONG
    for command, why, refused in (
        (("record", "stations", "5", "--on", "2022-08-01"), "does not fall", 1),
        (("record", "stations", "5", "--on", f"{days[-1]}"), "is reported already", 2),
        (("record", "stations", "9000000", "--on", f"{days[5]}", "--revise"), "does not fall", 1),
        (
            ("retract", "stations", "--on", "2022-08-01", "--reason", "r"),
            "no report for 2022-08-01 to retract",
            2,
        ),
    ):
        code, _, err = call(capsys, *command, plans=plan.parent)
        assert code == refused
        assert why in err
        assert path.read_bytes() == held
    path.write_bytes(held[:-3])
    code, _, err = call(capsys, "record", "stations", "950", "--on", "2022-08-01", plans=plan.parent)
    assert code == 3
    assert "mend" in err
    path.write_bytes(held)
    slip = ("record", "stations", "950000", "--on", "2022-08-01")
    code, _, err = call(capsys, *slip, plans=plan.parent)
    assert code == 1
    assert "is the unit right?" in err
    assert path.read_bytes() == held
    assert call(capsys, *slip, "--accept-doubts", plans=plan.parent).code == 0
