"""The mapping of foreign columns, kept beside the plans."""

from pathlib import Path

import pytest

from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.files.spreadsheets.saved_mappings import NAME, remember, remembered_maps
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap
from tests.build import write_plan

FIRST = ColumnMap({"id": '指"标', "value": "完成\\值"})
SECOND = ColumnMap({"id": "项目", "value": "F"}, "表 1")


def test_what_was_kept_is_read_back_the_last_one_first(tmp_path: Path) -> None:
    assert remembered_maps(tmp_path) == []
    assert remember(tmp_path, FIRST) == tmp_path / NAME
    assert remember(tmp_path, FIRST) is None
    assert remember(tmp_path, SECOND) == tmp_path / NAME
    assert remembered_maps(tmp_path) == [SECOND, FIRST]
    remember(tmp_path, FIRST)
    assert remembered_maps(tmp_path) == [FIRST, SECOND]


def test_no_reader_of_plans_takes_it_for_an_action(tmp_path: Path) -> None:
    plan = write_plan(tmp_path)
    remember(tmp_path, FIRST)
    remember(plan, FIRST)
    assert read_plans(tmp_path).findings == ()
    assert read_plans(plan).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "sheet = 1",
        "[[sheet]]\n",
        "[[sheet]]\ncolumns = { id = 1 }",
        "[[sheet]]\ncolumns = { nothing = 'x' }",
        "[[sheet]]\ncolumns = { id = 'x' }\nsheet = 1",
        "sheet = [1]",
    ],
)
def test_a_file_that_is_not_so_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=r"\.import\.toml.*mend or delete the file") as refused:
        remembered_maps(tmp_path)
    assert refused.value.exit_code == 3
