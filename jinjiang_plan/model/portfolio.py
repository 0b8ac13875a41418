"""Several plans at once, and the finding of one target among them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.ids import folded
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.refusal import NOT_JUDGED, Instead, Refusal
from jinjiang_plan.model.words import Words

if TYPE_CHECKING:
    from jinjiang_plan.model.profiles import Profile
    from jinjiang_plan.model.report import Ledger, Ledgers


MANY = 100
"""Names beyond which a look is taken first at which of them are worth comparing."""

PROMISING = 24
"""Names that are then compared."""


class Portfolio(NamedTuple):
    """The plans that could be read, their ledgers, and what was wrong with the files."""

    plans: tuple[Plan, ...]
    """In the order of their folders."""
    ledgers: "Ledgers"
    """By the full id of their target."""
    findings: tuple[Finding, ...]
    """What was wrong with the files."""
    reported: bool = False
    """Whether the ledgers have been read."""
    base: Path | None = None
    """The folder that findings name files from."""

    @property
    def judged(self) -> Iterator[Target]:
        """All that is judged, plan by plan."""
        for plan in self.plans:
            yield from plan.judged

    @property
    def sample(self) -> bool:
        """Whether figures of one of the plans are samples."""
        return any(plan.sample for plan in self.plans)

    @property
    def broken(self) -> bool:
        """Whether something could not be read, so that the answer is not the whole one."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def profiles(self) -> "dict[str, Profile]":
        """All profiles that can be judged by, by name: the plans' own, then ours."""
        from jinjiang_plan.model.profiles import PROFILES

        return {own.name: own for plan in self.plans for own in plan.profiles} | PROFILES

    def plan(self, key: str) -> Plan:
        """The plan of that id; a KeyError where there is none."""
        for plan in self.plans:
            if plan.id == key:
                return plan
        raise KeyError(key)

    def ledger(self, target: Target) -> "Ledger":
        """The reports of a target, empty where none were made."""
        from jinjiang_plan.model.report import Ledger

        return self.ledgers.get(target.full_id) or Ledger(target.full_id, ())

    def find(self, name: str) -> Target:
        """The target or initiative that an id or an unambiguous tail of one means.

        Raises:
            Refusal: none or several answer to it; the nearest are named.
        """
        everything = list(self.judged)
        plain = folded(name)
        targets = [each for each in everything if {name, plain} & {each.id, each.full_id}]
        tails = tuple(f"{mark}{each}" for mark in "./" for each in (name, plain))
        targets = targets or [each for each in everything if each.full_id.endswith(tails)]
        targets = targets or [
            each for each in everything if name.casefold() in (t.casefold() for t in each.title)
        ]
        if len(targets) == 1:
            return targets[0]
        if targets:
            listed = ", ".join(sorted(self.name(each) for each in targets))
            raise Refusal(
                f"`{name}` 不唯一，可能是：{listed}；请写全",
                f"`{name}` is ambiguous: {listed}; write more of it",
            )
        raise self._unknown_id(name, everything)

    def _unknown_id(self, name: str, everything: list[Target]) -> Refusal:
        """Why nothing answers to an id: it may stand in a file that cannot be read; else the nearest are named."""
        if self.broken:
            return Refusal(
                f"可以读取的计划里没有 `{name}`；有文件无法读取，错误见上",
                f"no `{name}` in what could be read; some files could not be, their faults are told above",
                NOT_JUDGED,
            )
        if any(action.id == name for plan in self.plans for action in plan.actions):
            return Refusal(
                f"`{name}` 是行动；请用 `--action {name}`",
                f"`{name}` is an action; use `--action {name}`",
            )
        names = [self.name(each) for each in everything]
        plain = name.casefold()
        titled = [
            self.name(each)
            for each in everything
            if any(
                plain in text.casefold()
                for text in (*each.title, *(part for lead in each.leads for part in lead))
            )
        ]
        close = titled[:3] or nearest(name, names) or self._titled_like(name)
        if close:
            listed = ", ".join(close)
            return Refusal(
                f"没有编号 `{name}`；相近的有：{listed}",
                f"no id `{name}`; nearest: {listed}",
                instead=Instead(name, (close[0],)),
            )
        return Refusal(
            f"没有编号 `{name}`；`jinjiang-plan list` 列出全部",
            f"no id `{name}`; `jinjiang-plan list` shows what there is",
        )

    def _titled_like(self, name: str) -> list[str]:
        """The names of what has a title nearly as wanted: of Chinese titles no id is near."""
        by_title = {title: self.name(each) for each in self.judged for title in each.title}
        return list(dict.fromkeys(by_title[title] for title in nearest(name, list(by_title))))

    def name(self, target: Target) -> str:
        """The shortest way to write a target's id in full: with its plan only where another plan has it too."""
        same = sum(each.id == target.id for each in self.judged)
        return target.id if same == 1 else target.full_id


def nearest(word: str, names: list[str], most: int = 3) -> list[str]:
    """The names most like the wanted one, nearest first; an id's tail counts as its name."""
    candidates = set(names) if len(names) <= MANY else _promising(word, names)
    ranked = sorted(
        ((_likeness(word, name), name) for name in candidates), key=lambda pair: (-pair[0], pair[1])
    )
    return [name for score, name in ranked[:most] if score >= 0.55]


@lru_cache(maxsize=8192)
def _likeness(word: str, name: str) -> float:
    """How like two names are, 1 for equal ones; kept, since one slip of the pen mostly stands in many places."""
    from difflib import SequenceMatcher

    tail = name.rpartition("/")[2]
    forms = {name, tail, tail.rpartition(".")[2]}
    return max(SequenceMatcher(None, word.lower(), form.lower()).ratio() for form in forms)


def _promising(word: str, names: Iterable[str]) -> set[str]:
    """The names that share the most pairs of neighbouring signs with the wanted one: comparing whole names takes long."""
    from heapq import nlargest

    pairs = _pairs(word)
    return set(nlargest(PROMISING, names, key=lambda name: (len(pairs & _pairs(name)), -len(name))))


@lru_cache(maxsize=8192)
def _pairs(name: str) -> frozenset[str]:
    plain = name.lower()
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def unknown(zh: str, en: str, word: str, names: Iterable[str]) -> Refusal:
    """The refusal of a name that is not on a list, with the nearest ones, or all of them where none is near."""
    known = list(names)
    close = nearest(word, known)
    listed = ", ".join(close or known)
    if not listed:
        return Refusal(f"没有{zh} `{word}`；一个也没有写", f"no {en} `{word}`; none is given at all")
    near = Words("相近的有", "nearest") if close else Words("可用", "choose")
    return Refusal(f"没有{zh} `{word}`；{near.zh}：{listed}", f"no {en} `{word}`; {near.en}: {listed}")
