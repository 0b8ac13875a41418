"""What a table leaves unsaid of a target: its kind and its unit, guessed from words, each with the ground of the guess."""

import re
from typing import NamedTuple

from jinjiang_plan.assess.draft.goal_words import GoalReading, Sign
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.units import find_unit
from jinjiang_plan.model.words import Words

_TIMES = ("年", "月", "天", "日", "小时", "分钟")


class KindGuess(NamedTuple):
    """The kind of a target, and why it was taken for it."""

    kind: Kind
    ground: Words


_GROWTH = "增速|增长率|增幅|增长速度|growth(?: rate)?$"
_RATIO = "率$|率[（(]|占比|比重|比例|覆盖率|普及率|普及水平|水平|指数|浓度|强度|密度|人均|每万人|平均|均值|寿命|满意度|能耗|排放|rate|ratio|share|percentage|index|per capita|average|intensity|level"
_HELD = "优良天数|达标率|合格率|及格|安全事故|不发生|零发生|保有量"
_YEARLY = "总产值|产值|增加值|营业收入|营收|收入|产业规模|规模|总量|GDP|生产总值|零售|进出口|税收|成交额|交易额|turnover|output|revenue"
_FLOW = "投资|新增|新建|改造|建成|培育|引进|开通|培训|植树|造林|修建|建设|开展|举办|落地|签约|investment|built|trained"


def guessed_kind(title: str, reading: GoalReading, unit: str) -> KindGuess:
    """The kind that the words of a target speak for; where none do, that of its unit."""
    signs, goal = reading.signs, reading.goal
    if goal is not None and goal.stage:
        return _because(Kind.STAGE, "目标是一个阶段", "its goal is a stage")
    if goal is not None and goal.done:
        return _because(Kind.DONE, "目标没有一个确定的数", "its goal is no single figure")
    if Sign.PLACE in signs or re.search("排名|位次|rank", title, re.IGNORECASE):
        return _because(Kind.RANK, "写的是名次", "it is a place in a ranking")
    share = _is_share(unit)
    if Sign.KEPT in signs or (re.search(_HELD, title) and share):
        return _because(Kind.MAINTAIN, "写的是保持在某一水平", "it is a level to be kept")
    if Sign.EACH_YEAR in signs:
        return _because(Kind.MAINTAIN, "写的是每年，各年分别达到", "it is to be reached in each year")
    if share and (signs & {Sign.GROWTH, Sign.FALL, Sign.AVERAGE} or re.search(_GROWTH, title, re.IGNORECASE)):
        return _by_growth(signs)
    return _by_title(title, reading, unit, share=share)


def _by_growth(signs: frozenset[Sign]) -> KindGuess:
    if Sign.TOTAL in signs:
        return _because(Kind.LEVEL, "写的是整个期间累计的增减", "it is the change over the whole period")
    return _because(Kind.RATE, "写的是增长或下降的幅度", "it is by how much something grows or falls")


def _by_title(title: str, reading: GoalReading, unit: str, *, share: bool) -> KindGuess:
    """The kind of a figure whose goal says nothing of it: by its name, then by its unit."""
    if share or re.search(_RATIO, title, re.IGNORECASE) or "/" in unit:
        return _because(Kind.LEVEL, "是比率或水平", "it is a share or a level")
    if reading.signs & {Sign.TOTAL, Sign.ADDED} or re.search(_FLOW, title, re.IGNORECASE):
        return _because(Kind.CUMULATIVE, "写的是累计或新增", "it counts what is added up")
    known = find_unit(unit)
    if known is not None and known.currency and not re.search(_YEARLY, title, re.IGNORECASE):
        return _because(Kind.CUMULATIVE, "金额一般累计上报", "amounts of money usually add up")
    if re.search(_YEARLY, title, re.IGNORECASE):
        return _because(Kind.LEVEL, "是规模，不逐期累加", "it is a size, not a sum over periods")
    if (
        known is not None
        and known.dimension == (known.single or known.name)
        and known.dimension not in _TIMES
    ):
        return _because(
            Kind.CUMULATIVE, f"以{unit}计，一般累计上报", f"counted in {unit}, which usually adds up"
        )
    return _because(Kind.LEVEL, "没有字样可依，按水平值", "nothing says how it adds up: a level")


def _is_share(unit: str) -> bool:
    known = find_unit(unit)
    return known is not None and known.dimension in ("share", "points")


def _because(kind: Kind, zh: str, en: str) -> KindGuess:
    return KindGuess(kind, Words(zh, en))


_KIND_WORDS = {
    Kind.LEVEL: "水平|当前值|时点|存量|期末|达到值|level|stock",
    Kind.CUMULATIVE: "累计|合计|总数|cumulative|total|running",
    Kind.INCREMENT: "当期|增量|新增|本期|increment|additional|new",
    Kind.RATE: "比率|增速|增长率|速度|rate|growth",
    Kind.RANK: "位次|排名|名次|rank|place",
    Kind.MAINTAIN: "保持|维持|约束保持|maintain|hold",
    Kind.STAGE: "阶段|进度节点|stage|phase",
    Kind.DONE: "是否|完成与否|定性|done|yes|milestone|qualitative",
}


def named_kind(text: str) -> Kind | None:
    """The kind that a cell names, by its code or by a word for it; None where it is none."""
    plain = text.strip().casefold()
    for kind in Kind:
        if plain == kind.value:
            return kind
    return next((kind for kind, words in _KIND_WORDS.items() if re.match(words, plain)), None)
