"""`list`: documents in every format, the terms in force after an amendment, and what is our own reading."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from jinjiang_plan.model.profiles import PROFILES
from tests.assess.cases import head
from tests.build import STATIONS, call, write_plan

Capture = pytest.CaptureFixture[str]
AMENDED = """
[[target.stations.amendment]]
decided = 2021-09-01
value = 3500
due = 2023-06-30
document = "No. 5"
reason = "replanned"
"""
SOURCES = """
[source.notice]
title = { zh = "行动计划", en = "Action plan" }
publisher = { zh = "区政府", en = "District government" }
published = 2020-04-01
number = "锦府发〔2020〕3号"
url = "https://example.org/notice"
note = { zh = "全文", en = "In full" }

[source.article]
title = "报道"
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    write_plan(tmp_path / "plans", head=head(assumed="true") + SOURCES + STATIONS + AMENDED)
    return tmp_path / "plans"


NOTICE = {
    "plan": "plan",
    "id": "notice",
    "title": "Action plan",
    "publisher": "District government",
    "published": "2020-04-01",
    "number": "锦府发〔2020〕3号",
    "url": "https://example.org/notice",
    "note": "In full",
}
ARTICLE = {**dict.fromkeys(NOTICE), "plan": "plan", "id": "article", "title": "报道"}


def read(text: str, form: str) -> list[dict[str, Any]]:
    if form == "json":
        document = json.loads(text)
        assert document["format"] == 1
        sources: list[dict[str, Any]] = document["sources"]
        return sources
    if form == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    rows = csv.DictReader(io.StringIO(text), delimiter="," if form == "csv" else "\t")
    return [{key: value or None for key, value in row.items()} for row in rows]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_machines_get_every_field_of_a_document(capsys: Capture, plans: Path, form: str) -> None:
    code, out, _ = call(capsys, "list", "sources", "-f", form, plans=plans)
    assert code == 0
    assert read(out, form) == [NOTICE, ARTICLE]


@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", ["document", "Action plan"]), ("zh", ["文件", "行动计划"])],
    ids=["en", "zh"],
)
def test_people_get_documents_in_their_language(  # noqa: PLR0913, PLR0917 - a table's columns
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path, form: str, lang: str, said: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = call(capsys, "list", "sources", "-f", form, plans=plans, lang=lang)
    assert code == 0
    for text in (*said, "notice", "2020-04-01", "锦府发〔2020〕3号", "https://example.org/notice"):
        assert text in out
    assert "article" in out


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("目标", "5G stations"),
        ("计划", "Test plan"),
        ("出处", "Action plan"),
    ],
)
def test_a_list_may_be_named_in_chinese(capsys: Capture, plans: Path, word: str, said: str) -> None:
    code, out, err = call(capsys, "list", word, plans=plans)
    assert (code, err) == (0, "")
    assert said in out


def test_documents_of_one_plan_are_listed_alone(capsys: Capture, plans: Path) -> None:
    write_plan(plans, "other", head=head() + '[source.law]\ntitle = "Law"\n' + STATIONS)
    for words, ids in ((["--plan", "other"], ["law"]), ([], ["law", "notice", "article"])):
        _, out, _ = call(capsys, "list", "sources", *words, "-f", "jsonl", plans=plans)
        assert [json.loads(line)["id"] for line in out.splitlines()] == ids


def test_a_plan_without_documents_lists_none(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans")
    code, out, _ = call(capsys, "list", "sources", "-f", "json", plans=tmp_path / "plans")
    assert (code, json.loads(out)) == (0, {"format": 1, "sources": []})


@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
@pytest.mark.parametrize(
    ("lang", "goal"), [("en", "3,500 sites (revised)"), ("zh", "3,500 座（已调整）")], ids=["en", "zh"]
)
def test_the_goal_in_force_is_shown_and_marked(
    capsys: Capture, plans: Path, form: str, lang: str, goal: str
) -> None:
    _, out, _ = call(capsys, "list", "-f", form, plans=plans, lang=lang)
    assert goal in out
    assert "3,000" not in out
    assert "2023-06" in out


def test_machines_get_the_goal_in_force(capsys: Capture, plans: Path) -> None:
    _, out, _ = call(capsys, "list", "-f", "json", plans=plans)
    (target,) = json.loads(out)["targets"]
    assert (target["goal"], target["due"], target["revised"]) == (3500, "2023-06-30", True)


def test_an_amendment_to_come_is_not_in_force(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, plans: Path
) -> None:
    monkeypatch.setenv("JINJIANG_NOW", "2021-08-31T09:00:00+08:00")
    _, out, _ = call(capsys, "list", plans=plans)
    assert "3,000 sites" in out
    assert "revised" not in out
    _, out, _ = call(capsys, "list", "-f", "json", plans=plans)
    (target,) = json.loads(out)["targets"]
    assert (target["goal"], target["due"], target["revised"]) == (3000, "2022-12-31", False)


@pytest.mark.parametrize(
    ("lang", "period"),
    [("en", "2020-01-01 ~ 2022-12-31 (assumed)"), ("zh", "2020-01-01 ~ 2022-12-31（推定）")],
    ids=["en", "zh"],
)
@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
@pytest.mark.parametrize("words", [["list"], ["list", "actions"], ["list", "sources"]], ids=" ".join)
def test_a_period_that_is_our_reading_says_so(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plans: Path, words: list[str], form: str, lang: str, period: str
) -> None:
    _, out, _ = call(capsys, *words, "-f", form, plans=plans, lang=lang)
    assert period in out.replace("\\", "")


def test_a_period_that_the_document_states_says_nothing(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans")
    for words in (["list"], ["show", "stations"]):
        _, out, _ = call(capsys, *words, "-f", "table", plans=tmp_path / "plans")
        assert "2020-01-01 ~ 2022-12-31" in out
        assert "assumed" not in out


def test_a_targets_own_page_says_so_while_the_due_day_is_the_plans(capsys: Capture, plans: Path) -> None:
    _, out, _ = call(capsys, "show", "stations", "--as-of", "2021-06-30", plans=plans)
    assert "2020-01-01 ~ 2022-12-31 (assumed)" in out
    _, out, _ = call(capsys, "show", "stations", "--as-of", "2021-12-31", plans=plans)
    assert "2020-01-01 ~ 2023-06-30\n" in out


def test_machines_get_that_a_period_is_our_reading(capsys: Capture, plans: Path) -> None:
    _, out, _ = call(capsys, "list", "plans", "-f", "json", plans=plans)
    assert json.loads(out)["plans"][0]["assumed"] is True


OWN = """
[profile.ours]
title = { zh = "本区口径", en = "The district's own" }
thresholds = { ahead = 2.5, on_track = -1, behind = -10 }
binding = { on_track = 0, behind = -5 }
"""


def test_the_profiles_are_listed_the_plan_s_own_first(capsys: Capture, tmp_path: Path) -> None:
    write_plan(tmp_path / "plans", head=head() + OWN + STATIONS)
    outcome = call(capsys, "list", "profiles", "-f", "json", plans=tmp_path / "plans")
    assert outcome.code == 0
    own, *ours = json.loads(outcome.out)["profiles"]
    assert own == {
        "name": "ours",
        "version": 1,
        "title": "The district's own",
        "measure": "gap",
        "ahead": 2.5,
        "on_track": -1,
        "behind": -10,
        "binding_ahead": None,
        "binding_on_track": 0,
        "binding_behind": -5,
    }
    assert [each["name"] for each in ours] == [*PROFILES]
    for lang, word in (("zh", "口径"), ("en", "profile")):
        sheet = call(
            capsys,
            "list",
            word if lang == "zh" else "profiles",
            "-f",
            "table",
            plans=tmp_path / "plans",
            lang=lang,
        )
        assert sheet.code == 0
        assert all(f"{name}/2" in sheet.out for name in PROFILES)
        assert "ours/1" in sheet.out
        assert word in sheet.out
