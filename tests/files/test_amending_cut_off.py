"""`amend` killed, interrupted or refused at each call to the system; and what it leaves of any layout."""

import errno
import os
import signal
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Target, load
from jinjiang_plan.files.plans.amend import NewAmendment, with_amendment, write_amendment
from jinjiang_plan.files.storage.locks import locked_to_replace
from tests.build import PLAN_HEAD, STATIONS, write_plan
from tests.faults import apart, kill, points, refuse, send

TEXT = PLAN_HEAD + STATIONS + "\n# behind\n"
CHANGE = NewAmendment(date(2021, 9, 1), "d", "r", value=Decimal(2500))


class Place:
    """A plan file and the amendment of its target."""

    def __init__(self, root: Path) -> None:
        folder = write_plan(root, head=TEXT)
        self.path = folder / "plan.toml"
        self.target: Target = load(root).plans[0].targets[0]
        self.after = with_amendment(TEXT, "f", self.target, CHANGE)

    def amend(self) -> str:
        write_amendment(self.path, self.target, CHANGE)
        return "done"

    def left(self) -> list[str]:
        return sorted(each.name for each in self.path.parent.iterdir() if each != self.path)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def run_through(place: Place, strike: Callable[..., None]) -> list[tuple[str, bool, list[str]]]:
    """At each call: what was said, whether the amendment is there, what else is left; the file is whole always."""
    seen = []
    for end in points(place.amend, strike):
        text = place.path.read_text(encoding="utf-8")
        assert text in (TEXT, place.after)
        seen.append((end.said, text == place.after, place.left()))
        place.path.write_text(TEXT, encoding="utf-8")
    return seen


@pytest.mark.skipif(os.name == "nt", reason="a process is forked for each fault")
def test_killed_anywhere_the_file_is_as_it_was_or_amended_and_the_next_one_clears_up(place: Place) -> None:
    seen = run_through(place, kill)
    assert all(amended for said, amended, _ in seen if said == "done")
    assert {amended for _, amended, _ in seen} == {True, False}
    place.amend()
    assert place.path.read_text(encoding="utf-8") == place.after
    assert place.left() == []


@pytest.mark.skipif(os.name == "nt", reason="a process is forked for each fault")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_comes_before_the_amendment_or_too_late(place: Place, number: int) -> None:
    for said, amended, left in run_through(place, send(number)):
        assert said == ("done" if amended else "KeyboardInterrupt: ")
        assert left == []


@pytest.mark.skipif(os.name == "nt", reason="a process is forked for each fault")
@pytest.mark.parametrize("code", ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EIO"])
def test_whatever_the_system_refuses_the_file_is_as_it_was(place: Place, code: str) -> None:
    for said, amended, left in run_through(place, refuse(getattr(errno, code))):
        assert amended is (said == "done")
        assert amended or said.startswith("Refusal: ")
        assert left == [] or code != "ENOSPC"


@pytest.mark.skipif(os.name == "nt", reason="the limit is that of POSIX")
@pytest.mark.parametrize("room", [0, 1, 100, len(TEXT.encode())])
def test_a_disk_that_is_full_leaves_the_file_as_it_was(place: Place, room: int) -> None:
    from resource import RLIMIT_FSIZE, getrlimit, setrlimit

    def amend() -> str:
        setrlimit(RLIMIT_FSIZE, (room, getrlimit(RLIMIT_FSIZE)[1]))
        return place.amend()

    end = apart(amend)
    assert end.said.startswith("Refusal: ")
    assert place.path.read_text(encoding="utf-8") == TEXT
    assert place.left() == []


def test_a_file_can_be_replaced_while_it_is_held_on_every_system(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name != "nt":
        from jinjiang_plan.files.storage import locks

        monkeypatch.setattr(locks, "BESIDE", True)
    with locked_to_replace(place.path):
        assert place.left() == [".plan.toml.lock"]
        place.path.replace(place.path.with_name("moved"))
        place.path.write_text("x", encoding="utf-8")
    assert place.left() == ["moved"]


COMMENTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).map(
    "# {}".format
)
BLANKS = st.sampled_from(["", " ", "\t", "   "])
ORDER = st.permutations(
    [
        'title = { zh = "站", en = "S" }',
        'kind = "level"',
        "goal = {value=3}",
        "limits = { min = 0 }",
        'tags = [\n  "a", # one\n  "b",\n]',
        'wording = """\n[target.others]\n"""',
    ]
)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A plan file as somebody may have laid it out: order, indents, blanks, comments, others before and behind."""
    others = [
        STATIONS.replace("stations", name)
        for name in draw(st.permutations(["others", "more"]))[: draw(st.integers(0, 2))]
    ]
    lines = ["[ target . stations ]" if draw(st.booleans()) else "[target.stations]"]
    for entry in draw(ORDER):
        lines += [draw(COMMENTS)] * draw(st.integers(0, 1)) + [""] * draw(st.integers(0, 1))
        lines.append(draw(BLANKS) + entry + draw(st.sampled_from(["", " ", "  # x"])))
    own = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n", "\n# end"]))
    place = draw(st.integers(0, len(others)))
    parts = [PLAN_HEAD, *others[:place], own, *others[place:]]
    text = "\n".join(parts)
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@given(layouts(), st.booleans())
def test_every_other_line_stays_byte_for_byte_whatever_the_layout(
    tmp_path_factory: pytest.TempPathFactory, text: str, mark: bool
) -> None:
    root = tmp_path_factory.getbasetemp() / "laid-out"
    path = write_plan(root) / "plan.toml"
    before = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    path.write_bytes(before)
    portfolio = load(root)
    assert portfolio.findings == ()
    write_amendment(path, portfolio.find("stations"), CHANGE)
    after = path.read_bytes()
    added = after.index(b"[[target.stations.amendment]]")
    length = len(after) - len(before)
    head = after[:added].rstrip(b"\r\n")
    start = len(head) if before.startswith(after[: len(head)]) else -1
    cuts = [at for at in range(max(start, 0), added + 1) if after[:at] + after[at + length :] == before]
    assert cuts, after.decode()
    assert load(root).find("stations").amendments[0].reason is not None
