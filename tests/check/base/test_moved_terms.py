"""JP601 to JP604: each term that moves is found on its line, with what it was beside it; harder ones are not."""

import re
from decimal import Decimal
from typing import NamedTuple

import pytest

from jinjiang_plan.check.base.weaker import assumed_baseline
from jinjiang_plan.cli.door import main
from jinjiang_plan.model.finding import Severity
from tests.assess.cases import counted, target_of
from tests.check.base.plans_of_base import HEAD_FILE, WORKS_FILE
from tests.repositories import Repo


class Case(NamedTuple):
    """An edit of a file, and the one finding of it: its code, the text of its line, and of the base's line."""

    old: str
    new: str
    code: str
    line: str
    base_line: str
    says: str
    file: str = WORKS_FILE


STATION_GOAL = 'goal = { value = 3000, op = ">=" }'
MILESTONES = "milestone = [{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 }]"
AMENDMENT = 'decided = 2021-09-01\nvalue = 3200\ndocument = "甲文件"\nreason = "扩容"\n'

CANCELLED = """\
[[target.stations.amendment]]
decided = 2022-01-01
status = "cancelled"
document = "乙"
reason = "并入"
"""

CENSUS = """\
[[target.stations.amendment]]
decided = 2022-01-01
baseline = { value = 50 }
document = "乙"
reason = "普查"
"""

MOVED = {
    "a goal lowered": Case(
        STATION_GOAL, "goal = { value = 2500 }", "JP601", "value = 2500", STATION_GOAL,
        "`works.stations`: the goal changed without an amendment: 3,000 sites at the base, 2,500 sites now",
    ),
    "a falling goal raised": Case(
        "goal = { value = 86.5 }", "goal = { value = 90 }", "JP601", "value = 90", "value = 86.5",
        "`works.energy`: the goal changed without an amendment: 86.5 at the base, 90 now",
    ),
    "a goal taken away": Case(
        f"{STATION_GOAL}\n", "", "JP601", "[target.stations]", STATION_GOAL, "3,000 sites at the base, none now",
    ),
    "an op turned round": Case(
        STATION_GOAL, 'goal = { value = 3000, op = "<=" }', "JP601", 'op = "<="', STATION_GOAL,
        "3,000 sites at the base, <= 3,000 sites now",
    ),
    "a range widened below": Case(
        "min = 80", "min = 75", "JP601", "min = 75", "min = 80", "80 ~ 95 % at the base, 75 ~ 95 % now",
    ),
    "a range widened above": Case(
        "max = 95", "max = 99", "JP601", "max = 99", "max = 95", "80 ~ 95 % at the base, 80 ~ 99 % now",
    ),
    "a range opened": Case(
        'goal = { min = 80, max = 95, op = "range" }', "goal = { value = 80 }", "JP601", "goal = { value = 80 }",
        "min = 80", "80 ~ 95 % at the base, 80 % now",
    ),
    "an earlier stage": Case(
        '[target.line]\ntitle = "变电站"\nkind = "stage"\ngoal = { stage = "completed" }',
        '[target.line]\ntitle = "变电站"\nkind = "stage"\ngoal = { stage = "signed" }',
        "JP601", 'stage = "signed"', "", "completed at the base, signed now",
    ),
    "done no more": Case(
        "goal = { value = true }", "goal = { value = false }", "JP601", "value = false", "value = true",
        "yes at the base, no now",
    ),
    "another unit": Case(
        'unit = "座"', 'unit = "个"', "JP601", 'unit = "个"', 'unit = "座"', "`works.stations`: the unit",
    ),
    "another kind": Case(
        'kind = "cumulative"\nclass = "binding"', 'kind = "level"\nclass = "binding"', "JP601", "", "",
        "cumulative at the base, level now",
    ),
    "a class that binds less": Case(
        'class = "binding"', 'class = "expected"', "JP601", 'class = "expected"', 'class = "binding"',
        "binding at the base, expected now",
    ),
    "a class left out": Case(
        'class = "binding"\n', "", "JP601", "[target.stations]", 'class = "binding"', "binding at the base",
    ),
    "a path by steps": Case(
        MILESTONES, f'{MILESTONES}\npath = "step"', "JP601", 'path = "step"', "[target.stations]",
        "linear at the base, step now",
    ),
    "a falling path made straight": Case(
        'path = "compound"\n', "", "JP601", "[target.energy]", 'path = "compound"', "compound at the base, linear now",
    ),
    "a path of which no course can be reckoned": Case(
        'unit = "Mbps"', 'unit = "Mbps"\npath = "step"', "JP601", 'path = "step"', "[target.speed]", "linear at the base, step now",
    ),
    "a path of which the new course cannot be reckoned": Case(
        'title = "投资"\n', 'title = "投资"\npath = "compound"\n', "JP601", 'path = "compound"', "[target.investment]",
        "linear at the base, compound now",
    ),
    "a goal that becomes a range": Case(
        "goal = { value = 86.5 }", 'goal = { min = 80, max = 86.5, op = "range" }', "JP601", "min = 80", "value = 86.5",
        "86.5 at the base, 80 ~ 86.5 now",
    ),
    "a milestone lowered": Case(
        "value = 600 }", "value = 500 }", "JP601", "value = 500 }", MILESTONES,
        "`works.stations`: the milestone of 2020-12-31 changed without an amendment: 600 sites at the base, 500 sites now",
    ),
    "a milestone taken away": Case(
        "{ on = 2020-12-31, value = 600 }, ", "", "JP601", "milestone = [{ on = 2021", MILESTONES,
        "600 sites at the base, none now",
    ),
    "a milestone put off": Case(
        "on = 2020-12-31, value = 600", "on = 2021-03-31, value = 600", "JP601", "on = 2021-03-31", MILESTONES,
        "600 sites at the base, put off to 2021-03-31 now",
    ),
    "all milestones taken away": Case(
        "milestone = [{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 }]\n", "", "JP601*2",
        "[target.stations]", MILESTONES, "none now",
    ),
    "a milestone put in below the course": Case(
        "{ on = 2021-12-31", "{ on = 2021-06-30, value = 700 }, { on = 2021-12-31", "JP601",
        "value = 700", "[target.stations]",
        "`works.stations`: what is asked for on 2021-06-30 changed without an amendment: 1,200 sites at the base, 700 sites now",
    ),
    "a milestone put in that no course runs through": Case(
        "weight = 2", "weight = 2\nmilestone = [{ on = 2021-06-30, value = 0 }]", "JP601", "value = 0 }]", "[target.energy]",
        "`works.energy`: what is asked for on 2021-06-30 changed without an amendment: 93.0054 at the base, 0 now",
    ),
    "a rarer rhythm of one target": Case(
        "weight = 2", 'weight = 2\nfrequency = "year"', "JP601", 'frequency = "year"', "[target.energy]",
        "`works.energy`: the rhythm of reports",
    ),
    "another weight": Case("weight = 2", "weight = 3", "JP601", "weight = 3", "weight = 2", "2 at the base, 3 now"),
    "other parts of a sum": Case(
        'sum_of = ["works.investment"]', "sum_of = []", "JP601", "sum_of = []", 'sum_of = ["works.investment"]',
        "works.investment at the base, not stated now", HEAD_FILE,
    ),
    "another list of stages": Case(
        'kind = "stage"\ngoal', 'kind = "stage"\nstages = ["planned", "completed"]\ngoal', "JP601", "stages =", "[target.line]",
        "planned → signed → construction → completed → operating at the base, planned → completed now",
    ),
    "another profile": Case(
        'frequency = "quarter"', 'frequency = "quarter"\nprofile = "cn-yinchuan"', "JP601", "profile =", "[plan]",
        "`city`: the profile changed without an amendment: cn at the base, cn-yinchuan now", HEAD_FILE,
    ),
    "another way to count time": Case(
        'frequency = "quarter"', 'frequency = "quarter"\ntime_basis = "day"', "JP601", "time_basis =", "[plan]",
        "month at the base, day now", HEAD_FILE,
    ),
    "a rarer rhythm of the plan": Case(
        'frequency = "quarter"', 'frequency = "year"', "JP601", 'frequency = "year"', 'frequency = "quarter"',
        "quarter at the base, year now", HEAD_FILE,
    ),
    "another reporting year of the plan": Case(
        'frequency = "quarter"', 'frequency = "quarter"\nyear_end = 3', "JP601", "year_end = 3", "[plan]",
        "`city`: the month in which the reporting year ends changed without an amendment: 12 at the base, 3 now", HEAD_FILE,
    ),
    "another reporting year of one target": Case(
        "weight = 2", "weight = 2\nyear_end = 3", "JP601", "year_end = 3", "[target.energy]", "12 at the base, 3 now",
    ),
    "another time zone": Case(
        'frequency = "quarter"', 'frequency = "quarter"\ntimezone = "Europe/Lisbon"', "JP601", "timezone =", "[plan]",
        "`city`: the time zone changed without an amendment: Asia/Shanghai at the base, Europe/Lisbon now", HEAD_FILE,
    ),
    "months for a target of a few weeks": Case(
        'frequency = "quarter"', 'frequency = "quarter"\ntime_basis = "month"', "JP601", "time_basis =", "[plan]",
        "`city`: the way to count time changed without an amendment: day at the base, month now", HEAD_FILE,
    ),
    "other seasons": Case(
        "seasons = [1, 2, 3, 4]", "seasons = [1, 1, 1, 7]", "JP601", "seasons = [1, 1, 1, 7]", "seasons = [1, 2, 3, 4]",
        "`works.visitors`: the weights of the seasons changed without an amendment: 1, 2, 3, 4 at the base, 1, 1, 1, 7 now",
    ),
    "another factor of a unit of the plan's own": Case(
        "factor = 5", "factor = 4", "JP601", "[unit.load]", "[unit.load]",
        "`city`: what the unit load converts into changed without an amendment: 5 吨 at the base, 4 吨 now", HEAD_FILE,
    ),
    "a unit of the plan's own that converts into another": Case(
        'of = "吨"', 'of = "千克"', "JP601", "[unit.load]", "[unit.load]", "5 吨 at the base, 5 千克 now", HEAD_FILE,
    ),
    "a larger tolerance": Case(
        "tolerance = 2", "tolerance = 2.5", "JP601", "tolerance = 2.5", "tolerance = 2",
        "`city`: the tolerance in points changed without an amendment: 2 at the base, 2.5 now", HEAD_FILE,
    ),
    "a tolerance left to the profile's larger one": Case(
        "tolerance = 2\n", "", "JP601", "[plan]", "tolerance = 2", "2 at the base, 5 now", HEAD_FILE,
    ),
    "figures that no longer begin again each year": Case(
        'resets = "year"\n', "", "JP601", "[target.output]", 'resets = "year"', "year to date at the base, not stated now",
    ),
    "figures that begin again each year": Case(
        'unit = "座"', 'unit = "座"\nresets = "year"', "JP601", 'resets = "year"', "[target.stations]",
        "`works.stations`: whether figures begin again each year changed without an amendment",
    ),
    "a rate that is no longer averaged": Case(
        'average = "mean"\n', "", "JP601", "[target.growth]", 'average = "mean"', "`works.growth`: the average",
    ),
    "another average": Case(
        'average = "mean"', 'average = "geometric"', "JP601", 'average = "geometric"', 'average = "mean"',
        "arithmetic mean over the years at the base, geometric mean over the years now",
    ),
    "a rate lowered": Case("goal = { value = 7 }", "goal = { value = 6.5 }", "JP601", "6.5", "7", "7 % at the base, 6.5 % now"),
    "a rate whose op is turned round": Case(
        "goal = { value = 7 }", 'goal = { value = 7, op = "<=" }', "JP601", 'op = "<="', "value = 7", "<= 7 % now",
    ),
    "a lower place": Case("goal = { value = 30 }", "goal = { value = 40 }", "JP601", "40", "30", "30 at the base, 40 now"),
    "an amended baseline edited": Case(
        "baseline = { value = 90 }", "baseline = { value = 95 }", "JP601",
        "value = 95", "amendment]]", "baseline = { value = 90 } at the base, baseline = { value = 95 } now",
    ),
    "an amendment edited": Case(
        "value = 3200", "value = 2000", "JP601", "value = 2000", "amendment]]",
        "`works.stations`: the amendment of 2021-09-01 changed without an amendment: value = 3,200 at the base, "
        "value = 2,000 now",
    ),
    "an amendment's ground edited": Case(
        'reason = "扩容"', 'reason = "其他"', "JP601", 'reason = "其他"', "amendment]]", 'reason = "扩容" at the base',
    ),
    "an amendment dated back": Case(
        "decided = 2021-09-01", "decided = 2020-02-01", "JP601", "decided = 2020-02-01", "amendment]]",
        "decided = 2021-09-01 at the base, decided = 2020-02-01 now",
    ),
    "an amendment taken away": Case(
        f"[[target.stations.amendment]]\n{AMENDMENT}", "", "JP601", "[target.stations]", "amendment]]",
        "{ decided = 2021-09-01, value = 3,200 } at the base, gone now",
    ),
    "a new amendment without a ground": Case(
        AMENDMENT, f"{AMENDMENT}\n[[target.stations.amendment]]\ndecided = 2022-01-01\nvalue = 10\n", "JP605",
        "", "[target.stations]", "the amendment of 2022-01-01 has no document and no reason",
    ),
    "a new amendment before the last one": Case(
        AMENDMENT,
        f'{AMENDMENT}\n[[target.stations.amendment]]\ndecided = 2020-03-01\nvalue = 10\ndocument = "乙"\nreason = "补"\n',
        "JP606", "decided = 2020-03-01", "[target.stations]", "reports up to 2021-08-02 were judged without it",
    ),
    "a due day put off": Case(
        "due = 2022-06-30", "due = 2022-12-31", "JP602", "due = 2022-12-31", "due = 2022-06-30",
        "`works.stations`: the due day was put off without an amendment: 2022-06-30 at the base, 2022-12-31 now",
    ),
    "a due day left to the plan's later one": Case(
        "due = 2022-06-30\n", "", "JP602", "[target.stations]", "due = 2022-06-30", "2022-12-31 now",
    ),
    "a later start": Case(
        "due = 2022-06-30", "due = 2022-06-30\nstart = 2020-07-01", "JP602", "start = 2020-07-01", "[target.stations]",
        "`works.stations`: the start",
    ),
    "the plan put off": Case(
        "due = 2022-12-31", "due = 2023-12-31", "JP602", "due = 2023-12-31", "due = 2022-12-31",
        "`city`: the due day was put off without an amendment", HEAD_FILE,
    ),
    "the plan started later": Case(
        "start = 2020-01-01", "start = 2020-06-01", "JP602", "start = 2020-06-01", "start = 2020-01-01",
        "`city`: the start", HEAD_FILE,
    ),
    "a baseline rewritten upwards": Case(
        "baseline = { value = 100, on", "baseline = { value = 110, on", "JP604", "value = 110", "value = 100",
        "`works.energy`: the baseline was rewritten: 100 (2019-12-31) at the base, 110 (2019-12-31) now",
    ),
    "a baseline of another day": Case(
        "on = 2019-12-31", "on = 2018-12-31", "JP604", "on = 2018-12-31", "on = 2019-12-31", "100 (2018-12-31) now",
    ),
    "a baseline taken away": Case(
        "baseline = { value = 100, on = 2019-12-31 }\n", "", "JP604", "[target.energy]", "on = 2019-12-31",
        "100 (2019-12-31) at the base, none now",
    ),
    "a baseline stated where another was assumed": Case(
        'unit = "Mbps"', 'unit = "Mbps"\nbaseline = { value = 100 }', "JP604", "value = 100 }", "[target.speed]",
        "not stated (taken as 500 Mbps) at the base, 100 Mbps now",
    ),
}  # fmt: skip


NEW_ENTRIES = {
    "a milestone put in below the course",
    "a milestone put in that no course runs through",
    "a new amendment without a ground",
    "a new amendment before the last one",
    "a baseline stated where another was assumed",
}
"""Where a whole entry is new, the header of what it would have stood in is marked with its brackets."""


@pytest.mark.parametrize("name", MOVED)
def test_what_was_made_easier_is_found_on_its_line(repo: Repo, name: str) -> None:
    case = MOVED[name]
    base = repo.git("rev-parse", "--short=7", "HEAD")
    before = (repo.plans / case.file).read_text(encoding="utf-8").splitlines()
    repo.edit(case.file, case.old, case.new)
    findings = repo.check()
    code, _, count = case.code.partition("*")
    assert [each.code for each in findings] == [code] * int(count or 1), [each.words.en for each in findings]
    first = findings[0]
    assert first.severity is Severity.ERROR
    assert case.says in first.words.en
    assert first.file == f"plans/{case.file}"
    lines = (repo.plans / case.file).read_text(encoding="utf-8").splitlines()
    assert case.line in lines[first.line - 1]
    (there,) = first.related
    assert there.file == f"plans/{case.file}@{base}"
    assert case.base_line in before[there.line - 1]
    if name in NEW_ENTRIES:
        assert (there.column, there.end_column) == (1, len(before[there.line - 1]) + 1)
    assert first.hint
    assert first.words.zh != first.words.en


HARDER = {
    "a goal raised": (STATION_GOAL, "goal = { value = 3100 }"),
    "a falling goal lowered": ("goal = { value = 86.5 }", "goal = { value = 80 }"),
    "the op that was meant, written out": ("goal = { value = 86.5 }", 'goal = { value = 86.5, op = "<=" }'),
    "a stricter op": (STATION_GOAL, 'goal = { value = 3000, op = ">" }'),
    "a range narrowed": ("min = 80, max = 95", "min = 85, max = 90"),
    "a higher place": ("goal = { value = 30 }", "goal = { value = 20 }"),
    "the op of a rank written out": ("goal = { value = 30 }", 'goal = { value = 30, op = "<=" }'),
    "the op of a rate written out": ("goal = { value = 7 }", 'goal = { value = 7, op = ">=" }'),
    "a reporting year written out as the plan has it": ("weight = 2", "weight = 2\nyear_end = 12"),
    "a path written out": ("weight = 2", 'weight = 2\nfrequency = "quarter"'),
    "a baseline amended": (
        AMENDMENT,
        f"{AMENDMENT}\n{CENSUS}",
    ),
    "why an amendment was entered late": (AMENDMENT, f'{AMENDMENT}late = "文件迟到"\n'),
    "a later stage": (
        '[target.line]\ntitle = "变电站"\nkind = "stage"\ngoal = { stage = "completed" }',
        '[target.line]\ntitle = "变电站"\nkind = "stage"\ngoal = { stage = "operating" }',
    ),
    "stages behind the goal": (
        'kind = "stage"\ngoal',
        'kind = "stage"\nstages = ["planned", "signed", "construction", "completed", "extended"]\ngoal',
    ),
    "an earlier due day": ("due = 2022-06-30", "due = 2022-03-31"),
    "an earlier start": ("due = 2022-06-30", "due = 2022-06-30\nstart = 2019-12-01"),
    "a milestone raised": ("value = 600 }", "value = 700 }"),
    "a milestone brought forward": ("on = 2020-12-31, value = 600", "on = 2020-11-30, value = 600"),
    "a milestone put in above the course": (
        "{ on = 2021-12-31",
        "{ on = 2021-06-30, value = 1300 }, { on = 2021-12-31",
    ),
    "a class that binds more": ("weight = 2", 'weight = 2\nclass = "binding"'),
    "a milestone where none can be said to be easier": (
        'unit = "Mbps"',
        'unit = "Mbps"\nmilestone = [{ on = 2021-06-30, value = 700 }]',
    ),
    "a milestone of a stage": (
        'kind = "stage"\ngoal',
        'kind = "stage"\nmilestone = [{ on = 2021-12-31, stage = "completed" }]\ngoal',
    ),
    "a strict op for a range of the same": ("max = 95", "max = 95.0"),
    "an oftener rhythm": ("weight = 2", 'weight = 2\nfrequency = "month"'),
    "a unit by its other name": ('unit = "Mbps"', 'unit = "兆"'),
    "an amendment with its ground": (
        AMENDMENT,
        f'{AMENDMENT}\n[[target.stations.amendment]]\ndecided = 2022-01-01\nvalue = 10\ndocument = "乙"\nreason = "减"\n',
    ),
    "a commitment cancelled by an amendment": (AMENDMENT, f"{AMENDMENT}\n{CANCELLED}"),
    "a translated ground": ('reason = "扩容"', 'reason = { zh = "扩容", en = "more of them" }'),
    "a translation": ('title = "能耗"', 'title = { zh = "能耗", en = "Energy" }'),
    "other spacing and width of a title": ('zh = "5G基站"', 'zh = "５G 基站"'),
    "numbers written otherwise": (STATION_GOAL, 'goal = { value = 3_000.0, op = ">=" }'),
    "defaults written out": (
        'kind = "stage"\ngoal',
        'kind = "stage"\nstages = ["planned", "signed", "construction", "completed", "operating"]\nweight = 1.0\ngoal',
    ),
    "the plan's due day written out": ('title = "平台"', 'title = "平台"\ndue = 2022-12-31'),
    "who answers, tags, notes, limits": (
        "weight = 2",
        'weight = 2\nlead = "住建局"\ntags = ["能"]\nnote = "注"\nlimits = { min = 0 }\npartners = ["甲"]',
    ),
    "a baseline that says what was assumed": ('unit = "Mbps"', 'unit = "Mbps"\nbaseline = { value = 500 }'),
    "a new target": ("[target.energy]", '[target.new]\ntitle = "新"\nkind = "level"\n\n[target.energy]'),
    "nothing but a comment": ("weight = 2", "weight = 2  # as decided"),
}


@pytest.mark.parametrize("name", HARDER)
def test_what_is_harder_or_says_the_same_is_no_finding(repo: Repo, name: str) -> None:
    repo.edit(WORKS_FILE, *HARDER[name])
    assert [each.words.en for each in repo.check()] == []


def test_the_way_out_of_a_rewritten_baseline_is_an_amendment_that_then_passes(repo: Repo) -> None:
    old, new = "baseline = { value = 100, on = 2019-12-31 }", "baseline = { value = 110, on = 2019-12-31 }"
    repo.edit(WORKS_FILE, old, new)
    (finding,) = repo.check()
    assert finding.hint is not None
    command = finding.hint.en.partition("jinjiang-plan ")[2].replace('"…"', "paper").split()
    assert command[:2] == ["amend", "works.energy"]
    repo.edit(WORKS_FILE, new, old)
    assert main(["--plans", str(repo.plans), *command]) == 0
    assert repo.check() == ()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("tolerance = 1", id="a smaller tolerance"),
        pytest.param("tolerance = 0", id="none at all"),
        pytest.param("tolerance = 2.0", id="the same tolerance"),
        pytest.param('tolerance = 2\nyear_end = 12\ntimezone = "Asia/Shanghai"', id="defaults"),
        pytest.param('tolerance = 2\nprofile = "cn"', id="another default"),
    ],
)
def test_what_a_plan_says_more_strictly_or_as_it_was_is_no_finding(repo: Repo, lines: str) -> None:
    repo.edit(HEAD_FILE, "tolerance = 2", lines)
    assert [each.words.en for each in repo.check()] == []


def test_the_profiles_own_tolerance_written_out_is_no_change(repo: Repo) -> None:
    repo.edit(HEAD_FILE, "tolerance = 2\n", "")
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(HEAD_FILE, 'frequency = "quarter"', 'frequency = "quarter"\ntolerance = 5')
    assert repo.check() == ()


def test_other_words_for_what_is_counted_are_a_warning(repo: Repo) -> None:
    repo.edit(WORKS_FILE, 'zh = "5G基站"', 'zh = "4G基站"')
    repo.edit(WORKS_FILE, 'wording = "建设5G基站3000座"', 'wording = "建设基站"')
    findings = repo.check()
    assert [(each.code, each.severity) for each in findings] == [("JP608", Severity.WARNING)] * 2
    assert "“5G基站” at the base, “4G基站” now" in findings[0].words.en


def test_an_amendment_dated_before_reports_that_knew_nothing_of_it_is_found(repo: Repo) -> None:
    ledger = '[report]\n2021-12-31 = { value = 95, recorded = 2022-01-05T09:00:00+08:00, by = "李" }\n'
    (repo.plans / "city/progress/works.energy.toml").write_text(ledger, encoding="utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    text = '[[target.energy.amendment]]\ndecided = DAY\nvalue = 95\ndocument = "乙"\nreason = "减"\n\n[target.air]'
    repo.edit(WORKS_FILE, "[target.air]", text.replace("DAY", "2021-11-15"))
    assert repo.check() == ()
    repo.edit(WORKS_FILE, "decided = 2021-11-15", "decided = 2021-02-01")
    (finding,) = repo.check()
    assert (finding.code, finding.severity) == ("JP606", Severity.ERROR)
    assert finding.line == repo.line(WORKS_FILE, "decided = 2021-02-01")
    assert "reports up to 2022-01-05 were judged without it" in finding.words.en
    repo.edit(WORKS_FILE, "decided = 2021-02-01\n", 'decided = 2021-02-01\nlate = "文件迟到"\n')
    (finding,) = repo.check()
    assert finding.severity is Severity.WARNING
    assert [note.en for note in finding.notes] == [
        "2021-12-31: 87.6513 was asked for, 93.3032 is now: regressing becomes met early"
    ]


def test_of_many_verdicts_that_a_late_amendment_changes_the_first_are_listed_and_the_rest_counted(
    repo: Repo,
) -> None:
    days = [f"2021-{month:02}-{day:02}" for month in (9, 10, 11) for day in (10, 15, 20, 25, 28)]
    lines = [f'{on} = {{ value = 95, recorded = {on}T09:00:00+08:00, by = "李" }}\n' for on in days]
    path = repo.plans / "city/progress/works.energy.toml"
    path.write_text("[report]\n" + "".join(lines), encoding="utf-8")
    repo.commit()
    repo.git("branch", "-f", "main")
    text = '[[target.energy.amendment]]\ndecided = 2021-02-01\nlate = "文件迟到"\nvalue = 95\n'
    repo.edit(WORKS_FILE, "[target.air]", text + 'document = "乙"\nreason = "减"\n\n[target.air]')
    (finding,) = [each for each in repo.check() if each.code == "JP606"]
    assert [note.en[:10] for note in finding.notes[:10]] == days[:10]
    assert finding.notes[10:] == (("另有 5 天", "and 5 more days"),)


def test_a_term_that_both_sides_take_from_the_plan_is_told_once_at_the_plan(repo: Repo) -> None:
    repo.edit(HEAD_FILE, 'due = 2022-12-31\nfrequency = "quarter"', 'due = 2023-12-31\nfrequency = "year"')
    assert [(each.code, each.file) for each in repo.check()] == [
        ("JP602", "plans/city/plan.toml"),
        ("JP601", "plans/city/plan.toml"),
    ]


OWN = """
[profile.ours]
title = "本区"
version = 1
thresholds = { ahead = 5, on_track = -5, behind = -30 }
"""


def test_other_thresholds_under_the_name_of_the_profile_in_use_are_found(repo: Repo) -> None:
    repo.edit(HEAD_FILE, 'frequency = "quarter"', 'frequency = "quarter"\nprofile = "ours"')
    repo.append(HEAD_FILE, OWN)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(HEAD_FILE, 'title = "本区"', 'title = { zh = "锦江", en = "Jinjiang" }')
    assert repo.check() == ()
    repo.edit(HEAD_FILE, "on_track = -5", "on_track = -20")
    (finding,) = repo.check()
    assert (finding.code, finding.line) == ("JP601", repo.line(HEAD_FILE, "[profile.ours]"))
    assert "`city`: what the profile ours of the plan says changed" in finding.words.en
    assert "on_track = -5" in finding.words.en


def test_an_amendment_that_lacks_its_ground_at_the_base_may_be_given_it(repo: Repo) -> None:
    repo.edit(WORKS_FILE, 'document = "甲文件"\nreason = "扩容"\n', "")
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.commit()
    assert [each.code for each in repo.check()] == ["JP605"]
    repo.edit(WORKS_FILE, "value = 3200\n", 'value = 3200\ndocument = "甲文件"\nreason = "扩容"\n')
    assert repo.check() == ()


def marked(repo: Repo, file: str, line: int, column: int) -> str:
    """What stands in a file from a place on, to the end of its word or text."""
    text = (repo.plans / file).read_text(encoding="utf-8").splitlines()[line - 1][column - 1 :]
    return re.split(r"[,}\s]", text, maxsplit=1)[0]


LINE = '[target.line]\ntitle = "变电站"\nkind = "stage"\n'
PUT_BACK = "put it back; no amendment changes this"
POINTED = [
    pytest.param(STATION_GOAL, 'goal = { op = ">=", value = 2500 }', "2500", "3000", "--value 2500", id="a value"),
    pytest.param(STATION_GOAL, 'goal = { value = 3000, op = "<=" }', '"<="', '">="', PUT_BACK, id="an op"),
    pytest.param(f"{STATION_GOAL}\n", "", "target.stations]", "3000", "--status cancelled", id="no goal"),
    pytest.param(
        f'{LINE}goal = {{ stage = "completed" }}', f'{LINE}goal = {{ stage = "signed" }}',
        '"signed"', '"completed"', "--value signed", id="a stage",
    ),
    pytest.param("goal = { value = true }", "goal = { value = false }", "false", "true", "--value no", id="done"),
    pytest.param(
        "goal = { value = 86.5 }", 'goal = { min = 80, max = 86.5, op = "range" }',
        "{", "86.5", PUT_BACK, id="a range instead",
    ),
    pytest.param("goal = { value = 86.5 }", "goal = { value = 90.0 }", "90.0", "86.5", "--value 90", id="a falling one"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "here", "there", "advice"), POINTED)
def test_a_goal_that_moved_is_pointed_at_with_the_command_that_moves_it(  # noqa: PLR0913, PLR0917 - a whole case
    repo: Repo, old: str, new: str, here: str, there: str, advice: str
) -> None:
    before = (repo.plans / WORKS_FILE).read_text(encoding="utf-8")
    repo.edit(WORKS_FILE, old, new)
    (finding,) = repo.check()
    assert marked(repo, WORKS_FILE, finding.line, finding.column) == here
    (base,) = finding.related
    (repo.plans / WORKS_FILE).write_text(before, encoding="utf-8")
    assert marked(repo, WORKS_FILE, base.line, base.column) == there
    assert finding.hint is not None
    assert advice in finding.hint.en


SECOND = '\n[[target.stations.amendment]]\ndecided = 2022-01-01\nvalue = 3300\ndocument = "甲文件"\nreason = "扩容"\n'


def test_two_amendments_are_not_both_taken_for_one(repo: Repo) -> None:
    repo.edit(WORKS_FILE, AMENDMENT, AMENDMENT + SECOND)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.commit()
    assert repo.check() == ()
    repo.edit(WORKS_FILE, SECOND, "")
    repo.edit(WORKS_FILE, "decided = 2021-09-01\nvalue = 3200", "decided = 2021-12-01\nvalue = 3400")
    told = [each.words.en for each in repo.check()]
    assert len(told) == 2
    assert sum("gone now" in each for each in told) == 1


def test_a_ground_in_two_languages_stays_as_it_was_in_each(repo: Repo) -> None:
    repo.edit(WORKS_FILE, 'document = "甲文件"', 'document = { zh = "甲文件", en = "Paper A" }')
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.commit()
    for old, new in (('en = "Paper A"', 'en = "Paper B"'), ('zh = "甲文件"', 'zh = "乙文件"')):
        repo.edit(WORKS_FILE, old, new)
        assert [each.code for each in repo.check()] == ["JP601"]
        repo.edit(WORKS_FILE, new, old)
    repo.commit()
    assert repo.check() == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param('stage = "planned"', 'stage = "signed"', 'stage = "signed"', id="another stage"),
        pytest.param("on = 2020-01-01\n\n[target.platform]", "on = 2020-02-01\n\n[target.platform]", "on = 2020-02-01", id="another day"),
        pytest.param("on = 2020-01-01\n\n[target.platform]", "\n[target.platform]", "[target.line.baseline]", id="no day"),
    ],
)  # fmt: skip
def test_a_baseline_that_moved_is_pointed_at(repo: Repo, old: str, new: str, line: str) -> None:
    stated = '[target.line.baseline]\nstage = "planned"\non = 2020-01-01\n\n[target.platform]'
    repo.edit(WORKS_FILE, "[target.platform]", stated)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(WORKS_FILE, old, new)
    (finding,) = repo.check()
    assert (finding.code, finding.line) == ("JP604", repo.line(WORKS_FILE, line))


@pytest.mark.parametrize(
    ("kind", "assumed"),
    [("cumulative", 0), ("increment", 0), ("level", 5), ("maintain", 5), ("rate", None), ("rank", None)],
)
def test_a_baseline_that_nobody_stated_is_nought_or_the_first_figure(kind: str, assumed: int | None) -> None:
    assert assumed_baseline(target_of(counted(None, 9, kind)), Decimal(5)) == assumed


def test_the_stages_of_a_target_without_a_goal_are_nobody_s_promise(repo: Repo) -> None:
    repo.edit(WORKS_FILE, f'{LINE}goal = {{ stage = "completed" }}\n', LINE)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(WORKS_FILE, LINE, f'{LINE}stages = ["signed", "completed"]\n')
    assert repo.check() == ()


def test_of_new_milestones_the_first_that_asks_for_less_is_told(repo: Repo) -> None:
    new = "{ on = 2021-06-30, value = 1200 }, { on = 2021-09-30, value = 1499 }, { on = 2021-11-30, value = 1500 }, "
    repo.edit(WORKS_FILE, "{ on = 2021-12-31", f"{new}{{ on = 2021-12-31")
    (finding,) = repo.check()
    assert "what is asked for on 2021-09-30" in finding.words.en
    assert "1,500 sites at the base, 1,499 sites now" in finding.words.en
    repo.edit(WORKS_FILE, "value = 1499", "value = 1500")
    repo.edit(WORKS_FILE, "2021-11-30, value = 1500", "2021-11-30, value = 1700")
    assert repo.check() == ()


@pytest.mark.parametrize(
    ("start", "due", "count"),
    [
        ("2020-01-01", "2020-12-31", 1),
        ("2020-01-01", "2020-03-31", 1),
        ("2020-01-01", "2020-01-31", 0),
        ("2020-12-01", "2021-01-31", 1),
    ],
)
def test_two_paths_are_compared_at_the_end_of_each_month_before_due(
    repo: Repo, start: str, due: str, count: int
) -> None:
    repo.edit(WORKS_FILE, 'path = "compound"\n', f'path = "compound"\nstart = {start}\ndue = {due}\n')
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(WORKS_FILE, 'path = "compound"\n', "")
    assert [each.code for each in repo.check()] == ["JP601"] * count


STAGED = f'{LINE}milestone = [{{ on = 2021-06-30, stage = "construction" }}]\n'


def test_a_milestone_of_a_stage_is_lowered_unless_the_list_is_another(repo: Repo) -> None:
    repo.edit(WORKS_FILE, LINE, STAGED)
    repo.commit()
    repo.git("branch", "-f", "main")
    repo.edit(WORKS_FILE, 'stage = "construction"', 'stage = "signed"')
    (finding,) = repo.check()
    assert (
        "the milestone of 2021-06-30 changed without an amendment: construction at the base, signed now"
        in (finding.words.en)
    )
    assert marked(repo, WORKS_FILE, finding.line, finding.column) == '"signed"'
    repo.edit(WORKS_FILE, LINE, f'{LINE}stages = ["signed", "completed"]\n')
    (finding,) = repo.check()  # where the list is another one, that is all that can be said
    assert "the list of stages changed" in finding.words.en


@pytest.mark.parametrize(
    ("old", "new", "here"),
    [
        pytest.param("value = 600 }", "value = 500 }", "500", id="lowered"),
        pytest.param("on = 2020-12-31, value", "on = 2021-03-31, value", "2021-03-31", id="put off"),
        pytest.param(
            "{ on = 2021-12-31", "{ on = 2021-06-30, value = 7 }, { on = 2021-12-31", "7", id="put in"
        ),
        pytest.param("{ on = 2021-12-31, value = 1800 }", "", "[{", id="taken away"),
    ],
)
def test_a_milestone_that_moved_is_pointed_at(repo: Repo, old: str, new: str, here: str) -> None:
    column = MILESTONES.index("{ on = 2021-12-31" if here == "[{" else "{ on = 2020-12-31") + 1
    repo.edit(WORKS_FILE, old, new)
    (finding,) = repo.check()
    assert marked(repo, WORKS_FILE, finding.line, finding.column) == here
    assert here == "7" or [each.column for each in finding.related] == [column]
