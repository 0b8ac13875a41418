"""Where a paper goes: to the screen or a pipe as text, or into a file that an office opens."""

import sys
from datetime import date
from itertools import islice
from pathlib import Path

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.render.paper.blocks import Languages, Paper, figures

PAPERS = ("markdown", "html", "docx", "xlsx")
ENDINGS = {
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "docx": "docx",
    "xlsx": "xlsx",
}
"""The format that a file's ending means."""
BINARY = ("docx", "xlsx")


def chosen_paper(name: str | None, output: str | None) -> str:
    """The format asked for; else by the file's ending, else Markdown.

    Raises:
        Refusal: there is no such format, the file's ending promises another one, or a file of an office would go to
            a terminal.
    """
    ending = Path(output or "").suffix.lower().lstrip(".")
    if name is not None and name not in PAPERS:
        raise unknown("格式", "format", name, list(PAPERS))
    if name is None and output is not None and ending not in ENDINGS:
        endings = [f".{each}" for each in ENDINGS]
        raise Refusal(
            f"不能写 {output}：文件名以 {'、'.join(endings)} 结尾，或用 --format 指定格式",
            f"{output} cannot be written: its name is to end in {', '.join(endings)}, or name a --format",
        )
    form = name or ENDINGS.get(ending, "markdown")
    promised = ENDINGS.get(ending, form)
    if promised != form:
        raise Refusal(
            f"不能把 {form} 写进 {output}：打开时会当作 {promised}；改用 .{_ending(form)}，或去掉 --format",
            f"{form} cannot go into {output}, which would be opened as {promised}: end it in .{_ending(form)}, or leave "
            "out --format",
        )
    if form in BINARY and output is None and sys.stdout.isatty():
        raise Refusal(
            f"{form} 要写入文件：--output 通报.{form}", f"{form} goes to a file: --output briefing.{form}"
        )
    return form


def _ending(form: str) -> str:
    """The usual ending of a format's files."""
    return next(ending for ending, meant in ENDINGS.items() if meant == form)


def word_document(session: Session, paper: Paper, languages: Languages, day: date) -> bytes:
    """A paper as a document for Word; of signs that its charts lack for want of a font the reader is told."""
    from jinjiang_plan.cli.images import tell_of_fonts
    from jinjiang_plan.render.word.document import paper_docx

    for chart in islice(figures(paper.sections), 1):
        tell_of_fonts(session, chart.draw(languages[0], _TRIED), "html")
    return paper_docx(paper, languages, day)


_TRIED = 400
"""Pixels of a chart that is drawn to see which signs it needs."""
