"""Writing several files of a plan as one edition: held together, approved as they would stand, all of them or none."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from jinjiang_plan.files.layout import HEAD, real_path
from jinjiang_plan.files.storage.atomic import (
    Unbroken,
    clear_leftovers,
    not_written,
    write_bytes_whole,
    write_whole,
)
from jinjiang_plan.files.storage.locks import locked_to_replace
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.files.toml_text.parse import MARK, decoded
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal

Texts = Mapping[Path, str]
Edit = Callable[[Texts], Texts]
"""From the texts of the files that are there, without a leading mark, to those that are to be written."""


def write_edition(
    folder: Path,
    files: Sequence[Path],
    edit: Edit,
    approve: Callable[[Texts], object],
    *,
    dry_run: bool = False,
) -> Texts:
    """Write what an edit makes of a plan's files, once it is approved as a whole; return the texts that were written.

    The plan's head is held too, so that two editions of a plan follow each other. Should a file fail to be written,
    those before it are put back.

    Args:
        folder: the plan's folder.
        files: the files that the edit may change; one that is not there may be made.
        edit: makes the new texts.
        approve: looks at the new texts, by their resolved paths, and refuses what is wrong with them.
        dry_run: whether to stop before anything is written.

    Raises:
        Refusal: of the edit or of the approval; or a file cannot be read (exit 3) or written (exit 1).
    """
    held = sorted({folder / HEAD, *(path for path in files if path.exists())})
    try:
        with ExitStack() as stack:
            unbroken = stack.enter_context(Unbroken())
            for path in held:
                stack.enter_context(locked_to_replace(path))
                clear_leftovers(path)
            before = {path: held_bytes(path) for path in held}
            texts = {path: _readable(content, path) for path, content in before.items()}
            after = edit({path: text.removeprefix(MARK) for path, text in texts.items()})
            marked = {
                path: MARK + text if texts.get(path, "").startswith(MARK) else text
                for path, text in after.items()
            }
            approve({real_path(path): text for path, text in marked.items()})
            if not dry_run:
                unbroken.begin()
                _write(marked, before)
            return marked
    except OSError as error:
        raise not_written(Path(error.filename) if error.filename else folder, error) from error


def _write(texts: Texts, before: Mapping[Path, bytes]) -> None:
    """Write each file whole; where one fails, put back those that were written."""
    done: list[Path] = []
    try:
        for path, text in texts.items():
            write_whole(path, text)
            done.append(path)
    except BaseException:
        for path in done:
            with suppress(OSError, Refusal):
                if path in before:
                    write_bytes_whole(path, before[path])
                else:
                    path.unlink()
        raise


def _readable(content: bytes, path: Path) -> str:
    text = decoded(content, str(path))
    if isinstance(text, Finding):
        raise Refusal(f"{path}: {text.words.zh}", f"{path}: {text.words.en}", NOT_JUDGED)
    return text
