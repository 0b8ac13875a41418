"""The folder in which a user's programs keep what they remember between two calls, as the system has it."""

import os
from collections.abc import Mapping
from pathlib import Path


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of this program, there or not; None where the environment names no home."""
    named = environment.get("XDG_STATE_HOME") or (environment.get("LOCALAPPDATA") if os.name == "nt" else "")
    if named and Path(named).is_absolute():
        return Path(named) / "jinjiang-plan"
    home = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(home) / ".local" / "state" / "jinjiang-plan" if home else None
