"""Words quoted from a document: whether they stand in its text, and the figures that they hold."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "亿": 10**8}
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_NUMERAL = re.compile(rf"(?:{_NUMBER}|[零〇一二两三四五六七八九十百千万亿]|点(?=[零〇一二三四五六七八九]))+")
_PART = re.compile(rf"({_NUMBER})|(点[零〇一二三四五六七八九]+)|([零〇一二两三四五六七八九]+)|(.)")
_TENTHS = re.compile(r"([0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九])成([一二三四五六七八九半]?)")


def squeezed(text: str) -> str:
    """A text without what copies differ in: white space, full and half width, invisible signs."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")


def figures_in(wording: str) -> set[Decimal]:
    """The figures of a wording, in digits or in Chinese numerals, 万 and 亿 multiplied; `九成五` is 95."""
    text = squeezed(wording)
    tenths = {_tenths(match) for match in _TENTHS.finditer(text)}
    return tenths | {_value(match[0]) for match in _NUMERAL.finditer(_TENTHS.sub(" ", text))}


def scale_of(unit: str) -> Decimal:
    """What the unit's own 万 or 亿 multiplies a figure by."""
    scale = Decimal(1)
    for sign in unit:
        if sign not in _SCALES | _PLACES:
            break
        scale *= _SCALES.get(sign) or _PLACES[sign]
    return scale


def _tenths(match: re.Match[str]) -> Decimal:
    first = Decimal(_DIGITS[match[1]]) if match[1] in _DIGITS else Decimal(match[1])
    return first * 10 + (5 if match[2] == "半" else _DIGITS.get(match[2], 0))


def _value(numeral: str) -> Decimal:
    """The value of a numeral: digits, Chinese signs, or both, as in `3千`, `1.2万亿` and `二〇二一`."""
    total, section, number = Decimal(0), Decimal(0), None
    for part in _parts(numeral):
        if isinstance(part, Decimal):
            number = (number or Decimal(0)) + part if 0 < part < 1 else part
        elif part in _PLACES:
            section += (Decimal(1) if number is None else number) * _PLACES[part]
            number = None
        else:
            section += number or Decimal(0)
            whole = total + section if part == "亿" else section
            product = (whole or Decimal(1)) * _SCALES[part]
            total, section, number = (product if part == "亿" else total + product), Decimal(0), None
    return total + section + (number or Decimal(0))


def _parts(numeral: str) -> Iterator[Decimal | str]:
    """The numbers and the places of a numeral, one after another."""
    for number, fraction, signs, place in _PART.findall(numeral):
        if number:
            yield Decimal(number.replace(",", ""))
        elif fraction:
            yield Decimal("0." + "".join(str(_DIGITS[sign]) for sign in fraction[1:]))
        elif signs:
            yield Decimal("".join(str(_DIGITS[sign]) for sign in signs))
        else:
            yield place
