"""A bar of completion with the mark where the plan asks it to be, and a sparkline."""

from collections.abc import Sequence
from fractions import Fraction

WIDTH = 10
_FULL, _EMPTY, _MARK = "█", "·", "│"
_STEPS = "▁▂▃▄▅▆▇█"


def bar(completion: Fraction | None, planned: Fraction | None) -> str:
    """Ten cells filled up to the completion; a bar that runs past its mark is ahead."""
    if completion is None:
        return ""
    filled = min(WIDTH, max(0, int(completion * WIDTH)))
    signs = [_FULL] * filled + [_EMPTY] * (WIDTH - filled)
    if planned is not None:
        signs.insert(min(WIDTH, max(0, round(planned * WIDTH))), _MARK)
    return "".join(signs)


def sparkline(values: Sequence[Fraction]) -> str:
    """One sign a value, from the least to the greatest."""
    if not values:
        return ""
    low, high = min(values), max(values)
    span = high - low
    return "".join(_STEPS[int((value - low) / span * (len(_STEPS) - 1)) if span else 0] for value in values)
