"""From an offset in a text to its line and column."""

from bisect import bisect_right


class Lines:
    """The lines of a text, to look places up in; only a newline ends one, as in the places of findings."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
