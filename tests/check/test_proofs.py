"""What `check` says of the files that reports cite: told as people need it, looked at only where that is asked for."""

import os
from pathlib import Path

import pytest

from tests.build import Outcome, call, write_plan

Capture = pytest.CaptureFixture[str]


class Place:
    """A plan with a report that cites a file, and `check` on it."""

    def __init__(self, root: Path, capsys: Capture) -> None:
        self.plans, self.capsys = root / "plans", capsys
        self.plan = write_plan(self.plans)
        self.ledger = self.plan / "progress" / "stations.toml"
        self.proof = self.plan / "evidence" / "月报.pdf"
        self.proof.parent.mkdir()
        self.proof.write_bytes("第六期".encode())

    def record(self, file: Path, *more: str) -> None:
        arguments = ("record", "stations", "600", "--on", "2020-12-31", "--source", "S", "--file", str(file))
        outcome = call(self.capsys, *arguments, *more, plans=self.plans)
        assert outcome.code == 0, outcome.err

    def check(self, *arguments: str, lang: str = "en") -> Outcome:
        outcome = call(self.capsys, "check", *(arguments or (str(self.plans),)), "-f", "full", lang=lang)
        return outcome._replace(out=outcome.out.replace(f"{self.plans}/", ""))


@pytest.fixture
def place(tmp_path: Path, capsys: Capture) -> Place:
    place = Place(tmp_path, capsys)
    place.record(place.proof)
    return place


def flat(text: str) -> str:
    """A text without its line breaks: where a long sentence is broken says nothing here."""
    return " ".join(text.split())


def test_a_file_as_it_was_cited_is_no_finding(place: Place) -> None:
    code, out, _ = place.check()
    assert (code, out.count("JP507"), out.count("JP508")) == (0, 0, 0)


def test_a_changed_file_is_told_with_what_to_do(place: Place) -> None:
    place.proof.write_bytes(b"another")
    code, out, _ = place.check()
    assert code == 1
    told = (
        "error JP507 evidence-changed: `stations`: the file `plan/evidence/月报.pdf`, which the report for 2020-12-31 "
        "cites, has changed: its SHA-256 was 1f86e1a49b7a… --> plan/progress/stations.toml:2:"
    )
    assert told in flat(out)
    assert (
        "= help: put the file back, or append a revision that cites the new one: record --revise --file"
        in flat(out)
    )
    said = place.check(lang="zh").out
    assert "`stations` 2020-12-31 的佐证文件 `plan/evidence/月报.pdf` 变了" in said
    assert "放回原文件" in said


def test_a_file_that_is_gone_is_told_with_what_to_look_for(place: Place) -> None:
    place.proof.unlink()
    code, out, _ = place.check()
    assert code == 1
    assert "which the report for 2020-12-31 cites, is gone -->" in flat(out)
    assert out.count("SHA-256 1f86e1a49b7a…\n") == 1
    assert "不在了" in place.check(lang="zh").out


def test_the_way_out_works_when_it_is_followed(place: Place) -> None:
    place.proof.write_bytes(b"another")
    place.record(place.proof, "--revise")
    assert place.check().code == 0


def test_a_file_that_stands_in_the_plans_folder_itself_is_missed_too(place: Place) -> None:
    proof = place.plans / "report.pdf"
    proof.write_bytes(b"1")
    place.record(proof, "--revise")
    assert 'file = "./report.pdf"' in place.ledger.read_text(encoding="utf-8")
    assert place.check().code == 0
    proof.unlink()
    assert "`./report.pdf`" in place.check().out


def test_a_comment_keeps_it_back(place: Place) -> None:
    place.proof.unlink()
    line = place.ledger.read_text(encoding="utf-8").rstrip("\n")
    place.ledger.write_text(f"{line} # jp: ignore[evidence-missing] kept in the archive\n", encoding="utf-8")
    assert place.check().code == 0


def test_it_is_looked_at_only_where_it_is_asked_for(place: Place) -> None:
    place.proof.unlink()
    assert place.check(str(place.plans), "--ignore", "JP508").code == 0
    assert place.check(str(place.plans), "--select", "JP1").code == 0
    assert place.check(str(place.plan / "plan.toml")).code == 0
    assert place.check(str(place.ledger)).code == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_what_is_no_plain_file_is_not_waited_for(place: Place) -> None:
    place.proof.unlink()
    os.mkfifo(place.proof)
    assert "cites, cannot be read -->" in flat(place.check().out)
    place.proof.unlink()
    place.proof.symlink_to(place.proof.name)
    assert "cites, cannot be read -->" in flat(place.check().out)


def test_a_name_that_no_file_may_have_is_a_finding_and_no_fault(place: Place) -> None:
    for name in ("a\\u0000/b", f"a/{'b' * 300}"):
        text = place.ledger.read_text(encoding="utf-8")
        place.ledger.write_text(text.replace("plan/evidence/月报.pdf", name), encoding="utf-8")
        code, out, _ = place.check()
        place.ledger.write_text(text, encoding="utf-8")
        assert code == 1
        assert "JP508 evidence-missing" in out


def test_each_report_that_stands_is_held_against_its_own_file(place: Place) -> None:
    other = place.plan / "evidence" / "other.pdf"
    other.write_bytes(b"1")
    arguments = ("record", "stations", "700", "--on", "2021-03-31", "--source", "S", "--file", str(other))
    assert call(place.capsys, *arguments, plans=place.plans).code == 0
    assert place.check().code == 0
    other.write_bytes(b"2")
    place.proof.unlink()
    told = flat(place.check().out)
    assert told.count("the report for 2020-12-31 cites, is gone") == 1
    assert told.count("the report for 2021-03-31 cites, has changed") == 1
    reason = ("--reason", "mistaken", "--on", "2021-03-31")
    assert call(place.capsys, "retract", "stations", *reason, plans=place.plans).code == 0
    told = flat(place.check().out)
    assert ("JP507" in told, "JP508" in told) == (False, True)
    place.record(other, "--revise")
    assert place.check().code == 0
