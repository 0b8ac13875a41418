"""`check`: what it looks at, what it says, what it mends, and its exit codes."""

import io
import os
import pty
import subprocess
import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from jinjiang_plan.files.plans.locate import built_in
from tests.build import PLAN_HEAD, Outcome, call, clean_environment, report_line, run, write_ledger
from tests.build import STATIONS as STATIONS_BARE
from tests.build import write_plan as write_any_plan

SHA_OF_X = sha256(b"x").hexdigest()

Capture = pytest.CaptureFixture[str]

HEAD = PLAN_HEAD + '[source.doc]\ntitle = { zh = "文件", en = "Document" }\n'
STATIONS = STATIONS_BARE.replace("2020-01-01 }", '2020-01-01, source = "doc" }')
ACTION = 'format = 1\n\n[action]\ntitle = { zh = "行动", en = "Action" }\n'
OTHER = STATIONS.replace("stations", "other")
TYPED = STATIONS.replace("3000", '"3000"')
MISSPELT = STATIONS.replace("unit", "unti")


def write_plan(root: Path, name: str = "plan", head: str = HEAD + STATIONS, **actions: str) -> Path:
    """A plan of which no rule has anything to say, unless its texts say otherwise."""
    return write_any_plan(root, name, head, **actions)


@pytest.fixture(autouse=True)
def _not_on_github(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def check(capsys: Capture, *arguments: str, plans: Path | None = None, lang: str = "en") -> Outcome:
    return call(capsys, "check", *arguments, plans=plans, lang=lang)


def test_a_clean_run_says_so_in_one_line(tmp_path: Path, capsys: Capture) -> None:
    write_plan(tmp_path / "plans", act=ACTION + OTHER)
    assert check(capsys, plans=tmp_path / "plans") == (
        0,
        "",
        "no findings in 2 files; compared with no base\n",
    )
    assert (
        check(capsys, plans=tmp_path / "plans", lang="zh").err
        == "2 个文件，没有发现问题；没有与基准版本比较\n"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "--exit-zero"],
        ["check", "--fix"],
        ["check", "--format", "sarif"],
        ["check", "--statistics"],
        ["status", "--fail-on", "red"],
        ["status", "--fail-on", "behind", "--format", "json"],
    ],
    ids=" ".join,
)
def test_where_a_verdict_gates_something_the_built_in_plan_does_not_stand_in(
    tmp_path: Path, words: list[str], lang: str
) -> None:
    code, _, err = run(*words, cwd=tmp_path, lang=lang)
    assert code == 3
    assert {"zh": "这里没有计划", "en": "there is no plan here"}[lang] in err
    assert "jinjiang-plan init" in err
    assert err.count("\n") == 1


def test_the_built_in_plan_has_no_finding_where_it_is_named(capsys: Capture) -> None:
    code, out, err = check(capsys, plans=built_in())
    assert (code, out) == (0, "")
    assert "no findings" in err


FULL = """\
error JP102 wrong-type: `value` must be a number without quotes, or true or false
  --> plans/plan/plan.toml:15:18
   |
15 | goal = { value = "3000" }
   |                  ^^^^^^
   |
   = help: write `3000`
"""
FULL_ZH = """\
错误 JP004 bare-chinese-key：中文键 `指标备注` 没有加引号
  --> plans/plan/plan.toml:16:1
   |
16 | 指标备注 = “甲”
   | ^^^^^^^^
   |
   = 办法：加引号：`"指标备注"`，或改用英文键

错误 JP002 chinese-punctuation：全角引号 `“ ”`
  --> plans/plan/plan.toml:16:8
   |
16 | 指标备注 = “甲”
   |            ^^^^
   |
   = 办法：改用半角（英文）标点
"""


def test_the_full_format_shows_the_line_with_carets_below(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_plan(tmp_path / "plans", head=HEAD + TYPED)
    assert check(capsys) == (1, FULL, "1 error in 1 of 1 file; 1 fixable with --fix; compared with no base\n")
    write_plan(tmp_path / "plans", head=HEAD + STATIONS + "指标备注 = “甲”\n")
    code, out, err = check(capsys, lang="zh")
    assert (code, out) == (1, FULL_ZH)
    assert err == "1 个文件中的 1 个：2 个错误；2 个可用 --fix 修正；没有与基准版本比较\n"


def test_the_concise_format_is_a_line_a_finding(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_plan(tmp_path / "plans", head=HEAD + MISSPELT, act=ACTION + "x = 座\n")
    assert check(capsys, "--format", "concise").out == (
        'plans/plan/act.toml:5:5: error JP001 toml-syntax: a text has no quotes; write `"座"`\n'
        "plans/plan/plan.toml:13:1: error JP101 unknown-key: `unti` is no key of a target; did you mean `unit`?\n"
    )


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Two plans: one error and one warning in the first, one error in the second; a ledger that is sound."""
    root = tmp_path / "plans"
    first = write_plan(
        root,
        "first",
        head=HEAD + MISSPELT,
        act=ACTION + OTHER.replace("{ value = 3000 }", "{ value = 3000, }"),
    )
    write_ledger(first, "stations", report_line("2021-06-30", 5))
    write_plan(root, "second", head=HEAD + TYPED)
    return root


@pytest.mark.parametrize(
    ("arguments", "code", "summary"),
    [
        pytest.param([], 1, "2 errors, 1 warning in 3 of 4 files", id="all"),
        pytest.param(["first"], 1, "1 error, 1 warning in 2 of 3 files", id="a plan"),
        pytest.param(["first/act.toml"], 0, "1 warning in 1 of 1 file", id="a file"),
        pytest.param(["first/progress"], 0, "no findings in 1 file", id="ledgers"),
        pytest.param(["first/progress/stations.toml"], 0, "no findings in 1 file", id="a ledger"),
        pytest.param(["first/act.toml", "second"], 1, "1 error, 1 warning in 2 of 2 files", id="several"),
        pytest.param(["."], 1, "2 errors, 1 warning in 3 of 4 files", id="here"),
        pytest.param([".."], 1, "2 errors, 1 warning in 3 of 4 files", id="a folder above"),
        pytest.param(["--select", "JP006"], 0, "1 warning in 1 of 4 files", id="select"),
        pytest.param(["--select", "JP1", "--ignore", "wrong-type"], 1, "1 error in 1 of 4 files", id="select and ignore"),
        pytest.param(["--ignore", "JP1"], 0, "1 warning in 1 of 4 files", id="ignore"),
        pytest.param(["first/act.toml", "--fail-on", "warning"], 1, "1 warning", id="fail on warnings"),
        pytest.param(["first/act.toml", "--fail-on", "info"], 1, "1 warning", id="fail on notes"),
        pytest.param(["--exit-zero"], 0, "2 errors, 1 warning", id="exit zero"),
        pytest.param(["--as-of", "2021Q2"], 1, "2 errors, 1 warning", id="a day"),
    ],
)  # fmt: skip
def test_what_is_looked_at_and_how_it_ends(  # noqa: PLR0913, PLR0917 - a table's columns
    faulty: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    summary: str,
) -> None:
    monkeypatch.chdir(faulty)
    monkeypatch.setenv("JINJIANG_PLANS", str(faulty))
    outcomes = [check(capsys, *arguments, "-f", form) for form in ("full", "concise")]
    outcomes.append(check(capsys, *arguments, "--statistics"))
    assert [each.code for each in outcomes] == [code] * 3
    assert all(summary in each.err for each in outcomes)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        pytest.param(["nowhere.toml"], 2, "nowhere.toml", id="no such path"),
        pytest.param(["README.md"], 2, "README.md", id="a file that is no plan's"),
        pytest.param(["stray.toml"], 2, "stray.toml", id="a file outside any plan"),
        pytest.param(["empty"], 3, "empty", id="a folder without a plan"),
        pytest.param(["--select", "unknwon-key"], 2, "unknown-key", id="no such rule"),
        pytest.param(["--ignore", "JP110"], 2, "JP101", id="no such code"),
        pytest.param(["--fail-on", "foo"], 2, "choose: error, warning, info", id="no such severity"),
        pytest.param(["--select", " ,"], 2, "--select", id="an empty selection"),
        pytest.param(["--select", "JP3", "--ignore", "JP3"], 3, "--ignore", id="nothing left to run"),
        pytest.param(["--statistics", "-f", "json"], 2, "--statistics", id="statistics are no format"),
        pytest.param(["--format", "ful"], 2, "full", id="no such format"),
        pytest.param(["--output", "concise"], 2, "--output", id="an output without its file"),
        pytest.param(["--output", "consice=x.txt"], 2, "concise", id="an output of no format"),
        pytest.param(["--output", "concise=no/where.txt"], 2, "no", id="an output into no folder"),
        pytest.param(["--as-of", "someday"], 2, "2021-06-30", id="no day"),
        pytest.param(["-"], 2, "--stdin-filename", id="stdin without a name"),
        pytest.param(
            ["-", "plan", "--stdin-filename", "plans/plan/a.toml"], 2, "stdin", id="stdin beside paths"
        ),
        pytest.param(["-", "--stdin-filename", "stray.toml"], 2, "stray.toml", id="stdin outside any plan"),
    ],
)
def test_a_wrong_call_is_one_clear_line(  # noqa: PLR0913, PLR0917 - a table's columns
    tmp_path: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    named: str,
    lang: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_plan(tmp_path / "plans")
    for name in ("README.md", "stray.toml"):
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    outcome = check(capsys, *arguments, lang=lang)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.count("\n") == 1
    assert named in outcome.err or lang == "zh"


def test_what_cannot_be_read_is_no_pass_and_hides_nothing(tmp_path: Path, capsys: Capture) -> None:
    folder = write_plan(tmp_path / "plans", head=HEAD + MISSPELT)
    (folder / "act.toml").mkdir()
    for arguments in ([], ["--exit-zero"]):
        code, out, _ = check(capsys, *arguments, "-f", "concise", plans=tmp_path / "plans")
        assert code == 3
        assert "act.toml: error JP000 unreadable" in out
        assert "JP101" in out


def test_one_file_is_judged_within_its_plan(tmp_path: Path, capsys: Capture) -> None:
    folder = write_plan(tmp_path, head=HEAD + STATIONS, act=ACTION + OTHER + 'sum_of = ["stations"]\n')
    assert check(capsys, str(folder / "act.toml")).code == 0


def test_plans_of_one_name_in_two_folders_are_told_apart(tmp_path: Path, capsys: Capture) -> None:
    write_plan(tmp_path / "one", head=HEAD + MISSPELT)
    write_plan(tmp_path / "two")
    code, _, err = check(capsys, str(tmp_path))
    assert code == 1
    assert "1 error in 1 of 2 files" in err


def test_statistics_count_the_findings_of_each_rule(tmp_path: Path, capsys: Capture) -> None:
    write_plan(tmp_path / "plans", head=HEAD + MISSPELT + OTHER.replace("unit", "unti") + "note = 3\n")
    assert check(capsys, "--statistics", plans=tmp_path / "plans").out == (
        "2  JP101  [*]  unknown-key\n1  JP102  [ ]  wrong-type\n"
    )


def test_several_reports_come_of_one_run(tmp_path: Path, capsys: Capture) -> None:
    write_plan(tmp_path / "plans", head=HEAD + MISSPELT)
    files = [tmp_path / "a.txt", tmp_path / "b=c.txt"]
    wanted = ["-o", f"full={files[0]}", "--output", f"concise={files[1]}"]
    code, out, err = check(capsys, *wanted, plans=tmp_path / "plans")
    assert code == 1
    assert files[0].read_text(encoding="utf-8") == out
    assert files[1].read_text(encoding="utf-8").count("\n") == 1
    assert err.count("wrote ") == 2


def test_fixes_mend_and_keep_layout_and_comments(tmp_path: Path, capsys: Capture) -> None:
    text = HEAD + '\n[target.stations] # 站\ntitle ＝ { zh = “基站”, en = "x" }   # 标题\nkind = "cumulative"\ngoal = {value="3000"}\nunti = "座"\n'  # fmt: skip
    folder = write_plan(tmp_path / "plans", head=text)
    path = folder / "plan.toml"
    assert check(capsys, "--fix", "--diff", plans=tmp_path / "plans").code == 1
    assert path.read_text(encoding="utf-8") == text
    code, out, err = check(capsys, "--fix", plans=tmp_path / "plans")
    assert (code, "JP101" in out) == (1, True)
    assert err.startswith("fixed 3 findings in 1 file\n1 error")
    safe = text.replace('"3000"', "3000").replace("＝ { zh = “基站”", '= { zh = "基站"')
    assert path.read_text(encoding="utf-8") == safe
    assert check(capsys, "--unsafe-fixes", plans=tmp_path / "plans").code == 0
    assert path.read_text(encoding="utf-8") == safe.replace("unti", "unit")
    assert (
        check(capsys, "--unsafe-fixes", plans=tmp_path / "plans").err
        == "no findings in 1 file; compared with no base\n"
    )


def test_a_diff_is_one_that_git_applies(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    import subprocess

    monkeypatch.chdir(tmp_path)
    folder = write_plan(tmp_path / "plans", head=(HEAD + TYPED).rstrip("\n"))
    diff = check(capsys, "--diff").out
    assert "\\ No newline at end of file" in diff
    subprocess.run(["git", "apply", "-"], input=diff.encode(), check=True, cwd=tmp_path)
    assert (folder / "plan.toml").read_text(encoding="utf-8") == (HEAD + STATIONS).rstrip("\n")


def test_a_ledgers_data_are_mended_only_where_that_is_asked_for(tmp_path: Path, capsys: Capture) -> None:
    folder = write_plan(tmp_path / "plans")
    path = write_ledger(folder, "stations", report_line("2021-06-30", '"5"'))
    before = path.read_bytes()
    assert check(capsys, "--fix", plans=tmp_path / "plans").code == 1
    assert path.read_bytes() == before
    assert check(capsys, "--unsafe-fixes", plans=tmp_path / "plans").code == 0
    assert path.read_text(encoding="utf-8").splitlines()[1] == report_line("2021-06-30", 5)


def test_a_mark_goes_only_with_the_rule_that_finds_it(tmp_path: Path, capsys: Capture) -> None:
    path = write_plan(tmp_path / "plans", head="\ufeff" + HEAD + TYPED) / "plan.toml"
    check(capsys, "--fix", "--select", "JP1", plans=tmp_path / "plans")
    assert path.read_text(encoding="utf-8") == "\ufeff" + HEAD + STATIONS
    check(capsys, "--fix", plans=tmp_path / "plans")
    assert path.read_text(encoding="utf-8") == HEAD + STATIONS


def given(monkeypatch: pytest.MonkeyPatch, held: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(held)))


def test_a_text_from_stdin_is_checked_in_the_place_of_a_file(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_plan(tmp_path / "plans", act=ACTION + OTHER)
    given(monkeypatch, (ACTION + OTHER.replace("3000", '"3000"')).encode())
    code, out, err = check(capsys, "-", "--stdin-filename", "plans/plan/act.toml", "-f", "concise")
    assert (code, err) == (1, "1 error in 1 of 1 file; 1 fixable with --fix; compared with no base\n")
    assert out.startswith("plans/plan/act.toml:11:18: error JP102")
    given(monkeypatch, (ACTION + OTHER.replace("3000", '"3000"')).encode())
    mended = check(capsys, "-", "--stdin-filename", "plans/plan/new.toml", "--fix")
    assert (mended.code, mended.out) == (0, ACTION + OTHER)
    given(monkeypatch, (ACTION + OTHER).encode())
    assert check(capsys, "-", "--stdin-filename", "plans/plan/act.toml", "--fix").out == ACTION + OTHER
    given(monkeypatch, "成都".encode("gb18030"))
    assert check(capsys, "-", "--stdin-filename", "plans/plan/act.toml").code == 3


def test_a_comment_with_a_reason_keeps_a_finding_back(tmp_path: Path, capsys: Capture) -> None:
    line = 'unti = "座"  # jp: ignore[unknown-key] 试行中 until=2023-01-10\n'
    write_plan(tmp_path / "plans", head=HEAD + STATIONS + line)
    assert check(capsys, plans=tmp_path / "plans").code == 0
    code, out, _ = check(capsys, "--as-of", "2023-01-11", "-f", "concise", plans=tmp_path / "plans")
    assert code == 1
    assert "JP101" in out
    assert "JP903 suppression-expired: it held until 2023-01-10" in out


@pytest.mark.parametrize("form", ["full", "concise"])
def test_text_of_files_commands_neither_a_terminal_nor_a_ci_log(
    tmp_path: Path, capsys: Capture, form: str
) -> None:
    evil = 'x = "::error::a"\n"::warning::b" = 1\n"##[group]c" = "##vso[task]"\n"\\u001b[2J" = 1\n'
    write_plan(tmp_path / "plans", head=HEAD + evil)
    out = check(capsys, "-f", form, plans=tmp_path / "plans").out
    assert "##[" not in out
    assert "##vso[" not in out
    assert "\x1b" not in out
    assert not any(line.strip().startswith("::") for line in out.splitlines())


def test_colour_goes_to_a_terminal_and_not_into_a_pipe(tmp_path: Path) -> None:
    write_plan(tmp_path / "plans", head=HEAD + TYPED)
    plain = run("check", plans=tmp_path / "plans")
    coloured = run("check", plans=tmp_path / "plans", environment={"FORCE_COLOR": "1", "COLUMNS": "120"})
    assert "\x1b" not in plain.out
    assert "\x1b[" in coloured.out
    quiet = run(
        "check", plans=tmp_path / "plans", environment={"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "120"}
    )
    assert "\x1b[3" not in quiet.out
    assert quiet.code == plain.code == coloured.code == 1


def test_a_path_in_chinese_with_every_odd_sign_is_shown_whole(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "区, 一: 100% 计划"
    write_plan(folder / "plans", head=HEAD + MISSPELT)
    out = check(capsys, "-f", "concise", plans=folder / "plans").out
    assert out.startswith(f"{folder / 'plans' / 'plan' / 'plan.toml'}:13:1: error")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that may not be written")
def test_what_may_not_be_written_is_as_it_was(tmp_path: Path, capsys: Capture) -> None:
    folder = write_plan(tmp_path / "plans", head=HEAD + TYPED)
    (folder / "plan.toml").chmod(0o444)
    assert check(capsys, "--fix", plans=tmp_path / "plans").code == 1
    assert (folder / "plan.toml").read_text(encoding="utf-8") == HEAD + TYPED


@pytest.mark.parametrize("files", [3, 60])
def test_many_files_that_are_cited_are_read_in_sight(tmp_path: Path, files: int) -> None:
    plan = write_any_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS_BARE)
    (plan / "proofs").mkdir()
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(files)]
    for day in days:
        (plan / "proofs" / f"{day}.txt").write_text("x", encoding="utf-8")
    lines = [
        report_line(f"{day}", 5, file=f'"plan/proofs/{day}.txt"', sha256=f'"{SHA_OF_X}"') for day in days
    ]
    write_ledger(plan, "stations", *lines)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jinjiang_plan", "check", str(plan), "--against", "none"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=clean_environment()):
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 10_000):
                said += part
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    assert (b"reading the files that are cited" in said) == (files > 50)
