"""JP605: an amendment says on what ground it rests and what it changes; no base is needed to see whether."""

import pytest

from jinjiang_plan.model.finding import Severity
from tests.check.base.plans_of_base import WORKS_FILE
from tests.repositories import Repo

OLD = 'decided = 2021-09-01\nvalue = 3200\ndocument = "甲文件"\nreason = "扩容"\n'
GROUND = 'document = "甲文件"\nreason = "扩容"\n'
EMPTY = {
    "no document": ('decided = 2021-09-01\nvalue = 3200\nreason = "扩容"\n', "has no document"),
    "no ground": ("decided = 2021-09-01\nvalue = 3200\n", "has no document and no reason"),
    "a blank ground": ('decided = 2021-09-01\nvalue = 3200\ndocument = " "\nreason = { zh = "", en = "" }\n', "has no document and no reason"),
    "nothing to change": (f"decided = 2021-09-01\n{GROUND}", "changes nothing: goal, due day, baseline and status were so already"),
    "the goal as it was": (f"decided = 2021-09-01\nvalue = 3_000.0\n{GROUND}", "changes nothing"),
    "the due day as it was": (f"decided = 2021-09-01\ndue = 2022-06-30\n{GROUND}", "changes nothing"),
    "active as it was": (f'decided = 2021-09-01\nstatus = "active"\n{GROUND}', "changes nothing"),
}  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_amendment_is_a_warning_at_its_header(repo: Repo, name: str) -> None:
    new, says = EMPTY[name]
    repo.edit(WORKS_FILE, OLD, new)
    (finding,) = repo.check(None)
    assert (finding.code, finding.severity) == ("JP605", Severity.WARNING)
    assert finding.words.en.startswith(f"`works.stations`: the amendment of 2021-09-01 {says}")
    assert finding.line == repo.line(WORKS_FILE, "stations.amendment]]")


CHANGING = {
    "a value": f"value = 3200\n{GROUND}",
    "a due day": f"due = 2023-06-30\n{GROUND}",
    "a halt": f'status = "suspended"\n{GROUND}',
}


@pytest.mark.parametrize("name", CHANGING)
def test_an_amendment_that_changes_something_on_a_ground_is_none(repo: Repo, name: str) -> None:
    repo.edit(WORKS_FILE, OLD, f"decided = 2021-09-01\n{CHANGING[name]}")
    assert repo.check(None) == ()


def test_amendments_count_in_the_order_of_their_days_wherever_they_stand(repo: Repo) -> None:
    later = f"\n[[target.stations.amendment]]\ndecided = 2020-05-01\nvalue = 3200\n{GROUND}"
    repo.edit(WORKS_FILE, OLD, OLD + later)
    (finding,) = repo.check(None)  # the one that stands first changes nothing any more
    assert (finding.code, "2021-09-01" in finding.words.en) == ("JP605", True)
