"""The stacked bar: always full, no light that has any left out, and the same order in every bar."""

from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.model.codes import Light
from jinjiang_plan.render.sheets.plain_text import in_ascii
from jinjiang_plan.render.sheets.trend import SIGNS, WIDTH, parts, stacked

counts = st.dictionaries(st.sampled_from(Light), st.integers(0, 200))


@given(counts, st.integers(len(Light), 40))
def test_a_bar_is_full_and_shows_every_light_that_has_any(held: dict[Light, int], width: int) -> None:
    found = parts(held, width)
    total = sum(held.values())
    assert sum(found.values()) == (width if total else 0)
    for light in Light:
        assert bool(found[light]) == bool(held.get(light, 0))
        if total:
            assert abs(found[light] - held.get(light, 0) * width / total) <= len(Light)


def test_signs_differ_in_every_alphabet() -> None:
    assert len(set(SIGNS.values())) == len(Light) == len({in_ascii(sign) for sign in SIGNS.values()})
    assert all(in_ascii(sign).isascii() for sign in SIGNS.values())


def test_the_worst_stands_first() -> None:
    held = {Light.GREY: 3, Light.RED: 3, Light.GREEN: 6}
    assert stacked(held) == "███▄▄▄▄▄▄···"
    assert len(stacked(held)) == WIDTH
    assert stacked({}) == ""
