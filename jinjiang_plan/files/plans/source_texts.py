"""The texts of the documents that a plan keeps a copy of: read inside its own folder only."""

from hashlib import sha256
from pathlib import Path

from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.model.plan import Plan, Source
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.references import FileState, SourceText, SourceTexts

MOST_BYTES = 16 << 20
"""Bytes of the largest text that is searched for a wording."""


def source_texts(portfolio: Portfolio) -> SourceTexts:
    """The text of each source with a `file`, by the ids of its plan and of itself."""
    return {
        (plan.id, source.key): _text(plan, source)
        for plan in portfolio.plans
        for source in plan.sources
        if source.file
    }


def _text(plan: Plan, source: Source) -> SourceText:
    folder = Path(plan.folder)
    path = folder / source.file
    try:
        if not real_path(path).is_relative_to(real_path(folder)):
            return SourceText(FileState.ELSEWHERE)
        held = held_bytes(path)
    except (FileNotFoundError, NotADirectoryError):
        return SourceText(FileState.GONE)
    except (OSError, ValueError, RuntimeError):  # a sign that no name may have; links that lead in a circle
        return SourceText(FileState.UNREADABLE)
    if len(held) > MOST_BYTES:
        return SourceText(FileState.UNREADABLE)
    if source.sha256 and sha256(held).hexdigest() != source.sha256.lower():
        return SourceText(FileState.CHANGED)
    text = decoded_text(held)
    return SourceText(FileState.UNREADABLE) if text is None else SourceText(FileState.SAME, text)


def decoded_text(held: bytes) -> str | None:
    """The text of bytes in UTF-8, or as Chinese Windows writes it; None where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None
