"""The past on a site: in the words of the profile that it was judged by, and never better than it was."""

import json
from datetime import datetime
from pathlib import Path

from lxml import html  # type: ignore[import-untyped] # it has no types of its own

from jinjiang_plan import load
from jinjiang_plan.assess.briefing import publication
from tests.build import PLAN_HEAD, STATIONS, report_line, write_ledger, write_plan
from tests.render.briefing.cases import NOW, briefed
from tests.render.site.sites import files_of, published

WATCHED = """
[target.watched]
title = "watched"
kind = "level"
unit = "座"

[[target.watched.amendment]]
decided = 2021-05-10
status = "suspended"
document = "doc"
reason = "why"
"""


def rows(text: str, anchor: str) -> list[str]:
    found = html.document_fromstring(text).cssselect(f"#{anchor} tbody tr")
    return [" ".join(row.text_content().split()) for row in found]


def test_each_plan_speaks_of_its_turns_in_the_words_of_its_own_profile(tmp_path: Path) -> None:
    eurostat = PLAN_HEAD.replace("due = 2022-12-31", 'due = 2022-12-31\nprofile = "eurostat"')
    for name, head in (("a", PLAN_HEAD), ("b", eurostat)):
        stations = STATIONS.replace("value = 0", "value = 100")  # of a growth from nothing there is no rate
        plan = write_plan(tmp_path, name, head + stations)
        write_ledger(plan, "stations", report_line("2021-03-31", 1300), report_line("2021-06-30", 1310))
    told = rows(files_of(published(briefed(load(tmp_path))))["en/index.html"], "turns")
    assert any("on track" in row for row in told)
    assert any("significant progress" in row for row in told)


def test_what_is_watched_and_then_halted_is_said_to_be_halted(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN_HEAD + STATIONS + WATCHED)
    past = rows(files_of(published(briefed(load(tmp_path))))["en/plan/watched.html"], "past")
    assert ["suspended" in row for row in past[:2]] == [True, False]
    assert all("monitored" in row for row in past[1:])


def test_what_was_not_yet_whole_is_not_called_whole(tmp_path: Path) -> None:
    plan = write_plan(tmp_path)
    write_ledger(plan, "stations", report_line("2021-03-31", 2999.9), report_line("2021-06-30", 3000))
    past = rows(files_of(published(briefed(load(tmp_path))))["en/plan/stations.html"], "past")
    assert [row.split()[-2] for row in past[:2]] == ["100.0", "99.9"]


def test_a_change_that_was_not_yet_known_is_not_told(tmp_path: Path) -> None:
    amended = (
        "\n[[target.stations.amendment]]\ndecided = 2021-06-01\nvalue = 3500\ndocument = 'x'\nreason = 'y'\n"
    )
    write_plan(tmp_path, head=PLAN_HEAD + STATIONS + amended)
    for month, known in ((5, False), (7, True)):
        at = datetime(2021, month, 1, tzinfo=NOW.tzinfo)
        files = files_of(publication(briefed(load(tmp_path), known_at=at), known_at=at))
        assert bool(rows(files["en/plan/stations.html"], "promised")) is known
        assert bool(json.loads(files["plan/stations.json"])["amendments"]) is known
