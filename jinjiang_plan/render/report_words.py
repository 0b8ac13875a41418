"""A report or an amendment in words: what it is, its figure, and all that was said with it."""

from fractions import Fraction

from jinjiang_plan.model.codes import NAMES
from jinjiang_plan.model.plan import Amendment, Target
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.wording import goal_with_unit, value_text


def report_mark(report: Report, lang: Lang) -> str:
    """What kind of a line it is: a report, a revision, a retraction; an estimate, final, a correction."""
    if report.retracts:
        return Words("撤回", "retraction").say(lang)
    revision = Words(f"修订（第 {report.revision} 次）", f"revision {report.revision}")
    marks = [revision] if report.revision > 1 else []
    marks += [Words("估计", "estimate")] if report.estimate else []
    marks += [Words("期末", "final")] if report.final else []
    marks += [Words("更正", "correction")] if report.correction else []
    return " ".join(mark.say(lang) for mark in marks) or Words("上报", "report").say(lang)


def report_value(report: Report, target: Target, lang: Lang) -> str:
    """The figure without its unit, a dash for a retraction."""
    return value_text(target, None if report.figure is None else Fraction(report.figure), lang)


def report_remarks(report: Report) -> str:
    """Note, problems, next steps, reason, address and file, one behind the other."""
    said = (report.note, report.problems, report.next, report.reason, report.url, report.file)
    return "  ".join(visible(text) for text in said if text) or DASH


def amendment_changes(amendment: Amendment, target: Target, lang: Lang) -> str:
    """What an amendment changes: the goal, the due day, or a halt."""
    changes = [goal_with_unit(target, amendment.goal, lang)] if amendment.goal else []
    changes += [Words(f"期限 {amendment.due}", f"due {amendment.due}").say(lang)] if amendment.due else []
    changes += [NAMES[amendment.status].say(lang)] if amendment.status else []
    return "  ".join(changes)
