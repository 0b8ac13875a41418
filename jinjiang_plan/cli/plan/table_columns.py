"""The columns of a plan's table: as said with --map, as remembered, as their headings say, or as asked."""

from collections.abc import Sequence
from datetime import date

from jinjiang_plan.assess.draft.plan_columns import PlanLayout, likely_heads, plan_layout
from jinjiang_plan.assess.intake.cells import key
from jinjiang_plan.assess.intake.heads import heads_of
from jinjiang_plan.cli.record.dialogue import ask, on_a_terminal
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.plan_table import FIELD_KEYS, plan_field
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap, SheetTable
from jinjiang_plan.model.words import Words

_ASKED = ("title", "goal", "unit", "due", "lead")


def said_columns(maps: Sequence[str], sheet: str, header: int) -> ColumnMap:
    """What was said of the columns.

    Raises:
        Refusal: it is not `FIELD=HEADING`, or there is no such field.
    """
    headings = {}
    for each in maps:
        field, sign, heading = (part.strip() for part in each.partition("="))
        if not sign:
            raise Refusal(
                f"--map `{each}` 应写作 字段=表头，如 --map title=任务 --map goal=目标值",
                f"--map `{each}` must be FIELD=HEADING, such as --map title=Indicator --map goal=Target",
            )
        named = next(
            (name for name in FIELD_KEYS if key(field) in (name, *map(key, plan_field(name).head))), None
        )
        if named is None:
            raise unknown("字段", "field", field, list(FIELD_KEYS))
        headings[named] = heading
    return ColumnMap(headings, sheet, header)


def found_columns(
    session: Session,
    tables: Sequence[SheetTable],
    given: ColumnMap,
    remembered: Sequence[ColumnMap],
    today: date,
) -> tuple[PlanLayout, ColumnMap]:
    """The table with its columns, and what was said of them, answers among it.

    Raises:
        Refusal: the columns cannot be told, and nobody can be asked.
    """
    try:
        return plan_layout(tables, given, remembered, today), given
    except Refusal as refusal:
        if not on_a_terminal() or given.headings or len(tables) != 1 or not tables[0].rows:
            raise
        session.tell(refusal.words.zh, refusal.words.en)
    table = tables[0]
    heads = likely_heads([table])
    row = next(
        (
            each
            for each in table.rows
            if {key(text[:30]) for text in each.texts if text} >= {key(head) for head in heads}
        ),
        table.rows[0],
    )
    listed = [each.full for each in heads_of(table, row)]
    session.tell(
        "各列：" + "  ".join(f"{number} {text}" for number, text in enumerate(listed, 1)),
        "columns: " + "  ".join(f"{number} {text}" for number, text in enumerate(listed, 1)),
    )
    headings = {}
    for field in _ASKED:
        answer = _column(session, field, listed)
        if answer:
            headings[field] = answer
    said = ColumnMap(headings, "", row.number)
    return plan_layout(tables, said, [], today), said


def _column(session: Session, field: str, listed: Sequence[str]) -> str:
    head = plan_field(field).head

    def read(answer: str) -> str:
        if not answer:
            if field == "title":
                raise Refusal("名称一列不能没有", "there must be a column of titles")
            return ""
        if answer.isdecimal() and 1 <= int(answer) <= len(listed):
            return listed[int(answer) - 1]
        same = [text for text in listed if key(text) == key(answer)]
        if not same:
            raise Refusal(f"没有这一列：{answer}", f"there is no such column: {answer}")
        return same[0]

    optional = Words("", "") if field == "title" else Words("（没有就直接回车）", " (empty: none)")
    question = Words(f"哪一列是{head.zh}{optional.zh}", f"which column is the {head.en}{optional.en}")
    return ask(session, question, read)
