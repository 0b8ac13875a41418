"""The legend of a drawing: what each line and mark is, in rows."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from jinjiang_plan.render.charts import shapes
from jinjiang_plan.render.charts.letters import fitted, span


class Entry(NamedTuple):
    """A sample so many pixels wide, painted from its left and its middle, and what it stands for."""

    paint: Callable[[float, float], Iterable[str]]
    name: str
    wide: float


class Legend(NamedTuple):
    """The elements, and where the last row stands."""

    body: tuple[str, ...]
    bottom: float


def legend(entries: Iterable[Entry], left: float, right: float, top: float, size: float) -> Legend:
    """The entries in rows between two edges, the first row's base line at `top`."""
    rows = list(_placed(entries, left, right, top, size))
    body = tuple(element for _, elements in rows for element in elements)
    return Legend(body, rows[-1][0] if rows else top - size * 1.55)


def _placed(
    entries: Iterable[Entry], left: float, right: float, top: float, size: float
) -> Iterator[tuple[float, list[str]]]:
    x, y = left, top
    for paint, name, wide in entries:
        shown = fitted(name, right - left - wide - 6, size)
        whole = wide + 6 + span(shown, size)
        if x > left and x + whole > right:
            x, y = left, y + size * 1.55
        yield (
            y,
            [
                *paint(x, y - size * 0.36),
                shapes.text(x + wide + 6, y, shown, size=size),
            ],
        )
        x += whole + 16
