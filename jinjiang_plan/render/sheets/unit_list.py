"""The sheet of the units that figures can have: names, what each converts into, and other ways of writing it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from jinjiang_plan.model.unit_tables.measures import SUBJECTS
from jinjiang_plan.model.units import TableEntry, Unit, Units, find_unit, single_unit, unit_key, unit_table
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.columns import Column, Columns
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet
from jinjiang_plan.render.width import visible

COLUMNS: Columns = (
    Column("unit", Words("单位", "unit"), least=8),
    Column("english", Words("英文", "English"), least=10),
    Column("subject", Words("用于", "for"), rank=3),
    Column("factor", Words("等于", "equals"), rank=1),
    Column("multiples", Words("倍数", "multiples"), rank=4),
    Column("aliases", Words("也写作", "also written"), rank=2, most=40),
)
_NOTE = Words(
    "同一量的单位可以换算；元/平方米、mg/L 这样的复合单位按各部分读，不必列出；自己的单位见 help files",
    "units that equal a number of the same one convert; composites such as 元/平方米 and mg/L are read by their parts; "
    "for units of your own see: help files",
)


def unit_entries(own: Units, search: Sequence[str]) -> list[TableEntry]:
    """Return the plan's own units, then those of the table, that hold each of some words; a composite that they spell."""
    entries = [TableEntry(unit, (), ()) for unit in own] + list(unit_table())
    keys = [unit_key(word) for word in search]
    found = [each for each in entries if all(_holds(each, word) for word in keys)]
    exact = find_unit(" ".join(search), own) if search else None
    if exact is not None and exact not in [each.unit for each in found]:
        found.insert(0, TableEntry(exact, (), ()))
    return found


def _holds(entry: TableEntry, word: str) -> bool:
    unit = entry.unit
    names = [unit.name, unit.en, unit.zh, *SUBJECTS[unit.subject], *entry.aliases]
    names += [mark + unit.name for mark in entry.multiples]
    return any(word in unit_key(name.replace("_", " ")) for name in names)


def units_sheet(entries: Sequence[TableEntry], lang: Lang) -> Sheet:
    """Return a row for each unit, with its factor in words."""
    rows = tuple(_row(each, lang) for each in entries)
    return Sheet((), COLUMNS, (Block((), rows),), (Line(_NOTE.say(lang), "", "dim"),))


def _row(entry: TableEntry, lang: Lang) -> tuple[Cell, ...]:
    unit = entry.unit
    base = _base(unit)
    equals = f"{_number(unit, base)} {base.name if lang == 'zh' else base.en}" if base != unit else DASH
    return (
        Cell(visible(unit.name)),
        Cell(visible(unit.en)),
        Cell(Words(*SUBJECTS[unit.subject]).say(lang)),
        Cell(visible(equals)),
        Cell(" ".join(mark + unit.name for mark in entry.multiples) or DASH),
        Cell(visible(", ".join(each.replace("_", " ") for each in entry.aliases)) or DASH),
    )


def _base(unit: Unit) -> Unit:
    """Return the unit of the table that a unit's factor counts, itself where there is none."""
    if unit.single:
        return single_unit(unit)
    same = (each.unit for each in unit_table() if each.unit.dimension == unit.dimension)
    return next((each for each in same if each.factor == each.divisor), unit)


def _number(unit: Unit, base: Unit) -> str:
    number = (Fraction(unit.factor) / Fraction(unit.divisor)) / (
        Fraction(base.factor) / Fraction(base.divisor)
    )
    whole = number.denominator == 1 or not set(_primes(number.denominator)) - {2, 5}
    return _plain(number) if whole else f"{number.numerator:,}/{number.denominator:,}"


def _plain(number: Fraction) -> str:
    """Return a number with an end in full, however small it is."""
    places = next(places for places in range(80) if (number * 10**places).denominator == 1)
    digits = f"{int(number * 10**places):0{places + 1}d}"
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def _primes(number: int) -> list[int]:
    """Return the twos and fives of a number, and what is left of it."""
    found = []
    for prime in (2, 5):
        while number % prime == 0:
            number //= prime
            found.append(prime)
    return found if number == 1 else [*found, number]


def unit_records(entries: Sequence[TableEntry]) -> list[dict[str, Any]]:
    """Return the units for machines; the factor is exact, a fraction where it has no end."""
    records = []
    for entry in entries:
        unit = entry.unit
        base = _base(unit)
        records.append(
            {
                "unit": unit.name,
                "zh": unit.zh or unit.name,
                "en": unit.en,
                "subject": unit.subject,
                "dimension": unit.dimension,
                "of": base.name if base != unit else None,
                "factor": _number(unit, base).replace(",", "") if base != unit else "1",
                "counted": unit.counted,
                "own": unit.own,
                "multiples": [mark + unit.name for mark in entry.multiples],
                "aliases": [each.replace("_", " ") for each in entry.aliases],
            }
        )
    return records
