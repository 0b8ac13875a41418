"""Units that figures of a plan are counted in, how each is written, and what converts into what.

The table itself is data, in `unit_tables`; a multiple of one of its units (万户, USD million) and a composite of several
(吨标准煤/万元, mg/L) are made when they are read. A plan's own units go first, where the caller hands them over.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from jinjiang_plan.model.unit_tables.counts import COUNTS
from jinjiang_plan.model.unit_tables.currencies import CURRENCIES, ENGLISH_WORDS, OFFERED, OFFERED_ABROAD
from jinjiang_plan.model.unit_tables.measures import DENOMINATORS, EACH, MEASURES, SPELLED, SYMBOLS
from jinjiang_plan.model.words import Words

_EXACT = Context(prec=400)

MULTIPLIERS = "百千万亿"
"""Marks that begin the name of a unit's multiple: 万户, 百万元."""


class Unit(NamedTuple):
    """A unit of a plan; two of one dimension convert into each other, and nothing else does."""

    name: str
    """The one Chinese name that sheets and messages use."""
    dimension: str
    """What it measures; a counting unit measures itself: 3000座 is not 3000个."""
    factor: Decimal
    """How many of the dimension's base it is, times `divisor`."""
    en: str
    """How an English sheet writes it."""
    divisor: Decimal = Decimal(1)
    """Keeps a factor exact that has no finite decimal: a 亩 is 2000/3 平方米."""
    single: str = ""
    """The unit that it is a multiple of, empty for none: 户 of 万户; 公顷 is none of 平方米."""
    counted: bool = False
    """Whether it counts whole things: half a 户 is a slip of the pen, half a 万户 is 5000."""
    subject: str = ""
    """The part of the table that it belongs to."""
    zh: str = ""
    """How a Chinese sheet writes it, where that is not its name."""

    @property
    def currency(self) -> str:
        """The code of the currency that it is an amount of, empty for all else."""
        return self.dimension.removeprefix(_MONEY) if self.dimension.startswith(_MONEY) else ""

    @property
    def own(self) -> bool:
        """Whether a plan declares it."""
        return self.subject == OWN


class TableEntry(NamedTuple):
    """A unit of the table with the other ways of writing it, and the marks of the multiples that are offered."""

    unit: Unit
    aliases: tuple[str, ...]
    multiples: tuple[str, ...]


Units = tuple[Unit, ...]

PERCENT = ("%", "％")
"""How a plan writes per cent: two such figures differ by percentage points."""

OWN = "own"
"""The part of the table that a plan's own units are in."""

_MONEY = "money "
_MULTIPLES = {
    "百": (2, "100"),
    "千": (3, "1k"),
    "万": (4, "10k"),
    "十万": (5, "100k"),
    "百万": (6, "1m"),
    "千万": (7, "10m"),
    "亿": (8, "100m"),
    "十亿": (9, "1bn"),
    "百亿": (10, "10bn"),
    "千亿": (11, "100bn"),
    "万亿": (12, "1tn"),
}
"""The marks of multiples, with the powers of ten and the English of each."""

_ENGLISH = {en: power for power, en in _MULTIPLES.values() if not en.isdecimal()}
_SPELLED = {
    "thousand": 3,
    "thousandsof": 3,
    "million": 6,
    "millionsof": 6,
    "billion": 9,
    "billionsof": 9,
    "trillion": 12,
    "lakh": 5,
    "crore": 7,
}
_OF_MONEY = _SPELLED | {
    "k": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "mio": 6,
    "mio.": 6,
    "millions": 6,
    "bn": 9,
    "bln": 9,
}
_OF_MONEY |= {"billions": 9, "tn": 12, "trn": 12}


# The table.


@cache
def unit_table() -> tuple[TableEntry, ...]:
    """Return each unit of the table that is no multiple of another, units of one dimension beside each other."""
    return (*_currencies(), *_measures(), *_counts())


def _currencies() -> Iterator[TableEntry]:
    for code, name, english, aliases in CURRENCIES:
        unit = Unit(name, _MONEY + code, Decimal(1), code, subject="money")
        offered = OFFERED if code == "CNY" else OFFERED_ABROAD
        yield TableEntry(unit, (english.casefold().replace(" ", "_"), *aliases.split()), offered)


def currency_unit(code: str) -> Unit:
    """Return the unit of a currency of the table."""
    return unit_keys()[code.casefold()].unit


def _measures() -> Iterator[TableEntry]:
    for (subject, dimension), *rows in MEASURES:
        for name, factor, en, aliases, *multiples in rows:
            above, _, below = factor.partition("/")
            unit = Unit(name, dimension, Decimal(above), en, Decimal(below or 1), subject=subject)
            yield TableEntry(unit, tuple(aliases.split()), tuple(" ".join(multiples).split()))


def _counts() -> Iterator[TableEntry]:
    for name, en, aliases in COUNTS:
        unit = Unit(name, name, Decimal(1), en, counted=True, subject="counts")
        yield TableEntry(unit, tuple(aliases.split()), ("万",))


def unit_key(name: str) -> str:
    """Return the form in which two ways of writing one unit are equal: no width, no case, no spaces."""
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


@cache
def unit_keys() -> dict[str, TableEntry]:
    """Return every way of writing a unit of the table, the units' own names winning."""
    table = unit_table()
    # Aliases stand in the table as keys already: this is on the way of every command.
    written = {alias.replace("_", ""): entry for entry in table for alias in entry.aliases}
    for entry in table:
        en = entry.unit.en
        written[en.casefold().replace(" ", "") if en.isascii() else unit_key(en)] = entry
    return written | {entry.unit.name.casefold(): entry for entry in table}


def known_units() -> dict[str, Unit]:
    """Return the units of the table with the multiples that are offered, by name, in the order of the table."""
    units: dict[str, Unit] = {}
    for entry in unit_table():
        units[entry.unit.name] = entry.unit
        units |= {each.name: each for mark in entry.multiples for each in (_multiple(mark, entry.unit),)}
    return units


def _multiple(mark: str, unit: Unit) -> Unit:
    """Return the multiple of a unit by 万, 亿 or another mark; a name that is a unit of its own stays that unit."""
    power, label = _MULTIPLES[mark]
    en = f"{unit.en} {label}" if unit.currency else f"{label} {unit.en}"
    return unit._replace(
        name=mark + unit.name,
        factor=unit.factor.scaleb(power).quantize(Decimal(1))
        if unit.factor >= 1
        else unit.factor.scaleb(power),
        en=en,
        single=unit.name,
        zh=mark + unit.zh if unit.zh else "",
    )


# Finding a unit by what is written.


def find_unit(name: str, own: Units = ()) -> Unit | None:
    """Return the unit that is written so, in any width and case, or None where there is none.

    Args:
        name: as it is written: a name, a symbol, a multiple or a composite of several.
        own: the plan's own units, which go before all others.
    """
    return _found(name, own)


@lru_cache(maxsize=4096)
def _found(name: str, own: Units) -> Unit | None:
    text = unicodedata.normalize("NFKC", name).strip()
    if not text or "Bps" in text:  # bytes, eight times the bits that differ from them by case alone
        return None
    return _simple(text, own) or _composite(text, own)


def _simple(text: str, own: Units) -> Unit | None:
    """Return a unit of the plan or of the table, or a multiple of one."""
    plain = text.replace(" ", "")
    declared = {
        unit_key(written): unit for unit in own for written in (unit.zh, unit.en, unit.name) if written
    }
    if unit := declared.get(plain.casefold()):
        return unit
    if plain in SYMBOLS:
        meant = SYMBOLS[plain]
        return _simple(meant, ()) if meant else None
    if plain.upper() in ENGLISH_WORDS and not plain.isupper():
        return None
    if entry := unit_keys().get(plain.casefold()):
        return entry.unit
    return _read_multiple(plain.casefold(), declared)


def _read_multiple(key: str, declared: dict[str, Unit]) -> Unit | None:
    """Return the multiple that a key names: 万户, 10k households, million kWh, US$ bn."""
    for mark in sorted((mark for mark in _MULTIPLES if key.startswith(mark)), key=len, reverse=True):
        if unit := _single(key.removeprefix(mark), declared):
            return _multiple(mark, unit)
    for word, power in (_ENGLISH | _SPELLED).items():
        rest = key.removeprefix(word)
        # 10mg is ten milligrams, not ten million grams.
        if len(rest) < len(key) and not (word.endswith("m") and f"m{rest}" in unit_keys()):
            unit = _single(rest, declared)
            if unit is not None:
                return _multiple(_mark(power), unit)
    return _money(key)


def _mark(power: int) -> str:
    return next(mark for mark, (each, _) in _MULTIPLES.items() if each == power)


def _single(key: str, declared: dict[str, Unit]) -> Unit | None:
    """Return the unit of that key where it may have multiples."""
    if key in declared:
        return declared[key]
    entry = unit_keys().get(key)
    return entry.unit if entry and entry.multiples else None


def _money(key: str) -> Unit | None:
    """Return an amount with its multiple behind the currency or before it: USD 1bn, $m, million euros, CNY 100m."""
    for word, power in (_ENGLISH | _OF_MONEY).items():
        for rest in (key.removesuffix(word), key.removeprefix(word)):
            entry = unit_keys().get(rest) if len(rest) < len(key) else None
            # A mall is no million lek, a code that is a word needs more than a letter.
            if entry and entry.unit.currency and (len(word) > 1 or rest.upper() not in ENGLISH_WORDS):
                return _multiple(_mark(power), entry.unit)
    return None


# Composites.

# Patterns are compiled by `re` when first used, so that importing this costs nothing.
_PER = r"\s*(?:/|每|\bper\b)\s*"
_TIMES = r"\s*[·⋅・*×]\s*"
_COUNT = r"(10{2,8}|10{0,3}(?=[万亿]))(?P<mark>[万亿]?)\s*(?P<rest>.+)"
MOST_PARTS = 4
"""How many units a composite may have."""


def _composite(text: str, own: Units) -> Unit | None:
    """Return the composite that a text names: 元/平方米, 元/平方米·月, mg/L, 人每平方公里, beds per 1,000 people."""
    text = SPELLED.get(unit_key(text), text)
    if "/" not in text and "每" not in text and "per" not in text:
        return None
    above, *below = re.split(_PER, text)
    below = [part for each in below for part in re.split(_TIMES, each.strip("()"))]
    if not 0 < len(below) < MOST_PARTS:
        return None
    top = _simple(above, own) if above else None
    parts = [_denominator(each, own) for each in below]
    known = [each for each in parts if each is not None]
    if top is None or len(known) < len(parts):
        return None
    factor, divisor = top.factor, top.divisor
    for each in known:
        factor, divisor = _EXACT.multiply(factor, each.divisor), _EXACT.multiply(divisor, each.factor)
    names = "·".join(each.name for each in known)
    single = f"{top.single}/{names}" if top.single else ""
    dimension = f"{top.dimension}/{'·'.join(sorted(each.dimension for each in known))}"
    zh = f"{top.zh or top.name}/{'·'.join(each.zh or each.name for each in known)}"
    return Unit(
        f"{top.name}/{names}",
        dimension,
        factor,
        f"{top.en}/{'·'.join(EACH.get(each.name, each.en) for each in known)}",
        divisor,
        single,
        subject="composites",
        zh=zh if zh != f"{top.name}/{names}" else "",
    )


def _denominator(text: str, own: Units) -> Unit | None:
    """Return a unit behind the stroke, which may be a hundred thousand of them: 例/10万人."""
    text = re.sub("(?<=[0-9])[, ](?=[0-9]{3})", "", text)
    if count := re.fullmatch(_COUNT, text):
        power = len(count[1]) - 1 + {"": 0, "万": 4, "亿": 8}[count["mark"]]
        unit = _simple(count["rest"], own)
        marks = [mark for mark, (each, _) in _MULTIPLES.items() if each == power]
        return _multiple(marks[0], unit) if unit and marks and not unit.single else None
    return _simple(DENOMINATORS.get(text, text), own)


# A unit in words.


def unit_words(name: str, own: Units = ()) -> Words:
    """Return a unit in both languages: `sites`, and `×CNY 100m` for 亿元; one not in the table is written as it is."""
    unit = find_unit(name, own)
    if unit is None:
        return Words(name, name)
    return Words(unit.zh or name, f"×{unit.en}" if unit.single and "/" not in unit.name else unit.en)


def units_like(unit: Unit, own: Units = ()) -> tuple[str, ...]:
    """Return the names of the units that convert into this one, its own among them."""
    return tuple(each.name for each in _like(unit, own))


def _like(unit: Unit, own: Units) -> list[Unit]:
    top, stroke, below = unit.name.partition("/")
    plain = find_unit(top, own) if stroke else None
    if plain is not None and find_unit(unit.name, own) == unit and unit not in own:
        near = (find_unit(f"{each.name}/{below}", own) for each in _like(plain, own))
        return [each for each in near if each is not None and each.dimension == unit.dimension]
    like = [each for each in (*known_units().values(), *own) if each.dimension == unit.dimension]
    return like or [unit]


def like_words(unit: Unit, own: Units = ()) -> Words:
    """Return the list of units that convert into this one, to be read in a message."""
    like = _like(unit, own)
    en = [each.name if each.en == each.name else f"{each.name} ({each.en})" for each in like]
    return Words("、".join(each.name for each in like), ", ".join(en))


def single_unit(unit: Unit, own: Units = ()) -> Unit:
    """Return the unit that a multiple is a multiple of (万户: 户, 万千瓦: 千瓦), or the unit itself.

    A size that is not a power of ten in its name stays: 2万 said of 公顷 means 公顷, not 平方米.
    """
    return (find_unit(unit.single, own) if unit.single else None) or unit
