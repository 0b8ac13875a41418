"""A sign for each status: one Chinese sign or one letter, so that a strip is read without colour."""

from jinjiang_plan.model.codes import Status
from jinjiang_plan.model.series import StatusOnDay
from jinjiang_plan.model.words import Lang, Words

STATUS_SIGNS = {
    Status.MISSED: Words("未", "M"),
    Status.OVERDUE: Words("逾", "O"),
    Status.REGRESSING: Words("退", "R"),
    Status.SERIOUSLY_BEHIND: Words("滞", "F"),
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


def status_sign(stood: StatusOnDay, lang: Lang) -> str:
    """The sign of how a target stood."""
    return sign_words(stood.status, monitored=stood.monitored).say(lang)


def sign_words(status: Status, *, monitored: bool) -> Words:
    """The sign of a status, in both languages."""
    return WATCHED if monitored else STATUS_SIGNS[status]
