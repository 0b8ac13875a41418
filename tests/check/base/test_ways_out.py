"""JP605 to JP613, the rules that ask for an honest word: each finds its trick, and its hint, when followed, passes."""

import re

import pytest

from jinjiang_plan.cli.door import main
from jinjiang_plan.model.filler_words import says_nothing
from jinjiang_plan.model.finding import Finding, Severity
from tests.build import run
from tests.check.base.plans_of_base import HEAD_FILE, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import Repo, errors

EASED = "[[target.stations.amendment]]\ndecided = {day}\nvalue = 2000\n{rest}\n[target.energy]"
GROUND = 'document = "锦府发〔2021〕9号"\nreason = "站址减少"\n'


def amended(repo: Repo, rest: str, *, day: str = "2022-01-05") -> None:
    repo.edit(WORKS_FILE, "[target.energy]", EASED.format(day=day, rest=rest))


def only(repo: Repo, code: str, severity: Severity = Severity.ERROR) -> Finding:
    (finding,) = repo.check()
    assert (finding.code, finding.severity) == (code, severity)
    assert finding.hint is not None or severity is Severity.WARNING
    return finding


def commands(text: str) -> list[list[str]]:
    """The calls that a hint writes out."""
    return [each.replace('"', "").split() for each in re.findall(r"jinjiang-plan ([^;]*)", text)]


def quoted(text: str) -> str:
    """The lines of a plan file that a hint writes out."""
    return "\n".join(re.findall(r'[a-z]+ = "[^"]*"', text)) + "\n"


GROUNDLESS = {
    "nothing": "",
    "no reason": 'document = "锦府发〔2021〕9号"\n',
    "a blank": 'document = "锦府发〔2021〕9号"\nreason = "  "\n',
    "dots": 'document = "……"\nreason = "..."\n',
    "to follow": 'document = "待补"\nreason = "TBD"\n',
    "the words of the hint": 'document = "文件"\nreason = "原因"\n',
    "a letter": 'document = "x"\nreason = "xxx"\n',
}


@pytest.mark.parametrize("name", GROUNDLESS)
def test_an_amendment_that_eases_on_no_ground_is_an_error_until_it_gives_one(repo: Repo, name: str) -> None:
    amended(repo, GROUNDLESS[name])
    finding = only(repo, "JP605")
    assert finding.hint is not None
    if GROUNDLESS[name]:
        repo.edit(WORKS_FILE, GROUNDLESS[name], quoted(finding.hint.en))
    else:
        repo.edit(WORKS_FILE, "value = 2000\n", f"value = 2000\n{quoted(finding.hint.en)}")
    assert repo.check() == ()


EASING = {
    "a later due day": ("due = 2023-06-30", Severity.ERROR),
    "given up": ('status = "cancelled"', Severity.ERROR),
    "another baseline": ("baseline = { value = 10 }", Severity.ERROR),
    "a higher goal": ("value = 4000", Severity.WARNING),
    "an earlier due day": ("due = 2022-05-31", Severity.WARNING),
    "nothing new": ("value = 3200", Severity.WARNING),
}


@pytest.mark.parametrize("name", EASING)
def test_what_eases_weighs_more_than_what_does_not(repo: Repo, name: str) -> None:
    term, severity = EASING[name]
    amended(repo, "")
    repo.edit(WORKS_FILE, "value = 2000", term)
    assert [(each.code, each.severity) for each in repo.check()] == [("JP605", severity)]


def test_amend_and_retract_ask_for_what_the_rules_ask_for(repo: Repo) -> None:
    for filler in ("待补", "…", "none"):
        amend = ("amend", "works.stations", "--value", "2000", "--document", filler, "--reason", "减少")
        assert run(*amend, cwd=repo.top).code != 0
        assert (
            run("retract", "works.stations", "--on", "2020-12-31", "--reason", filler, cwd=repo.top).code != 0
        )
    assert not says_nothing("减")


@pytest.mark.parametrize("day", ["2021-02-01", "2020-03-01"])
def test_an_amendment_dated_back_says_why_or_its_own_day(repo: Repo, day: str) -> None:
    amended(repo, GROUND, day=day)
    finding = only(repo, "JP606")
    assert finding.line == repo.line(WORKS_FILE, f"decided = {day}")
    assert finding.hint is not None
    repo.edit(WORKS_FILE, "value = 2000\n", f"value = 2000\n{quoted(finding.hint.en)}")
    (finding,) = repo.check()
    assert (finding.code, finding.severity) == ("JP606", Severity.WARNING)
    repo.edit(WORKS_FILE, f"decided = {day}", "decided = 2022-02-01")
    assert errors(repo.check()) == []


def test_invented_figures_are_taken_back_before_the_plan_is_no_sample_any_more(repo: Repo) -> None:
    repo.edit(HEAD_FILE, 'frequency = "quarter"', 'frequency = "quarter"\nsample = true')
    repo.commit()
    repo.git("branch", "-q", "-f", "main")
    repo.edit(HEAD_FILE, "sample = true\n", "")
    finding = only(repo, "JP607")
    assert "4 sample figures are still in its ledgers" in finding.words.en
    for _ in range(3):
        finding = next((each for each in repo.check() if each.code == "JP607"), finding)
        assert finding.hint is not None
        for command in commands(finding.hint.en):
            assert main(["--plans", str(repo.plans), *[each for each in command if each != "and"]][:9]) in (
                0,
                2,
            )
    assert errors(repo.check()) == []
    repo.git("checkout", "-q", ".")
    assert errors(repo.check("HEAD~1")) == []
    assert [each.severity for each in repo.check("HEAD~1") if each.code == "JP607"] == [Severity.WARNING]


def test_another_promise_under_an_old_name_is_a_target_of_its_own(repo: Repo) -> None:
    title, wording = 'zh = "5G基站", en = "5G stations"', 'wording = "建设5G基站3000座"'
    repo.edit(WORKS_FILE, title, 'zh = "举办培训", en = "Courses held"')
    repo.edit(WORKS_FILE, wording, 'wording = "举办培训活动3000场次"')
    findings = repo.check()
    assert [(each.code, each.severity) for each in findings] == [("JP608", Severity.ERROR)] * 2
    repo.edit(WORKS_FILE, 'zh = "举办培训", en = "Courses held"', title)
    repo.edit(WORKS_FILE, 'wording = "举办培训活动3000场次"', wording)
    repo.append(
        WORKS_FILE,
        '\n[target.training]\ntitle = "举办培训"\nkind = "cumulative"\nunit = "场次"\ngoal = { value = 3000 }\n',
    )
    assert repo.check() == ()


def test_the_name_of_another_promise_is_not_taken_over(repo: Repo) -> None:
    repo.edit(WORKS_FILE, 'title = "能耗"', 'title = "接入能力"')
    only(repo, "JP608")
    repo.edit(
        WORKS_FILE,
        'title = "接入能力"\nkind = "level"\nbaseline',
        'title = "能 耗"\nkind = "level"\nbaseline',
    )
    assert repo.check() == ()


def test_a_new_target_that_weighs_much_without_a_figure_is_told(repo: Repo) -> None:
    new = '\n[target.easy]\ntitle = "易"\nkind = "level"\nunit = "个"\ngoal = { value = 1 }\nweight = 20\n'
    repo.append(WORKS_FILE, new)
    assert only(repo, "JP609", Severity.WARNING).line == repo.line(WORKS_FILE, "weight = 20")
    repo.edit(WORKS_FILE, "weight = 20", "weight = 0.5")
    assert repo.check() == ()


BACK = '2021-03-31 = {{ value = 900, recorded = {moment}, by = "李"{rest} }}\n'
LONG, SHORT = "2021-04-02T09:00:00+08:00", "2021-07-15T09:00:00+08:00"


def test_a_report_dated_back_says_why_or_was_committed_then(repo: Repo) -> None:
    line = BACK.format(moment=LONG, rest="")
    repo.append(STATIONS_LEDGER, line)
    finding = only(repo, "JP612")
    assert finding.hint is not None
    late = ", " + quoted(finding.hint.en).strip()
    repo.edit(STATIONS_LEDGER, line, BACK.format(moment=LONG, rest=late))
    only(repo, "JP612", Severity.WARNING)
    repo.edit(STATIONS_LEDGER, BACK.format(moment=LONG, rest=late), BACK.format(moment=SHORT, rest=""))
    only(repo, "JP612", Severity.WARNING)
    repo.edit(STATIONS_LEDGER, BACK.format(moment=SHORT, rest=""), line)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "reported then", "--date", "2021-04-03T09:00:00+08:00")
    only(repo, "JP612", Severity.WARNING)


def test_a_first_report_long_before_the_base_says_why(repo: Repo) -> None:
    ledger = "city/progress/works.energy.toml"
    (repo.plans / ledger).write_text(f"[report]\n{BACK.format(moment=LONG, rest='')}", encoding="utf-8")
    only(repo, "JP612")
    repo.edit(ledger, ', by = "李"', ', by = "李", late = "由旧台账转录"')
    only(repo, "JP612", Severity.WARNING)


@pytest.mark.parametrize("reason", ["", 'reason = ""', 'reason = "无"'])
def test_a_retraction_says_why(repo: Repo, reason: str) -> None:
    told = reason or 'note = "x"'
    line = f'2021-06-30-r3 = {{ retract = true, recorded = 2021-09-02T15:30:00+08:00, by = "李", {told} }}\n'
    repo.append(STATIONS_LEDGER, line)
    finding = only(repo, "JP613")
    assert finding.line == repo.line(STATIONS_LEDGER, "2021-06-30-r3")
    assert finding.hint is not None
    repo.edit(STATIONS_LEDGER, told, quoted(finding.hint.en).strip())
    assert repo.check() == ()
