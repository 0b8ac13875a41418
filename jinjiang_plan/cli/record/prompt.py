"""`record ID` at a terminal: what is known is shown, what is new is asked, and nothing is written before a yes."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple, TypeVar

import typer

from jinjiang_plan import assess
from jinjiang_plan.assess.admission import admit, doubts, likely_day
from jinjiang_plan.cli.judge import with_reports
from jinjiang_plan.cli.record.record import Typed, report_of
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import plans_folder
from jinjiang_plan.files.storage.atomic import ledger_line
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import read_period
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.report import Ledger, Report, standing_reports
from jinjiang_plan.model.value import choices
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, say, unit_name, value_with_unit

# Asking a person at a terminal: a question on a line, asked again while the answer cannot be used.


T = TypeVar("T")
_YES = ("y", "yes", "是", "对", "好")
_NO = ("n", "no", "否", "不")


def on_a_terminal() -> bool:
    """Whether a person can be asked: what is typed comes from a terminal, and what is shown goes to one."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(session: Session, question: Words, read: Callable[[str], T], default: str = "") -> T:
    """What `read` makes of the answer; where it refuses, that is said and the question is put again.

    Args:
        session: the call.
        question: in both languages.
        read: makes something of an answer, or raises a Refusal.
        default: what an empty answer stands for.

    Raises:
        KeyboardInterrupt: nobody answers any more.
    """
    while True:
        answer = _answer(session, question, default)
        try:
            return read(answer)
        except Refusal as refusal:
            session.tell(f"  {refusal.words.zh}", f"  {refusal.words.en}")


def agreed(session: Session, question: Words, *, default: bool = False) -> bool:
    """Whether the answer is yes; an empty one is what the capital letter says."""

    def read(answer: str) -> bool:
        said = answer.casefold().strip(".!。！")
        if not said:
            return default
        if said in _YES or said in _NO:
            return said in _YES
        raise Refusal("请答 y（是）或 n（否）", "answer y or n")

    letters = " [Y/n]" if default else " [y/N]"
    return ask(session, Words(question.zh + letters, question.en + letters), read)


def agreed_or_said(session: Session, question: Words, *, yes: bool) -> None:
    """Go on only with somebody's word: `--yes`, or a yes at the terminal.

    Raises:
        Refusal: nobody can be asked (exit 2), or the answer is no (exit 1).
    """
    if yes:
        return
    if not on_a_terminal():
        raise Refusal(
            "没有终端可以询问；确定时加 --yes", "nobody can be asked here; add --yes if you are sure"
        )
    if not agreed(session, question):
        raise Refusal("没有改动", "nothing was done", NOT_WRITTEN)


def _answer(session: Session, question: Words, default: str) -> str:
    """A line typed at the terminal, with the system's own line editing where there is one."""
    with suppress(ImportError):
        import readline  # noqa: F401 - with it, `input` lets a line be edited
    offered = f" [{default}]" if default else ""
    try:
        answer = input(visible(f"{question.say(session.lang)}{offered}: "))
    except EOFError:
        sys.stdout.write("\n")
        raise KeyboardInterrupt from None
    return answer.strip() or default


def interview(session: Session, portfolio: Portfolio, target: Target, by: str) -> tuple[Typed, bool]:
    """What a person answers, and whether it revises a report; agreed to, and admitted by the ledger as it stood.

    Raises:
        Refusal: the ledger has a fault (exit 3), or the answer to the last question is no (exit 1).
        KeyboardInterrupt: it was broken off.
    """
    read = with_reports(session, portfolio, [target])
    if read.ledger(target).broken:
        raise Refusal("台账有误，错误见上", "the ledger has a fault, told above", NOT_JUDGED)
    try:
        return _Interview(session, read, target, by).answers()
    except KeyboardInterrupt:
        session.tell("\n没有写入", "\nnothing was written")
        raise


class _Interview(NamedTuple):
    """One conversation: whose report it is, and the plans with its ledger."""

    session: Session
    read: Portfolio
    target: Target
    by: str

    @property
    def ledger(self) -> Ledger:
        """The ledger as it stood when the conversation began."""
        return self.read.ledger(self.target)

    @property
    def today(self) -> date:
        """The day of the conversation."""
        return self.session.today(self.read)

    @property
    def standing(self) -> tuple[Report, ...]:
        """What is reported so far."""
        return standing_reports(self.ledger.reports, self.target.kind, self.today, None)

    def answers(self) -> tuple[Typed, bool]:
        """All that is answered, from the figure to the last yes."""
        self._show()
        typed, revise = self._figure()
        typed = self._words(typed)
        self._confirm(typed, revise=revise)
        return typed, revise

    def _show(self) -> None:
        """The target, what was last reported, and what the plan asks for now."""
        session, target, lang = self.session, self.target, self.session.lang
        typer.echo(f"{say(target.title, lang)}  {target.id}")
        for last in self.standing[-1:]:
            value = value_with_unit(target, last.figure, lang)
            by, recorded = visible(last.by), last.recorded.date()
            zh = f"  上次上报  {last.on}  {value}（{recorded} 录入，{by}）"
            typer.echo(session.say(zh, f"  last reported  {last.on}  {value} (recorded {recorded}, {by})"))
        if not self.standing:
            typer.echo(session.say("  还没有上报", "  nothing is reported yet"))
        judged = assess(self.read, self.today, only=[target]).assessments[0]
        goal = goal_with_unit(target, judged.goal, lang)
        aim = session.say(f"目标 {goal}，期限 {judged.due}", f"goal {goal} by {judged.due}")
        if judged.planned is None:
            typer.echo(f"  {aim}")
            return
        planned = value_with_unit(target, judged.planned, lang)
        zh = f"  计划要求  今天（{self.today}）应为 {planned}；{aim}"
        typer.echo(session.say(zh, f"  asked for  {planned} today, {self.today}; {aim}"))

    def _figure(self) -> tuple[Typed, bool]:
        """The figure and its day, asked for until the ledger admits them."""
        session, target = self.session, self.target
        day = Words("数据所属的日期或时期", "for the day or period")
        while True:
            value = ask(session, _asks_for(target, session), _kept(lambda text: read_figure(target, text)))
            offered = likely_day(target, self.ledger, self.today).isoformat()
            on = ask(
                session, day, _kept(lambda text: read_period(text, self.today, target.year_end)), offered
            )
            answered = self._allowed(Typed(value, on))
            if answered is not None:
                return answered

    def _allowed(self, typed: Typed) -> tuple[Typed, bool] | None:
        """The figure as the ledger admits it, with what a person has to agree to first; None where it does not."""
        refusal = self._refused(typed, revise=False)
        if refusal is None:
            return typed, False
        self.session.tell(f"  {refusal.words.zh}", f"  {refusal.words.en}")
        falls = Words("累计值确属下调？", "Does the cumulative figure fall for a reason?")
        revises = Words("更正原来的数据？", "Revise that report?")
        corrected = typed._replace(correction=True)
        for remedy, revise, question in (
            (corrected, False, falls),
            (typed, True, revises),
            (corrected, True, revises),
        ):
            if self._refused(remedy, revise=revise) is None:
                if not agreed(self.session, question):
                    return None
                reason = ask(self.session, Words("原因（可空）", "why (may be empty)"), _plain)
                return remedy._replace(reason=reason or None), revise
        return None

    def _words(self, typed: Typed) -> Typed:
        """What is said with the figure; each may be left empty."""
        source, note, problems, next_ = (
            ask(self.session, question, _plain) or None
            for question in (
                Words("出处（可空）", "source (may be empty)"),
                Words("说明（可空）", "note (may be empty)"),
                Words("存在问题（可空）", "problems (may be empty)"),
                Words("下一步（可空）", "next steps (may be empty)"),
            )
        )
        return typed._replace(source=source, note=note, problems=problems, next=next_)

    def _confirm(self, typed: Typed, *, revise: bool) -> None:
        """Show the line, and go on with a yes; a figure that looks like a slip needs one that is typed."""
        admitted = admit(self.target, self.ledger, self._report(typed), revise=revise, today=self.today)
        typer.echo(visible(ledger_line(admitted, self.target)))
        doubtful = doubts(self.target, self._report(typed), self.ledger)
        for each in doubtful:
            self.session.tell(f"注意：这个数{each.words.zh}", f"look again: {each.words.en}")
        if not agreed(self.session, Words("写入？", "Write it?"), default=not doubtful):
            raise Refusal("没有写入", "nothing was written", NOT_WRITTEN)

    def _report(self, typed: Typed) -> Report:
        now = self.session.now(self.read)
        return report_of(self.target, typed, now, self.by, plans_folder(self.read.plan(self.target.plan)))

    def _refused(self, typed: Typed, *, revise: bool) -> Refusal | None:
        """Why the ledger does not admit it; None where it does."""
        try:
            admit(self.target, self.ledger, self._report(typed), revise=revise, today=self.today)
        except Refusal as refusal:
            return refusal
        return None


def _asks_for(target: Target, session: Session) -> Words:
    """The question for the figure, with its unit or what it may be."""
    if target.kind is Kind.STAGE:
        zh, en = (", ".join(names) for names in zip(*choices(target), strict=True))
        return Words(f"阶段（{zh}）", f"stage ({en})")
    if target.kind is Kind.DONE:
        return Words("是否完成（是/否）", "done (yes or no)")
    unit = unit_name(target, session.lang)
    return Words(f"数值（{unit}）", f"value ({unit})") if unit else Words("数值", "value")


def _kept(read: Callable[[str], object]) -> Callable[[str], str]:
    """The answer itself, once it can be read."""

    def checked(text: str) -> str:
        if not text:
            raise Refusal("请填写；Ctrl-C 退出，不写入", "an answer is needed; Ctrl-C leaves without writing")
        read(text)
        return text

    return checked


def _plain(text: str) -> str:
    if visible(text) != text:
        raise Refusal(f"含有控制字符：{visible(text)}", f"it holds control characters: {visible(text)}")
    return text
