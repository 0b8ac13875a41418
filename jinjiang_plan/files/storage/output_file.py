"""A file that a result is written to, as a reader named it: never over what the program did not make, unless told to."""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.storage.atomic import not_written, write_bytes_whole
from jinjiang_plan.files.storage.locks import put
from jinjiang_plan.model.refusal import Refusal

_HEAD = 1 << 16
"""Bytes from a file's beginning by which it is known."""

_MADE_HERE = re.compile(
    r"""
    \ufeff?\s*(?:
      (?:[{\[<]|BEGIN:VCALENDAR).{,2000}?(?:"jinjiang-plan"|//jinjiang-plan//|"check_name":\ "JP)  # a name for machines
    | \#\#\#\ jinjiang-plan\ check:
    | ::(?:error|warning|notice)\ file=
    | (?:error|warning|info)\ JP\d{3}\ \S+:
    | [^\n]{1,500}?:\ (?:error|warning|info)\ JP\d{3}\ \S+:
    )""",
    re.VERBOSE | re.DOTALL,
)
"""How what carries our name begins: reports of `check` for machines, pages, calendars."""

_KEY = re.compile(r'"([\w$]+)":')
_VARIES = re.compile(r"[\d\s]+")


def write_output(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a result to the place that was named, whole or not at all; what is no file, such as a pipe, is written to.

    A link that leads out of its folder is not followed. What stands there is written over where it was made like this
    result, or with `force`.

    Raises:
        Refusal: something else stands there (exit 2), or it cannot be written (exit 1).
    """
    try:
        if _streamed(path, content):
            return
        _inside(path)
        if not force and path.exists() and not path.is_dir() and not _made_alike(path, content):
            raise Refusal(
                f"{path} 已经存在，且不是本程序生成的这类文件，未覆盖；换个文件名，或加 --force 覆盖",
                f"{path} is there already and is not such a file of our making: it is left as it is; name another file, "
                "or add --force",
            )
    except OSError as error:
        raise not_written(path, error) from error
    write_bytes_whole(path, content)


def needs_inside(folder: Path, place: Path) -> None:
    """Make sure that a place below a folder is not led out of it by a link.

    Raises:
        Refusal: it is (exit 2).
    """
    home, found = real_path(folder), real_path(place)
    if found != home and home not in found.parents:
        raise Refusal(
            f"{place} 经链接指向 {folder} 之外，不会写到那里；请移走这个链接",
            f"{place} leads out of {folder} by a link, and nothing is written there; move the link away",
        )


def _inside(path: Path) -> None:
    if path.is_symlink():
        needs_inside(path.parent, path)


def _streamed(path: Path, content: bytes) -> bool:
    """Whether the place is a device, a pipe or a socket, or a stream of ours by name, and has been written to."""
    handle = _stream_of_ours(path)
    if handle is None:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return False
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return False
        if stat.S_ISSOCK(mode):
            _send(path, content)
            return True
        handle = os.open(path, os.O_WRONLY)
    try:
        put(handle, content)
    finally:
        os.close(handle)
    return True


def _stream_of_ours(path: Path) -> int | None:
    """A descriptor of stdout, stderr or another open stream, where the path is one of the system's names for it."""
    match = re.fullmatch(r"/dev/(?:(stdout)|(stderr)|fd/(\d+))|/proc/self/fd/(\d+)", str(path))
    if match is None:
        return None
    return os.dup(1 if match[1] else 2 if match[2] else int(match[3] or match[4]))


def _send(path: Path, content: bytes) -> None:
    from socket import AF_UNIX, socket

    with socket(AF_UNIX) as held:
        held.connect(str(path))
        held.sendall(content)


def _made_alike(path: Path, content: bytes) -> bool:
    """Whether a file was made as this content is: by the name that it carries, else by how both begin."""
    if path.stat().st_size == 0:
        return True
    with path.open("rb") as file:
        held = file.read(_HEAD)
    if held.startswith(b"PK"):
        return content.startswith(b"PK") and _package_of_ours(path)
    if held.startswith(b"\x89PNG"):
        return content.startswith(b"\x89PNG") and b"Software\0jinjiang-plan" in held[:200]
    texts = [each[:_HEAD].decode("utf-8-sig", "replace") for each in (held, content)]
    if _MADE_HERE.match(texts[0]):
        return True
    return texts[0].strip() == "[]" or _opening(texts[0]) == _opening(texts[1])


def _package_of_ours(path: Path) -> bool:
    """Whether a package of an office names us as its creator."""
    from zipfile import BadZipFile, ZipFile
    from zlib import error as zlib_error

    with (
        suppress(BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib_error),
        ZipFile(path) as package,
    ):
        about = package.getinfo("docProps/core.xml")
        return about.file_size < _HEAD and b">jinjiang-plan</dc:creator>" in package.read(about)
    return False


def _opening(text: str) -> object:
    """What files of one make have in common: the first keys or columns, else the first line without its figures."""
    if text.startswith(("{", "[")):
        return _KEY.findall(text)[:4] or text
    if text.startswith("<"):
        return _VARIES.sub("", text.partition("<title")[0])
    line = text.lstrip("\n").partition("\n")[0]
    if "," in line and " " not in line:
        return line.split(",")[:3]
    return _VARIES.sub("", line)[:60] or text
