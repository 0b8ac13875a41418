import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from jinjiang_plan import Refusal, load
from jinjiang_plan.files.plans.locate import built_in, sample_reports
from jinjiang_plan.files.scaffold import NewPlan, start_from_built_in, start_new
from jinjiang_plan.model.codes import Kind
from tests.build import call

RULE = "plans/*/progress/*.toml merge=union"
INSIDE = "*/progress/*.toml merge=union"

Start = Callable[[Path], list[Path]]
STARTS: dict[str, Start] = {
    "new": lambda folder: start_new(folder, "my-plan"),
    "a copy": lambda folder: start_from_built_in(folder, samples=False),
    "the demonstration": lambda folder: start_from_built_in(folder, samples=True),
}
starts = pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_a_new_plan_reads_without_findings_and_holds_a_target_of_each_kind(tmp_path: Path) -> None:
    start_new(tmp_path, "my-plan")
    portfolio = load(tmp_path / "plans")
    assert portfolio.findings == ()
    (plan,) = portfolio.plans
    assert plan.id == "my-plan"
    assert {target.kind for target in plan.targets} == set(Kind)
    assert plan.initiatives
    assert any(target.sum_of for target in plan.targets)


def test_a_new_plan_is_in_its_language_and_commented(tmp_path: Path) -> None:
    start_new(tmp_path, "my-plan", plan=NewPlan("zh"))
    (plan,) = load(tmp_path / "plans").plans
    assert plan.languages == ("zh",)
    for path in (tmp_path / "plans" / "my-plan").glob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# ")


def test_every_command_runs_on_a_new_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "init", str(tmp_path)).code == 0
    plans = tmp_path / "plans"
    for words in (
        ["list"],
        ["status"],
        ["record", "works.stations", "45", "--on", "2026-03-31", "--dry-run"],
        *(["show", target.full_id, "--explain"] for target in load(plans).judged),
    ):
        outcome = call(capsys, *words, plans=plans)
        assert outcome.code == 0 or "day" in outcome.err, (words, outcome)


@pytest.mark.parametrize("samples", [True, False], ids=["with samples", "without"])
def test_a_copy_is_complete(tmp_path: Path, *, samples: bool) -> None:
    start_from_built_in(tmp_path, samples=samples)
    wanted = {
        path.relative_to(built_in()): path.read_text(encoding="utf-8") for path in built_in().rglob("*.toml")
    }
    if samples:
        wanted |= {
            path.relative_to(sample_reports()): path.read_text(encoding="utf-8")
            for path in sample_reports().rglob("*.toml")
        }
    copied = {
        path.relative_to(tmp_path / "plans"): path.read_text(encoding="utf-8")
        for path in (tmp_path / "plans").rglob("*")
        if path.is_file()
    }
    assert {
        path: text.replace("[plan]\nsample = true\n", "[plan]\n") for path, text in copied.items()
    } == wanted
    portfolio = load(tmp_path / "plans")
    assert portfolio.findings == ()
    assert all(plan.sample is samples for plan in portfolio.plans)
    assert all(target.sample is samples for target in portfolio.judged)


@starts
def test_what_was_written_is_named_and_is_there(tmp_path: Path, start: Start) -> None:
    written = start(tmp_path)
    assert all(path.exists() for path in written)
    assert [path.name for path in written[-2:]] == [".gitattributes", "README.md"]
    assert 5 <= len((tmp_path / "README.md").read_text(encoding="utf-8").splitlines()) <= 10
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".new")]


@starts
@pytest.mark.parametrize("name", ["", "plans"])
def test_ledgers_are_given_their_merge_rule(tmp_path: Path, start: Start, name: str) -> None:
    folder = tmp_path / name
    start(folder)
    rule = INSIDE if name else RULE
    assert (folder / ".gitattributes").read_text(encoding="utf-8").splitlines() == [rule]
    assert load(folder if name else folder / "plans").plans


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"* text=auto\n", b"* text=auto\n" + RULE.encode() + b"\n", id="another rule"),
        pytest.param(b"* text=auto", b"* text=auto\n" + RULE.encode() + b"\n", id="without newline"),
        pytest.param(b"", RULE.encode() + b"\n", id="empty"),
        pytest.param(
            RULE.encode() + b"\n* text=auto\n", RULE.encode() + b"\n* text=auto\n", id="there already"
        ),
        pytest.param(b"a b\n" + RULE.encode(), b"a b\n" + RULE.encode(), id="there already, without newline"),
        pytest.param(
            b"# " + RULE.encode() + b"\n",
            b"# " + RULE.encode() + b"\n" + RULE.encode() + b"\n",
            id="commented out",
        ),
        pytest.param(b"* -text\r\n", b"* -text\r\n" + RULE.encode() + b"\n", id="CRLF"),
        pytest.param(
            "# 说明\n".encode("gb18030"), "# 说明\n".encode("gb18030") + RULE.encode() + b"\n", id="GBK"
        ),
    ],
)
def test_attributes_that_are_there_are_kept_and_added_to_once(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    (tmp_path / ".gitattributes").write_bytes(before)
    start_new(tmp_path, "one")
    assert (tmp_path / ".gitattributes").read_bytes().replace(b"\r\n", b"\n") == after.replace(b"\r\n", b"\n")
    assert (tmp_path / ".gitattributes").read_bytes().startswith(before)
    start_new(tmp_path, "two")
    assert (tmp_path / ".gitattributes").read_bytes().replace(b"\r\n", b"\n") == after.replace(b"\r\n", b"\n")


@starts
def test_a_readme_that_is_there_is_not_overwritten(tmp_path: Path, start: Start) -> None:
    (tmp_path / "README.md").write_bytes(b"mine\r\n")
    written = start(tmp_path)
    assert (tmp_path / "README.md").read_bytes() == b"mine\r\n"
    assert tmp_path / "README.md" not in written


@starts
def test_a_plan_that_is_there_is_not_overwritten(tmp_path: Path, start: Start) -> None:
    start(tmp_path)
    before = everything(tmp_path)
    with pytest.raises(Refusal) as refused:
        start(tmp_path)
    assert refused.value.exit_code == 2
    assert everything(tmp_path) == before


@pytest.mark.parametrize("name", ["digital-infrastructure", "urban-industry"])
def test_a_copy_is_not_made_where_one_of_its_plans_is(tmp_path: Path, name: str) -> None:
    (tmp_path / "plans" / name).mkdir(parents=True)
    before = everything(tmp_path)
    with pytest.raises(Refusal) as refused:
        start_from_built_in(tmp_path, samples=True)
    assert all(name in each for each in refused.value.words)
    assert everything(tmp_path) == before


def test_a_second_plan_stands_beside_the_first(tmp_path: Path) -> None:
    start_new(tmp_path, "one")
    start_new(tmp_path, "two")
    portfolio = load(tmp_path / "plans")
    assert [plan.id for plan in portfolio.plans] == ["one", "two"]
    assert portfolio.findings == ()


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        start_new(tmp_path / "x", "one")
    assert refused.value.exit_code == 1
    assert everything(tmp_path) == {"x": b"x"}


class Fault:
    """The nth call of a method of Path fails, be it by the system or by Ctrl-C."""

    def __init__(self, name: str, nth: int, error: BaseException) -> None:
        self.name, self.nth, self.error, self.calls = name, nth, error, 0

    def put(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(Path, self.name)

        def fail(path: Path, *arguments: object, **named: object) -> object:
            self.calls += 1
            if self.calls == self.nth:
                raise self.error
            return real(path, *arguments, **named)

        monkeypatch.setattr(Path, self.name, fail)


def full() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


FAULTS = [
    ("new", "rename", 1),
    ("a copy", "rename", 1),
    ("a copy", "rename", 2),
    ("the demonstration", "rename", 2),
    ("new", "write_text", 1),
    ("a copy", "write_text", 5),
    ("the demonstration", "write_text", 60),
    ("new", "mkdir", 2),
    ("new", "write_bytes", 1),
    ("a copy", "write_bytes", 1),
]


@pytest.mark.parametrize(("start", "name", "nth"), FAULTS)
def test_a_failure_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, name: str, nth: int
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / ".gitattributes").write_text("* text=auto\n", encoding="utf-8")
    before = everything(tmp_path)
    with monkeypatch.context() as context:
        Fault(name, nth, full()).put(context)
        with pytest.raises(Refusal) as refused:
            STARTS[start](tmp_path)
    assert refused.value.exit_code == 1
    assert everything(tmp_path) == before
    STARTS[start](tmp_path)  # and nothing stands in the way of trying again


@pytest.mark.parametrize(("start", "name", "nth"), FAULTS)
def test_an_interrupt_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, name: str, nth: int
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / ".gitattributes").write_text("* text=auto\n", encoding="utf-8")
    before = everything(tmp_path)
    with monkeypatch.context() as context:
        Fault(name, nth, KeyboardInterrupt()).put(context)
        with pytest.raises(KeyboardInterrupt):
            STARTS[start](tmp_path)
    assert everything(tmp_path) == before


def test_a_failure_half_way_leaves_no_folder_where_none_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as context:
        Fault("rename", 1, full()).put(context)
        with pytest.raises(Refusal):
            start_new(tmp_path / "mine", "one")
    assert everything(tmp_path) == {}
