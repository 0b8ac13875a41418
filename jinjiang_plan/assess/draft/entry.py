"""One entry of a plan out of its rows: what they say, what is guessed of it, and what is wrong."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jinjiang_plan.assess.draft.due_days import DueReading, DueTerms, due_of, quarter_of
from jinjiang_plan.assess.draft.entry_rows import EntryRow
from jinjiang_plan.assess.draft.figures import (
    aimed,
    baseline_of,
    counted,
    figure_text,
    in_unit,
    unit_of,
)
from jinjiang_plan.assess.draft.goal_words import NO_GOAL, GoalReading, Sign, goal_of
from jinjiang_plan.assess.draft.kind_guess import guessed_kind, named_kind
from jinjiang_plan.model.codes import Average, Class, Frequency, Kind, Op
from jinjiang_plan.model.plan_draft import EntryDraft, GoalDraft, Guess, PlanFault
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

_PROMISES = "milestone|里程碑|任务|task|qualitative|定性|traguardo"
_INITIATIVES = "initiative|项目|举措|工程|project"
_BINDING = "约束|binding|√|✓|✔|是|yes|y"
_EXPECTED = "预期|expected|indicative|引导|×|否|no|n"
_RHYTHMS = (
    (Frequency.MONTH, "month|每?月|按月"),
    (Frequency.QUARTER, "quarter|每?季|按季"),
    (Frequency.HALF_YEAR, "half|每?半年"),
    (Frequency.YEAR, "year|annual|每?年|按年|年度"),
)
_MOST_DIGITS = 30


class DraftTerms(NamedTuple):
    """What holds for all entries of a table."""

    due: DueTerms
    """The period of the plan, and the present day."""
    decimal: str = ""
    """The mark before the decimals, where it was said."""
    unit: str = ""
    """The unit that a line above the table names."""


class EntryReading(NamedTuple):
    """What the rows of one entry come to."""

    entry: EntryDraft | None
    """None where something is wrong."""
    faults: tuple[PlanFault, ...] = ()


class _Collector:
    """What is guessed and what is wrong, as it is come by."""

    def __init__(self, row: EntryRow) -> None:
        self.row = row
        self.guesses: list[Guess] = []
        self.faults: list[PlanFault] = []

    def guess(self, field: str, ground: Words) -> None:
        if field not in self.row.instead:
            self.guesses.append(Guess(field, ground))

    def refuse(self, field: str, words: Words) -> None:
        self.faults.append(self.row.fault(field, words))


def read_entry(row: EntryRow, terms: DraftTerms) -> EntryReading:
    """The entry of a row, its id left to the table as a whole."""
    found = _Collector(row)
    found.faults += row.faults()
    reading = _reading(row, terms, found)
    entry = _entry(row, reading, terms, found)
    due = _due(row, terms, found)
    start = _day(row, "start", terms, found)
    _order(row, due, start, terms, found)
    entry = entry._replace(
        due=due,
        start=start,
        leads=row.units("lead"),
        partners=tuple(each for each in row.units("partners") if each not in row.units("lead")),
        class_=_class(row, entry, found),
        frequency=_frequency(row, found) or entry.frequency,
        source=row.text("source"),
        note=row.text("note"),
        guesses=tuple(dict.fromkeys(found.guesses)),
    )
    return EntryReading(None if found.faults else entry, tuple(found.faults))


def _reading(row: EntryRow, terms: DraftTerms, found: _Collector) -> GoalReading:
    """What the goal's cell says, or where it is empty, the title."""
    try:
        reading = goal_of(figure_text(row, "goal", terms.decimal))
    except Refusal as refusal:
        found.refuse("goal", refusal.words)
        return NO_GOAL
    if reading.goal is not None and reading.goal.value is not None and row.shares("goal"):
        shared = Words(
            "目标值在合并单元格里，分不清属于哪一行；请拆开再填",
            "the goal stands in a merged cell, so it is not clear whose it is: part the cells",
        )
        found.refuse("goal", shared)
    if reading.goal is not None or _is_monitored(row):
        return reading
    titled = goal_of(row.text("title"))
    if titled.goal is not None and not titled.goal.done:
        found.guess("goal", Words("没有目标值，从名称里读出", "no goal is given: read out of the title"))
        return titled
    found.guess("goal", Words("没有目标值，按是否完成", "no goal is given: yes or no"))
    signs = titled.signs & {Sign.SEVERAL}
    return GoalReading(GoalDraft(done=True), "", signs | {Sign.WORDS})


def _is_monitored(row: EntryRow) -> bool:
    """Whether a row that has no goal names a kind of figure: such a target is reported on, and reaches for nothing."""
    kind = named_kind(row.text("kind"))
    return kind is not None and not kind.named


def _entry(row: EntryRow, reading: GoalReading, terms: DraftTerms, found: _Collector) -> EntryDraft:
    """The entry without its days: an initiative, a promise, or a target with a figure."""
    title = row.text("title") or reading.wording
    if not title:
        found.refuse("title", Words("这一行没有名称", "this row has no title"))
    goal = reading.goal or GoalDraft(done=True)
    draft = EntryDraft("target", "", title, wording=_wording(row, reading))
    said = _said_kind(row, found)
    if reading.goal is None and said is not None and not said.named:
        return _counted(_noted(row, draft), reading, said, terms, found)._replace(goal=None)
    if said is Kind.DONE or (said is None and re.search(_PROMISES, row.text("what").casefold())):
        if goal.value:
            ground = f"{goal.value:f}"
            words = Words(
                f"里程碑按是否完成，没有用数 {ground}", f"a milestone: yes or no, {ground} is not used"
            )
            found.guess("goal", words)
        return _noted(row, draft._replace(kind=Kind.DONE, goal=GoalDraft(done=True)))
    without_way = not row.text("unit") and not row.text("baseline").strip(" 0.,")
    if said is None and reading.is_nought and without_way:
        found.guess("goal", Words("目标值 0 没有单位，按是否完成", "the goal is 0 of no unit: yes or no"))
        return _noted(row, draft._replace(kind=Kind.DONE, goal=GoalDraft(done=True)))
    stage = _stage(row, goal, said, found)
    if stage:
        summary, place = row.text("summary"), row.text("place")
        goal = GoalDraft(stage=stage)
        return draft._replace(what="initiative", goal=goal, summary=summary, place=place)
    draft = _noted(row, draft)
    if goal.stage or goal.done:
        return _named(draft._replace(goal=goal), reading, said, found)
    return _counted(draft, reading, said, terms, found)


def _noted(row: EntryRow, draft: EntryDraft) -> EntryDraft:
    """The target with its content as a note, where it has no other."""
    return draft if row.text("note") else draft._replace(note=row.text("summary"))


def _stage(row: EntryRow, goal: GoalDraft, said: Kind | None, found: _Collector) -> str:
    """The stage to which an entry is an initiative; empty where it is a target."""
    what = row.text("what").casefold()
    is_project = re.search(_INITIATIVES, what) is not None
    if goal.stage and (is_project or (said is None and not what)):
        if not what:
            found.guess("what", Words("目标是一个阶段，作为项目", "its goal is a stage: an initiative"))
        return goal.stage
    if is_project and goal.done:
        found.guess("goal", Words("项目没有写阶段，按建成", "no stage is given: completed"))
        return "completed"
    return ""


def _named(draft: EntryDraft, reading: GoalReading, said: Kind | None, found: _Collector) -> EntryDraft:
    """A target whose goal is a stage, or a promise that is kept or not."""
    goal = draft.goal or GoalDraft()
    kind = said if said is Kind.STAGE else Kind.STAGE if goal.stage else Kind.DONE
    if said is None:
        found.guess("kind", guessed_kind(draft.title, reading, "").ground)
    elif not said.named:
        words = Words(f"没有一个确定的数，不能按 {said}", f"no single figure, as {said} needs one")
        found.refuse("goal", words)
    for guess in aimed(goal, kind, draft.title, reading).guesses:
        found.guess(guess.field, guess.ground)
    goal = GoalDraft(stage="completed") if kind is Kind.STAGE and goal.done else goal
    return draft._replace(kind=kind, goal=goal)


def _wording(row: EntryRow, reading: GoalReading) -> str:
    """The document's words: of their own column, else those of the goal's cell."""
    return row.text("wording") if "wording" in row.layout.columns else reading.wording


def _said_kind(row: EntryRow, found: _Collector) -> Kind | None:
    text = row.text("kind")
    if not text:
        return None
    kind = named_kind(text)
    if kind is None:
        listed = ", ".join(Kind)
        found.refuse(
            "kind",
            Words(f"没有计算方式 `{text}`；可用：{listed}", f"there is no kind `{text}`; choose: {listed}"),
        )
    return kind


def _counted(
    draft: EntryDraft, reading: GoalReading, said: Kind | None, terms: DraftTerms, found: _Collector
) -> EntryDraft:
    """A target with a figure: its unit, its kind, its goal and baseline in that unit."""
    row = found.row
    unit = unit_of(row, reading, terms.unit)
    kind, ground = said, None
    if kind is None:
        kind, ground = guessed_kind(draft.title, reading, unit.unit)
    if unit.guess and kind is not Kind.RANK:
        found.guess(unit.guess.field, unit.guess.ground)
    named = "" if kind is Kind.RANK else unit.unit
    goal = reading.goal or GoalDraft()
    try:
        goal = goal if kind is Kind.RANK else counted(goal, reading.unit, named)
    except Refusal as refusal:
        found.refuse("goal", refusal.words)
    goal, guesses = aimed(goal, kind, draft.title, reading)
    for each in (*guesses, *_doubts(row, goal, named)):
        found.guess(each.field, each.ground)
    if any(
        len(value.as_tuple().digits) > _MOST_DIGITS
        for value in (goal.value, goal.low, goal.high)
        if value is not None
    ):
        found.refuse("goal", Words("数字太长", "the number is too long"))
    draft = _with_baseline(row, draft._replace(unit=named, goal=goal), terms, found)
    kept = _kept_kind(kind, draft, said, found)
    if ground is not None and kept is kind:
        found.guess("kind", ground)
    kind = kept
    yearly = Sign.EACH_YEAR in reading.signs and kind is Kind.MAINTAIN
    average = Average.GEOMETRIC if Sign.AVERAGE in reading.signs and kind is Kind.RATE else None
    if not kind.has_way:
        draft = draft._replace(baseline=None, baseline_on=None)
    return draft._replace(kind=kind, average=average, frequency=Frequency.YEAR if yearly else None)


def _kept_kind(kind: Kind, draft: EntryDraft, said: Kind | None, found: _Collector) -> Kind:
    """The kind by the baseline: what is to be at least what it was already is to be kept."""
    goal, base = draft.goal, draft.baseline
    if said is not None or goal is None or goal.value is None or base is None or not kind.has_way:
        return kind
    up, down = goal.op in (Op.AT_LEAST, Op.ABOVE), goal.op in (Op.AT_MOST, Op.BELOW)
    if kind is Kind.LEVEL and ((up and goal.value < base) or (down and goal.value > base)):
        found.guess(
            "kind", Words("基期已经达到目标，按保持", "the baseline meets the goal already: a level to keep")
        )
        return Kind.MAINTAIN
    return kind


def _doubts(row: EntryRow, goal: GoalDraft, unit: str) -> Iterator[Guess]:
    text = row.text("goal")
    if (
        unit == "%"
        and goal.value is not None
        and 0 < abs(goal.value) <= 1
        and "%" not in text
        and "％" not in text
    ):
        yield Guess(
            "goal",
            Words(
                f"表里是 {text}，按 {text}% 读，不是百分之百的几成",
                f"the table says {text}: read as {text} %, not as a share of one",
            ),
        )


def _with_baseline(row: EntryRow, draft: EntryDraft, terms: DraftTerms, found: _Collector) -> EntryDraft:
    """The draft with the value at the start, where the row gives one."""
    if not row.text("baseline"):
        return draft
    try:
        base = baseline_of(figure_text(row, "baseline", terms.decimal), "")
        value = None if base.value is None else in_unit(base.value, base.unit, draft.unit)
    except Refusal as refusal:
        found.refuse("baseline", refusal.words)
        return draft
    if value is None:
        text = row.text("baseline")
        found.guess(
            "baseline",
            Words(f"“{text}”里没有确定的数，没有写入", f"`{text}` holds no single figure: left out"),
        )
        return draft
    return draft._replace(baseline=value, baseline_on=_baseline_on(row, terms, found))


def _baseline_on(row: EntryRow, terms: DraftTerms, found: _Collector) -> date | None:
    return _day(row, "baseline-on", terms, found) or row.layout.days.get("baseline")


def _due(row: EntryRow, terms: DraftTerms, found: _Collector) -> date | None:
    """The due day: as a day, as a quarter and a year, or of the goal's heading."""
    if row.text("due"):
        return _day(row, "due", terms, found)
    if row.text("quarter") or row.text("year"):
        field = "quarter" if row.text("quarter") else "year"
        try:
            return _taken(quarter_of(row.text("quarter"), row.text("year"), terms.due), "due", found)
        except Refusal as refusal:
            found.refuse(field, refusal.words)
            return None
    headed = row.layout.days.get("goal")
    return headed if headed != terms.due.due else None


def _day(row: EntryRow, field: str, terms: DraftTerms, found: _Collector) -> date | None:
    text = row.text(field)
    if not text:
        return None
    try:
        reading = due_of(text, terms.due)
    except Refusal as refusal:
        found.refuse(field, refusal.words)
        return None
    if field == "start" and reading.period is not None:
        reading = reading._replace(day=reading.period.first)
    return _taken(reading, field, found)


def _taken(reading: DueReading, field: str, found: _Collector) -> date | None:
    if reading.ground is not None:
        found.guess(field, reading.ground)
    return reading.day


def _order(row: EntryRow, due: date | None, start: date | None, terms: DraftTerms, found: _Collector) -> None:
    begins = start or terms.due.start
    if due is not None and begins is not None and due <= begins:
        field = next((each for each in ("due", "quarter", "year", "goal") if row.text(each)), "due")
        found.refuse(
            field,
            Words(
                f"期限 {due} 不在起始日 {begins} 之后；请改期限，或用 --start 写更早的起始日",
                f"due on {due}, not after the first day {begins}: mend it, or give an earlier --start",
            ),
        )


def _class(row: EntryRow, entry: EntryDraft, found: _Collector) -> Class | None:
    text = row.text("class").casefold()
    if not text or entry.what == "initiative":
        return None
    if re.match(_BINDING, text):
        return Class.BINDING
    if re.match(_EXPECTED, text):
        return Class.EXPECTED
    found.refuse(
        "class",
        Words(f"`{text}` 应为 约束性 或 预期性", f"`{text}` must be binding or expected"),
    )
    return None


def _frequency(row: EntryRow, found: _Collector) -> Frequency | None:
    text = row.text("frequency").casefold()
    if not text:
        return None
    for frequency, words in reversed(_RHYTHMS):
        if re.match(words, text) and not (frequency is Frequency.YEAR and text.startswith("半")):
            return frequency
    found.refuse(
        "frequency",
        Words(f"`{text}` 应为 月、季度、半年 或 年", f"`{text}` must be month, quarter, half-year or year"),
    )
    return None
