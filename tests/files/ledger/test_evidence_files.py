"""The file that proves a figure: cited by its digest, and looked at again."""

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from jinjiang_plan import load
from jinjiang_plan.files.ledger.evidence_files import kept, proofs
from jinjiang_plan.files.ledger.reader import ledger_from_text
from jinjiang_plan.model.references import FileState
from tests.build import call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
BYTES = "第六期".encode()
DIGEST = hashlib.sha256(BYTES).hexdigest()


class Place:
    """A plan with a file beside its ledgers, and a command that cites one."""

    def __init__(self, root: Path, capsys: Capture) -> None:
        self.plans, self.capsys = root / "plans", capsys
        self.plan = write_plan(self.plans)
        self.proof = self.plan / "evidence" / "月报.pdf"
        self.proof.parent.mkdir()
        self.proof.write_bytes(BYTES)

    def record(self, file: Path, *more: str) -> str:
        arguments = ("record", "stations", "600", "--on", "2020-12-31", "--file", str(file), *more)
        code, out, err = call(self.capsys, *arguments, plans=self.plans)
        assert code == 0, err
        return out.splitlines()[0]

    def kept(self) -> FileState | None:
        portfolio = load(self.plans)
        assert portfolio.findings == ()
        return kept(portfolio.ledger(portfolio.find("stations")).reports[0], self.plans)


@pytest.fixture
def place(tmp_path: Path, capsys: Capture) -> Place:
    return Place(tmp_path, capsys)


def test_a_file_below_the_plans_is_cited_from_there_with_its_digest(place: Place) -> None:
    line = place.record(place.proof, "--url", "https://example.org", "--note", "n")
    cited = f'url = "https://example.org", file = "plan/evidence/月报.pdf", sha256 = "{DIGEST}", note = "n"'
    assert cited in line
    assert place.kept() is FileState.SAME


def test_a_file_elsewhere_is_cited_by_its_name(place: Place) -> None:
    outside = place.plans.parent / "report.pdf"
    outside.write_bytes(BYTES)
    assert f'file = "report.pdf", sha256 = "{DIGEST}"' in place.record(outside)
    assert place.kept() is FileState.ELSEWHERE


def test_a_change_and_a_loss_are_found(place: Place) -> None:
    place.record(place.proof)
    place.proof.write_bytes(BYTES + b".")
    assert place.kept() is FileState.CHANGED
    place.proof.unlink()
    assert place.kept() is FileState.GONE
    place.proof.mkdir()
    assert place.kept() is FileState.UNREADABLE


def test_only_the_ledgers_that_are_named_are_looked_at(place: Place) -> None:
    place.record(place.proof)
    other = write_plan(place.plans, "other")
    write_ledger(other, "stations", report_line("2020-12-31", 1, file='"other/lost.pdf"', sha256='"00"'))
    portfolio = load(place.plans)
    ours, theirs = (portfolio.ledgers[f"{plan}/stations"].file for plan in ("plan", "other"))
    same = {("plan/stations", "2020-12-31"): FileState.SAME}
    gone = {("other/stations", "2020-12-31"): FileState.GONE}
    assert proofs(portfolio, {ours}) == same
    assert proofs(portfolio, {theirs}) == gone
    assert proofs(portfolio, {ours, theirs}) == same | gone
    assert proofs(portfolio, set()) == {}


@pytest.mark.parametrize(
    ("file", "sha256", "expected"),
    [
        ("plan/evidence/月报.pdf", DIGEST, FileState.SAME),
        ("plan/evidence/月报.pdf", DIGEST.upper(), FileState.SAME),
        ("plan/evidence/月报.pdf", "", FileState.SAME),
        ("plan/evidence/月报.pdf", DIGEST[:-1], FileState.CHANGED),
        ("plan/evidence/lost.pdf", DIGEST, FileState.GONE),
        ("plan/evidence/月报.pdf/x", DIGEST, FileState.GONE),
        ("lost.pdf", DIGEST, FileState.ELSEWHERE),
        ("./lost.pdf", DIGEST, FileState.GONE),
        ("../x/lost.pdf", DIGEST, FileState.ELSEWHERE),
        ("plan/a\x00b", DIGEST, FileState.UNREADABLE),
        (f"plan/{'a' * 300}", DIGEST, FileState.UNREADABLE),
        ("plan/loop", DIGEST, FileState.UNREADABLE),
    ],
)
def test_what_became_of_a_file_is_told_by_its_name_and_its_digest(
    place: Place, file: str, sha256: str, expected: FileState
) -> None:
    (place.plan / "loop").symlink_to("loop")
    place.record(place.proof)
    report = load(place.plans).ledger(load(place.plans).find("stations")).reports[0]
    assert kept(report._replace(file=file, sha256=sha256), place.plans) is expected


def test_a_report_without_a_file_has_nothing_to_keep(place: Place) -> None:
    call(place.capsys, "record", "stations", "600", "--on", "2020-12-31", plans=place.plans)
    assert place.kept() is None


def test_a_citation_never_leads_out_of_the_plans(place: Place) -> None:
    (place.plans.parent / "secret").write_bytes(BYTES)
    report = load(place.plans).ledger(load(place.plans).find("stations"))
    assert report.reports == ()
    place.record(place.proof)
    cited = load(place.plans).ledger(load(place.plans).find("stations")).reports[0]
    assert kept(cited._replace(file="../secret"), place.plans) is FileState.ELSEWHERE


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_a_file_elsewhere_it_is_said_that_check_cannot_follow_it(
    place: Place, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    outside = place.plans.parent / "report.pdf"
    outside.write_bytes(BYTES)
    lines = ("stations 600 2020-12-31\n", "stations 900 2021-03-31\n")
    said = "check 无法核对" if lang == "zh" else "check cannot follow it"
    for file, line, told in ((outside, lines[0], True), (place.proof, lines[1], False)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
        _, value, day = line.split()
        for words in (("stations", value, "--on", day, "--dry-run"), ("-",)):
            code, _, err = call(
                place.capsys, "record", *words, "--file", str(file), plans=place.plans, lang=lang
            )
            assert code == 0
            assert (said in err) is told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_what_might_never_end_is_not_cited(place: Place) -> None:
    pipe = place.plan / "evidence" / "pipe"
    os.mkfifo(pipe)
    arguments = ("record", "stations", "600", "--on", "2020-12-31", "--file", str(pipe))
    code, _, err = call(place.capsys, *arguments, plans=place.plans)
    assert code == 2
    assert "is not a plain file" in err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_is_not_there_is_refused(place: Place, lang: str) -> None:
    arguments = ("record", "stations", "600", "--on", "2020-12-31", "--file", "nowhere.pdf")
    code, out, err = call(place.capsys, *arguments, plans=place.plans, lang=lang)
    assert (code, out) == (2, "")
    assert "--file nowhere.pdf" in err
    assert not (place.plan / "progress").exists()


def test_it_is_shown_by_log_show_and_json(place: Place) -> None:
    place.record(place.proof)
    for command in (("log",), ("show", "stations")):
        assert "plan/evidence/月报.pdf" in call(place.capsys, *command, plans=place.plans).out
    for command, key in ((("log",), "entries"), (("show", "stations"), "reports")):
        (record,) = json.loads(call(place.capsys, *command, "-f", "json", plans=place.plans).out)[key]
        assert (record["file"], record["sha256"]) == ("plan/evidence/月报.pdf", DIGEST)


def test_both_ways_of_reading_give_the_same(place: Place) -> None:
    line = place.record(place.proof, "--source", "s", "--note", "n")
    target = load(place.plans).find("stations")
    fast, slow = (ledger_from_text(f"[report]\n{line}\n{more}", "f", target) for more in ("", "# by hand\n"))
    assert fast == slow
    assert fast[0].reports[0].sha256 == DIGEST
