"""The columns of a plan's table: each heading means one field."""

import pytest

from jinjiang_plan.model.plan_table import FIELD_KEYS, PLAN_FIELDS, PlanField, plan_field


def test_each_column_has_one_key_and_a_heading_of_its_own() -> None:
    assert len(set(FIELD_KEYS)) == len(FIELD_KEYS)
    for heads in ([each.head.zh for each in PLAN_FIELDS], [each.head.en for each in PLAN_FIELDS]):
        assert len(set(heads)) == len(heads)


@pytest.mark.parametrize("field", PLAN_FIELDS, ids=FIELD_KEYS)
def test_a_heading_of_ours_is_that_of_no_other_column(field: PlanField) -> None:
    others = {name for other in PLAN_FIELDS if other is not field for name in other.head}
    assert not others & set(field.head)
    assert plan_field(field.key) is field


def test_names_are_written_as_they_are_compared() -> None:
    assert all(name == name.casefold().strip() for each in PLAN_FIELDS for name in each.names)
