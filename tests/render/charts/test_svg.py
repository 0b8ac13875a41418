"""The chart as SVG: well formed, small, legible without colour, no label on another, and drawn by a real renderer."""

import re
import struct
import zlib
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resvg_py import svg_to_bytes
from syrupy.assertion import SnapshotAssertion

from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.charts.svg import FONTS, svg
from tests.assess.cases import UNTIMED
from tests.render.chart_cases import CASES, drawn, of_the_demonstration

every_case = pytest.mark.parametrize("name", CASES)
every_lang = pytest.mark.parametrize("lang", ["zh", "en"])
SPACE = "{http://www.w3.org/2000/svg}"


def made(name: str, lang: Lang = "en") -> str:
    return svg(*drawn(name), lang, known_at=None)


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314 - what we have just written


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


def boxes(root: ET.Element) -> list[Box]:
    return [box_of(element) for element in root.iter(f"{SPACE}text")]


def box_of(element: ET.Element) -> Box:
    text, size = element.text or "", float(element.get("font-size", "13"))
    wide = sum(
        size if ord(sign) > 0x2E80 else 0.28 * size if sign in " .,:|\u00a0" else 0.6 * size for sign in text
    )
    x, y = float(element.get("x", "")), float(element.get("y", ""))
    left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
    return Box(text, left, left + wide, y - 0.85 * size, y + 0.2 * size)


@every_case
@every_lang
def test_it_is_small_well_formed_and_says_what_it_is(name: str, lang: Lang) -> None:
    text = made(name, lang)
    root = parsed(text)
    assert len(text.encode()) < 8_000
    assert root.tag == f"{SPACE}svg"
    spoken = {"zh": "zh-CN", "en": "en"}[lang]
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == spoken
    assert root.get("font-family") == FONTS
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SPACE}title", f"{SPACE}desc"]
    assert drawn(name)[1].assessment.target.title.say(lang) in (root[0].text or "")
    assert "2" in (root[1].text or "")
    assert not re.search(r"@font-face|<script|href|url\(", text)


@every_case
@every_lang
def test_no_label_stands_on_another_or_outside(name: str, lang: Lang) -> None:
    root = parsed(made(name, lang))
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    found = boxes(root)
    assert [(a.text, b.text) for a, b in combinations(found, 2) if a.touches(b)] == []
    assert [
        box for box in found if box.left < 0 or box.right > width or box.top < 0 or box.bottom > height
    ] == []


@every_lang
def test_no_label_of_the_demonstration_stands_on_another_or_outside(lang: Lang) -> None:
    for plan, shown in of_the_demonstration():
        found = boxes(parsed(svg(plan, shown, lang, known_at=None)))
        assert [(a.text, b.text) for a, b in combinations(found, 2) if a.touches(b)] == []
        assert [box.text for box in found if box.left < 0 or box.right > 760] == []


@every_case
def test_every_line_and_mark_differs_by_more_than_colour(name: str) -> None:
    root = parsed(made(name))
    lines = [
        (line.get("stroke-dasharray"), line.get("stroke-width")) for line in root.iter(f"{SPACE}polyline")
    ]
    assert len(set(lines)) == len(lines) or name == "range"
    greys = {
        sum(int(colour[n : n + 2], 16) for n in (0, 2, 4)) / 3
        for line in root.iter(f"{SPACE}polyline")
        if len(
            colour := (line.get("stroke") or "").lstrip("#") * (2 if len(line.get("stroke", "")) == 4 else 1)
        )
        == 6
    }
    assert all(grey < 140 for grey in greys)


def pixels(png: bytes) -> set[tuple[int, ...]]:
    """The colours of a PNG of eight bits a channel: its filters undone, line by line."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, before, found = zlib.decompress(packed), bytes(4 * width), set()
    for row in range(height):
        line = raw[row * (4 * width + 1) : (row + 1) * (4 * width + 1)]
        before = unfiltered(line[0], line[1:], before)
        found |= {tuple(before[at : at + 3]) for at in range(0, len(before), 4)}
    return found


def unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    out = bytearray(line)
    for at, value in enumerate(line):
        left = out[at - 4] if at >= 4 else 0
        up, corner = above[at], above[at - 4] if at >= 4 else 0
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda each, guess=guess: abs(guess - each))  # type: ignore[misc]
        out[at] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
    return bytes(out)


@pytest.mark.parametrize("name", ["rising", "amended"])
def test_a_renderer_draws_every_line_of_it(name: str) -> None:
    text = made(name)
    found = pixels(bytes(svg_to_bytes(svg_string=text)))
    strokes = {line.get("stroke", "") for line in parsed(text).iter(f"{SPACE}polyline")}
    for stroke in strokes:
        digits = stroke.lstrip("#")
        parts = (
            [digits[n] * 2 for n in range(3)] if len(digits) == 3 else [digits[n : n + 2] for n in (0, 2, 4)]
        )
        assert tuple(int(part, 16) for part in parts) in found, stroke


@pytest.mark.parametrize("name", ["rising", "amended"])
@every_lang
def test_the_file_looks_as_it_did(name: str, lang: Lang, snapshot: SnapshotAssertion) -> None:
    assert made(name, lang) == snapshot


@UNTIMED
@given(title=st.text(max_size=200), unit=st.text(max_size=60))
def test_whatever_a_plan_is_called_it_stays_xml(title: str, unit: str) -> None:
    plan, shown = drawn("rising")
    each = shown.assessment
    target = each.target._replace(title=Words(title, title), unit=unit)
    text = svg(plan, shown._replace(assessment=each._replace(target=target)), "zh", known_at=None)
    root = parsed(text)
    assert [(a.text, b.text) for a, b in combinations(boxes(root), 2) if a.touches(b)] == []
