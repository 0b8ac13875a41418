"""Laws: an edit that keeps what was promised and reported is never a finding; one that weakens it always is, whatever else
was edited around it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.check.base.plans_of_base import STATIONS, STATIONS_LEDGER, WORKS, WORKS_FILE
from tests.check.base.test_moved_terms import MOVED
from tests.repositories import Repo, copied, errors

Edit = Callable[[str, st.DataObject], str]
COMMENT = st.sampled_from(["", "# 注", "#", "   ", "\t# [target.none]"])
NEW = '[target.new-one]\ntitle = "新"\nkind = "level"\ngoal = { value = 1 }\n'
AMENDED = '[[target.energy.amendment]]\ndecided = 2022-02-02\nvalue = 95\ndocument = "乙"\nreason = "减"\n'


def commented(text: str, data: st.DataObject) -> str:
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines)))
    return "\n".join([*lines[:at], data.draw(COMMENT), *lines[at:]])


def reordered(text: str, data: st.DataObject) -> str:
    parts = re.split(r"(?m)^(?=\[(?:target|initiative)\.[^.\]]*\])", text)
    return "\n".join([parts[0], *data.draw(st.permutations(parts[1:]))])


def spaced(text: str, data: st.DataObject) -> str:
    gap = data.draw(st.sampled_from(["=", "  =  ", " =\t"]))
    return re.sub(r"(?m)^([a-z_]+) = ", lambda found: f"{found[1]}{gap}", text)


def renoted(text: str, data: st.DataObject) -> str:
    write = data.draw(
        st.sampled_from([lambda n: f"{n:_}", lambda n: f"{n}.0", lambda n: f"+{n}", lambda n: f"{n}e0"])
    )
    return re.sub(r"value = ([0-9]+)(?![0-9._])", lambda found: f"value = {write(int(found[1]))}", text)


def ended(text: str, data: st.DataObject) -> str:
    return text + data.draw(st.sampled_from(["\n", "\n\n", f"\n{NEW}", f"\n{AMENDED}", "\n# Ende"]))


def of_windows(text: str, _data: st.DataObject) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


KEEPING: tuple[Edit, ...] = (commented, reordered, spaced, renoted, ended, of_windows)


def kept(text: str, data: st.DataObject) -> str:
    """The text after some edits that keep what it says, each at most once."""
    for edit in data.draw(st.lists(st.sampled_from(KEEPING), max_size=4, unique=True)):
        text = edit(text, data)
    return text


def ledger_kept(data: st.DataObject) -> str:
    head, *lines = STATIONS.splitlines()
    for day in data.draw(st.sets(st.sampled_from(["2021-09-30", "2021-12-31", "2022-03-31", "2022-06-30"]))):
        lines.append(f'{day} = {{ value = 2000, recorded = 2022-07-01T09:00:00+08:00, by = "王" }}')
    lines = data.draw(st.permutations(lines))
    text = "\n".join([head, *lines, ""])
    return commented(text, data) if data.draw(st.booleans()) else text


@pytest.fixture(scope="module")
def shared(template: Repo, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return copied(template, tmp_path_factory.mktemp("shared") / "repo")


def write(repo: Repo, file: str, text: str) -> None:
    Path(repo.plans / file).write_bytes(text.encode())


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_keeps_promises_and_history_is_never_a_finding(shared: Repo, data: st.DataObject) -> None:
    write(shared, WORKS_FILE, "# 注\n" + kept(WORKS, data))  # without any edit nothing is compared
    write(shared, STATIONS_LEDGER, ledger_kept(data))
    assert [each.words.en for each in shared.check()] == []


WEAKENED = {name: case for name, case in MOVED.items() if case.file == WORKS_FILE and case.old in WORKS}


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_weakens_a_promise_is_always_found_whatever_else_was_edited(
    shared: Repo, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(WEAKENED)))
    case = WEAKENED[name]
    write(shared, WORKS_FILE, kept(WORKS.replace(case.old, case.new), data))
    write(shared, STATIONS_LEDGER, ledger_kept(data))
    assert case.code.partition("*")[0] in errors(shared.check())


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_goal_moved_by_any_amount_is_found_exactly_where_it_got_easier(
    shared: Repo, data: st.DataObject
) -> None:
    stations = data.draw(st.decimals(min_value=1, max_value=9000, places=2))
    energy = data.draw(st.decimals(min_value=1, max_value=99, places=3))
    text = WORKS.replace("value = 3000,", f"value = {stations},").replace("value = 86.5", f"value = {energy}")
    write(shared, WORKS_FILE, text)
    write(shared, STATIONS_LEDGER, STATIONS)
    found = {each.entry for each in shared.check() if each.code == "JP601"}
    easier = {"target.stations.goal.value"} if stations < 3000 else set()
    assert found == easier | ({"target.energy.goal.value"} if float(energy) > 86.5 else set())


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_report_changed_in_any_field_or_taken_out_is_always_found(
    shared: Repo, data: st.DataObject
) -> None:
    lines = ledger_kept(data).splitlines(keepends=True)
    old = [line for line in lines if line in STATIONS and line.startswith("20")]
    line = data.draw(st.sampled_from(old))
    marks = [found.span() for found in re.finditer(r"[0-9]", line.partition("{")[2])]
    start, end = data.draw(st.sampled_from(marks))
    head, _, body = line.partition("{")
    other = str((int(body[start:end]) + data.draw(st.integers(1, 9))) % 10)
    changed = head + "{" + body[:start] + other + body[end:]
    new = data.draw(st.sampled_from([changed, ""]))
    write(shared, WORKS_FILE, WORKS)
    write(shared, STATIONS_LEDGER, "".join(new if each == line else each for each in lines))
    assert errors(shared.check(select="JP0,JP1,JP6,JP9"))
