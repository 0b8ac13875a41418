from pathlib import Path

import pytest

from jinjiang_plan.files.plans.reader import read_plans
from tests.build import PLAN_HEAD, write_plan

SOURCE = '\n[source.outline]\ntitle = "O"\n'
ACTION = 'format = 1\n[action]\ntitle = "A"\n'


def target(name: str, more: str = "") -> str:
    return f'[target.{name}]\ntitle = "{name}"\nkind = "level"\n{more}'


def initiative(name: str, more: str = "") -> str:
    return f'[initiative.{name}]\ntitle = "{name}"\n{more}'


def found(tmp_path: Path, head: str, **actions: str) -> list[tuple[str, str, str]]:
    """Place, code and English hint of each finding; both languages have a text, and name the same."""
    folder = write_plan(tmp_path, head=PLAN_HEAD + head, **actions)
    portfolio = read_plans(tmp_path)
    assert bool(portfolio.findings) is not bool(portfolio.plans)
    assert all(all(each.words) for each in portfolio.findings)
    return [
        (
            each.place.removeprefix(f"{folder}/"),
            f"{each.code} {each.slug}",
            each.hint.en.removeprefix("nearest: ") if each.hint else "",
        )
        for each in portfolio.findings
    ]


DANGLING = "JP202 dangling-reference"


@pytest.mark.parametrize(
    ("head", "action", "expected"),
    [
        pytest.param(
            SOURCE + target("a", 'source = "outlines"\n'),
            ACTION,
            [("plan.toml:13:10", DANGLING, "outline")],
            id="a source",
        ),
        pytest.param(
            SOURCE + target("a", 'baseline = { value = 1, source = "out" }\n'),
            ACTION,
            [("plan.toml:13:34", DANGLING, "outline")],
            id="a baseline's source",
        ),
        pytest.param(
            target("a", 'sum_of = [\n  "act.one",\n  "act.too",\n]\n'),
            ACTION + target("one") + target("two"),
            [("plan.toml:12:3", DANGLING, "act.two, act.one")],
            id="a part of a sum, with the nearest first",
        ),
        pytest.param(
            "",
            ACTION + target("one") + initiative("i", 'serves = ["act.one", "one"]\n'),
            [("act.toml:9:22", DANGLING, "act.one")],
            id="a target served, by its tail only",
        ),
        pytest.param(
            "",
            ACTION + target("part", 'sum_of = ["act.parts"]\n') + target("pace"),
            [("act.toml:7:11", DANGLING, "act.pace")],
            id="a sum is not named as a part of itself",
        ),
        pytest.param(
            target("a"),
            ACTION + initiative("i", 'serves = ["i", "zzzz"]\nsource = "nowhere"\n'),
            [
                ("act.toml:6:11", DANGLING, ""),
                ("act.toml:6:16", DANGLING, ""),
                ("act.toml:7:10", DANGLING, ""),
            ],
            id="nothing near",
        ),
        pytest.param(
            target("a") + initiative("works") + target("b", 'sum_of = ["works"]\n'),
            ACTION,
            [("plan.toml:15:11", DANGLING, "")],
            id="an initiative is no part of a sum",
        ),
    ],
)
def test_a_reference_to_nothing_is_found_with_the_nearest(
    tmp_path: Path, head: str, action: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(tmp_path, head, act=action) == expected


@pytest.mark.parametrize(
    ("head", "action", "lines"),
    [
        pytest.param(target("a", 'sum_of = ["a"]\n'), ACTION, ["plan.toml:10:10"], id="itself"),
        pytest.param(
            target("a", 'sum_of = ["act.b"]\n'),
            ACTION + target("b", 'sum_of = ["c"]\n').replace('"c"', '"a"'),
            ["plan.toml:10:10"],
            id="across files",
        ),
        pytest.param(
            target("a", 'sum_of = ["b"]\n')
            + target("b", 'sum_of = ["c"]\n')
            + target("c", 'sum_of = ["b"]\n'),
            ACTION,
            ["plan.toml:14:10"],
            id="a ring that another leads into",
        ),
    ],
)
def test_a_sum_that_leads_back_to_itself_is_found(
    tmp_path: Path, head: str, action: str, lines: list[str]
) -> None:
    assert found(tmp_path, head, act=action) == [
        (line, "JP203 reference-cycle", "take out one of these ids") for line in lines
    ]


def test_a_part_that_two_sums_share_is_no_ring(tmp_path: Path) -> None:
    head = target("a", 'sum_of = ["b", "c"]\n') + target("b", 'sum_of = ["c"]\n') + target("c")
    assert found(tmp_path, head) == []


def test_references_reach_all_files_of_the_plan(tmp_path: Path) -> None:
    head = SOURCE + target("a", 'sum_of = ["act.b"]\nsource = "outline"\n')
    action = ACTION + target("b", 'source = "outline"\n') + initiative("i", 'serves = ["a", "act.b"]\n')
    assert found(tmp_path, head, act=action) == []


def test_a_file_that_cannot_be_read_makes_no_reference_dangle(tmp_path: Path) -> None:
    assert found(tmp_path, target("a", 'sum_of = ["act.b"]\n'), act="x = \n") == [
        ("act.toml:1:5", "JP001 toml-syntax", "")
    ]


@pytest.mark.parametrize(("serves", "mended"), [('"act.ome"', '"act.one"'), ('"act.one", "act.ome"', None)])
def test_no_mend_names_a_target_twice(tmp_path: Path, serves: str, mended: str | None) -> None:
    actions = {"act": ACTION + target("one") + initiative("i", f"serves = [{serves}]\n")}
    write_plan(tmp_path, head=PLAN_HEAD, **actions)
    (finding,) = read_plans(tmp_path).findings
    assert (finding.fix.edits[0].text if finding.fix else None) == mended
