"""Every test runs in the same moment and environment, whatever the machine's."""

import os

import pytest
from hypothesis import settings

from tests.build import NOW

# No test is timed; in CI the examples are the same on every run, so that a change alone decides.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "JINJIANG_PLANS",
        "JINJIANG_LANG",
        "JINJIANG_ASCII",
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_ACTIONS",
        "LC_ALL",
        "LANG",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JINJIANG_NOW", NOW)
    monkeypatch.setenv("JINJIANG_BY", "tester")
    monkeypatch.setenv("COLUMNS", "100")
