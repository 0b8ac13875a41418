"""Several plans at once, and the finding of one target among them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

if TYPE_CHECKING:
    from jinjiang_plan.model.report import Ledger, Ledgers


class Portfolio(NamedTuple):
    """The plans that could be read, their ledgers, and what was wrong with the files."""

    plans: tuple[Plan, ...]
    ledgers: "Ledgers"
    findings: tuple[Finding, ...]

    @property
    def judged(self) -> Iterator[Target]:
        """All that is judged, plan by plan."""
        for plan in self.plans:
            yield from plan.judged

    @property
    def broken(self) -> bool:
        """Whether something could not be read, so that the answer is not the whole one."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

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

    def find(self, wanted: str) -> Target:
        """The target or initiative that an id or an unambiguous tail of one means.

        Raises:
            Refusal: none or several answer to it; the nearest are named.
        """
        everything = list(self.judged)
        exact = [each for each in everything if wanted in (each.id, each.full_id)]
        tails = exact or [each for each in everything if each.full_id.endswith(("." + wanted, "/" + wanted))]
        if len(tails) == 1:
            return tails[0]
        names = [self.name(each) for each in tails]
        if names:
            listed = ", ".join(sorted(names))
            raise Refusal(
                f"`{wanted}` 不唯一，可能是：{listed}；请写全",
                f"`{wanted}` is ambiguous: {listed}; write more of it",
            )
        raise _unknown_id(wanted, [self.name(each) for each in everything])

    def name(self, target: Target) -> str:
        """The shortest way to write a target's id in full: with its plan only where another plan has it too."""
        same = sum(each.id == target.id for each in self.judged)
        return target.id if same == 1 else target.full_id


def nearest(wanted: str, names: list[str], most: int = 3) -> list[str]:
    """The names most like the wanted one, nearest first; an id's tail counts as its name."""
    from difflib import SequenceMatcher

    def likeness(name: str) -> float:
        tail = name.rpartition("/")[2]
        forms = {name, tail, tail.rpartition(".")[2]}
        return max(SequenceMatcher(None, wanted.lower(), form.lower()).ratio() for form in forms)

    ranked = sorted(((likeness(name), name) for name in set(names)), key=lambda pair: (-pair[0], pair[1]))
    return [name for score, name in ranked[:most] if score >= 0.55]


def unknown(zh: str, en: str, wanted: str, names: Iterable[str]) -> Refusal:
    """The refusal of a name that is not on a list, with the nearest ones, or all of them where none is near."""
    known = list(names)
    close = nearest(wanted, known)
    listed = ", ".join(close or known)
    if not listed:
        return Refusal(f"没有{zh} `{wanted}`", f"no {en} `{wanted}`")
    near = Words("相近的有", "nearest") if close else Words("可用", "choose")
    return Refusal(f"没有{zh} `{wanted}`；{near.zh}：{listed}", f"no {en} `{wanted}`; {near.en}: {listed}")


def _unknown_id(wanted: str, names: list[str]) -> Refusal:
    if nearest(wanted, names):
        return unknown("编号", "id", wanted, names)
    return Refusal(
        f"没有编号 `{wanted}`；`jinjiang-plan list` 列出全部",
        f"no id `{wanted}`; `jinjiang-plan list` shows what there is",
    )
