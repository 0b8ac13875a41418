"""Run one command and print what it took: user and system seconds, peak memory in KiB, its exit code.

It runs as a program of its own and imports next to nothing, since a child's peak memory is never told below that of
the process which started it.

Usage: python -I -S meter.py TALK COMMAND... (its standard error goes to the file TALK, its output to nowhere).
"""

import os
import sys


def main(talk: str, command: list[str]) -> None:
    """Start the command, wait for it, and print the four figures on one line."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, talk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    sys.stdout.write(f"{used.ru_utime} {used.ru_stime} {used.ru_maxrss} {code}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
