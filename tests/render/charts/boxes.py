"""Where the texts of a picture stand, measured by the widest that letters are; and what XML it is."""

from itertools import islice, takewhile
from typing import NamedTuple
from xml.etree import ElementTree as ET

from jinjiang_plan.render.charts.shapes import PALETTE, Drawing, as_file
from tests.hostile import HOSTILE

SPACE = "{http://www.w3.org/2000/svg}"

HOSTILE_TITLES = [*HOSTILE, "  two  spaces  "]
"""Titles that nobody should write; SVG would show two spaces as one."""


class Box(NamedTuple):
    """Where a text stands; its letters as wide as the widest common ones of the fonts that are named."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def parsed(drawing: Drawing) -> ET.Element:
    return ET.fromstring(as_file(drawing).encode())  # noqa: S314 - what we have just written


def boxes(root: ET.Element) -> list[Box]:
    return [box_of(element) for element in root.iter(f"{SPACE}text")]


def box_of(element: ET.Element) -> Box:
    text, size = element.text or "", float(element.get("font-size", ""))
    bold = 1.06 if element.get("font-weight") == "bold" else 1
    wide = size * bold * sum(share(sign) for sign in text)
    x, y = float(element.get("x", "")), float(element.get("y", ""))
    left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
    return Box(text, left, left + wide, y - 0.85 * size, y + 0.2 * size)


def share(sign: str) -> float:
    """A sign's width as a share of the size: of Noto Sans CJK and Arial the wider, rounded up."""
    if ord(sign) > 0x2E80 or sign in "MW%@m…":
        return 1
    if sign in " iljtfrI.,:;|!'()[]-\u00a0":
        return 0.3 if sign in " .,:|\u00a0" else 0.42
    return 0.72 if sign.isupper() else 0.6


def collisions(drawing: Drawing) -> list[tuple[str, str]]:
    """The pairs of texts that touch each other; a text that leaves the picture touches its edge."""
    found = sorted(boxes(parsed(drawing)), key=lambda box: box.top)
    touching = []
    for at, box in enumerate(found):
        below = takewhile(lambda other, box=box: other.top < box.bottom, islice(found, at + 1, None))  # type: ignore[misc]
        touching += [(box.text, other.text) for other in below if box.touches(other)]
    return touching + [
        (box.text, "edge")
        for box in found
        if box.left < 0 or box.right > drawing.width or box.top < 0 or box.bottom > drawing.height
    ]


def unpainted(drawing: Drawing) -> list[str]:
    """The painted elements that have no class, or one whose colour they do not have."""
    wrong = []
    for element in parsed(drawing).iter():
        if element.get("fill", "none") == element.get("stroke", "none") == "none":
            continue
        name = element.get("class", "").removeprefix("c-")
        paints = {element.get("fill", "none"), element.get("stroke", "none")} - {"none"}
        if name not in PALETTE or element.get("color") != PALETTE[name].light or paints != {"currentColor"}:
            wrong.append(ET.tostring(element, encoding="unicode"))
    return wrong
