"""Which target a cell names: by id, by the tail of one, or by title, however its width, case and blanks."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.assess.intake.heads import BRACKETS
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import find_unit

_MOST_COMPARED = 200
"""Names of no target for each of which those that are like it are looked for: that takes long."""


class TargetNames:
    """All ways to name the targets of a portfolio, each looked up once."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._known: dict[str, Target | Refusal] = {}
        self._parts: dict[str, tuple[str, str]] = {}
        self._strangers = 0
        self._ways: dict[str, dict[str, Target]] = {}
        for target in portfolio.judged:
            for way in _ways(target):
                self._ways.setdefault(key(way), {})[target.full_id] = target
        self._by_pair: dict[str, list[str]] = {}
        for way in self._ways:
            for pair in _pairs(way):
                self._by_pair.setdefault(pair, []).append(way)

    def find(self, text: str) -> Target:
        """The target that a cell names.

        Raises:
            Refusal: none or several answer to it.
        """
        target = self._known.get(text)
        if target is None:
            target = self._known[text] = self._look_up(self._parted(text)[0])
        if isinstance(target, Refusal):
            raise target
        return target

    def knows(self, text: str) -> bool:
        """Whether one target answers to what a cell says."""
        if self.is_of_none(text):
            return False
        try:
            self.find(text)
        except Refusal:
            return False
        return True

    def is_of_none(self, text: str) -> bool:
        """Whether no target at all answers to what a cell says."""
        return key(self._parted(text)[0]) not in self._ways

    def unit_beside(self, text: str) -> str:
        """The unit that stands in brackets behind the name of a target: 5G 基站（万座）."""
        return self._parted(text)[1]

    def _parted(self, text: str) -> tuple[str, str]:
        """The name that a cell says and the unit behind it."""
        parted = self._parts.get(text)
        if parted is None:
            parted = text, ""
            bracket = re.search(BRACKETS, text) if key(text) not in self._ways else None
            if bracket and find_unit(bracket[1]) is not None and key(text[: bracket.start()]) in self._ways:
                parted = text[: bracket.start()].strip(), bracket[1]
            self._parts[text] = parted
        return parted

    @property
    def complete(self) -> bool:
        """Whether every file of the plans could be read: else a name may be that of a target in one that was not."""
        return not self._portfolio.broken

    def nearest(self, text: str) -> str:
        """The target that a name nearly is, as it is written; empty where none is so near."""
        plain = key(text)
        pairs = _pairs(plain)
        shared = Counter(way for pair in pairs for way in self._by_pair.get(pair, ()))
        near = [way for way, count in shared.items() if count * 3 >= 2 * len(pairs)]
        close = nearest(plain, near, 1)
        return next(iter(self._ways[close[0]].values())).full_id if close else ""

    def _look_up(self, text: str) -> Target | Refusal:
        same = self._ways.get(key(text), {})
        if not same:
            self._strangers += 1
            if self._strangers > _MOST_COMPARED and self.complete:
                return Refusal(f"没有目标 `{text}`", f"there is no target `{text}`")
        exact = [each for each in same.values() if tidied(text) in (each.id, each.full_id)]
        if len(exact) == 1 or len(same) == 1:
            return (exact or list(same.values()))[0]
        try:
            return self._portfolio.find(tidied(text))
        except Refusal as refusal:
            return (not same and self._nearest_titles(tidied(text))) or refusal

    def _nearest_titles(self, text: str) -> Refusal | None:
        """The refusal of a title that is nearly one: a sheet names targets by title, and those are mistyped."""
        titles = [title for target in self._portfolio.judged for title in target.title]
        close = "、".join(nearest(text, titles))
        if not close or text.isascii() or self._portfolio.broken:
            return None
        return Refusal(
            f"没有目标 `{text}`；相近的有：{close}", f"there is no target `{text}`; nearest: {close}"
        )


def _ways(target: Target) -> Iterator[str]:
    yield target.full_id
    yield target.id
    yield target.name
    yield from target.title


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a name."""
    return frozenset(map("".join, pairwise(text)))
