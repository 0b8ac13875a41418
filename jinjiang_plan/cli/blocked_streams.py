"""Streams that would block: what does not fit yet is waited for, and nothing is lost."""

import os
import sys
from contextlib import ExitStack, suppress
from io import BufferedWriter, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Patient(RawIOBase):
    """The writing end of a descriptor that another program has set not to block, as pipes between programs may be.

    Python's own streams give such a write up half-way. The descriptor is left as it is set: others share it.
    """

    def __init__(self, handle: int) -> None:
        super().__init__()
        self._handle = handle

    def fileno(self) -> int:
        """The descriptor."""
        return self._handle

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return os.isatty(self._handle)

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, content: "ReadableBuffer", /) -> int:
        """Write what fits, waiting until anything does."""
        from select import select

        while True:
            try:
                return os.write(self._handle, content)
            except BlockingIOError:
                select((), (self._handle,), ())


def wait_where_blocked(stack: ExitStack, name: str) -> None:
    """Let a standard stream wait for whoever reads it, until the stack ends; one that blocks does so anyway."""
    stream = getattr(sys, name)
    if os.name == "nt" or not isinstance(stream, TextIOWrapper):
        return
    try:
        handle = stream.fileno()
        if os.get_blocking(handle):
            return
    except (OSError, ValueError):  # no descriptor behind it, or a closed one
        return
    patient = TextIOWrapper(
        BufferedWriter(Patient(handle)), stream.encoding, stream.errors, line_buffering=stream.line_buffering
    )
    setattr(sys, name, patient)
    stack.callback(_leave, name, stream, patient)


def _leave(name: str, stream: TextIOWrapper, patient: TextIOWrapper) -> None:
    """Put a stream back; what the patient one still holds is written first."""
    with suppress(OSError, ValueError):
        patient.flush()
    setattr(sys, name, stream)
