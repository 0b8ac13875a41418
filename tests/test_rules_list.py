"""The rules as the README lists them, as `rule --all` gives them, and as the code has them, are the same.

`python -m tests.test_rules_list` writes the table between the README's marks anew.
"""

import json
import re
from pathlib import Path

import pytest

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.render.sheets.rules import sentence
from tests.build import call

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- rules: python -m tests.test_rules_list -->", "<!-- /rules -->"
_HEAD = "| code | slug | severity | fix | finds | 查什么 |\n|---|---|---|---|---|---|\n"
_ROW = re.compile(r"^\| (JP[0-9]{3}) \| `([a-z0-9-]+)` \| ([a-z]+) \| ([a-z]*) ?\|", re.MULTILINE)


def row(rule: Rule) -> str:
    """A rule as a row of the table."""
    says = [text.replace("|", "\\|") for text in (sentence(rule).en, sentence(rule).zh)]
    return f"| {rule.code} | `{rule.slug}` | {rule.severity} | {rule.fixes} | {says[0]} | {says[1]} |\n"


def table() -> str:
    """The whole table."""
    return _HEAD + "".join(row(check.rule) for check in CHECKS)


def between(text: str) -> str:
    """What stands between the marks."""
    assert text.count(BEGIN) == text.count(END) == 1
    return text.partition(BEGIN)[2].partition(END)[0]


def rewritten(text: str) -> str:
    """The README with the table written anew."""
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    return f"{before}{BEGIN}\n{table()}{END}{after}"


def test_the_table_of_the_readme_is_the_list_of_the_rules() -> None:
    assert between(README.read_text(encoding="utf-8")).strip("\n") == table().strip("\n")


def test_the_table_and_the_command_and_the_code_name_the_same_rules(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = json.loads(call(capsys, "rule", "--all", "--format", "json").out)["rules"]
    commanded = [(each["code"], each["slug"], each["severity"], each["fix"] or "") for each in told]
    coded = [
        (check.rule.code, check.rule.slug, check.rule.severity.value, check.rule.fixes) for check in CHECKS
    ]
    assert commanded == coded == _ROW.findall(between(README.read_text(encoding="utf-8")))


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
