"""A plan goes out as a table and comes back the same; what does not come back is what was said to be left out."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan.assess.draft.due_days import DueTerms
from jinjiang_plan.assess.draft.entry import DraftTerms
from jinjiang_plan.assess.draft.plan_columns import plan_layout
from jinjiang_plan.assess.draft.proposal import proposal
from jinjiang_plan.check.base.second_version import second_version
from jinjiang_plan.files.plans.drafted_plan import drafted_plan, stated_aspects
from jinjiang_plan.files.plans.entry_text import NewEntry, entry_text
from jinjiang_plan.files.plans.locate import built_in
from jinjiang_plan.files.plans.new_plan import PlanHead, plan_texts
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.files.plans.reader import read_folder, read_plan
from jinjiang_plan.files.plans.sources import Sources
from jinjiang_plan.files.spreadsheets.reader import read_tables
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.plan_draft import PlanDraft
from jinjiang_plan.model.spreadsheet import ColumnMap
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import delimited
from jinjiang_plan.render.plan_rows import left_out, plan_records
from jinjiang_plan.render.workbook.plan_page import plan_book
from tests.build import PLAN_HEAD

TODAY = date(2023, 1, 10)
FOLDER = Path("/nowhere/plan")
HELD_ELSEWHERE = {
    "plan",
    "action",
    "file",
    "basis",
    "source",
    "timezone",
    "tolerance",
    "year_end",
    "sample",
    "note",
}
"""Fields that come from the plan itself, or whose names are the table's own."""
KEYS = {"course": "path", "seasons": "path", "milestones": "milestone", "amendments": "amendment"}
"""Fields of a target whose key in the file is another."""


def draft_of(plan: Plan, lang: Lang, form: str) -> PlanDraft:
    """The plan's table, written and read again."""
    if form == "csv":
        content = delimited(plan_records(plan, lang), ",").encode("utf-8-sig")
    else:
        content = plan_book(plan, lang)
    layout = plan_layout(read_tables(content, f"plan.{form}"), ColumnMap(), [], TODAY)
    due = DueTerms(plan.start, plan.due, TODAY, layout.table.epoch, plan.year_end)
    draft = proposal(layout, DraftTerms(due))
    assert draft.faults == ()
    return draft


def back(plan: Plan, lang: Lang, form: str) -> Plan:
    """The plan that is made of its table."""
    head = PlanHead(plan.id, plan.title.say(lang), plan.start, plan.due, lang, plan.timezone)
    read = read_folder(FOLDER, Sources(None, texts_at(plan_texts(draft_of(plan, lang, form), head))))
    assert read.plan is not None, read.findings
    return read.plan


def texts_at(texts: Mapping[str, str]) -> dict[Path, str]:
    return {FOLDER / name: text for name, text in texts.items()}


def missing(plan: Plan, lang: Lang, form: str) -> dict[str, set[str]]:
    """What of each entry did not come back, by key."""
    came = {each.id: each for each in back(plan, lang, form).judged}
    assert sorted(came) == sorted(each.id for each in plan.judged)
    lost: dict[str, set[str]] = {}
    for each in plan.judged:
        for key in lost_keys(each, came[each.id], lang):
            lost.setdefault(key, set()).add(each.id)
    return lost


def lost_keys(target: Target, came: Target, lang: Lang) -> set[str]:
    keys = set()
    for field in Target._fields:
        was, now = getattr(target, field), getattr(came, field)
        if field in ("goal", "baseline") and was is not None:
            if was.assumed or getattr(was, "source", ""):
                keys.add("assumed")
            was = was._replace(assumed=False)
            was = was._replace(source="") if field == "baseline" else was
        if field == "leads":
            was, now = ([each.say(lang) for each in names] for names in (was, now))
        if isinstance(was, Words):
            assert isinstance(now, Words)
            if was.zh != was.en:
                keys.add("title")
            was, now = was.say(lang), now.say(lang)
        if was != now and field not in HELD_ELSEWHERE:
            keys.add(KEYS.get(field, field))
    return keys


FORMS = ["csv", "xlsx"]
LANGUAGES: list[Lang] = ["zh", "en"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("folder", plan_folders(built_in()), ids=lambda each: each.name)
def test_the_plans_that_ship_come_back_but_for_what_was_named(folder: Path, form: str, lang: Lang) -> None:
    plan = read_plan(folder)[0]
    assert plan is not None
    named = {
        each.key: set(each.ids) for each in left_out(plan) if each.ids and each.key not in ("serves", "title")
    }
    lost = missing(plan, lang, form)
    lost.pop("title", None)
    assert lost == named


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", plan_folders(built_in()), ids=lambda each: each.name)
def test_a_plans_own_table_proposes_no_change(folder: Path, lang: Lang) -> None:
    plan = read_plan(folder)[0]
    assert plan is not None
    draft = draft_of(plan, lang, "csv")
    assert second_version(plan, drafted_plan(draft, plan), TODAY, stated_aspects(draft, plan)).changes == ()


TITLES = st.text("道路建设管网桥梁园林绿化", min_size=3, max_size=8)
DECIMALS = (
    st.decimals(min_value=1, max_value=10**6, places=2)
    .map(lambda each: each.normalize())
    .map(lambda each: Decimal(f"{each:f}"))
)
DAYS = st.integers(1, 1000).map(lambda days: date(2020, 1, 1) + timedelta(days))
UNITS = st.sampled_from(["座", "公里", "亿元", "%", "万平方米"])
NAMES = st.lists(st.sampled_from(["区经信局", "区住建局", "区发改局"]), unique=True, max_size=3)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """What an entry of a plan may say that a table can hold."""
    kind = draw(st.sampled_from(["level", "cumulative", "maintain", "stage", "done"]))
    table: dict[str, Any] = {"title": draw(TITLES), "kind": kind, "lead": draw(NAMES), "partners": []}
    table["class"] = draw(st.sampled_from(["binding", "expected"]))
    table["due"] = draw(DAYS)
    match kind:
        case "stage":
            table["goal"] = {"stage": draw(st.sampled_from(["completed", "operating", "construction"]))}
        case "done":
            table["goal"] = {"value": True}
        case "maintain":
            low, high = sorted([draw(DECIMALS), draw(DECIMALS)])
            table |= {"unit": draw(UNITS), "goal": {"min": low, "max": high + 1, "op": "range"}}
        case _:
            table |= {"unit": draw(UNITS), "baseline": {"value": Decimal(0), "on": date(2020, 1, 1)}}
            op = draw(st.sampled_from([{}, {"op": ">="}, {"op": ">"}]))
            table["goal"] = draw(st.sampled_from([{"value": draw(DECIMALS), **op}, None]))
    return {key: value for key, value in table.items() if value not in ([], None)}


@settings(max_examples=15)
@given(
    first=st.lists(tables(), min_size=1, max_size=3),
    second=st.lists(tables(), min_size=1, max_size=4),
    lang=st.sampled_from(LANGUAGES),
    form=st.sampled_from(FORMS),
)
def test_any_plan_that_the_table_can_hold_comes_back_the_same(
    first: list[dict[str, Any]], second: list[dict[str, Any]], lang: Lang, form: str
) -> None:
    head = PLAN_HEAD + "".join(
        f"\n{entry_text(NewEntry('target', f't{n}', each))}" for n, each in enumerate(first)
    )
    action = 'format = 1\n\n[action]\ntitle = "园区工程"\n' + "".join(
        f"\n{entry_text(NewEntry('target', f't{n}', each))}" for n, each in enumerate(second)
    )
    plan = read_folder(FOLDER, Sources(None, texts_at({"plan.toml": head, "works.toml": action}))).plan
    assert plan is not None
    assert missing(plan, lang, form) == {}
