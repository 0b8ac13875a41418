"""Where a paper goes: to the screen or a pipe as text, or into a file that an office opens."""

import sys
from io import TextIOWrapper
from pathlib import Path

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal

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
    if form in BINARY and output is None and sys.stdout.isatty():
        raise Refusal(
            f"{form} 要写入文件：--output 通报.{form}", f"{form} goes to a file: --output briefing.{form}"
        )
    return form


def emit_paper(session: Session, content: str | bytes, output: str | None) -> None:
    """Write a paper, whole or not at all."""
    if output is not None:
        from jinjiang_plan.files.writing import needs_folder, write_bytes_whole

        needs_folder(Path(output))
        write_bytes_whole(Path(output), content.encode() if isinstance(content, str) else content)
        session.tell(f"已写入 {output}", f"wrote {output}")
        return
    if isinstance(content, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(newline="")
        sys.stdout.write(content)
    sys.stdout.flush()
