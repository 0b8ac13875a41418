"""The full format: second places, notes and labels, and files of which there is no text."""

from jinjiang_plan.model.finding import Finding, Related, Severity
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.findings.console import full

SUM = Finding(
    "JP303",
    "sum-mismatch",
    Severity.ERROR,
    Words("分项之和是 104 亿元", "the parts add up to 104 亿元"),
    "plan.toml",
    2,
    10,
    Words("改分项，或修订目标", "mend the part that is off, or amend the goal"),
    2,
    13,
    label=Words("比分项多 1 亿元", "1 亿元 more than its parts"),
    notes=(Words("分项：network 13", "parts: network 13"),),
    related=(
        Related("network.toml", 7, 1, 7, 2, Words("分项", "a part")),
        Related("gone.toml", 0, 0, 0, 0, Words("另一处", "another")),
    ),
)
SHOWN = """\
error JP303 sum-mismatch: the parts add up to 104 亿元
 --> plan.toml:2:9
  |
2 | value = 105
  |         ^^^ 1 亿元 more than its parts
  |
 --> network.toml:7:1  a part
 --> gone.toml  another
  = parts: network 13
  = help: mend the part that is off, or amend the goal
"""


def test_a_finding_with_all_there_is_to_say() -> None:
    finding = SUM._replace(column=9, end_column=12)
    run = CheckResult((finding,), {"plan.toml": "# 计划\nvalue = 105\n"}, ("plan.toml",), (), "")
    assert full(run, "en") == SHOWN
    assert "比分项多 1 亿元" in full(run, "zh")


def test_nothing_but_a_place_runs_past_the_width() -> None:
    said = Words("目标值未经正式调整就变了", "the goal changed without an amendment, and so did its due day")
    finding = SUM._replace(words=said, related=(), line=12, end_line=12)
    run = CheckResult((finding,), {"plan.toml": "\n" * 11 + "value = 105\n"}, ("plan.toml",), (), "")
    assert full(run, "en", 40).splitlines() == [
        "error JP303 sum-mismatch: the goal",
        "     changed without an amendment, and",
        "     so did its due day",
        "  --> plan.toml:12:10",
        "   |",
        "12 | value = 105",
        "   |          ^^",
        "   |          1 亿元 more than its parts",
        "   |",
        "   = parts: network 13",
        "   = help: mend the part that is off, or",
        "     amend the goal",
    ]
    assert full(run, "zh", 40).splitlines()[:2] == [
        "错误 JP303 sum-mismatch：目标值未经正式",
        "     调整就变了",
    ]


def test_between_two_findings_there_is_a_line() -> None:
    bare = Finding("JP000", "unreadable", Severity.ERROR, Words("读不到", "cannot be read"), "a.toml")
    assert full(CheckResult((bare, bare), {}, ("a.toml",), (), ""), "en") == (
        "error JP000 unreadable: cannot be read\n --> a.toml\n\n" * 2
    ).removesuffix("\n")
