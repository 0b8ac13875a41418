"""Which rules a run is about: by code, by slug, or by family such as `JP1`."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jinjiang_plan.check.rule_api import Check, Need
from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.rule import Rule

FAMILY = "JP"


def _needing(need: Need) -> frozenset[str]:
    return frozenset(check.rule.code for check in CHECKS if check.needs is need)


ON_A_DAY, AGAINST_A_BASE, OF_PROOFS, OF_SOURCE_TEXTS = map(_needing, Need)
"""The codes of the rules that need a day, a base, the files that reports cite or the texts of documents."""


class Selection(NamedTuple):
    """The codes that are asked for, and those of them that were asked for by name."""

    codes: frozenset[str]
    named: frozenset[str]

    def of(self, checks: Iterable[Check]) -> tuple[Check, ...]:
        """The checks that are asked for, in their order."""
        return tuple(check for check in checks if check.rule.code in self.codes)


def selection(
    checks: Sequence[Check], select: Iterable[str], ignore: Iterable[str], *, on_a_day: bool
) -> Selection:
    """The rules to run: those of `select`, else all, without those of `ignore`.

    Args:
        checks: every rule there is.
        select: codes, slugs or families; commas part several.
        ignore: the same.
        on_a_day: whether the rules of `ON_A_DAY` are wanted where nothing is selected.

    Raises:
        Refusal: a name means no rule, the nearest are named; or nothing is left to run, which is no pass.
    """
    rules = [check.rule for check in checks]
    names = tuple(select)
    codes = named(rules, names)
    if names and not codes:
        raise Refusal(
            "--select 后面没有规则；写 JP303、sum-mismatch 或 JP3 这样的名称",
            "--select names no rule; write a name such as JP303, sum-mismatch or JP3",
        )
    standing = {rule.code for rule in rules if on_a_day or rule.code not in ON_A_DAY}
    left = (codes or standing) - named(rules, ignore)
    if not left:
        raise Refusal(
            "--ignore 去掉了全部选定的规则，没有可查的",
            "--ignore leaves none of the rules that are selected: nothing would be checked",
            NOT_JUDGED,
        )
    return Selection(frozenset(left), frozenset(codes))


def named(rules: Sequence[Rule], names: Iterable[str]) -> set[str]:
    """The codes that names mean.

    Raises:
        Refusal: one of them means none.
    """
    parts = [part.strip() for name in names for part in name.replace("，", ",").split(",")]
    return {code for part in parts if part for code in meant(rules, part)}


def meant(rules: Sequence[Rule], name: str) -> set[str]:
    """The codes that one name means: a code or slug its own, the beginning of codes all of them.

    Raises:
        Refusal: it means none; the nearest are named.
    """
    upper, lower = name.upper(), name.lower().replace("_", "-")
    codes = {rule.code for rule in rules if lower == rule.slug}
    if upper.startswith(FAMILY):
        codes |= {rule.code for rule in rules if rule.code.startswith(upper)}
    if codes:
        return codes
    close = near_names(rules, name)
    listed = ", ".join(close)
    raise Refusal(
        f"没有规则 `{name}`"
        + (f"；相近的有：{listed}" if close else "；写 JP303、sum-mismatch 或 JP3 这样的名称"),
        f"there is no rule `{name}`"
        + (f"; nearest: {listed}" if close else "; write a name such as JP303, sum-mismatch or JP3"),
    )


def near_names(rules: Sequence[Rule], name: str) -> list[str]:
    """The codes or slugs most like a name that means no rule."""
    if name.upper().startswith(FAMILY) and name[2:].isdecimal():
        return nearest(name.upper(), [rule.code for rule in rules])
    return nearest(name, [rule.slug for rule in rules])
