"""What was said of the columns of a plan's table, kept beside the plans: its next version needs no second word.

`.plan-table.toml` in the plans folder; its name begins with a dot, so that no reader of plans takes it for an action.
"""

from collections.abc import Mapping
from pathlib import Path

from jinjiang_plan.files.storage.atomic import write_whole
from jinjiang_plan.files.storage.output_file import needs_inside
from jinjiang_plan.files.toml_text.parse import quoted, read_toml
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.plan_table import FIELD_KEYS
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap
from jinjiang_plan.model.words import Lang, Words

NAME = ".plan-table.toml"
_HEAD = Words(
    "# 计划表各列的对应关系，由 `jinjiang-plan plan import --map` 写入，可以修改或删除。",
    "# Which columns of a plan's table hold what: written by `jinjiang-plan plan import --map`, yours to edit or delete.",
)


def remembered_columns(plans: Path) -> list[ColumnMap]:
    """The maps kept in a plans folder, the one used last first; none where there is no such file.

    Raises:
        Refusal: the file is not as it should be (exit 3).
    """
    path = plans / NAME
    if not path.exists():
        return []
    document = read_toml(path)
    listed = [] if isinstance(document, Finding) else document.data.get("table", [])
    maps = (
        [each.get("columns") if isinstance(each, dict) else None for each in listed]
        if isinstance(listed, list)
        else [None]
    )
    if isinstance(document, Finding) or not all(map(_is_map, maps)):
        raise Refusal(
            f"{path}：[[table]] 里应有 columns = {{ title = 表头 }}；改正或删去这个文件",
            f"{path}: a [[table]] holds columns = {{ title = HEADING }}; mend or delete the file",
            NOT_JUDGED,
        )
    return [ColumnMap(each) for each in maps if each]


def _is_map(columns: object) -> bool:
    return (
        isinstance(columns, dict)
        and set(columns) <= set(FIELD_KEYS)
        and all(isinstance(each, str) for each in columns.values())
    )


def remember_columns(plans: Path, headings: Mapping[str, str], lang: Lang) -> Path | None:
    """Keep a map, in front of those kept before; give the file, or None where it was there already.

    Raises:
        Refusal: it cannot be written (exit 1).
    """
    kept = [dict(each.headings) for each in remembered_columns(plans)]
    if kept[:1] == [dict(headings)]:
        return None
    needs_inside(plans, plans / NAME)
    maps = [dict(headings), *(each for each in kept if each != dict(headings))]
    blocks = []
    for each in maps:
        columns = ", ".join(f"{field} = {quoted(heading)}" for field, heading in each.items())
        blocks.append(f"\n[[table]]\ncolumns = {{ {columns} }}\n")
    write_whole(plans / NAME, f"{_HEAD.say(lang)}\nformat = 1\n" + "".join(blocks))
    return plans / NAME
