"""A goal as people type it, read into the data of a plan file: a figure with its op, a range, a stage, a yes."""

import re
import unicodedata
from typing import Any

from jinjiang_plan.model.codes import Kind, Op
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import find_unit
from jinjiang_plan.model.value import Value

_SIGNS = {
    ">=": Op.AT_LEAST,
    "≥": Op.AT_LEAST,
    "≧": Op.AT_LEAST,
    "<=": Op.AT_MOST,
    "≤": Op.AT_MOST,
    "≦": Op.AT_MOST,
}
_SIGNS |= {">": Op.ABOVE, "<": Op.BELOW}
_WORDS: tuple[tuple[str, Op], ...] = (
    ("不低于|不少于|不小于|至少|最少|达到?|以上|余|\\+|at least|or more|no less than", Op.AT_LEAST),
    ("不高于|不超过|不多于|不大于|至多|最多|控制在|以内|以下|at most|up to|no more than", Op.AT_MOST),
    ("超过|超出|超|逾|突破|高于|多于|大于|above|over|more than", Op.ABOVE),
    ("低于|少于|小于|below|under|less than", Op.BELOW),
)
_LEADING = "^(?:力争|确保)?(?:控制在|保持在|达到|实现)?"
"""What stands before a figure and asks for no more than it."""
_RANGE = re.compile(r"(?P<low>[-+]?[0-9.,]*[0-9]\D*?)(?:\.\.+|…|~|〜|至|到|—+|–| to )(?P<high>[-+]?[0-9].*)")
_FIGURE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?P<unit>[^\d\s].*)")


def read_goal(target: Target, text: str) -> dict[str, Any]:
    """The goal as a plan file has it, figures in the target's own unit.

    Args:
        target: one of that kind and unit, or with those stages.
        text: such as 3000, >=3000, 3000座, 5..7, 不低于90%, a stage's name, yes.

    Raises:
        Refusal: it cannot be read, or not for this kind.
    """
    if target.kind is Kind.STAGE:
        return {"stage": Value(target, read_figure(target, text).value).code}
    if target.kind is Kind.DONE:
        if not read_figure(target, text).value:
            raise Refusal("目标不能是“否”", "a goal cannot be no")
        return {"value": True}
    plain = re.sub(_LEADING, "", unicodedata.normalize("NFKC", text).strip())
    if (found := _RANGE.fullmatch(plain)) and not _op(plain)[0]:
        return _range(target, found["low"], found["high"])
    op, figure = _op(plain)
    quantity = read_figure(target, figure)
    op = op or _op_of_words(quantity.qualifier)
    if quantity.qualifier and op is None:
        raise Refusal(
            f"目标`{text}`：`{quantity.qualifier}`不是确定的要求；写 >=、<=、>、<，或只写数",
            f"the goal `{text}`: `{quantity.qualifier}` asks for nothing certain; write >=, <=, >, < or the figure alone",
        )
    return {"value": quantity.value, **({"op": op.value} if op else {})}


def _range(target: Target, low: str, high: str) -> dict[str, Any]:
    """The two bounds; the unit of the second is that of the first where that one has none."""
    unit = _FIGURE.fullmatch(high)
    bare = _FIGURE.fullmatch(low.strip()) is None
    least = read_figure(target, f"{low.strip()}{unit['unit']}" if unit and bare else low.strip()).value
    most = read_figure(target, high).value
    if least > most:
        raise Refusal(
            f"区间的下限 {least:f} 大于上限 {most:f}",
            f"the range begins at {least:f} and ends below it, at {most:f}",
        )
    return {"min": least, "max": most, "op": Op.RANGE.value}


def _op(text: str) -> tuple[Op | None, str]:
    """The op that a goal begins with as a sign, and the rest."""
    for sign in sorted(_SIGNS, key=len, reverse=True):
        if text.startswith(sign):
            return _SIGNS[sign], text.removeprefix(sign).strip()
    return None, text.removeprefix("=").strip()


def _op_of_words(qualifier: str) -> Op | None:
    return next((op for words, op in _WORDS if re.fullmatch(words, qualifier, re.IGNORECASE)), None)


def unit_of(text: str) -> str:
    """The unit that a goal names behind its figure; empty where it names none that is known."""
    plain = _op(unicodedata.normalize("NFKC", text).strip())[1]
    found = _RANGE.fullmatch(plain)
    figure = _FIGURE.search(found["high"] if found else plain)
    if figure is None:
        return ""
    unit = re.sub(r"\s*(?:以上|以下|以内|余|or more)$", "", figure["unit"].strip())
    return unit if find_unit(unit) is not None else ""
