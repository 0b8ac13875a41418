"""The sizes of a picture, by its width."""

from jinjiang_plan.render.charts.letters import EM

WIDTH = 760
"""Pixels, where nothing else is asked for."""

NARROW = 560
"""Below this a picture is likely to be shown smaller than it is: its letters are larger, its field lower."""


class Measures:
    """The sizes of a picture of a width, in pixels.

    `cell` is a digit's width, `small` the size of lone signs, `edge` where the right margin begins.
    """

    def __init__(self, width: int) -> None:
        narrow = width < NARROW
        self.margin = 12 if narrow else 16
        self.size = 14 if narrow else 13
        self.small = 13 if narrow else 11
        self.title = 16
        self.leading = self.size * 1.55
        self.field = 210 if narrow else 280
        self.cell = self.size * EM
        self.edge = width - self.margin

    @property
    def width(self) -> int:
        """The whole width."""
        return self.edge + self.margin

    @property
    def room(self) -> int:
        """What lies between the margins."""
        return self.edge - self.margin

    def widened(self, edge: int) -> "Measures":
        """The same sizes in a picture that is at least so wide up to its right margin."""
        wider = Measures(self.width)
        wider.edge = max(self.edge, edge)
        return wider
