"""Every pattern of the package reads alike on every CPython from 3.11 on.

Before 3.11.5 a possessive repeat of a group could end too early, and an atomic group forget what it had captured: no
pattern has either. Patterns are looked at as modules hold them, as calls of `re` are given them, and as they are typed.
"""

import ast
import importlib
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import jinjiang_plan

PACKAGE = Path(jinjiang_plan.__file__).parent
CASES = Path(__file__).parent / "check" / "cases"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")
PARSER = importlib.import_module("re._parser")
MISREAD = (PARSER.POSSESSIVE_REPEAT, PARSER.ATOMIC_GROUP)

OUT_OF_SIGHT = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
"""What stands for itself, and a set of signs: a `+` in it repeats nothing."""
TYPED = re.compile(r"(?:[*+?]|\{[0-9,]+\})\+|\(\?>")

Written = str | bytes | re.Pattern[str] | re.Pattern[bytes]


def misread(written: Written) -> bool:
    """Whether a pattern has what early Pythons misread; a text that is no pattern has not."""
    flags = written.flags if isinstance(written, re.Pattern) else 0
    try:
        parsed = PARSER.parse(written.pattern if isinstance(written, re.Pattern) else written, flags)
    except re.error:
        return False
    return any(each is operation for each in operations(parsed) for operation in MISREAD)


def operations(parsed: object) -> Iterator[object]:
    """The operations of a parsed pattern and what they are done with, those within others too."""
    if isinstance(parsed, PARSER.SubPattern | list | tuple):
        for each in parsed:
            yield each
            yield from operations(each)


def held(value: object) -> Iterator[Written]:
    """The texts and patterns that a name of a module stands for, those in lists and tables too."""
    if isinstance(value, str | bytes | re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from held(pair)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from held(each)
    elif isinstance(value, type):
        yield from (each for each in vars(value).values() if isinstance(each, re.Pattern))


def given(tree: ast.Module, names: Mapping[str, object]) -> Iterator[Written]:
    """The patterns that functions of `re` are given, where the names of the module tell them."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
            expression = compile(ast.Expression(node.args[0]), "pattern", "eval")
            if set(expression.co_names) <= set(names):
                yield from held(eval(expression, dict(names)))  # noqa: S307 - the package's own text


def typed(tree: ast.Module) -> Iterator[str]:
    """The texts of a module that are no docstrings, with what stands for itself left out."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes) and id(node) not in alone:
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            yield OUT_OF_SIGHT.sub(".", text)


def faults(source: str, names: Mapping[str, object]) -> list[Written]:
    """What a module has of patterns that early Pythons misread; the texts of one that uses no `re` are no patterns."""
    if names.get("re") is not re:
        return [each for each in held(dict(names)) if isinstance(each, re.Pattern) and misread(each)]
    tree = ast.parse(source)
    values = {name: value for name, value in names.items() if not name.startswith("__")}
    return [
        *(each for each in (*held(values), *given(tree, names)) if misread(each)),
        *(each for each in typed(tree) if TYPED.search(each)),
    ]


EARLY = (3, 11, 2, "final", 0)
_ALONE = """
import json, sys
from tests import test_patterns
sys.version_info = test_patterns.EARLY
print(json.dumps(test_patterns.early()))
"""


def early() -> dict[str, Any]:
    """What modules have that early Pythons misread, by path, and the patterns that read TOML, by name.

    Called in a process that says it is an early Python.
    """
    found = {}
    for path in MODULES:
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
        if faulty := faults(path.read_text(encoding="utf-8"), vars(module)):
            found[str(path)] = list(map(str, faulty))
    return {"found": found, "patterns": {name: each.pattern for name, each in patterns().items()}}


def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled patterns of the modules that read TOML, by module and name."""
    named = {}
    for path in sorted((PACKAGE / "files" / "toml_text").glob("[a-z]*.py")):
        module = importlib.import_module(f"jinjiang_plan.files.toml_text.{path.stem}")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                named[f"{path.stem}.{name}"] = value
    return named


@pytest.fixture(scope="module")
def on_early_python() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _ALONE],
        capture_output=True,
        check=True,
        cwd=PACKAGE.parent,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )
    loaded = json.loads(done.stdout)
    assert isinstance(loaded, dict)
    return loaded


def test_no_pattern_has_what_early_pythons_misread(on_early_python: dict[str, Any]) -> None:
    assert on_early_python["found"] == {}


TEXTS = [
    *(path.read_text(encoding="utf-8") for path in sorted((PACKAGE.parent / "plans").rglob("*.toml"))),
    *(path.read_bytes().decode("utf-8", "replace") for path in sorted(CASES.glob("*.toml"))),
    'a = "\\u0041\\n" # one\n# """\n\n  # two\nb = [1, {c = \'\'\'x\'\'y\'\'\'}, """q""w\\""""]\n',
    'a."b\\"c" . \'d\' = "open\nb = """open\\\n',
    "'''''' \"\" '' \"\"\"\"\"\" '''''''' \"\"\"\"\"\"\"\" [[a.b]] ]] }}",
]


def test_patterns_that_give_nothing_back_read_what_the_others_read(on_early_python: dict[str, Any]) -> None:
    here = patterns()
    different = [name for name, each in here.items() if each.pattern != on_early_python["patterns"][name]]
    assert bool(different) == (sys.version_info >= (3, 11, 5))
    for name in different:
        other = re.compile(on_early_python["patterns"][name], here[name].flags)
        for text in TEXTS:
            ours, theirs = (
                [(each.span(), each.groups()) for each in one.finditer(text)] for one in (here[name], other)
            )
            assert ours == theirs, name


PART = 'PART = "(?:a|b)*"\n'


@pytest.mark.parametrize(
    "source",
    [
        'FOUND = re.compile("(?:a|b)*+")',
        'FOUND = re.compile(b"[^a]++")',
        'FOUND = {"a": (re.compile("a{2,3}+"),)}',
        'FOUND = ("a", "(?=b(?>c))")',
        'class Found:\n    FOUND = re.compile("a?+")',
        PART + 'FOUND = rf"{PART}+"',
        PART + 'FOUND = PART + "+"',
        PART + 'def found(text):\n    return re.match(f"{PART}+", text)',
        PART + 'def found(text):\n    return re.compile(PART + "+").match(text)',
        'def found(part, text):\n    return re.match(f"(?:{part})*+", text)',
        'def found(text):\n    own = "(?:a|b"\n    return re.match(own + "){2,}+", text)',
    ],
)
def test_a_pattern_that_early_pythons_misread_is_seen_wherever_it_stands(source: str, tmp_path: Path) -> None:
    source = f"import re\n{source}\n"
    path = tmp_path / "planted.py"
    path.write_text(source, encoding="utf-8")
    assert faults(source, runpy.run_path(str(path)))


@pytest.mark.parametrize("pattern", [r"\*+", r"[*+?]+", r"[]*+]", r"(?:a+b)+", r"\++", r"a\{2}+", r"[\]*+]"])
def test_a_sign_that_stands_for_itself_is_no_repeat(pattern: str, tmp_path: Path) -> None:
    source = f"import re\nFOUND = re.compile({pattern!r})\n"
    path = tmp_path / "planted.py"
    path.write_text(source, encoding="utf-8")
    assert faults(source, runpy.run_path(str(path))) == []
