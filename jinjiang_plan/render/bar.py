"""A bar of completion with the mark where the plan asks it to be, and a sparkline."""

from collections.abc import Sequence
from fractions import Fraction

WIDTH = 10
_FULL, _EMPTY, _MARK = "█", "·", "│"
_ASCII_FULL, _ASCII_EMPTY, _ASCII_MARK = "#", ".", "|"
_STEPS = "▁▂▃▄▅▆▇█"
_ASCII_STEPS = "_.-=+*#"


def bar(completion: Fraction | None, planned: Fraction | None, *, ascii_only: bool) -> str:
    """Ten cells filled up to the completion; a bar that runs past its mark is ahead."""
    full, empty, mark = (_ASCII_FULL, _ASCII_EMPTY, _ASCII_MARK) if ascii_only else (_FULL, _EMPTY, _MARK)
    if completion is None:
        return ""
    filled = min(WIDTH, max(0, int(completion * WIDTH)))
    signs = [full] * filled + [empty] * (WIDTH - filled)
    if planned is not None:
        at = min(WIDTH, max(0, round(planned * WIDTH)))
        signs.insert(at, mark)
    return "".join(signs)


def sparkline(values: Sequence[Fraction], *, ascii_only: bool) -> str:
    """One sign a value, from the least to the greatest."""
    if not values:
        return ""
    steps = _ASCII_STEPS if ascii_only else _STEPS
    low, high = min(values), max(values)
    span = high - low
    return "".join(steps[int((value - low) / span * (len(steps) - 1)) if span else 0] for value in values)
