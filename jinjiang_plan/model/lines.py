"""The lines of a text: places from offsets, and back."""

import re
from bisect import bisect_right


class Lines:
    """The places of offsets in a text, both in code points; only a newline ends a line."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *map(re.Match.end, re.finditer("\n", text))]
        self._length = len(text)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def start(self, line: int) -> int:
        """The offset of a line's first sign."""
        return self.starts[min(line, len(self.starts)) - 1]

    def end(self, line: int) -> int:
        """The offset of the newline that ends a line, or of the text's end."""
        return self.starts[line] - 1 if line < len(self.starts) else self._length
