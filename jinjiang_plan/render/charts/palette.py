"""The colours of a drawing, by class: told apart by their luminance too, and readable on a light and on a dark ground."""

from typing import NamedTuple


class Shade(NamedTuple):
    """One colour on a light ground, and what stands for it on a dark one."""

    light: str
    dark: str


PALETTE = {
    "paper": Shade("#ffffff", "#14181d"),
    "ink": Shade("#1a1a1a", "#f0f0f0"),
    "soft": Shade("#595959", "#b0b6bd"),
    "grid": Shade("#dddddd", "#3a4149"),
    "first": Shade("#757575", "#8c949e"),
    "goal": Shade("#00734f", "#35c08f"),
    "course": Shade("#0059a8", "#6cb6ff"),
    "projection": Shade("#a94400", "#f2a65a"),
    "band": Shade("#a94400", "#f2a65a"),
    "red": Shade("#9e1022", "#c9354b"),
    "yellow": Shade("#f2c32e", "#f2c32e"),
    "green": Shade("#2e9f6b", "#2e9f6b"),
    "blue": Shade("#7fb9ea", "#7fb9ea"),
    "grey": Shade("#e6e6e6", "#e6e6e6"),
    "on-red": Shade("#ffffff", "#ffffff"),
    "on-yellow": Shade("#1a1a1a", "#1a1a1a"),
    "on-green": Shade("#1a1a1a", "#1a1a1a"),
    "on-blue": Shade("#1a1a1a", "#1a1a1a"),
    "on-grey": Shade("#1a1a1a", "#1a1a1a"),
    "stage-1": Shade("#dbe5f0", "#dbe5f0"),
    "stage-2": Shade("#a9c6e3", "#a9c6e3"),
    "stage-3": Shade("#6f9fce", "#6f9fce"),
    "stage-4": Shade("#3a73ac", "#3a73ac"),
    "stage-5": Shade("#12437a", "#1d5490"),
    "on-stage-1": Shade("#1a1a1a", "#1a1a1a"),
    "on-stage-2": Shade("#1a1a1a", "#1a1a1a"),
    "on-stage-3": Shade("#1a1a1a", "#1a1a1a"),
    "on-stage-4": Shade("#ffffff", "#ffffff"),
    "on-stage-5": Shade("#ffffff", "#ffffff"),
}
"""By name; the class of an element is the name behind `c-`. What has words on it has an `on-` of its own."""


def painted(name: str) -> str:
    """The attributes that give an element its class and colour; it paints with `currentColor`."""
    return f'class="c-{name}" color="{PALETTE[name].light}"'


def dark_rules(scope: str = "") -> str:
    """The rules of a style sheet that turn drawings below a selector dark: of each class the `color`, nothing else."""
    before = f"{scope} " if scope else ""
    return "".join(
        f"{before}.c-{name}{{color:{shade.dark}}}\n"
        for name, shade in PALETTE.items()
        if shade.dark != shade.light
    )
