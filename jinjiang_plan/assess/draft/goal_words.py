"""Goals as offices word them: figures with what is said around them, ranges, places in a ranking, stages, promises."""

import re
import unicodedata
from decimal import Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from jinjiang_plan.assess.intake.cells import is_nothing, tidied
from jinjiang_plan.model.codes import STAGES, Op
from jinjiang_plan.model.conversion import tidy
from jinjiang_plan.model.plan import stage_words
from jinjiang_plan.model.plan_draft import GoalDraft
from jinjiang_plan.model.units import find_unit


class Sign(StrEnum):
    """What the words of a goal say beside its figure."""

    GROWTH = "growth"
    FALL = "fall"
    TO = "to"
    AVERAGE = "average"
    EACH_YEAR = "each year"
    TOTAL = "total"
    ADDED = "added"
    KEPT = "kept"
    PLACE = "place"
    ABOUT = "about"
    AIM = "aim"
    SENTENCE = "sentence"
    SEVERAL = "several"
    WORDS = "words"


class GoalReading(NamedTuple):
    """What a text says of a goal."""

    goal: GoalDraft | None
    """The goal, None where the text says none."""
    unit: str = ""
    """The unit behind the figure, as it is written."""
    signs: frozenset[Sign] = frozenset()
    """What else the words say."""
    wording: str = ""
    """The text itself, where it says more than a number."""

    @property
    def is_nought(self) -> bool:
        """Whether the goal is a bare 0, which lists of figures hold for what has none."""
        return self.goal is not None and self.goal.value == 0 and not (self.unit or self.wording)


class _WrittenFigure(NamedTuple):
    """A figure within a text: its value, its unit, and where it begins and ends."""

    value: Decimal
    unit: str
    start: int
    end: int


NO_GOAL = GoalReading(None)
_EXACT = Context(prec=60)
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER = rf"(?<![0-9.,A-Za-z_])(?P<minus>(?<![0-9%])[-−])?(?P<digits>{_DIGITS})(?![.,]?[0-9])"
_LARGE = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
_STOP = '以上|以下|以内|左右|上下|及以上|之内|之间|[,，。、;；:：()（）《》“”"\\s~\\-—–~至到和与及]|$'
_NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_RANK = (
    r"(?:排名|排位|位次|位列|位居|名列|跻身|进入|保持|稳居|力争|全国|全省|全市|全区|居|列|在|中|的|[省市区县]内)*"
    r"(?:前|第)\s*(?P<place>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*(?:名|位|强|方阵)?(?:以内|以上|左右)?"
)
_RANK_EN = r"(?:rank(?:ed)? |place |among )?(?:the )?top (?P<place>[0-9]{1,3})"
_OPS = (
    ("不低于|不少于|不小于|至少|以上|>=|[≥≧]|or more|at least|no less than|\\bmin(?:imum)?\\b", Op.AT_LEAST),
    (
        "不超过|不高于|不多于|不大于|以内|之内|以下|控制在|控制到|<=|[≤≦]|or less|at most|up to|no more than|\\bmax(?:imum)?\\b",
        Op.AT_MOST,
    ),
    ("超过|高于|大于|多于|突破|>|more than|over|above", Op.ABOVE),
    ("低于|小于|少于|<|less than|under|below", Op.BELOW),
)
_SIGNS = (
    (Sign.TO, "(?:提高|提升|增加|增长|上升|下降|降低|减少|压减|压降|扩大)(?:至|到)|降至|升至|增至|减至"),
    (Sign.AVERAGE, "年均(?=.*(?:增|降|速|提高|下降))|average annual"),
    (Sign.EACH_YEAR, "每年|每年度|年均|逐年|per year|each year|annually|a year|yearly"),
    (Sign.GROWTH, "增长|提高|增加|提升|上升|增速|增幅|扩大|increase|grow|rise"),
    (Sign.FALL, "下降|降低|减少|压减|压降|减排|回落|降幅|decrease|reduc|fall|cut"),
    (Sign.TOTAL, "累计|总计|共计|合计|cumulative|in total"),
    (Sign.ADDED, "新增|新建|新改建|改扩建|净增|引进|培育|add|new"),
    (Sign.KEPT, "保持|维持|稳定在|稳控|动态清零|maintain|keep|hold"),
    (Sign.ABOUT, "左右|约|上下|about|around|approximately"),
    (Sign.AIM, "力争|争取|努力|aim|strive"),
)
_FILL = (
    "(?:到)?(?:20[0-9]{2}年?(?:底|末|年底)?)|确保|实现|完成|建成|建设|打造|投入|达到?|目标|全区|全市|比上年|较上年|同比|"
    "比20[0-9]{2}年|较20[0-9]{2}年|的|在|为|到|至|了|数量?|总量|规模|总数|新开工|每|"
    "reach|to|of|by|the|a|build|complete"
)


def goal_of(text: str, decimal: str = "") -> GoalReading:
    """The goal that a text says; a text that holds several figures, or none, is a promise that is kept or not.

    `decimal` is the mark before the decimals, where it is a comma.
    """
    if is_nothing(text):
        return NO_GOAL
    wording = tidied(text)
    plain = unicodedata.normalize("NFKC", wording).strip(" 。.;；")
    if decimal == ",":
        plain = re.sub(r"(?<=[0-9])\.(?=[0-9]{3})", "", plain).replace(",", ".")
    place = re.fullmatch(_RANK, plain) or re.fullmatch(_RANK_EN, plain, re.IGNORECASE)
    if place is not None and (value := _place(place["place"])):
        return GoalReading(GoalDraft(value=value), "", frozenset({Sign.PLACE}), wording)
    figures = _figures(plain)
    if not figures:
        spelled = _spelled(plain)
        if spelled is None:
            return GoalReading(_promise(plain), "", frozenset({Sign.WORDS}), wording)
        figures = [spelled]
    if len(figures) == 1:
        return _single(plain, figures[0], wording)
    if (
        len(figures) == 2
        and re.fullmatch(r"\s*(?:[-~—–-]+|至|到|to)\s*", plain[figures[0].end : figures[1].start])
        and figures[0].value < figures[1].value
    ):
        return _range(plain, figures[0], figures[1], wording)
    return GoalReading(GoalDraft(done=True), "", frozenset({Sign.SEVERAL, Sign.WORDS}), wording)


def _single(plain: str, figure: _WrittenFigure, wording: str) -> GoalReading:
    around = f"{plain[: figure.start]} {plain[figure.end :]}"
    op = next((op for words, op in _OPS if re.search(words, around, re.IGNORECASE)), None)
    signs = _signs(plain, around)
    if _is_year_end(around):
        around = re.sub("年[底末]?", "", around)
    bare = plain == wording and not around.strip() and not figure.unit
    goal = GoalDraft(value=figure.value, op=op)
    return GoalReading(goal, figure.unit, signs, "" if bare else wording)


def _is_year_end(around: str) -> bool:
    return re.search("20[0-9]{2}年", around) is not None


def _range(plain: str, low: _WrittenFigure, high: _WrittenFigure, wording: str) -> GoalReading:
    around = f"{plain[: low.start]} {plain[high.end :]}"
    goal = GoalDraft(low=low.value, high=high.value, op=Op.RANGE)
    if low.unit and high.unit and low.unit != high.unit:
        return GoalReading(GoalDraft(done=True), "", frozenset({Sign.SEVERAL, Sign.WORDS}), wording)
    return GoalReading(goal, high.unit or low.unit, _signs(plain, around), wording)


def _signs(plain: str, around: str) -> frozenset[Sign]:
    said = {sign for sign, words in _SIGNS if re.search(words, plain, re.IGNORECASE)}
    if Sign.TO in said:
        said -= {Sign.GROWTH, Sign.FALL}
    if Sign.AVERAGE in said:
        said -= {Sign.EACH_YEAR}
    left = around
    for words in (*(words for _, words in _SIGNS), *(words for words, _ in _OPS), _FILL):
        left = re.sub(words, "", left, flags=re.IGNORECASE)
    if re.sub(r"[\W\d_]", "", left):
        said.add(Sign.SENTENCE)
    return frozenset(said)


def _figures(plain: str) -> list[_WrittenFigure]:
    """The figures of a text, without years and what only looks like a figure: 5G, 2022年, 10月."""
    figures: list[_WrittenFigure] = []
    for match in re.finditer(_NUMBER, plain):
        figure = _figure(plain, match)
        if figure is not None and (not figures or match.start() >= figures[-1].end):
            figures.append(figure)
    return figures


def _figure(plain: str, match: re.Match[str]) -> _WrittenFigure | None:
    value, at = Decimal(match["digits"].replace(",", "")), match.end()
    behind = plain[at:]
    if re.match(r"年(?!以上)|月|日(?![均产])|号", behind) and re.fullmatch(
        "[0-9]{1,2}|(?:19|20|21)[0-9]{2}", match["digits"]
    ):
        return None
    if re.match(r"[-~—–-][0-9]{4}年", behind) or re.match("[GKD](?![A-Za-z/])", behind):  # 5G, 4K, 3D
        return None
    gap = len(behind) - len(behind.lstrip(" "))
    unit, size, length = _unit_of(behind[gap:])
    if not length and behind[:1].isascii() and behind[:1].isalpha():
        return None
    value = tidy(_EXACT.multiply(value, Decimal(size)))
    minus = match["minus"] and not plain[: match.start()].rstrip().endswith(("%", "％"))
    return _WrittenFigure(
        _EXACT.minus(value) if minus else value, unit, match.start(), at + (gap + length if length else 0)
    )


def _unit_of(behind: str) -> tuple[str, int, int]:
    """The unit that a text begins with, the size of 万 or 亿 before one that is not known, and the length of both."""
    composite = re.match(r"[^\W\d_]{1,8}/(?:\d{0,3}[^\W\d_]{1,8})", behind)
    if composite is not None:
        return composite[0], 1, composite.end()
    run = re.match(rf"(?:(?!{_STOP})[^0-9]){{0,14}}", behind)
    longest = run[0] if run else ""
    slash = re.match(r"[^\s0-9,，。;；()（）]{1,16}", behind)
    for held in (slash[0] if slash else "", longest):
        for length in range(len(held), 0, -1):
            if find_unit(held[:length]) is not None and not _goes_on(behind, length):
                return held[:length], 1, length
    size = next(((value, mark) for mark, value in _LARGE.items() if longest.startswith(mark)), None)
    mark = size[1] if size else ""
    unit = longest[len(mark) :]
    for length in range(len(unit), 0, -1):
        if find_unit(unit[:length]) is not None and not _goes_on(behind, len(mark) + length):
            return unit[:length], size[0] if size else 1, len(mark) + length
    kept = re.match("[\u4e00-\u9fff]{1,4}(?:/[\u4e00-\u9fff]{1,6})?", unit)
    own = kept[0] if kept and kept[0] == unit and len(unit) <= 4 else ""
    if not own and unit and "\u4e00" <= unit[0] <= "\u9fff" and mark:
        own = unit[0]
    return own, size[0] if size else 1, len(mark) + len(own)


def _goes_on(behind: str, length: int) -> bool:
    """Whether a unit's name is only the beginning of a Latin word."""
    following, last = behind[length : length + 1], behind[length - 1]
    return last.isascii() and last.isalpha() and following.isascii() and following.isalpha()


def _place(text: str) -> Decimal | None:
    if text.isdecimal():
        return Decimal(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return Decimal((_NUMERALS.get(tens, 1) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0))
    return Decimal(_NUMERALS[text]) if text in _NUMERALS else None


def _spelled(plain: str) -> _WrittenFigure | None:
    """A figure in Chinese numerals that is the whole text, such as 三千座; None where it is none."""
    from jinjiang_plan.model.quantities import read_quantity
    from jinjiang_plan.model.refusal import Refusal

    for length in range(len(plain), 0, -1):
        unit = plain[length:]
        if unit and find_unit(unit) is None:
            continue
        try:
            value = read_quantity(plain[:length], None).value
        except Refusal:
            continue
        return _WrittenFigure(value, unit, 0, len(plain))
    return None


_STAGES = (
    (
        "operating",
        "投用|投运|运营|投产|启用|开放|试运行|投入使用|运行|交付使用|in operation|operational|in service",
    ),
    ("completed", "建成|完工|竣工|封顶|completed|built"),
    ("construction", "开工|动工|在建|启动建设|开建|under construction|construction start"),
    ("signed", "签约|signed"),
    ("planned", "立项|可研|planned"),
)
_PROMISES = "制定|印发|出台|发布|编制|建立|机制|体系|报告|方案|办法|规划|清单|平台上线"


def _promise(plain: str) -> GoalDraft:
    """A goal in words: the stage that is to be reached, else a promise that is kept or not."""
    for stage in STAGES:
        if plain.casefold() in (stage, *stage_words(stage)):
            return GoalDraft(stage=stage)
    if not re.search(_PROMISES, plain):
        for stage, words in _STAGES:
            if re.search(words, plain, re.IGNORECASE):
                return GoalDraft(stage=stage)
    return GoalDraft(done=True)
