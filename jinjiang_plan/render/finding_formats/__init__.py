"""The formats that findings are shown in, a module each with a function `(Checked, Lang) -> str`."""

from collections.abc import Callable
from importlib import import_module

from jinjiang_plan.model.rule import Checked
from jinjiang_plan.model.words import Lang

FORMATS = {
    "full": "full",
    "concise": "concise",
    "json": "json_document",
    "jsonl": "json_lines",
    "github": "github",
    "gitlab": "gitlab",
    "sarif": "sarif",
    "junit": "junit",
    "markdown": "markdown",
}
"""Each format's name, and the module here whose function of that name draws it."""


def format_named(name: str) -> Callable[[Checked, Lang], str]:
    """The function that draws the findings in a format of the list; imported only now."""
    module = FORMATS[name]
    drawing: Callable[[Checked, Lang], str] = getattr(import_module(f"{__name__}.{module}"), module)
    return drawing
