"""JP509 and JP510: the words of a goal, held against the text of the document that they are from.

Only sources with a `file` are looked at: a copy of the text inside the plan's folder.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jinjiang_plan.check.rule_api import Check, Material, Need, route_of
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.plan import Goal, Plan, Target
from jinjiang_plan.model.quotation import figures_in, scale_of, squeezed
from jinjiang_plan.model.references import FileState, SourceText
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_LOST = {
    FileState.GONE: Words("不在了", "is gone"),
    FileState.UNREADABLE: Words("读不出文字", "cannot be read as text"),
    FileState.CHANGED: Words("与写明的 sha256 不符", "is not the one of the stated sha256"),
    FileState.ELSEWHERE: Words("不在计划目录里", "is not inside the plan's folder"),
}
_PUT_BACK = Words(
    "把原文放在计划目录里，file 从计划目录写起；不能留存原文的，删去 file，可只写 sha256",
    "put the text into the plan's folder, named from there; where it may not be kept, leave `file` out: `sha256` may stand "
    "alone",
)


def _not_found(material: Material) -> Iterator[Fault]:
    texts = material.source_texts or {}
    for plan in material.portfolio.plans if texts else ():
        for source in plan.sources:
            held = texts.get((plan.id, source.key))
            if held is not None and held.state in _LOST:
                yield _lost(plan, source.key, source.file, _LOST[held.state])
    search = cache(squeezed)
    for target, held in _quoted(material):
        if squeezed(target.wording) not in search(held.text):
            route = route_of(target, "wording")
            yield WORDING_NOT_FOUND.rule.fault(target.file, route, id=target.id, source=target.source)


def _lost(plan: Plan, key: str, file: str, what: Words) -> Fault:
    fault = WORDING_NOT_FOUND.rule.fault(plan.file, ("source", key, "file"), id=key, source=key)
    words = Words(f"`{key}` 的原文 `{file}` {what.zh}", f"`{file}`, the text of `{key}`, {what.en}")
    return fault._replace(words=words, hint=_PUT_BACK)


def _quoted(material: Material) -> Iterator[tuple[Target, SourceText]]:
    """Each target with words from a document whose text is there."""
    texts = material.source_texts or {}
    for target in material.portfolio.judged if texts else ():
        held = texts.get((target.plan, target.source))
        if held is not None and held.state is FileState.SAME and target.wording:
            yield target, held


WORDING_NOT_FOUND = Check(
    Rule(
        "JP509",
        "wording-not-found",
        Severity.ERROR,
        says=Words(
            "`{id}` 的 wording 不在 `{source}` 的原文里",
            "the wording of `{id}` does not stand in the text of `{source}`",
        ),
        why=Words(
            "wording 是文件自己的话，别人凭它核对目标。source 写了 file 的，逐字查对：空白、全角半角不计，其余一字不差。"
            "file 在计划目录里，UTF-8 或 GB 18030 的文本；写了 sha256 的，须是那一份。",
            "`wording` is the document's own words, by which others verify the goal. Where the source has a `file`, each sign "
            "must be there, white space and full or half width aside. The file is a text in UTF-8 or GB 18030 inside the "
            "plan's folder, and the one of `sha256`, where that is stated.",
        ),
        cure=Words(
            "从原文照抄一个短语；出处写错的，改 source。",
            "Copy a phrase from the text; or name the right source.",
        ),
        bad=(
            '[source.plan-text]\ntitle = "Plan"\nfile = "evidence/plan.txt"\n\n[target.stations]\ntitle = "5G"\nkind = "level"\nsource = "plan-text"\n'
            'wording = "建设5G基站4000座"\ngoal = { value = 4000 }\n\n# evidence/plan.txt\n计划建设５Ｇ基站 3000 座。\n'
        ),
        good=(
            '[source.plan-text]\ntitle = "Plan"\nfile = "evidence/plan.txt"\n\n[target.stations]\ntitle = "5G"\nkind = "level"\nsource = "plan-text"\n'
            'wording = "建设5G基站3000座"\ngoal = { value = 3000 }\n\n# evidence/plan.txt\n计划建设５Ｇ基站 3000 座。\n'
        ),
        hint=Words("从原文照抄，或改 source", "copy it from the text, or name the right source"),
    ),
    _not_found,
    Need.SOURCE_TEXTS,
)


def _no_figure(material: Material) -> Iterator[Fault]:
    for target, _ in _quoted(material):
        goal = target.goal
        if goal is None or goal.assumed or target.kind.named:
            continue
        if not _goal_figures(target, goal) & figures_in(target.wording):
            route = route_of(target, "wording")
            shown = goal.value if goal.value is not None else goal.low
            yield FIGURE_NOT_IN_WORDING.rule.fault(target.file, route, id=target.id, goal=f"{shown:f}")


def _goal_figures(target: Target, goal: Goal) -> set[Decimal]:
    """The figures that a wording may give a goal by: itself, its way from the baseline, and that in per cent."""
    bounds = [each for each in (goal.value, goal.low, goal.high) if each is not None]
    figures = set(bounds)
    if target.baseline is not None:
        start = target.baseline.value
        ways = {abs(each - start) for each in bounds}
        figures |= ways | {way * 100 / abs(start) for way in ways if start}
    scale = scale_of(target.unit)
    return {each * times for each in figures for times in (Decimal(1), scale)}


FIGURE_NOT_IN_WORDING = Check(
    Rule(
        "JP510",
        "figure-not-in-wording",
        Severity.WARNING,
        says=Words(
            "`{id}` 的目标值 {goal} 不在 wording 里", "no figure of the wording of `{id}` is its goal, {goal}"
        ),
        why=Words(
            "目标值和引文里的数不一样，多半是抄错、少写了万或亿，或引错了句子。三千、九成五、1.2万亿这样的数也认；与基期的差和"
            "升降的百分数也算。推定的目标（assumed = true）不查。",
            "A goal that is none of the figures in the words quoted for it was mostly copied wrong, lost a 万 or 亿, or the words "
            "are another sentence's. Numerals such as `三千`, `九成五` and `1.2万亿` are read; the way from the baseline counts too, also "
            "in per cent. A goal that is assumed is passed over.",
        ),
        cure=Words(
            "改目标值或引文；文件没有写这个数的，写 assumed = true。",
            "Mend the goal or the wording; where the document does not give the figure, write assumed = true.",
        ),
        bad=(
            '[source.plan-text]\ntitle = "Plan"\nfile = "evidence/plan.txt"\n\n[target.stations]\ntitle = "5G"\nkind = "level"\nsource = "plan-text"\n'
            'wording = "建设5G基站三千座"\ngoal = { value = 300 }\n\n# evidence/plan.txt\n计划建设5G基站三千座。\n'
        ),
        good=(
            '[source.plan-text]\ntitle = "Plan"\nfile = "evidence/plan.txt"\n\n[target.stations]\ntitle = "5G"\nkind = "level"\nsource = "plan-text"\n'
            'wording = "建设5G基站三千座"\ngoal = { value = 3000 }\n\n# evidence/plan.txt\n计划建设5G基站三千座。\n'
        ),
        hint=Words("核对目标值和引文", "compare the goal with the words"),
    ),
    _no_figure,
    Need.SOURCE_TEXTS,
)
QUOTATIONS = (WORDING_NOT_FOUND, FIGURE_NOT_IN_WORDING)
