"""Units that a plan declares: what they convert into, what is wrong with one, and where figures are counted in them."""

from decimal import Decimal
from pathlib import Path

import pytest

from jinjiang_plan.files.plans.own_units import build_units
from jinjiang_plan.model.conversion import convert
from jinjiang_plan.model.quantities import read_quantity
from jinjiang_plan.model.units import find_unit, unit_words
from tests.build import run

DECLARED: dict[str, dict[str, object]] = {
    "车": {"title": {"zh": "车", "en": "lorry loads"}, "of": "立方米", "factor": Decimal("12.5")},
    "专列": {"of": "车", "factor": 40},
    "长椅": {"title": {"zh": "长椅", "en": "benches"}, "counted": True},
    "trees": {"counted": True},
    "吨标煤/万元": {"of": "吨", "factor": 1000},
}


def test_a_declared_unit_converts_exactly_as_it_says() -> None:
    units, faults = build_units(DECLARED)
    assert faults == []
    load, cubic, train = (find_unit(name, units) for name in ("车", "立方米", "专列"))
    assert load is not None
    assert cubic is not None
    assert train is not None
    assert convert(Decimal(3), load, cubic) == Decimal("37.5")
    assert convert(Decimal(2), train, load) == 80
    assert find_unit("lorry loads", units) == load
    assert unit_words("车", units) == ("车", "lorry loads")
    assert find_unit("trees", units) in units
    assert read_quantity("250长椅", "万长椅", units).value == Decimal("0.025")
    assert read_quantity("1.5万长椅", "长椅", units).value == 15000
    assert read_quantity("25 立方米", "车", units).value == 2
    assert read_quantity("3车/天", "车/天", units).value == 3
    assert find_unit("车") is None


@pytest.mark.parametrize(
    ("tables", "code", "route"),
    [
        ({"公里": {"of": "米", "factor": 2}}, "JP201", ("unit", "公里")),
        ({"万元": {}}, "JP201", ("unit", "万元")),
        ({"km": {"counted": True}}, "JP201", ("unit", "km")),
        ({"座": {}}, "JP201", ("unit", "座")),
        ({"堆": {"title": {"zh": "堆", "en": "km"}}}, "JP201", ("unit", "堆", "title")),
        ({"堆": {}, "垛": {"title": "堆"}}, "JP201", ("unit", "垛", "title")),
        ({"堆": {"of": "吨"}}, "JP103", ("unit", "堆", "of")),
        ({"堆": {"factor": 2}}, "JP103", ("unit", "堆", "factor")),
        ({"堆": {"of": "吨", "factor": 0}}, "JP104", ("unit", "堆", "factor")),
        ({"堆": {"of": "吨", "factor": -1}}, "JP104", ("unit", "堆", "factor")),
        ({"堆": {"of": "畚箕", "factor": 2}}, "JP202", ("unit", "堆", "of")),
        ({"堆": {"of": "堆", "factor": 2}}, "JP203", ("unit", "堆", "of")),
    ],
)
def test_a_wrong_declaration_is_a_fault_and_no_unit(
    tables: dict[str, dict[str, object]], code: str, route: tuple[str, ...]
) -> None:
    units, faults = build_units(tables)
    assert [(each.code, each.route) for each in faults] == [(code, route)]
    assert len(units) == len(tables) - 1


def test_units_in_a_circle_are_all_faults() -> None:
    units, faults = build_units({"堆": {"of": "垛", "factor": 2}, "垛": {"of": "堆", "factor": 2}})
    assert units == ()
    assert [each.code for each in faults] == ["JP203", "JP203"]


PLAN = """\
format = 1

[plan]
title = { zh = "计划", en = "Plan" }
start = 2020-01-01
due = 2022-12-31

[unit."车"]
title = { zh = "车", en = "lorry loads" }
of = "立方米"
factor = 12.5

[target.soil]
title = { zh = "土方", en = "Soil" }
kind = "cumulative"
unit = "车"
baseline = { value = 0 }
goal = { value = 300 }

[target.home]
title = { zh = "内资", en = "At home" }
kind = "cumulative"
unit = "亿元"
goal = { value = 30 }

[target.abroad]
title = { zh = "外资", en = "Abroad" }
kind = "cumulative"
unit = "亿美元"
goal = { value = 20 }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans/city").mkdir(parents=True)
    (tmp_path / "plans/city/plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_figures_are_recorded_in_a_declared_unit_and_sheets_name_it(folder: Path) -> None:
    assert run("record", "soil", "25 m³", "--on", "2020-06-30", cwd=folder).code == 0
    assert "value = 2," in (folder / "plans/city/progress/soil.toml").read_text(encoding="utf-8")
    assert "lorry loads" in run("status", "--as-of", "2020-07-15", "--lang", "en", cwd=folder).out
    found = run("check", "--select", "JP301", "--lang", "en", cwd=folder)
    assert found.code == 0
    assert "JP301" not in found.out


@pytest.mark.parametrize(
    "head", ["目标,日期,完成值（立方米）", "单位：立方米,,\n目标,日期,完成值", "目标,日期,单位,完成值"]
)
@pytest.mark.parametrize("unit", ["车", "立方米"])
def test_a_sheet_may_say_a_declared_unit_wherever_it_says_a_unit(folder: Path, head: str, unit: str) -> None:
    own = (
        (folder / "plans/city/plan.toml")
        .read_text(encoding="utf-8")
        .replace('unit = "车"', 'unit = "立方米"')
    )
    (folder / "plans/city/plan.toml").write_text(own, encoding="utf-8")
    cells = f"soil,2020-06-30,{unit},2\n" if "单位," in head else "soil,2020-06-30,2\n"
    (folder / "in.csv").write_text(f"{head.replace('立方米', unit)}\n{cells}", encoding="utf-8")
    assert run("import", "in.csv", "-y", "--accept-doubts", cwd=folder).code == 0
    value = "25" if unit == "车" else "2"
    ledger = (folder / "plans/city/progress/soil.toml").read_text(encoding="utf-8")
    assert f"value = {value}," in ledger


def test_an_unknown_unit_is_a_warning_that_says_how_to_declare_it(folder: Path) -> None:
    path = folder / "plans/city/plan.toml"
    path.write_text(PLAN.replace('unit = "车"', 'unit = "畚箕"'), encoding="utf-8")
    found = run("check", "--select", "JP301", "--lang", "en", cwd=folder)
    assert "warning JP301" in found.out
    assert '[unit."NAME"]' in found.out


def test_money_is_summed_in_each_currency_apart(folder: Path) -> None:
    for target, figure in (("home", "3000万元"), ("abroad", "$1.5bn")):
        assert run("record", target, figure, "--on", "2020-06-30", "--accept-doubts", cwd=folder).code == 0
    told = run("status", "--as-of", "2020-07-15", "--lang", "en", cwd=folder).out
    assert "money 0.3 of 30 ×CNY 100m" in told
    assert "money 15 of 20 ×USD 100m" in told


def test_units_are_listed_with_the_plans_own_and_searched_in_both_languages(folder: Path) -> None:
    assert "lorry loads" in run("list", "units", "车", "--lang", "en", cwd=folder).out
    assert "12.5" in run("list", "单位", "lorry", "--format", "csv", cwd=folder).out
    assert "2,500/9" in run("list", "units", "GJ", "--lang", "zh", cwd=folder).out
    assert "元/平方米" in run("list", "units", "元/㎡", "--format", "json", cwd=folder).out
    for form in ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown"):
        assert run("list", "units", "--format", form, cwd=folder).code == 0
    refused = run("list", "units", "畚箕", "--lang", "en", cwd=folder)
    assert (refused.code, '[unit."畚箕"]' in refused.err) == (2, True)
    assert run("list", "targets", "soil", "--lang", "en", cwd=folder).code == 2
