"""Whether what a plan's files refer to is there: parts of sums, targets served, sources."""

from collections.abc import Iterable, Iterator

from jinjiang_plan.model.fault import Fault, Route
from jinjiang_plan.model.plan import Initiative, Plan, Target
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.words import Words


def reference_faults(plan: Plan) -> Iterator[tuple[str, Fault]]:
    """Each dangling or circular reference, with the file that it stands in."""
    targets = {target.id: target for target in plan.targets}
    sources = {source.key for source in plan.sources}
    for target in plan.judged:
        route: Route = (target.what, target.id.rpartition(".")[2])
        if target.source:
            yield from _missing([target.source], sources, (*route, "source"), target.file)
        if target.baseline and target.baseline.source:
            yield from _missing(
                [target.baseline.source], sources, (*route, "baseline", "source"), target.file
            )
        yield from _missing(target.sum_of, targets, (*route, "sum_of"), target.file)
    for initiative in plan.initiatives:
        yield from _served(initiative, targets)
    for target in targets.values():
        if _sums_itself(target, targets):
            words = Words(
                f"`{target.id}` 的 sum_of 绕回了自己", f"the sum_of of `{target.id}` leads back to itself"
            )
            place = ("target", target.id.rpartition(".")[2], "sum_of")
            yield target.file, Fault("JP203", "reference-cycle", words, place)


def _served(initiative: Initiative, targets: dict[str, Target]) -> Iterator[tuple[str, Fault]]:
    target = initiative.target
    route = ("initiative", target.id.rpartition(".")[2], "serves")
    yield from _missing(initiative.serves, targets, route, target.file)


def _missing(
    wanted: Iterable[str], known: Iterable[str], route: Route, file: str
) -> Iterator[tuple[str, Fault]]:
    names = set(known)
    for index, name in enumerate(wanted):
        if name in names:
            continue
        words = Words(f"`{name}` 不存在", f"there is no `{name}`")
        close = nearest(name, sorted(names))
        hint = Words("相近的有：" + ", ".join(close), "nearest: " + ", ".join(close)) if close else None
        place = route if route[-1] == "source" else (*route, index)
        yield file, Fault("JP202", "dangling-reference", words, place, hint=hint)


def _sums_itself(target: Target, targets: dict[str, Target]) -> bool:
    """Whether following the parts of a sum leads back to it."""
    seen: set[str] = set()
    left = list(target.sum_of)
    while left:
        part = left.pop()
        if part == target.id:
            return True
        if part in targets and part not in seen:
            seen.add(part)
            left += targets[part].sum_of
    return False
