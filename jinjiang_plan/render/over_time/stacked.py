"""A stacked bar: how many stand in each light, the worst first and drawn the tallest."""

from collections.abc import Mapping

from jinjiang_plan.model.codes import Light

WIDTH = 12
SIGNS = {Light.RED: "█", Light.YELLOW: "▆", Light.GREEN: "▄", Light.BLUE: "▁", Light.GREY: "·"}
"""A sign for each light, so that a bar reads without colour, and in ASCII (`# * = _ .`)."""


def stacked(counts: Mapping[Light, int], width: int = WIDTH) -> str:
    """A bar of a width, each light's part by its share; a light that has any has a cell, and none has too many."""
    return "".join(SIGNS[light] * part for light, part in parts(counts, width).items())


def parts(counts: Mapping[Light, int], width: int) -> dict[Light, int]:
    """The cells of each light: a cell for each that has any, the rest by the largest remainders."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(Light, 0)
    held = {light: int(counts.get(light, 0) > 0) for light in Light}
    while sum(held.values()) < width:
        short = {light: counts.get(light, 0) * width - held[light] * total for light in Light if held[light]}
        held[max(short, key=lambda light: short[light])] += 1
    return held
