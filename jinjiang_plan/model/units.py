"""Units that figures of a plan are counted in, how each is written, and what converts into what."""

import unicodedata
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from functools import cache
from typing import NamedTuple

from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

ROUNDED_DIGITS = 12
"""Digits kept where a conversion has no finite decimal."""

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


PERCENT = ("%", "％")
"""How a plan writes per cent: two such figures differ by percentage points."""

MONEY = "money"
"""The dimension of amounts of money."""

_MEASURED = (
    # name, dimension, factor, English, also written as
    ("元", MONEY, 1, "CNY", "yuan rmb 圆 人民币 人民币元 元人民币"),
    ("千元", MONEY, 10**3, "CNY 1k", "千元人民币"),
    ("万元", MONEY, 10**4, "CNY 10k", "万元人民币 万人民币"),
    ("百万元", MONEY, 10**6, "CNY 1m", "百万元人民币"),
    ("亿元", MONEY, 10**8, "CNY 100m", "亿元人民币 亿人民币"),
    ("万亿元", MONEY, 10**12, "CNY 1tn", "万亿元人民币 万亿人民币"),
    ("平方米", "area", 1, "m²", "平米 sqm"),
    ("万平方米", "area", 10**4, "10k m²", "万平米 万m²"),
    ("公顷", "area", 10**4, "ha", "hectare hectares"),
    ("万公顷", "area", 10**8, "10k ha", ""),
    ("平方公里", "area", 10**6, "km²", "平方千米"),
    ("Kbps", "rate", 1, "Kbps", "kbit/s"),
    ("Mbps", "rate", 10**3, "Mbps", "mbit/s 兆 兆比特每秒"),
    ("Gbps", "rate", 10**6, "Gbps", "gbit/s"),
    ("米", "length", 1, "m", "metre metres meter meters"),
    ("公里", "length", 10**3, "km", "千米 kilometre kilometres kilometer kilometers"),
    ("万公里", "length", 10**7, "10k km", "万千米"),
    ("千瓦", "power", 1, "kW", "kilowatt kilowatts"),
    ("万千瓦", "power", 10**4, "10k kW", ""),
    ("千瓦时", "energy", 1, "kWh", "度 千瓦小时"),
    ("万千瓦时", "energy", 10**4, "10k kWh", "万度"),
    ("亿千瓦时", "energy", 10**8, "100m kWh", "亿度"),
    ("吨", "mass", 1, "t", "tonne tonnes"),
    ("万吨", "mass", 10**4, "10k t", ""),
    ("吨标准煤", "coal", 1, "tce", "吨标煤"),
    ("万吨标准煤", "coal", 10**4, "10k tce", "万吨标煤"),
    ("%", "share", 10, "%", "percent pct"),
    ("‰", "share", 1, "‰", "permille"),
    ("百分点", "points", 1, "percentage points", "个百分点 percentagepoint pp"),
    ("年", "年", 1, "years", "year"),
    ("月", "月", 1, "months", "month 个月"),
    ("天", "天", 1, "days", "day 日"),
)

_COUNTED = (
    # name, English, also written as; each has its multiple by 万
    ("座", "sites", "site stations station"),
    ("个", "units", "unit 個"),
    ("户", "households", "household 戶"),
    ("家", "firms", "firm companies company enterprises enterprise"),
    ("人", "people", "person persons 名"),
    ("人次", "person-times", "visits"),
    ("项", "items", "item 項"),
    ("条", "lines", "line 條"),
    ("辆", "vehicles", "vehicle 輛"),
    ("台", "devices", "device 臺"),
    ("套", "sets", "set"),
    ("处", "locations", "location 處"),
    ("所", "institutions", "institution"),
    ("件", "pieces", "piece"),
    ("次", "times", "time"),
    ("位", "places", "place"),
)


def _table() -> Iterator[tuple[Unit, tuple[str, ...]]]:
    """Give each unit with the other ways of writing it."""
    for name, dimension, factor, en, aliases in _MEASURED:
        yield Unit(name, dimension, Decimal(factor), en), tuple(aliases.split())
    for prefix, en, factor in (("", "mu", 2000), ("万", "10k mu", 2000 * 10**4)):
        yield Unit(f"{prefix}亩", "area", Decimal(factor), en, Decimal(3)), (f"{prefix}畝",)
    for name, en, aliases in _COUNTED:
        yield Unit(name, name, Decimal(1), en), tuple(aliases.split())
        more = tuple(f"10k {alias}" if alias.isascii() else f"万{alias}" for alias in aliases.split())
        yield Unit(f"万{name}", name, Decimal(10**4), f"10k {en}"), more


_TABLE = tuple(_table())

UNITS = {unit.name: unit for unit, _ in _TABLE}
"""Every known unit by its name, units of one dimension in the order in which they are offered."""


def unit_key(name: str) -> str:
    """Give the form in which two ways of writing one unit are equal: no width, no case, no spaces."""
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


@cache
def _by_key() -> dict[str, Unit]:
    """Give every way of writing a unit, the units' own names winning."""
    written = {unit_key(alias): unit for unit, aliases in _TABLE for alias in (*aliases, unit.en)}
    return written | {unit_key(unit.name): unit for unit, _ in _TABLE}


def find_unit(name: str) -> Unit | None:
    """Give the unit that is written so, in any width and case, or None where there is none."""
    if "Bps" in name:  # bytes, eight times the bits that differ from them by case alone
        return None
    return _by_key().get(unit_key(name))


def unit_words(name: str) -> Words:
    """Give a unit in both languages: `sites`, and `×CNY 100m` for 亿元; one not in the table is written as it is."""
    unit = find_unit(name)
    if unit is None:
        return Words(name, name)
    multiple = any(sign.isdecimal() for sign in unit.en)
    return Words(name, f"×{unit.en}" if multiple else unit.en)


def units_like(unit: Unit) -> tuple[str, ...]:
    """Give the names of the units that convert into this one, its own among them."""
    names = tuple(each.name for each in UNITS.values() if each.dimension == unit.dimension)
    return names or (unit.name,)


def like_words(unit: Unit) -> Words:
    """Give the list of units that convert into this one, to be read in a message."""
    names = units_like(unit)
    known = [UNITS.get(name, unit) for name in names]
    en = [each.name if each.en == each.name else f"{each.name} ({each.en})" for each in known]
    return Words("、".join(names), ", ".join(en))


def nearest_units(name: str) -> tuple[str, ...]:
    """Give the names of at most three known units that an unknown one may be a slip of the pen for: not trees for metres."""
    import difflib

    key = unit_key(name)
    close = difflib.get_close_matches(key, _by_key(), n=3, cutoff=0.5)
    return tuple(dict.fromkeys(_by_key()[each].name for each in close if _slips(key, each) <= _bearable(key)))


def _bearable(key: str) -> int:
    """Slips of the pen that a word of that length may have."""
    return 0 if len(key) < 2 else 1 if len(key) < 8 else 2


def _slips(first: str, second: str) -> int:
    """How many signs have to be put in, taken out, changed or swapped with the next to make one word of another."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, sign in enumerate(first, 1):
        above, earlier = row, before
        row = [at]
        for place, other in enumerate(second, 1):
            least = min(above[place] + 1, row[-1] + 1, above[place - 1] + (sign != other))
            swapped = at > 1 and place > 1 and (first[at - 2], sign) == (other, second[place - 2])
            row.append(min(least, earlier[place - 2] + 1) if swapped else least)
        before = above
    return row[-1]


def single_unit(unit: Unit) -> Unit:
    """Give the unit that a multiple is a multiple of (万户: 户, 万千瓦: 千瓦), or the unit itself.

    A size that is not a power of ten in its name stays: 2万 said of 公顷 means 公顷, not 平方米.
    """
    single = unit
    marks = len(unit.name) - len(unit.name.lstrip(MULTIPLIERS))
    for start in range(1, marks + 1):
        unit_after = UNITS.get(unit.name[start:])
        single = unit_after if unit_after and unit_after.dimension == unit.dimension else single
    return single


def tidy(value: Decimal) -> Decimal:
    """Give the same number without an exponent, a negative zero, or noughts at the end of its fraction."""
    room = Context(prec=len(value.as_tuple().digits) + abs(value.adjusted()) + 1)
    if value != value.to_integral_value():
        return value.normalize(room)
    return room.plus(value.quantize(Decimal(1), context=room))


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """Give a figure in another unit, exactly.

    Where the exact figure has no finite decimal, as in 亩, it is rounded to 12 significant digits.

    Raises:
        Refusal: the two measure different things; says which units convert.
    """
    if source.dimension != target.dimension:
        like = like_words(target)
        raise Refusal(
            f"`{source.name}`不能换算成`{target.name}`；可以换算的单位：{like.zh}",
            f"`{source.name}` does not convert into `{target.name}`; units that do: {like.en}",
        )
    if source == target:
        return value
    # The factors hold fewer than 40 digits between them, and a finite quotient needs no more than that on top.
    exact = Context(prec=len(value.as_tuple().digits) + 80, traps=[Inexact])
    above = exact.multiply(exact.multiply(value, source.factor), target.divisor)
    below = exact.multiply(source.divisor, target.factor)
    try:
        return tidy(exact.divide(above, below))
    except Inexact:
        return tidy(Context(prec=ROUNDED_DIGITS, rounding=ROUND_HALF_EVEN).divide(above, below))
