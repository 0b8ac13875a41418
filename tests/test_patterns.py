"""Every pattern of the package reads alike on every CPython from 3.11 on.

Before 3.11.5 a possessive repeat of a group could end too early, and an atomic group forget what it had captured: no
pattern has either. Patterns are looked at as modules hold them, as calls of `re` are given them, and as they are typed.
"""

import ast
import importlib
import re
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import jinjiang_plan

PACKAGE = Path(jinjiang_plan.__file__).parent
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


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE.parent).as_posix())
def test_no_pattern_has_what_early_pythons_misread(path: Path) -> None:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    assert faults(path.read_text(encoding="utf-8"), vars(module)) == []


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
