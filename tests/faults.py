"""Faults put into a process of its own, at each call to the system in turn: killed, interrupted, refused, cut short.

And the calls themselves, recorded in their order: no kill of a process shows what a loss of power would leave.
"""

import contextlib
import itertools
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "unlink", "mkdir", "rmdir", "close")
_write, _exit = os.write, os._exit

Strike = Callable[[str, tuple[object, ...]], None]
"""What happens instead of a call: given its name and arguments; when it comes back, the call is made after all."""


class End(NamedTuple):
    """How a process ended: by a signal, or with what it said; `reached` says whether the fault was struck."""

    reached: bool
    signal: int
    said: str


def kill(name: str, arguments: tuple[object, ...]) -> None:
    """End at once, without a word, before the call is made."""
    del name, arguments
    os.kill(os.getpid(), signal.SIGKILL)


def kill_half_way(name: str, arguments: tuple[object, ...]) -> None:
    """The same; of what was to be written, half has been."""
    if name == "write":
        handle, given = arguments
        _write(handle, bytes(given)[: len(bytes(given)) // 2])  # type: ignore[arg-type,call-overload]
    kill(name, arguments)


def send(number: int) -> Strike:
    """A signal that comes just before the call."""
    return lambda _name, _arguments: os.kill(os.getpid(), number)


def refuse(code: int) -> Strike:
    """The system refuses the call; closing is never refused."""

    def strike(name: str, arguments: tuple[object, ...]) -> None:
        if name != "close":
            raise OSError(
                code, os.strerror(code), *[each for each in arguments[:1] if isinstance(each, Path)]
            )

    return strike


def points(action: Callable[[], str], strike: Strike, *, most: int = 200) -> Iterator[End]:
    """Run the action in a process of its own again and again, struck at its first call, its second, and so on.

    Each end is given before the next run, so that the caller looks at what is left and puts things back. The last run
    is the one that no fault reached.
    """
    for number in range(1, most):
        end = _run(action, strike, number)
        yield end
        if not end.reached:
            return
    raise AssertionError(most)


def apart(action: Callable[[], str]) -> End:
    """Run the action once in a process of its own, which may bind itself with limits; no fault is put in."""
    return _run(action, kill, 1 << 30)


def _run(action: Callable[[], str], strike: Strike, number: int) -> End:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(action, strike, number, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return End("!" in said, ended, said.replace("!", "").removesuffix("\n"))


def _child(action: Callable[[], str], strike: Strike, number: int, pipe: int) -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    calls = itertools.count(1)  # counted as one step, since several threads call

    def hooked(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def call(*arguments: object, **named: object) -> object:
            if next(calls) == number:
                _write(pipe, b"!")
                strike(name, arguments)
            return real(*arguments, **named)

        return call

    with contextlib.suppress(BaseException):
        for name in CALLS:
            setattr(os, name, hooked(name))
        try:
            _write(pipe, action().encode())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is told
            _write(pipe, f"{type(error).__name__}: {error}".encode())
    sys.stdout.flush()
    _exit(0)


def recorded(monkeypatch: pytest.MonkeyPatch, root: Path) -> list[str]:
    """The calls that write or make a name or bytes last, in order, each with the name below a folder that it is for.

    A flush says how many bytes of a file it finds, so that a write that comes after it is seen, by whatever call.
    """
    calls: list[str] = []

    def hooked(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def call(*arguments: object, **named: object) -> object:
            calls.append(_said(name, arguments, root))
            return real(*arguments, **named)

        return call

    for name in ("write", "fsync", "ftruncate", "replace", "mkdir", "rmdir", "unlink"):
        monkeypatch.setattr(os, name, hooked(name))
    return calls


def _said(name: str, arguments: tuple[object, ...], root: Path) -> str:
    """A call in words: by its name, and those of its files below the folder."""
    first, second = (*arguments, None)[:2]
    if name == "replace":
        return f"replace {_below(root, first)} {_below(root, second)}"
    if not isinstance(first, int):
        return f"{name} {_below(root, first)}"
    seen = os.fstat(first)
    place = next((path for path in (root, *root.rglob("*")) if os.path.samestat(path.stat(), seen)), None)
    more = f" to {second}" if name == "ftruncate" else ""
    if name == "fsync" and place is not None and place.is_file():
        more = f" of {seen.st_size}"
    return f"{name} {_below(root, place)}{more}"


def _below(root: Path, path: object) -> str:
    """The name of a file below the folder; what is random in it left out."""
    name = Path(str(path)).relative_to(root).as_posix()
    return re.sub(r"\.[0-9a-f]{16}\.new$", ".RANDOM.new", name)
