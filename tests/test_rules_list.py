"""The rules as the manual lists them, as `rule --all` gives them, and as the code has them, are the same.

`python -m tests.test_rules_list` writes the tables between the marks of the manual's pages anew.
"""

import json
import re
from pathlib import Path

import pytest

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.sheets.rules import sentence
from tests.build import call

PAGES: dict[Lang, Path] = {
    lang: Path(__file__).parent.parent / "jinjiang_plan" / "manual" / lang / "check.md"
    for lang in ("zh", "en")
}
BEGIN, END = "<!-- rules: python -m tests.test_rules_list -->", "<!-- /rules -->"
_HEADS: dict[Lang, str] = {
    "zh": "| 代码 | 名称 | 级别 | 修正 | 查什么 |\n|---|---|---|---|---|\n",
    "en": "| code | slug | severity | fix | finds |\n|---|---|---|---|---|\n",
}
_ROW = re.compile(r"^\| (JP[0-9]{3}) \| `([a-z0-9-]+)` \| ([a-z]+) \| ([a-z]*) ?\|", re.MULTILINE)


def row(rule: Rule, lang: Lang) -> str:
    """A rule as a row of the table."""
    says = sentence(rule).say(lang).replace("|", "\\|")
    return f"| {rule.code} | `{rule.slug}` | {rule.severity} | {rule.fixes} | {says} |\n"


def table(lang: Lang) -> str:
    """The whole table."""
    return _HEADS[lang] + "".join(row(check.rule, lang) for check in CHECKS)


def between(text: str) -> str:
    """What stands between the marks."""
    assert text.count(BEGIN) == text.count(END) == 1
    return text.partition(BEGIN)[2].partition(END)[0]


def rewritten(text: str, lang: Lang) -> str:
    """The page with the table written anew."""
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    return f"{before}{BEGIN}\n{table(lang)}{END}{after}"


@pytest.mark.parametrize("lang", PAGES)
def test_the_table_of_the_manual_is_the_list_of_the_rules(lang: Lang) -> None:
    assert between(PAGES[lang].read_text(encoding="utf-8")).strip("\n") == table(lang).strip("\n")


@pytest.mark.parametrize("lang", PAGES)
def test_the_table_and_the_command_and_the_code_name_the_same_rules(
    capsys: pytest.CaptureFixture[str], lang: Lang
) -> None:
    listed = json.loads(call(capsys, "rule", "--all", "--format", "json").out)["rules"]
    commanded = [(each["code"], each["slug"], each["severity"], each["fix"] or "") for each in listed]
    coded = [
        (check.rule.code, check.rule.slug, check.rule.severity.value, check.rule.fixes) for check in CHECKS
    ]
    assert commanded == coded == _ROW.findall(between(PAGES[lang].read_text(encoding="utf-8")))


if __name__ == "__main__":
    for lang, page in PAGES.items():
        page.write_text(rewritten(page.read_text(encoding="utf-8"), lang), encoding="utf-8")
