"""What an optional extra brings: whether it is there, and what to install where it is not."""

from importlib.util import find_spec
from typing import NamedTuple

from jinjiang_plan.model.refusal import Refusal


class Extra(NamedTuple):
    """An extra: its name, the packages that it brings, and what can be done without it."""

    name: str
    packages: tuple[str, ...]
    zh: str
    en: str


EXTRAS = {
    "html": Extra("report", ("jinja2",), "markdown 不用安装即可使用", "markdown works without it"),
    "site": Extra(
        "report",
        ("jinja2",),
        "brief --format markdown 不用安装即可使用",
        "brief --format markdown works without it",
    ),
    "docx": Extra("word", ("docx", "resvg_py"), "markdown 不用安装即可使用", "markdown works without it"),
    "png": Extra("report", ("resvg_py",), "svg 不用安装即可使用", "svg works without it"),
    "xlsx": Extra("excel", ("openpyxl", "defusedxml"), "csv 不用安装即可使用", "csv works without it"),
}
"""By the format or command that needs it."""


def needs_for(form: str) -> None:
    """Make sure that a format can be written, or a command run; one that needs no extra can.

    Raises:
        Refusal: the extra that it needs is not installed.
    """
    extra = EXTRAS.get(form)
    if extra is not None and any(find_spec(package) is None for package in extra.packages):
        raise Refusal(
            f"{form} 需要安装：pip install 'jinjiang-plan[{extra.name}]'；{extra.zh}",
            f"{form} needs an extra: pip install 'jinjiang-plan[{extra.name}]'; {extra.en}",
        )
