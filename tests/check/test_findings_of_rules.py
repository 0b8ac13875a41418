"""What findings of rules say beside their place: labels, notes, second places, hints, and both languages."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import assess, load
from jinjiang_plan.check.rule_api import Material, faults_of
from jinjiang_plan.check.rules.progress import BEHIND_TARGET
from jinjiang_plan.check.wording import difference, rough, total
from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.value import figure
from tests.build import call
from tests.check.wrapping import directive, write_case

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, plans: Path, text: str, *options: str, lang: str = "en") -> str:
    """What `check` says of a text in full."""
    write_case(plans, text)
    return call(capsys, "check", str(plans), *options, lang=lang).out


SUM = """
[target.investment]
title = "Investment"
kind = "cumulative"
unit = "亿元"
goal = { value = 105 }
sum_of = ["network.investment", "industry.investment"]

# network.toml
format = 1
[action]
title = "Network"
[target.investment]
title = "Investment"
kind = "cumulative"
unit = "亿元"
goal = { value = 13.5 }

# industry.toml
format = 1
[action]
title = "Industry"
[target.investment]
title = "Investment"
kind = "cumulative"
unit = "亿元"
goal = { value = 90.5 }
"""


def test_a_sum_that_is_off_is_told_as_the_contract_shows_it(tmp_path: Path, capsys: Capture) -> None:
    said = told(capsys, tmp_path, SUM).replace(f"{tmp_path}/", "")
    assert (
        said
        == """\
error JP303 sum-mismatch: the parts of `investment` add up to 104 亿元, not 105 亿元
  --> plan/plan.toml:14:18
   |
14 | goal = { value = 105 }
   |                  ^^^ 1 亿元 more than its parts
   |
  --> plan/network.toml:8:18
   |
 8 | goal = { value = 13.5 }
   |                  ^^^^ a part, 13.5 亿元
   |
  --> plan/industry.toml:8:18
   |
 8 | goal = { value = 90.5 }
   |                  ^^^^ a part, 90.5 亿元
   |
   = parts: network 13.5, industry 90.5
   = help: mend the part that is off, or amend the goal
"""
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("105", "103"), ["not 103 亿元", "1 亿元 less than its parts"]),
        (("105", "104.000000000000000001"), ["0.000000000000000001 亿元 more than its parts"]),
        (
            ("{ value = 105 }", '{ min = 1, max = 9, op = "range" }'),
            ["not 1 ~ 9 亿元", "does not hold the sum"],
        ),
    ],
)
def test_a_label_says_by_how_much_a_sum_is_off(
    tmp_path: Path, capsys: Capture, change: tuple[str, str], words: list[str]
) -> None:
    said = told(capsys, tmp_path, SUM.replace(*change))
    assert all(each in said for each in words), said


def test_a_part_that_was_cancelled_is_named_and_not_counted(tmp_path: Path, capsys: Capture) -> None:
    cancelled = '[[target.investment.amendment]]\ndecided = 2021-09-01\nstatus = "cancelled"\n'
    said = told(capsys, tmp_path, SUM + cancelled)
    assert "add up to 13.5 亿元, not 105 亿元" in said
    assert "parts: network 13.5, industry 90.5 (cancelled, not counted)" in said


def test_parts_of_other_names_are_named_in_full(tmp_path: Path, capsys: Capture) -> None:
    said = told(
        capsys,
        tmp_path,
        SUM.replace("industry.investment", "industry.money").replace(
            'title = "Industry"\n[target.investment]', 'title = "Industry"\n[target.money]'
        ),
    )
    assert "parts: network.investment 13.5, industry.money 90.5" in said


def test_a_part_beside_one_in_an_action_is_named_in_full_too(tmp_path: Path, capsys: Capture) -> None:
    text = SUM.replace("[target.investment]", "[target.total]", 1)
    text = text.replace('"industry.investment"]', '"investment"]').partition("# industry.toml")[0]
    own = (
        '[target.investment]\ntitle = "Own"\nkind = "cumulative"\nunit = "亿元"\ngoal = { value = 90.5 }\n\n'
    )
    said = told(capsys, tmp_path, text.replace("# network.toml", f"{own}# network.toml"))
    assert "parts: network.investment 13.5, investment 90.5" in said


def test_a_unit_that_is_another_or_none_is_said_so(tmp_path: Path, capsys: Capture) -> None:
    for text, unit, words in (
        (SUM, "座", "counted in `座`"),
        (SUM, None, "without a unit"),
    ):
        line = "" if unit is None else f'unit = "{unit}"\n'
        head, part = text.split("# network.toml")
        said = told(capsys, tmp_path, head + "# network.toml" + part.replace('unit = "亿元"\n', line, 1))
        first = said.partition("-->")[0]
        assert "JP302" in first
        assert words in flat(first)
        assert "counted in `亿元`" in flat(first)


@pytest.mark.parametrize(
    ("title", "language"), [("一", "English"), ("鿿", "English"), ("One", "Chinese"), ("5G 一", "English")]
)
def test_a_plain_title_is_chinese_where_it_has_a_chinese_sign(
    tmp_path: Path, capsys: Capture, title: str, language: str
) -> None:
    other = '[target.b]\ntitle = { zh = "二", en = "Two" }\nkind = "level"\n'
    text = f'# languages: ["zh", "en"]\n[target.a]\ntitle = "{title}"\nkind = "level"\n{other}'
    said = flat(told(capsys, tmp_path, text))
    assert said.count("JP701") == 1
    assert language in said.partition("-->")[0]
    assert title in said.partition("-->")[0]


def flat(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


BEHIND = """
# as-of: 2021-06-30
[target.stations]
title = "Stations"
kind = "cumulative"
unit = "座"
goal = { value = 3000 }

[initiative.park]
title = "Park"
goal = { stage = "completed" }
serves = ["stations"]

[target.system]
title = "System"
kind = "done"
goal = { value = true }
due = 2021-03-31

# progress/stations.toml
[report]
2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00, source = "S" }

# progress/park.toml
[report]
2021-06-30 = { stage = "signed", recorded = 2021-07-05T09:00:00+08:00, source = "S" }

# progress/system.toml
[report]
2020-12-31 = { done = false, recorded = 2021-01-05T09:00:00+08:00, source = "S" }
"""


COMPARED = """
# as-of: 2021-06-30
[target.place]
title = "Place"
kind = "rank"
goal = { value = 3 }

[target.growth]
title = "Growth"
kind = "rate"
unit = "%"
goal = { value = 7 }

[target.yield]
title = "Yield"
kind = "rate"
unit = "吨"
goal = { value = 8 }

# progress/place.toml
[report]
2021-06-30 = { value = 5, recorded = 2021-07-05T09:00:00+08:00, source = "S" }

# progress/growth.toml
[report]
2021-06-30 = { value = 6.1, recorded = 2021-07-05T09:00:00+08:00, source = "S" }

# progress/yield.toml
[report]
2021-06-30 = { value = 6.5, recorded = 2021-07-05T09:00:00+08:00, source = "S" }
"""


def test_what_is_compared_with_the_goal_itself_is_short_by_its_own_unit(
    tmp_path: Path, capsys: Capture
) -> None:
    said = told(capsys, tmp_path, COMPARED, "--as-of", "2021-06-30")
    assert "^ 2 places short" in said
    assert "^ 0.9 percentage points short" in said
    assert "^ 1.5 t short" in said


def test_who_is_behind_is_told_by_how_much_and_what_pace_would_do(tmp_path: Path, capsys: Capture) -> None:
    said = told(capsys, tmp_path, BEHIND, "--as-of", "2021-06-30")
    assert "`stations` is behind on 2021-06-30: 1,200 sites, where the plan asks for 1,500 sites" in said
    assert "^^^^ 10 percentage points short" in said
    assert "so far 66.67 sites a month; 100 sites a month would get there by 2022-12-31" in said
    assert "`park` is behind on 2021-06-30: signed (33.33 %), where the plan asks for 50 %" in said
    assert "`system` was due on 2021-03-31; the last figure is no for 2020-12-31, and none is final" in said
    assert "jinjiang-plan record system VALUE --on 2021-03-31" in said
    assert said.count("^ the latest report") == 3


def test_progress_is_not_asked_about_unless_a_day_or_the_rule_is_named(
    tmp_path: Path, capsys: Capture
) -> None:
    assert told(capsys, tmp_path, BEHIND) == ""
    assert "JP502" in told(capsys, tmp_path, BEHIND, "--select", "overdue")


@given(st.integers(min_value=-500, max_value=4000))
def test_a_target_is_behind_for_check_where_it_is_for_status(value: int) -> None:
    with TemporaryDirectory() as folder:
        write_case(Path(folder), BEHIND.replace("value = 1200", f"value = {value}"))
        portfolio = load(folder)
    judgement = assess(portfolio, date(2021, 6, 30))
    behind = (Status.BEHIND, Status.SERIOUSLY_BEHIND, Status.REGRESSING)
    wanted = {each.target.id for each in judgement.assessments if each.status in behind}
    material = Material(portfolio, {}, date(2021, 6, 30), judgement)
    assert {fault.route[1] for fault in faults_of(material, [BEHIND_TARGET])} == wanted


def test_a_slip_is_told_with_the_fall_behind_it(tmp_path: Path, capsys: Capture) -> None:
    said = told(
        capsys,
        tmp_path,
        '[target.a]\ntitle = "A"\nkind = "cumulative"\nunit = "元"\n\n# progress/a.toml\n[report]\n'
        '2021-03-31 = { value = 6200000, recorded = 2021-04-05T09:00:00+08:00, source = "S" }\n'
        '2021-06-30 = { value = 620, recorded = 2021-07-05T09:00:00+08:00, source = "S" }\n',
    )
    assert said.count(" JP") == 1
    assert "the figure before is 10,000 times as much: did 万 or 亿 slip?" in said


@pytest.mark.parametrize(
    ("unit", "hint"),
    [
        ("万元", "count `part` in `亿元`: convert its goal, its baseline and its ledger"),
        ("座", "give the sum and its parts one unit"),
        ("", "give the sum and its parts one unit"),
    ],
)
def test_a_part_in_another_unit_is_told_what_to_do(
    tmp_path: Path, capsys: Capture, unit: str, hint: str
) -> None:
    stated = f'unit = "{unit}"\n' if unit else ""
    text = (
        '[target.whole]\ntitle = "All"\nkind = "cumulative"\nunit = "亿元"\nsum_of = ["part"]\n'
        f'[target.part]\ntitle = "Part"\nkind = "cumulative"\n{stated}'
    )
    assert f"help: {hint}" in told(capsys, tmp_path, text)


def test_a_unit_like_none_is_told_how_to_be_kept(tmp_path: Path, capsys: Capture) -> None:
    text = '[target.a]\ntitle = "A"\nkind = "level"\nunit = "zzzzzz"\n'
    said = told(capsys, tmp_path, text, lang="zh")
    assert "办法：是自己的单位就在 plan.toml 里声明" in said
    assert told(capsys, tmp_path, text.replace('"zzzzzz"', '"zzzzzz" # jp: ignore[unknown-unit] ours')) == ""


def test_unsafe_fixes_write_the_nearest_name_and_leave_the_rest(tmp_path: Path, capsys: Capture) -> None:
    text = (
        '[target.a] # a comment\ntitle = "A"\nkind = "level"\nunit = "万平方"  # unit\nsum_of = [ "work.b", ]\n'
        '# works.toml\nformat = 1\n[action]\ntitle = "W"\n'
        '[target.b]\ntitle = "B"\nkind = "level"\nunit = "万平方米"\n'
    )
    write_case(tmp_path, text)
    outcome = call(capsys, "check", str(tmp_path), "--unsafe-fixes")
    mended = (tmp_path / "plan" / "plan.toml").read_text(encoding="utf-8")
    assert 'unit = "万平方米"  # unit\nsum_of = [ "works.b", ]' in mended
    assert outcome.code == 0, outcome.out


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "cases").glob("*-fail.toml")), ids=lambda path: path.stem
)
def test_both_languages_tell_the_same_findings_each_in_its_words(
    tmp_path: Path, capsys: Capture, path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    day = directive(text, "as-of")
    options = ["--format", "concise", *(["--as-of", day] if day else [])]
    zh, en = (told(capsys, tmp_path, text, *options, lang=lang).splitlines() for lang in ("zh", "en"))
    assert len(zh) == len(en) > 0
    for chinese, english in zip(zh, en, strict=True):
        place, _, said = chinese.partition(" JP")
        assert english.startswith(f"{place} JP")
        assert not re.search(r"\{[a-z]+\}", said)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in said)
        assert chinese != english


def test_figures_are_exact_and_rates_are_never_nought_where_they_are_not() -> None:
    assert total([Decimal("0.1")] * 3) == Decimal("0.3")
    assert str(difference(Decimal("1e-29"), Decimal(10**29))) == f"{'9' * 29}.{'9' * 29}"
    assert figure(Decimal("1234567.50")) == "1,234,567.5"
    assert rough(Fraction(200, 3)) == "66.67"
    assert rough(Fraction(-20000, 3)) == "-6,667"
    assert rough(Fraction(1, 3000)) == "0.0003"
    assert rough(Fraction(0)) == "0"


def test_without_a_judgement_progress_is_not_spoken_of(tmp_path: Path) -> None:
    write_case(tmp_path, BEHIND)
    material = Material(load(tmp_path), {}, date(2021, 6, 30))
    assert list(faults_of(material, [BEHIND_TARGET])) == []
