"""What a status strip says in words: its days, its rows in groups, its signs, and how each row stands now."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from jinjiang_plan.model.codes import Light, Status
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.series import Chronicle, StatusHistory, StatusOnDay
from jinjiang_plan.model.words import Lang, Words, number_of
from jinjiang_plan.render.charts.frame import basis, subject
from jinjiang_plan.render.words import say, words_of

# A sign for each status: one Chinese sign or one letter, so that a strip is read without colour.


STATUS_SIGNS = {
    Status.MISSED: Words("未", "M"),
    Status.OVERDUE: Words("逾", "O"),
    Status.REGRESSING: Words("退", "R"),
    Status.SERIOUSLY_BEHIND: Words("滞", "F"),
    Status.UNREPORTED: Words("缺", "U"),
    Status.BEHIND: Words("欠", "B"),
    Status.NO_DATA: Words("无", "N"),
    Status.ON_TRACK: Words("达", "T"),
    Status.AHEAD: Words("超", "A"),
    Status.ACHIEVED_LATE: Words("迟", "L"),
    Status.ACHIEVED: Words("完", "D"),
    Status.ACHIEVED_EARLY: Words("早", "E"),
    Status.NOT_STARTED: Words("待", "S"),
    Status.SUSPENDED: Words("停", "P"),
    Status.CANCELLED: Words("消", "X"),
    Status.NOT_ASSESSABLE: Words("？", "?"),
}
WATCHED = Words("监", "W")
"""Of what is only monitored."""


def status_sign(day_status: StatusOnDay, lang: Lang) -> str:
    """The sign of how a target stood."""
    return sign_words(day_status.status, monitored=day_status.monitored).say(lang)


def sign_words(status: Status, *, monitored: bool) -> Words:
    """The sign of a status, in both languages."""
    return WATCHED if monitored else STATUS_SIGNS[status]


VIEW = Words("各报告期末的状态", "Status at the end of each reporting period")
KINDS = {"target": Words("目标", "Targets"), "initiative": Words("项目", "Initiatives")}


class StatusSign(NamedTuple):
    """A status as it is shown: its colour, its sign and its name."""

    light: Light
    sign: str
    name: str


def shown(day_status: StatusOnDay, chronicle: Chronicle, lang: Lang) -> StatusSign:
    """How a target stood, as it is shown."""
    name = words_of(day_status.status, chronicle.profile, monitored=day_status.monitored).say(lang)
    return StatusSign(day_status.light, status_sign(day_status, lang), name)


def signs(chronicles: Sequence[Chronicle], lang: Lang) -> list[StatusSign]:
    """Every status that occurs, the worst first."""
    ranked = {
        (day_status.status.concern, shown(day_status, each, lang))
        for each in chronicles
        for course in each.courses
        for day_status in course.statuses
    }
    return list(dict.fromkeys(look for _, look in sorted(ranked)))


def grouped(chronicle: Chronicle, lang: Lang) -> Iterator[tuple[str, list[StatusHistory]]]:
    """The rows, targets first and initiatives below; each group with its name."""
    for what, courses in groupby(chronicle.courses, lambda course: course.target.what):
        yield KINDS[what].say(lang), list(courses)


def titles(portfolio: Portfolio, chronicles: Sequence[Chronicle], lang: Lang) -> tuple[str, list[str]]:
    """What the strip is of, and what it rests on."""
    targets = [course.target for each in chronicles for course in each.courses]
    days = sorted({day for each in chronicles for day in each.days})
    profiles = sorted({each.profile.code for each in chronicles})
    sample = any(target.sample for target in targets)
    known_at = chronicles[0].known_at
    notes = list(basis(days[-1], profiles, lang, known_at=known_at, sample=sample))
    notes.append(
        Words(f"{days[0]} 起共 {len(days)} 期", f"{number_of(len(days), 'period')} from {days[0]}").say(lang)
    )
    return subject(portfolio, targets, lang), notes


def now_text(course: StatusHistory, chronicle: Chronicle, lang: Lang) -> str:
    """A target and its status on the last day."""
    colon = Words("：", ": ").say(lang)
    return f"{say(course.target.title, lang)}{colon}{shown(course.statuses[-1], chronicle, lang).name}"
