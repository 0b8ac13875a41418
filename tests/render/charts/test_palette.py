"""The colours: readable on their grounds, and apart from each other also for who sees no hue."""

from itertools import combinations

import pytest

from jinjiang_plan.render.charts.shapes import PALETTE, Shade, dark_rules, painted

LINES = ("ink", "soft", "first", "goal", "course", "projection")
TEXTS = ("ink", "soft", "goal", "course")
LIGHTS = ("red", "yellow", "green", "blue", "grey")
STAGES = tuple(f"stage-{n}" for n in range(1, 6))
both = pytest.mark.parametrize("ground", range(2), ids=Shade._fields)


def luminance(colour: str) -> float:
    """As WCAG 2.1 has it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@both
@pytest.mark.parametrize("name", LINES)
def test_a_line_stands_out_from_its_ground(name: str, ground: int) -> None:
    assert contrast(PALETTE[name][ground], PALETTE["paper"][ground]) >= 3


@both
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_readable_on_its_ground(name: str, ground: int) -> None:
    assert contrast(PALETTE[name][ground], PALETTE["paper"][ground]) >= 4.5


@both
@pytest.mark.parametrize("name", [*LIGHTS, *STAGES])
def test_a_sign_is_readable_on_its_colour(name: str, ground: int) -> None:
    assert contrast(PALETTE[f"on-{name}"][ground], PALETTE[name][ground]) >= 4.5


@both
@pytest.mark.parametrize("names", [LIGHTS, STAGES], ids=["lights", "stages"])
def test_no_two_colours_of_a_scale_are_the_same_grey(names: tuple[str, ...], ground: int) -> None:
    for one, other in combinations(names, 2):
        assert contrast(PALETTE[one][ground], PALETTE[other][ground]) >= 1.25, (one, other)


def test_the_rules_for_a_dark_page_change_colours_and_nothing_else() -> None:
    rules = dark_rules(".dark").splitlines()
    assert ".dark .c-goal{color:#35c08f}" in rules
    assert all(rule.startswith(".dark .c-") and "{color:#" in rule and rule.endswith("}") for rule in rules)
    changed = {name for name, shade in PALETTE.items() if shade.light != shade.dark}
    assert len(rules) == len(changed)
    assert dark_rules().startswith(".c-")


def test_an_element_has_its_class_and_colour() -> None:
    assert painted("goal") == 'class="c-goal" color="#00734f"'
