"""`record ID` at a terminal: what is known is shown, what is new is asked, and nothing is written before a yes."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import typer

from jinjiang_plan import assess
from jinjiang_plan.assess.admission import Candidate, likely_day
from jinjiang_plan.assess.doubt import FALLING
from jinjiang_plan.cli.judge import with_reports
from jinjiang_plan.cli.record.dialogue import agreed, ask
from jinjiang_plan.cli.record.record import TypedReport, report_of
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.layout import plans_folder
from jinjiang_plan.files.ledger.ledger_line import ledger_line
from jinjiang_plan.model.admission import Admission, Consent, Refused, Undecided
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.quantities import read_figure
from jinjiang_plan.model.refusal import NOT_JUDGED, Declined, Refusal
from jinjiang_plan.model.report import Ledger, Report, standing_reports
from jinjiang_plan.model.value import choices
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_period
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, say, unit_name, value_with_unit


class Answers(NamedTuple):
    """The report as it was typed, whether it revises one, and the consent to its doubts."""

    typed: TypedReport
    revise: bool
    consent: Consent


def interview(session: Session, portfolio: Portfolio, target: Target, by: str, consent: Consent) -> Answers:
    """What a person answers: agreed to, and admitted by the ledger as it stood.

    Raises:
        Refusal: the ledger has a fault (exit 3), or the answer to the last question is no (exit 1).
        KeyboardInterrupt: it was broken off.
    """
    read = with_reports(session, portfolio, [target])
    if read.ledger(target).broken:
        raise Refusal("台账有误，错误见上", "the ledger has a fault, told above", NOT_JUDGED)
    try:
        return _Interview(session, read, target, by, consent).answers()
    except KeyboardInterrupt:
        session.tell("\n没有写入", "\nnothing was written")
        raise


class _Interview(NamedTuple):
    """One conversation."""

    session: Session
    """The call of the program."""
    read: Portfolio
    """The plans, with the ledger of the target."""
    target: Target
    """Whose report it is."""
    by: str
    """Who reports."""
    consent: Consent
    """The consent that was given before."""

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

    def answers(self) -> Answers:
        """All that is answered, from the figure to the last yes."""
        self._show()
        answers = self._figure()
        answers = answers._replace(typed=self._words(answers.typed))
        self._confirm(answers)
        return answers

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

    def _figure(self) -> Answers:
        """The figure and its day, asked for until the ledger admits them."""
        session, target = self.session, self.target
        day = Words("数据所属的日期或时期", "for the day or period")
        while True:
            value = ask(session, _asks_for(target, session), _kept(lambda text: read_figure(target, text)))
            offered = likely_day(target, self.ledger, self.today).isoformat()
            on = ask(
                session, day, _kept(lambda text: read_period(text, self.today, target.year_end)), offered
            )
            answered = self._allowed(TypedReport(value, on))
            if answered is not None:
                return answered

    def _allowed(self, typed: TypedReport) -> Answers | None:
        """The figure as the ledger admits it, with what a person has to agree to first; None where it does not."""
        answers = Answers(typed, revise=False, consent=self.consent)
        admission = self._admission(answers)
        reasoned = False
        if isinstance(admission, Refused):
            self.session.tell(f"  {admission.words.zh}", f"  {admission.words.en}")
            answers = answers._replace(revise=True)
            admission = self._admission(answers)
            if isinstance(admission, Refused):
                return None
            if not agreed(self.session, Words("更正原来的数据？", "Revise that report?")):
                return None
            reasoned = True
        open_doubts = self.consent.lacking(admission.doubts)
        for doubt in open_doubts:
            self.session.tell(f"  存疑：{doubt.words.zh}", f"  doubt: {doubt.words.en}")
        if open_doubts:
            if not agreed(self.session, Words("确认无误？", "Is it right all the same?")):
                return None
            answers = answers._replace(consent=self.consent._replace(doubts=frozenset(open_doubts)))
        if reasoned or any(doubt.code == FALLING for doubt in open_doubts):
            reason = ask(self.session, Words("原因（可空）", "why (may be empty)"), _plain)
            answers = answers._replace(typed=answers.typed._replace(reason=reason or None))
        return answers

    def _words(self, typed: TypedReport) -> TypedReport:
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

    def _confirm(self, answers: Answers) -> None:
        """Show the line, and go on with a yes."""
        admission = self._admission(answers)
        if isinstance(admission, Refused):
            raise admission.refusal
        typer.echo(visible(ledger_line(admission.report, self.target)))
        if not agreed(self.session, Words("写入？", "Write it?"), default=True):
            raise Declined

    def _report(self, typed: TypedReport) -> Report:
        now = self.session.now(self.read)
        return report_of(self.target, typed, now, self.by, plans_folder(self.read.plan(self.target.plan)))

    def _admission(self, answers: Answers) -> Admission:
        """The admission by the ledger as it stood when the conversation began."""
        candidate = Candidate(self.target, self._report(answers.typed), self.today, revise=answers.revise)
        admission = candidate.admission(self.ledger)
        if isinstance(admission, Undecided):
            raise TypeError("a whole ledger decides on every report")
        return admission


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
