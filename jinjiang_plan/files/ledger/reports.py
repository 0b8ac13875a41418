"""A ledger's table of one report: as the model has it, or what is wrong with it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from jinjiang_plan.files.validation import bad_choice
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.fault import Aside, Fault
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Words

_EXAMPLES = {"value": "…", "stage": '"…"', "done": "true"}
_KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-r([1-9][0-9]{0,5}))?")


def build_report(key: str, table: dict[str, Any], target: Target) -> Report | Fault:
    """One report as the model has it, or what is wrong with it."""
    route = ("report", key)
    parts = _KEY.fullmatch(key)
    on = _day(parts[1]) if parts else None
    if parts is None or on is None:
        words = Words(f"`{key}` 不是日期", f"`{key}` is no day")
        hint = Words("写作 2021-06-30，修订写作 2021-06-30-r2", "write 2021-06-30, a revision 2021-06-30-r2")
        return Fault("JP102", "wrong-type", words, route, at_key=True, hint=hint)
    figure = None if table.get("retract") else _figure(table, target, route)
    if isinstance(figure, Fault):
        return figure
    return Report(
        on=on,
        revision=int(parts[2] or 1),
        figure=figure,
        recorded=table["recorded"],
        by=table.get("by", ""),
        source=table.get("source", ""),
        first=table.get("from"),
        url=table.get("url", ""),
        estimate=table.get("basis") == "estimate",
        final=table.get("final", False),
        correction=table.get("correction", False),
        note=table.get("note", ""),
        problems=table.get("problems", ""),
        next=table.get("next", ""),
        reason=table.get("reason", ""),
        file=table.get("file", ""),
        sha256=table.get("sha256", ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _figure(table: dict[str, Any], target: Target, route: tuple[str, ...]) -> Decimal | Fault:
    wanted = {Kind.STAGE: "stage", Kind.DONE: "done"}.get(target.kind, "value")
    if wanted not in table:
        words = Words(f"缺少 `{wanted}`", f"`{wanted}` is missing")
        line = f"{wanted} = {_EXAMPLES[wanted]}"
        hint = Words(f"补上 `{line}`", f"add `{line}`")
        return Fault("JP103", "missing-key", words, route, at_key=True, hint=hint)
    if wanted != "stage":
        return Decimal(table[wanted])
    if table["stage"] not in target.stages:
        words = Words(f"没有阶段 `{table['stage']}`", f"there is no stage `{table['stage']}`")
        fault = bad_choice("stage", table["stage"], target.stages, (*route, "stage"))
        return careful(fault._replace(words=words))
    return Decimal(target.stages.index(table["stage"]))


def same_report(file: str, key: str, first: str, meant: str) -> Fault:
    """The fault of two keys that mean one report: `-r1` is the report itself."""
    twice = Words(f"`{key}` 与 `{meant}` 是同一条", f"`{key}` and `{meant}` are the same")
    there = Aside(file, ("report", first), Words("另一条在这里", "the other stands here"), at_key=True)
    return Fault("JP003", "duplicate-key", twice, ("report", key), at_key=True, asides=(there,))


def careful(fault: Fault) -> Fault:
    """A fault of a ledger, which is append-only: no mend of its data counts as safe."""
    return fault if fault.mend is None else fault._replace(mend=fault.mend._replace(safe=False))
