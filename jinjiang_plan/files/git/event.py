"""What GitHub says of the event that a run is about: a JSON file that its runner lays down."""

import json
from pathlib import Path
from typing import Any

LONGEST = 32 << 20
"""Bytes of a file that is read; GitHub's own are smaller."""


def event_of(path: Path) -> dict[str, Any]:
    """The event; empty where there is no such file, or it is none."""
    try:
        if not path.is_file() or path.stat().st_size > LONGEST:
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
