"""What an extra brings is asked of pip by its own name: the program's is not on an index, and who takes it there owns us."""

import re
import tomllib
from pathlib import Path

from jinjiang_plan.cli.extras import EXTRAS

ROOT = Path(__file__).parents[2]
_SHOWN = [
    *(path for ending in ("py", "md") for path in (ROOT / "jinjiang_plan").rglob(f"*.{ending}")),
    *(ROOT / ".github").rglob("*.*"),
    *(ROOT / "tests" / "snippets").iterdir(),
    ROOT / "README.md",
    ROOT / ".pre-commit-hooks.yaml",
]


def test_what_is_asked_for_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        each for group in ("excel", "report", "word") for each in project["optional-dependencies"][group]
    }
    assert {each for extra in EXTRAS.values() for each in extra.requirements.values()} == wanted


def test_nothing_that_is_shown_fetches_the_program_by_its_name_from_an_index() -> None:
    by_name = re.compile(
        r"(?:pip3?|pipx|uvx?|uv tool|uv pip)(?: install| run| add)?(?: -[-\w]+)* [\"']?jinjiang[-_]plan(?![-\w/])"
    )
    for line in ("pip install jinjiang-plan", "pip install -q 'jinjiang-plan[excel]'", "uvx jinjiang-plan"):
        assert by_name.search(line)
    found = [
        (path, line)
        for path in _SHOWN
        for line in path.read_text(encoding="utf-8").splitlines()
        if by_name.search(line)
    ]
    assert found == []
