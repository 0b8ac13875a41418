"""The README is true: its examples print what it shows, its picture is the program's, its commands are the ones CI calls.

`python -m tests.test_readme` writes the outputs into it anew, and the picture.
"""

import re
import shlex
import tempfile
from pathlib import Path

from jinjiang_plan.cli.app import COMMANDS
from jinjiang_plan.files.manual import TOPICS
from tests.build import run
from tests.examples import NOW, played

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / ".github" / "burn-up.svg"
LATER = "2026-11-30T09:00:00+08:00"
"""A day of the plan that `init` writes."""
WIDTH = 100
LONGEST = 150


def picture() -> str:
    """The burn-up of the README, as the program draws it."""
    with tempfile.TemporaryDirectory() as folder:
        assert run("demo", "tour", cwd=Path(folder), now=NOW).code == 0
        words = ("chart", "5g-stations", "--as-of", "2021-06-30", "-o", "../burn-up.svg")
        assert run(*words, cwd=Path(folder) / "tour", now=NOW).code == 0
        return (Path(folder) / "burn-up.svg").read_text(encoding="utf-8")


def test_it_is_a_door_and_not_a_house() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_the_examples_print_what_the_readme_shows() -> None:
    text = README.read_text(encoding="utf-8")
    assert played(text, "en", WIDTH) == text


def test_the_picture_is_what_the_program_draws() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture()
    assert PICTURE.stat().st_size < 20_000


def test_the_two_commands_set_everything_up_and_the_second_is_what_ci_calls() -> None:
    block, tour = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    main, tests = block.splitlines()
    assert main.endswith("jinjiang-plan status")
    assert tests.endswith("-m pytest")
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in (main, tests))
    assert "grep -F -- '-m pytest' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert {line.split()[1] for line in tour.splitlines()} <= set(COMMANDS)


def test_the_tour_can_be_taken(tmp_path: Path) -> None:
    tour = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[1]
    start, *rest = (shlex.split(line.partition(" && ")[0], comments=True)[1:] for line in tour.splitlines())
    assert run(*start, cwd=tmp_path, now=LATER).code == 0
    for words in rest:
        outcome = run(*words, cwd=tmp_path / start[-1], now=LATER)
        assert outcome.code == (3 if words[0] == "check" else 0), outcome.err  # there is no git yet


def test_every_page_of_the_manual_is_linked_and_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
    pages = {f"jinjiang_plan/manual/en/{topic}.md" for topic in TOPICS}
    assert pages <= set(links)


if __name__ == "__main__":
    README.write_text(played(README.read_text(encoding="utf-8"), "en", WIDTH), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
