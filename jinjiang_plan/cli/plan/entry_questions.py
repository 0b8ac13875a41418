"""What is missing of an entry that is typed: asked for at a terminal, named in a pipe."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from jinjiang_plan.cli.plan.typed_entry import (
    TypedEntry,
    blank_target,
    free_id,
    read_kind,
    read_what,
)
from jinjiang_plan.cli.plan.typed_goal import read_goal, unit_of
from jinjiang_plan.cli.record.dialogue import ask, on_a_terminal
from jinjiang_plan.cli.record.record import checked_text
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import HEAD
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period

_AT_THE_TOP = ("", HEAD)
"""What an answer says for the plan's own level."""


def completed(session: Session, typed: TypedEntry, plan: Plan) -> TypedEntry:
    """The entry with what was asked for at a terminal.

    Raises:
        Refusal: in a pipe, with the options that are missing (exit 2).
    """
    typed = _with_action_of_id(typed)
    if not on_a_terminal():
        missing = [each.option for each in _QUESTIONS if each.required and each.applies(typed, plan)]
        if missing:
            zh, en = "、".join(missing), ", ".join(missing)
            raise Refusal(
                f"缺少 {zh}；用法见 `jinjiang-plan plan add --help`",
                f"missing: {en}; see `jinjiang-plan plan add --help`",
            )
        return typed
    try:
        return _answered(session, typed, plan)
    except KeyboardInterrupt:
        session.tell("\n没有写入", "\nnothing was written")
        raise


def _answered(session: Session, typed: TypedEntry, plan: Plan) -> TypedEntry:
    """The entry with an answer to each question; an answer may make the next question idle."""
    for each in _QUESTIONS:
        if each.applies(typed, plan):
            answer = ask(session, each.words(plan), each.read(typed, plan))
            if each.field == "leads":
                typed = typed._replace(leads=tuple(re.split("[、;；]", answer)))
            else:
                given: dict[str, Any] = {each.field: answer}
                typed = _with_action_of_id(typed._replace(**given))
    return typed


def _with_action_of_id(typed: TypedEntry) -> TypedEntry:
    """The entry with the action that its id names before it: `network.5g-stations`."""
    action, dot, name = (typed.id or "").rpartition(".")
    if not dot:
        return typed
    if typed.action is not None and typed.action != action:
        raise Refusal(
            f"编号 `{typed.id}` 里的行动与 --action {typed.action or HEAD} 不同",
            f"the id `{typed.id}` names another action than --action {typed.action or HEAD}",
        )
    return typed._replace(id=name, action=action)


class _MissingField(NamedTuple):
    """A thing that may be missing: the option that gives it, the question that asks for it, and when it is needed."""

    field: str
    """The field of the entry."""
    option: str
    """What it is in a call."""
    words: Callable[[Plan], Words]
    """The question."""
    read: Callable[[TypedEntry, Plan], Callable[[str], str]]
    """The check of an answer, which gives it back."""
    required: bool = True
    """Whether a call in a pipe must give it."""
    fits: Callable[[TypedEntry, Plan], bool] = lambda _typed, _plan: True
    """Whether an entry needs it at all."""

    def applies(self, typed: TypedEntry, plan: Plan) -> bool:
        """Whether it is missing."""
        return getattr(typed, self.field) in (None, ()) and self.fits(typed, plan)


def _needed(read: Callable[[str], object]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if not text:
            raise Refusal("请填写；Ctrl-C 退出，不写入", "an answer is needed; Ctrl-C leaves without writing")
        read(text)
        return text

    return checked


def _free(read: Callable[[str], object]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if text:
            read(text)
        return text

    return checked


def _is_target(typed: TypedEntry, _plan: Plan) -> bool:
    return typed.what is None or read_what(typed.what) == "target"


def _counts(typed: TypedEntry, plan: Plan) -> bool:
    return _is_target(typed, plan) and (typed.kind is None or not read_kind(typed.kind).named)


def _kinds(_plan: Plan) -> Words:
    zh = "、".join(f"{NAMES[kind].zh} {kind}" for kind in Kind)
    return Words(f"计算方式（{zh}）", f"kind ({', '.join(Kind)})")


def _actions(plan: Plan) -> Words:
    listed = ", ".join(each.id for each in plan.actions)
    return Words(f"行动（{listed}；空为全计划）", f"action ({listed}; empty for the plan's own level)")


def _known_action(text: str, plan: Plan) -> str:
    if text in _AT_THE_TOP:
        return ""
    if plan.action(text) is None:
        raise unknown("行动", "action", text, [each.id for each in plan.actions])
    return text


_QUESTIONS = (
    _MissingField(
        "what", "target|initiative", lambda _plan: Words("目标还是项目（目标/项目）", "a target or an initiative"),
        lambda _typed, _plan: _needed(read_what),
    ),
    _MissingField(
        "title", "--title", lambda _plan: Words("名称", "title"), lambda _typed, _plan: _needed(lambda text: checked_text("--title", text))
    ),
    _MissingField(
        "title_en", "--title-en", lambda _plan: Words("英文名称（可空）", "title in English (may be empty)"),
        lambda _typed, _plan: _free(lambda text: checked_text("--title-en", text)), required=False,
        fits=lambda typed, plan: {"zh", "en"} <= {*plan.languages} and not (typed.title or "a").isascii(),
    ),
    _MissingField(
        "action", "--action (--file plan.toml)", _actions,
        lambda _typed, plan: lambda text: _known_action(text, plan),
        fits=lambda _typed, plan: bool(plan.actions),
    ),
    _MissingField(
        "id", "ID", lambda _plan: Words("编号，如 5g-stations、5g基站", "id, such as 5g-stations"),
        lambda typed, plan: _needed(lambda text: free_id(text, typed.action or "", plan)),
    ),
    _MissingField("kind", "--kind", _kinds, lambda _typed, _plan: _needed(read_kind), fits=_is_target),
    _MissingField(
        "unit", "--unit", lambda _plan: Words("单位（可空）", "unit (may be empty)"),
        lambda _typed, _plan: _free(lambda text: checked_text("--unit", text)), required=False,
        fits=lambda typed, plan: _counts(typed, plan) and not unit_of(typed.goal or ""),
    ),
    _MissingField(
        "goal", "--goal", lambda _plan: Words("目标值（可空，只作监测）", "goal (may be empty: monitored only)"),
        lambda typed, plan: _free(lambda text: read_goal(blank_target(typed, plan), text)), required=False,
    ),
    _MissingField(
        "due", "--due", lambda plan: Words(f"期限（可空，同计划 {plan.due}）", f"due (may be empty: the plan's, {plan.due})"),
        lambda _typed, plan: _free(lambda text: read_period(text, plan.due, plan.year_end)), required=False,
    ),
    _MissingField(
        "leads", "--lead", lambda _plan: Words("牵头单位（几个以、分开；可空）", "responsible unit (several: ; between; may be empty)"),
        lambda _typed, _plan: _free(lambda text: checked_text("--lead", text)), required=False,
        fits=lambda typed, _plan: not typed.leads,
    ),
)  # fmt: skip
