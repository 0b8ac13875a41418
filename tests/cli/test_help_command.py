"""`help`: the manual's pages in both languages, true as they stand, and the options of a command."""

import json
import re
from pathlib import Path

import pytest

from jinjiang_plan.cli.app import COMMANDS
from jinjiang_plan.files.manual import TOPICS, manual_page, page_title
from jinjiang_plan.model.words import Lang
from tests.build import PLAN_HEAD, STATIONS, call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_BLOCK = re.compile(r"```toml\n(.*?)```", re.DOTALL)

each_topic = pytest.mark.parametrize("topic", TOPICS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_alone_lists_every_topic_with_its_title(capsys: Capture, lang: Lang) -> None:
    code, out, err = call(capsys, "help", lang=lang)
    assert (code, err) == (0, "")
    for topic, line in zip(TOPICS, out.splitlines(), strict=False):
        assert line.split(maxsplit=1) == [topic, page_title(topic, lang)]


@each_topic
@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_a_pipe_a_topic_is_its_page_as_it_is_written(capsys: Capture, topic: str, lang: Lang) -> None:
    assert call(capsys, "help", topic, lang=lang) == (0, manual_page(topic, lang), "")


@each_topic
def test_both_languages_have_the_same_sections_tables_and_examples(topic: str) -> None:
    zh, en = (manual_page(topic, lang) for lang in LANGUAGES)
    for sign in ("#", "##", "|", "-", "```toml", "```console"):
        counts = [sum(line.split(" ")[0] == sign for line in page.splitlines()) for page in (zh, en)]
        assert counts[0] == counts[1], sign
    assert _BLOCK.findall(zh) == _BLOCK.findall(en)
    own = re.sub(
        r"```(?:toml|console)\n.*?```|<!-- rules.*?/rules -->|`[^`\n]*`|时序进度|zh = \"[^\"]*\"",
        "",
        en,
        flags=re.DOTALL,
    )
    assert not re.search(r"[一-鿿]", own)


def test_every_folder_of_pages_holds_the_topics_and_nothing_else() -> None:
    root = Path(manual_page.__code__.co_filename).parents[1] / "manual"
    for lang in LANGUAGES:
        assert sorted(each.stem for each in (root / lang).iterdir()) == sorted(TOPICS)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - set(TOPICS)))
def test_a_commands_name_shows_its_options(capsys: Capture, name: str) -> None:
    code, out, err = call(capsys, "help", name)
    assert (code, err) == (0, "")
    assert out.startswith(call(capsys, name, "--help").out.rstrip("\n"))
    (topic,) = re.findall(r"^See also: jinjiang-plan help (\S+)$", out, re.MULTILINE)
    assert topic in TOPICS


@pytest.mark.parametrize("name", sorted(set(COMMANDS) & set(TOPICS)))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_with_the_name_of_a_command_says_where_its_options_are(name: str, lang: Lang) -> None:
    assert f"`jinjiang-plan {name} --help`" in manual_page(name, lang)


def test_an_unknown_topic_is_refused_with_the_nearest(capsys: Capture) -> None:
    code, out, err = call(capsys, "help", "juge")
    assert (code, out) == (2, "")
    assert "juge" in err
    assert "judge" in err


@pytest.mark.parametrize("block", _BLOCK.findall(manual_page("judge", "en")))
def test_the_profiles_of_the_manual_judge(capsys: Capture, tmp_path: Path, block: str) -> None:
    plan = write_plan(tmp_path, head=PLAN_HEAD + STATIONS + block)
    write_ledger(plan, "stations", report_line("2021-06-30", 30))
    name = re.findall(r"profile\.(\w+)", block)[0]
    assert call(capsys, "check", "--fail-on", "warning", str(tmp_path), plans=tmp_path).code == 0
    arguments = ("status", "--as-of", "2021-06-30", "--profile", name, "-f", "json")
    code, out, _ = call(capsys, *arguments, plans=tmp_path)
    assert code == 0
    assert json.loads(out)["assessments"][0]["status"] != "not_assessable"
