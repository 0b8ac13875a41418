"""One repository to copy from, for all tests of the comparison."""

from pathlib import Path

import pytest

from tests.check.base.plans_of_base import FILES
from tests.repositories import Repo, copied, start


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return start(tmp_path_factory.mktemp("template") / "repo", "plans", FILES)


@pytest.fixture
def repo(template: Repo, tmp_path: Path) -> Repo:
    return copied(template, tmp_path / "repo")
