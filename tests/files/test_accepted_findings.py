"""A baseline on disk: an entry a line, read back as it was, and refused in a line where it is none."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan import Refusal
from jinjiang_plan.files.accepted_findings import read_baseline, write_baseline
from jinjiang_plan.model.finding import AcceptedFinding

ONE = AcceptedFinding("计划/五年规划, 第二版: 100%/plan.toml", "plan.titel", "JP101", "unknown-key", "0" * 32)
TWO = AcceptedFinding("计划/五年规划, 第二版: 100%/works.toml", "target.a", "JP103", "missing-key", "1" * 32)


def test_it_stands_an_entry_a_line_in_order(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    write_baseline(path, [ONE, TWO])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '  "format": 1,', '  "accepted": [']
    assert [json.loads(line.rstrip(","))["entry"] for line in lines[3:5]] == ["plan.titel", "target.a"]
    assert ONE.file in lines[3]
    assert read_baseline(path) == (ONE, TWO)


def test_an_empty_one_is_one_too(tmp_path: Path) -> None:
    write_baseline(tmp_path / "known.json", [])
    assert read_baseline(tmp_path / "known.json") == ()


TEXT = st.text()


@given(
    st.lists(
        st.builds(AcceptedFinding, TEXT, TEXT, TEXT.map(lambda text: f"X{text}"), TEXT, TEXT), max_size=4
    )
)
def test_whatever_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[AcceptedFinding]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "known.json"
    write_baseline(path, entries)
    assert read_baseline(path) == tuple(entries)
    assert not set(path.read_text(encoding="utf-8")) & set("\x1b\u202e\x00\r")


def text(**change: object) -> str:
    return json.dumps({"format": 1, "accepted": [{**ONE._asdict(), **change}]})


BROKEN = {
    "empty": (b"", "no JSON at"),
    "no JSON": (b'{"format": 1,\n<<<<<<< HEAD\n', "known.json:2:1"),
    "a list": (b"[]", "`accepted` is missing"),
    "accepted is no list": (b'{"format": 1, "accepted": {}}', "`accepted` is missing"),
    "another format": (b'{"format": 2, "accepted": []}', "format must be 1"),
    "no format": (b'{"accepted": []}', "format must be 1"),
    "an entry is text": (b'{"format": 1, "accepted": ["x"]}', "entry 1 lacks the text `file`"),
    "a number for a text": (text(entry=3).encode(), "entry 1 lacks the text `entry`"),
    "without fingerprint": (text(fingerprint=None).encode(), "lacks the text `fingerprint`"),
    "goalposts": (text(code="JP601").encode(), "JP601, cannot be accepted"),
    "a file that cannot be read": (text(code="JP001").encode(), "JP001, cannot be accepted"),
    "GBK": ('{"格": 1}'.encode("gb18030"), "not UTF-8"),
    "deep": (b"[" * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize(("content", "why"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_baseline_is_refused_in_a_line(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read_baseline(path)
    assert refused.value.exit_code == 2
    assert why in refused.value.words.en
    assert all("known.json" in words and "\n" not in words for words in refused.value.words)


def test_one_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "no.json", "--write-baseline"), (tmp_path, "folder")):
        with pytest.raises(Refusal) as refused:
            read_baseline(path)
        assert refused.value.exit_code == 2
        assert why in refused.value.words.en


def test_a_mark_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(b"\xef\xbb\xbf" + text().encode())
    assert read_baseline(path) == (ONE,)


def test_a_missing_folder_is_refused_and_a_failed_write_leaves_what_was(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        write_baseline(tmp_path / "no" / "known.json", [ONE])
    assert refused.value.exit_code == 2
    (tmp_path / "known.json").mkdir()
    with pytest.raises(Refusal) as refused:
        write_baseline(tmp_path / "known.json", [ONE])
    assert refused.value.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["known.json"]
