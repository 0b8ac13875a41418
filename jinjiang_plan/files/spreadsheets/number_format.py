"""Number formats of spreadsheets: what a reader sees of a number or a day that a cell keeps.

A cell that keeps 130000 may show 13.0万, and one that keeps 2021-06-01 may show 2021年6月. A reading has what is seen
around the number, and the number as it is shown, but with all its digits: 0.952 shown as 95% is 95.2%. Where what is
seen is not what is kept, as with a minus that the format hides, there is no reading but the reason.
"""

import re
from datetime import datetime
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from jinjiang_plan.model.words import Words

_EXACT = Context(prec=60)
_TOKEN = re.compile(
    r"""
      \[(?P<bracket>[^\]]*)\]
    | "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.) | !(?P<marked>[^0#?])
    | _(?P<skipped>.) | \*(?P<filled>.)
    | (?P<general>General|G/通用格式)
    | (?P<power>E[+-])
    | (?P<noon>AM/PM|A/P|上午/下午)
    | (?P<day>y+|m+|d+|h+|s+|e+|aaa+)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<over>/) | (?P<text>@)
    | (?P<end>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LITERALS = ("quoted", "escaped", "marked", "other")
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)(-?[0-9]+(?:\.[0-9]+)?)")
_COLOURS = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|黑色?|蓝色?|绿色?|红色?|color ?[0-9]+)", re.IGNORECASE
)
_GROUPS = " \u00a0\u202f'’,"
_DOWN = re.compile("下降|降低|下跌|减少|减亏|回落|负|(?:down|decrease|decline|fall|minus)", re.IGNORECASE)
_SIGN = r"[¥￥$€£]|RMB|CNY|USD|EUR"
_DASHED = re.compile(rf"\s*(?:{_SIGN})?\s*[-−–－]\s*(?:{_SIGN})?\s*", re.IGNORECASE)
_ARROWS = "▲△▼▽↑↓"
_MINUS = "-−–－"
_SCALES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
           "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}  # fmt: skip
_SCALE = re.compile("[百千十]?[万亿]亿?|千|thousand|million|billion|mn|bn|k|m(?![a-z²³/])", re.IGNORECASE)
_SPELLED = {"k": "千", "thousand": "千", "m": "百万", "mn": "百万", "million": "百万"}

_HIDDEN_SIGN = Words(
    "是负数，格式却不显示负号；请改成常规格式再核对",
    "it is negative, but its format hides the sign: give it a general format and look again",
)
_TWO_SIGNS = Words(
    "显示的正负与单元格里的数不一致；请改成常规格式再核对",
    "the sign that it shows is not that of the number kept: give it a general format and look again",
)
_NO_DIGIT = Words(
    "格式把这个数隐藏了；请改成常规格式再核对",
    "its format hides the number: give it a general format and look again",
)
_WRONG_SCALE = Words(
    "格式缩小的倍数与显示的单位不一致；请写成不带格式的数",
    "its format divides the number by another power than the unit shown says: write it without a format",
)
_OTHER_TEXT = Words(
    "显示的与单元格里的数不一致；请写成不带格式的数",
    "what it shows is not the number kept: write it without a format",
)
_ONE_YEAR = Words(
    "只显示年份，却不是 1 月 1 日；请写明年、月",
    "it shows a year alone, but is not its first day: write year and month",
)


class _Token(NamedTuple):
    kind: str
    text: str


class _Section(NamedTuple):
    """One part of a format: when it holds, whether it has a colour, and what it shows."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None
    colour: bool

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its tokens."""
        return frozenset(each.kind for each in self.tokens)

    def holds(self, value: Decimal) -> bool:
        """Whether a number fits its condition."""
        if self.condition is None:
            return True
        sign, bound = self.condition
        holds = {"<": value < bound, ">": value > bound, "=": value == bound}
        return any(holds[each] for each in sign)

    @property
    def of_negatives(self) -> bool:
        """Whether its condition lets only negative numbers in."""
        if self.condition is None:
            return False
        sign, bound = self.condition
        return (sign == "<" and bound <= 0) or (sign in ("<=", "=") and bound < 0)


class _Around(NamedTuple):
    """What a section shows of a number: words before it, its digits' tokens, words behind it."""

    before: str
    inner: tuple[_Token, ...]
    behind: str


def is_of_days(form: str) -> bool:
    """Whether a format shows days or hours."""
    return "day" in _sections(form)[0].kinds


def shown_number(value: Decimal, form: str) -> str | Words:
    """What a reader sees of a number, with all its digits; the reason where that is not certain."""
    if form == "General":
        return f"{value.normalize(_EXACT):f}"
    section, hides = _chosen(value, _sections(form))
    if section is None:
        return _OTHER_TEXT
    parts = _parts(section)
    text = _digits(abs(value), parts, section) if parts.inner else None
    if text is None:
        return _without_digits(value, (parts.before + parts.behind).strip(), spoken=not parts.inner)
    if isinstance(text, Words):
        return text
    return _signed(text, parts, section, negative=value < 0, hides=hides)


def shown_day(value: datetime, form: str) -> str | Words:
    """What a reader sees of a day: a month or a year where its format shows no more and it is the first day of it."""
    runs = [each.text.lower() for each in _sections(form)[0].tokens if each.kind == "day"]
    midnight = value == datetime.combine(value.date(), datetime.min.time(), value.tzinfo)
    days = any(run[0] == "d" and len(run) < 3 for run in runs)
    if not midnight:
        return value.isoformat(" ")
    if days or any(run[0] in "hs" for run in runs):
        return value.date().isoformat()
    if any(run[0] == "m" for run in runs):
        return f"{value.year}年{value.month}月" if value.day == 1 else value.date().isoformat()
    if any(run[0] in "ye" for run in runs):
        return f"{value.year}" if (value.month, value.day) == (1, 1) else _ONE_YEAR
    return value.date().isoformat()


@lru_cache(maxsize=512)
def _sections(form: str) -> tuple[_Section, ...]:
    """The parts of a format, as semicolons part them."""
    sections: list[_Section] = []
    tokens: list[_Token] = []
    condition, colour = None, False
    for match in (*_TOKEN.finditer(form or "General"), None):
        kind = (match.lastgroup or "other") if match else "end"
        text = match[kind] if match else ""
        if kind == "end":
            sections.append(_Section(tuple(tokens), condition, colour))
            tokens, condition, colour = [], None, False
        elif kind == "bracket":
            said = _CONDITION.fullmatch(text)
            condition = (said[1], Decimal(said[2])) if said else condition
            colour = colour or _COLOURS.fullmatch(text) is not None
            tokens += _of_bracket(text)
        elif kind == "power" and not any(each.kind == "digit" for each in tokens):
            tokens.append(_Token("day", text[0]))
        elif kind == "filled":
            continue
        else:
            tokens.append(_Token("blank", " ") if kind == "skipped" else _Token(kind, text))
    return tuple(sections)


def _of_bracket(text: str) -> list[_Token]:
    """What brackets show: the sign of a currency, or hours that have passed."""
    if text.startswith("$"):
        return [_Token("quoted", text[1:].partition("-")[0])]
    return [_Token("day", text)] if re.fullmatch("h+|m+|s+", text, re.IGNORECASE) else []


def _chosen(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, bool]:
    """The section that shows a number, and whether it leaves the minus of a negative one out."""
    of_numbers = sections[:3]
    if any(each.condition for each in of_numbers):
        if len(of_numbers) > 2 and of_numbers[1].condition is None:
            second = of_numbers[1]._replace(condition=("<", Decimal(0)))
            of_numbers = (of_numbers[0], second, of_numbers[2])
        chosen = next((each for each in of_numbers if each.holds(value)), None)
        return chosen, chosen is not None and chosen.of_negatives
    if value < 0 and len(of_numbers) > 1:
        return of_numbers[1], True
    if not value and len(of_numbers) > 2:
        return of_numbers[2], False
    return of_numbers[0], False


@lru_cache(maxsize=512)
def _parts(section: _Section) -> _Around:
    """The tokens of a section by where they stand."""
    tokens = section.tokens
    inside = [at for at, each in enumerate(tokens) if each.kind in ("digit", "general", "text")]
    if not inside:
        return _Around("".join(map(_seen, tokens)), (), "")
    first, last = inside[0], inside[-1]
    if first and tokens[first - 1].kind == "point":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].kind in ("comma", "point"):
        last += 1
    before = "".join(map(_seen, tokens[:first]))
    behind = "".join(map(_seen, tokens[last + 1 :]))
    return _Around(before, tokens[first : last + 1], behind)


def _seen(token: _Token) -> str:
    return "" if token.kind in ("general", "text", "digit") else token.text


def _without_digits(value: Decimal, words: str, *, spoken: bool) -> str | Words:
    """What is seen where no digit shows: nothing, a dash for zero, or a word where the section is one."""
    if _DASHED.fullmatch(words.replace("—", "-")) or words == "%":
        return _NO_DIGIT if value else "0"
    if words:
        return words if spoken else _NO_DIGIT
    return _NO_DIGIT if value else ""


def _digits(value: Decimal, parts: _Around, section: _Section) -> str | Words | None:
    """The digits of a number as its section writes them, to the last that is kept; None where it shows none."""
    inner = parts.inner
    kinds = [each.kind for each in inner]
    percents = sum(each.kind == "percent" for each in section.tokens)
    value = value.scaleb(2 * percents, _EXACT)
    if {"general", "text", "power", "over"} & set(kinds):
        return f"{value.normalize(_EXACT):f}"
    point = kinds.index("point") if "point" in kinds else len(inner)
    if any(each.kind in _LITERALS and each.text not in _GROUPS for each in inner):
        return _with_words_inside(value, parts, point)
    commas = _scaling(kinds, point)
    value = value.scaleb(-3 * commas, _EXACT)
    if commas and not _fits(parts.behind, 3 * commas):
        return _WRONG_SCALE
    whole = [each.text for each in inner[:point] if each.kind == "digit"].count("0")
    part = [each.text for each in inner[point:] if each.kind == "digit"]
    if not whole and "0" not in part and round(value, len(part)) == 0:
        return None
    return _padded(value, whole, part.count("0"))


def _padded(value: Decimal, whole: int, part: int) -> str:
    """A number in full, with at least so many digits before and behind its point."""
    before, _, behind = f"{value.normalize(_EXACT):f}".partition(".")
    behind = behind.ljust(part, "0")
    return before.rjust(whole, "0") + (f".{behind}" if behind else "")


def _scaling(kinds: list[str], point: int) -> int:
    """How many commas stand behind the last digit of the whole number, or of all: each divides by a thousand."""
    last_whole = max((at for at in range(point) if kinds[at] == "digit"), default=-1)
    last = max((at for at, kind in enumerate(kinds) if kind == "digit"), default=-1)
    return sum(kind == "comma" and (last_whole < at < point or at > last) for at, kind in enumerate(kinds))


def _fits(behind: str, power: int) -> bool:
    """Whether the words behind a number that is shown divided say by how much, or say nothing at all."""
    words = behind.strip()
    said = _SCALE.match(words)
    return not words or (said is not None and _SCALES.get(said[0].lower()) == power)


def _with_words_inside(value: Decimal, parts: _Around, point: int) -> str | Words | None:
    """Digits that other signs part: a point that is only written, as for 万, or the parts of a number such as 2021年6月."""
    inner = parts.inner
    signs = [at for at, each in enumerate(inner) if each.kind in _LITERALS]
    if [inner[at].text for at in signs] == ["."] and point == len(inner):
        at = signs[0]
        commas = _scaling([each.kind for each in inner], len(inner))
        moved = sum(each.kind == "digit" for each in inner[at:])
        power = moved + 3 * commas
        whole = [each.text for each in inner[:at]].count("0")
        if not whole and round(value.scaleb(moved - power, _EXACT)) == 0:
            return None
        if not _fits(parts.behind, power):
            return _WRONG_SCALE
        return _padded(value.scaleb(-power, _EXACT), whole, moved)
    return _parted(value, inner)


def _parted(value: Decimal, inner: tuple[_Token, ...]) -> str | Words:
    """The digits of a whole number with the signs that part them; what is too long for its places stands in front."""
    places = sum(each.kind == "digit" for each in inner)
    digits = f"{value.normalize(_EXACT):f}"
    if "." in digits or {"point", "comma"} & {each.kind for each in inner}:
        return _OTHER_TEXT
    digits = digits.rjust(places, "0")
    first = len(digits) - places + 1
    left = iter((digits[:first], *digits[first:]))
    return "".join(next(left) if each.kind == "digit" else each.text for each in inner)


def _signed(digits: str, parts: _Around, section: _Section, *, negative: bool, hides: bool) -> str | Words:
    """The digits with their words around them and their sign in front; the reason where the sign is not certain."""
    before, behind = parts.before.strip(), parts.behind.strip()
    if "%" in before and any(each.kind == "percent" for each in section.tokens):
        before, behind = before.replace("%", "", 1).strip(), f"%{behind}"
    enclosed = before.endswith(("(", "（")) and behind.startswith((")", "）"))
    dashed = bool(_DASHED.fullmatch(before)) or (behind != "" and behind[-1] in _MINUS)
    falls = _DOWN.search(before) or _DOWN.search(behind)
    arrow = any(each in _ARROWS for each in before + behind)
    if negative and hides:
        if falls:
            return f"{before}{digits}{behind}"
        if not (enclosed or dashed or arrow or section.colour):
            return _HIDDEN_SIGN
    elif (
        enclosed
        or dashed
        or any(each in "▼▽↓" for each in before + behind)
        or (negative and (falls or arrow))
    ):
        return _TWO_SIGNS
    if enclosed:
        before, behind = before[:-1], behind[1:]
    gone = str.maketrans("", "", _ARROWS)
    before, behind = (each.translate(gone).strip() for each in (before, behind))
    if dashed:
        before, behind = re.sub(r"[-−–－\s]", "", before), behind.rstrip(_MINUS + " ")
    scale = _SCALE.match(behind)
    spelled = _SPELLED.get(scale[0].lower()) if scale and _is_scaled(parts) else None
    behind = f"{spelled}{behind[scale.end() :]}" if spelled and scale else behind
    return f"{'-' if negative else ''}{before}{digits}{behind}"


def _is_scaled(parts: _Around) -> bool:
    kinds = [each.kind for each in parts.inner]
    return _scaling(kinds, kinds.index("point") if "point" in kinds else len(kinds)) > 0
