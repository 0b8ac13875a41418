"""A folder of files that can be made again: all of them changed in one go, only what differs, nothing that is not ours.

A list in the folder says what is ours, and anybody may have put that list there. So it is a hint: a file is written over
or taken away only where it is listed and is, besides, what the list says, byte for byte but for line ends that git has
changed; and it has to be of a kind that is made here and to begin as one does. Nothing whose name, or whose folder's,
begins with a dot is ever ours, and no link is followed out of the folder.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import NamedTuple, Self

from jinjiang_plan.files.storage.atomic import Unbroken, clear_leftovers, not_written, write_bytes_whole
from jinjiang_plan.files.storage.locks import locked
from jinjiang_plan.files.storage.output_file import needs_inside
from jinjiang_plan.files.storage.regular_file import MOST_BYTES
from jinjiang_plan.model.refusal import Refusal

MANIFEST = ".jinjiang-site.json"
"""What says which files of a folder are ours, each with its digest."""

_LOCK = ".jinjiang-site.lock"
"""What a renewal holds while it goes on; it is empty, and gone at the end."""

_BESIDE = ".jinjiang-new"
"""How the name of a file ends that stands beside its place, ready to be moved there; before it, something random."""

_LEFT = re.compile(rf"\..+\.[0-9a-f]{{16}}{re.escape(_BESIDE)}")

_HEAD = 1 << 12
"""Bytes from a file's beginning in which the mark of its kind stands."""

Kinds = Mapping[str, bytes]
"""How files are known that are made here: by the ending of the name, a pattern of bytes near the beginning."""

Ours = dict[str, frozenset[str]]
"""What is ours, by its place: the digests that it may have."""


class FolderCounts(NamedTuple):
    """How many files there are, how many of them were written, and how many that are ours no more were taken away."""

    files: int
    written: int
    removed: int


class FolderRenewal:
    """One renewal of a folder with files of these kinds: they are put beside their places, and all moved at the end.

    Killed in between, it leaves each file whole; the next renewal takes away what stands beside.
    """

    def __init__(self, folder: Path, kinds: Kinds) -> None:
        self._folder = folder
        self._kinds = kinds
        self._made = not folder.exists()
        self._ours: Ours = {}
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
            if _holds(path, content):
                return
            if path.exists() and not self._is_ours(place):
                raise Refusal(
                    f"{path} 不是本程序生成的，未覆盖；请移走它，或换一个目录",
                    f"{path} is not of our making and is left as it is; move it away, or name another folder",
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{token_hex(8)}{_BESIDE}")
            self._waiting.append((beside, path))
            with beside.open("xb") as file:  # a name that nobody knows, and never through a link
                file.write(content)
        except OSError as error:
            raise not_written(path, error) from error

    def finish(self) -> FolderCounts:
        """Move all files to their places and take away those of ours that were not put again.

        Raises:
            Refusal: a file could not be moved; those that were are whole, and the next renewal mends the rest.
        """
        gone = [place for place in self._ours if place not in self._digests and self._may_go(place)]
        new = {place: frozenset({digest}) for place, digest in self._digests.items()}
        with Unbroken() as unbroken:
            both = {place: self._ours.get(place, frozenset()) | digests for place, digests in new.items()}
            self._write_manifest(self._ours | both)
            unbroken.begin()
            for beside, path in self._waiting:
                try:
                    beside.replace(path)
                except OSError as error:
                    raise not_written(path, error) from error
            left = {place: self._ours[place] for place in gone if not self._take_away(place)}
            self._write_manifest(left | new)
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

    def _is_ours(self, place: str) -> bool:
        """Whether what stands there is what the list says, and of a kind that is made here.

        Raises:
            OSError: it cannot be read.
        """
        path = self._folder / place
        mark = self._kinds.get(path.suffix)
        hidden = any(part.startswith(".") for part in Path(place).parts)
        if place not in self._ours or mark is None or hidden or path.is_symlink() or not path.is_file():
            return False
        if path.stat().st_size > MOST_BYTES:
            return False
        held = path.read_bytes()
        return re.search(mark, held[:_HEAD]) is not None and not self._ours[place].isdisjoint(_digests(held))

    def _may_go(self, place: str) -> bool:
        """Whether a file that is not put again is ours, or is gone already; what is not ours is listed no more."""
        with suppress(OSError, Refusal):  # what a link leads to elsewhere is not ours
            needs_inside(self._folder, (self._folder / place).parent)
            return not os.path.lexists(self._folder / place) or self._is_ours(place)
        return False

    def _take_away(self, place: str) -> bool:
        """Whether a file is gone, and the folders that are empty without it: what is refused is tried the next time."""
        path = self._folder / place
        with suppress(OSError):
            path.unlink(missing_ok=True)
        self._prune(path)
        return not os.path.lexists(path)

    def _prune(self, path: Path) -> None:
        """Take away the folders above a file that are empty without it."""
        with suppress(OSError):
            for folder in path.parents:
                if folder == self._folder:
                    break
                folder.rmdir()

    def _write_manifest(self, ours: Ours) -> None:
        files = {place: " ".join(sorted(ours[place])) for place in sorted(ours)}
        text = json.dumps({"format": 1, "files": files}, ensure_ascii=False, indent=0)
        write_bytes_whole(self._folder / MANIFEST, f"{text}\n".encode())


def _holds(path: Path, content: bytes) -> bool:
    """Whether a plain file is that already."""
    plain = path.is_file() and not path.is_symlink()
    return plain and path.stat().st_size == len(content) and path.read_bytes() == content


def _digests(held: bytes) -> set[str]:
    """The digests that a file may be listed with: as it is, and with the line ends that it had before git changed them."""
    return {sha256(each).hexdigest() for each in (held, held.replace(b"\r\n", b"\n"))}


def _manifest(folder: Path) -> Ours:
    """Which files of the folder are ours; none where nothing says so, or what says so cannot be read.

    Raises:
        Refusal: it names a place outside the folder, or is none that can be written.
    """
    path = folder / MANIFEST
    if not os.path.lexists(path):
        return {}
    if path.is_symlink() or not path.is_file():
        raise Refusal(
            f"{path} 是链接或不是普通文件，未作任何改动；请删除它",
            f"{path} is a link, or no plain file; nothing was changed: delete it",
        )
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        ours = {str(place): frozenset(str(digest).split()) for place, digest in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
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
    return _LEFT.fullmatch(name) is not None
