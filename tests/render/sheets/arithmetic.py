"""The formulas of an explanation, evaluated as a reader with a calculator would: each side, and whether they agree."""

import re
from collections.abc import Iterator
from math import erf, sqrt
from typing import NamedTuple

_SIGN = re.compile(r"\d[\d,]*(?:\.\d+)?|[-+×/^√()Φ·%]")
_WHOLE = re.compile(r"(?!.*\d \()(?:[-+×/^√()Φ·%\d. ]|,(?=\d))+")
_RESULT = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?: ?%)?")
_ROUNDED_FROM = 4
"""The fewest decimals of an operand that may have been rounded; fewer are exact."""
_LEAST = 0.0051
"""What the rounding of a result to two places may take or give where its zeros are left out."""


class Between(NamedTuple):
    """The interval of what a printed number may stand for."""

    low: float
    high: float


class Equation(NamedTuple):
    """Two neighbouring sides of a formula; whether the right one is a share in per cent."""

    left: str
    right: str

    @property
    def holds(self) -> bool:
        """Whether the left side comes out at the right one, within what was rounded in printing."""
        low, high = _Reader(self.left).value()
        printed = float(re.sub(r"[ ,%]", "", self.right))
        percent = self.right.endswith("%")
        if percent:
            low, high = low * 100, high * 100
        places = len(self.right.rstrip(" %").partition(".")[2])
        half = 0.5 * float(10) ** -places * 1.0001
        if not percent:
            half = half if places else _LEAST
        elif printed == 99.9 or "Φ" in self.left:
            half = max(half, 0.51 if "Φ" in self.left else 0.11)
        half += 1e-9 * max(1.0, abs(high))
        return low - half <= printed <= high + half


def equations(line: str) -> Iterator[Equation]:
    """Yield the sides of a line that are numbers alone, each with the next one."""
    before = None
    for side in line.split(" = "):
        if _WHOLE.fullmatch(side.strip()) and re.search(r"\d", side):
            now: str | None = side.strip()
            after = now
        else:
            found = _RESULT.match(side.strip())
            now, after = (found[0] if found else None), None
        if before is not None and now is not None and _RESULT.fullmatch(now):
            yield Equation(before, now)
        before = after


class _Reader:
    """Reads a formula of + - × / ^ √ Φ, brackets and per cent as an interval."""

    def __init__(self, text: str) -> None:
        self._signs = [found[0] for found in _SIGN.finditer(text)]
        self._at = 0

    def value(self) -> Between:
        found = self._sum()
        assert self._at == len(self._signs), self._signs
        return found

    def _peek(self) -> str:
        return self._signs[self._at] if self._at < len(self._signs) else ""

    def _take(self) -> str:
        self._at += 1
        return self._signs[self._at - 1]

    def _sum(self) -> Between:
        left = self._product()
        while self._peek() in ("+", "-"):
            minus = self._take() == "-"
            right = self._product()
            left = (
                Between(left.low - right.high, left.high - right.low)
                if minus
                else Between(left.low + right.low, left.high + right.high)
            )
        return left

    def _product(self) -> Between:
        left = self._power()
        while self._peek() in ("×", "/", "·"):
            divides = self._take() == "/"
            right = self._power()
            ends = [one / other if divides else one * other for one in left for other in right]
            left = Between(min(ends), max(ends))
        return left

    def _power(self) -> Between:
        left = self._single()
        if self._peek() == "^":
            self._take()
            right = self._single()
            ends = [max(one, 0.0) ** other for one in left for other in right]
            left = Between(min(ends), max(ends))
        return left

    def _single(self) -> Between:
        sign = self._take()
        if sign in ("-", "+"):
            found = self._single()
            return found if sign == "+" else Between(-found.high, -found.low)
        if sign == "√":
            return Between(*map(sqrt, self._single()))
        if sign == "Φ":
            return Between(*((1 + erf(end / sqrt(2))) / 2 for end in self._single()))
        if sign == "(":
            found = self._sum()
            assert self._take() == ")"
            return found
        return self._number(sign)

    def _number(self, text: str) -> Between:
        value, places = float(text.replace(",", "")), len(text.partition(".")[2])
        half = 0.5 * float(10) ** -places if places >= _ROUNDED_FROM else 0.0
        if self._peek() == "%":
            self._take()
            half = 0.05 if value != 99.9 else 0.11
            return Between((value - half) / 100, (value + half) / 100)
        return Between(value - half, value + half)
