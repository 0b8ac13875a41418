"""JP600: a base that cannot be had, or a part of it: what cannot be compared has not passed."""

from collections.abc import Iterator

from jinjiang_plan.check.material import Material
from jinjiang_plan.check.ruling import Check
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _base_unavailable(material: Material) -> Iterator[Fault]:
    base = material.base
    for each in base.missing if base is not None else ():
        fault = BASE_UNAVAILABLE.rule.fault(
            each.file, (), revision=base.revision if base else "", why=each.why
        )
        yield fault._replace(hint=each.cure)


BASE_UNAVAILABLE = Check(
    Rule(
        "JP600",
        "base-unavailable",
        Severity.ERROR,
        says=Words("无法与 `{revision}` 比较：{why}", "cannot be compared with `{revision}`: {why}"),
        why=Words(
            "要求与基准版本比较，却取不到它：CI 里多半是浅克隆。没有比较过，不能算通过，退出码是 3。",
            "A comparison was asked for, and what to compare with cannot be had: in CI the clone is mostly a shallow one. What "
            "was not compared has not passed: the exit code is 3.",
        ),
        cure=Words(
            "GitHub Actions：checkout 加 `fetch-depth: 0`；GitLab CI：`GIT_DEPTH: 0`；自己的电脑：`git fetch --unshallow`。"
            "不要比较时写 `--against none`。",
            "GitHub Actions: `fetch-depth: 0` for checkout; GitLab CI: `GIT_DEPTH: 0`; at home: `git fetch --unshallow`. "
            "Where no comparison is wanted: `--against none`.",
        ),
        bad="# actions/checkout without fetch-depth: 0\n",
        good="# actions/checkout with fetch-depth: 0\n",
    ),
    _base_unavailable,
)
