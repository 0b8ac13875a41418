"""The manual: one page for each topic and language, packed with the program."""

from pathlib import Path

from jinjiang_plan.model.words import Lang

TOPICS = (
    "start",
    "files",
    "record",
    "judge",
    "check",
    "import",
    "publish",
    "git",
    "ci",
    "python",
    "json",
    "exit-codes",
    "changes",
)
"""The topics, in the order in which they are listed."""

_FOLDER = Path(__file__).parents[1] / "manual"


def manual_page(topic: str, lang: Lang) -> str:
    """Return the page of one of the `TOPICS`, as Markdown."""
    return (_FOLDER / lang / f"{topic}.md").read_text(encoding="utf-8")


def page_title(topic: str, lang: Lang) -> str:
    """Return the title of a topic's page: its first line."""
    with (_FOLDER / lang / f"{topic}.md").open(encoding="utf-8") as lines:
        return lines.readline().lstrip("# ").rstrip("\n")
