"""Small texts that several sheets share: values with their units, goals, periods, headings."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Frequency, Light, Status
from jinjiang_plan.model.days import reporting_year
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.plan import DECEMBER, Amendment, Goal, Plan, Target
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.units import unit_words
from jinjiang_plan.model.value import GoalValue, Value
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.width import visible

SAMPLE = Words("示例数据", "SAMPLE FIGURES")
NOT_REAL = Words("示例数据，并非真实进展", "SAMPLE FIGURES, not real progress")
ASSUMED = Words("（推定）", " (assumed)")
NOT_STATED = Words("未明确", "not stated")


def say(words: Words | None, lang: Lang) -> str:
    """A text from a file, in the reader's language and safe to show; a dash where there is none."""
    return visible(words.say(lang)) if words else DASH


# Values, goals and units as the model says them, safe to show; a dash where there is none.


def unit_name(target: Target, lang: Lang) -> str:
    """The target's unit as a sheet in that language writes it; empty where it has none."""
    return visible(unit_words(target.unit, target.own_units).say(lang))


def value_text(target: Target, value: Fraction | Decimal | None, lang: Lang) -> str:
    """A value without its unit."""
    return say(None if value is None else Value(target, value).words, lang)


def value_with_unit(target: Target, value: Fraction | Decimal | None, lang: Lang) -> str:
    """A value with its unit."""
    return say(None if value is None else Value(target, value).with_unit, lang)


def goal_text(target: Target, goal: Goal | None, lang: Lang) -> str:
    """A goal without its unit."""
    return say(None if goal is None else GoalValue(target, goal).words, lang)


def goal_with_unit(target: Target, goal: Goal | None, lang: Lang) -> str:
    """A goal with its unit."""
    return say(None if goal is None else GoalValue(target, goal).with_unit, lang)


def named_sample(name: str, lang: Lang, *, sample: bool) -> str:
    """A target's or a plan's name where it stands alone, saying that its figures are samples."""
    return f"[{SAMPLE.say(lang)}] {name}" if sample else name


def period_text(plan: Plan, lang: Lang) -> str:
    """A plan's period, saying so where it is our reading."""
    return f"{plan.start} ~ {plan.due}" + (ASSUMED.say(lang) if plan.assumed else "")


def lead_text(lead: Words | None, lang: Lang) -> str:
    """A responsible unit, or that none is stated."""
    return say(lead, lang) if lead else NOT_STATED.say(lang)


def replayed(known_at: datetime, lang: Lang) -> str:
    """That a sheet shows what was known at a moment."""
    moment = known_at.isoformat(sep=" ", timespec="minutes")
    return Words(f"当时已知 {moment}", f"as known at {moment}").say(lang)


# The name of a reporting period, as `written_days.read_period` reads it back: `2021Q2`, `2021年第二季度`.


_QUARTERS = "一二三四"
RHYTHMS = {
    Frequency.MONTH: Words("月报", "monthly"),
    Frequency.QUARTER: Words("季报", "quarterly"),
    Frequency.HALF_YEAR: Words("半年报", "half-yearly"),
    Frequency.YEAR: Words("年报", "yearly"),
}
"""What a report of each rhythm is called."""


def period_name(day: date, frequency: Frequency, lang: Lang, year_end: int = DECEMBER) -> str:
    """The name of the reporting period that holds a day."""
    return period_words(day, frequency, year_end).say(lang)


def period_words(day: date, frequency: Frequency, year_end: int = DECEMBER) -> Words:
    """The name of the reporting period that holds a day, in both languages.

    A reporting year that is not the calendar's is named by the calendar year in which it ends: `FY2021Q2`.
    """
    if frequency is Frequency.MONTH:
        return Words(f"{day.year}年{day.month}月", f"{day.year}-{day.month:02d}")
    year, month = reporting_year(day, year_end), (day.month - year_end - 1) % 12
    named = Words(f"{year}年", f"{year}") if year_end == DECEMBER else Words(f"{year}财年", f"FY{year}")
    match frequency:
        case Frequency.QUARTER:
            quarter = month // 3
            return Words(f"{named.zh}第{_QUARTERS[quarter]}季度", f"{named.en}Q{quarter + 1}")
        case Frequency.HALF_YEAR:
            half = month // 6
            return Words(f"{named.zh}{'上下'[half]}半年", f"{named.en}H{half + 1}")
        case _:
            return named


def month_name(day: date, lang: Lang) -> str:
    """The month that a day is in."""
    return period_name(day, Frequency.MONTH, lang)


# What is said of a finding where there are no excerpts: a sentence a line, in one language, safe to show.


SEVERITIES = {
    Severity.ERROR: Words("错误", "error"),
    Severity.WARNING: Words("警告", "warning"),
    Severity.INFO: Words("提示", "info"),
}


def sentences(finding: Finding, lang: Lang) -> list[str]:
    """What is wrong, what helps to see it, and what to do; each without newlines."""
    said = [finding.words, *finding.notes]
    if finding.hint is not None:
        said.append(helping(finding.hint))
    return [line for words in said for line in lines(words, lang)]


def helping(hint: Words) -> Words:
    """What to do, said to be that."""
    return Words(f"办法：{hint.zh}", f"help: {hint.en}")


def lines(words: Words, lang: Lang) -> list[str]:
    """A text in the reader's language, line by line, with nothing in it that commands a screen."""
    return [visible(line) for line in words.say(lang).replace("\r\n", "\n").split("\n")]


def title(finding: Finding) -> str:
    """The code and the slug, as findings are spoken of."""
    return f"{finding.code} {finding.slug}"


# A report or an amendment in words: what it is, its figure, and all that was said with it.


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


def report_remarks(report: Report, lang: Lang) -> str:
    """The day of publication, why it is late, note, problems, next steps, reason, address and file, in this order."""
    public = report.published and Words(f"{report.published} 公布", f"published {report.published}").say(lang)
    said = (
        public,
        report.late,
        report.note,
        report.problems,
        report.next,
        report.reason,
        report.url,
        report.file,
    )
    return "  ".join(visible(text) for text in said if text) or DASH


def amendment_changes(amendment: Amendment, target: Target, lang: Lang) -> str:
    """What an amendment changes: the goal, the due day, the baseline, or a halt."""
    changes = [goal_with_unit(target, amendment.goal, lang)] if amendment.goal else []
    changes += [Words(f"期限 {amendment.due}", f"due {amendment.due}").say(lang)] if amendment.due else []
    if amendment.baseline is not None:
        value = Value(target, amendment.baseline.value).with_unit
        changes.append(Words(f"基期 {value.zh}", f"baseline {value.en}").say(lang))
    changes += [NAMES[amendment.status].say(lang)] if amendment.status else []
    return "  ".join(changes)


# A status in words, and how many targets stand where.


MONITORED = Words("监测", "monitored")
"""What stands for `not_assessable` where there is no goal to judge by: nothing is amiss."""


def status_name(assessment: Assessment, lang: Lang) -> str:
    """The status in words; of a monitored target that it is monitored."""
    return status_words(assessment).say(lang)


def status_words(assessment: Assessment) -> Words:
    """The status by the profile's own name for it, or by ours, in both languages."""
    return words_of(assessment.status, assessment.profile, monitored=is_monitored(assessment))


def words_of(status: Status, profile: Profile, *, monitored: bool) -> Words:
    """A status as a profile calls it; what is only monitored is called so."""
    if monitored:
        return MONITORED
    return profile.words.get(status) or NAMES[status]


def is_monitored(assessment: Assessment) -> bool:
    """Whether a target is only watched, without a goal."""
    return assessment.status is Status.NOT_ASSESSABLE and assessment.goal is None


def occurring(assessments: Iterable[Assessment]) -> dict[Words, Light]:
    """Every status that occurs, in words, the worst first; each with the worst colour in which it does."""
    counts: dict[Words, Light] = {}
    for each in sorted(assessments, key=lambda each: (each.status.concern, worst_first(each.light))):
        counts.setdefault(status_words(each), each.light)
    return counts


def worst_first(light: Light) -> int:
    """The rank of a colour, the worst first: a status may occur in several."""
    return _LIGHTS[light]


_LIGHTS = {light: rank for rank, light in enumerate(Light)}


def counts_text(assessments: Iterable[Assessment], lang: Lang) -> str:
    """How many stand where, the worst first."""
    ordered = sorted(assessments, key=lambda each: each.status.concern)
    names = [status_name(each, lang) for each in ordered]
    return "  ".join(f"{name} {names.count(name)}" for name in dict.fromkeys(names))
