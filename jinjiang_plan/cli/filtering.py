"""The filters as options: declared once, in the place of a command's one parameter `filters`."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from jinjiang_plan.cli import options
from jinjiang_plan.cli.filters import Filters

_OPTIONS = {
    "plan": ("plans", options.PlanFilter),
    "action": ("actions", options.ActionFilter),
    "lead": ("leads", options.LeadFilter),
    "class_": ("classes", options.ClassFilter),
    "status": ("statuses", options.StatusFilter),
    "tag": ("tags", options.TagFilter),
    "due_before": ("due_before", options.DueFilter),
}
"""The options in the order of the help: what Typer calls each, its field of `Filters`, its type."""


def filtered(run: Callable[..., int]) -> Callable[..., int]:
    """The command with an option for each filter where its signature has `filters`; Typer reads options there alone."""
    parameters: list[Parameter] = []
    for parameter in signature(run).parameters.values():
        if parameter.name == "filters":
            parameters += (
                Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=option)
                for name, (_, option) in _OPTIONS.items()
            )
        else:
            parameters.append(parameter)

    @wraps(run)
    def called(**given: Any) -> int:  # noqa: ANN401 - as Typer read it, each of its own type
        asked = {field: given.pop(name) for name, (field, _) in _OPTIONS.items()}
        return run(**given, filters=Filters(**asked))

    called.__signature__ = signature(run).replace(parameters=parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": int}
    return called
