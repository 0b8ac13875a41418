"""Surveying plan files for the linter: all that can be read of them, and everything that is wrong with the rest."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.gathering import Gathered, gather
from jinjiang_plan.files.layout import FOLDER, HEAD
from jinjiang_plan.files.ledger.reader import ledger_from_text, shape_findings, stray
from jinjiang_plan.files.linting.scanning import text_findings
from jinjiang_plan.files.sources import Sources
from jinjiang_plan.files.validation import ID
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words

UNPARSED = frozenset({"JP001", "JP002", "JP003", "JP004", "JP007"})
"""Findings that a text has which does not parse; one with nothing but these is not looked at any further."""


class Survey(NamedTuple):
    """What the linter is given of the files.

    `portfolio` has the plans as far as they can be built, with their ledgers; `sound` the ids of those without an
    error, which can be judged. `documents` has each plan and action file that parses. `texts` has every text that could
    be read, without a leading mark, and `paths` every file, by the name that findings give it; `marked` names the files
    that begin with a mark.
    """

    portfolio: Portfolio
    sound: frozenset[str]
    documents: Mapping[str, Document]
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    paths: Mapping[str, Path]
    marked: frozenset[str]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files that were looked at."""
        return tuple(self.paths)

    def placing(self) -> Mapping[str, Document]:
        """The documents that a rule's fault may stand in: ledgers too, as texts to be searched."""
        ledgers = {
            ledger.file: Document(ledger.file, self.texts[ledger.file], {})
            for ledger in self.portfolio.ledgers.values()
            if not ledger.broken and ledger.file in self.texts
        }
        return {**ledgers, **self.documents}


def survey(
    folders: Iterable[Path], base: Path | None = None, instead: Mapping[Path, str] | None = None
) -> Survey:
    """Read the folders of plans, whatever is wrong with them.

    Args:
        folders: a folder of one plan each; no two of the same name.
        base: the folder that files are named from.
        instead: texts that stand in for files, by their resolved paths.
    """
    sources = Sources(base, instead)
    plans: list[Plan] = []
    sound = set()
    documents: dict[str, Document] = {}
    ledgers: dict[str, Ledger] = {}
    findings: list[Finding] = []
    for folder in folders:
        gathered = gather(folder, sources)
        documents |= gathered.documents
        found = [*gathered.findings, *_name_findings(folder, sources)]
        found += _read_ledgers(folder, gathered, sources, ledgers)
        findings += found
        if gathered.plan is not None:
            plans.append(gathered.plan)
            sound |= set() if _errors(gathered.findings) else {gathered.plan.id}
    broken = {each.file for each in findings if each.code in UNPARSED}
    for name, text in sources.texts.items():
        marked = name in sources.marked
        findings += text_findings(text, name, marked=marked, parses=name not in broken)
    portfolio = Portfolio(tuple(plans), ledgers, tuple(findings), reported=True, base=base)
    return Survey(
        portfolio,
        frozenset(sound),
        documents,
        tuple(findings),
        sources.texts,
        sources.paths,
        frozenset(sources.marked),
    )


def _errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _name_findings(folder: Path, sources: Sources) -> list[Finding]:
    """The finding of a plan's folder whose name cannot be the plan's id."""
    name = folder.resolve().name
    if ID.fullmatch(name):
        return []
    words = Words(f"目录名 `{name}` 不能作计划编号", f"the folder `{name}` has no name for a plan")
    hint = Words("改用小写字母、数字和 `-` 命名目录", "rename the folder: small letters, digits and `-`")
    return [Finding("JP105", "bad-id", Severity.ERROR, words, sources.name(folder / HEAD), hint=hint)]


def _read_ledgers(
    folder: Path, gathered: Gathered, sources: Sources, ledgers: dict[str, Ledger]
) -> list[Finding]:
    """Read a plan's ledgers into `ledgers`, and give what is wrong with them."""
    targets = {target.id: target for target in gathered.judged}
    names = gathered.names
    known = names.targets | names.initiatives
    findings: list[Finding] = []
    for path in sources.files(folder / FOLDER):
        target = targets.get(path.stem)
        if target is None and not names.may_have(path.stem, known):
            findings.append(stray(path, list(known), sources.base))
        text = sources.read(path)
        if isinstance(text, Finding):
            findings.append(text)
            if target is not None:
                ledgers[target.full_id] = Ledger(target.full_id, (), broken=True, file=text.file)
            continue
        findings += _read_ledger(text, sources.name(path), target, ledgers)
    return findings


def _read_ledger(text: str, file: str, target: Target | None, ledgers: dict[str, Ledger]) -> list[Finding]:
    """Read one ledger; where its target could not be read, as far as that is possible without."""
    if target is None:
        return shape_findings(text, file)
    ledger, found = ledger_from_text(text, file, target)
    ledgers[target.full_id] = ledger
    return found
