"""Keeping findings back that a comment asks for, and telling of comments that keep nothing back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from jinjiang_plan.check.rules.suppression import (
    SUPPRESSION_EXPIRED,
    SUPPRESSION_WITHOUT_REASON,
    UNUSED_SUPPRESSION,
)
from jinjiang_plan.check.selection import near_names
from jinjiang_plan.model.filler_words import says_nothing
from jinjiang_plan.model.finding import Edit, Finding, Fix, NamedRule, Severity, Suppression
from jinjiang_plan.model.rule import Rule, filled
from jinjiang_plan.model.words import Words

LASTING = ("JP6", "JP9")
"""Families that no comment keeps back: changed goals and history are answered in the files, comments by themselves."""

_REMOVE = Words("删去注释", "delete the comment")
_ANSWERED = Words(
    "JP6 规则不能压下，只能用修订块、修订报告或撤回来回答",
    "the JP6 rules cannot be kept back: answer them by an amendment, a revision or a retraction",
)


def after_suppression(  # noqa: PLR0913, PLR0917 - findings and comments, each with what they hang on
    findings: Iterable[Finding],
    comments: Sequence[Suppression],
    rules: Sequence[Rule],
    ran: frozenset[str],
    as_of: date,
    plans: Mapping[str, str] | None = None,
) -> list[Finding]:
    """The findings that no comment keeps back, and those about the comments.

    Args:
        findings: all that was found.
        comments: the comments of the files that are looked at.
        rules: every rule there is.
        ran: the codes of the rules that were run: of another it is not known whether it would find something.
        as_of: the day on which a comment with a last day holds or does not.
        plans: the plan that each file belongs to: where one has an error, a rule may not have come to its end in it, and
            of a comment that kept nothing back nobody knows whether it will be needed.
    """
    of_plan = plans or {}
    faulty = set()
    used: dict[Suppression, set[str]] = {comment: set() for comment in comments}
    by_file: dict[str, list[Suppression]] = {}
    for comment in comments:
        by_file.setdefault(comment.file, []).append(comment)
    kept = []
    for finding in findings:
        keeping = list(_keeping(finding, by_file.get(finding.file, ()), rules, as_of))
        for comment, name in keeping:
            used[comment].add(name)
        if not keeping:
            kept.append(finding)
        if _hinders(finding, kept_back=bool(keeping)):
            faulty.add(of_plan.get(finding.file))
    for comment in comments:
        doubtful = comment.file in of_plan and of_plan[comment.file] in faulty
        kept += _about(comment, used[comment], rules, frozenset() if doubtful else ran, as_of)
    return kept


_HARMLESS = "JP301"
"""An error that keeps no other rule from its end: a unit of one's own, which a comment declares."""


def _hinders(finding: Finding, *, kept_back: bool) -> bool:
    """Whether what is wrong may keep rules from coming to their end in its plan, told or kept back."""
    error = finding.severity is Severity.ERROR and not finding.code.startswith(LASTING)
    return error and not (kept_back and finding.code == _HARMLESS)


def _keeping(
    finding: Finding, comments: Sequence[Suppression], rules: Sequence[Rule], as_of: date
) -> Iterator[tuple[Suppression, str]]:
    """The comments of its file that keep a finding back, each with the name in it that does."""
    if not finding.line or finding.code.startswith(LASTING):
        return
    for comment in comments:
        if comment.holds_for(finding.line) and not _expired(comment, as_of):
            for each in comment.names:
                if _code(each.name, rules) == finding.code:
                    yield comment, each.name


def _code(name: str, rules: Sequence[Rule]) -> str | None:
    """The code that a name means; None where it means no rule."""
    plain = name.lower().replace("_", "-")
    return next((rule.code for rule in rules if plain in (rule.code.lower(), rule.slug)), None)


def _expired(comment: Suppression, as_of: date) -> bool:
    return bool(comment.until) and (comment.last_day is None or comment.last_day < as_of)


def _about(
    comment: Suppression, used: set[str], rules: Sequence[Rule], ran: frozenset[str], as_of: date
) -> Iterator[Finding]:
    """What is wrong with a comment itself."""
    idle = [each for each in comment.names if each.name not in used and _idle(each.name, rules, ran)]
    # It has no reason: only where it silences something, else it is unused anyway.
    if says_nothing(comment.reason) and len(idle) < max(len(comment.names), 1):
        hint = Words("在方括号后面写上理由", "write the reason behind the bracket")
        yield _finding(SUPPRESSION_WITHOUT_REASON.rule, comment, hint=hint)
    # It has run out: then nothing else is said of it.
    if _expired(comment, as_of):
        if comment.last_day is None:
            words = Words(f"until 写的不是日期：`{comment.until}`", f"until names no day: `{comment.until}`")
            hint = Words("写作 until=2026-12-31", "write until=2026-12-31")
            yield _finding(SUPPRESSION_EXPIRED.rule, comment, words=words, hint=hint)
        else:
            yield _finding(SUPPRESSION_EXPIRED.rule, comment, until=str(comment.last_day))
        return
    # It silences nothing: no rule named, none of them needed, or some.
    if not comment.names:
        words = Words("没有写明压下哪条规则", "no rule is named")
        hint = Words("写作 # jp: ignore[规则] 理由", "write # jp: ignore[rule] reason")
        yield _finding(UNUSED_SUPPRESSION.rule, comment, words=words, hint=hint)
    elif len(idle) == len(comment.names):
        listed = ", ".join(each.name for each in idle)
        whole = _finding(UNUSED_SUPPRESSION.rule, comment, name=listed)
        one = _unused(comment, idle[0], rules) if len(idle) == 1 else whole
        known = all(_code(each.name, rules) for each in idle)
        yield one._replace(fix=Fix(_REMOVE, (comment.removal,), safe=True)) if known else one
    else:
        for each in idle:
            yield _unused(comment, each, rules)


def _idle(name: str, rules: Sequence[Rule], ran: frozenset[str]) -> bool:
    """Whether a name that kept nothing back is one that could have: of a rule that ran, or of none there is."""
    code = _code(name, rules)
    return code is None or code in ran or code.startswith(LASTING)


def _unused(comment: Suppression, each: NamedRule, rules: Sequence[Rule]) -> Finding:
    code = _code(each.name, rules)
    if code is None:
        family = any(rule.code.startswith(each.name.upper()) for rule in rules)
        finding = _misspelt(comment, each, [] if family else near_names(rules, each.name))
    else:
        hint = _ANSWERED if code.startswith("JP6") else None
        fix = Fix(Words(f"去掉 `{each.name}`", f"take `{each.name}` out"), (each.removal,), safe=True)
        finding = _finding(UNUSED_SUPPRESSION.rule, comment, hint=hint, name=each.name)._replace(fix=fix)
    return finding._replace(column=each.column, end_column=each.column + len(each.name))


def _misspelt(comment: Suppression, each: NamedRule, close: Sequence[str]) -> Finding:
    """The finding of a name that means no rule. It is not taken out: the reason beside it was written for a rule."""
    words = Words(f"没有规则 `{each.name}`", f"there is no rule `{each.name}`")
    if not close:
        hint = Words("规则列表：jinjiang-plan rule", "all rules: jinjiang-plan rule")
        return _finding(UNUSED_SUPPRESSION.rule, comment, words=words, hint=hint)
    listed = ", ".join(close)
    hint = Words(f"相近的有：{listed}", f"nearest: {listed}")
    edit = Edit(each.start, each.start + len(each.name), close[0])
    fix = Fix(Words(f"改成 `{close[0]}`", f"write `{close[0]}`"), (edit,), safe=False)
    return _finding(UNUSED_SUPPRESSION.rule, comment, words=words, hint=hint)._replace(fix=fix)


def _finding(
    rule: Rule,
    comment: Suppression,
    *,
    words: Words | None = None,
    hint: Words | None = None,
    **fills: str,
) -> Finding:
    said = words or filled(rule.says, dict(fills))
    return Finding(
        rule.code,
        rule.slug,
        rule.severity,
        said,
        comment.file,
        comment.line,
        comment.column,
        hint,
        comment.line,
        comment.end_column,
    )
