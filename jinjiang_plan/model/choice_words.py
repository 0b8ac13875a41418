"""The words that a file may have for a code: its Chinese names, and the signs of comparison."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from jinjiang_plan.model.codes import (
    Average,
    Class,
    Frequency,
    Halt,
    Kind,
    Light,
    Op,
    PathShape,
    Resets,
    TimeBasis,
)

_WORDS: dict[type[StrEnum], dict[StrEnum, tuple[str, ...]]] = {
    Kind: {
        Kind.LEVEL: ("水平值", "时点值"),
        Kind.CUMULATIVE: ("累计值", "累计"),
        Kind.INCREMENT: ("当期值", "当期"),
        Kind.RATE: ("比率", "增速", "比率（增速）"),
        Kind.RANK: ("位次", "排名"),
        Kind.MAINTAIN: ("保持",),
        Kind.STAGE: ("阶段",),
        Kind.DONE: ("是否完成",),
    },
    Class: {Class.BINDING: ("约束性",), Class.EXPECTED: ("预期性",)},
    Op: {
        Op.AT_LEAST: ("不低于", "≥", "≧", "不少于", "不小于", "大于等于", "以上"),
        Op.ABOVE: ("高于", "大于", "超过"),
        Op.AT_MOST: ("不高于", "≤", "≦", "不超过", "不大于", "小于等于", "以下"),
        Op.BELOW: ("低于", "小于"),
        Op.RANGE: ("区间",),
    },
    PathShape: {
        PathShape.LINEAR: ("直线", "线性"),
        PathShape.STEP: ("阶梯", "节点"),
        PathShape.COMPOUND: ("等比", "复合"),
        PathShape.SEASONAL: ("季节", "按季节"),
    },
    Resets: {Resets.YEAR: ("每年", "本年累计")},
    Average: {Average.GEOMETRIC: ("几何", "几何平均"), Average.MEAN: ("算术", "算术平均")},
    TimeBasis: {TimeBasis.MONTH: ("按月", "整月", "月"), TimeBasis.DAY: ("按天", "按日", "天", "日")},
    Frequency: {
        Frequency.MONTH: ("月", "每月", "月度", "按月"),
        Frequency.QUARTER: ("季度", "季", "每季", "每季度", "按季"),
        Frequency.HALF_YEAR: ("半年", "每半年", "半年度"),
        Frequency.YEAR: ("年", "每年", "年度", "按年"),
    },
    Halt: {
        Halt.SUSPENDED: ("中止", "暂停"),
        Halt.CANCELLED: ("取消",),
        Halt.ACTIVE: ("恢复",),
    },
    Light: {
        Light.RED: ("红", "红色"),
        Light.YELLOW: ("黄", "黄色"),
        Light.GREEN: ("绿", "绿色"),
        Light.BLUE: ("蓝", "蓝色"),
        Light.GREY: ("灰", "灰色"),
    },
}
"""The words of each code; the first is the one that is written, the others are read too."""

NONE: Mapping[str, str] = MappingProxyType({})
"""The words of what has none."""


@cache
def words_for(codes: type[StrEnum]) -> Mapping[str, str]:
    """Return the words that a closed list may be written in, each with its code."""
    return {plain(word): str(code) for code, words in _WORDS[codes].items() for word in words}


def written_word(code: StrEnum) -> str:
    """The Chinese word that is written for a code."""
    return _WORDS[type(code)][code][0]


def plain(text: str) -> str:
    """A word without what does not tell it from others: full width, blanks at its ends."""
    return unicodedata.normalize("NFKC", text).strip()
