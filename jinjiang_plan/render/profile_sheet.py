"""The sheet of the profiles: what each measures, and its thresholds."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.codes import Class
from jinjiang_plan.model.profiles import BANDS, Measure, Profile
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.numbers import DASH, figure
from jinjiang_plan.render.sheet import Block, Cell, Column, Line, Sheet
from jinjiang_plan.render.words import say

COLUMNS = (
    Column("code", Words("口径", "profile")),
    Column("title", Words("说明", "what it is"), least=16),
    Column("measure", Words("衡量", "measures"), rank=2, least=12),
    Column("ahead", Words("超进度", "ahead"), rank=1, right=True),
    Column("on_track", Words("达进度", "on track"), right=True),
    Column("behind", Words("欠进度", "behind"), right=True),
    Column("binding", Words("约束性（超、达、欠）", "binding (the same three)"), rank=3),
)
MEASURES = {
    Measure.GAP: Words("完成率差距（百分点）", "gap in completion, points"),
    Measure.GROWTH: Words("实际与所需年均增速之比", "observed over required yearly growth"),
    Measure.MILESTONE: Words("到下一节点的完成率", "share of the way to the next milestone"),
    Measure.VALUE: Words("与计划值的相对偏差", "deviation from the planned value"),
    Measure.PACE: Words("完成与应完成之比", "done over asked"),
}
_RISING = Words(
    "各栏是达到该状态的下限，再低为严重滞后", "the least for each status; below them all: far behind"
)


def profiles_sheet(profiles: Sequence[Profile], lang: Lang) -> Sheet:
    """A row a profile, with the least measure for each status."""
    return Sheet(
        (),
        COLUMNS,
        (Block((), tuple(_row(each, lang) for each in profiles)),),
        (Line(_RISING.say(lang), "", "dim"),),
    )


def _row(profile: Profile, lang: Lang) -> tuple[Cell, ...]:
    bands = profile.bands_for(Class.EXPECTED)
    binding = profile.binding or {}
    return (
        Cell(profile.code),
        Cell(say(profile.title, lang)),
        Cell(MEASURES[profile.measure].say(lang)),
        *(Cell(_least(bands.get(status)), profile.light(status).value) for status in BANDS),
        Cell("  ".join(_least(binding.get(status)) for status in BANDS) if binding else DASH),
    )


def _least(value: Decimal | None) -> str:
    return DASH if value is None else figure(Fraction(value))


def profile_records(profiles: Sequence[Profile], lang: Lang) -> list[dict[str, Any]]:
    """The profiles for machines; a threshold that there is none of is null."""
    return [
        {
            "name": each.name,
            "version": each.version,
            "title": each.title.say(lang),
            "measure": each.measure.value,
            **_thresholds(each, Class.EXPECTED, ""),
            **_thresholds(each, Class.BINDING, "binding_"),
        }
        for each in profiles
    ]


def _thresholds(profile: Profile, class_: Class, prefix: str) -> dict[str, int | float | None]:
    bands = profile.bands_for(class_)
    return {f"{prefix}{status.value}": number(bands.get(status)) for status in BANDS}
