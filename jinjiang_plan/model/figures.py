"""What a person types for a target's value: a quantity, a stage, or yes or no."""

from decimal import Decimal

from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target, stage_words
from jinjiang_plan.model.quantities import Quantity, read_quantity
from jinjiang_plan.model.refusal import Refusal


def read_figure(target: Target, text: str) -> Quantity:
    """The figure in the target's own unit (a stage as its position, done as 1), with the qualifier it came with.

    Raises:
        Refusal: it cannot be read, or not for this target.
    """
    if target.kind is Kind.STAGE:
        return Quantity(read_stage(target, text), "")
    if target.kind is Kind.DONE:
        return Quantity(read_done(text), "")
    return read_quantity(text, target.unit or None)


def noted(note: str, quantity: Quantity, text: str) -> str:
    """The note of a report, with the words of its figure where they say more than the number."""
    if not quantity.qualifier:
        return note
    said = f"原文“{text.strip()}”"
    return f"{note}（{said}）" if note else said


def read_stage(target: Target, text: str) -> Decimal:
    """The position of a stage that is named by its code, or by its name in either language.

    Raises:
        Refusal: there is none of that name.
    """
    plain = text.strip().lower()
    for position, stage in enumerate(target.stages):
        if plain in (stage.lower(), stage_words(stage).zh, stage_words(stage).en):
            return Decimal(position)
    zh = ", ".join(f"{stage} {stage_words(stage).zh}" for stage in target.stages)
    en = ", ".join(target.stages)
    raise Refusal(f"没有阶段 `{text}`；可用：{zh}", f"there is no stage `{text}`; choose: {en}")


_YES = ("true", "yes", "y", "done", "1", "是", "已完成", "完成", "达成", "已达成")
_NO = ("false", "no", "n", "0", "否", "未完成", "没有", "未达成")


def read_done(text: str) -> Decimal:
    """1 for a yes, 0 for a no, in either language.

    Raises:
        Refusal: it is neither.
    """
    plain = text.strip().lower()
    if plain in _YES or plain in _NO:
        return Decimal(int(plain in _YES))
    raise Refusal(f"`{text}` 应为 是、否（true、false）", f"`{text}` must be yes or no (true, false)")
