"""What machines read leaves as the same bytes everywhere, whole; screens of nonsense size are drawn on all the same."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import sleep

import pytest

from tests.build import PLAN_HEAD, STATIONS, clean_environment, report_line, run, write_ledger, write_plan

COMMAND = (sys.executable, "-m", "jinjiang_plan")
LOCALES: Mapping[str, Mapping[str, str]] = {
    "C": {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
    "ascii": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "gbk": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"},
    "utf-16": {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-16"},
}
CALLS = (
    *(f"status --as-of 2021-06-30 -f {form}" for form in ("json", "jsonl", "csv", "tsv")),
    *(f"check --exit-zero -f {form}" for form in ("json", "jsonl", "github", "gitlab", "sarif", "junit")),
    "timeline --as-of 2021-06-30 --to 2022-12-31 -f ics",
    "chart stations --as-of 2021-06-30 -f svg",
    "brief --as-of 2021-06-30 -f html",
    "schema plan",
    "template -f csv",
    "rule --all -f json",
    "check --diff --exit-zero",
    "list -f csv --plan plan",
)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600, source="验收单 é€"))
    return tmp_path / "plans"


def printed(words: str, plans: Path, more: Mapping[str, str], given: bytes = b"") -> bytes:
    """What a call puts on stdout, byte for byte."""
    finished = subprocess.run(
        [*COMMAND, "--plans", str(plans), *words.split()],
        input=given,
        capture_output=True,
        check=False,
        cwd=plans.parent,
        env={**clean_environment("zh"), **more},
    )
    assert b"Traceback" not in finished.stderr
    return finished.stdout


@pytest.mark.parametrize("words", CALLS)
def test_bytes_for_machines_are_the_same_in_every_locale(plans: Path, words: str) -> None:
    head = plans / "plan" / "plan.toml"
    if words.startswith("check"):
        head.write_bytes(f"# 注释 é€\n{head.read_text(encoding='utf-8')}".replace("3000", '"3000"').encode())
    usual = printed(words, plans, {})
    assert not usual.decode().isascii()
    for more in LOCALES.values():
        assert printed(words, plans, more) == usual


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_editor_gets_its_text_back_byte_for_byte_but_for_what_is_mended(
    plans: Path, locale: str, end: str
) -> None:
    head = plans / "plan" / "plan.toml"
    text = (head.read_text(encoding="utf-8") + "# 注释 é€\n").replace("\n", end)
    broken = text.replace("value = 3000", 'value = "3000"')
    assert broken != text
    words = f"check - --fix --stdin-filename {head}"
    assert printed(words, plans, LOCALES[locale], broken.encode()) == text.encode()


def test_a_stdout_that_does_not_block_is_waited_for(plans: Path) -> None:
    targets = "".join(STATIONS.replace("[target.stations]", f"[target.t{number}]") for number in range(150))
    write_plan(plans, "many", PLAN_HEAD + targets)
    for words in ("status --as-of 2021-06-30 -f json", "list -f plain", "check -f json --exit-zero"):
        command = [*COMMAND, "--plans", str(plans), *words.split()]
        whole = subprocess.run(command, capture_output=True, check=False, env=clean_environment())
        reading, writing = os.pipe()
        fcntl.fcntl(writing, getattr(fcntl, "F_SETPIPE_SZ", 1031), 4096)
        os.set_blocking(writing, False)
        with subprocess.Popen(
            command, stdout=writing, stderr=subprocess.PIPE, env=clean_environment()
        ) as child:
            os.close(writing)
            held = bytearray()
            while part := os.read(reading, 4096):
                held += part
                sleep(0.01)  # a slow reader
            os.close(reading)
            assert child.wait() == whole.returncode
        assert len(whole.stdout) > 2 * 4096
        assert bytes(held) == whole.stdout


@pytest.mark.parametrize("columns", ["0", "-3", "²", "nonsense", "99999999999999999999", ""])
@pytest.mark.parametrize("words", ["status --as-of 2021-06-30 -f table", "check -f full", "rule JP101"])
def test_a_screen_of_nonsense_width_is_drawn_on_as_a_usual_one(plans: Path, words: str, columns: str) -> None:
    if words.startswith("check"):
        (plans / "plan" / "bad.toml").write_text("fomat = 1\n", encoding="utf-8")
    drawn = [
        run(*words.split(), plans=plans, environment={"FORCE_COLOR": "1", "COLUMNS": width, "LINES": width})
        for width in ("80", columns)
    ]
    assert drawn[0].out.strip()
    assert drawn[1] == drawn[0]


@pytest.mark.parametrize(
    "words",
    [
        "status -f json --due-before 1990-01-01",
        "check -f json",
        "--lang zh status --fail-on red --format=json",
    ],
)
def test_json_is_answered_in_json_where_nothing_could_be_judged(tmp_path: Path, words: str) -> None:
    outcome = run(*words.split(), cwd=tmp_path)
    assert outcome.code == 3
    answer = json.loads(outcome.out)
    assert answer["format"] == 1
    assert answer["error"]["exit"] == 3
    assert answer["error"]["zh"] in outcome.err or answer["error"]["en"] in outcome.err


@pytest.mark.parametrize("words", ["check -f junit", "check", "status --fail-on red -f json -o out.json"])
def test_no_json_is_printed_where_none_is_awaited(tmp_path: Path, words: str) -> None:
    outcome = run(*words.split(), cwd=tmp_path)
    assert (outcome.code, outcome.out) == (3, "")
