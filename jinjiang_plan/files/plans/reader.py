"""Plans read from their folders: as much of each as can be built, and what is wrong with the rest.

`read_folder` is the one reader: the linter and the base take what it gives, `read_plan` none of a plan with an error.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jinjiang_plan.files.layout import HEAD, real_path
from jinjiang_plan.files.plans.builder import (
    Defaults,
    build_action,
    build_initiative,
    build_profiles,
    build_source,
    build_target,
    number_of,
)
from jinjiang_plan.files.plans.long_form import long_form, speaks_english
from jinjiang_plan.files.plans.own_units import build_units
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.files.plans.sources import Sources
from jinjiang_plan.files.toml_text.parse import parsed
from jinjiang_plan.files.validation import bad_choice, faults, placed, placed_among
from jinjiang_plan.model.codes import Frequency, TimeBasis
from jinjiang_plan.model.direction import WRONG_DIRECTION, direction_faults
from jinjiang_plan.model.file_format import ACTION_FILE, FORMAT, PLAN_FILE
from jinjiang_plan.model.finding import (
    BAD_CHOICE,
    BAD_ID,
    DATE_ORDER,
    DUPLICATE_ID,
    FORMAT_VERSION,
    UNKNOWN_KEY,
    Aside,
    Document,
    Fault,
    Finding,
    Route,
    Severity,
)
from jinjiang_plan.model.ids import file_fault, id_fault
from jinjiang_plan.model.keys import Shape
from jinjiang_plan.model.plan import DECEMBER, Action, Initiative, Plan, Target
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.profiles import PROFILES
from jinjiang_plan.model.references import Names, reference_faults
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words, words, words_list
from jinjiang_plan.model.zones import CHINA, is_zone

# One plan or action file, held against its shape: which of its entries can be built, and what is wrong with it.


Table = dict[str, Any]
NAMING = ("target", "initiative", "source", "format")
"""What the names in a file hang on: the tables that they stand in, and the version that says what stands where."""


class FileRead(NamedTuple):
    """A file as read."""

    file: str
    """Its name in findings."""
    document: Document | None
    """None where it does not parse."""
    findings: list[Finding]
    """What is wrong, with its place."""
    faults: list[Fault]
    """What is wrong, by its route."""
    unfit: frozenset[Route]
    """Routes of what is not as the format has it."""
    notes: list[Fault]
    """What is written in words that have a code."""

    @property
    def legible(self) -> bool:
        """Whether every name that the file gives can be read, though what stands below it may be broken."""
        return self.document is not None and not any(
            len(fault.route) == 1 and (fault.code == UNKNOWN_KEY.code or fault.route[0] in NAMING)
            for fault in self.faults
        )

    def names(self, name: str) -> list[str]:
        """The keys below a table of names, as they are written, whatever is wrong with their entries."""
        table = self.document.data.get(name) if self.document is not None else None
        return list(table) if isinstance(table, dict) else []

    def table(self, name: str) -> Table | None:
        """A table of the file's top level that can be built; None where there is none."""
        if self.document is None or name not in self.document.data or (name,) in self.unfit:
            return None
        table: Table = self.document.data[name]
        return table

    def entries(self, name: str) -> Iterator[tuple[str, Table]]:
        """The tables keyed by id below a name that can be built, without the keys that nobody knows."""
        strange = {fault.route for fault in self.faults if fault.code == UNKNOWN_KEY.code}
        for key, table in (self.table(name) or {}).items():
            if (name, key) not in self.unfit:
                yield (
                    key,
                    {each: table[each] for each in table if (name, key, each) not in strange}
                    if strange
                    else table,
                )


def read_file(path: Path, shape: Shape, sources: Sources) -> FileRead:
    """Read a file and hold it against its shape."""
    name = sources.name(path)
    text = sources.read(path)
    if isinstance(text, Finding):
        return FileRead(name, None, [text], [], frozenset(), [])
    document = parsed(text, name)
    if isinstance(document, list):
        return FileRead(name, None, document, [], frozenset(), [])
    data, notes = long_form(document.data, shape)
    document = document._replace(data=data)
    departures = faults(data, shape)
    number = document.data.get("format")
    if isinstance(number, int) and not isinstance(number, bool) and number != FORMAT:
        words = Words(f"format 应为 {FORMAT}", f"format must be {FORMAT}")
        hint = Words("更新 jinjiang-plan，或改写此行", "update jinjiang-plan, or mend the line")
        departures.append(Fault(*FORMAT_VERSION, words, ("format",), hint=hint))
    return FileRead(name, document, [], departures, frozenset(_unfit(departures)), notes)


def _unfit(departures: list[Fault]) -> Iterator[Route]:
    """What cannot be built: the entry, or the whole table, that a fault stands in; an unknown key is passed over."""
    for fault in departures:
        if fault.code != UNKNOWN_KEY.code and fault.route:
            keyed = fault.route[0] in ("target", "initiative", "source", "profile", "unit")
            yield fault.route[: 2 if keyed else 1]


_UNKNOWN_TERMS = {"start": date.min, "due": date.max}
"""The days of a plan whose head cannot be read: with them the rest of its files is still looked at."""


class PlanRead(NamedTuple):
    """A plan as far as it could be built."""

    plan: Plan | None
    """None where its head could not be read."""
    judged: tuple[Target, ...]
    """The targets that could be built, those of initiatives too."""
    names: Names
    """What its files name besides."""
    documents: dict[str, Document]
    """Each of its files that parses."""
    findings: list[Finding]
    """What is wrong with its files."""

    @property
    def sound(self) -> bool:
        """Whether its files have no error, so that it can be judged."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


class _Parts(NamedTuple):
    """What one plan's files hold, and what is wrong with them."""

    targets: list[Target]
    """In the order of the files."""
    initiatives: list[Initiative]
    """In the order of the files."""
    actions: list[Action]
    """In the order of the files."""
    documents: dict[str, Document]
    """Each file that parses."""
    findings: list[Finding]
    """What is wrong."""


def read_folder(folder: Path, sources: Sources) -> PlanRead:
    """Read a plan's folder: entries with an error are left out, a file with one does not keep the others back."""
    head = read_file(folder / HEAD, PLAN_FILE, sources)
    paths = [path for path in sources.files(folder) if path.name != HEAD]
    others = {path: read_file(path, ACTION_FILE, sources) for path in paths}
    parts = _Parts([], [], [], {}, list(head.findings))
    table = head.table("plan")
    spoken = speaks_english(table)
    above = _above(real_path(folder).name, table or _UNKNOWN_TERMS, head.file)
    own_units, wrong = build_units(dict(head.entries("unit")))
    above = above._replace(own_units=own_units)
    if head.document is not None:
        parts.findings.extend(placed(wrong, head.document))
    _add(head, above, parts)
    for read in (head, *others.values()) if spoken else ():
        if read.notes and read.document is not None:
            parts.findings.extend(placed(read.notes, read.document))
    for path, read in others.items():
        parts.findings.extend(read.findings)
        _add_action(path, read, above, parts)
    plan = None
    found: list[Fault] = []
    if table is not None and head.document is not None:
        profiles, wrong = build_profiles(dict(head.entries("profile")))
        parts.findings.extend(placed(wrong, head.document))
        plan = _plan(above, head, table, parts, folder)._replace(profiles=profiles, units=own_units)
        found += _head_faults(plan, head.document)
    targets = plan.targets if plan else tuple(parts.targets)
    initiatives = plan.initiatives if plan else tuple(parts.initiatives)
    names = _names(head, others)
    found += reference_faults(targets, initiatives, names)
    parts.findings.extend(placed_among(found, parts.documents) if found else [])
    judged = (*targets, *(each.target for each in initiatives))
    return PlanRead(plan, judged, names, parts.documents, parts.findings)


def _names(head: FileRead, others: Mapping[Path, FileRead]) -> Names:
    """The names that a plan's files give: those of an action with the action before them, none where its own is none."""
    names = Names({}, {}, dict.fromkeys(head.names("source")), _hidden(head, others))
    for action, read in [("", head), *((f"{path.stem}.", read) for path, read in others.items())]:
        names.targets.update({f"{action}{key}": None for key in read.names("target")})
        names.initiatives.update({f"{action}{key}": None for key in read.names("initiative")})
    return names


def _hidden(head: FileRead, others: Mapping[Path, FileRead]) -> frozenset[str]:
    illegible = {path.stem for path, read in others.items() if not read.legible or _name_fault(path.stem)}
    # A plan's own file without its table has lost what it held: that is told once, not at each mention of a source.
    kept = head.legible and head.document is not None and "plan" in head.document.data
    return frozenset(illegible if kept else illegible | {""})


def _head_faults(plan: Plan, head: Document) -> list[Fault]:
    """What is wrong with the plan's own terms taken together: its period, its profile, its time zone."""
    departures: list[Fault] = []
    if plan.start > plan.due:
        text = Words("计划的起始日在截止日之后", "the plan starts after it is due")
        departures.append(Fault(*DATE_ORDER, text, ("plan", "due"), file=head.file))
    profiles = (*head.data.get("profile", {}), *PROFILES)
    if plan.profile not in profiles:
        text = Words(f"没有口径 `{plan.profile}`", f"there is no profile `{plan.profile}`")
        fault = bad_choice("profile", plan.profile, profiles, ("plan", "profile"))
        departures.append(fault._replace(words=text, file=head.file))
    if not is_zone(plan.timezone):
        text = Words(f"没有时区 `{plan.timezone}`", f"there is no time zone `{plan.timezone}`")
        hint = Words("写作 Asia/Shanghai 这样的名称", "write a name such as Asia/Shanghai")
        departures.append(Fault(*BAD_CHOICE, text, ("plan", "timezone"), hint=hint, file=head.file))
    return departures


def _above(key: str, table: dict[str, Any], file: str) -> Defaults:
    return Defaults(
        plan=key,
        action=None,
        start=table["start"],
        due=table["due"],
        basis=TimeBasis(table["time_basis"]) if "time_basis" in table else None,
        frequency=Frequency(table.get("frequency", "quarter")),
        leads=words_list(table.get("lead")),
        sample=table.get("sample", False),
        year_end=table.get("year_end", DECEMBER),
        tolerance=number_of(table.get("tolerance")),
        timezone=_zone(table),
        file=file,
    )


def _zone(table: dict[str, Any]) -> str:
    """The plan's time zone; one that there is not has its finding, and days are the default's."""
    named = table.get("timezone", CHINA)
    return named if is_zone(named) else CHINA


def _plan(above: Defaults, head: FileRead, table: dict[str, Any], parts: _Parts, folder: Path) -> Plan:
    order = {
        action.id: index for index, action in enumerate(sorted(parts.actions, key=lambda a: (a.order, a.id)))
    }
    return Plan(
        id=above.plan,
        title=words(table["title"]) or Words(above.plan, above.plan),
        start=above.start,
        due=above.due,
        leads=above.leads,
        profile=table.get("profile", "cn"),
        languages=tuple(table.get("languages", ("zh", "en"))),
        timezone=table.get("timezone", CHINA),
        year_end=above.year_end,
        tolerance=above.tolerance,
        sample=above.sample,
        assumed=table.get("assumed", False),
        summary=words(table.get("summary")),
        note=words(table.get("note")),
        sources=tuple(build_source(key, source) for key, source in head.entries("source")),
        actions=tuple(sorted(parts.actions, key=lambda action: order[action.id])),
        targets=tuple(sorted(parts.targets, key=lambda target: order.get(target.action or "", -1))),
        initiatives=tuple(
            sorted(parts.initiatives, key=lambda each: order.get(each.target.action or "", -1))
        ),
        folder=str(folder),
        frequency=above.frequency,
        file=head.file,
    )


def _add_action(path: Path, read: FileRead, above: Defaults, parts: _Parts) -> None:
    """Add an action's file to what was read of the plan."""
    hint = _name_fault(path.stem)
    named = hint is None
    if not named:
        text = Words(f"文件名 `{path.name}` 不能作行动编号", f"`{path.name}` is no name for an action's file")
        parts.findings.append(Finding(*BAD_ID, text, read.file, hint=hint))
    table = read.table("action") or {"title": path.stem}
    action = build_action(path.stem, table, above.leads, read.file)
    if not named:  # what it holds is looked at, and belongs to no action
        parts = parts._replace(targets=[], initiatives=[])
    elif read.document is not None:
        parts.actions.append(action)
    _add(read, above._replace(action=action.id, leads=action.leads, file=read.file), parts)


def _name_fault(name: str) -> Words | None:
    """Say what to do about a file's name that cannot be an action's id; None where it can."""
    return id_fault(name) or file_fault(name)


def _add(read: FileRead, above: Defaults, parts: _Parts) -> None:
    """Add a file's targets and initiatives to what was read of the plan, but for those that cannot be built."""
    if read.document is None:
        return
    parts.documents[read.file] = read.document
    departures = list(read.faults)
    for key, table in read.entries("target"):
        target, wrong = build_target(key, table, above)
        wrong += _ledger_faults(target)
        departures += wrong
        if not _errors(wrong):
            parts.targets.append(target)
    targets = read.document.data.get("target", {})
    for key, table in read.entries("initiative"):
        initiative, wrong = build_initiative(key, table, above)
        if key in targets:
            text = Words(f"`{key}` 已是一个目标的编号", f"`{key}` is the id of a target already")
            first = Aside(read.file, ("target", key), Words("先用在这里", "first used here"), at_key=True)
            twice = Fault(*DUPLICATE_ID, text, ("initiative", key), at_key=True, asides=(first,))
            wrong.append(twice)
        wrong += _ledger_faults(initiative.target)
        departures += wrong
        if not _errors(wrong):
            parts.initiatives.append(initiative)
    if departures:
        parts.findings.extend(placed(departures, read.document))


def _ledger_faults(target: Target) -> list[Fault]:
    """The fault of an id that no ledger can be named by on every system."""
    hint = file_fault(target.id)
    if hint is None:
        return []
    words = Words(f"编号 `{target.id}` 不能作台账的文件名", f"no ledger can be named by the id `{target.id}`")
    return [Fault(*BAD_ID, words, (target.what, target.name), at_key=True, hint=hint)]


def _errors(departures: list[Fault]) -> bool:
    return any(fault.severity is Severity.ERROR for fault in departures)


# Reading plans: each folder with a `plan.toml` is one; one that is broken does not keep the others back.


def read_plans(root: Path, base: Path | None = None) -> Portfolio:
    """Every plan below a plans folder, without its ledgers, and what is wrong with the files.

    Files are named relative to `base`, where they stand below it.

    Raises:
        Refusal: the folder cannot be read, or holds no plan.
    """
    folders = plan_folders(root)
    if not folders:
        raise Refusal(
            f"{root} 里没有计划（每个计划是一个带 plan.toml 的目录）；可用 `jinjiang-plan init` 新建",
            f"{root} holds no plan (a folder with a plan.toml each); `jinjiang-plan init` starts one",
        )
    plans, findings = [], []
    for folder in folders:
        plan, plan_read = read_plan(folder, base)
        findings += plan_read
        if plan is not None:
            plans.append(plan)
    return Portfolio(tuple(plans), {}, tuple(findings), base=base)


def read_plan(folder: Path, base: Path | None = None) -> tuple[Plan | None, list[Finding]]:
    """One plan, or None where one of its files has an error, and what is wrong with them.

    A goal against its direction is judged as well as it can be, so that it is a warning here and an error to `check`.
    """
    read = read_folder(folder, Sources(base))
    findings = [each for each in read.findings if each.severity is not Severity.INFO]
    if read.plan is not None:
        against = [WRONG_DIRECTION.softened(each) for each in direction_faults(read.plan)]
        findings += placed_among(against, read.documents) if against else []
    return read.plan if read.sound else None, findings
