"""A folder of files that can be made again: all of them changed in one go, only what differs, nothing that is not ours."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from jinjiang_plan.files.storage.atomic import clear_leftovers, not_written, write_bytes_whole
from jinjiang_plan.files.storage.interrupts import Unbroken
from jinjiang_plan.files.storage.locks import locked
from jinjiang_plan.files.storage.output_file import needs_inside
from jinjiang_plan.model.refusal import Refusal

MANIFEST = ".jinjiang-site.json"
"""What says which files of a folder are ours, each with its digest."""

_LOCK = ".jinjiang-site.lock"
"""What a renewal holds while it goes on; it is empty, and gone at the end."""

_BESIDE = ".jinjiang-new"
"""How the name of a file ends that stands beside its place, ready to be moved there."""


class FolderCounts(NamedTuple):
    """How many files there are, how many of them were written, and how many that are ours no more were taken away."""

    files: int
    written: int
    removed: int


class FolderRenewal:
    """One renewal of a folder: files are put beside their places, and all moved at the end, or none.

    Killed in between, it leaves each file whole; the next renewal takes away what stands beside.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = not folder.exists()
        self._ours: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._waiting: list[tuple[Path, Path]] = []
        self._alone = ExitStack()
        self._held = False

    def __enter__(self) -> Self:
        """Make sure that the folder is ours to fill, by us alone: another renewal is waited for.

        Raises:
            Refusal: it is a file, it cannot be made, or it holds what is not ours.
        """
        try:
            self._enter()
        except BaseException:
            self._leave()
            raise
        return self

    def _enter(self) -> None:
        folder = self._folder
        if folder.exists() and not folder.is_dir():
            raise Refusal(f"{folder} 是文件，不是目录", f"{folder} is a file, not a folder")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._alone.enter_context(locked(folder / _LOCK, create=True))
            self._held = True
            self._ours = _manifest(folder)
            theirs = not self._ours and _holds_more(folder)
        except OSError as error:
            raise not_written(folder, error) from error
        if theirs:
            raise Refusal(
                f"{folder} 里已有文件，又不是本程序生成的站点；请指定空目录",
                f"{folder} holds files and is no site of ours; name an empty folder",
            )
        clear_leftovers(folder / MANIFEST)
        for beside in _left(folder):
            with suppress(OSError):
                beside.unlink()
            self._prune(beside)

    def put(self, place: str, content: bytes) -> None:
        """Put a file beside its place, unless it stands there already as it is.

        Raises:
            Refusal: it cannot be written, or what stands in its place is not ours.
        """
        self._digests[place] = sha256(content).hexdigest()
        path = self._folder / place
        needs_inside(self._folder, path.parent)
        try:
            if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
                return
            if place not in self._ours and path.exists():
                raise Refusal(
                    f"{path} 不是本程序生成的，未覆盖；请移走它，或换一个目录",
                    f"{path} is not of our making and is left as it is; move it away, or name another folder",
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}{_BESIDE}")
            self._waiting.append((beside, path))
            if beside.is_symlink():  # that somebody has put there
                beside.unlink()
            beside.write_bytes(content)
        except OSError as error:
            raise not_written(path, error) from error

    def finish(self) -> FolderCounts:
        """Move all files to their places and take away those of ours that were not put again.

        Raises:
            Refusal: a file could not be moved; those that were are whole, and the next renewal mends the rest.
        """
        gone = [place for place in self._ours if place not in self._digests]
        with Unbroken() as unbroken:
            self._write_manifest(self._ours | self._digests)
            unbroken.begin()
            for beside, path in self._waiting:
                try:
                    beside.replace(path)
                except OSError as error:
                    raise not_written(path, error) from error
            left = {place: self._ours[place] for place in gone if not self._take_away(place)}
            self._write_manifest(left | self._digests)
        written, self._waiting = len(self._waiting), []
        return FolderCounts(len(self._digests), written, len(gone) - len(left))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what still stands beside its place, and the folders that were made for nothing."""
        for beside, _ in self._waiting:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            self._prune(beside)
        self._leave()
        if self._made and error is not None:
            with suppress(OSError):
                self._folder.rmdir()

    def _leave(self) -> None:
        """Let the next one in; who waits for a lock that is gone takes the one that is there then."""
        with self._alone, suppress(OSError):
            if self._held:
                (self._folder / _LOCK).unlink(missing_ok=True)

    def _take_away(self, place: str) -> bool:
        """Whether a file is gone, and the folders that are empty without it: what is refused is tried the next time."""
        path = self._folder / place
        with suppress(OSError, Refusal):  # what a link leads to elsewhere is not ours
            needs_inside(self._folder, path.parent)
            path.unlink(missing_ok=True)
        self._prune(path)
        return not path.exists()

    def _prune(self, path: Path) -> None:
        """Take away the folders above a file that are empty without it."""
        with suppress(OSError):
            for folder in path.parents:
                if folder == self._folder:
                    break
                folder.rmdir()

    def _write_manifest(self, digests: dict[str, str]) -> None:
        files = {place: digests[place] for place in sorted(digests)}
        text = json.dumps({"format": 1, "files": files}, ensure_ascii=False, indent=0)
        write_bytes_whole(self._folder / MANIFEST, f"{text}\n".encode())


def _manifest(folder: Path) -> dict[str, str]:
    """Which files of the folder are ours; none where nothing says so, or what says so cannot be read.

    Raises:
        Refusal: it names a place outside the folder.
    """
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        return {}
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        ours = {str(place): str(digest) for place, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    if any(Path(place).is_absolute() or ".." in Path(place).parts for place in ours):
        raise Refusal(
            f"{path} 列有目录之外的文件，未作任何改动；请删除它",
            f"{path} names files outside its folder; nothing was changed: delete it",
        )
    return ours


def _holds_more(folder: Path) -> bool:
    """Whether there is anything in sight but what the very first making left when it was killed: links are more."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_symlink() or not path.is_dir():
            return True
        for where, folders, names in os.walk(path):
            if any(not _is_left(name) for name in names) or any(
                (Path(where) / name).is_symlink() for name in folders
            ):
                return True
    return False


def _left(folder: Path) -> Iterator[Path]:
    """What a renewal that was killed has left beside its place."""
    for where, _, names in os.walk(folder):
        yield from (Path(where) / name for name in names if _is_left(name))


def _is_left(name: str) -> bool:
    """Whether a file is called as one that waits beside its place."""
    return name.startswith(".") and name.endswith(_BESIDE)
