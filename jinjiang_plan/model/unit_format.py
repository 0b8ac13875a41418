"""The format of a unit that a plan declares: its name, and the keys of its table."""

from jinjiang_plan.model.keys import FLAG, FREE, GOALPOST, NUMBER, TEXT, WORDS, Key, shaped
from jinjiang_plan.model.words import Words

UNIT_PATTERN = r"[^\s0-9+\-.,=](?:.{0,38}\S)?"
"""The name of a plan's own unit: what stands behind a figure, so that it cannot begin as one."""

UNIT = shaped(
    "unit",
    Key("title", WORDS, Words("两种语言的叫法", "its name in both languages"), FREE),
    Key("of", TEXT, Words("能换算成哪个单位", "the unit that it converts into"), GOALPOST),
    Key("factor", NUMBER, Words("一个等于多少个那个单位", "how many of that unit one of it is"), GOALPOST),
    Key("counted", FLAG, Words("按个数的东西，不应有小数", "whole things are counted: no fractions"), FREE),
)
