"""Every test runs in the same moment and environment, whatever the machine's."""

import os
import signal

import pytest
from hypothesis import settings

from tests.browser import browser
from tests.build import IN_CI, NOW, STATE

__all__ = ["browser"]  # a fixture of all tests

# Whoever starts the tests in the background may have signals ignored: what they start is to obey them all the same.
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
    signal.signal(number, signal.SIG_DFL)

_OF_CI = ("CI", "GITHUB_", "GITLAB_", "PRE_COMMIT", "SYSTEM_PULLREQUEST_", "BITBUCKET_", "CHANGE_TARGET")
"""How the names of the variables begin that say which CI a command runs in, and what it is to compare with."""

# No test is timed; in CI the examples are the same on every run, so that a change alone decides.
settings.register_profile("house", deadline=None, derandomize=IN_CI)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "JINJIANG_PLANS",
        "JINJIANG_LANG",
        "JINJIANG_ASCII",
        "NO_COLOR",
        "FORCE_COLOR",
        "LC_ALL",
        "LANG",
        *(name for name in os.environ if name.startswith(_OF_CI)),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", STATE)
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    monkeypatch.setenv("JINJIANG_BY", "tester")
    monkeypatch.setenv("COLUMNS", "100")
