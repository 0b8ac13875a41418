"""The house: layers, sizes, words in both languages, and what a call imports."""

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import tomli

import jinjiang_plan
from jinjiang_plan.cli.app import COMMANDS, NESTED, build
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model import codes
from jinjiang_plan.model.status_words import NAMES, STAGE_NAMES
from jinjiang_plan.model.words import Lang
from tests.build import clean_environment

PACKAGE = Path(jinjiang_plan.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
VERBS = ("files", "assess", "check", "render")
SEPARATOR = "\x1f"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    finished = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        cwd=PACKAGE.parent,
        env={**clean_environment(), "NO_COLOR": "1"},
    )
    assert finished.returncode == 0, finished.stdout.decode() + finished.stderr.decode()
    assert "0 broken" in finished.stdout.decode()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_downwards_and_verbs_do_not_know_each_other(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    used = {
        parts[1]
        for parts in (module.split(".") for module in imported(path))
        if parts[0] == "jinjiang_plan" and len(parts) > 1
    }
    if layer == "model":
        assert used <= {"model"}
    elif layer in VERBS:
        assert used <= {"model", layer}
    elif layer == "cli":
        assert used <= {"model", "cli", *VERBS}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = parsed(path)
    assert ast.get_docstring(tree)
    explained_below = {
        target.value.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute)
        and target.attr == "__doc__"
        and isinstance(target.value, ast.Name)
    }
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node) or node.name in explained_below, node.name


VERBAL = {"briefing", "finding", "wording", "matching", "drawing"}
"""Nouns in -ing that may name a file, alone or as the last part of its name."""
BANNED = {
    *("utils", "helpers", "common", "manager", "process", "data", "misc"),
    *("gathering", "telling", "grounds", "whereabouts", "recognising", "places", "ruling"),
    *("asked", "told", "stood", "held", "wanted", "seen", "found"),
}
SAME_IDEA = {
    *("admission", "briefing", "columns", "diff", "forecast", "markdown"),
    *("outlook", "page", "portfolio", "progress", "reader", "receipt", "references", "series", "styles"),
    *("suppression", "timeline", "units", "values", "words"),
}
"""File names that stand in several rooms, each for one idea."""
SAME_CLASS = {"Speech": "how a page, and how a Word document, says a text in its languages"}
"""Class names that stand in several rooms, each for one idea."""
MANY_FIELDS = 5
NO_DATA = {"scaled", "told", "asked", "seen", "stood", "wanted"}
"""How a thing was come by is no name for it."""


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_is_named_by_a_noun(path: Path) -> None:
    last = path.stem.rpartition("_")[2]
    assert path.stem not in BANNED
    assert not last.endswith("ing") or last in VERBAL
    assert not last.endswith("ed") or path.stem == "accepted_findings"


def test_a_file_name_recurs_only_for_the_same_idea() -> None:
    stems = [path.stem for path in MODULES if path.stem != "__init__"]
    assert {stem for stem in stems if stems.count(stem) > 1} == SAME_IDEA


def test_a_class_name_recurs_only_for_the_same_idea() -> None:
    classes = [node.name for path in MODULES for node in parsed(path).body if isinstance(node, ast.ClassDef)]
    assert {each for each in classes if classes.count(each) > 1} == set(SAME_CLASS)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_class_of_many_fields_says_under_each_what_it_holds(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            following = [*node.body[1:], None]
            fields = [
                (field, after)
                for field, after in zip(node.body, following, strict=True)
                if isinstance(field, ast.AnnAssign)
            ]
            if len(fields) >= MANY_FIELDS:
                bare = [
                    ast.unparse(field.target) for field, after in fields if not isinstance(after, ast.Expr)
                ]
                assert bare == [], node.name


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_data_are_named_by_nouns(path: Path) -> None:
    names = {
        *(node.arg for node in ast.walk(parsed(path)) if isinstance(node, ast.arg)),
        *(node.id for node in ast.walk(parsed(path)) if isinstance(node, ast.Name)),
    }
    assert names & NO_DATA == set()


def test_contributing_names_only_files_that_are_there() -> None:
    """Each `room/file` that it names, with or without its ending, a class of it behind a full stop."""
    notes = (PACKAGE.parent / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = "|".join(sorted(path.name for path in PACKAGE.iterdir() if path.is_dir()))
    named = set(re.findall(rf"(?<![\w./])(?:jinjiang_plan/)?((?:{rooms})/[\w/]+(?:\.\w+)?)", notes))
    assert len(named) > 40
    placeholders = {"cli/commands/NAME_command.py"}
    lost = {each for each in named - placeholders if not there(PACKAGE / each)}
    assert lost == set()


def there(path: Path) -> bool:
    return path.exists() or path.with_suffix(".py").exists()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_and_no_function_swells(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            # A command's signature is its list of options: its length is counted from its first statement.
            assert (node.end_lineno or 0) - node.body[0].lineno + 1 <= 60, node.name


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "cli" not in path.relative_to(PACKAGE).parts], ids=name
)
def test_nothing_below_the_door_prints_or_asks_the_clock(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input")
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("today", "now", "utcnow") or isinstance(node.ctx, ast.Store)
            of_the_system = isinstance(node.value, ast.Name) and node.value.id == "sys"
            assert not of_the_system or node.attr not in ("stdin", "stdout", "stderr")


SHOWN = [
    codes.Kind,
    codes.Class,
    codes.Light,
    codes.Status,
    codes.Outlook,
    codes.Flag,
    codes.Reason,
    codes.Halt,
    codes.Method,
    codes.Resets,
    codes.Average,
]


@pytest.mark.parametrize("code", [each for code in SHOWN for each in code], ids=repr)
def test_every_code_that_is_shown_has_a_name_in_both_languages(code: StrEnum) -> None:
    words = NAMES[code]
    assert any("一" <= sign <= "鿿" for sign in words.zh)
    assert words.en.isascii()
    assert words.en


def test_every_closed_list_that_is_shown_is_named_whole() -> None:
    assert set(NAMES) == {each for code in SHOWN for each in code}
    assert set(STAGE_NAMES) == set(codes.STAGES)


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.__name__)
def test_no_two_codes_of_a_list_share_a_name(code: type[StrEnum]) -> None:
    for names in ([NAMES[each].zh for each in code], [NAMES[each].en for each in code]):
        assert len(set(names)) == len(names)


def modules_after(script: str) -> set[str]:
    """The modules that a fresh process has imported by running the script."""
    framed = (
        f"import sys\nthere = set(sys.modules)\n{script}\nnew = sorted(set(sys.modules) - there)\n"
        "import json\nsys.stderr.write('\\n' + json.dumps(new))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", framed], capture_output=True, check=True, env=clean_environment()
    )
    return set(json.loads(finished.stderr.decode().splitlines()[-1]))


def heads(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_importing_the_package_imports_next_to_nothing() -> None:
    modules = modules_after("import jinjiang_plan")
    assert heads(modules) & {"rich", "typer", "json", "tomli", "tomli_w", "difflib"} == set()
    assert {each for each in modules if each.startswith("jinjiang_plan.") and each.count(".") > 1} == set()


def after(*arguments: str) -> set[str]:
    run = f"from jinjiang_plan.cli.door import main\nassert main({list(arguments)!r}) == 0"
    return modules_after(run)


def test_list_in_a_pipe_imports_only_what_it_uses() -> None:
    modules = after("list", "--lang", "en")
    assert heads(modules) & {"rich", "json", "tomli_w", "csv"} == set()
    commands = {each for each in modules if each.startswith("jinjiang_plan.cli.commands.")}
    assert commands == {"jinjiang_plan.cli.commands.list_command"}
    ours = {each for each in modules if each.startswith("jinjiang_plan.")}
    assert {each for each in ours if each.startswith("jinjiang_plan.assess.")} == set()
    assert {each for each in ours if each.endswith(("terminal", "append", "scaffold"))} == set()


def test_status_in_a_pipe_imports_neither_rich_nor_json() -> None:
    assert (
        heads(after("status", "--as-of", "2021-06-30", "--lang", "en")) & {"rich", "json", "tomli_w"} == set()
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_and_option_has_its_help_in_both_languages(lang: Lang) -> None:
    session = Session(lang, {})
    group = build(session)
    other: Lang = "en" if lang == "zh" else "zh"
    twin = build(Session(other, {}))
    context = group.make_context("jinjiang-plan", [], obj=session, resilient_parsing=True)
    other_context = twin.make_context("jinjiang-plan", [], obj=Session(other, {}), resilient_parsing=True)
    pairs = [(group, twin)]
    pairs += [(group.get_command(context, each), twin.get_command(other_context, each)) for each in COMMANDS]
    for above, names in NESTED.items():
        groups = group.get_command(context, above), twin.get_command(other_context, above)
        pairs += [
            (groups[0].get_command(context, each), groups[1].get_command(other_context, each))
            for each in names
        ]
    assert len(pairs) == len(COMMANDS) + 1 + sum(map(len, NESTED.values()))
    for command, same in pairs:
        assert command.help
        assert SEPARATOR not in command.help
        assert command.help != same.help
        for parameter, counterpart in zip(command.params, same.params, strict=True):
            text = getattr(parameter, "help", None)
            if text is None or parameter.name in ("install_completion", "show_completion"):
                continue
            assert SEPARATOR not in text, parameter.name
            assert text != counterpart.help, parameter.name


def test_every_option_has_a_help_at_all() -> None:
    session = Session("en", {})
    group = build(session)
    context = group.make_context("jinjiang-plan", [], obj=session, resilient_parsing=True)
    commands = {each: group.get_command(context, each) for each in COMMANDS}
    for above, names in NESTED.items():
        commands |= {f"{above} {each}": commands[above].get_command(context, each) for each in names}
    for name, command in commands.items():
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


@pytest.mark.parametrize("public", jinjiang_plan.__all__)
def test_every_public_name_resolves_and_says_what_it_is(public: str) -> None:
    assert getattr(jinjiang_plan, public).__doc__


def test_there_are_no_other_public_names() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        jinjiang_plan.no_such_name  # noqa: B018 - the looking up is the test


@pytest.mark.parametrize(
    "first",
    [
        "",
        "import jinjiang_plan.assess.clock",
        "from jinjiang_plan.assess import clock",
        "import jinjiang_plan.assess.portfolio",
        "import jinjiang_plan.files.plans.reader",
    ],
)
def test_the_public_functions_stay_functions_whatever_was_imported_first(first: str) -> None:
    script = f"{first}\nfrom jinjiang_plan import load, assess\nbefore = [callable(load), callable(assess)]\n"
    finished = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{script}assert all(before)\nimport jinjiang_plan\nassert callable(jinjiang_plan.assess)",
        ],
        capture_output=True,
        check=False,
        env=clean_environment(),
    )
    assert (finished.returncode, finished.stderr.decode()) == (0, "")


def test_modules_can_each_be_imported_on_their_own() -> None:
    for path in MODULES:
        if path.name != "__main__.py":
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))


def test_the_classifiers_name_the_pythons_from_the_oldest_that_is_taken_on() -> None:
    project = tomli.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    head = "Programming Language :: Python :: 3."
    named = [each.removeprefix(head) for each in project["classifiers"] if each.startswith(head)]
    assert named == [str(minor) for minor in range(11, 11 + len(named))]
    assert project["requires-python"] == f">=3.{named[0]}"


def test_links_are_followed_by_what_does_not_break_on_a_circle() -> None:
    """`Path.resolve` raises on one before Python 3.13; `real_path` gives the path itself."""
    attributes = ((name(path), node) for path in MODULES for node in ast.walk(parsed(path)))
    assert [
        path for path, node in attributes if isinstance(node, ast.Attribute) and node.attr == "resolve"
    ] == []
