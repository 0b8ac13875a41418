"""A plan of 1,000 targets in one file of more than 1 MB, with 100 findings: what a linter is measured on."""

from pathlib import Path

TARGETS = 1000
FINDINGS = 100

_HEAD = """\
format = 1

[plan]
title = { zh = "测试计划 2020-2022", en = "Benchmark plan 2020-2022" }
start = 2020-01-01
due = 2022-12-31
lead = "发展和改革局"

[source.quarterly]
title = { zh = "季度进展报告", en = "Quarterly progress report" }
"""


def faulty_plan(root: Path) -> Path:
    """Write the plan below a plans folder, and give its file; every twentieth target has a wrong key, as many a wrong type."""
    path = root / "faulty" / "plan.toml"
    path.parent.mkdir(parents=True)
    path.write_text(_HEAD + "".join(_target(number) for number in range(TARGETS)), encoding="utf-8")
    return path


def _target(number: int) -> str:
    unit = "unti" if number % 20 == 0 else "unit"
    goal = f'"{1000 + number}"' if number % 20 == 10 else f"{1000 + number}"
    return f"""
# 第 {number} 项指标：按季度报告，由责任单位核实后上报，数据口径与年度计划一致。
[target.target-{number:04}]
title = {{ zh = "五号线沿线5G基站（第 {number:04} 号片区）", en = "5G base stations along line five, area {number:04}" }}
kind = "cumulative"
class = "expected"
{unit} = "座"
baseline = {{ value = 0, on = 2020-01-01, assumed = true, source = "quarterly" }}
goal = {{ value = {goal}, op = ">=" }}
milestone = [ {{ on = 2020-12-31, value = 200 }}, {{ on = 2021-12-31, value = 600 }} ]
lead = {{ zh = "区新经济和科技局", en = "Bureau of New Economy and Technology" }}
partners = ["区发展改革局", "区住房建设交通局", "区行政审批局"]
tags = ["5G", "新基建", "信息网络"]
source = "quarterly"
wording = "到2022年，累计建成5G基站{1000 + number}座以上，实现重点区域连续覆盖、室内场景深度覆盖"
note = {{ zh = "原文未写责任单位，按职能分工推定；数值按片区面积分解，四舍五入到整数，合计与总目标一致，片区之间不重复计算。", en = "The document names no responsible unit: it is our reading of who does what; figures are spread by the area's size and rounded to whole stations." }}
"""
