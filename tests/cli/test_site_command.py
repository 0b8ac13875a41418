"""`site`: a folder made whole, again and again; one line for each wrong call."""

from importlib import util
from pathlib import Path

import pytest

from tests.build import PLAN_HEAD, STATIONS, Outcome, call, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
AS_OF = ("--as-of", "2021-06-30")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans", head=PLAN_HEAD + STATIONS)
    write_ledger(plan, "stations", report_line("2021-06-30", 1200))
    return tmp_path / "plans"


def made(capsys: Capture, plans: Path, *arguments: str, lang: str = "en") -> Outcome:
    return call(capsys, "site", *arguments, plans=plans, lang=lang)


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_it_says_what_it_made_and_what_to_open(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    outcome = made(capsys, plans, str(folder), *AS_OF)
    assert (outcome.code, outcome.out) == (0, "")
    files = len(held(folder)) - 1
    assert outcome.err == (
        f"{folder}: {files} files, {files} written, 0 unchanged, 0 removed; open {folder / 'index.html'}\n"
    )
    again = made(capsys, plans, str(folder), *AS_OF)
    assert f"{files} files, 0 written, {files} unchanged, 0 removed" in again.err


def test_a_new_report_rewrites_the_pages_that_it_changes(
    capsys: Capture, plans: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    made(capsys, plans, str(folder), *AS_OF)
    before = held(folder)
    write_ledger(plans / "plan", "stations", report_line("2021-06-30", 1200), report_line("2021-06-29", 1100))
    made(capsys, plans, str(folder), *AS_OF)
    changed = {place for place, text in held(folder).items() if before.get(place) != text}
    assert "plan/stations.html" in changed
    assert "404.html" not in changed


def test_a_target_that_is_gone_takes_its_page_along(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_plan(plans, "other", PLAN_HEAD + STATIONS)
    made(capsys, plans, str(folder), *AS_OF)
    outcome = made(capsys, plans, str(folder), *AS_OF, "--plan", "plan")
    assert "removed" in outcome.err
    assert not (folder / "other").exists()
    assert (folder / "plan" / "stations.html").exists()


def test_it_is_the_same_whoever_makes_it_and_whenever(plans: Path, tmp_path: Path) -> None:
    sites = []
    for lang, now, seed in (
        ("zh", "2023-01-10T09:00:00+08:00", "1"),
        ("en", "2025-05-05T12:00:00+08:00", "2"),
    ):
        folder = tmp_path / seed / "site"
        outcome = run(
            "site", str(folder), *AS_OF, plans=plans, lang=lang, now=now, environment={"PYTHONHASHSEED": seed}
        )
        assert outcome.code == 0
        sites.append(held(folder))
    assert sites[0] == sites[1]


def test_a_moment_that_is_replayed_stands_on_every_page(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    made(capsys, plans, str(folder), *AS_OF, "--known-at", "2021-07-31")
    for place in ("index.html", "plan/index.html", "plan/stations.html"):
        assert "2021-07-31 23:59" in (folder / place).read_text(encoding="utf-8"), place


def test_each_page_of_a_choice_says_that_it_is_a_part(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    action = 'format = 1\n\n[action]\ntitle = { zh = "行动", en = "Action" }\n'
    roads = (
        action
        + STATIONS
        + STATIONS.replace("target.stations", "target.more")
        + 'tags = ["core"]\nlead = "经信局"\n'
    )
    write_plan(plans, "plan", PLAN_HEAD + STATIONS, roads=roads)
    part = "（所选部分）"
    for chosen, said in (
        (("--tag", "core"), {"index.html": True, "plan/index.html": True, "plan/roads/index.html": True}),
        (
            ("--action", "roads"),
            {"index.html": False, "plan/index.html": True, "plan/roads/index.html": False},
        ),
        (
            ("--lead", "经信局"),
            {"index.html": False, "plan/index.html": False, "plan/roads/index.html": False},
        ),
        ((), {"index.html": False, "plan/index.html": False, "plan/roads/index.html": False}),
    ):
        assert made(capsys, plans, str(tmp_path / "out"), *AS_OF, *chosen).code == 0
        for place, partly in said.items():
            text = (tmp_path / "out" / place).read_text(encoding="utf-8")
            assert (part in text) is partly, (chosen, place)


def test_a_plan_that_speaks_english_first_has_it_at_the_root(
    capsys: Capture, plans: Path, tmp_path: Path
) -> None:
    head = PLAN_HEAD + 'languages = ["en", "zh"]\n' + STATIONS
    write_plan(plans, head=head)
    made(capsys, plans, str(tmp_path / "out"), *AS_OF)
    assert '<html lang="en">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in (tmp_path / "out" / "zh" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--as-of", "2019-05"), 3, "before the plan begins"),
        ((*AS_OF, "--plan", "nothing"), 2, "no plan `nothing`"),
        ((*AS_OF, "--url", "example.org"), 2, "is no address of the web"),
        ((*AS_OF, "--url", "javascript:x"), 2, "is no address of the web"),
        ((*AS_OF, "--url", "https://"), 2, "is no address of the web"),
        ((*AS_OF, "--url", "https:///plan"), 2, "is no address of the web"),
        ((*AS_OF, "--url", "https://example.org/?plan"), 2, "is no address of the web"),
        ((*AS_OF, "--url", "https://example.org/#plan"), 2, "is no address of the web"),
        ((*AS_OF, "--url", "https://example.org/a b"), 2, "is no address of the web"),
    ],
)
def test_a_wrong_call_is_one_line_and_makes_nothing(  # noqa: PLR0913, PLR0917 - fixtures, and a case
    capsys: Capture, plans: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    folder = tmp_path / "out"
    outcome = made(capsys, plans, str(folder), *arguments)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1)
    assert said in outcome.err
    assert not folder.exists()


def test_a_file_or_somebody_elses_folder_is_left_alone(capsys: Capture, plans: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("theirs", encoding="utf-8")
    outcome = made(capsys, plans, str(theirs), *AS_OF)
    assert (outcome.code, "name an empty folder" in outcome.err) == (2, True)
    outcome = made(capsys, plans, str(theirs / "index.html"), *AS_OF)
    assert (outcome.code, "is a file, not a folder" in outcome.err) == (2, True)
    assert held(theirs) == {"index.html": b"theirs"}


def test_without_the_extra_one_line_says_what_to_install(
    capsys: Capture, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        "jinjiang_plan.cli.extras.find_spec", lambda name: None if name == "jinja2" else found(name)
    )
    outcome = made(capsys, plans, str(tmp_path / "out"), *AS_OF)
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert 'site needs an extra: pip install "jinja2>=' in outcome.err
    assert "brief --format markdown works without it" in outcome.err
    assert not (tmp_path / "out").exists()
