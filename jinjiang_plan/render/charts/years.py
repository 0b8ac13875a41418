"""Signs for the ends of periods, side by side in years, as many years as there is room for: the latest stay."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.sheets.sheet import Line
from jinjiang_plan.render.width import cells, pad

LEAST_NAME = 16
"""Cells that a name beside the signs has anyway."""

GAP = 2
"""Cells between a name, its signs and what stands behind them."""


class DaySign(NamedTuple):
    """What stands for a day, and its style."""

    text: str
    style: str = ""


class Years:
    """Days in their years, each day `wide` cells, within a room."""

    def __init__(self, days: Sequence[date], wide: int, room: int) -> None:
        by_year = groupby(range(len(days)), lambda at: days[at].year)
        self._years = [(year, list(places)) for year, places in by_year]
        self._wide = wide
        self.left_out = 0
        while len(self._years) > 1 and self.width > room:
            self.left_out += len(self._years.pop(0)[1])

    @property
    def width(self) -> int:
        """The cells of all years that are shown."""
        return sum(self._span(places) + 1 for _, places in self._years) - 1

    def _span(self, places: Sequence[int]) -> int:
        return max(len(places) * self._wide, 4)

    def scale(self) -> str:
        """The years above their signs."""
        return " ".join(pad(f"{year}", self._span(places)) for year, places in self._years)

    def row(self, begin: str, sign: Callable[[int], DaySign]) -> tuple[str, list[tuple[int, int, str]]]:
        """A line that begins so, with the sign of each day by its number; and the styles of its parts."""
        text, spans = begin, []
        for nth, (_, places) in enumerate(self._years):
            text += " " if nth else ""
            for at in places:
                shown = sign(at)
                if shown.style:
                    spans.append((len(text), len(text) + len(shown.text), shown.style))
                text += shown.text + " " * (self._wide - cells(shown.text))
            text += " " * (self._span(places) - len(places) * self._wide)
        return text, spans


def left_out(years: Years, lang: Lang) -> Iterator[Line]:
    """That years found no room, and what helps."""
    if years.left_out:
        said = Words(
            f"太窄，前 {years.left_out} 期未列出；--width 更宽或 --from 更晚",
            f"too narrow: the first {years.left_out} periods are left out; a larger --width or a later --from helps",
        )
        yield Line(said.say(lang), "", "dim")
