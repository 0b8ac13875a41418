"""What git knows of the files: revisions, and the files as they stood there. By subprocess: no library is quicker."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha1, sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from jinjiang_plan.files.layout import HEAD, real_path, top_of
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal

_FILE_MODES = (b"100644", b"100755")
_LINK, _MODULE = b"120000", b"160000"

# A stranger's repository brings its own configuration, and that may name programs. Only plumbing is called, and whatever
# could start a program or reach another place is switched off: the file-system monitor, hooks, every transport, fetching
# what a partial clone left out (older versions of git know no switch for that, but need a transport for it).
_HARMLESS = (
    "core.quotepath=off",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.alternateRefsCommand=",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
_PLAIN = re.compile(r"@|[0-9a-f]{40}|[0-9a-f]{64}|[A-Z_]*HEAD([~^@].*)?")
"""Revisions that name no branch: whole ids, HEAD and its kin. A branch may be called so by hand, to be taken for it."""
_STEPS = re.compile(r"(.*?)((?:[~^:]|@\{).*|)$", re.DOTALL)
_SWITCHES = tuple(word for setting in _HARMLESS for word in ("-c", setting))

PATIENCE = 120
"""Seconds that git is waited for: it reads pipes that somebody put into `.git`, and those never end."""

# Of git's variables only these are passed on: the user's `safe.directory` stands there, and the rest are a hook's.
_CONFIGURATION = ("GIT_CONFIG", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES")


class Answer(NamedTuple):
    """What git said: its exit code, what it printed, and its complaint; the code is None where there is no git."""

    code: int | None
    out: bytes
    complaint: str


class TreeEntry(NamedTuple):
    """What stands under a name at a commit: the id of what it holds, and whether it is a link."""

    id: str
    link: bool


class Staged(NamedTuple):
    """What the index holds of a file: the id and mode; whether the work tree leaves it out, or a merge left it open."""

    id: str
    link: bool
    left_out: bool
    unmerged: bool


class Repository(NamedTuple):
    """A git work tree, by the folder at its top; `as_given` where only the environment says where its parts are.

    `home` is where git is asked, where the top is a stand-in for it: what the index or a commit holds, laid out.
    """

    top: Path
    as_given: bool = False
    home: Path | None = None

    def ask(self, *words: str, given: bytes = b"") -> bytes | None:
        """What git answers, None where it refuses; paths come as they are, whatever language they are in."""
        answer = _ask(self.home or self.top, *words, given=given, as_given=self.as_given)
        return answer.out if answer.code == 0 else None

    def output(self, *words: str, given: bytes = b"") -> bytes:
        """What git answers.

        Raises:
            Refusal: git cannot say (exit 3).
        """
        answer = self.ask(*words, given=given)
        if answer is None:
            command = f"git {words[0]}"
            raise Refusal(f"`{command}` 在 {self.top} 失败", f"`{command}` failed in {self.top}", NOT_JUDGED)
        return answer

    def commit(self, revision: str) -> str | None:
        """The id of the commit that a revision names, None where there is none."""
        answer = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return answer.decode().strip() if answer else None

    def branch_first(self, revision: str) -> str:
        """A revision with its branch spelled out: git would read a tag of that name before it."""
        if revision.startswith("refs/") or _PLAIN.fullmatch(revision):
            return revision
        name, steps = _STEPS.match(revision).groups()  # type: ignore[union-attr]
        for place in ("refs/heads/", "refs/remotes/"):
            if name and self.ask("show-ref", "--verify", "--quiet", "--", f"{place}{name}") is not None:
                return f"{place}{name}{steps}"
        return revision

    def is_branch_and_tag(self, revision: str) -> bool:
        """Whether a revision names a branch, which is taken, and a tag too."""
        name = _STEPS.match(revision).group(1)  # type: ignore[union-attr]
        tag = self.ask("show-ref", "--verify", "--quiet", "--", f"refs/tags/{name}")
        return tag is not None and self.branch_first(revision) != revision

    def merge_bases(self, first: str, *others: str) -> list[str]:
        """Every best commit that a revision has in common with others, taken as merged; none where none is known."""
        answer = self.ask("merge-base", "--all", "--end-of-options", first, *others)
        return answer.decode().split() if answer else []

    def holds(self, revision: str, commit: str) -> bool:
        """Whether a revision comes after a commit, or is it; a shallow clone still names the parents it has not."""
        if self.ask("merge-base", "--is-ancestor", "--end-of-options", commit, revision) is not None:
            return True
        return commit in self.parents(revision)

    def parents(self, revision: str) -> list[str]:
        """The ids of a commit's parents, whether or not the clone has them."""
        held = (self.ask("cat-file", "commit", revision) or b"").partition(b"\n\n")[0]
        return [line.split()[1].decode() for line in held.split(b"\n") if line.startswith(b"parent ")]

    def committed_at(self, commit: str) -> datetime | None:
        """When a commit was made, by the committer's clock; None where that is no moment."""
        answer = self.ask("log", "--no-walk", "--format=%ct", "--end-of-options", commit, "--")
        return next(_moments(answer), None)

    def written_at(self, commits: str, path: str) -> tuple[datetime, ...]:
        """When the commits of a range that touch a path were written, by their authors' clocks."""
        words = ("log", "--format=%at", "--end-of-options", commits, "--", f":(top,literal){path}")
        return tuple(_moments(self.ask(*words)))

    def published(self) -> list[str]:
        """The branch that others build on, as the remote or the usual name says it."""
        answer = self.ask("rev-parse", "--symbolic-full-name", "refs/remotes/origin/HEAD")
        named = (answer or b"").decode().strip()
        names = [named.removeprefix("refs/remotes/origin/")] if named else ["main", "master"]
        refs = [f"{place}{name}" for name in names for place in ("refs/remotes/origin/", "refs/heads/")]
        return [ref for ref in refs if self.commit(ref) is not None]

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

    @property
    def is_partial(self) -> bool:
        """Whether the clone left objects out, to be fetched when they are needed."""
        return bool(self.ask("config", "--get-regexp", r"^remote\..*\.promisor$"))

    @property
    def merged_in(self) -> list[str]:
        """The commits that a merge which was begun brings in; none where there is no such merge."""
        place = self.ask("rev-parse", "--git-path", "MERGE_HEAD")
        path = (self.home or self.top) / _path(place or b"MERGE_HEAD")
        try:
            named = path.read_text(encoding="ascii").split() if path.is_file() else []
        except (OSError, UnicodeDecodeError):
            return []
        return [commit for each in named if (commit := self.commit(each)) is not None]

    @property
    def above(self) -> "Repository | None":
        """The repository that this one is a submodule of, None where it is none."""
        answer = self.ask("rev-parse", "--show-superproject-working-tree")
        return Repository(_path(answer)) if answer and answer.strip() else None

    def module_at(self, commit: str, path: str) -> str | None:
        """The commit that a submodule stood at, at a commit of this repository; None where there was none."""
        listed = self.output("ls-tree", "-z", "--full-tree", commit, "--", path)
        head = listed.partition(b"\t")[0].split()
        return head[2].decode() if len(head) == 3 and head[0] == _MODULE else None

    def plans_and_modules(self, commit: str) -> list[tuple[PurePosixPath, str]]:
        """The folders of the plans and the submodules of a commit, each with the name that shows it to be there."""
        listed = self.output("ls-tree", "-r", "-z", "--full-tree", commit)
        found = []
        for line in listed.split(b"\0"):
            head, tab, name = line.partition(b"\t")
            path = PurePosixPath(os.fsdecode(name))
            if tab and head.startswith(_MODULE):
                found.append((path, ".git"))
            elif tab and path.name == HEAD:
                found.append((path.parent, HEAD))
        return found

    def files_at(self, commit: str, under: str = "") -> dict[str, str]:
        """The plain files of a commit below a folder, by their path from the top: the id of what each holds."""
        return {path: each.id for path, each in self.tree_at(commit, under).items() if not each.link}

    def tree_at(self, commit: str, under: str = "") -> dict[str, TreeEntry]:
        """The files and links of a commit below a folder, by their path from the top."""
        below = [under] if under not in ("", ".") else []
        listed = self.output("ls-tree", "-r", "-z", "--full-tree", commit, "--", *below)
        found = {}
        for line in listed.split(b"\0"):
            head, tab, path = line.partition(b"\t")
            if tab and head.split()[0] in (*_FILE_MODES, _LINK):
                found[os.fsdecode(path)] = TreeEntry(head.split()[2].decode(), link=head.startswith(_LINK))
        return found

    def staged(self, under: str = "") -> dict[str, Staged]:
        """The files that the index holds below a folder, by their path from the top.

        In a hook it may be another file than the usual one, as in `git commit FILE`: then the environment names it.
        """
        below = [under] if under not in ("", ".") else []
        listed = self._of_index(
            "ls-files", "-s", "-t", "-z", "--full-name", "--", *(f":(literal){each}" for each in below)
        )
        found: dict[str, Staged] = {}
        for line in listed.split(b"\0"):
            head, tab, path = line.partition(b"\t")
            parts = head.split()
            if tab and parts[1] in (*_FILE_MODES, _LINK):
                link, unmerged = parts[1] == _LINK, parts[3] != b"0"
                found[os.fsdecode(path)] = Staged(parts[2].decode(), link, parts[0] == b"S", unmerged)
        return found

    def _of_index(self, *words: str) -> bytes:
        home = self.home or self.top
        place = os.environ.get("GIT_INDEX_FILE", "")
        folder = self.ask("rev-parse", "--absolute-git-dir")
        own = bool(place and folder) and real_path(home / place).parent == real_path(_path(folder or b""))
        answer = _ask(home, *words, as_given=self.as_given, index=str(real_path(home / place)) if own else "")
        if answer.code != 0:
            raise Refusal("git 读不出暂存区", "git cannot read the index", NOT_JUDGED)
        return answer.out

    def contents(self, blobs: Sequence[str]) -> list[bytes]:
        """What the named objects hold, in their order.

        Raises:
            Refusal: one of them cannot be had (exit 3), as in a clone that left objects out.
        """
        if not blobs:
            return []
        answer = self.output("cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
        held, at = [], 0
        for blob in blobs:
            end = answer.index(b"\n", at)
            head = answer[at:end].split()
            if len(head) != 3:
                raise Refusal(f"git 里没有对象 {blob}", f"git does not have the object {blob}", NOT_JUDGED)
            held.append(answer[end + 1 : end + 1 + int(head[2])])
            at = end + 1 + int(head[2]) + 1
        return held

    def sizes(self, blobs: Sequence[str]) -> dict[str, int]:
        """How many bytes the named objects hold; of one that cannot be had, none."""
        if not blobs:
            return {}
        answer = self.output(
            "cat-file", "--batch-check", given="".join(f"{blob}\n" for blob in blobs).encode()
        )
        heads = (line.split() for line in answer.splitlines())
        return {blob: int(head[2]) if len(head) == 3 else 0 for blob, head in zip(blobs, heads, strict=True)}

    def followed(self, commit: str, path: str) -> bytes | None:
        """What a link of a commit leads to, None where that is no file of the commit."""
        answer = self.output(
            "cat-file", "--batch", "--follow-symlinks", given=os.fsencode(f"{commit}:{path}\n")
        )
        head, _, held = answer.partition(b"\n")
        parts = head.split()
        return held[: int(parts[2])] if len(parts) == 3 and parts[1] == b"blob" else None

    def inside(self, path: Path) -> str:
        """A path as git names it, from the top; empty for the top itself."""
        relative = real_path(path).relative_to(real_path(self.top)).as_posix()
        return "" if relative == "." else relative

    @contextmanager
    def laid_out(self, paths: dict[str, str]) -> Iterator[Path]:
        """A folder that holds those files, paths and ids as `files_at` gives them, as long as it is needed.

        It is named as the top is: a plan that stands there has its id from it.
        """
        with TemporaryDirectory(prefix="jinjiang-plan-") as name:
            root = Path(name) / (real_path(self.top).name or "top")
            root.mkdir()
            for path, held in zip(paths, self.contents(list(paths.values())), strict=True):
                place = root / PurePosixPath(path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(held)
            yield root


def _moments(printed: bytes | None) -> Iterator[datetime]:
    """The moments that git prints as seconds; what is beyond the calendar says nothing."""
    for seconds in (printed or b"").split():
        with suppress(ValueError, OverflowError, OSError):
            yield datetime.fromtimestamp(int(seconds), UTC)


def blob_id(held: bytes, like: str) -> str:
    """The id that git gives to what a file holds; `like` is another id of the repository, whose length says how."""
    digest = sha1 if len(like) == len(sha1(b"", usedforsecurity=False).hexdigest()) else sha256
    return digest(b"blob %d\0" % len(held) + held, usedforsecurity=False).hexdigest()


def repository_of(folder: Path) -> Repository | None:
    """The repository that a folder belongs to; None where it belongs to none, or git is not installed."""
    found = look_for_repository(folder)
    return found if isinstance(found, Repository) else None


def look_for_repository(folder: Path) -> Repository | Answer:
    """Return the repository that a plans folder belongs to, or what git said instead.

    It is the one of the nearest `.git` at or above the folder. A bare repository that somebody committed among the plans
    is none: git is asked from the top, where it finds the `.git` first.
    """
    top = top_of(folder.absolute())
    answer = _ask(top or folder, "rev-parse", "--show-toplevel")
    if answer.code == 0 and answer.out.strip():
        return Repository(_path(answer.out))
    if "GIT_DIR" in os.environ and answer.code is not None:
        given = _ask(folder, "rev-parse", "--show-toplevel", as_given=True)
        if given.code == 0 and given.out.strip() and _holds(_path(given.out), folder):
            return Repository(_path(given.out), as_given=True)
    return answer


def _holds(top: Path, folder: Path) -> bool:
    return real_path(top) in (real_path(folder), *real_path(folder).parents)


def _path(printed: bytes) -> Path:
    return Path(os.fsdecode(printed.removesuffix(b"\n").removesuffix(b"\r")))


def _ask(folder: Path, *words: str, given: bytes = b"", as_given: bool = False, index: str = "") -> Answer:
    command = ["git", *_SWITCHES, "-C", str(folder), *words]
    try:
        finished = subprocess.run(  # noqa: S603 - git's own words and revisions behind --end-of-options, no shell
            command,
            input=given,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            env=_environment(os.environ, as_given=as_given) | ({"GIT_INDEX_FILE": index} if index else {}),
        )
    except OSError:
        return Answer(None, b"", "")
    except subprocess.TimeoutExpired as late:
        raise Refusal(
            f"git 无响应（`git {words[0]}`，已等待 {PATIENCE} 秒）；请检查 {folder} 的 .git 中是否有管道文件",
            f"git did not answer `git {words[0]}` within {PATIENCE} seconds; check whether a pipe is among the files of .git in {folder}",
            NOT_JUDGED,
        ) from late
    return Answer(finished.returncode, finished.stdout, finished.stderr.decode(errors="replace"))


def _environment(inherited: Mapping[str, str], *, as_given: bool) -> dict[str, str]:
    """Return what git is started with: its answers in English, no object replaced or fetched, nobody asked."""
    kept = {
        name: value
        for name, value in inherited.items()
        if as_given or not name.startswith("GIT_") or name.startswith(_CONFIGURATION)
    }
    return kept | {
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def user_name(folder: Path) -> str:
    """The name that git would give to a commit in a folder; empty where it knows none.

    The nearest `.git` answers, and where there is none the user's own settings: never what lies in the folder itself.
    """
    answer = _ask(top_of(folder.absolute()) or Path(folder.absolute().anchor), "config", "user.name")
    return answer.out.decode("utf-8", "replace").strip() if answer.code == 0 else ""


def in_head(repository: Repository, path: Path) -> bytes:
    """What the last commit holds of a file; nothing where there is no commit, or the file is not in it."""
    commit, place = repository.commit("HEAD"), repository.inside(path)
    return (repository.ask("cat-file", "blob", f"{commit}:{place}") if commit else None) or b""
