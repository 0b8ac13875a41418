"""Which target a cell names: by id, by the tail of one, or by title, however its width, case and blanks."""

from collections.abc import Iterator

from jinjiang_plan.assess.intake.cells import key, tidied
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.refusal import Refusal


class TargetNames:
    """All ways to name the targets of a portfolio, each looked up once."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._known: dict[str, Target | Refusal] = {}
        self._ways: dict[str, dict[str, Target]] = {}
        for target in portfolio.judged:
            for way in _ways(target):
                self._ways.setdefault(key(way), {})[target.full_id] = target

    def find(self, text: str) -> Target:
        """The target that a cell names.

        Raises:
            Refusal: none or several answer to it.
        """
        target = self._known.get(text)
        if target is None:
            target = self._known[text] = self._look_up(text)
        if isinstance(target, Refusal):
            raise target
        return target

    def _look_up(self, text: str) -> Target | Refusal:
        same = self._ways.get(key(text), {})
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
