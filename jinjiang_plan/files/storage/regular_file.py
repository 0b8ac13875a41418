"""A file of a plan before it is read: a regular one, inside its plans folder, of a size that can be read."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from jinjiang_plan.files.layout import FOLDER
from jinjiang_plan.model.refusal import NotAFile
from jinjiang_plan.model.words import Words

MOST_BYTES = 64 << 20
"""Bytes of the largest plan file or ledger that is read."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OUTSIDE = Words(
    "它经链接指向计划目录之外，不读取；放文件本身，不放链接",
    "a link leads out of the plans folder, and it is not read; put the file itself there",
)
_CIRCLE = Words("链接绕成了圈，读不到文件", "links lead in a circle, to no file")
_OTHER = Words(
    "它是管道、设备或套接字，不是普通文件，不读取",
    "it is a pipe, a device or a socket, and no plain file: it is not read",
)
_LARGE = Words("它超过 64 MiB，不读取；请拆分", "it is larger than 64 MiB and is not read; split it")
_LINK = Words(
    "它是链接，指向的文件不存在或不该写入；请移走这个链接",
    "it is a link, and what it leads to is not there or not to be written to; move the link away",
)


def held_bytes(path: Path) -> bytes:
    """What a plan file or a ledger holds.

    Raises:
        NotAFile: it is none that is read (see `look`).
        OSError: it cannot be read.
    """
    look(path)
    handle = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotAFile(_OTHER, path)
        held = bytearray()
        while part := os.read(handle, 1 << 20):
            held += part
            if len(held) > MOST_BYTES:
                raise NotAFile(_LARGE, path)
        return bytes(held)
    finally:
        os.close(handle)


def look(path: Path) -> None:
    """Make sure that a plan file or a ledger is a regular file inside its plans folder, and not too large.

    Raises:
        NotAFile: it is a pipe or a device, too large, or a link that leads out of the folder or round in a circle.
        OSError: it is not there, or cannot be looked at.
    """
    root = _plans_folder(path)
    if any(map(os.path.islink, _below(path, root))):
        home, place = os.path.realpath(root), os.path.realpath(path)
        if os.path.commonpath((home, place)) != home:
            raise NotAFile(_OUTSIDE, path)
    try:
        status = os.stat(path)  # noqa: PTH116 - the call itself: it is made for each ledger
    except OSError as error:
        raise (NotAFile(_CIRCLE, path) if error.errno == errno.ELOOP else error) from error
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotAFile(_OTHER, path)
    if status.st_size > MOST_BYTES:
        raise NotAFile(_LARGE, path)


def look_to_write(path: Path) -> None:
    """Make sure of the same before a file is opened to be written to, which need not be there.

    What is no TOML is a state file of ours, and never a link.

    Raises:
        NotAFile: it is none that is written to.
        OSError: it cannot be looked at.
    """
    linked = path.is_symlink()
    if linked and path.suffix != ".toml":
        raise NotAFile(_LINK, path)
    try:
        look(path)
    except FileNotFoundError as error:
        if linked:
            raise NotAFile(_LINK, path) from error


def _plans_folder(path: Path) -> Path:
    """The folder of plans that a file of a plan, or a ledger, stands in."""
    folder = path.absolute().parent
    return folder.parent.parent if folder.name == FOLDER else folder.parent


def _below(path: Path, root: Path) -> Iterator[Path]:
    """The file and the folders above it, up to the plans folder, which whoever named it may have reached by a link."""
    each = path.absolute()
    while each not in (root, each.parent):
        yield each
        each = each.parent
