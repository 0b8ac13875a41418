"""The colours of a status on paper: a pale ground with dark writing, so that the word is read also where it is grey."""

from typing import NamedTuple

from jinjiang_plan.model.codes import Light


class Tint(NamedTuple):
    """A ground and the ink on it, as RRGGBB; each pair has a contrast of 7 to 1 or more."""

    ground: str
    ink: str


TINTS = {
    Light.RED: Tint("F8D2D2", "6B0F1A"),
    Light.YELLOW: Tint("FCE9B2", "523600"),
    Light.GREEN: Tint("D0EDDA", "0F4427"),
    Light.BLUE: Tint("D2E5F8", "103A66"),
    Light.GREY: Tint("E8EAED", "33383F"),
}
HEAD = Tint("E1E6EC", "1A1A1A")
SAMPLE = "9E1022"
"""The ink in which figures are said to be samples."""
LINE = "B8BCC4"
SOFT = "595959"
LINK = "0B4F9E"
