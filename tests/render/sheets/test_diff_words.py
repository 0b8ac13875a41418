"""Changes in words and in JSON: every entry of the files, reasons with several turns, amendments."""

from datetime import date
from typing import Any

import pytest

from jinjiang_plan import Portfolio
from jinjiang_plan.assess.diff import (
    ACTION_FIELDS,
    INITIATIVE_FIELDS,
    PLAN_FIELDS,
    SOURCE_FIELDS,
    TARGET_FIELDS,
    compare,
)
from jinjiang_plan.model.change import CAUSES, Cause, Change, Changes, Snapshot
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.sheets.diff import changes_record, diff_sheet
from jinjiang_plan.render.sheets.diff_words import FIELDS, FIGURE, SAME, also_text, kind_of, why_text
from jinjiang_plan.render.sheets.plain_text import plain_lines
from tests.assess.cases import amended, counted, head, ledger_of, plan_of, target_text
from tests.build import report_line

LINES = [report_line("2020-12-31", 1000), report_line("2021-06-30", 1700)]


def view(body: str, as_of: str = "2021-06-30", **more: str) -> Snapshot:
    plan = plan_of(body, **more)
    ledgers = {each.full_id: ledger_of(each, *LINES) for each in plan.targets if each.kind == "cumulative"}
    return Snapshot(Portfolio((plan,), ledgers, ()), date.fromisoformat(as_of), None, Words("一侧", "a side"))


def only(changes: Changes) -> Change:
    (change,) = changes.changes
    return change


def test_every_entry_that_is_compared_has_a_name_in_both_languages() -> None:
    listed = (PLAN_FIELDS, ACTION_FIELDS, SOURCE_FIELDS, TARGET_FIELDS, INITIATIVE_FIELDS)
    names = {name for fields in listed for name in fields.values()}
    assert names | {"plan", "action", "source", "amendment"} == set(FIELDS)
    assert set(CAUSES) == set(Cause)
    for words in (*FIELDS.values(), *CAUSES.values()):
        assert words.en.isascii()
        assert any("一" <= sign <= "鿿" for sign in words.zh)


EDITS: list[tuple[str, str, Any, Any]] = [
    ("goal = { value = 6000 }", "goal 3,000 → 6,000", 3000, 6000),
    ("due = 2023-06-30", "due 2022-12-31 → 2023-06-30", "2022-12-31", "2023-06-30"),
    ('unit = "座"', "unit - → 座", None, "座"),
    ('class = "binding"', "class expected → binding", "expected", "binding"),
    ("weight = 2.5", "weight 1 → 2.5", 1, 2.5),
    ('tags = ["a", "b"]', "tags - → a, b", [], ["a", "b"]),
    ("assumed = true", "assumed no → yes", False, True),
    ("limits = { min = 0 }", "limits -, - → 0, -", [None, None], [0, None]),
    ('frequency = "month"', "frequency quarter → month", "quarter", "month"),
    ('lead = "office"', "lead - → office", None, "office"),
    (
        "milestone = [ { on = 2020-12-31, value = 600 } ]",
        "milestones - → 2020-12-31 600",
        [],
        [{"on": "2020-12-31", "value": 600}],
    ),
    ("baseline = { value = 300 }", "baseline 0 → 300", 0, 300),
    ('wording = "\\u001b"', "wording - → \\x1b", None, "\x1b"),
]


@pytest.mark.parametrize(("entry", "text", "before", "after"), EDITS, ids=[each[0] for each in EDITS])
def test_an_edit_says_what_stood_and_stands_there(
    entry: str, text: str, before: object, after: object
) -> None:
    name, _, value = entry.partition(" = ")
    stated = {"baseline": "{ value = 0 }", "goal": "{ value = 3000 }"}
    edited = {**stated, f"{name}_" if name == "class" else name: value}
    changes = compare(view(target_text(**stated)), view(target_text(**edited)))
    change = only(changes)
    assert text in also_text(change, "en")
    (edit,) = changes_record(changes, "en", replayed=False)["changes"][0]["edits"]
    assert (edit["field"], edit["before"], edit["after"]) == (name, before, after)


def test_stages_and_altered_amendments_are_written_too() -> None:
    body = target_text("stage", goal='{ stage = "completed" }', baseline='{ stage = "planned" }')
    other = body.replace('stage = "completed"', 'stage = "signed"') + amended(
        decided="2021-01-01", due="2023-01-31"
    )
    changes = compare(view(body), view(other))
    assert "goal completed → signed" in also_text(only(changes), "en")
    assert "目标值 建成 → 签约" in also_text(only(changes), "zh")
    back = compare(view(other), view(body))
    assert "amendments 2021-01-01 → -" in also_text(only(back), "en")
    edits = changes_record(back, "en", replayed=False)["changes"][0]["edits"]
    assert [each["before"] for each in edits if each["field"] == "amendment"] == [["2021-01-01"]]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "time → behind, new figure → ahead"), ("zh", "时间推移→欠进度，新数据→超进度")],
)
def test_several_turns_are_told_with_the_status_that_each_made(lang: Lang, text: str) -> None:
    change = only(compare(view(counted(), "2020-12-31"), view(counted())))
    assert why_text(change, lang) == text
    assert "2021-06-30" in also_text(change, "en", whole=True)


def test_an_amendment_shows_the_goal_that_it_replaced() -> None:
    one = counted() + amended(decided="2021-05-01", value="9000")
    change = only(compare(view(one, "2020-12-31"), view(one)))
    assert "amended 2021-05-01: 3,000 → 9,000" in also_text(change, "en")
    two = one + amended(decided="2021-06-01", due="2023-12-31")
    change = only(compare(view(two, "2020-12-31"), view(two)))
    assert "amended 2021-05-01: 9,000; amended 2021-06-01: due 2023-12-31" in also_text(change, "en")
    record = changes_record(compare(view(two, "2020-12-31"), view(two)), "en", replayed=False)
    assert record["changes"][0]["amendments"][0] == {
        "decided": "2021-05-01",
        "goal": 9000,
        "due": None,
        "status": None,
        "document": None,
        "reason": None,
    }


def test_edits_of_a_plan_itself_stand_above_its_targets() -> None:
    changes = compare(view(counted()), view(counted(), top=head(title='"New"'), works=""))
    lines = list(plain_lines(diff_sheet(changes, "en", replayed=False), "en"))
    assert "# title Test plan → New" in lines
    assert "# action works - → works" in lines
    record = changes_record(changes, "en", replayed=False)
    assert [(each["id"], each["field"]) for each in record["edits"]] == [(None, "title"), ("works", "action")]


def between(*lines: str, body: str | None = None) -> Change:
    """What changed from the end of 2020 to June 2021, by these lines behind a report of 1,000."""
    plan = plan_of(body or counted())
    (target,) = plan.targets
    ledgers = {target.full_id: ledger_of(target, report_line("2020-12-31", 1000), *lines)}
    portfolio = Portfolio((plan,), ledgers, ())
    sides = [
        Snapshot(portfolio, date.fromisoformat(day), None, Words(day, day))
        for day in ("2021-01-31", "2021-06-30")
    ]
    return only(compare(*sides))


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        pytest.param([report_line("2021-03-31", 1000)], SAME, id="the same once"),
        pytest.param(
            [report_line("2021-03-31", 1000), report_line("2021-04-30", 1000)], SAME, id="and again"
        ),
        pytest.param([report_line("2021-03-31", 1001)], FIGURE, id="another"),
        pytest.param(
            [report_line("2021-03-31", 1001), report_line("2021-04-30", 1000)], FIGURE, id="there and back"
        ),
    ],
)
def test_a_report_of_what_was_there_is_no_new_figure(lines: list[str], kind: Words) -> None:
    level = counted(0, 2100, "level", path='"step"', milestone="[ { on = 2020-12-31, value = 900 } ]")
    change = between(*lines, body=level)
    assert not change.turned
    assert kind_of(change) is kind


def test_what_is_only_reported_again_comes_last_and_is_not_counted_as_changed() -> None:
    plan = plan_of(counted(name="again") + counted(name="more"))
    reported = {"again": [1000, 1000], "more": [1000, 1050]}
    ledgers = {
        each.full_id: ledger_of(
            each,
            *(
                report_line(on, figure)
                for on, figure in zip(("2020-12-31", "2021-01-31"), reported[each.id], strict=True)
            ),
        )
        for each in plan.targets
    }
    portfolio = Portfolio((plan,), ledgers, ())
    sides = [
        Snapshot(portfolio, date.fromisoformat(on), None, Words(on, on))
        for on in ("2020-12-31", "2021-01-31")
    ]
    changes = compare(*sides)
    assert [each.target.id for each in changes.changes] == ["more", "again"]
    told = list(plain_lines(diff_sheet(changes, "en", replayed=False), "en"))
    assert told[1] == "# 1 of 2 changed  figure 1  same 1"
