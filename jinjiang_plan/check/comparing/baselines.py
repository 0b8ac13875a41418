"""JP604, baselines that were rewritten: whatever the direction, what progress is measured from was changed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jinjiang_plan.check.comparing.easing import assumed_baseline
from jinjiang_plan.check.comparing.moved import Move, fault_of, moved
from jinjiang_plan.check.comparing.pairing import Pair, paired, reported_then, table_of
from jinjiang_plan.check.rule_api import Material
from jinjiang_plan.check.wording import NOTHING, baseline, figure_words
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_BASELINE = Words("基期值", "the baseline")


def rewritten(rule: Rule, material: Material, base: Base) -> Iterator[Fault]:
    """The baselines that are others than they were."""
    for pair in paired(material, base).pairs:
        for move in _rewritten(pair, material, base):
            yield fault_of(rule, move)


def _rewritten(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    before, now = pair
    if before.kind is not now.kind or before.what != now.what:
        return  # another kind reads its figures otherwise: that it is one is the finding
    table = table_of(now, material.documents).get("baseline", {})
    if before.baseline is None:
        yield from _stated(pair, material, base)
    elif now.baseline is None:
        gone = Words("没有了", "none")
        yield moved(pair, _BASELINE, baseline(before, before.baseline), gone, "baseline")
    elif _value(pair, 0) != _value(pair, 1) or before.baseline.on != now.baseline.on:
        key = "on" if _value(pair, 0) == _value(pair, 1) else "stage" if "stage" in table else "value"
        was, is_now = (baseline(each, each.baseline) for each in pair)
        move = moved(pair, _BASELINE, was, is_now, "baseline", key)
        yield move if key in table else move._replace(route=move.route[:-1])


def _value(pair: Pair, side: int) -> Decimal | str | None:
    """A baseline's value, of a stage its name: positions in two lists are not the same."""
    target = pair[side]
    if target.baseline is None or target.kind is not Kind.STAGE:
        return target.baseline and target.baseline.value
    return target.stage_name(int(target.baseline.value))


def _stated(pair: Pair, material: Material, base: Base) -> Iterator[Move]:
    """A baseline where the base states none: it may only say what was assumed so far, while reports rest on that."""
    now = pair.present
    if now.baseline is None:
        return
    reports = reported_then(pair, material, base)
    first: date | None = min((each.on for each in reports), default=None)
    value = next((each.figure for each in reversed(reports) if each.on == first), None)
    so_far = assumed_baseline(now, value)
    if first is None or so_far is None or so_far == now.baseline.value:
        return
    told = figure_words(now, so_far)
    was = Words(f"{NOTHING.zh}（按 {told.zh} 推定）", f"{NOTHING.en} (taken as {told.en})")
    move = moved(pair, _BASELINE, was, baseline(now, now.baseline), "baseline")
    yield move._replace(route_before=move.route_before[:2])
