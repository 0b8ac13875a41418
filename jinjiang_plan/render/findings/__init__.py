"""The formats that findings are shown in, each a function `(Checked, Lang) -> str`."""

from collections.abc import Callable
from importlib import import_module

from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang

FORMATS = {
    "full": "console.full",
    "concise": "console.concise",
    "json": "json_document",
    "jsonl": "json_document.json_lines",
    "github": "ci_services.github",
    "gitlab": "ci_services.gitlab",
    "sarif": "sarif",
    "junit": "ci_services.junit",
    "markdown": "markdown",
}
"""Each format's name, and the module here that draws it: with its function behind a dot where that has another name."""


def format_named(name: str) -> Callable[[CheckResult, Lang], str]:
    """The function that draws the findings in a format of the list; imported only now."""
    module, _, function = FORMATS[name].partition(".")
    drawing: Callable[[CheckResult, Lang], str] = getattr(
        import_module(f"{__name__}.{module}"), function or module
    )
    return drawing
