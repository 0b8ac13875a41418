"""The judge knows nothing of the program: only what asks the program imports it."""

import ast
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ASKING = {"agreement.py"}
MODULES = sorted(path for path in HERE.glob("*.py") if not path.name.startswith(("test_", "conftest")))


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_only_what_asks_the_program_imports_it(path: Path) -> None:
    roots = {module.split(".")[0] for module in imported(path)}
    assert ("jinjiang_plan" in roots) == (path.name in ASKING)
    assert roots <= {*sys.stdlib_module_names, "tests", "jinjiang_plan"}
    others = {module for module in imported(path) if module.startswith("tests.")}
    assert all(f"{module}.".startswith("tests.judge.") for module in others)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_nothing_of_the_programs_own_judgement_is_imported(path: Path) -> None:
    assert not any(module.startswith("jinjiang_plan.assess") for module in imported(path))
