"""JSON, and JSON lines: every field of a finding, in both languages, whatever is in it."""

import json
from typing import Any

import pytest

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.findings.json_document import json_document, json_lines
from tests.render.findings.runs import EMPTY, HARD, HOSTILE, PATH, START, TEXT, TWIN, WRONG_TYPE

FIELDS = [
    "code",
    "slug",
    "severity",
    "message",
    "hint",
    "file",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "entry",
    "label",
    "notes",
    "related",
    "fix",
    "fingerprint",
]


def document(checked: CheckResult) -> dict[str, Any]:
    return dict(json.loads(json_document(checked, "en")))


def test_the_document_says_what_was_checked_and_counts() -> None:
    told = document(HARD)
    assert list(told) == ["format", "version", "lang", "base", "judged", "summary", "findings", "gone"]
    assert (told["format"], told["version"], told["base"]) == (1, "1.2.3", "3f7213a")
    assert told["summary"] == {
        "files": 3,
        "findings": 5,
        "errors": 3,
        "warnings": 1,
        "infos": 1,
        "fixable": 1,
        "accepted": 2,
        "gone": 1,
    }
    assert told["gone"] == ["JP101 plans/old.toml plan.titel"]


def test_nothing_found_is_a_document_too() -> None:
    told = document(EMPTY)
    assert (told["findings"], told["base"], told["summary"]["findings"]) == ([], None, 0)
    assert json_lines(EMPTY, "en") == ""


def test_every_field_of_a_finding_is_always_there() -> None:
    assert [list(each) for each in document(HARD)["findings"]] == [FIELDS] * 5


def test_a_finding_is_told_whole_and_in_both_languages() -> None:
    told = document(HARD)["findings"][2]
    fingerprint = told.pop("fingerprint")
    assert len(fingerprint) == 32
    assert told == {
        "code": "JP102",
        "slug": "wrong-type",
        "severity": "error",
        "message": {"zh": "`start` 应为日期", "en": "`start` must be a day"},
        "hint": {"zh": "去掉引号", "en": "leave the quotes out"},
        "file": PATH,
        "path": PATH,
        "line": 5,
        "column": 9,
        "end_line": 5,
        "end_column": 21,
        "entry": "plan.start",
        "label": {"zh": "这是文字", "en": "this is text"},
        "notes": [{"zh": "日期不加引号", "en": "a day has no quotes"}],
        "related": [
            {
                "file": PATH,
                "path": PATH,
                "line": 6,
                "column": 7,
                "end_line": 6,
                "end_column": 17,
                "message": {"zh": "`due` 是对的", "en": "`due` is right"},
            }
        ],
        "fix": {
            "message": {"zh": "去掉引号", "en": "leave the quotes out"},
            "safe": True,
            "edits": [
                {
                    "start": START,
                    "end": START + 12,
                    "line": 5,
                    "column": 9,
                    "end_line": 5,
                    "end_column": 21,
                    "text": "2020-01-01",
                }
            ],
        },
    }


def test_what_does_not_exist_is_null() -> None:
    told = document(HARD)["findings"][-1]
    assert {key for key, value in told.items() if value is None} == {
        "hint",
        "line",
        "column",
        "end_line",
        "end_column",
        "entry",
        "label",
        "fix",
    }


def test_an_edit_of_a_text_that_is_not_known_has_its_offsets_alone() -> None:
    (edit,) = document(HARD._replace(texts={}))["findings"][2]["fix"]["edits"]
    assert (edit["start"], edit["line"], edit["end_column"]) == (START, None, None)
    assert TEXT[edit["start"] : edit["end"]] == '"2020-01-01"'


def test_a_message_comes_back_exactly_and_nothing_of_it_commands_a_screen() -> None:
    for text in (json_document(HARD, "zh"), json_lines(HARD, "zh")):
        assert not set(text) & set("\x1b\u202e\x00\x7f")
    assert document(HARD)["findings"][1]["message"] == {"zh": f"不安全 {HOSTILE}", "en": f"unsafe {HOSTILE}"}


def test_a_line_is_a_finding_of_the_document() -> None:
    assert [json.loads(line) for line in json_lines(HARD, "en").splitlines()] == document(HARD)["findings"]


def test_the_language_changes_nothing_but_its_name() -> None:
    zh, en = (json.loads(json_document(HARD, lang)) for lang in ("zh", "en"))
    assert (zh.pop("lang"), en.pop("lang")) == ("zh", "en")
    assert zh == en


def test_where_a_file_is_from_the_top_is_told_beside_how_it_is_shown() -> None:
    told = document(HARD._replace(paths={PATH: "区/plan.toml"}))["findings"][0]
    assert (told["file"], told["path"]) == (PATH, "区/plan.toml")


@pytest.mark.parametrize("most", [0, 1, 2, 4, 5, 9])
def test_the_foremost_findings_are_the_heaviest_in_their_order(most: int) -> None:
    places = HARD.foremost(most)
    assert places == sorted(places)
    kept = [HARD.findings[at] for at in places]
    assert len(kept) == min(most, 5)
    if 0 < most < 5:
        assert Severity.INFO not in [finding.severity for finding in kept]
    assert HARD.foremost(2) == [2, 3]
    assert [HARD.findings[at] for at in HARD.foremost(2)] == [WRONG_TYPE, TWIN]


def test_a_name_that_is_no_unicode_is_written_all_the_same() -> None:
    finding = Finding("JP000", "unreadable", Severity.ERROR, Words("错", "wrong"), "plans/\udcff.toml")
    told = json_document(EMPTY._replace(findings=(finding,)), "en").encode()
    assert json.loads(told)["findings"][0]["file"] == "plans/\udcff.toml"
