"""CONTRIBUTING's recipe for a rule works when it is followed: nothing else has to be touched."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build import clean_environment

ROOT = Path(__file__).parent.parent.parent
CODE = '''\
"""JP399: targets without a tag."""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, route_of
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _untagged(material: Material) -> Iterator[Fault]:
    for target in material.portfolio.judged:
        if not target.tags:
            yield UNTAGGED.rule.fault(target.file, route_of(target), at_key=True, id=target.id)


UNTAGGED = Check(
    Rule(
        "JP399",
        "untagged",
        Severity.WARNING,
        says=Words("`{id}` 没有标签", "`{id}` has no tag"),
        why=Words("按标签筛选时会漏掉它。", "A filter by tag passes it over."),
        cure=Words("写上 tags。", "Give it tags."),
        bad='[target.stations]\\ntitle = "Stations"\\nkind = "level"\\n',
        good='[target.stations]\\ntitle = "Stations"\\nkind = "level"\\ntags = ["5G"]\\n',
    ),
    _untagged,
)
'''
"""The example of the recipe."""
FLAGGED = '[target.stations] #! JP399 2\ntitle = "Stations"\nkind = "level"\n'
UNTOUCHED = '[target.stations]\ntitle = "Stations"\nkind = "level"\ntags = ["5G"]\n'


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which the recipe was followed."""
    root = tmp_path_factory.mktemp("project")
    ignored = shutil.ignore_patterns("__pycache__", "__snapshots__", "benchmarks")
    for name in ("jinjiang_plan", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, root / name)
    rules = root / "jinjiang_plan" / "check" / "rules"
    (rules / "tags.py").write_text(CODE, encoding="utf-8")
    listed = (rules / "__init__.py").read_text(encoding="utf-8")
    changed = listed.replace("    suppression,\n", "    suppression,\n    tags,\n", 1)
    changed = changed.replace("    dates.DATE_ORDER,\n", "    tags.UNTAGGED,\n    dates.DATE_ORDER,\n", 1)
    assert changed.count("tags") == 2
    (rules / "__init__.py").write_text(changed, encoding="utf-8")
    cases = root / "tests" / "check" / "cases"
    (cases / "JP399-fail.toml").write_text(FLAGGED, encoding="utf-8")
    (cases / "JP399-pass.toml").write_text(UNTOUCHED, encoding="utf-8")
    return root


def python(root: Path, *arguments: str) -> tuple[int, str]:
    """Run Python on the copy, and give its exit code and what it printed."""
    finished = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        cwd=root,
        env={**clean_environment(), "PYTHONPATH": str(root), "COLUMNS": "100"},
    )
    return finished.returncode, finished.stdout.decode() + finished.stderr.decode()


def test_the_new_rule_is_selected_and_finds(copy: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plans" / "plan"
    plan.mkdir(parents=True)
    head = 'format = 1\n[plan]\ntitle = "P"\nstart = 2020-01-01\ndue = 2022-12-31\nlanguages = ["en"]\n'
    (plan / "plan.toml").write_text(head + FLAGGED, encoding="utf-8")
    call = ["-m", "jinjiang_plan", "check", str(tmp_path), "--format", "concise", "--fail-on", "warning"]
    for select in ([], ["--select", "JP399"], ["--select", "untagged"]):
        code, said = python(copy, *call, *select)
        assert code == 1, said
        assert ":7:2: warning JP399 untagged: `stations` has no tag" in said
    assert python(copy, *call, "--ignore", "untagged")[0] == 0


def test_the_new_rule_is_explained_and_listed(copy: Path) -> None:
    code, said = python(copy, "-m", "jinjiang_plan", "rule", "JP399")
    assert code == 0
    assert "A filter by tag passes it over." in said
    rules = json.loads(python(copy, "-m", "jinjiang_plan", "rule", "--all", "-f", "json")[1])["rules"]
    codes = [each["code"] for each in rules]
    assert "JP399" in codes
    assert codes == sorted(codes)


def test_the_tests_of_rules_take_the_new_one_in(copy: Path) -> None:
    code, said = python(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/check/test_rules.py", "-k", "JP399"
    )
    assert code == 0, said
    assert re.search(r"\b[5-9] passed", said), said
    stale, _ = python(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_rules_list.py")
    assert stale == 1
    assert python(copy, "-m", "tests.test_rules_list")[0] == 0
    code, said = python(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_rules_list.py")
    assert code == 0, said
    assert "| JP399 | `untagged` | warning |" in (
        copy / "jinjiang_plan" / "manual" / "en" / "check.md"
    ).read_text(encoding="utf-8")


def test_the_recipe_of_the_contributing_notes_is_the_one_that_was_followed() -> None:
    notes = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", notes.partition("## Adding a rule")[2], re.DOTALL)
    assert examples[:1] in ([], [CODE])
