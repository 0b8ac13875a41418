"""Writing whole files: one is there as it was, or as it was to be, whenever an interrupt comes."""

import signal
from collections.abc import Callable
from contextlib import suppress
from errno import EINVAL, EISDIR
from glob import escape
from os import strerror
from pathlib import Path
from secrets import token_hex
from types import FrameType, TracebackType
from typing import Self

from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.storage.locks import flush, flush_folder
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, NotAFile, Refusal, reason

# Keeping an interrupt from falling between the last byte and its acknowledgement.


_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Unbroken:
    """A block in which an interrupt comes too late, from `begin` on: what has begun to be written is finished.

    Until then an interrupt ends the block as ever, and nothing was written; so a wait for a lock can be ended. What is
    written takes milliseconds. In a thread that gets no signals this does nothing.
    """

    def __init__(self) -> None:
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> Self:
        return self

    def begin(self) -> None:
        """From here on, until the block ends, no interrupt is heard."""
        for number in _ENDING:
            with suppress(ValueError):  # another thread than the main one
                self._before[number] = signal.signal(number, _too_late)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            if handler is not None:  # what another language's code set cannot be set from here
                signal.signal(number, handler)


def _too_late(number: int, frame: FrameType | None) -> None:
    """Do nothing: the call ends at once, and says what it has written."""


def needs_folder(path: Path) -> None:
    """Make sure that the folder is there which a new file is to be written into.

    Raises:
        Refusal: it is not (exit 2).
    """
    if not path.absolute().parent.is_dir():
        raise Refusal(
            f"没有目录 {path.parent}，无法写入 {path}", f"there is no folder {path.parent} to write {path} to"
        )


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file beside its place and move it there: it is whole, or as it was. Killed, it leaves what stood beside.

    Raises:
        Refusal: it cannot be written (exit 1).
        KeyboardInterrupt: before it was in its place; one that comes later is not heard.
    """
    write_bytes_whole(path, text.encode(encoding))


def write_bytes_whole(path: Path, content: bytes) -> None:
    """The same for a file that is no text.

    Raises:
        Refusal, KeyboardInterrupt: as `write_whole`.
    """
    with Unbroken() as unbroken:
        _write_whole(path, content, unbroken)


def _write_whole(path: Path, content: bytes, unbroken: Unbroken) -> None:
    try:
        place = real_path(path)  # what a link points to is written, and the link stays
        if place.exists() and not place.is_file():
            raise _no_file(place)
        beside = place.with_name(f".{place.name}.{token_hex(8)}.new")
        try:
            with beside.open(
                "xb"
            ) as file:  # a name that nobody knows, and not where anything stands, nor a link
                file.write(content)
                file.flush()
                flush(file.fileno())
            if place.exists():
                beside.chmod(place.stat().st_mode & 0o7777)
            unbroken.begin()
            beside.replace(place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise not_written(path, error) from error
    with suppress(OSError):  # the file is in its place: that its name might not last is no refusal
        flush_folder(place.parent)


def _no_file(place: Path) -> OSError:
    """The error of writing anew what is a folder, a device or a pipe, which would go."""
    if place.is_dir():
        return IsADirectoryError(EISDIR, strerror(EISDIR), str(place))
    return OSError(EINVAL, strerror(EINVAL), str(place))


def clear_leftovers(path: Path) -> None:
    """Take away what writers of a file that were killed have left beside it; for who holds the file alone."""
    place = real_path(path)
    for beside in place.parent.glob(f".{escape(place.name)}.*.new"):
        with suppress(OSError):
            beside.unlink()


def not_written(path: Path, error: OSError) -> Refusal:
    """The refusal of a write that the system refused."""
    why = reason(error)
    return Refusal(
        f"无法写入 {path}：{why.zh}；原有内容未动",
        f"{path} cannot be written: {why.en}; what was there is as it was",
        NOT_JUDGED if isinstance(error, NotAFile) else NOT_WRITTEN,
    )
