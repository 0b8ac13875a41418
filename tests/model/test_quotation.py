"""The figures of a wording, and what of it counts when it is looked for."""

from decimal import Decimal

import pytest

from jinjiang_plan.model.quotation import figures_in, scale_of, squeezed


@pytest.mark.parametrize(
    ("wording", "figure"),
    [
        ("3000座", "3000"),
        ("3,000座", "3000"),
        ("３，０００座", "3000"),
        ("三千座", "3000"),
        ("3千座", "3000"),
        ("一万二千三百四十五", "12345"),
        ("十二个", "12"),
        ("二十", "20"),
        ("两百零五", "205"),
        ("41万余户", "410000"),
        ("41.5万", "415000"),
        ("2亿3000万", "230000000"),
        ("1.2万亿元", "1200000000000"),
        ("三点五", "3.5"),
        ("二〇二一年", "2021"),
        ("千兆", "1000"),
        ("九成五", "95"),
        ("9成", "90"),
        ("六成半", "65"),
        ("百分之九十五", "95"),
        ("95.5%", "95.5"),
    ],
)
def test_a_figure_is_read_as_it_is_meant(wording: str, figure: str) -> None:
    assert Decimal(figure) in figures_in(wording)


@pytest.mark.parametrize("wording", ["", "建成", "推进", "a.b", "点", "成"])
def test_words_without_a_figure_have_none(wording: str) -> None:
    assert figures_in(wording) == set()


def test_width_and_white_space_make_no_other_words() -> None:
    assert squeezed("５Ｇ\u3000基站\n 3000\u200b座") == squeezed("5G基站3000座")


def test_the_scale_of_a_unit_is_that_of_its_first_signs() -> None:
    assert [scale_of(unit) for unit in ("万户", "亿元", "座", "", "万亿元")] == [10**4, 10**8, 1, 1, 10**12]
