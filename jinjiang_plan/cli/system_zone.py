"""The time zone that the system is set to, by its IANA name.

A module of its own: the session and `init` ask for it, and nothing else of the system is read here.
"""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

from jinjiang_plan.model.zones import is_zone, zone_named

_LINK, _NAMED = Path("/etc/localtime"), Path("/etc/timezone")
_FOLDER = "zoneinfo/"


def system_zone_name(environment: Mapping[str, str]) -> str | None:
    """The name of the system's time zone: by `TZ`, else by what the system's files say; None where neither names one."""
    named = (environment.get("TZ", "").lstrip(":"), *_by_files())
    return next((each for each in named if each and is_zone(each)), None)


def system_zone(environment: Mapping[str, str]) -> tzinfo:
    """The system's time zone; the present offset where it has no name."""
    name = system_zone_name(environment)
    return zone_named(name) if name else datetime.now().astimezone().tzinfo or zone_named("UTC")


def _by_files() -> tuple[str, ...]:
    try:
        linked = str(_LINK.resolve())
        named = _NAMED.read_text(encoding="utf-8").strip() if _NAMED.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return ()
    return (linked.partition(_FOLDER)[2], named)
