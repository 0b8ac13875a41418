"""What a plan's files refer to: parts of sums, targets served, sources; and the two rules of it.

They stand in the model because two need them: reading refuses a plan that cannot be judged for them, and the linter
shows them with everything else.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from jinjiang_plan.model import finding
from jinjiang_plan.model.finding import REFERENCE_CYCLE, Aside, Fault, Mend, Route
from jinjiang_plan.model.plan import Initiative, Target
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_TARGET = Words("目标", "target")
_SOURCE = Words("来源", "source")

DANGLING = Rule(
    *finding.DANGLING_REFERENCE,
    says=Words(
        "`{id}` 的 {key} 写了 `{name}`，没有这个{what}",
        "`{id}` refers to `{name}` in {key}, and there is no such {what}",
    ),
    why=Words(
        "sum_of、serves 写的是本计划目标的编号，source 写的是 plan.toml 里 [source.…] 的名称，台账按目标的编号命名；"
        "指向不存在的东西，加总、支撑关系和出处就都断了。只写末段（5g-stations）不够，要写全（network.5g-stations）。",
        "sum_of and serves name targets of the same plan by their ids, source names a [source.…] of plan.toml, and a "
        "ledger is called after its target. A name of nothing breaks the sum, the support or the citation. The tail of "
        "an id (5g-stations) is not enough here: write it in full (network.5g-stations).",
    ),
    cure=Words(
        "改成已有的编号（提示里列出相近的）；确是新的，就补上这个目标或来源。台账没有对应目标的，改文件名。",
        "Write an id that is there (the nearest are named), or add the target or source that is missing. A ledger that "
        "belongs to no target gets the name of one.",
    ),
    bad='[target.investment]\ntitle = "Investment"\nkind = "cumulative"\nsum_of = ["network.investmnt"]\n',
    good='[target.investment]\ntitle = "Investment"\nkind = "cumulative"\nsum_of = ["network.investment"]\n',
    fixes="unsafe",
)
CYCLE = Rule(
    *REFERENCE_CYCLE,
    says=Words("`{id}` 的 sum_of 绕回了自己：{ring}", "the sum_of of `{id}` leads back to itself: {ring}"),
    why=Words(
        "目标的值等于各分项之和；分项又绕回它自己，就永远加不出来。",
        "A target with sum_of is the sum of its parts; where a part leads back to it, there is no sum.",
    ),
    cure=Words(
        "在环上的某一处，去掉那个指回去的编号。",
        "Somewhere on the ring, take out the id that points back.",
    ),
    bad='[target.investment]\ntitle = "Investment"\nkind = "cumulative"\nsum_of = ["investment"]\n',
    good='[target.investment]\ntitle = "Investment"\nkind = "cumulative"\nsum_of = ["network.investment"]\n',
    hint=Words("去掉环上任一处的编号", "take out one of these ids"),
)


class Names(NamedTuple):
    """What a plan's files name, be it sound or not: the ids of targets and of initiatives, and the keys of sources.

    `hidden` has the actions in whose files not every name can be read, "" for plan.toml: what is looked for in those
    may be there.
    """

    targets: dict[str, None]
    initiatives: dict[str, None]
    sources: dict[str, None]
    hidden: frozenset[str]

    def may_have(self, id_: str, known: dict[str, None]) -> bool:
        """Whether an id is among those known, or could be one of those that cannot be read."""
        return id_ in known or id_.rpartition(".")[0] in self.hidden

    def may_cite(self, key: str) -> bool:
        """Whether a source is there, or could be."""
        return key in self.sources or "" in self.hidden


def reference_faults(
    targets: Sequence[Target], initiatives: Sequence[Initiative], names: Names
) -> Iterator[Fault]:
    """Each dangling and circular reference of what could be built of a plan, by the file it stands in.

    What refers to an entry that is named and broken, or that may stand in a file that cannot be read, does not dangle.
    """
    served = {each.target.id: each.serves for each in initiatives}
    for target in (*targets, *(each.target for each in initiatives)):
        if target.source:
            yield from _missing(target, ("source",), [target.source], names)
        if target.baseline and target.baseline.source:
            yield from _missing(target, ("baseline", "source"), [target.baseline.source], names)
        for change in target.amendments:
            if change.baseline and change.baseline.source:
                steps = ("amendment", change.place, "baseline", "source")
                yield from _missing(target, steps, [change.baseline.source], names)
        yield from _missing(target, ("sum_of",), target.sum_of, names)
        if target.what == "initiative":
            yield from _missing(target, ("serves",), served[target.id], names)
    for ring in rings({target.id: target for target in targets}):
        yield _circle(ring)


def _missing(target: Target, steps: Route, ids: Sequence[str], names: Names) -> Iterator[Fault]:
    cites = steps[-1] == "source"
    known = names.sources if cites else names.targets
    for index, name in enumerate(ids):
        if names.may_cite(name) if cites else names.may_have(name, known):
            continue
        route = (*_route(target), *steps) if cites else (*_route(target), *steps, index)
        fault = DANGLING.fault(
            target.file,
            route,
            id=target.id,
            key=".".join(str(step) for step in steps),
            name=name,
            what=_SOURCE if cites else _TARGET,
        )
        close = nearest(name, [each for each in known if cites or each != target.id])
        if not close:
            yield fault
            continue
        listed = ", ".join(close)
        words = Words(f"改成 `{close[0]}`", f"write `{close[0]}`")
        mend = None if close[0] in ids else Mend(words, route, f'"{close[0]}"')  # nothing is named twice
        yield fault._replace(hint=Words(f"相近的有：{listed}", f"nearest: {listed}"), mend=mend)


def rings(targets: dict[str, Target]) -> Iterator[list[Target]]:
    """The rings of sums, each once, from the first of its targets that the plan names."""
    left = _tangled(targets)
    members: set[str] = set()
    for key in left:
        way = [] if key in members else _way_back(key, left)
        members.update(way)
        if way:
            yield [targets[each] for each in way]


def _tangled(targets: dict[str, Target]) -> dict[str, list[str]]:
    """The targets whose parts, followed down, never come to an end, each with such parts of its own."""
    parts = {key: [part for part in target.sum_of if part in targets] for key, target in targets.items()}
    above: dict[str, list[str]] = {key: [] for key in parts}
    for key, members in parts.items():
        for part in members:
            above[part].append(key)
    open_parts = {key: len(members) for key, members in parts.items()}
    ended = [key for key, count in open_parts.items() if not count]
    for key in ended:  # grows while it is gone through
        for whole in above[key]:
            open_parts[whole] -= 1
            if not open_parts[whole]:
                ended.append(whole)
    return {
        key: [part for part in parts[key] if open_parts[part]] for key, count in open_parts.items() if count
    }


def _way_back(start: str, parts: dict[str, list[str]]) -> list[str]:
    """The shortest way from a target through its parts back to it, without its end; empty where there is none."""
    came: dict[str, str] = {}
    reached = [start]
    for key in reached:
        for part in parts[key]:
            if part == start:
                way = [key]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if part not in came:
                came[part] = key
                reached.append(part)
    return []


def _circle(ring: list[Target]) -> Fault:
    first = ring[0]
    drawn = " → ".join(target.id for target in (*ring, first))
    fault = CYCLE.fault(first.file, (*_route(first), "sum_of"), id=first.id, ring=drawn)
    asides = tuple(
        Aside(each.file, (*_route(each), "sum_of"), Words("环上的下一处", "the next on the ring"))
        for each in ring[1:]
    )
    return fault._replace(asides=asides)


def _route(target: Target) -> Route:
    return (target.what, target.name)


# The files that reports cite as their proof, and what has become of them since.


class FileState(Enum):
    """What has become of a file that a report cites."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    ELSEWHERE = "elsewhere"  # it never stood below the plans folder: nothing can be said
    UNREADABLE = "unreadable"


class SourceText(NamedTuple):
    """The text of a document that a plan keeps a copy of."""

    state: FileState
    """Whether it is there, inside the plan's folder, and the one that was cited."""
    text: str = ""
    """The text, where it is."""


SourceTexts = Mapping[tuple[str, str], SourceText]
"""The texts of documents, by the ids of their plan and of their source."""

Proofs = Mapping[tuple[str, str], FileState]
"""What has become of the files that were cited, by the full id of the ledger's target and the report's key."""
