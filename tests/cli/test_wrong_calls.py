"""What is typed wrong is answered with the command to type, in the reader's language alone, and nothing is run."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from jinjiang_plan.cli.app import COMMANDS, NESTED
from tests.build import call, report_line, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]
HAN = re.compile("[一-鿿]")
CODES = re.compile(
    r"`[^`]*`|(?<![\w-])--?[\w-]+|\b[\w-]+\.[\w.-]+|[\w.<>*/-]*/[\w.<>*/-]*|\b[A-Z][A-Z0-9_.=]+\b"
)
"""What is of no language: what is quoted to type, options, files and ids with a point, paths, metavars."""
NAMES = {
    *COMMANDS,
    *(name for names in NESTED.values() for name in names),
    *re.findall(
        r"\w+",
        """
        jinjiang my built in git shell python Word Excel Schema GitHub Actions Asia Shanghai zh en
        table plain json jsonl csv tsv markdown md html docx xlsx svg png ics
        full concise github gitlab sarif junit error warning info none sum mismatch
        targets initiatives actions profiles sources units target initiative action ledger
        cn yinchuan eurostat un destatis opsys tola servicenow
        binding expected behind active suspended cancelled outlook today then all id value unit lead title goal
        burnup multiples stages strip month quarter half year
        cumulative level increment maintain rank rate stage done stations plans
        """,
    ),
}
"""Latin words that Chinese may hold: commands, formats, values that are typed, names."""
PAGES = [
    (),
    *((name,) for name in COMMANDS),
    *((above, name) for above, names in NESTED.items() for name in names),
]
WRONG = [
    (("status", "behind"), "status --status behind"),
    (("status", "欠进度"), "status --status 欠进度"),
    (("list-of",), "list"),
    (("stat",), "status"),
    (("plan", "exprt"), "plan export"),
    (("show", "5G"), "show stations"),
    (("show", "nothing-like-it"), None),
    (("show", "station"), "show stations"),
    (("show",), None),
    (("status", "status"), "status stations"),
    (("status", "--date", "2021-06-30"), "status --as-of 2021-06-30"),
    (("status", "--date=2021-06-30"), "status --as-of=2021-06-30"),
    (("record", "stations", "1500", "--date", "2021-09"), "record stations 1500 --on 2021-09"),
    (("record", "stations", "1500", "2021Q3"), "record stations 1500 --on 2021Q3"),
    (("record", "stations", "1500", "sites"), None),
    (
        ("retract", "stations", "--date", "2021-06-30", "--reason", "r"),
        "retract stations --on 2021-06-30 --reason r",
    ),
    (("check", "PLANS/plan/plan.tml"), "check PLANS/plan/plan.toml"),
    (("status", "--as-of"), None),
    (("status", "--no-outlook=1"), None),
    (("chart", "--width", "x"), None),
    (("chart", "--width", "1"), None),
    (("diff", "2021", "2022", "2023", "2024"), None),
    (("plan", "import", "--table", "0", "x.docx"), None),
    (("plan", "import"), None),
]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2020-12-31", 600), report_line("2021-06-30", 1200))
    return tmp_path / "plans"


def latin_words(text: str) -> list[str]:
    """The words of a Chinese text that are neither codes nor names."""
    return [word for word in re.findall(r"[A-Za-z]{2,}", CODES.sub(" ", text)) if word not in NAMES]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("words", "right"), WRONG, ids=lambda each: " ".join(each) if isinstance(each, tuple) else ""
)
def test_a_wrong_call_is_answered_in_one_language_with_the_command_to_type(
    capsys: Capture, plans: Path, words: tuple[str, ...], right: str | None, lang: str
) -> None:
    before = {each: each.read_bytes() for each in plans.rglob("*") if each.is_file()}
    words = tuple(word.replace("PLANS", str(plans)) for word in words)
    done = call(capsys, *words, plans=plans, lang=lang)
    assert (done.code, done.out) == (2, "")
    assert before == {each: each.read_bytes() for each in plans.rglob("*") if each.is_file()}
    said = done.err.replace(str(plans), "")
    if lang == "zh":
        assert [word for word in latin_words(said) if word not in words] == []
    else:
        assert HAN.search(re.sub("`[^`]*`", "", said)) is None
    typed = re.search(r"(?:请输入：|type: )`([^`]*)`", done.err)
    assert (typed is None) == (right is None)
    if typed is not None and right is not None:
        program, *arguments = shlex.split(typed[1])
        assert program == "jinjiang-plan"
        assert shlex.split(right.replace("PLANS", str(plans))) == arguments[-len(right.split()) :]
        assert call(capsys, *arguments).code in (0, 1, 3)


@pytest.mark.parametrize("page", PAGES, ids=lambda each: " ".join(each) or "all")
def test_chinese_help_holds_no_english_but_codes(capsys: Capture, page: tuple[str, ...]) -> None:
    assert latin_words(call(capsys, *page, "--help", lang="zh").out) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda each: " ".join(each) or "all")
def test_chinese_help_goes_on_to_the_end_of_a_line(capsys: Capture, page: tuple[str, ...]) -> None:
    from jinjiang_plan.render.width import cells

    lines = call(capsys, *page, "--help", lang="zh").out.splitlines()
    for line, after in pairwise(lines):
        head = after.lstrip()
        goes_on = (
            line.startswith("  ") and after.startswith("  ") and HAN.match(line[-1:]) and HAN.match(head[:1])
        )
        if (
            goes_on
            and cells(line) - cells(line.lstrip()) == len(after) - len(head)
            and len(after) - len(head) > 2
        ):
            assert cells(line) >= 72
