"""The one clock of the program: what day and moment it is, asked for at the door."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo

from jinjiang_plan.model.plan import CHINA
from jinjiang_plan.model.refusal import Refusal

_CHINA = timezone(timedelta(hours=8))  # since 1991 without summer time: no time zone database is needed


def zone_named(name: str) -> tzinfo:
    """The time zone of that name, which a plan was read with: that there is one has been seen to."""
    if name == CHINA:
        return _CHINA
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def moment(zone: tzinfo, environment: Mapping[str, str]) -> datetime:
    """The present moment to the second; `JINJIANG_NOW` stands in for it, so that a run can be repeated."""
    given = environment.get("JINJIANG_NOW")
    if not given:
        return datetime.now(zone).replace(microsecond=0)
    try:
        now = datetime.fromisoformat(given)
    except ValueError as error:
        raise Refusal(
            f"JINJIANG_NOW 应为 2021-07-05T10:00:00+08:00 这样的时刻，不是 `{given}`",
            f"JINJIANG_NOW must be a moment such as 2021-07-05T10:00:00+08:00, not `{given}`",
        ) from error
    return now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
