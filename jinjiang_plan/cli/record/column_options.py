"""The options of `import` that say what the columns and rows of a sheet hold: --map, --set, --where, --periods."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.intake.period_columns import ALL, span_of
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import FIELDS, MET, ColumnMap
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period

_ALIASES = {"target": "id", "day": "on", "目标": "id", "编号": "id", "数值": "value", "单位": "unit", "日期": "on",
            "出处": "source", "说明": "note"}  # fmt: skip
"""Other names of fields that people write."""


_MET_WORDS = (MET, "达标", "已达标", "已达到")
"""What people write for a table that says only that its targets were met."""


class ColumnOptions(NamedTuple):
    """What was written behind the options, each as often as it was given."""

    map_: Sequence[str]
    """FIELD=HEADING."""
    set_: Sequence[str]
    """FIELD=TEXT."""
    where: Sequence[str]
    """HEADING=TEXT."""
    periods: str
    """`all` or a span of periods."""
    sheet: str
    """The name of the sheet."""
    header: int
    """The number of the heading row."""
    skip_unknown: bool
    """Whether rows of no target are left out."""

    def column_map(self, today: date) -> tuple[ColumnMap | None, str]:
        """What was said of the columns, None where nothing was, and the day of all rows, empty where none was given.

        Raises:
            Refusal: one is not `FIELD=TEXT`, there is no such field, or two contradict each other.
        """
        headings = dict(_fields("--map", self.map_, _MAP))
        constants = dict(_fields("--set", self.set_, _SET))
        day = constants.pop("on", "")
        if constants.get("value", "").casefold() in _MET_WORDS:
            constants["value"] = MET
        if _is_day(headings.get("on", ""), today):
            day = headings.pop("on")
        if self.periods:
            span_of(self.periods)
        self._refuse_contradictions(headings, constants)
        said = ColumnMap(
            headings,
            self.sheet,
            self.header,
            constants,
            dict(_conditions(self.where)),
            self.periods.lower() if self.periods.lower() == ALL else self.periods,
            self.skip_unknown,
        )
        return (None if said == ColumnMap() else said), day

    def _refuse_contradictions(self, headings: dict[str, str], constants: dict[str, str]) -> None:
        if constants.get("value", MET) != MET:
            raise Refusal(
                "--set value 只能写 达标（表里只说已达标）；别的数值总是来自表里",
                "--set value takes only `met`, for a list of what was met: other figures come from the sheet",
            )
        if "value" in constants and self.periods:
            raise Refusal(
                "--set value=达标 不能与 --periods 同用", "--set value=met does not go with --periods"
            )
        twice = next((field for field in constants if headings.get(field)), "")
        if twice:
            raise Refusal(
                f"{twice} 既写了 --map 又写了 --set；只留一个", f"{twice} is in --map and in --set: keep one"
            )
        held = next((field for field in ("value", "on") if headings.get(field) and self.periods), "")
        if held:
            raise Refusal(
                f"时期作表头（--periods）时，数值和日期都在那些列里；去掉 --map {held}",
                f"with --periods the figures and their days are in the columns of periods: leave out --map {held}",
            )


_MAP = Words("--map id=指标 --map value=完成值", "--map id=Indicator --map value=Actual")
_SET = Words("--set target=目标编号 --set unit=万元", "--set target=ID --set unit=km")


def _fields(option: str, given: Sequence[str], example: Words) -> Iterator[tuple[str, str]]:
    """The fields and what was written behind each."""
    for each in given:
        field, sign, text = (part.strip() for part in each.partition("="))
        if not sign or (option == "--set" and not text):
            kind = Words("表头", "HEADING") if option == "--map" else Words("内容", "TEXT")
            raise Refusal(
                f"{option} `{each}` 应写作 字段={kind.zh}，如 {example.zh}",
                f"{option} `{each}` must be FIELD={kind.en}, such as {example.en}",
            )
        field = _ALIASES.get(field.lower(), field.lower())
        if field not in FIELDS:
            raise unknown("字段", "field", field, list(FIELDS))
        yield field, text


def _conditions(given: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The headings of the columns by which rows are chosen, each with all texts that were given for it."""
    texts: dict[str, list[str]] = {}
    for each in given:
        heading, sign, text = (part.strip() for part in each.partition("="))
        if not sign or not heading:
            raise Refusal(
                f"--where `{each}` 应写作 表头=内容，如 --where 地区=全市；内容留空表示这一列没有字的行",
                f"--where `{each}` must be HEADING=TEXT, such as --where Series=Total; no text means the rows in which "
                "that column is empty",
            )
        texts.setdefault(heading, []).append(text)
    return ((heading, tuple(accepted)) for heading, accepted in texts.items())


def _is_day(text: str, today: date) -> bool:
    try:
        read_period(text, today)
    except Refusal:
        return False
    return True
