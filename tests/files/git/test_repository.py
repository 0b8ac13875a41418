"""What git says of revisions and files, asked of the real git."""

import subprocess
from pathlib import Path

import pytest

from jinjiang_plan.files.git.repository import Repository, repository_of
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal

IDENTITY = ("-c", "user.name=tester", "-c", "user.email=tester@example.org")


def git(folder: Path, *words: str) -> str:
    finished = subprocess.run(
        ["git", "-C", str(folder), *IDENTITY, *words], capture_output=True, check=True, text=True
    )
    return finished.stdout.strip()


@pytest.fixture
def top(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "计划, 一: 100%"
    folder.mkdir()
    (folder / "plan.toml").write_text("第一版\n", encoding="utf-8")
    (tmp_path / "other.txt").write_bytes(b"\x00\n\xff")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    (folder / "plan.toml").write_text("第二版\n", encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "two")
    return tmp_path


def test_files_stand_as_they_stood_at_a_commit_whatever_their_names_and_bytes(top: Path) -> None:
    repository = repository_of(top / "计划, 一: 100%")
    assert repository is not None
    commit = repository.commit("HEAD~1")
    assert commit is not None
    assert repository.commit("no-such") is None
    assert repository.commit("--help") is None
    files = repository.files_at(commit)
    assert set(files) == {"计划, 一: 100%/plan.toml", "other.txt"}
    assert set(repository.files_at(commit, "计划, 一: 100%")) == {"计划, 一: 100%/plan.toml"}
    with repository.laid_out(files) as folder:
        assert (folder / "计划, 一: 100%" / "plan.toml").read_text(encoding="utf-8") == "第一版\n"
        assert (folder / "other.txt").read_bytes() == b"\x00\n\xff"
    assert not folder.exists()
    assert repository.inside(top / "计划, 一: 100%") == "计划, 一: 100%"
    assert repository.inside(top) == ""


def test_where_two_branches_part_is_their_merge_base(top: Path) -> None:
    repository = Repository(top)
    base = repository.commit("HEAD")
    assert base is not None
    git(top, "checkout", "-q", "-b", "side", "HEAD~1")
    git(top, "commit", "-q", "--allow-empty", "-m", "aside")
    side = repository.commit("side")
    assert side is not None
    assert repository.merge_bases(base, side) == [repository.commit("HEAD~1")]
    assert not repository.is_shallow


def test_a_shallow_clone_says_so(top: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(top, "clone", "-q", "--depth", "1", f"file://{top}", str(clone))
    repository = repository_of(clone)
    assert repository is not None
    assert repository.is_shallow
    assert repository.commit("HEAD~1") is None


def test_outside_a_repository_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert repository_of(tmp_path) is None


def test_what_git_cannot_say_is_refused_with_exit_3(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Repository(tmp_path / "gone").output("ls-tree", "HEAD")
    assert refused.value.exit_code == NOT_JUDGED
