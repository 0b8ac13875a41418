"""What an optional extra brings: whether it is there, and what to install where it is not."""

from importlib.util import find_spec
from typing import NamedTuple

from jinjiang_plan.model.refusal import Refusal


class Extra(NamedTuple):
    """An extra: what it installs, and what can be used without it."""

    requirements: dict[str, str]
    """What pip is told to install, by the package that is then imported."""
    instead: str


_JINJA = {"jinja2": "jinja2>=3.1.6"}
_RESVG = {"resvg_py": "resvg-py>=0.5"}
EXTRAS = {
    "html": Extra(_JINJA, "markdown"),
    "site": Extra(_JINJA, "brief --format markdown"),
    "docx": Extra({"docx": "python-docx>=1.2", **_RESVG}, "markdown"),
    "png": Extra(_RESVG, "svg"),
    "xlsx": Extra({"openpyxl": "openpyxl>=3.1.3", "defusedxml": "defusedxml>=0.7.1"}, "csv"),
}
"""By the format or command that needs it."""


def needs_for(form: str, instead: str = "") -> None:
    """Make sure that a format can be written, or a command run; one that needs no extra can.

    `instead` is what the caller has without the extra, where that is another thing than the usual one. What is missing
    is named by its own requirements: the name of this program is not one to fetch from an index.

    Raises:
        Refusal: the extra that it needs is not installed.
    """
    extra = EXTRAS.get(form)
    missing = [] if extra is None else [name for name in extra.requirements if find_spec(name) is None]
    if extra is not None and missing:
        usable = instead or extra.instead
        packages = " ".join(f'"{extra.requirements[name]}"' for name in missing)
        raise Refusal(
            f"{form} 需要安装：pip install {packages}；{usable} 不用安装即可使用",
            f"{form} needs an extra: pip install {packages}; {usable} works without it",
        )
