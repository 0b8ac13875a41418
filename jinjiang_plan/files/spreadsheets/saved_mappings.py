"""What was said of foreign sheets' columns, kept beside the plans: a sheet of the same make needs no second word.

`.import.toml` in the plans folder; its name begins with a dot, so that no reader of plans takes it for an action.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinjiang_plan.files.storage.atomic import write_whole
from jinjiang_plan.files.storage.output_file import needs_inside
from jinjiang_plan.files.toml_text.parse import quoted, read_toml
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.spreadsheet import FIELDS, ColumnMap

NAME = ".import.toml"
_HEAD = """\
# Which columns of sheets hold what: written by `jinjiang-plan import --map`, yours to edit or delete.
# 导入表格时各列的对应关系，由 `jinjiang-plan import --map` 写入，可以修改或删除。
format = 1
"""


def remembered_maps(plans: Path) -> list[ColumnMap]:
    """The maps kept in a plans folder, the one used last first; none where there is no such file.

    Raises:
        Refusal: the file is not as it should be (exit 3).
    """
    path = plans / NAME
    if not path.exists():
        return []
    document = read_toml(path)
    if isinstance(document, Finding):
        raise Refusal(
            f"{document.place}：{document.words.zh}；改正或删去这个文件",
            f"{document.place}: {document.words.en}; mend or delete the file",
            NOT_JUDGED,
        )
    sheets = document.data.get("sheet", [])
    maps = [_map(each) for each in sheets] if isinstance(sheets, list) else [None]
    remembered = [each for each in maps if each is not None]
    if len(remembered) < len(maps):
        raise Refusal(
            f"{path}：[[sheet]] 里应有 columns = {{ id = 表头, value = 表头 }}；改正或删去这个文件",
            f"{path}: a [[sheet]] holds columns = {{ id = HEADING, value = HEADING }}; mend or delete the file",
            NOT_JUDGED,
        )
    return remembered


def _map(table: Any) -> ColumnMap | None:  # noqa: ANN401 - whatever stands in the file
    """The map of a table; None where one of its keys holds what it cannot."""
    if not isinstance(table, dict) or not isinstance(table.get("columns"), dict):
        return None
    columns, constants, where = (table.get(each, {}) for each in ("columns", "constants", "where"))
    texts = [table.get(each, "") for each in ("sheet", "periods", "file")]
    skip_unknown = table.get("skip_unknown", False)
    if not (_are_texts(columns) and _are_texts(constants) and isinstance(where, dict)):
        return None
    if not set(columns) | set(constants) <= set(FIELDS) - ({"value"} & set(constants)):
        return None
    if not all(isinstance(each, str) for each in texts) or not isinstance(skip_unknown, bool):
        return None
    if not all(
        isinstance(each, list) and all(isinstance(text, str) for text in each) for each in where.values()
    ):
        return None
    accepted = {heading: tuple(each) for heading, each in where.items()}
    sheet, periods, file = texts
    return ColumnMap(columns, sheet, 0, constants, accepted, periods, skip_unknown, file)


def _are_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(each, str) for each in table.values())


def remember(plans: Path, used: ColumnMap) -> Path | None:
    """Keep a map, in front of those kept before; give the file, or None where it was there already.

    Raises:
        Refusal: it cannot be written (exit 1).
    """
    kept = remembered_maps(plans)
    if kept and kept[0] == used:
        return None
    needs_inside(plans, plans / NAME)
    maps = [used, *(each for each in kept if each != used)]
    write_whole(plans / NAME, _HEAD + "".join(map(_written, maps)))
    return plans / NAME


def _written(each: ColumnMap) -> str:
    lines = [f"columns = {_inline(each.headings)}"]
    lines += [f"sheet = {quoted(each.sheet)}"] * bool(each.sheet)
    lines += [f"file = {quoted(each.file)}"] * bool(each.file)
    lines += [f"constants = {_inline(each.constants)}"] * bool(each.constants)
    if each.where:
        listed = (
            f"{quoted(heading)} = [{', '.join(map(quoted, texts))}]" for heading, texts in each.where.items()
        )
        lines.append(f"where = {{ {', '.join(listed)} }}")
    lines += [f"periods = {quoted(each.periods)}"] * bool(each.periods)
    lines += ["skip_unknown = true"] * each.skip_unknown
    return "\n[[sheet]]\n" + "\n".join(lines) + "\n"


def _inline(texts: Mapping[str, str]) -> str:
    listed = ", ".join(f"{field} = {quoted(text)}" for field, text in texts.items())
    return f"{{ {listed} }}" if listed else "{}"
