"""The sheet of `show`: one target whole, and with `--explain` each formula of its judgement."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import TimeBasis
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import in_order
from jinjiang_plan.render.explanation.accepted_value import accepted_value
from jinjiang_plan.render.explanation.fitting_row import fitting_row
from jinjiang_plan.render.explanation.goal_comparison import comparison_lines
from jinjiang_plan.render.explanation.outlook import outlook_lines
from jinjiang_plan.render.explanation.profile_measure import measure_lines
from jinjiang_plan.render.explanation.way import way_lines
from jinjiang_plan.render.numbers import DASH, share, sparkline
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, target_line
from jinjiang_plan.render.target_facts import origin_facts, promise_facts, standing_facts
from jinjiang_plan.render.verdict_words import first_version_words
from jinjiang_plan.render.width import cells, pad, visible
from jinjiang_plan.render.words import report_mark, report_remarks, status_words, value_text

# Each formula of a judgement with its numbers in: nothing is reckoned again, the assessment's figures are shown.


def explanation(assessment: Assessment, lang: Lang) -> list[str]:
    """The judgement step by step, in the order in which it was made, safe to show."""
    return [visible(words.say(lang)) for words in _steps(assessment)]


def _steps(each: Assessment) -> Iterator[Words]:
    yield _time(each)
    yield from accepted_value(each)
    if each.reason is None:
        yield from way_lines(each) if each.target.kind.has_way else comparison_lines(each)
    yield from _verdict(each)
    first = first_version_words(each)
    if first is not None:
        yield Words(f"按最初版本：{first.zh}", f"by the first version: {first.en}")
    yield from outlook_lines(each)


def _time(each: Assessment) -> Words:
    unit = Words("月", "months") if each.basis is TimeBasis.MONTH else Words("天", "days")
    gone, elapsed = f"{each.positions_gone}/{each.positions_all}", share(each.elapsed, whole=True)
    return Words(
        f"时间进度 tau = m/M = {gone} = {elapsed}（{unit.zh}，{each.target.start} 至 {each.due}，截至 {each.as_of}）",
        f"time progress tau = m/M = {gone} = {elapsed} ({unit.en}, {each.target.start} to {each.due}, as of {each.as_of})",
    )


def _verdict(each: Assessment) -> Iterator[Words]:
    status, profile = status_words(each), each.profile.code
    if each.reason is not None:
        reason = NAMES[each.reason]
        yield Words(f"判定：{status.zh}（{reason.zh}）", f"verdict: {status.en} ({reason.en})")
        return
    yield from measure_lines(each)
    rule = fitting_row(each)
    yield Words(
        f"判定：{rule.zh} → {status.zh}（口径 {profile}）",
        f"verdict: {rule.en} -> {status.en} (profile {profile})",
    )


REPORTS = (c.ON, c.FIGURE, c.ENTRY, c.RECORDED, c.BY, c.SOURCE, c.NOTE)


def show_sheet(plan: Plan, judgement: Judgement, ledger: Ledger, lang: Lang, *, explain: bool) -> Sheet:
    """The target's words, where it stands, its reports with a sparkline, and how it was judged if asked."""
    (assessment,) = judgement.assessments
    target = assessment.target
    titles = [target_line(plan, target, lang)]
    titles += _facts(plan, assessment, lang, judgement.known_at)
    rows = tuple(_report_row(each, target, lang) for each in ledger.reports)
    heading = [Line(Words("上报数据", "Reports").say(lang), _trend(assessment, lang), "strong")]
    if ledger.broken:
        text = Words("台账无法读取，错误见上", "the ledger cannot be read: its fault is told above")
        heading.append(Line(text.say(lang), "", "red"))
    elif not rows:
        heading.append(Line(Words("还没有上报数据", "nothing is reported yet").say(lang), "", "dim"))
    blocks = [Block(tuple(heading), rows)]
    if explain:
        lines = [Line(Words("如何判定", "How it was judged").say(lang), "", "strong")]
        lines += [Line(f"  {text}", hang=4) for text in explanation(assessment, lang)]
        blocks.append(Block(tuple(lines), (), heads=False))
    return Sheet(tuple(titles), REPORTS, tuple(blocks))


def _facts(plan: Plan, each: Assessment, lang: Lang, known_at: datetime | None) -> Iterator[Line]:
    target = each.target
    facts = [
        *standing_facts(target, each, lang, known_at),
        *promise_facts(target, each, lang, known_at, plan_assumed=plan.assumed),
        *origin_facts(plan, target, lang),
    ]
    width = max(cells(label.say(lang)) for label, _ in facts)
    for label, text in facts:
        yield Line(f"{pad(label.say(lang), width)}  {text}", hang=width + 2)


def _trend(each: Assessment, lang: Lang) -> str:
    values = [Fraction(observation.value) for observation in each.observations]
    if len(values) < 2:
        return ""
    first, last = (value_text(each.target, value, lang) for value in (values[0], values[-1]))
    return f"{sparkline(values[-40:])}  {first} > {last}"


def _report_row(report: Report, target: Target, lang: Lang) -> tuple[Cell, ...]:
    period = f"{report.first} ~ {report.on}" if report.first else report.on.isoformat()
    style = "dim" if report.retracts else ""
    return in_order(
        REPORTS,
        {
            "on": Cell(period, style),
            "value": Cell(value_text(target, report.figure, lang), style),
            "mark": Cell(report_mark(report, lang), style),
            "recorded": Cell(report.recorded.strftime("%Y-%m-%d"), style),
            "by": Cell(visible(report.by) or DASH, style),
            "source": Cell(visible(report.source) or DASH, style),
            "note": Cell(report_remarks(report, lang), style),
        },
    )
