"""Many processes at one plan: every acknowledged report is there, and no reader sees half of anything."""

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan import Refusal, Report, load
from jinjiang_plan.files.ledger.append import Append, Entry
from jinjiang_plan.files.ledger.journal import NAME, Addition
from jinjiang_plan.files.ledger.seal import put_seal
from jinjiang_plan.files.ledger.snapshot import MOST_ROUNDS, at_one_moment
from jinjiang_plan.files.plans.amend import NewAmendment, write_amendment
from jinjiang_plan.model.admission import Admitted, Decision
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Ledger
from tests.build import PLAN_HEAD, STATIONS, write_plan

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the writers are forked")

WRITERS, STEPS, TARGETS = 8, 200, 5
TOGETHER = 4
"""How many reports an append of many adds at once, to two targets each."""
DAY = date(2021, 6, 30)


def plans(root: Path) -> Path:
    texts = [STATIONS.replace("target.stations", f"target.t{number}") for number in range(TARGETS)]
    write_plan(root, "plan", PLAN_HEAD + "".join(texts))
    return root


def targets(root: Path) -> list[tuple[Path, Target]]:
    portfolio = load(root)
    return [(root / "plan" / "progress" / f"{each.id}.toml", each) for each in portfolio.judged]


def report(figure: int | None, days: int = 0) -> Decision:
    """A report for a day, whatever was reported for it before; None for a retraction."""
    on = DAY + timedelta(days=days)

    def decide(ledger: Ledger) -> Admitted:
        same = [each.revision for each in ledger.reports if each.on == on]
        moment = datetime(2021, 7, 5, tzinfo=UTC) + timedelta(seconds=len(ledger.reports))
        value = None if figure is None else Decimal(figure)
        revision = max(same, default=0) + 1
        return Admitted(Report(on, revision, value, moment, "t", reason="" if figure else "wrong"))

    return decide


def singles(root: Path, writer: int, *, spread: bool) -> None:
    """Append reports one by one, to one target or to each in turn; now and then a retraction."""
    known = targets(root)
    for step in range(STEPS):
        path, target = known[step % TARGETS if spread else 0]
        near = (DAY + timedelta(days=step - 3),)  # once the ledger is long, only what is near is read
        figure = None if step % 50 == 49 else writer * 1000 + step + 1
        Append([Entry(path, target, [report(figure, step)], near)]).write()


def together(root: Path, number: int) -> None:
    """Append to two targets at once, again and again."""
    known = targets(root)
    for step in range(20):
        chosen = [known[step % TARGETS], known[(step + 2) % TARGETS]]
        figures = [100_000 + number * 1000 + step * 10 + each for each in range(TOGETHER // 2)]
        Append(
            Entry(path, target, [report(each, -30) for each in figures]) for path, target in chosen
        ).write()


def amendments(root: Path, number: int) -> None:
    """Amend a goal again and again."""
    del number
    target = targets(root)[0][1]
    for step in range(10):
        write_amendment(
            root / "plan" / "plan.toml", target, NewAmendment(DAY, f"doc {step}", "r", Decimal(3000 + step))
        )


Work = tuple[Callable[..., None], tuple[object, ...], dict[str, bool]]


def started(*works: Work) -> list[multiprocessing.Process]:
    context = multiprocessing.get_context("fork")
    running = [context.Process(target=work, args=given, kwargs=named) for work, given, named in works]
    for each in running:
        each.start()
    return running  # type: ignore[return-value]


@pytest.mark.parametrize("spread", [False, True], ids=["one target", "many targets"])
def test_whatever_is_acknowledged_is_there_once(tmp_path: Path, spread: bool) -> None:
    root = plans(tmp_path / "plans")
    writers: list[Work] = [(singles, (root, number), {"spread": spread}) for number in range(WRITERS)]
    others: list[Work] = [(together, (root, 0), {}), (together, (root, 1), {}), (amendments, (root, 0), {})]
    for each in started(*writers, *others):
        each.join()
        assert each.exitcode == 0
    portfolio = load(root)
    assert portfolio.findings == ()
    ledgers = [portfolio.ledger(target) for target in portfolio.judged]
    reports = [each for ledger in ledgers for each in ledger.reports]
    figures = sorted(
        int(each.figure) for each in reports if each.figure is not None and each.figure < 100_000
    )
    written = [step for step in range(STEPS) if step % 50 != 49]
    assert figures == sorted(writer * 1000 + step + 1 for writer in range(WRITERS) for step in written)
    assert sum(each.retracts for each in reports) == WRITERS * STEPS // 50
    assert (
        sum(1 for each in reports if each.figure is not None and each.figure >= 100_000) == 2 * 20 * TOGETHER
    )
    for ledger in ledgers:
        assert len({each.key for each in ledger.reports}) == len(ledger.reports)
    assert len(next(iter(portfolio.judged)).amendments) == 10
    assert sorted(each.name for each in root.iterdir()) == ["plan"]
    assert all(each.suffix == ".toml" for each in (root / "plan").rglob("*") if each.is_file())


def test_a_reader_never_sees_half_a_line_nor_half_of_many(tmp_path: Path) -> None:
    root = plans(tmp_path / "plans")
    running = started((together, (root, 0), {}), (singles, (root, 0), {"spread": True}))
    looks = 0
    while any(each.is_alive() for each in running):
        portfolio = load(root)
        assert portfolio.findings == ()
        reports = [each for target in portfolio.judged for each in portfolio.ledger(target).reports]
        together_seen = [each for each in reports if each.figure is not None and each.figure >= 100_000]
        assert len(together_seen) % TOGETHER == 0
        looks += 1
    assert [each.exitcode for each in running] == [0, 0]
    assert looks > 3


def slow_writer(path: Path, begun: Path) -> None:
    """Write a line as a slow disk would: half of it, and the rest a while later, the file held all along."""
    from jinjiang_plan.files.storage.locks import locked

    with locked(path) as handle:
        os.write(handle, b"2021-06-30 = { value = 5, recorded = ")
        begun.touch()
        time.sleep(0.3)
        os.write(handle, b'2021-07-05T02:00:00+00:00, by = "t" }\n')


def test_half_a_line_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    root = plans(tmp_path / "plans")
    path, target = targets(root)[0]
    Append([Entry(path, target, [report(1, -100)])]).write()
    begun = tmp_path / "begun"
    (writer,) = started((slow_writer, (path, begun), {}))
    while not begun.exists():
        time.sleep(0.001)
    assert not path.read_bytes().endswith(b"\n")
    portfolio = load(root)
    assert portfolio.findings == ()
    assert len(portfolio.ledger(target).reports) == 2
    writer.join()


@pytest.mark.skipif(os.name == "nt", reason="there is no flock")
def test_whole_ledgers_are_read_without_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    root = plans(tmp_path / "plans")
    (path, target), (empty, _), *_ = targets(root)
    Append([Entry(path, target, [report(1, -100)])]).write()
    empty.touch()
    locks: list[int] = []
    monkeypatch.setattr(fcntl, "flock", lambda handle, _: locks.append(handle))
    assert load(root).findings == ()
    assert locks == []
    path.write_bytes(path.read_bytes()[:-1])
    assert [each.code for each in load(root).findings] == ["JP001"]
    assert len(locks) == 1


def killed_in_the_middle(root: Path) -> None:
    """Begin an append of many whose process never comes back from its second ledger."""
    write = os.write
    seen: list[int] = []

    def stop(handle: int, data: bytes) -> int:
        seen.append(handle)
        if len(seen) == 4:  # the journal, its seal, the first ledger, and half of the second
            write(handle, bytes(data)[:20])
            os._exit(1)
        return write(handle, data)

    os.write = stop  # type: ignore[assignment]
    together(root, 0)


def test_what_was_cut_off_is_left_out_by_readers_that_write_nothing(tmp_path: Path) -> None:
    root = plans(tmp_path / "plans")
    (writer,) = started((killed_in_the_middle, (root,), {}))
    writer.join()
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert (root / NAME).read_bytes()
    portfolio = load(root)
    assert portfolio.findings == ()
    assert not any(ledger.reports for ledger in portfolio.ledgers.values())
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_ledger_cut_at_any_byte_is_found_unless_a_line_ends_there(tmp_path: Path) -> None:
    root = plans(tmp_path / "plans")
    path, target = targets(root)[0]
    Append([Entry(path, target, [report(number, number) for number in range(1, 60)])]).write()
    whole = path.read_bytes()
    chance = random.Random(5)  # noqa: S311 - the same places on every run
    for size in sorted(chance.sample(range(1, len(whole)), 200)):
        path.write_bytes(whole[:size])
        portfolio = load(root)
        refused = False
        with suppress(Refusal):
            Append([Entry(path, target, [report(1, 300)])]).write()
            refused = True
        at_end = whole[size - 1 : size] == b"\n"
        assert bool(portfolio.findings) is not at_end
        assert refused is at_end
        assert at_end or "mend" in (portfolio.findings[0].hint or ("", ""))[1]


def test_ledgers_that_never_come_to_rest_are_taken_as_they_were_last_read(tmp_path: Path) -> None:
    path = tmp_path / "plan" / "progress" / "a.toml"
    path.parent.mkdir(parents=True)
    looks = 0

    def read(found: Path, _: Addition | None) -> int:
        nonlocal looks
        looks += 1
        found.write_text("x" * looks, encoding="utf-8")
        return looks

    assert at_one_moment(lambda: [path], read) == {path: MOST_ROUNDS}


def test_a_ledger_that_comes_or_goes_while_others_are_read_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "plan" / "progress"
    folder.mkdir(parents=True)
    first, second, gone = (folder / name for name in ("a.toml", "b.toml", "c.toml"))
    first.touch()
    gone.touch()

    def read(found: Path, _: Addition | None) -> str:
        second.write_text("new", encoding="utf-8")
        gone.unlink(missing_ok=True)
        return found.read_text(encoding="utf-8") if found.exists() else "gone"

    found = at_one_moment(lambda: sorted(folder.iterdir()), read)
    assert found == {first: "", second: "new"}


@pytest.mark.parametrize(
    ("change", "looks"),
    [
        pytest.param(None, ["a", "b", "c"], id="nothing changes"),
        pytest.param("a", ["a", "b", "c", "a"], id="one grows"),
        pytest.param("d", ["a", "b", "c", "d"], id="one comes"),
        pytest.param(NAME, ["a", "b", "c", "b"], id="one is not acknowledged"),
    ],
)
def test_only_what_changed_meanwhile_is_read_again(
    tmp_path: Path, change: str | None, looks: list[str]
) -> None:
    folder = tmp_path / "plan" / "progress"
    folder.mkdir(parents=True)
    for name in "abc":
        (folder / f"{name}.toml").write_text("[report]\n", encoding="utf-8")
    seen: list[str] = []

    def read(found: Path, absent: Addition | None) -> int:
        seen.append(found.stem)
        if change == NAME:
            said = '{"ledger": "plan/progress/b.toml", "size": 3, "added": "port]\\n"}'
            journal = tmp_path / NAME
            journal.write_text(f'{{"format": 1, "ledgers": [{said}]}}\n', encoding="utf-8")
            put_seal(journal, journal.stat())
        elif change is not None and seen == ["a", "b"]:
            with (folder / f"{change}.toml").open("a", encoding="utf-8") as end:
                end.write("x\n")
        return len(found.read_bytes()) if absent is None else len(absent.absent(found.read_bytes()))

    rounds = 0

    def listed() -> list[Path]:
        nonlocal rounds
        rounds += 1
        return sorted(folder.glob("*.toml"))

    found = at_one_moment(listed, read)
    assert seen == looks
    assert rounds == (2 if change is None else 3)  # once nothing is left to read it is looked no further
    sizes = {path.stem: size for path, size in found.items()}
    expected = {"a": 11, "b": 9, "c": 9} if change == "a" else {"a": 9, "b": 9, "c": 9}
    assert sizes == expected | ({"d": 2} if change == "d" else {}) | ({"b": 3} if change == NAME else {})
