"""A folder that is made again and again: only what differs is written, nothing of anybody else's, no file half."""

import contextlib
import errno
import json
import os
import shutil
import signal
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.files.storage.output_folder import MANIFEST, FolderCounts, FolderRenewal
from jinjiang_plan.model.refusal import Refusal
from tests.faults import kill, points, refuse, send

Files = dict[str, str]
FIRST: Files = {"index.html": "one", "a/b.html": "two", "a/c/d.html": "three", "gone/x.html": "old"}
SECOND: Files = {"index.html": "one", "a/b.html": "changed", "a/c/d.html": "three", "new/y.html": "new"}
KINDS = {".html": b""}


def published(folder: Path, files: Files) -> FolderCounts:
    with FolderRenewal(folder, KINDS) as publishing:
        for place, text in files.items():
            publishing.put(place, text.encode())
        return publishing.finish()


def held(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_a_folder_is_filled_and_then_only_what_differs_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    assert published(folder, FIRST) == (4, 4, 0)
    assert held(folder) == FIRST
    before = (folder / "index.html").stat().st_mtime_ns
    assert published(folder, SECOND) == (4, 2, 1)
    assert held(folder) == SECOND
    assert (folder / "index.html").stat().st_mtime_ns == before
    assert not (folder / "gone").exists()
    assert published(folder, SECOND) == (4, 0, 0)


def test_the_manifest_names_what_is_ours(tmp_path: Path) -> None:
    published(tmp_path, SECOND)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert sorted(manifest["files"]) == sorted(SECOND)


NAMES = st.text("abc", min_size=1, max_size=2).map(lambda name: f"{name}.html")
SITES = st.dictionaries(st.one_of(NAMES, NAMES.map("d/{}".format)), st.sampled_from("xyz"), max_size=6)


@given(st.lists(SITES, min_size=1, max_size=4))
def test_whatever_was_there_before_the_folder_is_what_was_put_last(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Files]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    for site in sites:
        published(folder, site)
        assert held(folder) == site


def test_what_is_not_ours_is_left_and_said(tmp_path: Path) -> None:
    published(tmp_path, FIRST)
    (tmp_path / "CNAME").write_text("example.org", encoding="utf-8")
    (tmp_path / "gone" / "theirs.txt").write_text("theirs", encoding="utf-8")
    published(tmp_path, SECOND)
    assert (tmp_path / "CNAME").read_text(encoding="utf-8") == "example.org"
    assert (tmp_path / "gone" / "theirs.txt").exists()
    (tmp_path / "mine.html").write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal, match="not of our making"):
        published(tmp_path, {**SECOND, "mine.html": "ours", "a/b.html": "never"})
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a/b.html").read_text(encoding="utf-8") == "changed"
    assert not list(tmp_path.rglob(".*jinjiang-new"))


def test_a_folder_of_somebody_elses_is_refused_and_one_that_git_keeps_is_not(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / ".git").mkdir()
    assert published(tmp_path / "ours", FIRST).written == 4
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "index.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(Refusal, match="no site of ours"):
        published(tmp_path / "theirs", FIRST)
    assert held(tmp_path / "theirs") == {"index.html": "theirs"}
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal, match="is a file, not a folder"):
        published(tmp_path / "file", FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"files": 3}',
        '{"files": {"index.html": 1}, "x": 2}',
        '{"files": {"index.html": []}}',
    ],
)
def test_a_manifest_that_cannot_be_read_says_nothing_is_ours(tmp_path: Path, text: str) -> None:
    published(tmp_path, FIRST)
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    (tmp_path / "index.html").write_text("edited", encoding="utf-8")
    with pytest.raises(Refusal):
        published(tmp_path, FIRST)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "edited"


def listed(folder: Path, files: dict[str, bytes]) -> None:
    """A list that names files of anybody's by their true digests."""
    digests = {place: sha256(held).hexdigest() for place, held in files.items()}
    (folder / MANIFEST).write_text(json.dumps({"format": 1, "files": digests}), encoding="utf-8")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param("index.html", "<html>mine", id="a page without the mark"),
        pytest.param("notes.txt", "made here", id="a kind that is not made here"),
        pytest.param("README.md", "made here", id="a text"),
        pytest.param(".git/config", "made here", id="a hidden folder"),
        pytest.param(".git/x.html", "made here", id="a page in a hidden folder"),
        pytest.param("a/.x.html", "made here", id="a hidden page"),
        pytest.param("plans/p/plan.toml", "made here", id="a plan"),
        pytest.param("far.html", "." * 5000 + "made here", id="a mark far from the beginning"),
    ],
)
def test_a_forged_list_gives_no_right_to_a_file_even_by_its_true_digest(
    tmp_path: Path, place: str, text: str
) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    listed(tmp_path, {place: text.encode()})
    kinds = {".html": b"made here", ".csv": b"made here"}
    with FolderRenewal(tmp_path, kinds) as publishing:
        publishing.put("new.html", b"made here")
        assert publishing.finish() == (1, 1, 0)
    with pytest.raises(Refusal, match="not of our making"), FolderRenewal(tmp_path, kinds) as publishing:
        publishing.put(place, b"ours")
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_was_changed_since_is_nobodys_to_take_away_or_write_over(tmp_path: Path) -> None:
    published(tmp_path, FIRST)
    (tmp_path / "gone" / "x.html").write_text("by hand", encoding="utf-8")
    assert published(tmp_path, SECOND).removed == 0
    (tmp_path / "a" / "b.html").write_text("by hand", encoding="utf-8")
    with pytest.raises(Refusal, match="not of our making"):
        published(tmp_path, FIRST)
    assert (tmp_path / "a" / "b.html").read_text(encoding="utf-8") == "by hand"
    assert (tmp_path / "gone" / "x.html").read_text(encoding="utf-8") == "by hand"


def test_line_ends_that_git_changed_make_no_file_somebody_elses(tmp_path: Path) -> None:
    published(tmp_path, {"index.html": "one\ntwo\n", "old.html": "a\n"})
    for name in ("index.html", "old.html"):
        (tmp_path / name).write_bytes((tmp_path / name).read_bytes().replace(b"\n", b"\r\n"))
    assert published(tmp_path, {"index.html": "three\n"}) == (1, 1, 1)
    assert held(tmp_path) == {"index.html": "three\n"}


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right of its own there")
@pytest.mark.parametrize("name", [MANIFEST, ".jinjiang-site.lock", "index.html"])
def test_nothing_is_written_or_taken_away_through_a_link(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / "theirs.html"
    theirs.write_text("one", encoding="utf-8")
    site = tmp_path / "site"
    published(site, SECOND)
    if name == "index.html":
        listed(site, {"index.html": b"one"})
    (site / name).unlink(missing_ok=True)
    (site / name).symlink_to(theirs)
    with contextlib.suppress(Refusal):
        published(site, {"index.html": "new"})
    with contextlib.suppress(Refusal):
        published(site, {"other.html": "new"})
    assert theirs.read_text(encoding="utf-8") == "one"


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right of its own there")
def test_a_name_beside_its_place_that_is_known_is_not_written_to(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("kept", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / ".index.html.jinjiang-new").symlink_to(theirs)
    published(site, SECOND)
    assert theirs.read_text(encoding="utf-8") == "kept"
    assert held(site).items() >= SECOND.items()


@pytest.mark.parametrize("place", ["../../outside.txt", "/etc/outside.txt"])
def test_a_manifest_that_names_what_is_outside_takes_nothing_away(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "a" / "b"
    published(folder, FIRST)
    (tmp_path / "outside.txt").write_text("kept", encoding="utf-8")
    (folder / MANIFEST).write_text(json.dumps({"files": {place: "x"}}), encoding="utf-8")
    with pytest.raises(Refusal, match="outside its folder"):
        published(folder, SECOND)
    assert (tmp_path / "outside.txt").exists()


def test_work_that_fails_half_way_leaves_all_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "site"

    def fails(files: Files) -> None:
        with FolderRenewal(folder, KINDS) as publishing:
            for place, text in files.items():
                publishing.put(place, text.encode())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails({"a/index.html": "x"})
    assert not folder.exists()
    published(folder, FIRST)
    with pytest.raises(ZeroDivisionError):
        fails({"index.html": "never", "z/z.html": "never"})
    assert held(folder) == FIRST
    assert not (folder / "z").exists()


@pytest.mark.parametrize("made", [True, False])
def test_a_folder_is_taken_away_again_only_by_who_made_it(tmp_path: Path, *, made: bool) -> None:
    folder = tmp_path / "site"
    if not made:
        folder.mkdir()

    def refused() -> None:
        with FolderRenewal(folder, KINDS):
            raise ZeroDivisionError

    def fails() -> None:
        with FolderRenewal(folder, KINDS) as publishing:
            publishing.put("a/index.html", b"x")
            raise ZeroDivisionError

    for work in (refused, fails):
        with pytest.raises(ZeroDivisionError):
            work()
        assert folder.exists() is not made
        assert made or list(folder.iterdir()) == []


needs_forks = pytest.mark.skipif(os.name == "nt", reason="a process is forked for each fault")


@needs_forks
@pytest.mark.parametrize(
    "strike",
    [kill, send(signal.SIGINT), send(signal.SIGTERM), refuse(errno.ENOSPC), refuse(errno.EACCES)],
    ids=["kill", "interrupt", "terminate", "full", "denied"],
)
def test_cut_off_anywhere_each_file_is_whole_and_the_next_time_mends_the_rest(
    tmp_path: Path, strike: object
) -> None:
    folder = tmp_path / "site"
    published(folder, FIRST)

    def renewed() -> str:
        return f"{published(folder, SECOND).files}"

    reached = 0
    for end in points(renewed, strike):  # type: ignore[arg-type]
        reached += end.reached
        left = held(folder)
        for place, text in left.items():
            if not Path(place).name.startswith("."):  # what stands beside its place is nobody's yet
                assert text in (FIRST.get(place), SECOND.get(place)), place
        assert "Traceback" not in end.said
        assert published(folder, SECOND).files == 4
        assert held(folder) == SECOND
        published(folder, FIRST)
    assert reached > 5


@needs_forks
@pytest.mark.parametrize(
    "strike",
    [kill, send(signal.SIGINT), send(signal.SIGTERM), refuse(errno.ENOSPC)],
    ids=["kill", "interrupt", "terminate", "full"],
)
def test_the_very_first_time_cut_off_anywhere_is_mended_by_the_next(tmp_path: Path, strike: object) -> None:
    folder = tmp_path / "site"

    def made() -> str:
        return f"{published(folder, FIRST).files}"

    reached = 0
    for end in points(made, strike):  # type: ignore[arg-type]
        reached += end.reached
        assert published(folder, SECOND).files == 4
        assert held(folder) == SECOND
        assert not (folder / "gone").exists()
        shutil.rmtree(folder)
    assert reached > 5


@pytest.mark.parametrize("theirs", ["index.html", "a/.kept", "a/b/notes.txt"])
def test_what_was_cut_off_gives_no_right_to_a_folder_with_anything_else(tmp_path: Path, theirs: str) -> None:
    left = tmp_path / "a" / ".b.html.0123456789abcdef.jinjiang-new"
    left.parent.mkdir()
    left.write_text("half", encoding="utf-8")
    path = tmp_path / theirs
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(Refusal, match="no site of ours"):
        published(tmp_path, FIRST)
    assert (left.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")) == ("half", "theirs")


@pytest.mark.skipif(os.name == "nt", reason="a link needs a right of its own there")
def test_a_folder_that_leads_elsewhere_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match="no site of ours"):
        published(tmp_path / "site", FIRST)


@needs_forks
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Refusal, match="cannot be written"):
        published(tmp_path / "site", FIRST)
    tmp_path.chmod(0o700)


@needs_forks
def test_two_at_once_wait_for_one_another(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    published(folder, FIRST)
    children = []
    for files in (FIRST, SECOND) * 3:
        child = os.fork()
        if child == 0:
            done = 1
            with contextlib.suppress(BaseException):
                for _ in range(10):
                    published(folder, files)
                done = 0
            os._exit(done)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 6
    assert held(folder) in (FIRST, SECOND)


def test_a_linked_folder_of_a_site_is_neither_written_nor_cleared_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_text("theirs", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "sub").symlink_to(outside)
    listed = {"format": 1, "files": {"sub/a.html": "0"}}
    (site / ".jinjiang-site.json").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(Refusal), FolderRenewal(site, KINDS) as publishing:
        publishing.put("sub/b.html", b"x")
    with FolderRenewal(site, KINDS) as publishing:
        publishing.put("c.html", b"x")
        publishing.finish()
    assert {each.name: each.read_text() for each in outside.iterdir()} == {"a.html": "theirs"}
