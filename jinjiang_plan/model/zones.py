"""Time zones by their IANA names, and the day that a moment falls on in one."""

from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache

CHINA = "Asia/Shanghai"
"""The time zone of a plan that names none."""


@cache
def zone_named(name: str) -> tzinfo:
    """The time zone of an IANA name.

    Raises:
        ValueError, OSError, KeyError: there is none of that name.
    """
    if name == CHINA:  # since 1991 without summer time: no time zone database is needed
        return timezone(timedelta(hours=8))
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        zone_named(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def local_day(moment: datetime, zone: str) -> date:
    """The day that a moment falls on in a time zone."""
    return moment.astimezone(zone_named(zone)).date()
