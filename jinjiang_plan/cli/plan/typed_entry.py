"""A target or an initiative as it is typed, read into the data of a plan file."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from jinjiang_plan.cli.plan.typed_goal import read_goal, unit_of
from jinjiang_plan.cli.question import read_code
from jinjiang_plan.cli.record.record import checked_text
from jinjiang_plan.files.plans.builder import Defaults, build_target
from jinjiang_plan.files.plans.entry_text import NewEntry
from jinjiang_plan.model.codes import Class, Frequency, Kind
from jinjiang_plan.model.ids import file_fault, id_fault
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.value import Value
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period

WHAT = {"target": Words("目标", "target"), "initiative": Words("项目", "initiative")}
"""What can be added, with its names."""
_ALSO = {"举措": "initiative", "工程": "initiative", "指标": "target"}


class TypedEntry(NamedTuple):
    """What is typed of an entry; None or empty where it is not."""

    what: str | None = None
    """`target` or `initiative`, or its Chinese name."""
    id: str | None = None
    """Its id; the action's id may stand before it."""
    title: str | None = None
    """Its title."""
    title_en: str | None = None
    """Its English title."""
    action: str | None = None
    """The id of its action, empty for the plan's own level."""
    kind: str | None = None
    """How its figures add up."""
    unit: str | None = None
    """The unit of its figures."""
    goal: str | None = None
    """The value to reach."""
    baseline: str | None = None
    """The value at the start."""
    baseline_on: str | None = None
    """The day of that value."""
    start: str | None = None
    """The first day of its period."""
    due: str | None = None
    """The last day of its period."""
    class_: str | None = None
    """How strictly it binds."""
    frequency: str | None = None
    """How often it is reported."""
    leads: Sequence[str] = ()
    """The responsible units."""
    partners: Sequence[str] = ()
    """The units that help."""
    tags: Sequence[str] = ()
    """Words to filter by."""
    serves: Sequence[str] = ()
    """The targets that an initiative contributes to."""
    source: str | None = None
    """The name of the document that promises it."""
    wording: str | None = None
    """The document's own words."""
    summary: str | None = None
    """What an initiative is."""
    place: str | None = None
    """Where an initiative is."""
    note: str | None = None
    """What else is to be known."""


def read_what(text: str) -> str:
    """`target` or `initiative`, by its code or its Chinese name.

    Raises:
        Refusal: it is neither.
    """
    plain = text.strip().lower()
    for code, names in WHAT.items():
        if plain in (code, f"{code}s", names.zh):
            return code
    if plain in _ALSO:
        return _ALSO[plain]
    raise unknown("种类", "sort of entry", text, [f"{code} {names.zh}" for code, names in WHAT.items()])


def read_kind(text: str) -> Kind:
    """The kind that a code or a name means."""
    return read_code(Kind, text, "计算方式", "kind")


def _known_action(text: str, plan: Plan) -> str:
    if plan.action(text) is None:
        raise unknown("行动", "action", text, [each.id for each in plan.actions])
    return text


def free_id(text: str, action: str, plan: Plan) -> str:
    """The id, which nothing of the action has.

    Raises:
        Refusal: it cannot be an id, or is taken.
    """
    name = text.strip()
    fault = id_fault(name) or file_fault(f"{action}.{name}" if action else name)
    if fault is not None:
        raise Refusal(f"编号 `{name}` 不合规：{fault.zh}", f"`{name}` cannot be an id: {fault.en}")
    full = f"{action}.{name}" if action else name
    taken = next((each for each in plan.judged if each.id == full), None)
    if taken is not None:
        raise Refusal(
            f"编号 `{full}` 已经用于“{taken.title.zh}”；换一个，或用 amend 调整它",
            f"the id `{full}` is taken by “{taken.title.en}”; choose another, or change that one with `amend`",
        )
    return name


# All of it, read into the data of a plan file.


def entry_of(typed: TypedEntry, plan: Plan, today: date) -> NewEntry:
    """The entry that is to be written, its keys in the order of plan files.

    Raises:
        Refusal: something of it cannot be read, or does not go with its kind.
    """
    what = read_what(typed.what or "")
    _refuse_strange(typed, what)
    if not typed.unit and typed.goal and what == "target":
        typed = typed._replace(unit=unit_of(typed.goal) if not read_kind(typed.kind or "").named else None)
    blank = blank_target(typed, plan)
    start = _day(typed.start, plan, today, first=True)
    table = {
        "title": _title(typed),
        "summary": checked_text("--summary", typed.summary),
        "place": checked_text("--place", typed.place),
        "kind": blank.kind.value if what == "target" else "",
        "class": read_code(Class, typed.class_, "类别", "class").value if typed.class_ else "",
        "unit": blank.unit,
        "baseline": _baseline(
            typed, blank, start or plan.start, _day(typed.baseline_on, plan, today, first=False)
        ),
        "goal": read_goal(blank, typed.goal) if typed.goal else None,
        "start": start,
        "due": _day(typed.due, plan, today, first=False),
        "lead": _one_or_list([checked_text("--lead", each) for each in typed.leads if each.strip()]),
        "partners": [checked_text("--partners", each) for each in typed.partners],
        "frequency": read_frequency(typed.frequency) if typed.frequency else "",
        "tags": [checked_text("--tag", each) for each in typed.tags],
        "serves": [_served(each, plan) for each in typed.serves],
        "source": _source(typed.source, plan),
        "wording": checked_text("--wording", typed.wording),
        "note": checked_text("--note", typed.note),
    }
    return NewEntry(
        what, typed.id or "", {key: value for key, value in table.items() if value not in ("", None, [])}
    )


_TARGETS_ONLY = {"kind": "--kind", "unit": "--unit", "baseline": "--baseline", "class_": "--class"}
_INITIATIVES_ONLY = {"serves": "--serves", "place": "--place", "summary": "--summary"}


def _refuse_strange(typed: TypedEntry, what: str) -> None:
    """Refuse an option that an entry of this sort has no key for."""
    strange = _TARGETS_ONLY if what == "initiative" else _INITIATIVES_ONLY
    given = [option for field, option in strange.items() if getattr(typed, field)]
    if given:
        zh, en = WHAT[what]
        raise Refusal(
            f"{zh}没有 {'、'.join(given)}", f"{'an' if en[0] == 'i' else 'a'} {en} has no {', '.join(given)}"
        )
    if typed.baseline_on and not typed.baseline:
        raise Refusal("--baseline-on 要与 --baseline 一起写", "--baseline-on goes with --baseline")


def _title(typed: TypedEntry) -> str | dict[str, str]:
    title, english = (
        checked_text(name, text) for name, text in (("--title", typed.title), ("--title-en", typed.title_en))
    )
    if not title:
        raise Refusal("--title 是空的", "--title is empty")
    return {"zh": title, "en": english} if english else title


def blank_target(typed: TypedEntry, plan: Plan) -> Target:
    """A target of the kind and unit that are typed, which figures are read for."""
    kind = read_kind(typed.kind) if typed.kind else Kind.STAGE
    table = {
        "title": "-",
        "kind": kind.value,
        "unit": checked_text("--unit", typed.unit or unit_of(typed.goal or "")) if not kind.named else "",
    }
    above = Defaults(plan.id, None, plan.start, plan.due, None, plan.frequency, (), sample=False, file="")
    return build_target("blank", table, above)[0]._replace(own_units=plan.units)


def _baseline(typed: TypedEntry, blank: Target, start: date, on: date | None) -> dict[str, Any] | None:
    if not typed.baseline:
        return None
    on = on or start
    value = read_figure(blank, typed.baseline).value
    if blank.kind is Kind.STAGE:
        return {"stage": Value(blank, value).code, "on": on}
    return {"value": bool(value) if blank.kind is Kind.DONE else Decimal(value), "on": on}


def _day(text: str | None, plan: Plan, today: date, *, first: bool) -> date | None:
    """A day as typed: of a period its first day, or its last."""
    if not text:
        return None
    period = read_period(text, today, plan.year_end)
    return period.first if first else period.last


def _one_or_list(names: list[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else names


def read_frequency(text: str) -> str:
    """The rhythm of reporting, by its code or its Chinese name."""
    names = {
        Frequency.MONTH: "月",
        Frequency.QUARTER: "季",
        Frequency.HALF_YEAR: "半年",
        Frequency.YEAR: "年",
    }
    plain = text.strip().lower().removeprefix("每").removesuffix("度").removesuffix("报")
    for code, zh in names.items():
        if plain in (code.value, zh):
            return code.value
    raise unknown("填报频率", "frequency", text, [f"{code.value} 每{zh}" for code, zh in names.items()])


def _served(name: str, plan: Plan) -> str:
    ids = [each.id for each in plan.targets]
    fitting = [each for each in ids if name in (each, each.rpartition(".")[2])]
    if len(fitting) != 1:
        raise unknown("目标", "target", name, fitting or ids)
    return fitting[0]


def _source(name: str | None, plan: Plan) -> str:
    if name and plan.source(name) is None:
        raise unknown("出处", "source", name, [each.key for each in plan.sources])
    return name or ""
