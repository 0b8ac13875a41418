"""What an optional extra brings: whether it is there, and what to install where it is not."""

from importlib.util import find_spec
from typing import NamedTuple

from jinjiang_plan.model.refusal import Refusal


class Extra(NamedTuple):
    """An extra: its name, the packages that it brings, and what can be used without it."""

    name: str
    packages: tuple[str, ...]
    instead: str


EXTRAS = {
    "html": Extra("report", ("jinja2",), "markdown"),
    "site": Extra("report", ("jinja2",), "brief --format markdown"),
    "docx": Extra("word", ("docx", "resvg_py"), "markdown"),
    "png": Extra("report", ("resvg_py",), "svg"),
    "xlsx": Extra("excel", ("openpyxl", "defusedxml"), "csv"),
}
"""By the format or command that needs it."""


def needs_for(form: str, instead: str = "") -> None:
    """Make sure that a format can be written, or a command run; one that needs no extra can.

    `instead` is what the caller has without the extra, where that is another thing than the usual one.

    Raises:
        Refusal: the extra that it needs is not installed.
    """
    extra = EXTRAS.get(form)
    if extra is not None and any(find_spec(package) is None for package in extra.packages):
        usable = instead or extra.instead
        raise Refusal(
            f"{form} 需要安装：pip install 'jinjiang-plan[{extra.name}]'；{usable} 不用安装即可使用",
            f"{form} needs an extra: pip install 'jinjiang-plan[{extra.name}]'; {usable} works without it",
        )
