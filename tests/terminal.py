"""A person at a terminal: a command on a pseudo-terminal of its own, what it shows, and what is typed."""

import contextlib
import os
import pty
import re
import select
import signal
import sys
from pathlib import Path
from typing import Self

from tests.build import clean_environment

PATIENCE = 20
"""Seconds after which a command that neither asks nor ends has hung."""
CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """A command that runs on a terminal; leaving the block ends it."""

    def __init__(self, *arguments: str, plans: Path, lang: str = "en") -> None:
        self.shown = ""
        self._asked = 0
        command = [sys.executable, "-m", "jinjiang_plan", "--plans", str(plans), *arguments]
        environment = {**clean_environment(lang), "TERM": "dumb", "COLUMNS": "200", "LC_ALL": "C.UTF-8"}
        self._child, self._master = pty.fork()
        if self._child == 0:
            os.execve(command[0], command, environment)  # noqa: S606 - the command under test

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._master)

    def answer(self, *answers: str) -> None:
        """Wait for a question, one for each answer, and type that."""
        for each in answers:
            self._wait_for_question()
            if each == CTRL_C:  # readline shows its question a moment before it listens
                select.select([self._master], [], [], 0.2)
            os.write(self._master, (each if each in (CTRL_C, CTRL_D) else f"{each}\n").encode())

    def end(self) -> tuple[int, str]:
        """Wait for the end: the exit code, and all that was shown."""
        while self._read():
            pass
        _, status = os.waitpid(self._child, 0)
        return os.waitstatus_to_exitcode(status), self.shown

    def _wait_for_question(self) -> None:
        while not re.search(r": $", self.shown[self._asked :]):
            assert self._read(), self.shown
        self._asked = len(self.shown)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        assert ready, f"it hangs after:\n{self.shown}"
        try:
            part = os.read(self._master, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.shown += part.decode().replace("\r\n", "\n")
        return bool(part)
