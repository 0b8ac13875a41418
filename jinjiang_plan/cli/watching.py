"""Long work in sight: a bar on a terminal, nothing where nobody looks."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

_Step = TypeVar("_Step")

LONG = 1000
"""Steps from which on the work is long."""


def watched(steps: Iterable[_Step], count: int, what: str, long: int = LONG) -> Iterator[_Step]:
    """The steps, with a bar on a terminal where they are more than `long`."""
    if count <= long or not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, what, total=count, console=Console(stderr=True), transient=True)
