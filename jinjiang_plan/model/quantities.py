"""Figures as people type them, read into a target's own unit.

A bare number counts in the target's unit; 万 and 亿 with no unit behind them count in what that unit is a multiple of;
a figure with a unit is converted exactly. What cannot be read for certain is refused: 一百二 and 三四百 say two things.
"""

import re
import unicodedata
from decimal import Context, Decimal
from typing import NamedTuple

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.conversion import convert, tidy
from jinjiang_plan.model.currency_signs import CURRENCY, currency_of_sign
from jinjiang_plan.model.figure_words import (
    ESTIMATES,
    DirectedFigure,
    is_in_words,
    place_of,
    title_falls,
    way_of,
    without_remark,
)
from jinjiang_plan.model.plan import Target, stage_named, stage_words
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.status_words import STAGE_SYNONYMS
from jinjiang_plan.model.units import (
    MULTIPLIERS,
    Unit,
    Units,
    find_unit,
    like_words,
    single_unit,
    unit_key,
)

LONGEST = 60
"""Characters that a figure may have."""

_EXACT = Context(prec=400)
_BEFORE = (
    "大?约|将近|接近|近|超[过出]?|逾|不?[高低多少大小]于|不超过|不[足到]|已?达到?|已经?|多达|[至最][少多]|突破|上|累计|共计?|合计|"
    f"(?:建成|完成|实现)|{ESTIMATES}|"
    "[≥≤≧≦~≈]|[<>]=?|about|around|approximately|nearly|almost|over|under|(?:more|less) than|at (?:least|most)|up to|below|above"
)
_AFTER = r"以[上下内]|左右|上下|or (?:more|so)|\+"
_HEAD = (
    rf"(?P<before>(?:(?:{_BEFORE}) *)*)(?P<sign>[-−+负]?)(?P<money>(?:(?:{CURRENCY}) *)?)"
    r"(?P<share>(?:[百千]分之)?)"
)
_REST = rf"(?P<body>.+?)(?P<after>(?: *(?:{_AFTER}))*)"

# Every numeral in its plain form: 〇 and 两, the formal and the full-form characters.
_PLAIN = str.maketrans(
    "〇○壹贰貳叁參叄肆伍陆陸柒捌玖两兩拾佰仟萬億", "零零一二二三三三四五六六七八九二二十百千万亿"
)
_VALUES = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_VALUES |= {str(value): value for value in range(10)}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SHARES = {"": "", "百分之": "%", "千分之": "‰"}
_MINUS = {"-", "−", "负"}
_LARGE = {"亿": Decimal(10**8), "万": Decimal(10**4)}

# Patterns are compiled by `re` when first used, so that importing this costs nothing.
_GROUPED = "[1-9][0-9]{0,2}(?P<comma>[, ’'])[0-9]{3}(?:(?P=comma)[0-9]{3})*"
_DIGITS = rf"(?P<digits>(?:{_GROUPED}|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)(?P<place>[百千]?)"
_ONE = "[一二三四五六七八九1-9]"
_TENS = f"{_ONE}?十{_ONE}?"
_HUNDREDS = f"{_ONE}百(?:零{_ONE}|{_TENS})?"
_THOUSANDS = f"{_ONE}千(?:零(?:{_TENS}|{_ONE})|{_HUNDREDS})?"
_ROW = "[一二三四五六七八九]+零[零一二三四五六七八九]*"
_SPELLED = (
    f"(?P<whole>{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_ROW}|{_ONE}|零)(?:点(?P<part>[零一二三四五六七八九]+))?"
)


class Quantity(NamedTuple):
    """A figure in its target's own unit, and the words that qualify it."""

    value: Decimal
    qualifier: str
    """As typed: 约, 余, 不低于, 以上; two of them stand side by side, and a remark in its brackets."""
    estimate: bool = False
    """Whether it says itself that it is an estimate."""


class _Figure(NamedTuple):
    """A number without its unit."""

    value: Decimal
    infix: str
    large: bool
    """Whether 万 or 亿 is in it."""


def read_quantity(text: str, unit: str | None, own: Units = ()) -> Quantity:
    """Return the figure that a text means for a target counted in `unit`, or in nothing where that is None.

    Args:
        text: as it was typed.
        unit: the target's unit.
        own: the units that the target's plan declares.

    Raises:
        Refusal: it is no figure, may be read in two ways, or its unit does not convert; says what to write.
    """
    around = without_remark(_plain(text), own)
    # What may stand before a number is taken as far as it goes: 约 alone is no number with nothing before it.
    head = re.match(_HEAD, around.text, re.IGNORECASE)
    rest = head and re.fullmatch(_REST, around.text[head.end() :], re.IGNORECASE)
    if not head or not rest:
        raise _unreadable(text)
    target = _target(unit, own) if unit else None
    sign = head["money"].strip()
    currency = currency_of_sign(sign, target) if sign else None
    if sign and currency is None:
        raise _unreadable(text)
    # A space may stand before a unit or a mark, but between digits only where it groups them.
    body = re.sub(r" +(?![-0-9.,’' ])", "", rest["body"]) + _SHARES[head["share"]]
    body = body.removesuffix("整") if body.endswith("元整") else body
    figure, source = _split(text, body, _Units(target, own, currency), qualified=bool(head["before"]))
    source = _of_money(text, source, currency) if currency else source
    value = _EXACT.minus(figure.value) if head["sign"] in _MINUS else figure.value
    if source is not None and target is None:
        raise _refused(
            text,
            f"这个目标没有单位，不能写`{source.name}`，请只写数",
            f"this target has no unit, so `{source.name}` cannot be: write the number alone",
        )
    if target is not None:
        value = convert(value, source or _implied(text, target, own, large=figure.large), target, own)
    qualifier = head["before"].strip() + figure.infix + rest["after"].strip() + around.remark
    estimate = around.estimate or re.search(ESTIMATES, head["before"], re.IGNORECASE) is not None
    return Quantity(value, qualifier, estimate)


def _of_money(text: str, source: Unit | None, currency: Unit) -> Unit:
    """The unit of a figure behind the sign of a currency: one of it where none is named."""
    if source is not None and source.dimension != currency.dimension:
        raise _unreadable(text)
    return source or currency


def _plain(text: str) -> str:
    """Give the text in ordinary width, refused where a character of it cannot be trusted."""
    plain = unicodedata.normalize("NFKC", text).strip(" ")
    if max(len(text), len(plain)) > LONGEST:
        raise Refusal(
            f"数值超过 {LONGEST} 个字符，请只写数和单位",
            f"the figure has more than {LONGEST} characters: write number and unit only",
        )
    for char in text:
        if not char.isprintable() and unicodedata.category(char) != "Zs":
            code = f"U+{ord(char):04X}"
            raise Refusal(
                f"数值里有看不见的字符 {code}，请去掉",
                f"the figure holds an unseen character, {code}: leave it out",
            )
    for char in re.sub("(?<=[mMtT])[²³]|(?<=[oO])₂", "", text):
        # Width is folded below, which would turn 10² into 102.
        if (
            char.isnumeric()
            and not char.isdecimal()
            and re.search("[0-9]", unicodedata.normalize("NFKC", char))
        ):
            raise _refused(
                text, f"`{char}`不是普通数字，请改写", f"`{char}` is no ordinary digit: write it out"
            )
    if not plain:
        raise Refusal("没有写数值", "no figure is written")
    return plain


def _target(unit: str, own: Units = ()) -> Unit:
    """Return the target's unit; a word that is in no table converts only into itself."""
    return find_unit(unit, own) or Unit(unit, f"only {unit}", Decimal(1), unit)


class _Units(NamedTuple):
    """The units that a figure may have: its target's, the plan's, and multiples of the currency before it."""

    target: Unit | None
    own: Units
    currency: Unit | None

    def find(self, written: str) -> Unit | None:
        """The unit that is written behind the number."""
        if self.target is not None and unit_key(written) == unit_key(self.target.name):
            return self.target
        multiple = find_unit(f"{self.currency.en} {written}") if self.currency else None
        return multiple or find_unit(written, self.own)


def _implied(text: str, target: Unit, own: Units, *, large: bool) -> Unit:
    """Return the unit that a figure counts in which names none."""
    if not large:
        return target
    if target.name[0] in MULTIPLIERS and not target.single and find_unit(target.name) != target:
        raise _refused(
            text,
            f"带万、亿时分不清是不是以`{target.name}`计，请写不带万、亿的数",
            f"with 万 or 亿 it may or may not count in `{target.name}`: write the number without them",
        )
    return single_unit(target, own)


def _split(text: str, body: str, units: _Units, *, qualified: bool) -> tuple[_Figure, Unit | None]:
    """Give the number and the unit behind it; the shortest unit wins, for 一亿二千万元 is not 一亿二千 of 万元."""
    if figure := _figure(body, qualified=qualified):
        return figure, None
    if tenths := re.fullmatch(f"({_ONE})成({_ONE}|半)?", body.translate(_PLAIN)):
        part = 5 if tenths[2] == "半" else _VALUES.get(tenths[2] or "零", 0)
        return _Figure(Decimal(10 * _VALUES[tenths[1]] + part), "", large=False), _target("%")
    for cut in range(len(body) - 1, 0, -1):
        if body[cut].isdecimal() and body[cut - 1] != " ":  # 510k people are not 5 times 10k
            continue
        unit = units.find(body[cut:])
        if unit and (figure := _figure(body[:cut].rstrip(), qualified=qualified)):
            return figure, unit
    raise _unsplit(text, body, units)


def _unsplit(text: str, body: str, units: _Units) -> Refusal:
    """Say why a text is no number with a unit: its unit is unknown, or it begins with no number."""
    if re.match(r"[0-9.,]+e[-+]?[0-9]", body, re.IGNORECASE):
        return _refused(text, "不接受科学计数法，请写全", "powers of ten are not read: write the number out")
    cuts = (cut for cut in range(len(body) - 1, 0, -1) if _figure(body[:cut], qualified=False))
    unknown = body[next(cuts, len(body)) :].strip()
    if not unknown[:1].isalpha() or unknown[0].translate(_PLAIN) in {*_VALUES, *_PLACES, *_LARGE, *"点半几"}:
        return _unreadable(text)
    from jinjiang_plan.model.near_units import nearest_units

    near, target = nearest_units(unknown, units.own), units.target
    zh, en = (f"，相近的有{'、'.join(near)}", f"; near it: {', '.join(near)}") if near else ("", "")
    if target is not None:
        zh, en = (
            f"{zh}；这里可用：{like_words(target, units.own).zh}",
            f"{en}; this target takes: {like_words(target, units.own).en}",
        )
    return _refused(text, f"没有`{unknown}`这个单位{zh}", f"there is no unit `{unknown}`{en}")


def _figure(text: str, *, qualified: bool) -> _Figure | None:
    """Give the number that a text without a unit means, or None; 百余 and 近千 count one of their mark."""
    plain = text.translate(_PLAIN)
    infix = re.fullmatch("(.+)([余多来])([百千万亿]*)", plain)
    number = infix[1] + infix[3] if infix else plain
    if (qualified or infix) and number[:1] in {*MULTIPLIERS}:
        number = "一" + number
    value = _number(number, "亿万")
    if value is None:
        return None
    return _Figure(value, infix[2] if infix else "", large="万" in number or "亿" in number)


def _number(text: str, marks: str) -> Decimal | None:
    """Give the number of a text whose places are parted by these marks, the larger first."""
    if not marks:
        return _small(text)
    head, mark, tail = text.rpartition(marks[0])
    if not mark:
        return _number(text, marks[1:])
    high = _number(head, marks[1:])
    low = _number(tail.removeprefix("零"), marks[1:]) if tail else Decimal(0)
    if high is None or low is None:
        return None
    size = _LARGE[mark]
    # 三万五 and 三亿五千 are said for 35,000 and 350,000,000: a place left out must show, by 零 or by 万.
    shown = not tail or tail[0] == "零" or low >= size / 10 or (mark == "亿" and "万" in tail)
    if not shown or low >= size or (tail and high != high.to_integral_value()):
        return None
    return tidy(_EXACT.add(_EXACT.multiply(high, size), low))


def _small(text: str) -> Decimal | None:
    """Give the number of a text without 万 and 亿: digits, or a numeral below ten thousand."""
    if match := re.fullmatch(_DIGITS, text):
        value = Decimal(re.sub("[, ’']", "", match["digits"]))
        return tidy(_EXACT.multiply(value, Decimal(_PLACES[match["place"]]))) if match["place"] else value
    match = re.fullmatch(_SPELLED, text)
    if match is None:
        return None
    part = "".join(str(_VALUES[one]) for one in match["part"] or "")
    return Decimal(f"{_whole(match['whole'])}.{part}" if part else _whole(match["whole"]))


def _whole(numeral: str) -> int:
    """Give the number of a numeral below ten thousand, or of a row of digits as in 二〇二一."""
    if not any(place in numeral for place in _PLACES):
        return int("".join(str(_VALUES[one]) for one in numeral))
    total = digit = 0
    for mark in numeral:
        if mark in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[mark], 0
        else:
            digit = _VALUES[mark]
    return total + digit


def _unreadable(text: str) -> Refusal:
    if is_in_words(text):
        return _refused(
            text,
            "是文字，不是数；有数写数，没有数就留空",
            "these are words and no figure: write the number, or leave it empty where there is none",
        )
    return _refused(
        text,
        "读不出确定的数，请写成 1800、1,800、1.3亿、三千 或 60%",
        "no certain number can be read from it: write 1800, 1,800, 1.3亿, 三千 or 60%",
    )


def _refused(text: str, zh: str, en: str) -> Refusal:
    return Refusal(f"数值`{text}`：{zh}", f"the figure `{text}`: {en}")


# What a person types for a target's value: a quantity, a stage, or yes or no.


def read_figure(target: Target, text: str) -> Quantity:
    """The figure in the target's own unit (a stage as its position, done as 1), with the qualifier it came with.

    Raises:
        Refusal: it cannot be read, or not for this target.
    """
    if target.kind is Kind.STAGE:
        return Quantity(read_stage(target, text), "")
    if target.kind is Kind.DONE:
        return Quantity(read_done(text), "")
    if target.kind is Kind.RANK and (place := place_of(text)):
        return read_quantity(place, None)
    if way := way_of(text):
        return _along(target, text, way)
    return read_quantity(text, target.unit or None, target.own_units)


def _along(target: Target, text: str, way: DirectedFigure) -> Quantity:
    """The figure behind a word of direction, which only a target that counts a rise or a fall can have."""
    ways = {title_falls(each) for each in target.title} - {None}
    if len(ways) != 1:
        raise _refused(
            text,
            "这是增减的幅度，还是指标本身的数？请只写指标的数",
            "is this by how much it changed, or the figure itself? write the figure alone",
        )
    read = read_quantity(way.text, target.unit or None, target.own_units)
    return read if ways == {way.falls} else read._replace(value=_EXACT.minus(read.value))


def noted(note: str, quantity: Quantity, text: str) -> str:
    """The note of a report, with the words of its figure where they say more than the number."""
    if not quantity.qualifier:
        return note
    said = f"原文“{text.strip()}”"
    return f"{note}（{said}）" if note else said


def read_stage(target: Target, text: str) -> Decimal:
    """The position of a stage that is named by its code, or by its name in either language.

    Raises:
        Refusal: there is none of that name.
    """
    named = stage_named(target.stages, text)
    if named is None:
        word = "".join(text.split()).casefold()
        named = next((each for each in target.stages if word in STAGE_SYNONYMS.get(each, ())), None)
    if named is not None:
        return Decimal(target.stages.index(named))
    zh = ", ".join(f"{stage} {stage_words(stage).zh}" for stage in target.stages)
    en = ", ".join(target.stages)
    raise Refusal(f"没有阶段 `{text}`；可用：{zh}", f"there is no stage `{text}`; choose: {en}")


_YES = ("true", "yes", "y", "done", "1", "是", "已完成", "完成", "达成", "已达成", "√", "✓", "✔")
_NO = ("false", "no", "n", "0", "否", "未完成", "没有", "未达成", "×", "✗", "✘")


def read_done(text: str) -> Decimal:
    """1 for a yes, 0 for a no, in either language.

    Raises:
        Refusal: it is neither.
    """
    plain = text.strip().lower()
    if plain in _YES or plain in _NO:
        return Decimal(int(plain in _YES))
    if is_in_words(plain):
        raise Refusal(
            f"`{text}` 没有说是否完成：完成写 是，没有完成写 否",
            f"`{text}` does not say whether it is done: write yes or no",
        )
    raise Refusal(f"`{text}` 应为 是、否（true、false）", f"`{text}` must be yes or no (true, false)")
