"""Surveying plan files for the linter: all that can be read of them, and everything that is wrong with the rest."""

from collections.abc import Iterable, Mapping, Sequence
from os.path import lexists
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.layout import FOLDER, HEAD, real_path
from jinjiang_plan.files.ledger.reader import ledger_from_text, shape_findings, stray
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.files.plans.reader import PlanRead, read_folder
from jinjiang_plan.files.plans.sources import Sources
from jinjiang_plan.files.toml_text.text_rules import text_findings
from jinjiang_plan.model.finding import (
    BAD_ID,
    BARE_CHINESE_KEY,
    CHINESE_PUNCTUATION,
    DUPLICATE_KEY,
    MERGE_CONFLICT,
    TOML_SYNTAX,
    Document,
    Finding,
)
from jinjiang_plan.model.ids import file_fault, id_fault
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.refusal import NOT_JUDGED, Instead, Refusal
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words

UNPARSED = frozenset(
    each.code for each in (TOML_SYNTAX, CHINESE_PUNCTUATION, DUPLICATE_KEY, BARE_CHINESE_KEY, MERGE_CONFLICT)
)
"""Findings that a text has which does not parse; one with nothing but these is not looked at any further."""


class Survey(NamedTuple):
    """The files as the linter sees them."""

    portfolio: Portfolio
    """The plans as far as they can be built, with their ledgers."""
    sound: frozenset[str]
    """The ids of the plans without an error, which can be judged."""
    documents: Mapping[str, Document]
    """Each plan and action file that parses."""
    findings: tuple[Finding, ...]
    """What showed while they were read."""
    texts: Mapping[str, str]
    """Every text that could be read, without a leading mark, by the name that findings give it."""
    paths: Mapping[str, Path]
    """Every file, by that name."""
    marked: frozenset[str]
    """The files that begin with a mark."""

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
    # Each plan, with its ledgers.
    for folder in folders:
        read = read_folder(folder, sources)
        documents |= read.documents
        of_the_plan = [*read.findings, *_name_findings(folder, sources)]
        of_the_plan += _read_ledgers(folder, read, sources, ledgers)
        findings += of_the_plan
        if read.plan is not None:
            plans.append(read.plan)
            sound |= {read.plan.id} if read.sound else set()
    # Then the texts themselves, which need no plan.
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


def _name_findings(folder: Path, sources: Sources) -> list[Finding]:
    """The finding of a plan's folder whose name cannot be the plan's id."""
    name = real_path(folder).name
    hint = id_fault(name) or file_fault(name)
    if hint is None:
        return []
    words = Words(f"目录名 `{name}` 不能作计划编号", f"the folder `{name}` has no name for a plan")
    return [Finding(*BAD_ID, words, sources.name(folder / HEAD), hint=hint)]


def _read_ledgers(
    folder: Path, read: PlanRead, sources: Sources, ledgers: dict[str, Ledger]
) -> list[Finding]:
    """Read a plan's ledgers into `ledgers`, and give what is wrong with them."""
    targets = {target.id: target for target in read.judged}
    names = read.names
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
    ledger, outcome = ledger_from_text(text, file, target)
    ledgers[target.full_id] = ledger
    return outcome


# What `check` is asked to look at: from paths to the plans they belong to, and the files meant.


class SurveyScope(NamedTuple):
    """The folders of the plans that have to be read, and the paths below which findings are wanted."""

    folders: tuple[Path, ...]
    within: tuple[Path, ...]

    def holds(self, path: Path) -> bool:
        """Whether a file is among those that were asked for, by its name or, where that is a link, by what it leads to."""
        places = (path.absolute(), real_path(path))
        return any(place == each or each in place.parents for each in self.within for place in places)


def scope_of(paths: Sequence[Path]) -> SurveyScope:
    """The scope of the paths named: plans folders, plans, folders above them, single files.

    Raises:
        Refusal: a path is not there or belongs to no plan (exit 2), or a folder holds none (exit 3).
    """
    folders: dict[Path, Path] = {}
    for path in paths:
        if not lexists(path):
            raise _not_there(path)
        for folder in _plans_of(path):
            folders.setdefault(real_path(folder), folder)
    return SurveyScope(tuple(folders.values()), tuple(real_path(path) for path in paths))


def _not_there(path: Path) -> Refusal:
    """The refusal of a path where nothing stands, with the nearest name that stands beside it."""
    try:
        names = sorted(each.name for each in path.parent.iterdir())
    except OSError:
        names = []
    close = nearest(path.name, names, 1)
    return Refusal(
        f"没有文件或目录 {path}",
        f"there is no file or folder {path}",
        instead=Instead(str(path), (str(path.with_name(close[0])),)) if close else None,
    )


def scope_of_text(path: Path) -> SurveyScope:
    """The scope of a text that stands in for a file, which need not be there.

    Raises:
        Refusal: the name belongs to no plan.
    """
    return SurveyScope((_plan_of_file(path),), (real_path(path),))


def _plans_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [_plan_of_file(path)]
    folders = plan_folders(path)
    if folders:
        return folders
    if real_path(path).name == FOLDER and (real_path(path).parent / HEAD).exists():
        return [path.parent if path.name == FOLDER else real_path(path).parent]
    below = sorted(
        head.parent
        for head in path.rglob(HEAD)
        if not any(part.startswith(".") for part in head.relative_to(path).parts)
    )
    if not below:
        raise Refusal(
            f"{path} 里没有计划（每个计划是一个带 plan.toml 的目录），没有可检查的文件",
            f"{path} holds no plan (a folder with a plan.toml each): there is nothing to check",
            NOT_JUDGED,
        )
    return below


def _plan_of_file(path: Path) -> Path:
    folder = path.parent
    if path.suffix == ".toml":
        if path.name == HEAD or (folder / HEAD).exists():
            return folder
        if real_path(folder).name == FOLDER and (real_path(folder).parent / HEAD).exists():
            return real_path(folder).parent
    raise Refusal(
        f"{path} 不属于任何计划：计划文件在带 plan.toml 的目录里，台账在其 progress/ 里",
        f"{path} belongs to no plan: plan files stand in a folder with a plan.toml, ledgers in its progress/",
    )
