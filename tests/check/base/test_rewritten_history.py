"""JP611 and JP612: reports that were changed, taken out or dated back are found on their line; appending is none."""

import pytest

from jinjiang_plan.model.finding import Severity
from tests.check.base.plans_of_base import STATIONS, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import Repo, errors

NEW = '2021-09-30 = { value = 1900, recorded = 2021-10-05T10:00:00+08:00, by = "李" }\n'
REWRITTEN = {
    "a figure": ("value = 620", "value = 600", "2020-12-31", "`works.stations`: the report for 2020-12-31 was changed: value = 620 at the base, value = 600 now", "600", "was 620"),
    "a revision": ("value = 1750", "value = 1700", "2021-06-30-r2", "the report for 2021-06-30-r2", "1700", "was 1,750"),
    "who reported": ('620, recorded = 2021-01-08T09:12:00+08:00, by = "李"', '620, recorded = 2021-01-08T09:12:00+08:00, by = "王"', "2020-12-31", 'by = "李" at the base, by = "王" now', '"王"', 'was "李"'),
    "when": ("2021-01-08T09:12", "2021-01-08T09:13", "2020-12-31", "recorded = 2021-01-08T09:12:00+08:00 at the base", "2021-01-08T09:13:00+08:00", "was 2021-01-08T09:12:00+08:00"),
    "a note": (', note = "核实"', "", "2021-06-30-r2", 'note = "核实" at the base, - now', '{ value = 1750, recorded = 2021-08-02T15:30:00+08:00, by = "李" }', 'was "核实"'),
    "a mark": (', note = "核实"', ', note = "核实", final = true', "2021-06-30-r2", "- at the base, final = true now", "true", "was -"),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_report_that_was_changed_is_found_on_its_line(repo: Repo, name: str) -> None:
    old, new, key, says, marked, label = REWRITTEN[name]
    there = repo.line(STATIONS_LEDGER, f"{key} =")
    repo.append(STATIONS_LEDGER, NEW)
    repo.edit(STATIONS_LEDGER, old, new)
    (finding,) = repo.check()
    assert (finding.code, finding.severity) == ("JP611", Severity.ERROR)
    assert finding.file == f"plans/{STATIONS_LEDGER}"
    assert finding.line == repo.line(STATIONS_LEDGER, f"{key} =")
    assert says in finding.words.en
    line = (repo.plans / STATIONS_LEDGER).read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line[finding.column - 1 : finding.end_column - 1] == marked
    assert finding.label is not None
    assert finding.label.en == label
    assert [each.line for each in finding.related] == [there]
    assert finding.hint is not None
    assert f"record works.stations VALUE --on {key[:10]} --revise" in finding.hint.en


def test_a_report_that_was_taken_out_is_found(repo: Repo) -> None:
    repo.edit(STATIONS_LEDGER, STATIONS.splitlines(keepends=True)[1], "")
    (finding,) = repo.check()
    assert (finding.code, finding.line) == ("JP611", repo.line(STATIONS_LEDGER, "[report]"))
    assert finding.words.en == "`works.stations`: the report for 2020-12-31 is gone: it was { value = 620 }"
    assert finding.related[0].line == 2
    repo.edit(STATIONS_LEDGER, STATIONS.splitlines(keepends=True)[3], "")
    second = repo.check()[1]
    assert second.line == repo.line(STATIONS_LEDGER, "2021-06-30 =")
    assert second.label is not None
    assert second.label.en == "it stood behind this"


@pytest.mark.parametrize("how", ["deleted", "renamed", "emptied"])
def test_a_ledger_that_is_gone_is_one_finding(repo: Repo, how: str) -> None:
    path = repo.plans / STATIONS_LEDGER
    if how == "emptied":
        path.write_text("", encoding="utf-8")
        assert errors(repo.check()) == ["JP611"] * 3
        return
    path.rename(path.with_name("works.station.toml")) if how == "renamed" else path.unlink()
    (finding,) = repo.check()
    assert (finding.code, finding.file, finding.line) == ("JP611", f"plans/{STATIONS_LEDGER}", 0)
    assert finding.words.en == "`works.stations`: the ledger is gone, with 3 reports"
    (there,) = finding.related
    assert (there.line, there.column, there.end_column) == (1, 2, len("[report]"))


SAME = {
    "a report appended": STATIONS + NEW,
    "a revision and a retraction appended": STATIONS
    + "2020-12-31-r2 = { value = 600, recorded = 2021-10-05T10:00:00+08:00 }\n"
    + '2021-06-30-r3 = { retract = true, reason = "误", recorded = 2021-10-05T10:00:01+08:00 }\n',
    "lines in another order": "[report]\n" + "".join(reversed(STATIONS.splitlines(keepends=True)[1:])),
    "comments and blank lines": "# 台账\n\n" + STATIONS.replace("\n2021-06-30 =", "\n\n# 半年\n2021-06-30 ="),
    "numbers, moments and strings written otherwise": STATIONS.replace("= 1800,", "= 1_800.0,")
    .replace("2021-07-05T10:00:00+08:00", "2021-07-05T02:00:00Z")
    .replace('"核实"', "'核实'"),
    "tables of their own": "[report.2020-12-31]\nvalue = 620\nrecorded = 2021-01-08T09:12:00+08:00\nby = '李'\nsource = '月报'\n"
    + STATIONS.replace(STATIONS.splitlines(keepends=True)[1], ""),
    "windows line ends": STATIONS.replace("\n", "\r\n"),
    "a first revision named": STATIONS.replace("2020-12-31 =", "2020-12-31-r1 ="),
    "marks that say nothing": STATIONS.replace(', note = "核实"', ', note = "核实", final = false, url = ""'),
}


@pytest.mark.parametrize("name", SAME)
def test_what_says_the_same_or_adds_to_it_is_no_finding(repo: Repo, name: str) -> None:
    (repo.plans / STATIONS_LEDGER).write_bytes(SAME[name].encode())
    assert [each.words.en for each in repo.check()] == []


def test_a_stage_is_compared_by_its_name(repo: Repo) -> None:
    repo.edit("city/progress/works.line.toml", '"signed"', '"construction"')
    (finding,) = repo.check()
    assert 'stage = "signed" at the base, stage = "construction" now' in finding.words.en


def test_a_report_recorded_before_the_newest_of_the_base_is_found_on_its_line(repo: Repo) -> None:
    repo.append(
        STATIONS_LEDGER, '2021-03-31 = { value = 900, recorded = 2021-04-02T09:00:00+08:00, by = "李" }\n'
    )
    (finding,) = repo.check()
    assert (finding.code, finding.severity) == ("JP612", Severity.ERROR)
    assert finding.line == repo.line(STATIONS_LEDGER, "2021-03-31")
    assert (
        "recorded 2021-04-02 09:00+08:00, not after the newest at the base, 2021-08-02 15:30+08:00"
        in finding.words.en
    )
    assert finding.related[0].line == repo.line(STATIONS_LEDGER, "2021-06-30-r2")


def test_a_ledger_that_is_new_has_nothing_to_be_held_against(repo: Repo) -> None:
    (repo.plans / "city/progress/works.energy.toml").write_text(
        "[report]\n" + NEW.replace("recorded = 2021", "recorded = 2199"), encoding="utf-8"
    )
    assert repo.check() == ()


def test_a_ledger_that_went_with_its_target_is_told_there(repo: Repo) -> None:
    text = (repo.plans / WORKS_FILE).read_text(encoding="utf-8")
    start, end = text.index("[target.stations]"), text.index("[target.energy]")
    (repo.plans / WORKS_FILE).write_text(text[:start] + text[end:], encoding="utf-8")
    (repo.plans / STATIONS_LEDGER).unlink()
    assert errors(repo.check()) == ["JP603"]


BROKEN = {
    "two reports for a day": STATIONS
    + "2020-12-31 = { value = 630, recorded = 2021-01-09T09:12:00+08:00 }\n",
    "marks of a conflict": STATIONS.replace(
        "2021-06-30 =",
        "<<<<<<< HEAD\n2020-11-30 = { value = 600, recorded = 2021-01-08T09:00:00+08:00 }\n=======\n2021-06-30 =",
    ).replace("2021-06-30-r2", ">>>>>>> side\n2021-06-30-r2"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_ledger_that_a_merge_left_broken_at_the_base_is_held_against_line_by_line(
    repo: Repo, name: str
) -> None:
    path = repo.plans / STATIONS_LEDGER
    path.write_text(BROKEN[name], encoding="utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    mended = BROKEN[name].replace("2020-12-31 = { value = 630", "2020-12-31-r2 = { value = 630")
    mended = "".join(
        line for line in mended.splitlines(keepends=True) if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>")
    )
    path.write_text(mended, encoding="utf-8")
    assert repo.check() == ()
    path.write_text(mended.replace("value = 1800", "value = 1801"), encoding="utf-8")
    assert errors(repo.check()) == ["JP611"]
    dropped = "value = 630" if "value = 630" in mended else "value = 600"
    path.write_text(
        "".join(line for line in mended.splitlines(keepends=True) if dropped not in line), encoding="utf-8"
    )
    assert errors(repo.check()) == ["JP611"]


def test_a_torn_ledger_at_the_base_cannot_be_held_against(repo: Repo) -> None:
    path = repo.plans / STATIONS_LEDGER
    path.write_text(STATIONS + "2021-09-30 = { value = 19", encoding="utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    path.write_text(STATIONS, encoding="utf-8")
    assert errors(repo.check()) == ["JP600"]


def test_two_reports_for_a_day_may_be_numbered_anew_but_neither_may_be_lost(repo: Repo) -> None:
    other = '2020-12-31 = { value = 610, recorded = 2021-01-07T09:12:00+08:00, by = "王" }\n'
    path = repo.plans / STATIONS_LEDGER
    renumbered = STATIONS.replace("2020-12-31 =", "2020-12-31-r2 =")
    path.write_text(renumbered.replace("[report]\n", f"[report]\n{other}"), encoding="utf-8")
    assert repo.check() == ()
    path.write_text(STATIONS.replace(STATIONS.splitlines(keepends=True)[1], other), encoding="utf-8")
    assert errors(repo.check()) == ["JP611"]


@pytest.mark.parametrize(("left", "lost"), [(2, 0), (1, 1), (0, 2)])
def test_of_two_reports_that_say_the_same_each_needs_one_that_stands_for_it(
    repo: Repo, left: int, lost: int
) -> None:
    first = STATIONS.splitlines(keepends=True)[1]
    path = repo.plans / STATIONS_LEDGER
    path.write_text(f"[report]\n{first}{first.replace(' =', '-r2 =', 1)}", encoding="utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    path.write_text(
        "[report]\n" + "".join(first.replace(" =", f"-r{3 + number} =", 1) for number in range(left)),
        encoding="utf-8",
    )
    assert errors(repo.check()) == ["JP611"] * lost
