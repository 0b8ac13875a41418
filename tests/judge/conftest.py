"""The moment of every call of the program: after all that was drawn, worked by hand or told in a case."""

import pytest

LATER = "2031-01-10T09:00:00+08:00"


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINJIANG_NOW", LATER)
