"""The manual is true: its examples print what its pages show, its TOML is read without a finding, its Python runs.

`python -m tests.test_manual` writes the outputs into the pages anew.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from jinjiang_plan import load
from jinjiang_plan.cli.app import COMMANDS
from jinjiang_plan.files.manual import TOPICS, manual_page
from jinjiang_plan.model.words import Lang
from tests.build import ASSESSMENT_FIELDS, clean_environment
from tests.examples import played

MANUAL = Path(__file__).parent.parent / "jinjiang_plan" / "manual"
WIDTH = 80
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
PAGES: list[tuple[Lang, str]] = [(lang, topic) for lang in LANGUAGES for topic in TOPICS]
_SHOWN: list[tuple[Lang, str]] = [each for each in PAGES if "```console" in manual_page(each[1], each[0])]

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of one kind on a page."""
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize(("lang", "topic"), _SHOWN)
def test_the_examples_print_what_the_page_shows(lang: Lang, topic: str) -> None:
    page = manual_page(topic, lang)
    assert played(page, lang, WIDTH) == page


@each_language
def test_the_files_that_are_shown_are_read_without_a_finding(tmp_path: Path, lang: Lang) -> None:
    plan, action, ledger = blocks(manual_page("files", lang), "toml")
    folder = tmp_path / "plans" / "ours"
    (folder / "progress").mkdir(parents=True)
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    (folder / "networks.toml").write_text(action, encoding="utf-8")
    (folder / "progress" / "networks.stations.toml").write_text(ledger, encoding="utf-8")
    portfolio = load(tmp_path / "plans")
    assert portfolio.findings == ()
    assert [report.figure for report in portfolio.ledgers["ours/networks.stations"].reports] == [620, 640]


@each_language
def test_the_python_that_is_shown_runs(tmp_path: Path, lang: Lang) -> None:
    (code,) = blocks(manual_page("python", lang), "python")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=clean_environment()
    )
    assert done.stdout.decode().split()[-1] == "unreported"


@each_language
def test_every_exit_code_is_listed(lang: Lang) -> None:
    assert re.findall(r"^\| ([0-9]+) \|", manual_page("exit-codes", lang), re.MULTILINE) == [
        "0",
        "1",
        "2",
        "3",
        "130",
    ]


@each_language
def test_what_is_explained_of_an_assessment_is_in_it(lang: Lang) -> None:
    rows = re.findall(r"^\| (`.*?`) \|", manual_page("json", lang), re.MULTILINE)
    named = {name for row in rows for name in re.findall("`([a-z_]+)`", row)}
    assert named <= set(ASSESSMENT_FIELDS)


@pytest.mark.parametrize(("lang", "topic"), PAGES)
def test_a_command_that_a_page_names_is_one(lang: Lang, topic: str) -> None:
    named = set(re.findall(r"jinjiang-plan(?: --lang \w+)? ([a-z]+)\b", manual_page(topic, lang)))
    assert named <= set(COMMANDS)
    helped = re.findall(r"`help ([a-z-]+)`", manual_page(topic, lang))
    assert set(helped) <= {*TOPICS, *COMMANDS}


if __name__ == "__main__":
    for lang, topic in _SHOWN:
        path = MANUAL / lang / f"{topic}.md"
        path.write_text(played(path.read_text(encoding="utf-8"), lang, WIDTH), encoding="utf-8")
