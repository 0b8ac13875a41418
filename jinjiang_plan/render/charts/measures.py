"""The sizes of a picture, by its width."""

from jinjiang_plan.render.charts.letters import EM

WIDTH = 760
"""Pixels, where nothing else is asked for."""

NARROW = 560
"""Below this a picture is likely to be shown smaller than it is: its letters are larger, its field lower."""


class Measures:
    """The sizes of a picture of a width, in pixels; `cell` is a digit's width, `room` lies between the margins."""

    def __init__(self, width: int) -> None:
        narrow = width < NARROW
        self.width = width
        self.margin = 12 if narrow else 16
        self.size = 14 if narrow else 13
        self.title = 16
        self.leading = self.size * 1.55
        self.field = 210 if narrow else 280
        self.room = width - 2 * self.margin
        self.cell = self.size * EM
        self.edge = width - self.margin
