import errno
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinjiang_plan import Refusal, Target, load
from jinjiang_plan.files.plans.amend import NewAmendment, amendment_block, with_amendment, write_amendment
from jinjiang_plan.model.codes import Halt
from jinjiang_plan.model.plan import Amendment, Goal
from jinjiang_plan.model.words import Words
from tests.build import PLAN_HEAD, STATIONS, write_plan

CHANGE = NewAmendment(date(2021, 9, 1), "〔2021〕7号", '因"故"', value=Decimal(2500))
BLOCK = """\
[[target.stations.amendment]]
decided = 2021-09-01
value = 2500
document = "〔2021〕7号"
reason = "因\\"故\\""
"""
OTHER = STATIONS.replace("target.stations", "target.others")


def place(root: Path, text: str) -> tuple[Path, Target]:
    """A plan file of that text, byte for byte, and its target `stations`."""
    folder = write_plan(root)
    path = folder / "plan.toml"
    path.write_bytes(text.encode())
    portfolio = load(root)
    assert portfolio.findings == ()
    return path, portfolio.find("stations")


LAYOUTS = {
    "the last table": PLAN_HEAD + STATIONS,
    "between others": PLAN_HEAD + STATIONS + "\n# 其他 others\n" + OTHER,
    "comments": PLAN_HEAD + "# before\n" + STATIONS + "# behind } [x]\n\n  # and more\n" + OTHER + "# end",
    "a comment on the last line": PLAN_HEAD + STATIONS.rstrip("\n") + "   # 3000座\n" + OTHER,
    "CRLF": (PLAN_HEAD + STATIONS + OTHER).replace("\n", "\r\n"),
    "no newline at the end": (PLAN_HEAD + OTHER + STATIONS).rstrip("\n"),
    "a comment without newline at the end": PLAN_HEAD + STATIONS + "# end",
    "a mark": "\ufeff" + PLAN_HEAD + STATIONS + OTHER,
    "a mark and CRLF": ("\ufeff" + PLAN_HEAD + STATIONS + OTHER).replace("\n", "\r\n"),
    "odd layout": PLAN_HEAD
    + '\n  [ target . "stations" ]\n\ttitle={zh="站",en="S"}\n   kind  =  "level"\n goal={\n value=3,\n }\n'
    + OTHER,
    "sub-tables": PLAN_HEAD
    + '[target.stations]\ntitle = "S"\nkind = "level"\n[target.stations.goal]\nvalue = 3 # x\n'
    + "[[target.stations.milestone]]\non = 2021-12-31\nvalue = 2\n"
    + OTHER,
    "sub-tables apart": PLAN_HEAD
    + '[target.stations]\ntitle = "S"\nkind = "level"\n'
    + OTHER
    + "[target.stations.goal]\nvalue = 3\n[source.x]\ntitle = 'x'\n",
    "amended before": PLAN_HEAD
    + STATIONS
    + '[[target.stations.amendment]]\ndecided = 2021-01-01\ndue = 2023-12-31\ndocument = "a"\n'
    + OTHER,
    "a long text that looks like tables": PLAN_HEAD
    + STATIONS
    + 'wording = """\n[target.others]\n[[target.stations.amendment]]\n"""\n'
    + OTHER,
    "dotted keys": PLAN_HEAD + '[target.stations]\ntitle = "S"\nkind = "level"\ngoal.value = 3\n' + OTHER,
    "dotted keys from above": PLAN_HEAD + '[target]\nstations.title = "S"\nstations.kind = "level"\n',
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_only_the_block_is_added_and_every_other_byte_stays(tmp_path: Path, text: str) -> None:
    path, target = place(tmp_path, text)
    write_amendment(path, target, CHANGE)
    after = path.read_bytes().decode()
    block = BLOCK.replace("\n", "\r\n") if "\r\n" in text else BLOCK
    before, found, behind = after.partition(block)
    assert found
    assert text.endswith(behind)
    gap = before.removeprefix(text[: len(text) - len(behind)])
    assert gap in ("\n", "\n\n", "\r\n", "\r\n\r\n")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_the_amendment_reads_back_and_nothing_else_changed(tmp_path: Path, text: str) -> None:
    path, target = place(tmp_path, text)
    others = list(load(tmp_path).judged)
    write_amendment(path, target, CHANGE)
    portfolio = load(tmp_path)
    assert portfolio.findings == ()
    amended = portfolio.find("stations")
    assert amended == target._replace(
        amendments=(
            *target.amendments,
            Amendment(
                date(2021, 9, 1),
                Goal(Decimal(2500), None, None, None, assumed=False),
                None,
                None,
                Words("〔2021〕7号", "〔2021〕7号"),
                Words('因"故"', '因"故"'),
                place=len(target.amendments),
            ),
        )
    )
    rest = [each for each in portfolio.judged if each.id != "stations"]
    assert rest == [each for each in others if each.id != "stations"]


INLINE = '[target]\nstations = { title = "S", kind = "level", goal = { value = 3 } }\n'
REFUSED = {
    "an inline table": PLAN_HEAD + INLINE,
    "an inline table among others": PLAN_HEAD + INLINE + 'others = { title = "O", kind = "level" }\n',
    "an array of amendments": PLAN_HEAD + STATIONS + "amendment = [ { decided = 2021-01-01, value = 5 } ]\n",
    "an empty array of amendments": PLAN_HEAD + STATIONS + "amendment = []\n",
    "dotted keys from above, others behind": PLAN_HEAD
    + '[target]\nstations.title = "S"\nstations.kind = "level"\nothers.title = "O"\nothers.kind = "level"\n',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_layout_without_a_place_for_the_block_is_refused_as_it_is(tmp_path: Path, text: str) -> None:
    path, target = place(tmp_path, text)
    with pytest.raises(Refusal) as refused:
        write_amendment(path, target, CHANGE)
    assert refused.value.exit_code == 1
    assert all(str(path) in each and "[[target.stations.amendment]]" in each for each in refused.value.words)
    assert path.read_bytes() == text.encode()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        pytest.param(CHANGE._replace(value=Decimal("1E+3")), "value = 1000", id="no exponent"),
        pytest.param(CHANGE._replace(value=Decimal("0.10")), "value = 0.10", id="exact"),
        pytest.param(CHANGE._replace(value=True), "value = true", id="done"),
        pytest.param(CHANGE._replace(value=None, stage="operating"), 'stage = "operating"', id="a stage"),
        pytest.param(CHANGE._replace(value=None, due=date(2023, 6, 30)), "due = 2023-06-30", id="a due day"),
        pytest.param(CHANGE._replace(value=None, status="suspended"), 'status = "suspended"', id="a status"),
    ],
)
def test_a_block_says_what_changes_and_no_more(tmp_path: Path, change: NewAmendment, line: str) -> None:
    _, target = place(tmp_path, PLAN_HEAD + STATIONS)
    assert amendment_block(target, change) == BLOCK.replace("value = 2500", line)


def test_an_initiative_of_an_action_is_amended_in_its_file(tmp_path: Path) -> None:
    action = (
        'format = 1\n[action]\ntitle = "A"\n[initiative.park]\ntitle = "P"\ngoal = { stage = "completed" }\n'
    )
    folder = write_plan(tmp_path, works=action)
    target = load(tmp_path).find("park")
    write_amendment(folder / "works.toml", target, CHANGE._replace(value=None, status="cancelled"))
    text = (folder / "works.toml").read_text(encoding="utf-8")
    assert text.startswith(action + "\n[[initiative.park.amendment]]\ndecided = 2021-09-01\n")
    (amendment,) = load(tmp_path).find("park").amendments
    assert amendment.status is Halt.CANCELLED


@given(st.text(), st.text(), st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=3)))
@settings(max_examples=30, deadline=None)
def test_any_words_and_figures_read_back(
    tmp_path_factory: pytest.TempPathFactory, document: str, reason: str, value: Decimal | None
) -> None:
    root = tmp_path_factory.getbasetemp() / "amended"
    path, target = place(root, PLAN_HEAD + STATIONS)
    write_amendment(
        path, target, NewAmendment(date(2021, 9, 1), document, reason, value, due=date(2024, 1, 1))
    )
    (amendment,) = load(root).find("stations").amendments
    assert amendment.document == Words(document, document)
    assert amendment.reason == Words(reason, reason)
    assert (amendment.goal.value if amendment.goal else None) == value
    assert amendment.due == date(2024, 1, 1)


def test_amendments_follow_each_other(tmp_path: Path) -> None:
    path, target = place(tmp_path, PLAN_HEAD + STATIONS + OTHER)
    for value in (1, 2, 3):
        write_amendment(path, target, CHANGE._replace(value=Decimal(value)))
    goals = [each.goal for each in load(tmp_path).find("stations").amendments]
    assert [each.value for each in goals if each] == [1, 2, 3]


@pytest.mark.parametrize("text", ["x = \n", "x = “a”\n"])
def test_a_file_that_does_not_parse_is_refused_as_it_is(tmp_path: Path, text: str) -> None:
    path, target = place(tmp_path, PLAN_HEAD + STATIONS)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        write_amendment(path, target, CHANGE)
    assert refused.value.exit_code == 3
    assert f"{path}:1:5" in refused.value.words.en
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_gone_is_refused_and_not_made(tmp_path: Path) -> None:
    path, target = place(tmp_path, PLAN_HEAD + STATIONS)
    path.unlink()
    with pytest.raises(Refusal) as refused:
        write_amendment(path, target, CHANGE)
    assert refused.value.exit_code == 1
    assert list(path.parent.iterdir()) == []


def test_a_target_that_the_file_does_not_hold_is_refused(tmp_path: Path) -> None:
    _, target = place(tmp_path, PLAN_HEAD + STATIONS)
    with pytest.raises(Refusal):
        with_amendment(PLAN_HEAD + OTHER, "f", target, CHANGE)


@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()],
    ids=["full", "interrupt"],
)
def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    text = PLAN_HEAD + STATIONS
    path, target = place(tmp_path, text)

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as context:
        context.setattr(os, name, fail)
        with pytest.raises((Refusal, KeyboardInterrupt)) as raised:
            write_amendment(path, target, CHANGE)
    assert not isinstance(raised.value, Refusal) or raised.value.exit_code == 1
    assert path.read_bytes() == text.encode()
    assert list(path.parent.iterdir()) == [path]
