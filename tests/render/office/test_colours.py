"""The colours of a status on paper can be read, also by those who see little."""

import pytest

from jinjiang_plan.model.codes import Light
from jinjiang_plan.render.office import HEAD, LINK, SAMPLE, SOFT, TINTS, Tint


def luminance(colour: str) -> float:
    """The relative luminance that WCAG 2 defines."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(tint: Tint) -> float:
    return (luminance(tint.ground) + 0.05) / (luminance(tint.ink) + 0.05)


@pytest.mark.parametrize("light", Light)
def test_each_status_has_a_tint_with_strong_contrast(light: Light) -> None:
    assert contrast(TINTS[light]) >= 7


def test_heads_notes_and_links_can_be_read() -> None:
    assert contrast(HEAD) >= 7
    for ink in (SOFT, LINK, SAMPLE):
        assert contrast(Tint("FFFFFF", ink)) >= 4.5
