"""`plan add`: one more target or initiative from the shell, in its place in a file that people wrote."""

import os
from datetime import date
from pathlib import Path
from subprocess import PIPE, Popen
from sys import executable

import pytest
import tomli

from tests.build import PLAN_HEAD, STATIONS, call, clean_environment, run, write_plan

Capture = pytest.CaptureFixture[str]
WORKS = """\
# What is built.
format = 1

[action]
title = { zh = "工程", en = "Works" }   # the office's name

[target.length]
title = { zh = "管网长度", en = "Length of pipes" }
kind = "cumulative"
unit = "公里"
goal = { value = 40 }
# goal of 2019: 35

# --- projects ---
[initiative.park]
title = { zh = "园区", en = "Park" }
goal = { stage = "completed" }
"""
HEAD = PLAN_HEAD + '\n[source.letter]\ntitle = { zh = "文件", en = "Letter" }\n' + STATIONS
ADD = ("plan", "add")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_plan(tmp_path / "plans", head=HEAD, works=WORKS)


def entry(path: Path, what: str, name: str) -> dict[str, object]:
    table: dict[str, object] = tomli.loads(path.read_text(encoding="utf-8"))[what][name]
    return table


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--kind", "cumulative", "--goal", "3000座"], {"unit": "座", "goal": {"value": 3000}}),
        (["--kind", "累计值", "--goal", "0.3万座", "--unit", "座"], {"unit": "座", "goal": {"value": 3000}}),
        (["--kind", "level", "--unit", "%", "--goal", ">=60%"], {"goal": {"value": 60, "op": ">="}}),
        (["--kind", "level", "--unit", "%", "--goal", "≤ 7"], {"goal": {"value": 7, "op": "<="}}),
        (["--kind", "level", "--unit", "%", "--goal", "不低于60%"], {"goal": {"value": 60, "op": ">="}}),
        (["--kind", "level", "--unit", "%", "--goal", "控制在5%以内"], {"goal": {"value": 5, "op": "<="}}),
        (
            ["--kind", "maintain", "--goal", "5..7%"],
            {"unit": "%", "goal": {"min": 5, "max": 7, "op": "range"}},
        ),
        (
            ["--kind", "maintain", "--goal", "5%～7%"],
            {"unit": "%", "goal": {"min": 5, "max": 7, "op": "range"}},
        ),
        (["--kind", "rank", "--goal", "第3位"], {"goal": {"value": 3}}),
        (["--kind", "stage", "--goal", "建成"], {"goal": {"stage": "completed"}}),
        (["--kind", "done", "--goal", "yes"], {"goal": {"value": True}}),
        (["--kind", "level", "--unit", "人"], {"unit": "人"}),
        (
            ["--kind", "level", "--goal", "13亿元", "--baseline", "10", "--baseline-on", "2019"],
            {"unit": "亿元", "goal": {"value": 13}, "baseline": {"value": 10, "on": "2019-12-31"}},
        ),
        (
            ["--kind", "cumulative", "--goal", "9座", "--baseline", "0", "--start", "2021Q2"],
            {"start": "2021-04-01", "baseline": {"value": 0, "on": "2021-04-01"}},
        ),
        (["--kind", "level", "--due", "2021年上半年"], {"due": "2021-06-30"}),
        (["--kind", "level", "--lead", "A局", "--lead", "B局"], {"lead": ["A局", "B局"]}),
        (["--kind", "level", "--lead", "A局", "--partners", "C局"], {"lead": "A局", "partners": ["C局"]}),
        (["--kind", "level", "--class", "约束性"], {"class": "binding"}),
        (["--kind", "level", "--frequency", "每月"], {"frequency": "month"}),
        (
            ["--kind", "level", "--source", "letter", "--wording", "一句"],
            {"source": "letter", "wording": "一句"},
        ),
        (["--kind", "level", "--title-en", "New"], {"title": {"zh": "新的", "en": "New"}}),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_target_is_written_as_it_is_typed(
    capsys: Capture, plan: Path, arguments: list[str], expected: dict[str, object]
) -> None:
    code, out, err = call(
        capsys, *ADD, "target", "works.new", "--title", "新的", *arguments, plans=plan.parent
    )
    assert code == 0, err
    assert out.startswith("[target.new]\n")
    written = entry(plan / "works.toml", "target", "new")
    assert {key: _said(written[key]) for key in expected} == expected
    assert call(capsys, "check", str(plan)).code == 0


def _said(value: object) -> object:
    """A value with its days as texts."""
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items()}
    return value if isinstance(value, bool | int | float | str | list) else str(value)


def test_an_initiative_is_written_too_and_the_talk_says_what_comes_next(capsys: Capture, plan: Path) -> None:
    words = (
        "initiative",
        "hall",
        "--action",
        "works",
        "--title",
        "Hall",
        "--goal",
        "operating",
        "--place",
        "X",
        "--serves",
        "stations",
    )
    code, out, err = call(capsys, *ADD, *words, plans=plan.parent)
    assert code == 0, err
    assert (
        out
        == '[initiative.hall]\ntitle = "Hall"\nplace = "X"\ngoal = { stage = "operating" }\nserves = ["stations"]\n'
    )
    assert f"wrote to {plan / 'works.toml'}\n" in err
    assert (
        "next: jinjiang-plan show works.hall; once there is a figure, jinjiang-plan record works.hall VALUE"
        in err
    )
    assert call(capsys, "show", "works.hall", plans=plan.parent).code == 0
    assert (
        call(capsys, *ADD, *words[:1], "gate", *words[2:], plans=plan.parent, lang="zh").err.count("接下来")
        == 1
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize("what", ["target", "initiative"])
def test_every_other_byte_stays(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plan: Path, newline: str, mark: bytes, ended: bool, what: str
) -> None:
    path = plan / "works.toml"
    before = (WORKS if ended else WORKS.rstrip("\n")).replace("\n", newline).encode()
    path.write_bytes(mark + before)
    more = ("--kind", "level") if what == "target" else ()
    assert call(capsys, *ADD, what, "works.new", "--title", "N", *more, plans=plan.parent).code == 0
    after = path.read_bytes()
    block = f'[{what}.new]\ntitle = "N"\n' + ('kind = "level"\n' if more else "")
    block = block.replace("\n", newline)
    at = after.index(block.encode())
    head, tail = after[:at], after[at + len(block) :]
    assert (head + tail).replace(newline.encode(), b"") == (mark + before).replace(newline.encode(), b"")
    assert after.startswith(mark + before[:40])
    assert after.endswith(before[-40:]) == (what == "target")


def test_a_new_one_stands_after_its_kind_and_before_the_heading_of_the_next(
    capsys: Capture, plan: Path
) -> None:
    call(capsys, *ADD, "target", "works.new", "--title", "N", "--kind", "level", plans=plan.parent)
    text = (plan / "works.toml").read_text(encoding="utf-8")
    order = ["# goal of 2019", "[target.new]", "# --- projects", "[initiative.park]"]
    assert sorted(order, key=text.index) == order


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("x", "--file", "plan.toml"), "plan.toml"),
        (("x", "--file", "works.toml"), "works.toml"),
        (("x", "--action", "works"), "works.toml"),
        (("plan/works.x",), "works.toml"),
        (("roads.x", "--action-title", "道路"), "roads.toml"),
    ],
    ids=" ".join,
)
def test_it_goes_into_the_file_that_is_named(
    capsys: Capture, plan: Path, arguments: tuple[str, ...], file: str
) -> None:
    more = ("--title", "X", "--kind", "level", "--unit", "人")
    others = {path: path.read_bytes() for path in plan.iterdir() if path.name != file}
    code, _, err = call(capsys, *ADD, "target", *arguments, *more, plans=plan.parent)
    assert code == 0, err
    assert entry(plan / file, "target", "x")["unit"] == "人"
    assert {path: path.read_bytes() for path in others} == others
    assert call(capsys, "check", str(plan)).code == 0


REFUSED = [
    (["target"], 2, "missing: --title, --action (--file plan.toml), ID, --kind"),
    ([], 2, "missing: target|initiative, --title, --action (--file plan.toml), ID, --kind"),
    (["initiative"], 2, "missing: --title, --action (--file plan.toml), ID; see"),
    (["project", "works.x", "--title", "X"], 2, "sort of entry"),
    (["target", "works.length", "--title", "X", "--kind", "level"], 2, "is taken by"),
    (["target", "works.No Id", "--title", "X", "--kind", "level"], 2, "cannot be an id"),
    (["target", "work.x", "--title", "X", "--kind", "level"], 2, "for a new action add --action-title"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--action-title", "T"], 2, "is for an action that is new"),
    (["target", "works.x", "--title", "X", "--kind", "levle"], 2, "level"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--goal", "many"], 2, "many"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--goal", "约5%"], 2, "asks for nothing certain"),
    (["target", "works.x", "--title", "X", "--kind", "maintain", "--goal", "7..5"], 2, "ends below it"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--due", "soon"], 2, "soon"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--class", "hard"], 2, "class"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--source", "lettre"], 2, "letter"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--place", "here"], 2, "a target has no --place"),
    (["initiative", "works.x", "--title", "X", "--unit", "座"], 2, "an initiative has no --unit"),
    (["initiative", "works.x", "--title", "X", "--serves", "nothing"], 2, "nothing"),
    (["initiative", "works.x", "--title", "X", "--goal", "nowhere"], 2, "nowhere"),
    (["target", "works.x", "--title", "a\x1bb", "--kind", "level"], 2, "control characters"),
    (["target", "x", "--file", "../x.toml", "--title", "X", "--kind", "level"], 2, "names a file of the plan's folder"),
    (["target", "works.x", "--file", "plan.toml", "--title", "X", "--kind", "level"], 2, "another action"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--start", "2023", "--due", "2021"], 1, "JP"),
    (["target", "works.x", "--title", "X", "--kind", "level", "--plan", "other"], 2, "other"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED, ids=[" ".join(each[0]) for each in REFUSED])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_cannot_be_is_refused_and_nothing_is_written(  # noqa: PLR0913, PLR0917 - a table's columns
    capsys: Capture, plan: Path, arguments: list[str], code: int, said: str, lang: str
) -> None:
    before = {path: path.read_bytes() for path in plan.iterdir()}
    done = call(capsys, *ADD, *arguments, plans=plan.parent, lang=lang)
    assert (done.code, done.out) == (code, "")
    assert said in done.err or lang == "zh"
    assert {path: path.read_bytes() for path in plan.iterdir()} == before


def test_a_dry_run_shows_it_and_writes_nothing(capsys: Capture, plan: Path) -> None:
    before = {path: path.read_bytes() for path in plan.iterdir()}
    words = ("target", "roads.x", "--action-title", "R", "--title", "X", "--kind", "level", "--dry-run")
    done = call(capsys, *ADD, *words, plans=plan.parent)
    assert done.code == 0
    assert done.out.startswith("[target.x]\n")
    assert "dry run: nothing was written" in done.err
    assert {path: path.read_bytes() for path in plan.iterdir()} == before


def test_the_built_in_plan_is_not_written_to(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = call(
        capsys,
        *ADD,
        "target",
        "network.x",
        "--plan",
        "digital-infrastructure",
        "--title",
        "X",
        "--kind",
        "level",
    )
    assert done.code == 2
    assert "read-only" in done.err


def test_two_at_once_are_both_written(plan: Path) -> None:
    words = [executable, "-m", "jinjiang_plan", "--plans", str(plan.parent), *ADD, "target"]
    both = [
        Popen(
            [*words, f"works.{name}", "--title", name, "--kind", "level"],
            env=clean_environment(), stdout=PIPE, stderr=PIPE,
        )
        for name in ("one", "two")
    ]  # fmt: skip
    for each in both:
        assert each.communicate() is not None
        assert each.returncode == 0
    assert {"one", "two"} <= tomli.loads((plan / "works.toml").read_text(encoding="utf-8"))["target"].keys()


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is forked")
def test_what_is_missing_is_asked_for_at_a_terminal(plan: Path) -> None:
    from tests.terminal import CTRL_C, Terminal

    with Terminal(*ADD, "target", plans=plan.parent) as terminal:
        terminal.answer(
            "数据中心",
            "Data centres",
            "work",
            "works",
            "Length",
            "length",
            "centres",
            "level",
            "座",
            "many",
            "5",
            "2021Q3",
        )
        terminal.answer("A局、B局")
        code, shown = terminal.end()
    assert code == 0, shown
    assert entry(plan / "works.toml", "target", "centres") == {
        "title": {"zh": "数据中心", "en": "Data centres"}, "kind": "level", "unit": "座",
        "goal": {"value": 5}, "due": date(2021, 9, 30), "lead": ["A局", "B局"],
    }  # fmt: skip
    before = (plan / "works.toml").read_bytes()
    with Terminal(*ADD, "initiative", plans=plan.parent) as terminal:
        terminal.answer("Hall", CTRL_C)
        code, shown = terminal.end()
    assert code == 130
    assert "nothing was written" in shown
    assert (plan / "works.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("line", "offered"), [("plan a", "add"), ("plan add --action w", "works"), ("plan add --file ", "")]
)
def test_a_shell_completes_it(plan: Path, line: str, offered: str) -> None:
    words = f"jinjiang-plan {line}"
    asked = {
        "_JINJIANG_PLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    assert offered in run(cwd=plan.parent.parent, environment=asked).out.split() or not offered
