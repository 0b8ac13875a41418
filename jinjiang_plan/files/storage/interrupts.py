"""Keeping an interrupt from falling between the last byte and its acknowledgement."""

import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

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
