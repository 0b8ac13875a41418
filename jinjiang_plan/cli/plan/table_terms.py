"""The terms of a plan that comes out of a table: title, period and id, as said, as the table has them, or as asked."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from jinjiang_plan.assess.draft.entry_ids import LONGEST_ACTION, id_of
from jinjiang_plan.assess.draft.plan_columns import PlanLayout
from jinjiang_plan.assess.intake.captions import period_in
from jinjiang_plan.assess.intake.cells import is_nothing, tidied
from jinjiang_plan.cli.record.dialogue import ask, on_a_terminal
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.days import Period
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period

_YEARS = r"((?:19|20|21)[0-9]{2})\s*年?\s*(?:[-~—–－至到]+)\s*((?:19|20|21)?[0-9]{2})\s*年?"


class PlanTerms(NamedTuple):
    """What a plan says of itself, with what of it was taken from elsewhere than the call."""

    id: str
    """Its id."""
    title: str
    """Its name for readers."""
    start: date
    """Its first day."""
    due: date
    """Its last day."""
    guesses: tuple[Words, ...] = ()
    """What was taken from the table."""


class SaidTerms(NamedTuple):
    """What the call says of the plan; empty where it says nothing."""

    id: str = ""
    title: str = ""
    start: str = ""
    due: str = ""


def title_above(layout: PlanLayout) -> str:
    """The title that stands above a table: the longest line there that is no remark."""
    above = [
        tidied(text)
        for row in layout.table.rows
        if row.number < layout.header
        for text in row.texts
        if text and not re.search("单位[:：]|[:：]", text)
    ]
    lines = [each for each in above if not is_nothing(each)]
    return max(lines, key=len, default="")


def years_in(text: str, today: date) -> Period | None:
    """The years that a title names: 2020-2022, or one year."""
    span = re.search(_YEARS, text)
    if span is not None:
        first = int(span[1])
        last = int(span[2]) if len(span[2]) == 4 else first // 100 * 100 + int(span[2])
        if last > first:
            return Period(date(first, 1, 1), date(last, 12, 31))
    return period_in(text, today)


def plan_terms(
    session: Session, said: SaidTerms, layout: PlanLayout, dues: Sequence[date], today: date
) -> PlanTerms:
    """The plan's own terms.

    Args:
        session: the call.
        said: what it says.
        layout: the table.
        dues: the due days of its entries, where all have one.
        today: the present day.

    Raises:
        Refusal: something is missing and nobody can be asked (exit 2); all that is missing is named.
    """
    above, file = title_above(layout), layout.table.file
    period = years_in(said.title or above or file, today)
    offered = {
        "title": above or (PurePath(file).stem if file != "stdin" else ""),
        "start": period.first.isoformat() if period else "",
        "due": period.last.isoformat() if period else max(dues).isoformat() if dues else "",
    }
    typed = {"title": said.title, "start": said.start, "due": said.due}
    if on_a_terminal():
        typed = {
            field: text or _asked(session, field, offered[field], today) for field, text in typed.items()
        }
    missing = [f"--{field}" for field, text in typed.items() if not text and not offered[field]]
    if missing:
        zh, en = "、".join(missing), ", ".join(missing)
        raise Refusal(
            f"表里看不出，请写明 {zh}；如 --title 名称 --start 2021-01-01 --due 2025-12-31",
            f"the table does not say it: give {en}, such as --title TITLE --start 2021-01-01 --due 2025-12-31",
        )
    values = {field: text or offered[field] for field, text in typed.items()}
    start, due = read_period(values["start"], today).first, read_period(values["due"], today).last
    if due <= start:
        raise Refusal(
            f"截止日 {due} 不在起始日 {start} 之后",
            f"the plan ends on {due}, not after its first day {start}",
        )
    guesses = tuple(_TAKEN[field](values[field]) for field, text in typed.items() if not text)
    name = said.id or id_of(values["title"], LONGEST_ACTION, "my-plan")
    return PlanTerms(name, values["title"], start, due, guesses)


_TAKEN = {
    "title": lambda text: Words(
        f"名称取自表格：{text}（--title 可改）", f"title taken from the table: {text} (--title changes it)"
    ),
    "start": lambda text: Words(
        f"起始日取自表格：{text}（--start 可改）",
        f"first day taken from the table: {text} (--start changes it)",
    ),
    "due": lambda text: Words(
        f"截止日取自表格：{text}（--due 可改）", f"last day taken from the table: {text} (--due changes it)"
    ),
}
_QUESTIONS = {
    "title": Words("计划名称", "title of the plan"),
    "start": Words("起始日", "first day"),
    "due": Words("截止日", "last day"),
}


def _asked(session: Session, field: str, offered: str, today: date) -> str:
    def read(answer: str) -> str:
        if not answer:
            raise Refusal("请填写", "an answer is needed")
        if field != "title":
            read_period(answer, today)
        return answer

    return ask(session, _QUESTIONS[field], read, offered)
