"""The name of a reporting period, as `days.read_period` reads it back: `2021Q2`, `2021年第二季度`."""

from datetime import date

from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.words import Lang, Words

_QUARTERS = "一二三四"
RHYTHMS = {
    Frequency.MONTH: Words("月报", "monthly"),
    Frequency.QUARTER: Words("季报", "quarterly"),
    Frequency.HALF_YEAR: Words("半年报", "half-yearly"),
    Frequency.YEAR: Words("年报", "yearly"),
}
"""What a report of each rhythm is called."""


def period_name(day: date, frequency: Frequency, lang: Lang) -> str:
    """The name of the reporting period that holds a day."""
    return period_words(day, frequency).say(lang)


def period_words(day: date, frequency: Frequency) -> Words:
    """The name of the reporting period that holds a day, in both languages."""
    year = day.year
    match frequency:
        case Frequency.MONTH:
            return Words(f"{year}年{day.month}月", f"{year}-{day.month:02d}")
        case Frequency.QUARTER:
            quarter = (day.month + 2) // 3
            return Words(f"{year}年第{_QUARTERS[quarter - 1]}季度", f"{year}Q{quarter}")
        case Frequency.HALF_YEAR:
            half = (day.month + 5) // 6
            return Words(f"{year}年{'上下'[half - 1]}半年", f"{year}H{half}")
        case _:
            return Words(f"{year}年", f"{year}")


def month_name(day: date, lang: Lang) -> str:
    """The month that a day is in."""
    return period_name(day, Frequency.MONTH, lang)
