"""What git knows of the files: revisions, and the files as they stood there. By subprocess: no library is quicker."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal

_FILE_MODES = (b"100644", b"100755")


class Repository(NamedTuple):
    """A git work tree, by the folder at its top."""

    top: Path

    def ask(self, *words: str, given: bytes = b"") -> bytes | None:
        """What git answers, None where it refuses; paths come as they are, whatever language they are in."""
        return _ask(self.top, *words, given=given)

    def told(self, *words: str, given: bytes = b"") -> bytes:
        """What git answers.

        Raises:
            Refusal: git cannot say (exit 3).
        """
        answer = self.ask(*words, given=given)
        if answer is None:
            asked = f"git {words[0]}"
            raise Refusal(f"`{asked}` 在 {self.top} 失败", f"`{asked}` failed in {self.top}", NOT_JUDGED)
        return answer

    def commit(self, revision: str) -> str | None:
        """The id of the commit that a revision names, None where there is none."""
        answer = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return answer.decode().strip() if answer else None

    def merge_base(self, first: str, second: str) -> str | None:
        """The commit that two commits have in common, None where none is known."""
        answer = self.ask("merge-base", first, second)
        return answer.decode().split()[0] if answer else None

    def names(self) -> list[str]:
        """The names of branches and tags, as they are written."""
        answer = self.ask(
            "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
        )
        return (answer or b"").decode(errors="replace").split()

    @property
    def is_shallow(self) -> bool:
        """Whether the history was cut off when it was fetched."""
        return (self.ask("rev-parse", "--is-shallow-repository") or b"").strip() == b"true"

    def files_at(self, commit: str, under: str = "") -> dict[str, str]:
        """The plain files of a commit below a folder, by their path from the top: the id of what each holds."""
        below = [under] if under not in ("", ".") else []
        listed = self.told("ls-tree", "-r", "-z", "--full-tree", commit, "--", *below)
        found = {}
        for entry in listed.split(b"\0"):
            head, tab, path = entry.partition(b"\t")
            if tab and head.split()[0] in _FILE_MODES:
                found[os.fsdecode(path)] = head.split()[2].decode()
        return found

    def contents(self, blobs: Sequence[str]) -> list[bytes]:
        """What the named objects hold, in their order."""
        if not blobs:
            return []
        answer = self.told("cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
        held, at = [], 0
        for _ in blobs:
            end = answer.index(b"\n", at)
            size = int(answer[at:end].split()[2])
            held.append(answer[end + 1 : end + 1 + size])
            at = end + 1 + size + 1
        return held

    def inside(self, path: Path) -> str:
        """A path as git names it, from the top; empty for the top itself."""
        relative = path.resolve().relative_to(self.top.resolve()).as_posix()
        return "" if relative == "." else relative

    @contextmanager
    def laid_out(self, paths: dict[str, str]) -> Iterator[Path]:
        """A folder that holds those files, paths and ids as `files_at` gives them, as long as it is needed."""
        with TemporaryDirectory(prefix="jinjiang-plan-") as name:
            root = Path(name)
            for path, held in zip(paths, self.contents(list(paths.values())), strict=True):
                place = root / PurePosixPath(path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(held)
            yield root


def repository_of(folder: Path) -> Repository | None:
    """The repository that a folder belongs to; None where it belongs to none, or git is not installed."""
    answer = _ask(folder, "rev-parse", "--show-toplevel")
    if not answer or not answer.strip():
        return None
    return Repository(Path(os.fsdecode(answer.removesuffix(b"\n").removesuffix(b"\r"))))


def _ask(folder: Path, *words: str, given: bytes = b"") -> bytes | None:
    command = ["git", "-c", "core.quotepath=off", "-C", str(folder), *words]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        finished = subprocess.run(  # noqa: S603 - git's own words and revisions behind --end-of-options, no shell
            command, input=given, capture_output=True, check=False, env=environment
        )
    except OSError:
        return None
    return finished.stdout if finished.returncode == 0 else None
