"""GitLab's code quality report, by a schema written from its documentation."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped] # it has no types of its own
import pytest

from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.findings.ci_services import gitlab
from tests.render.findings.runs import EMPTY, HARD, PATH, many

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^(/|\\./|\\.\\./)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
"""`path` is relative to the top and does not begin with `./`; the file has no mark at its beginning."""


def issues(checked: CheckResult, lang: Lang = "en") -> list[dict[str, Any]]:
    text = gitlab(checked, lang)
    assert not text.startswith("\ufeff")
    return list(json.loads(text))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("checked", [EMPTY, HARD, many(50)], ids=["nothing found", "hard", "many"])
def test_it_is_right_by_the_schema(checked: CheckResult, lang: Lang) -> None:
    found = issues(checked, lang)
    jsonschema.validate(found, SCHEMA)
    assert len(found) == len(checked.findings)


def test_fingerprints_are_each_their_own_for_gitlab_drops_a_second() -> None:
    known = [issue["fingerprint"] for issue in issues(HARD)]
    assert len(set(known)) == len(known)


def test_an_issue_says_all_on_one_line_at_its_path() -> None:
    issue = issues(HARD, "zh")[2]
    assert issue["description"] == "`start` 应为日期 日期不加引号 办法：去掉引号"
    assert issue["location"] == {"path": PATH, "lines": {"begin": 5, "end": 5}}
    assert issue["check_name"] == "JP102 wrong-type"
    assert [each["severity"] for each in issues(HARD)] == ["info", "minor", "major", "major", "major"]


def test_no_description_commands_a_screen_or_breaks_its_line() -> None:
    for issue in issues(HARD):
        assert not set(issue["description"]) & set("\n\r\x1b\u202e\x00")
        assert "##[" not in issue["description"]


def test_a_place_that_ends_before_it_begins_is_not_told() -> None:
    finding = HARD.findings[0]._replace(line=9, end_line=0)
    (issue,) = issues(EMPTY._replace(findings=(finding,)))
    assert issue["location"]["lines"] == {"begin": 9, "end": 9}


def test_the_path_from_the_repositorys_top_is_the_one_that_is_told() -> None:
    (issue,) = issues(EMPTY._replace(findings=HARD.findings[:1], paths={PATH: "区/plan.toml"}))
    assert issue["location"]["path"] == "区/plan.toml"
